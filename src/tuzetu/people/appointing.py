"""Appointing to offices, ending appointments, naming substitutes: journaled edits."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.journal.writing import note_edit
from tuzetu.people.appointment import Appointment, HeldOffice, offices_of
from tuzetu.people.faults import Fault, refuse
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.offices import Office

KEPT = (
    "person_id",
    "office",
    "unit_id",
    "from_on",
    "until_on",
    "order_number",
    "acting_for_id",
)
MAY_NAME_ANY_SUBSTITUTE = frozenset({Office.OFFICE_HEAD, Office.ADMINISTRATOR})


def appoint(
    person: Person,
    *,
    office: Office,
    from_on: date,
    unit: Unit | None = None,
    until_on: date | None = None,
    order_number: str = "",
    by: Person | None,
    at: datetime,
) -> Appointment:
    """The administrator appoints a person to an office; nobody as ``by`` is the operator.

    Raises ``Unfit`` with every fault.
    """
    wanted = Appointment(
        person=person,
        office=office.code,
        unit=unit,
        from_on=from_on,
        until_on=until_on,
        order_number=order_number,
        entered_by=by,
        entered_at=at,
    )
    with transaction.atomic():
        _lock_office(unit)
        refuse(_faults_of_appointment(wanted))
        return _enter(wanted, by=by, at=at)


def name_substitute(
    appointment: Appointment,
    *,
    person: Person,
    from_on: date,
    until_on: date,
    order_number: str = "",
    by: Person | None,
    at: datetime,
) -> Appointment:
    """The holder, the head of the project office or the administrator names a substitute.

    Raises ``Unfit`` with every fault, ``PermissionDenied`` for anybody else.
    """
    if by is not None and not may_name_substitute(
        by, appointment, held=offices_of(by, local_day(at))
    ):
        raise PermissionDenied
    wanted = Appointment(
        person=person,
        office=appointment.office,
        unit=appointment.unit,
        from_on=from_on,
        until_on=until_on,
        order_number=order_number,
        acting_for=appointment,
        entered_by=by,
        entered_at=at,
    )
    with transaction.atomic():
        _lock_office(appointment.unit)
        refuse(_faults_of_substitution(wanted, appointment))
        return _enter(wanted, by=by, at=at)


def end_appointment(
    appointment: Appointment, *, until_on: date, by: Person | None, at: datetime, reason: str = ""
) -> None:
    """End an appointment or a substitution with its last day; one that never began is removed."""
    if by is not None and not may_end(by, appointment, held=offices_of(by, local_day(at))):
        raise PermissionDenied
    with transaction.atomic():
        _end(appointment, until_on=until_on, by=by, at=at, reason=reason)


def release(
    person: Person, *, until_on: date, by: Person | None, at: datetime, reason: str = ""
) -> None:
    """End every office of a person who leaves, with the last day at work."""
    running = Q(until_on=None) | Q(until_on__gt=until_on)
    with transaction.atomic():
        for appointment in Appointment.objects.filter(running, person=person).order_by("pk"):
            _end(appointment, until_on=until_on, by=by, at=at, reason=reason)


def may_name_substitute(
    by: Person, appointment: Appointment, *, held: Iterable[HeldOffice]
) -> bool:
    """Whether a person, who holds these offices, may hand this one over to a substitute."""
    return appointment.person_id == by.pk or _any_of(held, MAY_NAME_ANY_SUBSTITUTE)


def may_end(by: Person, appointment: Appointment, *, held: Iterable[HeldOffice]) -> bool:
    """Whether a person may end this appointment; a substitution also ends by its principal."""
    if appointment.acting_for is None:
        return _any_of(held, {Office.ADMINISTRATOR})
    return may_name_substitute(by, appointment.acting_for, held=held)


def _any_of(held: Iterable[HeldOffice], offices: Collection[Office]) -> bool:
    return any(one.office in offices for one in held)


def _lock_office(unit: Unit | None) -> None:
    """One edit of a unit's offices at a time; the top of the tree stands for the institution."""
    rows = Unit.objects.select_for_update().order_by("path")
    list((rows.filter(pk=unit.pk) if unit else rows[:1]).values_list("pk"))


def _enter(wanted: Appointment, *, by: Person | None, at: datetime) -> Appointment:
    wanted.save()
    changes = {name: (None, getattr(wanted, name)) for name in KEPT}
    note_edit("appointment", wanted.pk, by=by, at=at, changes=changes)
    _rights_changed(wanted, at=at)
    return wanted


def _end(
    held: Appointment, *, until_on: date, by: Person | None, at: datetime, reason: str
) -> None:
    _lock_office(held.unit)
    if by is not None:
        refuse(_faults_of_end(held, until_on, on=local_day(at)))
    for substitution in held.substitutes.filter(until_on__gt=until_on):
        _cut(substitution, until_on=until_on, by=by, at=at, reason=reason)
    _cut(held, until_on=until_on, by=by, at=at, reason=reason)


