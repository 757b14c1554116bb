"""Makes the facts of plans, lines, requests, corrections, links and the rest from their records."""

from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.case_facts import analysis_of, current_cycle
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.dossier.edition import edition_in_force
from tuzetu.dossier.kept import has_read, listed
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import Criterion, Line, Meeting, Plan, PlanCase
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import (
    PROPOSED,
    WAITING,
    CriterionChange,
    Postponement,
    wording_of,
)
from tuzetu.people.reading import asked_once
from tuzetu.people.written import written_once
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.facts import (
    ActionFacts,
    CorrectionFacts,
    CriterionChangeFacts,
    CriterionFact,
    HoldFacts,
    LetterFacts,
    LineFact,
    PlanCaseFact,
    PlanFacts,
    PostponementFacts,
    RecurrenceFacts,
)
from tuzetu.procedure.states import (
    ActionState,
    CriterionChangeState,
    HoldState,
    LetterState,
    PostponementState,
    RecurrenceState,
)
from tuzetu.procedure.terms import last_day_for_change


def facts_of_plan(plan: Plan, *, on: date) -> PlanFacts:
    """A plan with its cases, lines, criteria and meetings, in a constant number of queries."""
    joined, criteria = cases_in(plan), tuple(map(_criterion_in_plan, _criteria_in(plan.pk)))
    covered = {pk for criterion in criteria for pk in criterion.covers}
    meetings = _meetings_on(plan.pk)
    cases = [entry.cycle.nc for entry in joined]
    return PlanFacts(
        on=on,
        edition=plan.edition.rules(),
        state=plan.phase,
        unit=plan.unit_id,
        author=plan.author_id,
        submitted_by=plan.submitted_by_id,
        cases=tuple(_case_in_plan(entry) for entry in joined),
        lines=tuple(_line_in_plan(line, plan, covered) for line in _lines_in(plan.pk)),
        criteria=criteria,
        meetings=len(meetings),
        meeting_after_revision=_discussed_now(plan, meetings),
        controller=plan.controller_id,
        controller_substitute=plan.controller_substitute_id,
        analysis_ended_on=_first_analysis_ended(joined),
        revised_on=plan.revised_on,
        concerned=_concerned(cases),
        answering_units=frozenset({plan.unit_id}),
    )


def cases_in(plan: Plan) -> list[PlanCase]:
    """The rounds of cases that the plan serves now, each with its case."""
    return _cases_in(plan.pk)


@written_once
def _cases_in(plan: int) -> QuerySet[PlanCase]:
    rows = PlanCase.objects.current().filter(plan=plan)
    return rows.select_related("cycle__nc", "cycle__analysis")


@written_once
def cases_ever_in(plan: int) -> QuerySet[Any, int]:
    """The keys of the cases that the plan serves or once served."""
    return PlanCase.objects.filter(plan=plan).values_list("cycle__nc", flat=True)


@written_once
def _criteria_in(plan: int) -> QuerySet[Criterion]:
    standing = Criterion.objects.filter(plan=plan, plan_case__left_at=None)
    return standing.prefetch_related("lines")


@written_once
def _meetings_on(plan: int) -> QuerySet[Meeting]:
    return Meeting.objects.standing().filter(plan=plan)


@written_once
def _lines_in(plan: int) -> QuerySet[Line]:
    lines = Line.objects.planned().filter(plan=plan)
    return lines.select_related("plan_case__cycle").prefetch_related("co_executors")


def _discussed_now(plan: Plan, meetings: list[Meeting]) -> bool:
    """Whether minutes were recorded since the approval was voided, of a meeting held since.

    The day alone does not tell: a meeting of the same day may have discussed the text before.
    """
    if plan.revised_on is None:
        return True
    return any(one.held_on >= plan.revised_on for one in meetings if one.revision == plan.revision)


def _case_in_plan(entry: PlanCase) -> PlanCaseFact:
    nc = entry.cycle.nc
    return PlanCaseFact(
        id=nc.pk,
        number=nc.number,
        state=nc.phase,
        present=entry.cycle.ordinal == nc.ordinal,
        potential=nc.potential,
        confidential=nc.confidential,
    )


def _criterion_in_plan(criterion: Criterion) -> CriterionFact:
    covers = frozenset(line.pk for line in listed(criterion, "lines"))
    lacks = criterion.lacks if covers else ("covers", *criterion.lacks)
    return CriterionFact(check_on=criterion.check_on, covers=covers, lacks=lacks)


