"""Reaching records by address: only what the visitor may see exists; the rest is not found."""

from collections.abc import Callable
from typing import Any

from django.db.models import BigIntegerField, Model, Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from tuzetu.access.deciding import links_in_reach
from tuzetu.access.sight import Eyes, cases_before, eyes_of, letters_before, plans_before
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import current_cycle, planned_in
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import Criterion, Line, Plan
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import CriterionChange, Postponement
from tuzetu.dossier.signed_copy import SignedCopy
from tuzetu.people.person import untold
from tuzetu.people.written import written_once
from tuzetu.web.visit import Visit

Rows = QuerySet[Any]


def _cases(eyes: Eyes) -> Rows:
    related = ("owning_unit", "found_unit", "reporter", "item", "correction_confirmed_by")
    rows = cases_before(eyes).select_related(*related)
    return rows.defer(*untold("reporter", "correction_confirmed_by"))


def _plans(eyes: Eyes) -> Rows:
    return plans_before(eyes).select_related("unit", "edition", "author")


def _lines(eyes: Eyes) -> Rows:
    """A line is seen with its plan, or with its case."""
    lines = Line.objects.select_related("plan__unit", "plan__edition", "plan_case__cycle__nc")
    return lines.filter(plan__in=_plans_of(eyes)) | lines.filter(
        plan_case__cycle__nc__in=_cases_of(eyes)
    )


def _cases_of(eyes: Eyes) -> Rows:
    return cases_before(eyes).values("pk")


def _plans_of(eyes: Eyes) -> Rows:
    return plans_before(eyes).values("pk")


def _postponements(eyes: Eyes) -> Rows:
    lines = _lines(eyes).values("pk")
    return Postponement.objects.filter(line__in=lines).select_related("line__plan__edition")


def waiting_postponements(seen: Visit) -> Rows:
    """The requests that the visitor may see, with all that is told and asked of them."""
    related = ("line__plan__unit", "line__plan_case__cycle__nc", "asked_by", "advised_by")
    rows = _postponements(eyes_of(seen.person, on=seen.on))
    rows = rows.select_related("line__plan__edition", *related).order_by("pk")
    criteria = Criterion.objects.select_related("plan__edition").prefetch_related("lines")
    case = "line__plan_case__cycle__nc"
    return rows.prefetch_related(
        "line__co_executors",
        *(f"{case}__{one}" for one in ("concerned", "substitutes")),
        Prefetch("line__criteria", criteria),
    )


def _criteria(eyes: Eyes) -> Rows:
    rows = Criterion.objects.select_related("plan__edition", "plan__unit", "plan_case__cycle__nc")
    return rows.filter(plan__in=_plans_of(eyes)) | rows.filter(
        plan_case__cycle__nc__in=_cases_of(eyes)
    )


def _changes(eyes: Eyes) -> Rows:
    """Also those of criteria that a revision left out."""
    related = ("criterion__plan__edition", "criterion__plan_case__cycle__nc")
    rows = CriterionChange.objects.select_related(*related)
    of_cases = rows.filter(criterion__plan_case__cycle__nc__in=_cases_of(eyes))
    return rows.filter(criterion__plan__in=_plans_of(eyes)) | of_cases


def _holds(eyes: Eyes) -> Rows:
    return Hold.objects.filter(nc__in=_cases_of(eyes)).select_related("nc")


def _corrections(eyes: Eyes) -> Rows:
    return Correction.objects.filter(nc__in=_cases_of(eyes)).select_related("nc")


def _links(seen: Visit) -> Rows:
    """A link is seen with both its cases, or by whoever has to decide on it."""
    links = links_in_reach(seen.person, on=seen.on)
    return links.select_related("later", "earlier__nc")


def _copies(eyes: Eyes) -> Rows:
    """A signed copy is seen with its case, or with its plan."""
    copies = SignedCopy.objects.select_related("cycle__nc", "plan__unit", "edition")
    return copies.filter(cycle__nc__in=_cases_of(eyes)) | copies.filter(plan__in=_plans_of(eyes))


_REACH: dict[type[Model], Callable[[Eyes], Rows]] = {
    Nonconformity: _cases,
    Plan: _plans,
    Line: _lines,
    Postponement: _postponements,
    Criterion: _criteria,
    CriterionChange: _changes,
    Hold: _holds,
    Correction: _corrections,
    SignedCopy: _copies,
}

LAST = BigIntegerField.MAX_BIGINT
"""No record has a number beyond."""


def reach(model: type[Model], pk: int, seen: Visit) -> Any:  # noqa: ANN401
    """The record, if the visitor may see it; otherwise it is not found."""
    if model is Recurrence:
        return get_object_or_404(_links(seen).distinct(), pk=pk)
    eyes = eyes_of(seen.person, on=seen.on)
    if model is IntakeItem:
        return get_object_or_404(letters_before(eyes), pk=pk)
    found = _within_reach(model, pk, eyes) if pk <= LAST else ()
    if not found:
        raise Http404
    return found[0]


@written_once
def _within_reach(model: type[Model], pk: int, eyes: Eyes) -> Rows:
    return _REACH[model](eyes).filter(pk=pk).distinct()


def case_instead_of_plan(pk: int, seen: Visit) -> int | None:
    """The first case of a plan that the visitor sees, where the plan shows others as well.

    Whoever carries out a line of such a plan is at home on the page of its case.
    """
    eyes = eyes_of(seen.person, on=seen.on)
    if pk > LAST or _within_reach(Plan, pk, eyes):
        return None
    return next(iter(_cases_in_plan(pk, eyes)), None)


@written_once
def _cases_in_plan(pk: int, eyes: Eyes) -> Rows:
    cases = cases_before(eyes).filter(cycles__planned__plan=pk, cycles__planned__left_at=None)
    return cases.order_by("pk").values_list("pk", flat=True)[:1]


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
