"""Locks in one order everywhere: the plan first, then its cases, then what hangs on them."""

from typing import TypeVar

from django.db.models import Model

from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Hold
from tuzetu.dossier.plan import Criterion, Line, Plan
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import CriterionChange, Postponement

R = TypeVar("R", bound=Model)


def lock(record: R) -> R:
    """The record as it now is, locked until the transaction ends.

    What belongs to a plan locks the plan, so that two controllers confirming the last two
    lines meet one after the other.
    """
    _lock_above(record)
    return type(record)._default_manager.select_for_update().get(pk=record.pk)  # noqa: SLF001


def _lock_above(record: Model) -> None:
    if isinstance(record, Line):
        _lock_plan(record.plan_id)
    elif isinstance(record, Postponement):
        _lock_plan(record.line.plan_id)
    elif isinstance(record, CriterionChange):
        _lock_plan(record.criterion.plan_id)
    elif isinstance(record, Criterion):
        _lock_plan(record.plan_id)
    elif isinstance(record, Hold):
        _lock_cases([record.nc_id])
    elif isinstance(record, Recurrence):
        _lock_cases([record.earlier.nc_id, record.later_id])


def _lock_plan(plan: int) -> None:
    Plan.objects.select_for_update().get(pk=plan)


def _lock_cases(cases: list[int]) -> None:
    rows = Nonconformity.objects.select_for_update().filter(pk__in=cases).order_by("pk")
    list(rows.values_list("pk"))


def lock_case(pk: int) -> Nonconformity:
    """A case, locked."""
    return Nonconformity.objects.select_for_update().get(pk=pk)
