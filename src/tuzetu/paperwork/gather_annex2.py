"""Fills Annex 2 from a case, all its cycles; who complained is no part of it (18.2, 51)."""

from collections.abc import Collection
from datetime import date, datetime

from tuzetu.dossier.analysis import Analysis, Decision
from tuzetu.dossier.analysis import Cause as KeptCause
from tuzetu.dossier.case import Cycle as KeptCycle
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import (
    ONCE_PER_CYCLE,
    analysis_of,
    decision_of,
    evaluation_of,
    lessons_of,
    planned_in,
)
from tuzetu.dossier.evaluation import Evaluation as KeptEvaluation
from tuzetu.dossier.plan import Line, Plan, PlanCase
from tuzetu.dossier.request import CriterionChange as KeptChange
from tuzetu.paperwork.annex2 import (
    Annex2,
    Cause,
    Consideration,
    CriterionChange,
    Cycle,
    DoneAction,
    Evaluation,
    Identification,
    Measurement,
    PlanLink,
)
from tuzetu.paperwork.gather_annex1 import criterion_of, meetings_of, wording_of
from tuzetu.paperwork.gather_response import later_response, response_of
from tuzetu.paperwork.gathering import (
    ListWords,
    decided,
    form_code,
    institution,
    named,
    note,
    title_words,
    unit_words,
    with_post,
)
from tuzetu.paperwork.labels import (
    ANSWERS,
    DECISIONS,
    INFLUENCES,
    KINDS,
    LESSONS,
    NEXT_STEPS,
    REQUESTS,
    SIMILAR,
    VERDICTS,
)
from tuzetu.paperwork.words import Words
from tuzetu.procedure.calendar import local_day

CODE = "Қ-02"
AUDITOR = Words("Аудитор", "Аудитор")
APPROVED = Words("Бекітілді", "Утверждено")


def annex2(nc: Nonconformity, *, at: datetime, unseen: Collection[str] = frozenset()) -> Annex2:
    """The report as it would be printed at a moment; numbers and words ``unseen`` are not told."""
    on, lists = local_day(at), ListWords()
    related = (*ONCE_PER_CYCLE, "noted_by")
    cycles = nc.cycles.select_related(*related).order_by("ordinal")
    rounds = [_in_sight(cycle, unseen) for cycle in cycles]
    return Annex2(
        form=form_code(CODE, on),
        printed_at=at,
        institution=institution(on),
        identification=_identification(nc, lists, unseen),
        response=response_of(nc, rounds, lists),
        cycles=tuple(_cycle(cycle, nc, rounds, lists) for cycle in rounds),
    )


def _in_sight(cycle: KeptCycle, unseen: Collection[str]) -> KeptCycle:
    """A round, read for this print alone, without what was written of a case out of sight."""
    if cycle.opened_because in unseen:
        cycle.opened_because = ""
    held = evaluation_of(cycle)
    if held and held.superseded_because in unseen:
        held.superseded_because = ""
    return cycle


def _said(text: str) -> Words | None:
    return Words(text, text) if text else None


def _identification(nc: Nonconformity, lists: ListWords, unseen: Collection[str]) -> Identification:
    links = nc.recurrence_of.exclude(state="denied").order_by("pk")
    earlier = list(links.values_list("earlier__nc__number", flat=True))
    return Identification(
        number=nc.number,
        registered_on=local_day(nc.registered_at),
        registered_by=with_post(nc.registered_by),
        detected_on=nc.detected_on,
        detected_by=_detected_by(nc),
        unit=unit_words(nc.found_unit),
        process=_said(nc.process),
        kind=KINDS[nc.kind],
        source=lists.of("sources", nc.source),
        method=lists.of("methods", nc.method),
        source_document=nc.source_document,
        requirement=_said(nc.requirement),
        description=nc.description,
        evidence=nc.evidence,
        files=tuple(nc.files.filter(signed_copy=None).values_list("name", flat=True)),
        significance_class=lists.of("classes", nc.significance_class),
        repeat_of=tuple(number for number in earlier if number not in unseen),
        repeat_unseen=any(number in unseen for number in earlier),
    )


def _detected_by(nc: Nonconformity) -> str:
    """Whoever is told to have detected it; a reporter who named nobody else is meant as well."""
    oneself = nc.reporter is not None and nc.detected_by in ("", str(nc.reporter))
    return with_post(nc.reporter) if oneself else nc.detected_by