def _faults_of_end(held: Appointment, until_on: date, *, on: date) -> Iterator[Fault]:
    """What has begun keeps at least its first day: something may have been decided on it."""
    if until_on < held.from_on <= on:
        says = _("The office has begun; its last day is {first} or later.")
        yield Fault(says.format(first=date_format(held.from_on)), "until_on")
    if held.held_office is Office.ADMINISTRATOR:
        yield from _faults_of_no_administrator(held, until_on)


def _faults_of_no_administrator(held: Appointment, until_on: date) -> Iterator[Fault]:
    """Somebody has to be left who appoints; whoever runs the server can appoint from there."""
    left = Appointment.objects.filter(office=held.office, acting_for=None, person__is_active=True)
    left = left.filter(Q(until_on=None) | Q(until_on__gt=until_on)).exclude(pk=held.pk)
    if held.acting_for_id is None and not left.exists():
        yield Fault(_("This is the last administrator; appoint another one first."))


def _cut(
    held: Appointment, *, until_on: date, by: Person | None, at: datetime, reason: str
) -> None:
    """The last day is set; what has not begun is struck altogether."""
    begun = held.from_on <= until_on
    changes: dict[str, tuple[object, object]] = {"until_on": (held.until_on, until_on)}
    if not begun:
        changes = {name: (getattr(held, name), None) for name in KEPT}
    note_edit("appointment", held.pk, by=by, at=at, changes=changes, reason=reason)
    _rights_changed(held, at=at)
    if begun:
        held.until_on = until_on
        held.save(update_fields=["until_on"])
    else:
        held.delete()


def _rights_changed(held: Appointment, *, at: datetime) -> None:
    touched = [held.person_id]
    if held.acting_for is not None:
        touched.append(held.acting_for.person_id)
    Person.objects.filter(pk__in=touched).update(rights_changed_at=at)


def _faults_of_appointment(wanted: Appointment) -> Iterator[Fault]:
    office = wanted.held_office
    yield from _faults_of_dates(wanted)
    yield from _faults_of_person(wanted)
    if office.of_a_unit and wanted.unit is None:
        yield Fault(_("Name the unit that the person heads."), "unit")
    if not office.of_a_unit and wanted.unit is not None:
        yield Fault(_("This office is held in the institution, not in a unit."), "unit")
    if wanted.unit and wanted.unit.closed(on=wanted.from_on):
        yield Fault(_("The unit is closed."), "unit")
    if office.held_by_one:
        yield from _faults_of_overlap(wanted)


def _faults_of_substitution(wanted: Appointment, principal: Appointment) -> Iterator[Fault]:
    yield from _faults_of_dates(wanted)
    yield from _faults_of_person(wanted)
    if principal.acting_for_id is not None:
        yield Fault(_("A substitute does not name a substitute; end this one and name another."))
    if wanted.person_id == principal.person_id:
        yield Fault(_("Name somebody else than the holder."), "person")
    if not _within(wanted, principal):
        yield Fault(_("The substitution must lie within the appointment's own dates."), "until_on")
    others = _overlapping(wanted).filter(acting_for=principal)
    for other in others.select_related("person"):
        yield Fault(_taken(other), "from_on")


def _faults_of_dates(wanted: Appointment) -> Iterator[Fault]:
    if wanted.until_on is not None and wanted.until_on < wanted.from_on:
        yield Fault(_("The last day lies before the first."), "until_on")


def _faults_of_person(wanted: Appointment) -> Iterator[Fault]:
    gone = wanted.person.left_on
    if gone is not None and (wanted.until_on is None or gone <= wanted.until_on):
        yield Fault(_("The person no longer works here in these days."), "person")
    same = _overlapping(wanted).filter(person=wanted.person)
    if same.exists():
        yield Fault(_("The person already holds this office in these days."), "person")


def _faults_of_overlap(wanted: Appointment) -> Iterator[Fault]:
    others = _overlapping(wanted).filter(acting_for=None).exclude(person=wanted.person)
    for other in others.select_related("person"):
        yield Fault(_taken(other), "from_on")


def _overlapping(wanted: Appointment) -> QuerySet[Appointment]:
    later = Q(until_on=None) | Q(until_on__gte=wanted.from_on)
    rows = Appointment.objects.filter(later, office=wanted.office, unit=wanted.unit)
    return rows if wanted.until_on is None else rows.filter(from_on__lte=wanted.until_on)


def _within(wanted: Appointment, principal: Appointment) -> bool:
    if wanted.until_on is None or wanted.from_on < principal.from_on:
        return False
    return principal.until_on is None or wanted.until_on <= principal.until_on


def _taken(other: Appointment) -> str:
    if other.until_on is None:
        return _(
            "In these days {person} is in the office, from {first} on; end that first, or take "
            "other days."
        ).format(person=other.person.short_name, first=date_format(other.from_on))
    return _(
        "In these days {person} is in the office, from {first} to {last}; end that first, or take "
        "other days."
    ).format(
        person=other.person.short_name,
        first=date_format(other.from_on),
        last=date_format(other.until_on),
    )
