"""Locks in one order everywhere: the plan first, then its cases, then what hangs on them."""

from collections.abc import Sequence
from typing import TypeVar, cast

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet

from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.dossier.plan import Criterion, Line, Plan, PlanCase
from tuzetu.dossier.plan_facts import cases_ever_in
from tuzetu.dossier.recurrence import Recurrence, links_waiting
from tuzetu.dossier.request import CriterionChange, Postponement
from tuzetu.dossier.signed_copy import SignedCopy
from tuzetu.people.written import written_once

R = TypeVar("R", bound=Model)

READ_WITH: dict[type[Model], tuple[str, ...]] = {
    Line: ("plan__edition", "plan_case__cycle__nc"),
    Plan: ("edition",),
}
"""What every step on such a record asks for: locked above, or never changed."""

DEFERRED: dict[type[Model], tuple[str, ...]] = {
    Line: ("plan__edition__content",),
    Plan: ("edition__content",),
}
"""The rules of an edition are kept by its number; its whole text is read once."""


def lock(record: R) -> R:
    """The record as it now is, locked until the transaction ends.

    Everything that the step may touch is locked before its entry is written, for entries queue
    at the journal's head: a step that waits for a row there would make two wait for each other.
    """
    _lock_above(record)
    return _locked(type(record), record.pk)


def _locked(kind: type[R], pk: int) -> R:
    for held in _held(kind, pk):
        return cast("R", held)
    raise ObjectDoesNotExist(kind, pk)


@written_once
def _held(kind: type[Model], pk: int) -> QuerySet[Model]:
    rows = kind._default_manager.select_for_update(of=("self",)).filter(pk=pk)  # noqa: SLF001
    return rows.select_related(*READ_WITH.get(kind, ())).defer(*DEFERRED.get(kind, ()))


def lock_all(requests: Sequence[Postponement]) -> None:
    """Requests of several plans: all plans, then the cases of all of them, then the requests.

    Plan by plan, the cases of a second plan would be waited for while those of the first are
    held, and a case with a lower number might be held by somebody who waits for a higher one.
    """
    plans = {one.line.plan_id for one in requests}
    held = list(Plan.objects.select_for_update().filter(pk__in=plans).order_by("pk"))
    joined = PlanCase.objects.filter(plan__in=held, left_at=None)
    _lock_cases(list(joined.values_list("cycle__nc", flat=True)))
    rows = Postponement.objects.select_for_update().filter(pk__in=[one.pk for one in requests])
    list(rows.order_by("pk").values_list("pk"))


def lock_joining(plan: Plan, case: Nonconformity) -> Nonconformity:
    """The plan, then its cases and the one that is to join them, which is given back as it is.

    Locked after the plan's own, the joining case could be held by somebody who waits for one of
    those: two who each join what stands in the other's plan would wait for each other.
    """
    _lock_plan(plan.pk, case.pk)
    return lock_case(case.pk)


def lock_both(one: Nonconformity, other: Nonconformity) -> None:
    """Both cases of a recurrence, or of a merging: what is asked of either holds to the end."""
    _lock_cases([one.pk, other.pk])


def lock_with_linked(nc: Nonconformity, *others: Nonconformity) -> None:
    """A case that ends, with all those whose links end with it, before any entry is written."""
    linked = links_waiting(nc).values_list("later", "earlier__nc")
    _lock_cases([nc.pk, *(one.pk for one in others), *(pk for pair in linked for pk in pair)])


def lock_with_plan(pk: int) -> Nonconformity:
    """A case as it now is, locked after the plan that serves it and with the plan's other cases."""
    joined = PlanCase.objects.current().filter(cycle__nc=pk)
    for plan in joined.values_list("plan", flat=True):
        _lock_plan(plan)
    return lock_case(pk)


def _lock_above(record: Model) -> None:
    plan = _plan_of(record)
    if plan is not None:
        _lock_plan(plan)
    elif isinstance(record, Hold | Correction):
        _lock_cases([record.nc_id])
    elif isinstance(record, Recurrence):
        _lock_cases([record.earlier.nc_id, record.later_id])
    elif isinstance(record, SignedCopy) and record.cycle:
        _lock_cases([record.cycle.nc_id])


def _plan_of(record: Model) -> int | None:
    """The plan that a record is, or belongs to."""
    if isinstance(record, Plan):
        return record.pk
    if isinstance(record, Line | Criterion | SignedCopy):
        return record.plan_id
    if isinstance(record, Postponement):
        return record.line.plan_id
    if isinstance(record, CriterionChange):
        return record.criterion.plan_id
    return None


def _lock_plan(plan: int, *joining: int) -> None:
    """The plan, then the cases it serves or once served, and those that join them.

    A case that left its plan is written too: it goes on naming who controls it.
    """
    _held(Plan, plan)
    _lock_cases([*cases_ever_in(plan), *joining])


def _lock_cases(cases: list[int]) -> None:
    _held_cases(tuple(cases))


@written_once
def _held_cases(cases: tuple[int, ...]) -> QuerySet[Nonconformity, tuple[int]]:
    rows = Nonconformity.objects.select_for_update().filter(pk__in=cases)
    return rows.order_by("pk").values_list("pk")


def lock_case(pk: int) -> Nonconformity:
    """A case, locked."""
    return _locked(Nonconformity, pk)
