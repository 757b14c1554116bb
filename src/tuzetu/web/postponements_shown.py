"""Postponements in words: what waits, what was decided, which check dates are left behind."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tuzetu.dossier.plan import Criterion, Line
from tuzetu.dossier.plan_facts import last_day_of_change
from tuzetu.dossier.request import WAITING, Postponement
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.flows.criterion_change import CriterionChangeStep
from tuzetu.procedure.flows.plan import BEFORE_APPROVAL
from tuzetu.procedure.rules.planning import is_checked_too_early
from tuzetu.procedure.states import ActionState, PostponementState
from tuzetu.web import looks
from tuzetu.web.addresses import step_href
from tuzetu.web.visit import Visit

DECIDED = frozenset({PostponementState.GRANTED.code, PostponementState.REFUSED.code})


def postponement_marks(line: Line) -> tuple[str, ...]:
    """What was decided last, what lapsed since and what waits; for all who see the line."""
    asked = list(line.postponements.all())
    decided = [one for one in asked if one.state in DECIDED and one.decided_at]
    last = sorted(decided, key=_decided_at)[-1:]
    lapsed = (_lapsed(one) for one in asked if one.state == PostponementState.LAPSED.code)
    waiting = (_waiting(one) for one in asked if one.state in WAITING)
    return (*map(_decided, last), *lapsed, *waiting)


def _decided_at(request: Postponement) -> str:
    return request.decided_at.isoformat() if request.decided_at else ""


def _lapsed(request: Postponement) -> str:
    says = _("A deadline of %(until)s was asked; the action was struck before it was decided on.")
    if request.line.phase == ActionState.CONFIRMED:
        says = _("A deadline of %(until)s was asked; the action was confirmed before that.")
    return says % {"until": date_format(request.asked_until, "DATE_FORMAT")}


def _decided(request: Postponement) -> str:
    told = {
        "until": date_format(request.asked_until, "DATE_FORMAT"),
        "who": request.decided_by,
        "day": date_format(local_day(request.decided_at), "DATE_FORMAT"),  # type: ignore[arg-type]
        "why": request.decision,
    }
    if request.state == PostponementState.GRANTED.code:
        says = _("Postponement until %(until)s: granted by %(who)s on %(day)s. %(why)s")
    else:
        says = _("Postponement until %(until)s: refused by %(who)s on %(day)s. %(why)s")
    return (says % told).strip()


def _waiting(request: Postponement) -> str:
    until = date_format(request.asked_until, "DATE_FORMAT")
    return _("A deadline of %(until)s is asked: %(reason)s") % {
        "until": until,
        "reason": request.reason,
    }


def lines_of_requests(requests: Iterable[int]) -> dict[int, str]:
    """Which line each request is about: its number and what is done."""
    wanted = list(requests)
    if not wanted:
        return {}
    found = Postponement.objects.filter(pk__in=wanted).select_related("line")
    numbers = Line.objects.filter(plan__in={one.line.plan_id for one in found}).numbers()
    return {one.pk: line_words(numbers[one.line_id], one.line.what) for one in found}


def line_words(number: int, what: str) -> str:
    """A line by its number and its words."""
    return _("Line %(number)s: %(what)s") % {"number": number, "what": what}


def checked_before(criteria: Iterable[Criterion], until: date | None) -> list[Criterion]:
    """The criteria whose check date lies before a deadline of theirs."""
    return [one for one in criteria if is_checked_too_early(one.check_on, (until,))]


def request_shown(request: Postponement, seen: Visit) -> tuple[looks.Panel, ...]:
    """What is decided on: until when, why, what the controller says, which check dates pass."""
    asked = _("Until %(until)s instead of %(before)s. %(reason)s") % {
        "until": date_format(request.asked_until, "DATE_FORMAT"),
        "before": date_format(request.due_before, "DATE_FORMAT"),
        "reason": request.reason,
    }
    title = _("Postponement asked by: %(who)s") % {"who": request.asked_by}
    panels = [looks.Panel(title=title, says=asked), *_revised_meanwhile(request)]
    if request.advised_for is not None:
        word = _("In favour. %(why)s") if request.advised_for else _("Against. %(why)s")
        title = _("Opinion of the controller: %(who)s") % {"who": request.advised_by}
        panels.append(looks.Panel(title=title, says=word % {"why": request.advice}))
    if request.state in WAITING and request.line.plan.phase in BEFORE_APPROVAL:
        panels.append(looks.Panel(title=_("The plan is being revised"), says=_(REVISED)))
    early = checked_before(request.line.criteria.all(), request.asked_until)
    return (*panels, *(_warning(one, request.asked_until, seen) for one in early))


REVISED = noop(
    "Until it is approved anew the postponement can be refused, not granted: another deadline is "
    "written in the plan itself."
)


def _revised_meanwhile(request: Postponement) -> Iterator[looks.Panel]:
    """The deadline that a revision wrote since another was asked for (45)."""
    now = request.line.due_on
    if request.state in WAITING and now is not None and now != request.due_before:
        says = _("The plan was revised since this was asked; the deadline in it is now %(until)s.")
        told = says % {"until": date_format(now, "DATE_FORMAT")}
        yield looks.Panel(title=_("Another deadline in the revised plan"), says=told)


def warnings_in_plan(
    lines: Iterable[Line], criteria: Iterable[Criterion], seen: Visit
) -> Iterator[looks.Panel]:
    """What stands in a running plan: criteria that are checked before their lines are due (49)."""
    open_lines = {line.pk: line for line in lines if line.phase != ActionState.STRUCK}
    for one in criteria:
        covered = (open_lines.get(line.pk) for line in one.lines.all())
        last = max((line.due_on for line in covered if line and line.due_on), default=None)
        if last and checked_before([one], last):
            yield _warning(one, last, seen)


def _warning(criterion: Criterion, until: date, seen: Visit) -> looks.Panel:
    says = _early(criterion, until)
    title = _("Check date before the deadline")
    return looks.Panel(title=title, says=says, looks=_change_of(criterion, seen))


def _early(criterion: Criterion, until: date) -> str:
    return _(
        "Criterion “%(measure)s”: check date %(check)s is before the new deadline %(until)s."
    ) % {
        "measure": criterion.measure,
        "check": date_format(criterion.check_on, "DATE_FORMAT") if criterion.check_on else "",
        "until": date_format(until, "DATE_FORMAT"),
    }


def _change_of(criterion: Criterion, seen: Visit) -> tuple[object, ...]:
    """The way to a change of the criterion, while half of the period has not passed (49).

    Whoever wrote the plan is led there; the others are told whose it is.
    """
    if criterion.plan.phase in BEFORE_APPROVAL:
        return (_("Whoever revises the plan writes another check date in it."),)
    last_day = last_day_of_change(criterion)
    if last_day is None or seen.on > last_day:
        return (_("Half of the set period has passed; the criterion can no longer be changed."),)
    if criterion.plan.author_id != seen.person.pk:
        says = _("The head of the unit can propose another check date until %(day)s.")
        return (says % {"day": date_format(last_day, "DATE_FORMAT")},)
    step = CriterionChangeStep.PROPOSE_CRITERION_CHANGE.code
    label = _("Propose a change of the criterion")
    return (looks.Link(label=label, href=step_href(step, criterion)),)
