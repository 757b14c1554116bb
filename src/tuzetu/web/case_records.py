"""The records of a case, each kind asked for once and kept at what it belongs to.

Django would write these questions down anew for each page, which takes longer than the answers.
"""

from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet, Subquery

from tuzetu.dossier.analysis import Cause, Decision
from tuzetu.dossier.case import CaseSubstitute, Cycle, Nonconformity
from tuzetu.dossier.case_facts import (
    ONCE_PER_CYCLE,
    analysis_of,
    decision_of,
    evaluation_of,
    planned_in,
)
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.dossier.evaluation import Measurement
from tuzetu.dossier.kept import keep_read
from tuzetu.dossier.plan import Criterion, Line, Meeting, PlanCase
from tuzetu.dossier.request import Postponement
from tuzetu.people.person import untold
from tuzetu.people.written import written_once

R = TypeVar("R", bound=Model)

NAMED = (
    "noted_by",
    "decision__decided_by",
    "decision__first_decided_by",
    "decision__leader",
    "decision__unit",
    "analysis__completed_by",
    "evaluation__verdict_by",
    "evaluation__final_by",
)
"""Whoever is named on the page, of each round."""

UNTOLD_IN_ROUNDS = (
    *untold(*(one for one in NAMED if one != "decision__unit")),
    "edition__content",
)
DOERS = ("executor", "finished_by", "struck_by")
"""Who carries a correction out, who said that it is done, who struck it."""

OF_PLANS = ("plan__author", "plan__controller", "plan__approved_by")


def rounds_of(nc: Nonconformity) -> tuple[Cycle, list[Cycle]]:
    """The round the case is in, with all its records, and the rounds before, the latest first."""
    found = _rounds(nc.pk)
    for one in found:
        one.nc = nc
    cycle = next(one for one in found if one.ordinal == nc.ordinal)
    keep_read(nc, "holds", _holds(nc.pk))
    keep_read(nc, "corrections", _corrections(nc.pk))
    keep_read(nc, "concerned", list(nc.concerned.all()) if has(cycle, "concerns") else [])
    keep_read(nc, "substitutes", _substitutes(nc.pk) if has(cycle, "replaces") else [])
    _keep_causes_and_plans(nc, found)
    _keep_analysts_and_results(cycle)
    _keep_actions(cycle)
    return cycle, [one for one in found if one.ordinal < nc.ordinal]


def has(cycle: Cycle, name: str) -> bool:
    """Whether there is any of what few cases have; see ``FEW_HAVE``."""
    return bool(getattr(cycle, name, True))


def _keep_causes_and_plans(nc: Nonconformity, rounds: list[Cycle]) -> None:
    causes, plans = _by(_causes(nc.pk), "analysis_id"), _by(_plans(nc.pk), "cycle_id")
    for one in rounds:
        keep_read(one, "planned", plans[one.pk])
        analysis = analysis_of(one)
        if analysis is not None:
            keep_read(analysis, "causes", causes[analysis.pk])


def _keep_analysts_and_results(cycle: Cycle) -> None:
    decision, evaluation = decision_of(cycle), evaluation_of(cycle)
    if decision is not None and decision.way == Decision.Way.GROUP:
        keep_read(decision, "members", [one.person for one in _members(decision.pk)])
    if evaluation is not None:
        keep_read(evaluation, "measurements", _measured(evaluation.pk))


def _keep_actions(cycle: Cycle) -> None:
    """The lines and criteria that the plan holds for the case now."""
    planned = planned_in(cycle)
    if planned is None:
        return
    lines, criteria = _lines(planned.pk), _criteria(planned.pk)
    keep_read(planned, "lines", lines)
    keep_read(planned, "criteria", criteria)
    joining = _by(_joined_in(planned.pk), "line_id")
    covered = _by(_covered(planned.pk), "criterion_id")
    for line in lines:
        keep_read(line, "co_executors", [one.person for one in joining[line.pk]])
    for criterion in criteria:
        keep_read(criterion, "lines", [one.line for one in covered[criterion.pk]])