def _cycle(cycle: KeptCycle, nc: Nonconformity, rounds: list[KeptCycle], lists: ListWords) -> Cycle:
    planned = planned_in(cycle)
    return Cycle(
        ordinal=cycle.ordinal,
        opened_because=cycle.opened_because,
        acknowledged=note(cycle.noted_by, cycle.noted_at, cycle.disagreement),
        response=later_response(nc, cycle, rounds),
        consideration=_consideration(cycle, lists),
        plan=_plan(planned) if planned and planned.plan.number else None,
        evaluation=_evaluation(cycle, nc, planned),
    )


def _consideration(cycle: KeptCycle, lists: ListWords) -> Consideration:
    decision, analysis = decision_of(cycle), analysis_of(cycle)
    told = _decision(decision, cycle) if decision else {}
    found = _analysis(analysis, lists) if analysis else {}
    return Consideration(
        received_on=cycle.received_on,
        office_received_on=_received(cycle, decision),
        **told,  # type: ignore[arg-type]  # columns of the same dataclass
        **found,  # type: ignore[arg-type]  # the same
    )


def _received(cycle: KeptCycle, decision: Decision | None) -> date:
    """From when the term of the decision runs; who decides before it has received the case (38)."""
    if decision is None:
        return cycle.office_received_on
    return min(cycle.office_received_on, local_day(decision.decided_at))


def _decision(kept: Decision, cycle: KeptCycle) -> dict[str, object]:
    office = title_words(cycle.edition.rules().titles["office_short"])
    group = kept.way == Decision.Way.GROUP
    return {
        "decided": decided(
            DECISIONS[kept.way], kept.decided_by, office, kept.decided_at, kept.reason
        ),
        "first_decided": note(kept.first_decided_by, kept.first_decided_at),
        "unit": unit_words(kept.unit) if kept.unit else None,
        "leader": with_post(kept.leader),
        "members": tuple(map(named, kept.members.exclude(pk=kept.leader_id))) if group else (),
        "due_on": kept.due_on,
        "limit_on": kept.limit_on,
        "term_reason": kept.term_reason,
    }


def _analysis(kept: Analysis, lists: ListWords) -> dict[str, object]:
    needed = {True: ANSWERS["yes"], False: ANSWERS["no"], None: None}[kept.action_needed]
    return {
        "methods": lists.several("cause_methods", kept.methods),
        "method_evidence": kept.method_evidence,
        "information": lists.several("analysis_information", kept.information),
        "information_note": kept.information_note,
        "forums": lists.several("forums", kept.forums),
        "causes": _causes(list(kept.causes.all()), None, lists),
        "significance": kept.significance,
        "influence": INFLUENCES.get(kept.influence),
        "possible_consequences": kept.possible_consequences,
        "cost": kept.cost,
        "similar": SIMILAR.get(kept.similar),
        "similar_note": kept.similar_note,
        "action_needed": needed,
        "need_reason": kept.need_reason,
        "completed": note(kept.completed_by, kept.completed_at),
    }


def _causes(rows: list[KeptCause], parent: int | None, lists: ListWords) -> tuple[Cause, ...]:
    return tuple(
        Cause(
            text=row.text,
            kind=lists.of("cause_kinds", row.kind),
            rank=row.rank,
            root=row.root,
            proof=row.proof,
            deeper=_causes(rows, row.pk, lists),
        )
        for row in rows
        if row.parent_id == parent
    )


def _plan(planned: PlanCase) -> PlanLink:
    plan = planned.plan
    numbers = {pk: number for number, pk in enumerate(plan.lines.values_list("pk", flat=True), 1)}
    criteria = planned.criteria.select_related("plan_case__cycle__nc").prefetch_related("lines")
    vice_rector = title_words(plan.edition.rules().titles["vice_rector"])
    return PlanLink(
        number=plan.number or "",
        dated_on=plan.dated_on,
        meetings=meetings_of(plan),
        approved=decided(APPROVED, plan.approved_by, vice_rector, plan.approved_at),
        controller=with_post(plan.controller),
        controller_substitute=with_post(plan.controller_substitute),
        criteria=tuple(criterion_of(one, numbers) for one in criteria),
        criterion_changes=_changes(plan, planned),
    )


