"""The table of cases: filters, orders and search by beginnings of words, quick at any size."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.lookups import IsNull

from tuzetu.access.sight import Eyes, cases_by_name, eyes_of, ways_of_seeing
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import stopped
from tuzetu.dossier.number import Counter
from tuzetu.dossier.search import SearchWord
from tuzetu.language.words import word_beginnings
from tuzetu.people.person import Person
from tuzetu.people.unit import subtree_ids
from tuzetu.people.written import written_once
from tuzetu.procedure.states import ALIVE, CaseState, HoldState

PAGE = 50
NEWEST = "-number"
MOST_COUNTED = 500
"""Totals are counted up to here, those of a search no further than the page; beyond it "more
than" is said."""

SHOWN = (
    *("number", "state", "title", "kind", "owed", "due_on", "confidential"),
    *("owning_unit__name_kk", "owning_unit__name_ru", "owning_unit__name_en"),
    *("owning_unit__short_kk", "owning_unit__short_ru", "owning_unit__short_en"),
)
"""The columns that the table shows; a case has many more."""

Rows: TypeAlias = QuerySet[Nonconformity, Any]

LATE = "late"
REPORTED = "reported"
"""What the person reported: whoever told of something wants to know what became of it (30)."""

VIEWS = frozenset({"", "open", LATE, "hold", "closed", REPORTED})

FEW = 500
"""Places of a word that are still looked up one by one."""

ORDERS: Mapping[str, tuple[str | Combinable, ...]] = {
    "due": (F("due_on").asc(nulls_last=True), "id"),
    "-due": (F("due_on").desc(nulls_last=True), "-id"),
    "number": ("year", "sequence"),
    "-number": ("-year", "-sequence"),
    "title": ("title_sort", "id"),
    "-title": ("-title_sort", "-id"),
}
NAMED_ORDERS: Mapping[str, tuple[str, ...]] = {
    "number": ("namings__year", "namings__sequence"),
    "-number": ("-namings__year", "-namings__sequence"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a visitor asks the table for; every part stands in the address."""

    words: str = ""
    state: str = ""
    unit: int | None = None
    source: str = ""
    kind: str = ""
    year: int | None = None
    view: str = ""
    order: str = NEWEST
    page: int = 1

    @property
    def usual(self) -> bool:
        """Whether it is asked for all the time: the first page of a view in one of the orders."""
        return self.view in VIEWS and self == Wanted(view=self.view, order=self.order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of the table and how many there are, at most ``MOST_COUNTED`` of them counted."""

    rows: list[Nonconformity] = field(default_factory=list)
    total: int = 0
    more: bool = False


def find_cases(wanted: Wanted, *, by: Person, on: date) -> Found:
    """The cases that the person may see and asks for."""
    eyes, late = eyes_of(by, on=on), (on,) if wanted.view == LATE else ()
    start = (max(wanted.page, 1) - 1) * PAGE
    page = list((_usual_page if wanted.usual else _page)(wanted, eyes, late))
    if len(page) <= PAGE and (page or not start):
        return Found(rows=page, total=start + len(page))
    if wanted.words:
        return Found(rows=page[:PAGE], total=start + len(page[:PAGE]), more=len(page) > PAGE)
    total = len((_usual_total if wanted.usual else _total)(wanted, eyes, late))
    return Found(rows=page[:PAGE], total=min(total, MOST_COUNTED), more=total > MOST_COUNTED)


def _page(wanted: Wanted, eyes: Eyes, late: tuple[date, ...]) -> Rows:
    """The rows of the page and one more, which tells that there are more.

    ``late`` is the day before which something is late; without that view it is left out.
    """
    start = (max(wanted.page, 1) - 1) * PAGE
    shown, _counted = _in_order(wanted, eyes, late)
    shown = shown.select_related("owning_unit").only(*SHOWN).annotate(stopped=stopped())
    return shown[start : start + PAGE + 1]


def _total(wanted: Wanted, eyes: Eyes, late: tuple[date, ...]) -> Rows:
    """As many as are counted, and one more."""
    _shown, counted = _in_order(wanted, eyes, late)
    return counted.values_list("pk", flat=True)[: MOST_COUNTED + 1]


_usual_page, _usual_total = written_once(_page), written_once(_total)


def _in_order(wanted: Wanted, eyes: Eyes, late: tuple[date, ...]) -> tuple[Rows, Rows]:
    """The cases that the person may see and asks for, and the same to be counted quickly.

    They are read by the person's namings where these lie in the same order, and each way of
    seeing a case apart, along its own index: a database tries every case for several at once.
    """
    order, ways = wanted.order, ways_of_seeing(eyes)
    named = cases_by_name(eyes) if order in NAMED_ORDERS else None
    if named is not None:
        rows = _filtered(named, wanted, eyes, late).order_by(*NAMED_ORDERS[order])
        return rows, rows
    first, *others = (
        _filtered(Nonconformity.objects.filter(way), wanted, eyes, late) for way in ways
    )
    if others:
        each = first.values("pk").union(*(rows.values("pk") for rows in others))
        return Nonconformity.objects.filter(pk__in=each).order_by(*ORDERS[order]), each
    rows = first.order_by(*ORDERS[order])  # the index of the page is the quick one to count along
    return rows, rows


def _filtered(
    rows: QuerySet[Nonconformity], wanted: Wanted, eyes: Eyes, late: tuple[date, ...]
) -> QuerySet[Nonconformity]:
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.unit:
        rows = rows.filter(owning_unit__in=subtree_ids([wanted.unit]))
    for name, value in (("source", wanted.source), ("kind", wanted.kind), ("year", wanted.year)):
        if value:
            rows = rows.filter(**{name: value})
    rows = _viewed(rows, wanted.view, late)
    if wanted.view == REPORTED:
        rows = rows.filter(reporter=eyes.person)
    for beginning in word_beginnings(wanted.words):
        rows = rows.filter(_with_word(beginning))
    return rows


def _viewed(
    rows: QuerySet[Nonconformity], view: str, late: tuple[date, ...]
) -> QuerySet[Nonconformity]:
    if view == "open":
        return rows.filter(state__in=[state.code for state in ALIVE])
    for today in late:
        rows = rows.filter(due_on__lt=today)
    if view == "hold":
        return rows.filter(holds__state=HoldState.IN_FORCE.code).distinct()
    if view == "closed":
        return rows.filter(state=CaseState.CLOSED.code)
    return rows


def _with_word(beginning: str) -> Q | IsNull:
    """Cases with a word that begins so: a range in the index, the same on either database.

    Few cases are named one by one. Where a word stands in many, the page of the table is full
    before many cases have been asked whether they have it.
    """
    words = SearchWord.objects.filter(word__gte=beginning, word__lt=f"{beginning}\U0010ffff")
    few = list(words.values_list("nc_id", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return Q(pk__in=few)
    return IsNull(Subquery(words.filter(nc=OuterRef("pk")).values("pk")[:1]), False)


def years_with_cases() -> Iterator[int]:
    """The years of which there are numbers, latest first."""
    years = Counter.objects.filter(register="case").order_by("-year")
    return iter(years.values_list("year", flat=True))
