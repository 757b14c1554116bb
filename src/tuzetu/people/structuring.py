"""Units are founded, renamed, moved and closed: journaled edits by the administrator."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tuzetu.journal.writing import note_edit
from tuzetu.people.appointment import Appointment
from tuzetu.people.faults import Fault, refuse
from tuzetu.people.person import Person, staff
from tuzetu.people.unit import Unit, open_units, plant, units_under
from tuzetu.procedure.calendar import local_day

NAMES = ("name_kk", "name_ru", "name_en", "short_kk", "short_ru", "short_en")
CHANGEABLE = ("code", *NAMES, "kind", "graduating")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOutline:
    """What a unit is called and what it is. ``code`` is the short Latin name in imports."""

    code: str
    name_kk: str
    name_ru: str
    name_en: str
    kind: str
    short_kk: str = ""
    short_ru: str = ""
    short_en: str = ""
    graduating: bool = False


def add_unit(outline: UnitOutline, *, parent: Unit | None, by: Person | None, at: datetime) -> Unit:
    """The administrator founds a unit under another, or at the top of the tree."""
    unit = Unit(parent=parent, **_values(outline))
    with transaction.atomic():
        refuse(_faults(unit, on=local_day(at)))
        plant(unit)
        changes = {name: (None, getattr(unit, name)) for name in (*CHANGEABLE, "parent_id")}
        note_edit("unit", unit.pk, by=by, at=at, changes=changes)
    return unit


def rename_unit(unit: Unit, outline: UnitOutline, *, by: Person | None, at: datetime) -> None:
    """The administrator changes a unit's names, kind, or whether it graduates learners."""
    with transaction.atomic():
        held = Unit.objects.select_for_update().get(pk=unit.pk)
        before = {name: getattr(held, name) for name in CHANGEABLE}
        for name, value in _values(outline).items():
            setattr(held, name, value)
        refuse(_faults(held, on=local_day(at)))
        plant(held)
        _note(held, before, by=by, at=at)


def move_unit(unit: Unit, *, parent: Unit | None, by: Person | None, at: datetime) -> None:
    """The administrator puts a unit, with all below it, under another one."""
    with transaction.atomic():
        held = Unit.objects.select_for_update().get(pk=unit.pk)
        below = list(units_under(held).exclude(pk=held.pk).order_by("path"))
        before = {"parent_id": held.parent_id}
        if parent is not None and held.pk in parent.lineage:
            refuse([Fault(_("A unit cannot stand under itself."), "parent")])
        held.parent = parent
        refuse(_faults(held, on=local_day(at)))
        plant(held)
        for part in below:
            plant(Unit.objects.select_related("parent").get(pk=part.pk))
        _note(held, before, by=by, at=at)


def close_unit(
    unit: Unit, *, closed_on: date, by: Person | None, at: datetime, reason: str = ""
) -> None:
    """The administrator closes a unit from a day on; nobody and nothing may be left in it."""
    with transaction.atomic():
        held = Unit.objects.select_for_update().get(pk=unit.pk)
        refuse(_faults_of_closing(held, on=closed_on))
        before = {"closed_on": held.closed_on}
        held.closed_on = closed_on
        held.save(update_fields=["closed_on"])
        _note(held, before, by=by, at=at, reason=reason)


def _note(
    held: Unit, before: Mapping[str, object], *, by: Person | None, at: datetime, reason: str = ""
) -> None:
    now = {name: getattr(held, name) for name in before}
    changes = {name: (before[name], now[name]) for name in before if before[name] != now[name]}
    if changes:
        note_edit("unit", held.pk, by=by, at=at, changes=changes, reason=reason)


def _values(outline: UnitOutline) -> dict[str, str | bool]:
    values = {name: getattr(outline, name) for name in CHANGEABLE}
    return {name: text.strip() if isinstance(text, str) else text for name, text in values.items()}


def _faults(unit: Unit, *, on: date) -> Iterator[Fault]:
    for name in ("name_kk", "name_ru", "name_en"):
        if not getattr(unit, name):
            yield Fault(_("Enter the name in all three languages."), name)
    if not unit.code:
        yield Fault(_("Enter the unit's code."), "code")
    if Unit.objects.filter(code=unit.code).exclude(pk=unit.pk).exists():
        yield Fault(_("Another unit already has this code."), "code")
    if unit.kind not in Unit.Kind.values:
        yield Fault(_("Choose the kind of the unit."), "kind")
    if unit.parent and unit.parent.closed(on=on):
        yield Fault(_("The superior unit is closed."), "parent")


def _faults_of_closing(unit: Unit, *, on: date) -> Iterator[Fault]:
    if open_units(on=on).filter(parent=unit).exists():
        yield Fault(_("Close or move the units below it first."))
    if staff(on=on).filter(unit=unit).exists():
        yield Fault(_("People still belong to this unit; move them first."))
    running = Q(until_on=None) | Q(until_on__gte=on)
    if Appointment.objects.filter(running, unit=unit).exists():
        yield Fault(_("The unit still has a head; end the appointment first."))
