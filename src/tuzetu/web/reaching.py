"""Reaching records by address: only what the visitor may see exists; the rest is not found."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from tuzetu.access.deciding import links_in_reach
from tuzetu.access.sight import visible_cases, visible_letters, visible_plans
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import current_cycle, planned_in
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import Criterion, Line, Plan
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import CriterionChange, Postponement
from tuzetu.dossier.signed_copy import SignedCopy
from tuzetu.people.person import untold
from tuzetu.web.visit import Visit

Rows = QuerySet[Any]


def _cases(seen: Visit) -> Rows:
    related = ("owning_unit", "found_unit", "reporter", "item", "correction_confirmed_by")
    rows = visible_cases(seen.person, on=seen.on).select_related(*related)
    return rows.defer(*untold("reporter", "correction_confirmed_by"))


def _plans(seen: Visit) -> Rows:
    return visible_plans(seen.person, on=seen.on).select_related("unit", "edition", "author")


def _letters(seen: Visit) -> Rows:
    return visible_letters(seen.person, on=seen.on)


def _lines(seen: Visit) -> Rows:
    """A line is seen with its plan, or with its case."""
    cases, plans = _cases(seen).values("pk"), _plans(seen).values("pk")
    lines = Line.objects.select_related("plan__unit", "plan__edition", "plan_case__cycle__nc")
    return lines.filter(plan__in=plans) | lines.filter(plan_case__cycle__nc__in=cases)


def _postponements(seen: Visit) -> Rows:
    lines = _lines(seen).values("pk")
    return Postponement.objects.filter(line__in=lines).select_related("line__plan__edition")


def waiting_postponements(seen: Visit) -> Rows:
    """The requests that the visitor may see, with all that is told and asked of them."""
    related = ("line__plan__unit", "line__plan_case__cycle__nc", "asked_by", "advised_by")
    rows = _postponements(seen).select_related("line__plan__edition", *related).order_by("pk")
    criteria = Criterion.objects.select_related("plan__edition").prefetch_related("lines")
    case = "line__plan_case__cycle__nc"
    return rows.prefetch_related(
        "line__co_executors",
        *(f"{case}__{one}" for one in ("concerned", "substitutes")),
        Prefetch("line__criteria", criteria),
    )


def _criteria(seen: Visit) -> Rows:
    cases, plans = _cases(seen).values("pk"), _plans(seen).values("pk")
    rows = Criterion.objects.select_related("plan__edition", "plan__unit", "plan_case__cycle__nc")
    return rows.filter(plan__in=plans) | rows.filter(plan_case__cycle__nc__in=cases)


def _changes(seen: Visit) -> Rows:
    criteria = _criteria(seen).values("pk")
    related = ("criterion__plan__edition", "criterion__plan_case__cycle__nc")
    return CriterionChange.objects.filter(criterion__in=criteria).select_related(*related)


def _holds(seen: Visit) -> Rows:
    return Hold.objects.filter(nc__in=_cases(seen).values("pk")).select_related("nc")


def _corrections(seen: Visit) -> Rows:
    cases = _cases(seen).values("pk")
    return Correction.objects.filter(nc__in=cases).select_related("nc")


def _links(seen: Visit) -> Rows:
    """A link is seen with both its cases, or by whoever has to decide on it."""
    links = links_in_reach(seen.person, on=seen.on)
    return links.select_related("later", "earlier__nc")


def _copies(seen: Visit) -> Rows:
    """A signed copy is seen with its case, or with its plan."""
    cases, plans = _cases(seen).values("pk"), _plans(seen).values("pk")
    copies = SignedCopy.objects.select_related("cycle__nc", "plan__unit", "edition")
    return copies.filter(cycle__nc__in=cases) | copies.filter(plan__in=plans)


_REACH: dict[type[Model], Callable[[Visit], Rows]] = {
    Nonconformity: _cases,
    Plan: _plans,
    Line: _lines,
    IntakeItem: _letters,
    Postponement: _postponements,
    Criterion: _criteria,
    CriterionChange: _changes,
    Hold: _holds,
    Correction: _corrections,
    Recurrence: _links,
    SignedCopy: _copies,
}


def reach(model: type[Model], pk: int, seen: Visit) -> Any:  # noqa: ANN401
    """The record, if the visitor may see it; otherwise it is not found."""
    return get_object_or_404(_REACH[model](seen).distinct(), pk=pk)


def case_instead_of_plan(pk: int, seen: Visit) -> int | None:
    """The first case of a plan that the visitor sees, where the plan shows others as well.

    Whoever carries out a line of such a plan is at home on the page of its case.
    """
    if _plans(seen).filter(pk=pk).exists():
        return None
    cases = _cases(seen).filter(cycles__planned__plan=pk, cycles__planned__left_at=None)
    return cases.order_by("pk").values_list("pk", flat=True).first()


def home_of(record: Model | None) -> str:
    """The page on which a record is shown."""
    shown = shown_with(record)
    return reverse(PAGES[type(shown)], args=(shown.pk,)) if shown else reverse("today")


PAGES: dict[type[Model], str] = {Nonconformity: "case", Plan: "plan", IntakeItem: "letter"}
"""Records with a page of their own."""


def shown_with(record: Any) -> Nonconformity | Plan | IntakeItem | None:  # noqa: ANN401
    """The record on whose page a record is shown: a line on its plan's, a hold on its case's."""
    if isinstance(record, Nonconformity | Plan | IntakeItem):
        return record
    if isinstance(record, Line | Criterion):
        return record.plan
    if isinstance(record, Postponement):
        return record.line.plan
    if isinstance(record, CriterionChange):
        return record.criterion.plan
    if isinstance(record, SignedCopy):
        return record.plan or record.nc
    return _of_case(record)


def _of_case(record: Any) -> Nonconformity | None:  # noqa: ANN401
    if isinstance(record, Hold | Correction):
        return record.nc
    return record.later if isinstance(record, Recurrence) else None


BESIDE = ("nc", "later", "line", "criterion", "plan", "plan_case", "cycle")


def around(record: Model) -> list[Any]:
    """The record and those near it: a line's plan, a plan's only case, a case's plan."""
    found: list[Any] = [record]
    for one in found:
        for other in (*(getattr(one, name, None) for name in BESIDE), *_across(one)):
            if isinstance(other, Model) and other not in found:
                found.append(other)
    return found


def _across(record: Any) -> list[Any]:  # noqa: ANN401
    if isinstance(record, Plan):
        joined = record.joined.current().select_related("cycle__nc")[:2]
        return [entry.cycle.nc for entry in joined] if len(joined) == 1 else []
    if isinstance(record, Nonconformity):
        planned = planned_in(current_cycle(record))
        return [planned.plan] if planned else []
    return []
