"""Makes the facts of a case from its records: a constant number of queries for any case.

What hangs on the case is read through its own lists, so that a page which has read them before
asks nothing twice.
"""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from tuzetu.dossier.analysis import Analysis, Decision
from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.containment import Hold
from tuzetu.dossier.evaluation import Evaluation, Lessons, Measurement
from tuzetu.dossier.kept import has_read, listed
from tuzetu.dossier.plan import Criterion, Line, PlanCase
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.people.appointment import auditor_in_office
from tuzetu.people.reading import asked_once
from tuzetu.people.written import written_once
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.facts import CaseFacts
from tuzetu.procedure.facts_within import (
    AnalysisFact,
    CauseFact,
    ContainmentFact,
    EvaluationFact,
    IdentificationFact,
    LessonsFact,
    PlannedFact,
    ResultFact,
)
from tuzetu.procedure.states import ActionState, CaseState, RecurrenceState

ONCE_PER_CYCLE = ("edition", "decision", "analysis", "evaluation", "lessons")


@asked_once
def current_cycle(nc: Nonconformity) -> Cycle:
    """The round the case is in, with everything that hangs on it once."""
    (cycle,) = _round(nc.pk, nc.ordinal)
    return cycle


@written_once
def _round(nc: int, ordinal: int) -> QuerySet[Cycle]:
    rounds = Cycle.objects.select_related(*ONCE_PER_CYCLE).defer("edition__content")
    return rounds.filter(nc=nc, ordinal=ordinal)


def facts_of_case(
    nc: Nonconformity,
    *,
    on: date,
    cycle: Cycle | None = None,
    links: Sequence[Recurrence] | None = None,
) -> CaseFacts:
    """What the rules may look at, as of a day; ``links`` are the recurrences of the cycle."""
    cycle = cycle or current_cycle(nc)
    planned = planned_in(cycle)
    links = listed(cycle, "recurrences") if links is None else links
    return CaseFacts(
        on=on,
        edition=cycle.edition.rules(),
        state=nc.phase,
        cycle=nc.ordinal,
        potential=nc.potential,
        owning_unit=nc.owning_unit_id,
        answering_units=frozenset({nc.owning_unit_id}),
        concerned=frozenset(person.pk for person in listed(nc, "concerned")),
        received_on=cycle.received_on,
        office_received_on=cycle.office_received_on,
        rectorate_decided=bool(nc.rectorate_decision),
        identification=_identification(nc, cycle),
        containment=_containment(nc, cycle),
        analysis=_analysis(cycle),
        planned=_planned(planned),
        evaluation=_evaluation(nc, cycle, planned, links, on),
        lessons=_lessons(cycle),
    )


@asked_once
def planned_in(cycle: Cycle) -> PlanCase | None:
    """Where the cycle stands in a plan now."""
    if has_read(cycle, "planned"):
        return next((one for one in cycle.planned.all() if one.left_at is None), None)
    for found in _in_a_plan(cycle.pk):
        found.cycle = cycle
        return found
    return None


@written_once
def _in_a_plan(cycle: int) -> QuerySet[PlanCase]:
    return PlanCase.objects.current().filter(cycle=cycle).select_related("plan").order_by("pk")[:1]


def waits_for_a_plan(nc: Nonconformity) -> bool:
    """Whether the causes of the case are known and no plan serves it yet."""
    return nc.phase == CaseState.PLANNING and planned_in(current_cycle(nc)) is None


def stands_in_a_plan(nc: Nonconformity) -> bool:
    """Whether a plan serves the present round of the case."""
    return planned_in(current_cycle(nc)) is not None


def decision_of(cycle: Cycle) -> Decision | None:
    """The decision of clause 38, once taken."""
    return getattr(cycle, "decision", None)


@asked_once
def members_of(decision: Decision) -> frozenset[int]:
    """The analysis group; where a unit analyses, whoever leads it there."""
    if decision.way == Decision.Way.UNIT:
        return frozenset({decision.leader_id})
    return frozenset(person.pk for person in listed(decision, "members"))


def analysis_of(cycle: Cycle) -> Analysis | None:
    """The analysis, once begun."""
    return getattr(cycle, "analysis", None)


def evaluation_of(cycle: Cycle) -> Evaluation | None:
    """The evaluation, once begun."""
    return getattr(cycle, "evaluation", None)


def lessons_of(cycle: Cycle) -> Lessons | None:
    """What closing learnt, once recorded."""
    return getattr(cycle, "lessons", None)


def _identification(nc: Nonconformity, cycle: Cycle) -> IdentificationFact:
    return IdentificationFact(
        requirement=bool(nc.requirement),
        source=nc.source,
        source_document=bool(nc.source_document),
        method=bool(nc.method),
        process=bool(nc.process),
        noted=cycle.noted_at is not None,
    )


