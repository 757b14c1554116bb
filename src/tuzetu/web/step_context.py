"""What a step's page shows of the record: the plan as it stands, or what the case is about."""

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Line, Plan
from tuzetu.web import looks
from tuzetu.web.plan_shown import plan_as_it_stands
from tuzetu.web.visit import Visit

SHOWS_PLAN = frozenset(
    {"approve_plan", "return_plan", "submit_plan", "propose_controller", "record_meeting"}
)
"""Steps that nobody should take without the plan before their eyes."""


def above_form(code: str, record: Model | None, seen: Visit) -> tuple[object, ...]:
    """What stands between the heading and the form."""
    if isinstance(record, Plan) and code in SHOWS_PLAN:
        return plan_as_it_stands(record, seen)
    return ()


def beside_form(record: Model | None) -> tuple[looks.Panel, ...]:
    """What the step is about, in a few words."""
    if isinstance(record, Nonconformity):
        return (_case(record),)
    if isinstance(record, Line):
        return (_line(record), _case(record.plan_case.cycle.nc))
    nc = getattr(record, "nc", None) or getattr(record, "later", None)
    return (_case(nc),) if isinstance(nc, Nonconformity) else ()


def _case(nc: Nonconformity) -> looks.Panel:
    return looks.Panel(title=nc.number, says=nc.description)


def _line(line: Line) -> looks.Panel:
    until = date_format(line.due_on, "DATE_FORMAT") if line.due_on else "—"
    says = _("%(what)s. Deadline: %(until)s.") % {"what": line.what.rstrip("."), "until": until}
    return looks.Panel(title=_("Line of the plan"), says=says)
