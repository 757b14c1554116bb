"""The invented institution: units, people and offices, there before the first entry is written."""

import tomllib
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from tuzetu.people.appointment import Appointment
from tuzetu.people.demonstration_roles import COLLEAGUE
from tuzetu.people.person import Person, written
from tuzetu.people.unit import Unit, plant
from tuzetu.procedure.offices import Office


def told() -> dict[str, Any]:
    """The institution as written down."""
    source = files("tuzetu.demonstration").joinpath("institution.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def found_institution(*, since: date, at: datetime) -> None:
    """Enter units, people and appointments, in force since a day."""
    content = told()
    units: dict[str, Unit] = {}
    for row in content["units"]:
        units[row["code"]] = _unit(row, units)
    people = {row["login"]: _person(row, units) for row in content["people"]}
    held = [row | {"person": row["login"]} for row in content["people"] if "office" in row]
    for row in (*held, *content["appointments"]):
        _appoint(people[row["person"]], row, units, since=since, at=at)


def _unit(row: dict[str, Any], units: dict[str, Unit]) -> Unit:
    parent = row.get("parent") or ("institution" if row["code"] != "institution" else None)
    names = {f"name_{language}": row[language] for language in ("kk", "ru", "en")}
    short = {
        f"short_{language}": row.get(f"short_{language}", "") for language in ("kk", "ru", "en")
    }
    return plant(
        Unit(
            code=row["code"],
            kind=row["kind"],
            parent=units[parent] if parent else None,
            graduating=row.get("graduating", False),
            **names,
            **short,
        )
    )


def _person(row: dict[str, Any], units: dict[str, Unit]) -> Person:
    person = Person(
        login=row["login"],
        surname=row["surname"],
        given_name=row["given_name"],
        unit=units[row["unit"]],
        post=row["post"],
        email=f"{row['login']}@demo.invalid",
        demo_role=row.get("demo_role", COLLEAGUE),
    )
    person.set_unusable_password()
    return written(person)


def _appoint(
    person: Person, row: dict[str, Any], units: dict[str, Unit], *, since: date, at: datetime
) -> None:
    Appointment.objects.create(
        person=person,
        office=Office[row["office"]].code,
        unit=units[row["of"]] if "of" in row else None,
        from_on=since,
        entered_at=at,
    )
