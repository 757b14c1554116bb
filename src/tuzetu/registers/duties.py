"""What a person owes and what others owe them: read from the stored duties."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from tuzetu.access.deciding import left_to_others
from tuzetu.access.parts import PART_OF_OFFICE
from tuzetu.access.sight import Eyes, eyes_of, seen_by, ways_of_seeing
from tuzetu.dossier.containment import stopped, stopped_in_plan
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.naming import Naming
from tuzetu.dossier.plan import PlanCase
from tuzetu.people.appointment import HeldOffice, offices_of, units_below, units_headed
from tuzetu.people.person import Person
from tuzetu.people.written import written_once
from tuzetu.procedure.parts import Part

MOST_SHOWN = 60
MOST_OF_OTHERS = 8
COUNTED = 100
"""Whoever owes that much need not know how much exactly."""
UNIT_NAMES = tuple(f"plan__unit__name_{language}" for language in ("kk", "ru", "en"))
SHOWN = (
    *("owed", "part", "unit_id", "subject_kind", "subject_id", "term", "counts_from", "due_on"),
    *("waits", "since_on", "nc__number", "nc__title", "plan__number", *UNIT_NAMES),
    *("person__surname", "person__given_name"),
)
OF_UNITS = (Part.HEAD.code, Part.AUTHOR.code)


@dataclass(frozen=True, slots=True)
class Desk:
    """A person's duties, the most pressing first, and some that others owe."""

    mine: list[Duty]
    more: bool
    others: list[Duty]


def desk_of(person: Person, *, on: date) -> Desk:
    """What the person owes on a day, and what is waited for around it."""
    eyes, debtor = eyes_of(person, on=on), _debtor(person, offices_of(person, on), on)
    mine = _most_pressing(debtor, eyes)
    others = _others(eyes, tuple(duty.pk for duty in mine))
    return Desk(mine[:MOST_SHOWN], len(mine) > MOST_SHOWN, others)


def _most_pressing(debtor: "_Debtor", eyes: Eyes) -> list[Duty]:
    """By their days; what has none comes after, wherever a database sorts what is missing.

    They are two questions, so that those with a day are read along its index.
    """
    dated = _dated(debtor, eyes)
    if len(dated) > MOST_SHOWN:
        return dated
    return [*dated, *_undated(debtor, eyes)][: MOST_SHOWN + 1]


@written_once
def _dated(debtor: "_Debtor", eyes: Eyes) -> QuerySet[Duty]:
    """Each way of owing has its index in the order of days: its first rows are read alone."""
    when = Q(due_on__isnull=False) & _told(eyes)
    return _first(tuple(_ways(debtor)), when, ("due_on", "pk"), MOST_SHOWN + 1)


@written_once
def _undated(debtor: "_Debtor", eyes: Eyes) -> QuerySet[Duty]:
    undated = Duty.objects.filter(reduce(or_, _ways(debtor)), _told(eyes), due_on=None)
    return _related(undated.order_by("pk"))[: MOST_SHOWN + 1]


def _first(ways: tuple[Q, ...], when: Q, order: tuple[str, ...], most: int) -> QuerySet[Duty]:
    """The first so many of all ways together, of each of which no more can be among them."""
    rows = (Duty.objects.filter(way, when).order_by(*order).values("pk")[:most] for way in ways)
    first, *others = (Duty.objects.filter(pk__in=one) for one in rows)
    if others:
        each = first.values("pk").union(*(one.values("pk") for one in others))
        first = Duty.objects.filter(pk__in=each)
    return _related(first).order_by(*order)[:most]


def count_owed(person: Person, held: tuple[HeldOffice, ...], *, on: date) -> int:
    """How many duties the person has by name, by office, or as head of a unit; up to ``COUNTED``.

    Those of a confidential case are told to nobody whom the case does not name.
    """
    return len(_owed(_debtor(person, held, on), eyes_of(person, on=on)))


class _Debtor(NamedTuple):
    """By what somebody owes: by name, by parts of offices, as head of the units led.

    ``office_on`` is the day on which somebody acts for the office, and is empty for others.
    """

    person: int
    parts: tuple[str, ...]
    led: tuple[int, ...]
    office_on: tuple[date, ...]


def _debtor(person: Person, held: tuple[HeldOffice, ...], on: date) -> _Debtor:
    parts = {PART_OF_OFFICE[one.office].code for one in held if one.office in PART_OF_OFFICE}
    headed = units_headed(held)
    led = tuple(_led(headed, on)) if headed else ()
    return _Debtor(person.pk, tuple(sorted(parts)), led, (on,) * (Part.OFFICE.code in parts))


@written_once
def _owed(debtor: _Debtor, eyes: Eyes) -> QuerySet[Any, int]:
    rows = Duty.objects.filter(reduce(or_, _ways(debtor)), _told(eyes))
    return rows.order_by().values_list("pk", flat=True)[:COUNTED]


def _ways(debtor: _Debtor) -> Iterator[Q]:
    """The ways of owing: by name, by each office, as head of a unit with its plans."""
    yield Q(person=debtor.person) & ~Q(part__in=OF_UNITS)
    for part in debtor.parts:
        way = Q(person=None, part=part, waits=False)
        if part == Part.OFFICE.code:
            way &= ~left_to_others(debtor.person, on=debtor.office_on[0])
        yield way
    if debtor.led:
        yield Q(part__in=OF_UNITS, unit__in=debtor.led)


def _told(eyes: Eyes) -> Q:
    """What is owed on a plan itself is told like its cases: a confidential one, by name alone.

    Whom the case names is asked of each such plan apart: a list of all that name somebody would be
    made anew for every plan.
    """
    named = Naming.objects.filter(nc=OuterRef("cycle__nc"), person=eyes.person)
    secret = PlanCase.objects.current().filter(plan=OuterRef("plan"), cycle__nc__confidential=True)
    hidden = Exists(secret.filter(~Exists(named)))
    told = Q(~hidden)
    if eyes.units:  # who wrote a plan sees it as long as the unit is led
        told |= Q(plan__author=eyes.person, plan__unit__in=eyes.units)
    return Q(nc=None) & told | Q(nc__confidential=False) | seen_by(eyes, of="nc__")


def _led(headed: tuple[int, ...], on: date) -> list[int]:
    """Units led: their own, and those below that have no head of their own."""
    below = units_below(headed, on)
    return [unit for unit, led in below.items() if unit in headed or not led]


@written_once
def _others(eyes: Eyes, mine: tuple[int, ...]) -> QuerySet[Duty]:
    """What others owe next in the cases that the person may see."""
    when = Q(nc__due_on__isnull=False, due_on__isnull=False)  # the case repeats its nearest day
    when &= ~Q(pk__in=mine) & ~Q(person=eyes.person)
    return _first(ways_of_seeing(eyes, of="nc__"), when, ("due_on", "pk"), MOST_OF_OTHERS)


def _related(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """With what is told of them, and whether something is on hold there (32)."""
    rows = rows.annotate(nc_stopped=stopped("nc"), plan_stopped=stopped_in_plan("plan"))
    return rows.select_related("person", "nc", "plan__unit").only(*SHOWN)
