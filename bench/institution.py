"""The invented institution of the bench: many units and people, names made of demonstration's."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from random import Random

from tuzetu.demonstration.institution import told
from tuzetu.people.appointment import Appointment
from tuzetu.people.person import Person, written
from tuzetu.people.unit import Unit, plant
from tuzetu.procedure.offices import Office

FACULTIES = 8
DEPARTMENTS = 7
"""Of each faculty."""
STAFF = 6
"""Of each unit, its head among them."""

ALONE = (Office.OFFICE_HEAD, Office.VICE_RECTOR, Office.RECTOR, Office.ADMINISTRATOR)


@dataclass(frozen=True)
class Institution:
    """Who works where, and who answers for what."""

    units: list[Unit]
    staff: dict[int, list[Person]]
    office: Person
    vice_rector: Person
    auditor: Person

    def head(self, unit: Unit) -> Person:
        """The head of a unit is the first of its staff."""
        return self.staff[unit.pk][0]


def found(*, since: date, at: datetime, chance: Random) -> Institution:
    """Enter units, people and offices, in force since a day."""
    top = _unit("institution", Unit.Kind.INSTITUTION, "Өлшем консерваториясы", None)
    office = _unit("office", Unit.Kind.PROJECT_OFFICE, "Жобалық кеңсе", top)
    kinds = told()["units"]
    names = [row["kk"] for row in kinds if row["kind"] == "department"]
    units = []
    for number in range(FACULTIES):
        faculty = _unit(f"f{number}", Unit.Kind.FACULTY, f"{number + 1}-факультет", top)
        units.append(faculty)
        for below in range(DEPARTMENTS):
            name = f"{names[(number + below) % len(names)]} ({number + 1}.{below + 1})"
            units.append(_unit(f"d{number}-{below}", Unit.Kind.DEPARTMENT, name, faculty))
    called = _names(chance)
    staff = {unit.pk: [_person(next(called), unit) for _one in range(STAFF)] for unit in units}
    for unit in units:
        _appoint(staff[unit.pk][0], Office.HEAD_OF_UNIT, unit, since=since, at=at)
    held = {one: _person(next(called), office) for one in ALONE}
    held |= {Office.OFFICE_OFFICER: _person(next(called), office)}
    held |= {Office.AUDITOR: _person(next(called), office)}
    for one, person in held.items():
        _appoint(person, one, None, since=since, at=at)
    return Institution(
        units=units,
        staff=staff,
        office=held[Office.OFFICE_OFFICER],
        vice_rector=held[Office.VICE_RECTOR],
        auditor=held[Office.AUDITOR],
    )


def _names(chance: Random):
    people = told()["people"]
    pairs = list(product([row["surname"] for row in people], [row["given_name"] for row in people]))
    chance.shuffle(pairs)
    return iter(pairs)


def _unit(code: str, kind: str, name: str, parent: Unit | None) -> Unit:
    names = dict.fromkeys(("name_kk", "name_ru", "name_en"), name)
    return plant(Unit(code=code, kind=kind, parent=parent, **names))


def _person(names: tuple[str, str], unit: Unit) -> Person:
    surname, given_name = names
    count = Person.objects.count() + 1
    person = Person(
        login=f"p{count}", surname=surname, given_name=given_name, unit=unit, post="Оқытушы"
    )
    person.set_unusable_password()
    return written(person)


def _appoint(
    person: Person, office: Office, unit: Unit | None, *, since: date, at: datetime
) -> None:
    Appointment.objects.create(
        person=person, office=office.code, unit=unit, from_on=since, entered_at=at
    )