def _line_in_plan(line: Line, plan: Plan, covered: set[int]) -> LineFact:
    return LineFact(
        id=line.pk,
        case=line.plan_case.cycle.nc_id,
        corrective=line.kind == Line.Kind.CORRECTIVE,
        preventive=line.kind == Line.Kind.PREVENTIVE,
        described=bool(line.what),
        executor=line.executor_id,
        co_executors=co_executors_of(line),
        implementing_unit=line.implementing_unit_id,
        due_on=line.due_on,
        approved=line.approved_on is not None,
        covered=line.pk in covered,
        controller=controller_of(line, plan),
    )


def controller_of(line: Line, plan: Plan) -> int | None:
    """Who controls a line of a plan: none of those who carry it out, nor who has done it."""
    return controller_over(plan, {line.executor_id, line.done_by_id, *co_executors_of(line)})


def controller_over(plan: Plan, doers: AbstractSet[int | None]) -> int | None:
    """The plan's controller; for what the controller carries out, the substitute."""
    if plan.controller_id in doers - {None}:
        return plan.controller_substitute_id or plan.controller_id
    return plan.controller_id


@asked_once
def co_executors_of(line: Line) -> frozenset[int]:
    """Who carries the line out together with its executor."""
    return frozenset(person.pk for person in listed(line, "co_executors"))


def _first_analysis_ended(joined: list[PlanCase]) -> date | None:
    """The term of meeting and approval runs from the earliest analysis of the plan's cases (44)."""
    analyses = [analysis_of(entry.cycle) for entry in joined]
    ended = [one.completed_at for one in analyses if one and one.completed_at]
    return local_day(min(ended)) if ended else None


def _concerned(cases: list[Nonconformity]) -> frozenset[int]:
    if all(has_read(nc, "concerned") for nc in cases):
        return frozenset(person.pk for nc in cases for person in nc.concerned.all())
    return frozenset(_concerned_in(tuple(nc.pk for nc in cases)))


@written_once
def _concerned_in(cases: tuple[int, ...]) -> QuerySet[Any, int]:
    links = Nonconformity.concerned.through.objects
    rows: QuerySet[Any, int] = links.filter(nonconformity__in=cases).values_list(
        "person", flat=True
    )
    return rows


def facts_of_action(line: Line, *, on: date) -> ActionFacts:
    """A line on its way."""
    plan, cycle = line.plan, line.plan_case.cycle
    nc = cycle.nc
    return ActionFacts(
        on=on,
        edition=plan.edition.rules(),
        state=line.phase,
        plan_state=plan.phase,
        plan_revised=plan.revised_on is not None,
        plan_controlled=plan.controller_id is not None,
        case_state=nc.phase,
        executor=line.executor_id,
        co_executors=co_executors_of(line),
        controller=controller_of(line, plan),
        done_by=line.done_by_id,
        due_on=line.due_on,
        present=cycle.ordinal == nc.ordinal,
        concerned=_concerned([nc]),
    )


def facts_of_postponement(
    line: Line, request: Postponement | None, *, on: date
) -> PostponementFacts:
    """A request, or the wish for one; beside one that waits the database allows no other."""
    nc = line.plan_case.cycle.nc
    waits = request is not None and request.state in WAITING
    return PostponementFacts(
        on=on,
        edition=line.plan.edition.rules(),
        state=PostponementState[request.state.upper()] if request else None,
        action_state=line.phase,
        plan_state=line.plan.phase,
        plan_revised=line.plan.revised_on is not None,
        plan_controlled=line.plan.controller_id is not None,
        due_on=line.due_on,
        asked_until=request.asked_until if request else None,
        another_open=not waits and line.postponements.filter(state__in=WAITING).exists(),
        asked_by=request.asked_by_id if request else None,
        concerned=_concerned([nc]),
        answering_units=frozenset({line.plan.unit_id}),
    )


