"""Mail that does not go out, told to the administrator: to whom, how often tried, what was said."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tuzetu.notices.models import Letter
from tuzetu.notices.outbox import troubled_letters
from tuzetu.procedure.offices import Office
from tuzetu.web import looks
from tuzetu.web.settings_menu import may
from tuzetu.web.visit import Visit

MOST = 20


def mail_trouble(seen: Visit) -> tuple[looks.Panel, ...]:
    """The panel, while there is trouble and the visitor is an administrator."""
    if not may(seen, Office.ADMINISTRATOR):
        return ()
    rows = troubled_letters().select_related("person")
    items = tuple(_letter(row) for row in rows[:MOST])
    if not items:
        return ()
    says = _("Letters not sent: %(count)s. Waiting ones are tried again by themselves.")
    return (
        looks.Panel(
            title=_("Mail does not go out"),
            says=says % {"count": rows.count()},
            looks=(looks.Waiting(items=items),),
        ),
    )


def _letter(row: Letter) -> looks.Link:
    """To whom, never what about: the administrator keeps the mail, not its readers' business."""
    if row.state == Letter.State.GIVEN_UP:
        told = _("given up; times tried: %(tries)s; answer: %(answer)s")
    else:
        told = _("next try: %(when)s; times tried: %(tries)s; answer: %(answer)s")
    values = {
        "when": date_format(localtime(row.not_before), "DATETIME_FORMAT"),
        "tries": row.tries,
        "answer": row.last_error,
    }
    href = reverse("person", args=(row.person_id,))
    return looks.Link(label=str(row.person), href=href, note=told % values)