def _by(rows: Iterable[R], name: str) -> dict[int, list[R]]:
    """Rows by the record they belong to."""
    key, found = attrgetter(name), defaultdict[int, list[R]](list)
    for row in rows:
        found[key(row)].append(row)
    return found


FEW_HAVE = {
    "took_up": Exists(Nonconformity.objects.filter(merged_into=OuterRef("nc"))),
    "concerns": Exists(
        Nonconformity.concerned.through.objects.filter(nonconformity=OuterRef("nc"))
    ),
    "replaces": Exists(CaseSubstitute.objects.filter(nc=OuterRef("nc"))),
}
"""What comes with the rounds of a case, so that it is asked for where there is any: another case
that goes on in it, persons whom it concerns, persons whom the rector named."""

LAST_MEETING = Meeting.objects.standing().filter(plan=OuterRef("plan")).order_by("-held_on", "-pk")


@written_once
def _rounds(nc: int) -> QuerySet[Cycle]:
    rounds = Cycle.objects.filter(nc=nc).select_related(*ONCE_PER_CYCLE, *NAMED)
    return rounds.annotate(**FEW_HAVE).defer(*UNTOLD_IN_ROUNDS).order_by("-ordinal")


@written_once
def _holds(nc: int) -> QuerySet[Hold]:
    holds = Hold.objects.filter(nc=nc).select_related("set_by").defer(*untold("set_by"))
    return holds.order_by("pk")


@written_once
def _corrections(nc: int) -> QuerySet[Correction]:
    fixes = Correction.objects.filter(nc=nc).select_related(*DOERS).defer(*untold(*DOERS))
    return fixes.order_by("pk")


@written_once
def _substitutes(nc: int) -> QuerySet[CaseSubstitute]:
    """Who decides in the case instead of somebody of an office."""
    named = CaseSubstitute.objects.filter(nc=nc).select_related("person")
    return named.defer(*untold("person")).order_by("pk")


@written_once
def _causes(nc: int) -> QuerySet[Cause]:
    causes = Cause.objects.filter(analysis__cycle__nc=nc)
    return causes.order_by("analysis_id", "position")


@written_once
def _plans(nc: int) -> QuerySet[PlanCase]:
    """Where each round stands in a plan, with who wrote, who controls and who approved it."""
    asked = Postponement.objects.filter(line__plan_case=OuterRef("pk"))
    plans = PlanCase.objects.current().filter(cycle__nc=nc).select_related(*OF_PLANS)
    plans = plans.annotate(
        asked=Exists(asked),
        minutes_number=Subquery(LAST_MEETING.values("minutes_number")[:1]),
        minutes_on=Subquery(LAST_MEETING.values("held_on")[:1]),
    )
    return plans.defer(*untold(*OF_PLANS)).order_by("plan_id", "position")


@written_once
def _members(decision: int) -> QuerySet[Any]:
    return _persons(Decision.members.through.objects.filter(decision=decision))


@written_once
def _measured(evaluation: int) -> QuerySet[Measurement]:
    return Measurement.objects.filter(evaluation=evaluation)


@written_once
def _lines(planned: int) -> QuerySet[Line]:
    lines = Line.objects.filter(plan_case=planned).select_related("executor")
    return lines.defer(*untold("executor")).order_by("position").numbered()


@written_once
def _joined_in(planned: int) -> QuerySet[Any]:
    """Who carries lines out together with their executors."""
    return _persons(Line.co_executors.through.objects.filter(line__plan_case=planned))


def _persons(links: QuerySet[Any]) -> QuerySet[Any]:
    """The persons of a list, in the order of names."""
    links = links.select_related("person").defer(*untold("person"))
    return links.order_by("person__name_sort", "person_id")


@written_once
def _criteria(planned: int) -> QuerySet[Criterion]:
    return Criterion.objects.filter(plan_case=planned).order_by("position")


@written_once
def _covered(planned: int) -> QuerySet[Any]:
    """Which lines each criterion covers: their places in the plan suffice."""
    covers = Criterion.lines.through.objects.filter(criterion__plan_case=planned)
    told = ("criterion_id", "line__plan_id", "line__position")
    return covers.select_related("line").only(*told).order_by("line__position")
