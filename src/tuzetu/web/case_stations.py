"""The line of stations of a case: ten stops, what is passed, where it stands, what was skipped."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from tuzetu.dossier.case_facts import answers
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.states import FINAL, CaseState
from tuzetu.procedure.terms import Term
from tuzetu.web.case_file import CaseFile
from tuzetu.web.looks import Loop, Mark, Station, StationLine
from tuzetu.web.terms_shown import carried_over, counted, tally, used

PLACES = {
    CaseState.REGISTERED: 3,
    CaseState.ANALYSIS: 4,
    CaseState.AGREEMENT: 4,
    CaseState.PLANNING: 5,
    CaseState.APPROVAL: 6,
    CaseState.EXECUTION: 7,
    CaseState.EVALUATION: 8,
    CaseState.OBSERVATION: 9,
    CaseState.CLOSING: 10,
}
"""The station, from 1, at which a state stands."""

BESIDE = frozenset({CaseState.NOT_CONFIRMED, CaseState.MERGED, CaseState.VOIDED})


BESIDE_STAGES = frozenset(
    one.code
    for one in (
        Owed.FINISH_CORRECTION,
        Owed.TAKE_NOTE,
        Owed.DECIDE_RECURRENCE,
        Owed.DECIDE_CHANGE,
        Owed.ADVISE,
        Owed.DECIDE_POSTPONEMENT,
    )
)
"""What is owed at any stage and ends none."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop: when passed, a note, why it may be skipped, whether it waits for its answer."""

    name: str
    passed_on: date | None = None
    spent: str = ""
    note: str = ""
    skipped: str = ""
    waits: bool = False


def station_line(file: CaseFile) -> StationLine:
    """The drawing and its list."""
    state = file.nc.phase
    here = PLACES.get(state, 11 if state == CaseState.CLOSED else 3)
    stops = _stops(file)
    stations = tuple(_station(file, stop, number, here) for number, stop in enumerate(stops, 1))
    return StationLine(stations=stations, loop=_loop(file, here))


def _station(file: CaseFile, stop: Stop, number: int, here: int) -> Station:
    if file.nc.phase in BESIDE and number > here:
        mark = Mark.SKIPPED
    elif number == here and file.nc.phase not in FINAL:
        mark = Mark.NOW
    elif stop.skipped:
        mark = Mark.SKIPPED
    else:
        mark = Mark.DONE if number < here and not stop.waits else Mark.AHEAD
    due = _due(file) if mark is Mark.NOW else None
    unanswered = stop.waits and file.nc.phase not in FINAL  # the case goes on beside it
    return Station(
        name=stop.name,
        mark=mark,
        on=stop.passed_on if mark is Mark.DONE else due,
        spent=stop.spent if mark in {Mark.DONE, Mark.NOW} else "",
        note=stop.note if mark is Mark.DONE or unanswered else "",
        unanswered=unanswered,
        reason=stop.skipped,
        late=due is not None and due < file.facts.on,
    )


def _due(file: CaseFile) -> date | None:
    """The stage's own last day; what goes on beside every stage has days of its own."""
    return next((duty.due_on for duty in file.duties if duty.owed not in BESIDE_STAGES), None)


def _stops(file: CaseFile) -> tuple[Stop, ...]:
    return (
        Stop(_("Registered"), local_day(file.nc.registered_at)),
        _hold(file),
        _decision(file),
        _causes(file),
        *_planned(file),
        *_judged(file),
        Stop(_("Closing"), _day(file.cycle.ended_at)),
    )


def _hold(file: CaseFile) -> Stop:
    name = _("Suspension")
    since = file.cycle.response_from
    answering = [one for one in file.holds if answers(one, since=since)]
    if answering:
        note = _("in force") if file.on_hold else _("ended")
        return Stop(name, answering[0].since_on, note=note)
    waits = not file.nc.hold_waiver
    return Stop(name, note=_("not answered yet"), skipped=file.nc.hold_waiver, waits=waits)


def _decision(file: CaseFile) -> Stop:
    name, held = _("Office decision"), file.decision
    done = _day(held.decided_at) if held else None
    return Stop(name, done, spent=_spent(file, Term.DECISION, file.cycle.office_received_on, done))


def _causes(file: CaseFile) -> Stop:
    name, held = _("Causes"), file.analysis
    done = _day(held.completed_at) if held else None
    return Stop(name, done, spent=_spent(file, Term.ANALYSIS, file.cycle.received_on, done))


def _spent(file: CaseFile, term: Term, start: date, done: date | None) -> str:
    """How much of a term was used; nothing of one that ran in an earlier round."""
    if carried_over(file):
        return ""
    return tally(used(file, counted(file, term, start), done or file.facts.on))


def _planned(file: CaseFile) -> tuple[Stop, ...]:
    names = (_("Plan"), _("Approval"), _("Execution"))
    without = _without_action(file)
    if without:
        return tuple(Stop(name, skipped=without) for name in names)
    plan = file.planned.plan if file.planned else None
    if plan is None:
        return tuple(Stop(name) for name in names)
    note = _("minutes No. %(number)s") % {"number": file.minutes.number} if file.minutes else ""
    done = sum(line.confirmed_at is not None for line in file.lines)
    spent = _("%(done)s of %(all)s lines") % {"done": done, "all": len(file.lines)}
    return (
        Stop(names[0], _day(plan.submitted_at), note=note),
        Stop(names[1], _day(plan.approved_at)),
        Stop(names[2], file.cycle.remedied_on, spent=spent if plan.approved_at else ""),
    )


def _judged(file: CaseFile) -> tuple[Stop, ...]:
    names, held = (_("Evaluation"), _("Observation")), file.evaluation
    without = _without_action(file)
    if without:
        return tuple(Stop(name, skipped=without) for name in names)
    return (
        Stop(names[0], _day(held.verdict_at) if held else None),
        Stop(names[1], _day(held.final_at) if held else None),
    )


def _without_action(file: CaseFile) -> str:
    """Why planning and verdict are skipped, when no action was found necessary."""
    held = file.analysis
    passed = file.nc.phase in {CaseState.CLOSING, CaseState.CLOSED}
    if passed and held and held.action_needed is False and file.planned is None:
        return held.need_reason
    return ""


def _loop(file: CaseFile, here: int) -> Loop | None:
    if file.nc.ordinal == 1:
        return None
    says = _("Cycle %(number)s: %(reason)s") % {
        "number": file.nc.ordinal,
        "reason": _why_again(file),
    }
    returns = (
        5 if file.analysis and file.decision and file.decision.decided_at < _start(file) else 3
    )
    return Loop(leaves=max(9, min(here, 10)), returns=returns, says=says)


def _why_again(file: CaseFile) -> str:
    """Why the case goes round; what was written of a case out of sight is not told."""
    why = file.cycle.opened_because
    hidden = {link.decision for link in file.links if not link.later_seen}  # type: ignore[attr-defined]
    return _("A case that you do not see.") if why in hidden else why


def _start(file: CaseFile) -> datetime:
    ended = file.earlier_cycles[0].ended_at if file.earlier_cycles else None
    return ended or file.nc.registered_at


def _day(at: datetime | None) -> date | None:
    return local_day(at) if at else None
