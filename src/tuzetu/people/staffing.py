"""Persons come, change, move and leave: journaled edits by the administrator."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.journal.writing import note_edit
from tuzetu.people.appointing import release
from tuzetu.people.faults import Fault, refuse
from tuzetu.people.person import Person, as_login, written
from tuzetu.people.sessions import end_sessions
from tuzetu.people.unit import Unit
from tuzetu.procedure.calendar import local_day

CHANGEABLE = ("login", "surname", "given_name", "patronymic", "post", "email", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What is kept of a person; nothing more is asked."""

    login: str
    surname: str
    given_name: str
    patronymic: str = ""
    post: str = ""
    email: str = ""
    language: str = Person.Language.KAZAKH


def add_person(
    particulars: Particulars, *, unit: Unit | None, by: Person | None, at: datetime
) -> Person:
    """The administrator enters a person, who cannot sign in until a password is set."""
    person = Person(unit=unit, **_values(particulars))
    person.set_unusable_password()
    with transaction.atomic():
        refuse(_faults(person))
        written(person)
        changes = {name: (None, getattr(person, name)) for name in CHANGEABLE}
        changes["unit"] = (None, person.unit_id)
        note_edit("person", person.pk, by=by, at=at, changes=changes)
    return person


def correct_person(
    person: Person, particulars: Particulars, *, by: Person | None, at: datetime
) -> None:
    """The administrator corrects names, post, address or login."""
    with transaction.atomic():
        held = Person.objects.select_for_update().get(pk=person.pk)
        before = {name: getattr(held, name) for name in CHANGEABLE}
        for name, value in _values(particulars).items():
            setattr(held, name, value)
        refuse(_faults(held))
        written(held)
        _note(held, before, by=by, at=at)


def move_person(
    person: Person, *, unit: Unit | None, post: str, by: Person | None, at: datetime
) -> None:
    """The administrator moves a person to another unit or post."""
    with transaction.atomic():
        held = Person.objects.select_for_update().get(pk=person.pk)
        before = {"unit_id": held.unit_id, "post": held.post}
        held.unit, held.post = unit, post
        refuse(_faults(held, on=local_day(at)))
        written(held)
        _note(held, before, by=by, at=at)


def leave(
    person: Person, *, left_on: date, by: Person | None, at: datetime, reason: str = ""
) -> None:
    """The person leaves: ``left_on`` is the first day gone. Offices and sessions end with it.

    What the person still owes is not handed over here: the page that asks names it first.
    """
    last_day = left_on - timedelta(days=1)
    with transaction.atomic():
        held = Person.objects.select_for_update().get(pk=person.pk)
        if by is not None:
            refuse(_begun_after(held, last_day, on=local_day(at)))
        release(held, until_on=last_day, by=by, at=at, reason=reason)
        before = {"left_on": held.left_on}
        held.left_on = left_on
        held.save(update_fields=["left_on"])
        _note(held, before, by=by, at=at, reason=reason)
        if left_on <= local_day(at):
            end_sessions(held)


def _begun_after(person: Person, last_day: date, *, on: date) -> Iterator[Fault]:
    """An office that has begun keeps its first day: something may have been decided on it."""
    begun = person.appointments.filter(from_on__gt=last_day, from_on__lte=on).order_by("-from_on")
    for office in begun[:1]:
        says = _("An office of this person began on {first}; the first day away is after that.")
        yield Fault(says.format(first=date_format(office.from_on)), "left_on")


def rejoin(person: Person, *, by: Person | None, at: datetime) -> None:
    """The person works here again; offices are given anew."""
    _switch(person, {"left_on": None}, by=by, at=at)


def disable_account(person: Person, *, by: Person | None, at: datetime, reason: str = "") -> None:
    """Sign-in is closed at once, on every device; offices stay as they are.

    Nobody closes their own account; raises ``Unfit``.
    """
    if by is not None and by.pk == person.pk:
        refuse([Fault(_("You cannot close your own account."))])
    with transaction.atomic():
        _switch(person, {"is_active": False}, by=by, at=at, reason=reason)
        end_sessions(person)


def enable_account(person: Person, *, by: Person | None, at: datetime) -> None:
    """Sign-in is open again."""
    _switch(person, {"is_active": True}, by=by, at=at)


def give_password(person: Person, password: str, *, by: Person | None, at: datetime) -> None:
    """The administrator gives a password, good for three days and to be replaced by an own one."""
    _set_password(person, password, by=by, at=at, given_at=at)


def choose_password(person: Person, password: str, *, at: datetime) -> None:
    """The person chooses a new password; every session of theirs ends."""
    _set_password(person, password, by=person, at=at, given_at=None)


def _set_password(
    person: Person,
    password: str,
    *,
    by: Person | None,
    at: datetime,
    given_at: datetime | None,
) -> None:
    """The journal tells that the password changed, never what it is."""
    with transaction.atomic():
        person.set_password(password)
        person.password_given_at = given_at
        person.save(update_fields=["password", "password_given_at"])
        end_sessions(person)
        note_edit("person", person.pk, by=by, at=at, changes={"password": ("•", "••")})


def _switch(
    person: Person,
    values: Mapping[str, object],
    *,
    by: Person | None,
    at: datetime,
    reason: str = "",
) -> None:
    with transaction.atomic():
        held = Person.objects.select_for_update().get(pk=person.pk)
        before = {name: getattr(held, name) for name in values}
        for name, value in values.items():
            setattr(held, name, value)
        held.save(update_fields=list(values))
        _note(held, before, by=by, at=at, reason=reason)


def _note(
    held: Person,
    before: Mapping[str, object],
    *,
    by: Person | None,
    at: datetime,
    reason: str = "",
) -> None:
    now = {name: getattr(held, name) for name in before}
    changes = {name: (before[name], now[name]) for name in before if before[name] != now[name]}
    if changes:
        note_edit("person", held.pk, by=by, at=at, changes=changes, reason=reason)


def _values(particulars: Particulars) -> dict[str, str]:
    values = {name: getattr(particulars, name).strip() for name in CHANGEABLE}
    return values | {"login": as_login(particulars.login)}


def _faults(person: Person, *, on: date | None = None) -> Iterator[Fault]:
    if not person.surname:
        yield Fault(_("Enter the surname."), "surname")
    if not person.given_name:
        yield Fault(_("Enter the given name."), "given_name")
    if not person.login:
        yield Fault(_("Enter the login."), "login")
    if Person.objects.filter(login=person.login).exclude(pk=person.pk).exists():
        yield Fault(_("Somebody else already has this login."), "login")
    if on is not None and person.unit and person.unit.closed(on=on):
        yield Fault(_("The unit is closed."), "unit")
