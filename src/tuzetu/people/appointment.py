"""Appointments with dates and acting substitutes: who holds which office on a day.

While a substitution runs the substitute acts and owes; the principal keeps sight only.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tuzetu.people.person import Person
from tuzetu.people.reading import asked_once
from tuzetu.people.unit import Unit, subtree
from tuzetu.people.written import written_once
from tuzetu.procedure.offices import HELD_BY_ONE, Office, office_of

PERSON = settings.AUTH_USER_MODEL
OFFICES = [(office.code, office.value) for office in Office]


class Appointment(models.Model):
    """A person in an office from a day until a day, both included, or without an end.

    With ``acting_for`` the person stands in, in these dates, for the one appointed there.
    """

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="appointments")
    office = models.CharField(max_length=40, choices=OFFICES)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="appointments")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    order_number = models.CharField(max_length=80, blank=True)
    acting_for = models.ForeignKey("self", models.PROTECT, null=True, related_name="substitutes")
    entered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="appointment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(office=Office.HEAD_OF_UNIT.code, unit__isnull=False)
                | (~Q(office=Office.HEAD_OF_UNIT.code) & Q(unit=None)),
                name="appointment_head_has_unit",
            ),
            models.CheckConstraint(
                condition=Q(acting_for=None) | Q(until_on__isnull=False),
                name="substitution_has_an_end",
            ),
            models.UniqueConstraint(
                fields=("unit",),
                condition=Q(office=Office.HEAD_OF_UNIT.code, until_on=None, acting_for=None),
                name="one_open_ended_head_per_unit",
            ),
            models.UniqueConstraint(
                fields=("office",),
                condition=Q(
                    office__in=sorted(o.code for o in HELD_BY_ONE if not o.of_a_unit),
                    until_on=None,
                    acting_for=None,
                ),
                name="one_open_ended_holder",
            ),
        )
        indexes = (
            models.Index(fields=("person", "from_on"), name="appointment_person"),
            models.Index(fields=("office", "unit", "from_on"), name="appointment_office"),
        )

    def __str__(self) -> str:
        return f"{self.office} {self.from_on}"

    @property
    def held_office(self) -> Office:
        """The office as the rulebook knows it."""
        return office_of(self.office)

    def in_force(self, *, on: date) -> bool:
        """Whether the appointment runs on a day."""
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """An office a person may act in: where, and whom an acting substitute stands in for."""

    office: Office
    unit_id: int | None = None
    on_behalf_of: int | None = None


def in_force(on: date) -> Q:
    """Appointments that run on a day."""
    return Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gte=on))


def acting(on: date) -> QuerySet[Appointment]:
    """The appointments that give the right to act on a day: those stood in for are left out."""
    standing_in = Appointment.objects.filter(in_force(on), acting_for=OuterRef("pk"))
    return Appointment.objects.filter(in_force(on)).exclude(Exists(standing_in))


def offices_of(person: Person, on: date) -> tuple[HeldOffice, ...]:
    """The offices in which a person may act on a day."""
    return tuple(held for held, stood_in_for in _held(person, on) if not stood_in_for)


def offices_in_sight(person: Person, on: date) -> tuple[HeldOffice, ...]:
    """The offices through which a person may look: also those somebody stands in for."""
    return tuple(held for held, _stood_in_for in _held(person, on))


@asked_once
def _held(person: Person, on: date) -> tuple[tuple[HeldOffice, bool], ...]:
    """The offices held on a day, each with whether somebody stands in there."""
    return tuple(
        (HeldOffice(office_of(code), unit, behalf), stood_in_for)
        for code, unit, behalf, stood_in_for in _holding(person.pk, on)
    )


@written_once
def _holding(person: int, on: date) -> QuerySet[Any, tuple[str, int | None, int | None, bool]]:
    standing_in = Appointment.objects.filter(in_force(on), acting_for=OuterRef("pk"))
    rows = Appointment.objects.filter(in_force(on), person=person).order_by("pk")
    return rows.values_list("office", "unit_id", "acting_for__person_id", Exists(standing_in))


def holders(office: Office, on: date, unit: Unit | None = None) -> list[Person]:
    """The persons who act in an office on a day; for heads of unit, in that unit itself."""
    rows = acting(on).filter(office=office.code)
    if unit is not None:
        rows = rows.filter(unit=unit)
    return list(Person.objects.filter(appointments__in=rows).distinct())


def head_of(unit: Unit, on: date) -> Person | None:
    """The head who answers for a unit: its own, else the nearest above it."""
    return heads_of([unit], on).get(unit.pk)


def heads_of(units: Iterable[Unit], on: date) -> dict[int, Person]:
    """The head who answers for each unit, in one query; a unit without any is left out."""
    asked = list(units)
    above = {pk for unit in asked for pk in unit.lineage}
    rows = acting(on).filter(office=Office.HEAD_OF_UNIT.code, unit__in=above)
    heads = {row.unit_id: row.person for row in rows.select_related("person").order_by("pk")}
    found = {unit.pk: _nearest(unit, heads) for unit in asked}
    return {pk: head for pk, head in found.items() if head is not None}


def units_headed(held: Iterable[HeldOffice]) -> tuple[int, ...]:
    """The units that somebody heads."""
    of_units = (one.unit_id for one in held if one.office == Office.HEAD_OF_UNIT)
    return tuple(unit for unit in of_units if unit)


@asked_once
def units_below(units: tuple[int, ...], on: date) -> dict[int, bool]:
    """Some units and everything below them, each with whether it has a head of its own."""
    return dict(_below(units, on))


@written_once
def _below(units: tuple[int, ...], on: date) -> QuerySet[Any, tuple[int, bool]]:
    own = acting(on).filter(office=Office.HEAD_OF_UNIT.code, unit=OuterRef("pk"))
    return subtree(units).annotate(led=Exists(own)).values_list("pk", "led")


@asked_once
def units_with_a_head(on: date) -> frozenset[int]:
    """The units with a head of their own on a day."""
    rows = acting(on).filter(office=Office.HEAD_OF_UNIT.code, unit__isnull=False)
    return frozenset(rows.values_list("unit_id", flat=True))


def _nearest(unit: Unit, heads: dict[int | None, Person]) -> Person | None:
    return next((heads[pk] for pk in reversed(unit.lineage) if pk in heads), None)


@asked_once
def auditor_in_office(on: date) -> bool:
    """Whether somebody may act as an auditor on a day (51)."""
    return acting(on).filter(office=Office.AUDITOR.code).exists()
