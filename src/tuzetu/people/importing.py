"""What importing a table means: columns, faults at cells, the preview of what it would do."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from tuzetu.people.faults import Fault, Unfit
from tuzetu.people.person import Person
from tuzetu.people.tables import Table

LANGUAGES = Person.Language.choices


class Standing(Enum):
    """What a row would do."""

    NEW = gettext_noop("new")
    CHANGED = gettext_noop("changed")
    SAME = gettext_noop("unchanged")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an import: its field, what it is called, whether each row needs it."""

    field: str
    title: str | Promise
    needed: bool = False
    longest: int = 200

    def called(self, head: str) -> bool:
        """Whether a head in the table means this column: its field, or its title in a language."""
        names = {self.field, *(in_words_of(code, self.title) for code, _name in LANGUAGES)}
        return head.strip().casefold() in {name.casefold() for name in names}


@dataclass(frozen=True, slots=True)
class CellFault:
    """A fault at its cell; rows are counted from one, without the heads."""

    row: int
    field: str
    says: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its values by field and what it would do."""

    row: int
    values: Mapping[str, str]
    stands: Standing


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, and everything that stands in its way."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    faults: tuple[CellFault, ...]

    def count(self, stands: Standing) -> int:
        """How many rows would do this."""
        return sum(line.stands is stands for line in self.lines)

    def fault_at(self, row: int, field: str) -> str:
        """What is wrong at a cell, in one sentence after another."""
        return " ".join(f.says for f in self.faults if (f.row, f.field) == (row, field))


def in_words_of(language: str, title: str | Promise) -> str:
    """A title in one language."""
    with override(language):
        return str(title)


def sound(preview: Preview) -> Preview:
    """The preview, if nothing stands in its way; raises ``Unfit``."""
    if preview.faults:
        raise Unfit(Fault(fault.says, fault.field) for fault in preview.faults)
    return preview


def rows_of(table: Table, columns: tuple[Column, ...]) -> list[dict[str, str]]:
    """The rows by field; a column missing or unknown is a fault of the whole table."""
    places = {column.field: _place_of(column, table.heads) for column in columns}
    missing = [str(c.title) for c in columns if c.needed and places[c.field] is None]
    known = {place for place in places.values() if place is not None}
    strange = [head for place, head in enumerate(table.heads) if head and place not in known]
    faults = []
    if missing:
        says = _("These columns are missing: {columns}.")
        faults.append(Fault(says.format(columns=", ".join(missing))))
    if strange:
        says = _("These columns are not known: {columns}.")
        faults.append(Fault(says.format(columns=", ".join(strange))))
    if faults:
        raise Unfit(faults)
    return [
        {field: "" if place is None else row[place] for field, place in places.items()}
        for row in table.rows
    ]


def _place_of(column: Column, heads: tuple[str, ...]) -> int | None:
    return next((place for place, head in enumerate(heads) if column.called(head)), None)


def counted(rows: Iterable[dict[str, str]]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their numbers, from one."""
    return enumerate(rows, start=1)


def in_order(fault: CellFault) -> tuple[int, str]:
    """Faults sort by row, then by column."""
    return fault.row, fault.field


def faults_of_cells(rows: list[dict[str, str]], columns: tuple[Column, ...]) -> Iterator[CellFault]:
    """Cells that are empty though needed, or too long."""
    for row, values in counted(rows):
        for column in columns:
            says = values[column.field]
            if column.needed and not says:
                yield CellFault(row, column.field, _("This cell must be filled in."))
            if len(says) > column.longest:
                fault = _("At most {limit} characters.").format(limit=column.longest)
                yield CellFault(row, column.field, fault)


def twice(rows: list[dict[str, str]], field: str) -> Iterator[CellFault]:
    """Values that must be unique and stand in the table more than once."""
    first: dict[str, int] = {}
    for row, values in counted(rows):
        says = values[field]
        if says and says in first:
            fault = _("Row {row} already has this value.").format(row=first[says])
            yield CellFault(row, field, fault)
        first.setdefault(says, row)


def stands(held: Mapping[str, str] | None, told: Mapping[str, str]) -> Standing:
    """What a row would do to what is held of the same thing."""
    if held is None:
        return Standing.NEW
    same = all(held.get(field) == says for field, says in told.items())
    return Standing.SAME if same else Standing.CHANGED
