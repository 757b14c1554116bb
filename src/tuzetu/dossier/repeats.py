"""Which reports are the same trouble come back: the links as the log of Annex 3 tells them (17)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.procedure.states import RecurrenceState


class Reported(NamedTuple):
    """A report that another one names."""

    pk: int
    number: str


class Repeats:
    """The reports linked with one: those it repeats, and those in which it came back.

    A link counts as a repetition of an earlier report until it is denied, as in Annex 2; that a
    report came back is told once the office has confirmed it. Of cases out of the reader's sight
    there is only `unseen`: that there are such.
    """

    def __init__(self) -> None:
        self.of: list[Reported] = []
        self.later: list[Reported] = []
        self.unseen = False


def repeats_of(
    cases: Sequence[Nonconformity], visible: QuerySet[Nonconformity, Any]
) -> Mapping[int, Repeats]:
    """The links of some cases, by case; two queries however many there are."""
    told: dict[int, Repeats] = defaultdict(Repeats)
    mine = {nc.pk for nc in cases}
    links = Recurrence.objects.filter(Q(later__in=mine) | Q(earlier__nc__in=mine))
    links = links.exclude(state=RecurrenceState.DENIED.code).order_by("pk")
    ends = ("later", "later__number", "earlier__nc", "earlier__nc__number", "state")
    kept = list(links.values_list(*ends))
    others = {pk for row in kept for pk in (row[0], row[2])}
    seen = set(visible.filter(pk__in=others).values_list("pk", flat=True)) if others else set()
    for later, later_number, earlier, earlier_number, state in kept:
        if later in mine:
            _tell(told[later], told[later].of, Reported(earlier, earlier_number), seen)
        if earlier in mine and state == RecurrenceState.CONFIRMED.code:
            _tell(told[earlier], told[earlier].later, Reported(later, later_number), seen)
    return told


def _tell(repeats: Repeats, told: list[Reported], other: Reported, seen: set[int]) -> None:
    if other.pk in seen:
        told.append(other)
    else:
        repeats.unseen = True
