"""A worker that stands still, told to the administrator: since when, what to do."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tuzetu.procedure.offices import Office
from tuzetu.registers.heartbeat import last_beat, stands_still
from tuzetu.web import looks
from tuzetu.web.settings_menu import may
from tuzetu.web.visit import Visit

COMMAND = "tuzetu worker"


def worker_trouble(seen: Visit) -> tuple[looks.Panel, ...]:
    """The panel, while the worker gives no sign and the visitor is an administrator."""
    if not may(seen, Office.ADMINISTRATOR):
        return ()
    if not stands_still(at=seen.at):
        return ()
    missed = _("Terms are not counted on and no letter goes out.")
    mend = _("Restart the server, or start it alone with the command: %(command)s.")
    says = " ".join((_since(last_beat()), missed, mend % {"command": COMMAND}))
    return (looks.Panel(title=_("The background worker stands still"), says=says),)


def _since(beat: datetime | None) -> str:
    if beat is None:
        return _("It has never run here.")
    told = date_format(localtime(beat), "DATETIME_FORMAT")
    return _("Its last sign of life: %(when)s.") % {"when": told}
