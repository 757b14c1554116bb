"""Units from a table: the whole tree in one go, superior units first."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

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
from tuzetu.people.person import Person
from tuzetu.people.structuring import UnitOutline, add_unit, move_unit, rename_unit
from tuzetu.people.tables import Table
from tuzetu.people.unit import Unit, open_units
from tuzetu.procedure.calendar import local_day

TRUTHS: Mapping[str, bool] = {
    "": False, "0": False, "no": False, "жоқ": False, "нет": False, "false": False,
    "1": True, "yes": True, "иә": True, "да": True, "true": True, "+": True,
}  # fmt: skip

UNIT_COLUMNS = (
    Column("code", gettext_lazy("Code"), needed=True, longest=60),
    Column("name_kk", gettext_lazy("Name in Kazakh"), needed=True),
    Column("name_ru", gettext_lazy("Name in Russian"), needed=True),
    Column("name_en", gettext_lazy("Name in English"), needed=True),
    Column("short_kk", gettext_lazy("Short name in Kazakh"), longest=60),
    Column("short_ru", gettext_lazy("Short name in Russian"), longest=60),
    Column("short_en", gettext_lazy("Short name in English"), longest=60),
    Column("kind", gettext_lazy("Kind"), needed=True),
    Column("parent", gettext_lazy("Code of the superior unit")),
    Column("graduating", gettext_lazy("Graduating")),
)


def preview_units(table: Table, *, on: date) -> Preview:
    """What a table of units would do."""
    rows = rows_of(table, UNIT_COLUMNS)
    held = {unit.code: unit for unit in Unit.objects.select_related("parent")}
    known = set(open_units(on=on).values_list("code", flat=True)) | {row["code"] for row in rows}
    faults = [*faults_of_cells(rows, UNIT_COLUMNS), *twice(rows, "code"), *_circles(rows, held)]
    faults += [fault for row, values in counted(rows) for fault in _faults(row, values, known)]
    lines = tuple(
        Line(row, values, stands(_values(held.get(values["code"])), _normal(values)))
        for row, values in counted(rows)
    )
    return Preview(UNIT_COLUMNS, lines, tuple(sorted(faults, key=in_order)))


def import_units(table: Table, *, by: Person | None, at: datetime) -> Preview:
    """The administrator takes all units of a table in, or none; raises ``Unfit``."""
    with transaction.atomic():
        preview = sound(preview_units(table, on=local_day(at)))
        waiting = [line for line in preview.lines if line.stands is not Standing.SAME]
        for line in _parents_first(waiting):
            _take(_normal(line.values), by=by, at=at)
    return preview


def _normal(values: Mapping[str, str]) -> dict[str, str]:
    """Kind and yes or no as they are kept, whatever words the table used."""
    kind = _kind(values["kind"]) or values["kind"]
    graduating = "1" if TRUTHS.get(values["graduating"].casefold()) else ""
    return {**values, "kind": kind, "graduating": graduating}


def _faults(row: int, values: dict[str, str], known: set[str]) -> Iterator[CellFault]:
    if values["kind"] and _kind(values["kind"]) is None:
        kinds = ", ".join(Unit.Kind.values)
        fault = _("No such kind of unit; the kinds are: {kinds}.").format(kinds=kinds)
        yield CellFault(row, "kind", fault)
    if values["parent"] and values["parent"] not in known:
        yield CellFault(row, "parent", _("There is no open unit with this code."))
    if values["graduating"].casefold() not in TRUTHS:
        yield CellFault(row, "graduating", _("Write yes or no."))


def _circles(rows: list[dict[str, str]], held: Mapping[str, Unit]) -> Iterator[CellFault]:
    """A unit that would stand under itself, over any number of steps."""
    above = {code: unit.parent.code if unit.parent else "" for code, unit in held.items()}
    above |= {values["code"]: values["parent"] for values in rows}
    for row, values in counted(rows):
        passed = {values["code"]}
        step = values["parent"]
        while step and step not in passed:
            passed.add(step)
            step = above.get(step, "")
        if step and step == values["code"]:
            yield CellFault(row, "parent", _("A unit cannot stand under itself."))


def _kind(says: str) -> str | None:
    wanted = says.casefold()
    kinds = ((kind.value, str(kind.label).casefold()) for kind in Unit.Kind)
    return next((code for code, label in kinds if wanted in {code, label}), None)


def _values(unit: Unit | None) -> Mapping[str, str] | None:
    if unit is None:
        return None
    texts = ("code", "name_kk", "name_ru", "name_en", "short_kk", "short_ru", "short_en", "kind")
    values = {field: str(getattr(unit, field)) for field in texts}
    values["parent"] = unit.parent.code if unit.parent else ""
    return values | {"graduating": "1" if unit.graduating else ""}


def _parents_first(lines: list[Line]) -> Iterator[Line]:
    """Superior units before those below them, whatever the order of the table."""
    by_code = {line.values["code"]: line for line in lines}
    done: set[str] = set()

    def rise(line: Line) -> Iterator[Line]:
        code = line.values["code"]
        above = by_code.get(line.values["parent"])
        if above is not None and above.values["code"] not in done:
            yield from rise(above)
        if code not in done:
            done.add(code)
            yield line

    for line in lines:
        yield from rise(line)


def _take(values: Mapping[str, str], *, by: Person | None, at: datetime) -> None:
    outline = UnitOutline(
        code=values["code"],
        name_kk=values["name_kk"],
        name_ru=values["name_ru"],
        name_en=values["name_en"],
        short_kk=values["short_kk"],
        short_ru=values["short_ru"],
        short_en=values["short_en"],
        kind=values["kind"],
        graduating=bool(values["graduating"]),
    )
    parent = Unit.objects.filter(code=values["parent"]).first()
    held = Unit.objects.filter(code=values["code"]).first()
    if held is None:
        add_unit(outline, parent=parent, by=by, at=at)
        return
    rename_unit(held, outline, by=by, at=at)
    if held.parent_id != (parent.pk if parent else None):
        move_unit(held, parent=parent, by=by, at=at)