def _changes(plan: Plan, planned: PlanCase) -> tuple[CriterionChange, ...]:
    """Also of criteria that a revision left out: both wordings are kept (50)."""
    changes = KeptChange.objects.filter(criterion__plan_case=planned).select_related("decided_by")
    kept = changes.order_by("criterion", "pk")
    return tuple(
        CriterionChange(
            measure=one.before.get("measure", ""),
            proposed_on=local_day(one.proposed_at),
            changed=tuple(part for part in wording_of(one) if part.before != part.after),
            outcome=REQUESTS[one.state],
            decided=note(one.decided_by, one.decided_at, one.decision),
        )
        for one in kept
        if plan.pk
    )


def _evaluation(cycle: KeptCycle, nc: Nonconformity, planned: PlanCase | None) -> Evaluation | None:
    kept, lessons = evaluation_of(cycle), lessons_of(cycle)
    if kept is None and lessons is None and cycle.ended_at is None:
        return None
    told = _results(kept, cycle) if kept else {}
    learnt: dict[str, object] = {}
    if lessons:
        learnt = {
            "risks": LESSONS["updated" if lessons.risks_updated else "not_needed"],
            "risks_note": lessons.risks,
            "system": LESSONS["changed" if lessons.system_changed else "not_needed"],
            "system_note": lessons.changes,
        }
    return Evaluation(
        done=_done(planned),
        next_step=_next(kept),
        closed_on=_closed_on(cycle, nc, kept),
        **told,  # type: ignore[arg-type]  # columns of the same dataclass
        **learnt,  # type: ignore[arg-type]  # the same
    )


def _closed_on(cycle: KeptCycle, nc: Nonconformity, kept: KeptEvaluation | None) -> date | None:
    """The day on which a round closed the case; a round that was reopened later keeps its day."""
    reopened = kept.superseded_at if kept else None
    closed = cycle.ordinal == nc.ordinal or (
        reopened and cycle.ended_at and cycle.ended_at < reopened
    )
    return local_day(cycle.ended_at) if closed and cycle.ended_at else None


def _next(kept: KeptEvaluation | None) -> Words | None:
    if kept is None or not kept.verdict:
        return None
    steps = {"effective": "close", "partly": "further_actions", "not_effective": "new_analysis"}
    return NEXT_STEPS[steps[kept.verdict]]


def _results(kept: KeptEvaluation, cycle: KeptCycle) -> dict[str, object]:
    office = title_words(cycle.edition.rules().titles["office_short"])
    judge = AUDITOR if kept.verdict_by_auditor else office
    word = VERDICTS.get(kept.verdict)
    verdict = (
        decided(word, kept.verdict_by, judge, kept.verdict_at, kept.verdict_reason)
        if word
        else None
    )
    final = decided(word, kept.final_by, judge, kept.final_at, kept.final_reason) if word else None
    return {
        "measured": tuple(
            Measurement(
                measure=row.criterion.measure,
                target=row.criterion.target,
                value=row.value,
                met=ANSWERS[row.met],
            )
            for row in kept.measurements.select_related("criterion")
        ),
        "recurrence_from": kept.recurrence_from,
        "recurrence_until": kept.recurrence_until,
        "recurrence_found": kept.recurrence_found,
        "head_view": kept.head_view,
        "evaluator": note(kept.entered_by, kept.entered_at),
        "verdict": verdict,
        "final": final,
        "superseded": note(kept.verdict_by, kept.superseded_at, kept.superseded_because),
    }


def _done(planned: PlanCase | None) -> tuple[DoneAction, ...]:
    if planned is None:
        return ()
    lines = planned.lines.standing().prefetch_related("files")
    return tuple(_done_line(number, line) for number, line in enumerate(lines, 1) if line.due_on)


def _done_line(number: int, line: Line) -> DoneAction:
    files = ", ".join(one.name for one in line.files.all())
    return DoneAction(
        line=number,
        what=line.what,
        first_due_on=line.first_due_on or line.due_on,  # type: ignore[arg-type]  # the same
        due_on=line.due_on,  # type: ignore[arg-type]  # only lines with a deadline come here
        done_on=local_day(line.done_at) if line.done_at else None,
        proof="; ".join(filter(None, (line.done_note, files))),
    )
