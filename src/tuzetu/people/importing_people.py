"""People from a table: they come in without a password and without an office."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuzetu.people.importing import (
    CellFault,
    Column,
    Line,
    Preview,
    Standing,
    counted,
    faults_of_cells,
    in_order,
    rows_of,
    sound,
    stands,
    twice,
)
from tuzetu.people.person import Person, as_login
from tuzetu.people.staffing import (
    CHANGEABLE,
    Particulars,
    add_person,
    correct_person,
    move_person,
)
from tuzetu.people.tables import Table
from tuzetu.people.unit import Unit, open_units
from tuzetu.procedure.calendar import local_day

PEOPLE_COLUMNS = (
    Column("login", gettext_lazy("Login"), needed=True, longest=60),
    Column("surname", gettext_lazy("Surname"), needed=True, longest=80),
    Column("given_name", gettext_lazy("Given name"), needed=True, longest=80),
    Column("patronymic", gettext_lazy("Patronymic"), longest=80),
    Column("post", gettext_lazy("Post"), longest=160),
    Column("unit", gettext_lazy("Code of the unit"), needed=True),
    Column("email", gettext_lazy("E-mail"), longest=254),
    Column("language", gettext_lazy("Language")),
)


def preview_people(table: Table, *, on: date) -> Preview:
    """What a table of people would do."""
    rows = [row | {"login": as_login(row["login"])} for row in rows_of(table, PEOPLE_COLUMNS)]
    logins = [row["login"] for row in rows]
    held = {p.login: p for p in Person.objects.filter(login__in=logins).select_related("unit")}
    known = set(open_units(on=on).values_list("code", flat=True))
    faults = [*faults_of_cells(rows, PEOPLE_COLUMNS), *twice(rows, "login")]
    faults += [fault for row, values in counted(rows) for fault in _faults(row, values, known)]
    lines = tuple(
        Line(row, values, stands(_values(held.get(values["login"])), _told(values)))
        for row, values in counted(rows)
    )
    return Preview(PEOPLE_COLUMNS, lines, tuple(sorted(faults, key=in_order)))


def import_people(table: Table, *, by: Person | None, at: datetime) -> Preview:
    """The administrator takes all people of a table in, or none; raises ``Unfit``."""
    with transaction.atomic():
        preview = sound(preview_people(table, on=local_day(at)))
        for line in preview.lines:
            if line.stands is not Standing.SAME:
                _take(_told(line.values), by=by, at=at)
    return preview


def _told(values: Mapping[str, str]) -> dict[str, str]:
    """What the row says: an empty cell leaves what is known of a person as it is."""
    return {field: says for field, says in values.items() if says}


def _faults(row: int, values: dict[str, str], known: set[str]) -> Iterator[CellFault]:
    if values["unit"] and values["unit"] not in known:
        yield CellFault(row, "unit", _("There is no open unit with this code."))
    if values["language"] and values["language"] not in Person.Language.values:
        yield CellFault(row, "language", _("The language is kk, ru or en."))
    if values["email"]:
        try:
            validate_email(values["email"])
        except ValidationError:
            yield CellFault(row, "email", _("This is not an e-mail address."))


def _values(person: Person | None) -> Mapping[str, str] | None:
    if person is None:
        return None
    texts = ("login", "surname", "given_name", "patronymic", "post", "email", "language")
    values = {field: str(getattr(person, field)) for field in texts}
    return values | {"unit": person.unit.code if person.unit else ""}


def _take(values: Mapping[str, str], *, by: Person | None, at: datetime) -> None:
    told = {field: values[field] for field in CHANGEABLE if field in values}
    unit = Unit.objects.get(code=values["unit"])
    held = Person.objects.filter(login=values["login"]).first()
    if held is None:
        add_person(Particulars(**told), unit=unit, by=by, at=at)
        return
    known = {field: getattr(held, field) for field in CHANGEABLE}
    particulars = Particulars(**(known | told))
    correct_person(held, particulars, by=by, at=at)
    if held.unit_id != unit.pk:
        move_person(held, unit=unit, post=particulars.post, by=by, at=at)
