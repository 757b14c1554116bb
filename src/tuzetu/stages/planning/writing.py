"""Writing the plan: lines and criteria as a grid, saved as a draft (45, 48)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from tuzetu.conduct.lapsing import (
    SETTLED,
    lapse_changes,
    lapse_changes_without_lines,
    lapse_postponement,
)
from tuzetu.conduct.performing import performing
from tuzetu.dossier.plan import Criterion, Line, Plan, PlanCase
from tuzetu.journal.models import Entry
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.procedure.flows.plan import PlanStep
from tuzetu.procedure.states import ActionState
from tuzetu.stages.planning.planned import planned_cases_of, put_struck_last


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A row of the grid. ``line`` is the id of the line it changes, or nothing for a new one."""

    case: int
    what: str
    line: int | None = None
    kind: str = Line.Kind.CORRECTIVE
    cause: int | None = None
    unit: Unit | None = None
    executor: Person | None = None
    co_executors: tuple[Person, ...] = ()
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRow:
    """A criterion; ``covers`` are positions of rows of the grid, from 1, of one case."""

    case: int
    measure: str
    covers: tuple[int, ...]
    criterion: int | None = None
    value_now: str = ""
    target: str = ""
    data_source: str = ""
    check_on: date | None = None


def write_plan(
    plan: Plan,
    *,
    by: Person,
    at: datetime,
    lines: Sequence[LineRow],
    criteria: Sequence[CriterionRow],
    version: int | None = None,
) -> None:
    """The author saves the grid as it is; nothing is required yet (45, 48)."""
    with performing(PlanStep.WRITE_PLAN, plan, by=by, at=at, version=version) as deed:
        held = deed.record
        held.saved_at = at
        entries = {entry.cycle.nc_id: entry for entry in _entries(held)}
        written = [
            _write_line(held, entries[row.case], row, position)
            for position, row in enumerate(lines, 1)
        ]
        _strike_missing(held, written, at=at)
        _write_criteria(held, entries, criteria, written, at=at)
        lapse_changes_without_lines(held, at=at)
        put_struck_last(held)


def _entries(plan: Plan) -> Sequence[PlanCase]:
    return list(plan.joined.current().select_related("cycle"))


def _write_line(plan: Plan, entry: PlanCase, row: LineRow, position: int) -> Line:
    line = plan.lines.planned().filter(pk=row.line or 0).first() or Line(plan=plan)
    if line.phase == ActionState.CONFIRMED:
        Line.objects.filter(pk=line.pk).update(position=position)
        return line
    before = _approved_words(line)
    line.plan_case, line.position, line.kind = entry, position, row.kind
    line.what, line.cause_id, line.due_on = row.what, row.cause, row.due_on
    line.implementing_unit, line.executor = row.unit, row.executor
    if _approved_words(line) != before:
        line.first_due_on, line.approved_on = None, None
        _is_still_to_be_done(line)
    line.save()
    line.co_executors.set(one for one in row.co_executors if one != row.executor)
    return line


def _is_still_to_be_done(line: Line) -> None:
    """What is marked as done was done by the words before; the history keeps it (41)."""
    if line.phase == ActionState.DONE:
        line.state = ActionState.PLANNED.code
        line.done_at, line.done_by, line.done_note = None, None, ""


def _approved_words(line: Line) -> tuple[object, ...]:
    """What of a line no revision changes without a new approval of it; people may change (45)."""
    where = (line.plan_case_id, line.kind, line.implementing_unit_id)
    return (*where, line.what, line.cause_id, line.due_on)


def _strike_missing(plan: Plan, written: Sequence[Line], *, at: datetime) -> None:
    """Of what nobody has approved nor spoken a row simply goes; else it is struck and stays."""
    gone = plan.lines.exclude(pk__in=[line.pk for line in written]).exclude(SETTLED)
    plain = set(gone.filter(UNSPOKEN_OF).values_list("pk", flat=True))
    told = Entry.objects.filter(subject_kind=ACTION, subject_id__in=plain)
    plain -= set(told.values_list("subject_id", flat=True))
    for line in gone:
        if line.pk in plain:
            line.delete()
        else:
            Line.objects.filter(pk=line.pk).update(state=ActionState.STRUCK.code)
            lapse_postponement(line, at=at)


UNSPOKEN_OF = Q(approved_on=None, remarks=None, postponements=None, amendments=None)
"""Lines that nobody wrote of; the journal may still tell that they were once done, and shown."""

ACTION = "action"


def _write_criteria(
    plan: Plan,
    entries: dict[int, PlanCase],
    rows: Sequence[CriterionRow],
    written: Sequence[Line],
    *,
    at: datetime,
) -> None:
    planned = set(planned_cases_of(plan).values_list("pk", flat=True))
    before = {one.pk: one for one in plan.criteria.select_related("plan_case")}
    open_to_it = {entries[case].pk for case in planned}
    carried_out = {pk for pk, one in before.items() if one.plan_case_id not in open_to_it}
    kept = set(carried_out)
    for place, pk in enumerate(sorted(carried_out, key=lambda pk: before[pk].position), 1):
        Criterion.objects.filter(pk=pk).update(position=place)
    for position, row in enumerate(rows, 1):
        if row.criterion in carried_out or row.case not in planned:
            continue  # what is carried out is measured by what it was planned with
        criterion = before.get(row.criterion or 0) or Criterion(plan=plan)
        criterion.plan_case, criterion.position = entries[row.case], len(carried_out) + position
        criterion.measure, criterion.value_now = row.measure, row.value_now
        criterion.target, criterion.data_source = row.target, row.data_source
        criterion.check_on = row.check_on
        criterion.save()
        criterion.lines.set(
            line
            for number, line in enumerate(written, 1)
            if number in row.covers and line.plan_case_id == criterion.plan_case_id
        )
        kept.add(criterion.pk)
    for criterion in plan.criteria.exclude(pk__in=kept):
        _leave_out(criterion, at=at)


def _leave_out(criterion: Criterion, *, at: datetime) -> None:
    """What a change was proposed of stays, struck, for the word that was said on it (50)."""
    if not criterion.changes.exists():
        criterion.delete()
        return
    lapse_changes(criterion, at=at)
    Criterion.objects.filter(pk=criterion.pk).update(struck_at=at)
