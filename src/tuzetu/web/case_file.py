"""Everything a case's page shows, read once, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date

from tuzetu.access.parts import actor_in_case
from tuzetu.dossier.analysis import Analysis, Cause, Decision
from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.case_facts import (
    analysis_of,
    current_cycle,
    decision_of,
    evaluation_of,
    facts_of_case,
    lessons_of,
    planned_in,
)
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.evaluation import Evaluation, Lessons, Measurement
from tuzetu.dossier.evidence import Attachment
from tuzetu.dossier.plan import Criterion, Line, Meeting, PlanCase
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.procedure.facts import CaseFacts
from tuzetu.procedure.parts import Actor
from tuzetu.web.visit import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A case with all its parts, as the visitor may see them."""

    nc: Nonconformity
    cycle: Cycle
    facts: CaseFacts
    who: Actor
    decision: Decision | None
    analysis: Analysis | None
    evaluation: Evaluation | None
    lessons: Lessons | None
    planned: PlanCase | None
    holds: list[Hold]
    corrections: list[Correction]
    causes: list[Cause]
    lines: list[Line]
    criteria: list[Criterion]
    meetings: list[Meeting]
    measured: dict[int, Measurement]
    links: list[Recurrence]
    duties: list[Duty]
    files: list[Attachment]
    earlier_cycles: list[Cycle]

    @property
    def on_hold(self) -> bool:
        """Whether something is stopped now."""
        return any(hold.in_force for hold in self.holds)

    @property
    def pressing(self) -> Duty | None:
        """The duty that is waited for first."""
        return self.duties[0] if self.duties else None


def open_file(nc: Nonconformity, seen: Visit) -> CaseFile:
    """Read the case."""
    cycle = current_cycle(nc)
    planned = planned_in(cycle)
    analysis, evaluation = analysis_of(cycle), evaluation_of(cycle)
    return CaseFile(
        nc=nc,
        cycle=cycle,
        facts=facts_of_case(nc, on=seen.on, cycle=cycle),
        who=actor_in_case(seen.person, nc, on=seen.on),
        decision=decision_of(cycle),
        analysis=analysis,
        evaluation=evaluation,
        lessons=lessons_of(cycle),
        planned=planned,
        holds=list(nc.holds.select_related("set_by", "ended_by").order_by("pk")),
        corrections=list(nc.corrections.select_related("executor", "recorded_by").order_by("pk")),
        causes=list(analysis.causes.all()) if analysis else [],
        lines=_lines(planned),
        criteria=list(planned.criteria.prefetch_related("lines")) if planned else [],
        meetings=list(planned.plan.meetings.all()) if planned else [],
        measured=_measured(evaluation),
        links=_links(nc),
        duties=_duties(nc, planned),
        files=list(nc.files.select_related("file", "added_by")),
        earlier_cycles=_before(nc),
    )


def _lines(planned: PlanCase | None) -> list[Line]:
    if planned is None:
        return []
    return list(
        planned.lines.select_related("executor", "implementing_unit")
        .prefetch_related("co_executors")
        .order_by("position")
    )


def _measured(evaluation: Evaluation | None) -> dict[int, Measurement]:
    if evaluation is None:
        return {}
    return {row.criterion_id: row for row in evaluation.measurements.all()}


def _links(nc: Nonconformity) -> list[Recurrence]:
    both = Recurrence.objects.filter(later=nc) | Recurrence.objects.filter(earlier__nc=nc)
    return list(both.select_related("later", "earlier__nc").order_by("pk"))


def _duties(nc: Nonconformity, planned: PlanCase | None) -> list[Duty]:
    rows = Duty.objects.filter(nc=nc)
    if planned:
        rows = rows | Duty.objects.filter(plan=planned.plan_id, nc=None)
    found = list(rows.select_related("person", "unit"))
    return sorted(found, key=lambda duty: (duty.due_on or date.max, duty.pk))


def _before(nc: Nonconformity) -> list[Cycle]:
    if nc.ordinal == 1:
        return []
    before = nc.cycles.filter(ordinal__lt=nc.ordinal).order_by("-ordinal")
    return list(before.select_related("evaluation__verdict_by", "decision__leader"))