def facts_of_criterion_change(
    criterion: Criterion, change: CriterionChange | None, *, on: date
) -> CriterionChangeFacts:
    """A proposal, or the wish for one."""
    lines = _lines_of(criterion)
    approved_on, first_due_on = _first(lines, "approved_on"), _first(lines, "first_due_on")
    others = criterion.changes.filter(state=PROPOSED)
    others = others.exclude(pk=change.pk) if change else others
    return CriterionChangeFacts(
        on=on,
        edition=criterion.plan.edition.rules(),
        state=CriterionChangeState[change.state.upper()] if change else None,
        plan_state=criterion.plan.phase,
        plan_revised=criterion.plan.revised_on is not None,
        plan_controlled=criterion.plan.controller_id is not None,
        approved_on=approved_on,
        first_due_on=first_due_on,
        last_day=last_day_of_change(criterion),
        another_open=others.exists(),
        rewritten=change is not None and change.before != wording_of(criterion),
        lines_open=any(line.phase != ActionState.CONFIRMED for line in lines),
        proposed_by=change.proposed_by_id if change else None,
        proposed_on=local_day(change.proposed_at) if change else None,
        concerned=_concerned([criterion.plan_case.cycle.nc]),
        answering_units=frozenset({criterion.plan.unit_id}),
    )


def last_day_of_change(criterion: Criterion) -> date | None:
    """Until when another wording may be proposed, once the plan is approved (49)."""
    lines = _lines_of(criterion)
    approved_on, first_due_on = _first(lines, "approved_on"), _first(lines, "first_due_on")
    if approved_on is None or first_due_on is None:
        return None
    edition = criterion.plan.edition.rules()
    return last_day_for_change(approved_on, first_due_on, edition=edition).due_on


@asked_once
def _lines_of(criterion: Criterion) -> list[Line]:
    return [line for line in listed(criterion, "lines") if line.phase != ActionState.STRUCK]


def _first(lines: list[Line], name: str) -> date | None:
    """The earliest of their days."""
    return min((day for line in lines if (day := getattr(line, name))), default=None)


def facts_of_hold(nc: Nonconformity, hold: Hold | None, *, on: date) -> HoldFacts:
    """A hold, or the wish for one."""
    cycle = nc.cycles.select_related("edition").get(ordinal=nc.ordinal)
    return HoldFacts(
        on=on,
        edition=cycle.edition.rules(),
        state=HoldState[hold.state.upper()] if hold else None,
        case_state=nc.phase,
        concerned=_concerned([nc]),
        answering_units=frozenset({nc.owning_unit_id}),
    )


def facts_of_correction(correction: Correction, *, on: date) -> CorrectionFacts:
    """A correction that takes time, or took it."""
    nc = correction.nc
    cycle = current_cycle(nc)
    return CorrectionFacts(
        on=on,
        edition=cycle.edition.rules(),
        state=correction.phase,
        case_state=nc.phase,
        executor=correction.executor_id,
        due_on=correction.due_on,
        owning_unit=nc.owning_unit_id,
        answers=correction.ordinal >= cycle.response_from,
    )


def _between(later: Nonconformity, earlier: Cycle) -> QuerySet[Recurrence]:
    """The link, and one that asks the same the other way round: of two, one came first."""
    back = Q(later=earlier.nc_id, earlier__nc=later, state=RecurrenceState.LINKED.code)
    return Recurrence.objects.filter(Q(later=later, earlier=earlier) | back)


def facts_of_recurrence(
    later: Nonconformity, earlier: Cycle | None, link: Recurrence | None, *, on: date
) -> RecurrenceFacts:
    """A link, or the wish for one to a cycle that may not be chosen yet."""
    cycle = later.cycles.select_related("edition").get(ordinal=later.ordinal)
    before = earlier.nc if earlier else None
    known = _between(later, earlier) if earlier else None
    return RecurrenceFacts(
        on=on,
        edition=cycle.edition.rules(),
        state=RecurrenceState[link.state.upper()] if link else None,
        later_state=later.phase,
        later_number=later.number,
        earlier_number=before.number if before else "",
        earlier_state=before.phase if before else None,
        later_potential=later.potential,
        same_case=before is not None and before.pk == later.pk,
        linked_already=link is None and known is not None and known.exists(),
        detected_on=later.detected_on,
        remedied_on=earlier.remedied_on if earlier else None,
        concerned=_concerned([later, before] if before else [later]),
        answering_units=frozenset({before.owning_unit_id}) if before else frozenset(),
    )


def facts_of_letter(item: IntakeItem, *, on: date) -> LetterFacts:
    """A letter that the chancellery has entered."""
    edition = edition_in_force(on)
    return LetterFacts(on=on, edition=edition.rules(), state=LetterState[item.state.upper()])
