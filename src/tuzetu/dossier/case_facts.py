"""Makes the facts of a case from its records: a constant number of queries for any case."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from tuzetu.dossier.analysis import Analysis, Decision
from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.evaluation import Evaluation, Lessons, Measurement
from tuzetu.dossier.plan import Line, PlanCase
from tuzetu.people.appointing import auditor_in_office
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.facts import (
    AnalysisFact,
    CaseFacts,
    CauseFact,
    ContainmentFact,
    EvaluationFact,
    IdentificationFact,
    LessonsFact,
    PlannedFact,
)
from tuzetu.procedure.states import ActionState, HoldState, RecurrenceState

ONCE_PER_CYCLE = ("edition", "decision", "analysis", "evaluation", "lessons")


def current_cycle(nc: Nonconformity) -> Cycle:
    """The round the case is in, with everything that hangs on it once."""
    return Cycle.objects.select_related(*ONCE_PER_CYCLE).get(nc=nc, ordinal=nc.ordinal)


def facts_of_case(nc: Nonconformity, *, on: date, cycle: Cycle | None = None) -> CaseFacts:
    """What the rules may look at, as of a day."""
    cycle = cycle or current_cycle(nc)
    planned = planned_in(cycle)
    return CaseFacts(
        on=on,
        edition=cycle.edition.rules(),
        state=nc.phase,
        cycle=nc.ordinal,
        potential=nc.potential,
        owning_unit=nc.owning_unit_id,
        answering_units=frozenset({nc.owning_unit_id}),
        concerned=frozenset(nc.concerned.values_list("pk", flat=True)),
        received_on=cycle.received_on,
        office_received_on=cycle.office_received_on,
        identification=_identification(nc, cycle),
        containment=_containment(nc, cycle),
        analysis=_analysis(cycle),
        planned=_planned(planned),
        evaluation=_evaluation(nc, cycle, planned, on),
        lessons=_lessons(cycle),
    )


def planned_in(cycle: Cycle) -> PlanCase | None:
    """Where the cycle stands in a plan now."""
    return cycle.planned.filter(left_at=None).select_related("plan").first()


def decision_of(cycle: Cycle) -> Decision | None:
    """The decision of clause 38, once taken."""
    return getattr(cycle, "decision", None)


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


def _containment(nc: Nonconformity, cycle: Cycle) -> ContainmentFact:
    in_force = Q(state=HoldState.IN_FORCE.code)
    holds = nc.holds.aggregate(every=Count("id"), now=Count("id", filter=in_force))
    unfinished = Q(done_on=None)
    answering = nc.corrections.filter(ordinal__gte=cycle.response_from)
    fixes = answering.aggregate(every=Count("id"), now=Count("id", filter=unfinished))
    return ContainmentFact(
        hold_answered=bool(nc.hold_waiver) or holds["every"] > 0,
        holds_in_force=holds["now"],
        corrections=fixes["every"],
        correction_waived=bool(nc.correction_waiver),
        corrections_open=fixes["now"],
        correction_confirmed=nc.correction_confirmed_at is not None,
        consequences_answered=bool(nc.consequences or nc.consequences_waiver),
    )


def _analysis(cycle: Cycle) -> AnalysisFact:
    decision, analysis = decision_of(cycle), analysis_of(cycle)
    if decision is None:
        return AnalysisFact()
    members = frozenset(decision.members.values_list("pk", flat=True))
    if analysis is None:
        return AnalysisFact(leader=decision.leader_id, analysts=members, due_on=decision.due_on)
    return _begun(decision, analysis, members)


def _begun(decision: Decision, analysis: Analysis, members: frozenset[int]) -> AnalysisFact:
    completed = analysis.completed_at
    return AnalysisFact(
        leader=decision.leader_id,
        analysts=members,
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
        for cause in analysis.causes.all()
    )


def _planned(planned: PlanCase | None) -> PlannedFact:
    if planned is None:
        return PlannedFact()
    states = list(standing_lines(planned).values_list("state", flat=True))
    plan = planned.plan
    return PlannedFact(
        plan=plan.pk,
        authors=frozenset({plan.author_id, plan.submitted_by_id or plan.author_id}),
        lines=len(states),
        lines_open=sum(state != ActionState.CONFIRMED.code for state in states),
    )


def standing_lines(planned: PlanCase) -> QuerySet[Line]:
    """The lines of a case that are not struck out."""
    return planned.lines.exclude(state=ActionState.STRUCK.code)


def _evaluation(
    nc: Nonconformity, cycle: Cycle, planned: PlanCase | None, on: date
) -> EvaluationFact:
    held = evaluation_of(cycle)
    results = list(held.measurements.values_list("met", flat=True)) if held else []
    links = cycle.recurrences.aggregate(
        yes=Count("id", filter=Q(state=RecurrenceState.CONFIRMED.code)),
        open=Count("id", filter=Q(state=RecurrenceState.LINKED.code)),
    )
    return EvaluationFact(
        starts_on=cycle.evaluate_from,
        criteria=planned.criteria.count() if planned else 0,
        measured=len(results),
        met=results.count(Measurement.Met.YES),
        recurrence_looked_for=bool(held and held.recurrence_found),
        head_view=bool(held and held.head_view),
        auditor_judges=nc.internal_audit and auditor_in_office(on),
        recurrences_confirmed=links["yes"],
        recurrences_undecided=links["open"],
        verdict_by=held.verdict_by_id if held else None,
        observed_from=cycle.observed_from,
        observed_until=cycle.observed_until,
    )


def _lessons(cycle: Cycle) -> LessonsFact:
    lessons = lessons_of(cycle)
    if lessons is None:
        return LessonsFact()
    return LessonsFact(
        risks_answered=lessons.risks_updated is not None,
        changes_answered=lessons.system_changed is not None,
    )