def answers(hold: Hold, *, since: int) -> bool:
    """Whether a hold answers stage 3 of a round; one that ended before a recurrence does not."""
    return hold.in_force or hold.ordinal >= since


def _containment(nc: Nonconformity, cycle: Cycle) -> ContainmentFact:
    holds, since = listed(nc, "holds"), cycle.response_from
    kept = (one for one in listed(nc, "corrections") if not one.struck)
    fixes = [one for one in kept if one.ordinal >= since]
    return ContainmentFact(
        hold_answered=bool(nc.hold_waiver) or any(answers(one, since=since) for one in holds),
        holds_in_force=tuple(hold.what for hold in holds if hold.in_force),
        corrections=len(fixes),
        correction_waived=bool(nc.correction_waiver),
        corrections_open=tuple(one.what for one in fixes if one.under_way),
        correction_confirmed=nc.correction_confirmed_at is not None,
        consequences_answered=bool(nc.consequences or nc.consequences_waiver),
    )


def _analysis(cycle: Cycle) -> AnalysisFact:
    decision, analysis = decision_of(cycle), analysis_of(cycle)
    if decision is None:
        return AnalysisFact()
    if analysis is None:
        return AnalysisFact(leader=decision.leader_id, due_on=decision.due_on)
    return _begun(decision, analysis)


def _begun(decision: Decision, analysis: Analysis) -> AnalysisFact:
    completed = analysis.completed_at
    return AnalysisFact(
        leader=decision.leader_id,
        due_on=decision.due_on,
        ended_on=local_day(completed) if completed else None,
        causes=_causes(analysis),
        methods=bool(analysis.methods),
        method_evidence=bool(analysis.method_evidence),
        information=bool(analysis.information),
        possible_consequences=bool(analysis.possible_consequences),
        significance=bool(analysis.significance),
        influence=bool(analysis.influence),
        cost_known=analysis.cost is not None,
        similar_looked_for=bool(analysis.similar),
        action_needed=analysis.action_needed,
        need_reason=bool(analysis.need_reason),
    )


def _causes(analysis: Analysis) -> tuple[CauseFact, ...]:
    return tuple(
        CauseFact(
            id=cause.pk, parent=cause.parent_id, root=cause.root, rank=cause.rank, kind=cause.kind
        )
        for cause in listed(analysis, "causes")
    )


def _planned(planned: PlanCase | None) -> PlannedFact:
    if planned is None:
        return PlannedFact()
    standing = [line for line in listed(planned, "lines") if line.phase != ActionState.STRUCK]
    plan = planned.plan
    return PlannedFact(
        plan=plan.pk,
        authors=frozenset({plan.author_id, plan.submitted_by_id or plan.author_id}),
        lines=len(standing),
        lines_open=tuple(line.what for line in standing if line.phase != ActionState.CONFIRMED),
        lines_not_followed=tuple(line.what for line in standing if not line.follow_up),
    )


def standing_lines(planned: PlanCase) -> QuerySet[Line]:
    """The lines of a case that are not struck out."""
    return planned.lines.standing()


def _evaluation(
    nc: Nonconformity,
    cycle: Cycle,
    planned: PlanCase | None,
    links: Sequence[Recurrence],
    on: date,
) -> EvaluationFact:
    held = evaluation_of(cycle)
    found = {one.criterion_id: one.met for one in listed(held, "measurements")} if held else {}
    criteria = listed(planned, "criteria") if planned else []
    decided = [link.state for link in links]
    return EvaluationFact(
        starts_on=cycle.evaluate_from,
        results=tuple(_result(one, found.get(one.pk)) for one in criteria),
        recurrence_looked_for=bool(held and held.recurrence_found),
        head_view=bool(held and held.head_view),
        internal_audit=nc.internal_audit,
        auditor_judges=nc.internal_audit and auditor_in_office(on),
        recurrences_confirmed=decided.count(RecurrenceState.CONFIRMED.code),
        recurrences_undecided=decided.count(RecurrenceState.LINKED.code),
        observed_from=cycle.observed_from,
        observed_until=cycle.observed_until,
    )


def _result(one: Criterion, met: str | None) -> ResultFact:
    is_met = None if met is None else met == Measurement.Met.YES
    return ResultFact(measure=one.measure, met=is_met, check_on=one.check_on)


def _lessons(cycle: Cycle) -> LessonsFact:
    lessons = lessons_of(cycle)
    if lessons is None:
        return LessonsFact()
    return LessonsFact(
        risks_answered=lessons.risks_updated is not None,
        changes_answered=lessons.system_changed is not None,
    )
