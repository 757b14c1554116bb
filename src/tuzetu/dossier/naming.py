"""Whom a case names, and by which of its records: derived after every step, never by hand."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet, Value

from tuzetu.dossier.analysis import Decision
from tuzetu.dossier.case import CaseSubstitute, Nonconformity
from tuzetu.dossier.containment import Correction
from tuzetu.dossier.plan import Line, PlanCase
from tuzetu.people.written import written_once
from tuzetu.procedure.states import ActionState, CorrectionState

NAMED_BY: tuple[tuple[Any, str, str], ...] = (
    (Nonconformity, "reporter", "pk"),
    (Nonconformity.readers.through, "person", "nonconformity"),
    (Decision, "leader", "cycle__nc"),
    (Decision, "members", "cycle__nc"),
    (Correction, "executor", "nc"),
    (Line, "executor", "plan_case__cycle__nc"),
    (Line, "co_executors", "plan_case__cycle__nc"),
    (PlanCase, "plan__controller", "cycle__nc"),
    (PlanCase, "plan__controller_substitute", "cycle__nc"),
    (CaseSubstitute, "person", "nc"),
)
"""Record, the person whom it names, the case in which: reporter, reader, analyst, executor,
controller, substitute, of every round."""

NO_MORE: dict[Any, Q] = {
    Correction: Q(state=CorrectionState.STRUCK.code),
    Line: Q(state=ActionState.STRUCK.code),
    PlanCase: Q(left_at__isnull=False),
}
"""What was struck, or left: by it a confidential case names nobody any more (18)."""

KNOWN = 0


class Naming(models.Model):
    """A person whom a case names; with the number of the case, the order of most lists.

    It repeats what the records say, so that the cases of one person lie together.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="namings", db_index=False
    )
    nc = models.ForeignKey(Nonconformity, models.CASCADE, related_name="namings", db_index=False)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("nc", "person"), name="a_person_named_once"),
        )
        indexes = (
            models.Index(fields=("person", "year", "sequence", "nc"), name="naming_in_order"),
        )


def named_otherwise() -> list[str]:
    """The numbers of the cases that are known to name others than their records do; none, if sound.

    Everything is read: for checks of the whole house alone.
    """
    known = set(Naming.objects.values_list("nc", "person"))
    now = set[tuple[int, int]]()
    for records, person, case in NAMED_BY:
        rows = _naming(records, case).exclude(**{person: None}).values_list(case, person)
        now.update(rows.iterator())
    wrong = {case for case, _person in known ^ now}
    rows = Nonconformity.objects.order_by("year", "sequence").values_list("pk", "number")
    return [number for pk, number in rows.iterator() if pk in wrong]


def _naming(records: Any, case: str) -> QuerySet[Any]:  # noqa: ANN401
    """The records by which cases name somebody."""
    rows: QuerySet[Any] = records.objects.order_by()
    if records not in NO_MORE:
        return rows
    return rows.exclude(NO_MORE[records] & Q(**{f"{case}__confidential": True}))


def named_in(nc: Nonconformity) -> tuple[frozenset[int], frozenset[int]]:
    """Whom the case is known to name, and whom its records name now; in one question."""
    rows = _named(nc.pk)
    known = frozenset(who for who, kind in rows if who and kind == KNOWN)
    return known, frozenset(who for who, kind in rows if who and kind != KNOWN)


@written_once
def _named(nc: int) -> QuerySet[Any, tuple[int | None, int]]:
    """Persons, each with ``KNOWN`` where the row beside the case says so."""
    asked = (
        _naming(record, case).filter(**{case: nc}).values_list(person, Value(KNOWN + 1))
        for record, person, case in NAMED_BY
    )
    known = Naming.objects.filter(nc=nc).values_list("person", Value(KNOWN))
    return known.union(*asked)
