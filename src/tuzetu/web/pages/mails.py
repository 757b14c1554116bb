"""The visitor's letters as they were written; in the demonstration this is where mail is read."""

from django.http import HttpRequest, HttpResponse
from django.utils.dateformat import time_format
from django.utils.translation import gettext as _

from tuzetu.notices.models import Letter
from tuzetu.notices.outbox import letters_of
from tuzetu.procedure.notices import MORNING
from tuzetu.web import looks
from tuzetu.web.mail_trouble import mail_trouble
from tuzetu.web.showing import Page, show
from tuzetu.web.visit import visit

MOST = 50
STATES = {
    Letter.State.WAITING: looks.Tone.RECEIVED,
    Letter.State.SENT: looks.Tone.CLOSED,
    Letter.State.KEPT: looks.Tone.CLOSED,
    Letter.State.GIVEN_UP: looks.Tone.HOLD,
}


def mails(request: HttpRequest) -> HttpResponse:
    """One's own letters, latest first."""
    seen = visit(request)
    rows = letters_of(seen.person)[:MOST]
    shown = tuple(_mail(row, seen.person.email) for row in rows)
    empty = looks.Empty(
        title=_("There are no letters to you yet."),
        says=_("You are written to when something is asked of you, never just so."),
    )
    aside = mail_trouble(seen)
    page = Page(title=_("My letters"), lead=_lead(), main=shown or (empty,), aside=aside)
    return show(request, page)


def _lead() -> str:
    """What comes with the letter of the day and what at once (``procedure.notices``)."""
    told = _(
        "Most of what is waited for from you is told in one letter on the morning of a working "
        "day, after %(time)s. You are written to at once when something is entrusted or returned "
        "to you, waits for your approval, or was decided on what you asked; of one case at "
        "most once in four hours, the rest joins the next letter of the day."
    )
    return told % {"time": time_format(MORNING, "H:i")}


def _mail(row: Letter, to: str) -> looks.Mail:
    return looks.Mail(
        subject=row.subject,
        to=to,
        at=row.sent_at or row.created_at,
        text=row.text,
        state=looks.Tag(tone=STATES[Letter.State(row.state)], says=words_of(row)),
        lang=row.language,
    )


def words_of(row: Letter) -> str:
    """What became of the letter."""
    return {
        Letter.State.WAITING: _("waiting to be sent"),
        Letter.State.SENT: _("sent"),
        Letter.State.KEPT: _("kept here: no mail server is set"),
        Letter.State.GIVEN_UP: _("could not be sent"),
    }[Letter.State(row.state)]
