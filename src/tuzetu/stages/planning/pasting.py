"""Rows pasted from Excel in one act, with every fault named at its cell (43, 45, 48)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import override

from tuzetu.conduct.asking import LINE_LIMIT, NAME_LIMIT, TEXT_LIMIT, can_be_counted_from
from tuzetu.dossier.plan import Plan
from tuzetu.language.folding import folded
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.procedure.rules.planning import CHECKED_TOO_EARLY, is_checked_too_early
from tuzetu.stages.planning.planned import cases_of, planned_cases_of
from tuzetu.stages.planning.writing import CriterionRow, LineRow

COLUMNS = (
    "case",
    "what",
    "due_on",
    "executor",
    "co_executors",
    "unit",
    "measure",
    "value_now",
    "target",
    "data_source",
    "check_on",
)
"""The columns of a pasted table, in order; from ``measure`` on they may be left out."""

COLUMNS_SAY = noop(
    "Columns: case number, action, deadline, responsible executor, co-executors, unit, "
    "measure, value now, target, source of data, check date."
)
"""The names of the columns as the form shows them, in the order of ``COLUMNS``."""


def column_names() -> list[str]:
    """Each column as the form calls it, in the reader's language."""
    return _(COLUMNS_SAY).partition(":")[2].strip(" .").split(", ")


COPY_CELLS = noop(
    "These rows are not parted into cells. Copy the cells in the spreadsheet and paste them here."
)

NO_SUCH_CASE = noop("No such case stands in this plan.")
CARRIED_OUT = noop(
    "Case %(number)s is carried out or past that; its actions and criteria stay as they are."
)
CONFIRMED = noop("The line is confirmed; it stays as it is.")

LONGEST = {"what": TEXT_LIMIT, "value_now": NAME_LIMIT, "target": NAME_LIMIT}
MOST_ROWS = 200
SEPARATOR = re.compile(r"[;,]")
LIKE_A_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.(\d{2}|\d{4})|\d{4}-\d{1,2}-\d{1,2}")
FEWEST_NAMES = 2
QUOTES = re.compile('[«»"“”„]')
FORMATS = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one pasted cell; rows and columns count from 1."""

    row: int
    column: int
    says: str
    cell: str

    def told(self) -> str:
        """The fault with its place, for the person who pasted."""
        place = {"row": self.row, "column": self.column, "cell": self.cell, "says": self.says}
        place["name"] = column_names()[self.column - 1]
        if not self.cell:
            return _("Row %(row)s, column %(column)s (%(name)s): %(says)s") % place
        return _("Row %(row)s, column %(column)s (%(name)s), “%(cell)s”: %(says)s") % place


@dataclass(frozen=True, slots=True)
class Pasted:
    """Rows and criteria that were understood, and every fault."""

    lines: tuple[LineRow, ...]
    criteria: tuple[CriterionRow, ...]
    faults: tuple[Fault, ...]


class Reading:
    """Reads a pasted table for one plan; faults gather while it reads."""

    def __init__(self, plan: Plan) -> None:
        waiting = planned_cases_of(plan).order_by("pk")
        self.cases: dict[str, int] = {folded(nc.number): nc.pk for nc in waiting}
        self.carried_out = {folded(nc.number): nc.number for nc in cases_of(plan)}
        self.people = _by_name(Person.objects.filter(is_active=True))
        self.units = {
            _unquoted(name): unit
            for unit in Unit.objects.filter(closed_on=None)
            for name in (unit.name_kk, unit.name_ru, unit.short_kk, unit.short_ru)
        }
        self.home = plan.unit
        self.faults: list[Fault] = []

    def read(self, text: str, *, after: int = 0) -> Pasted:
        """Every row of the text; ``after`` rows already stand in the plan."""
        told = [row for row in text.replace("\r", "").split("\n") if row.strip()]
        rows = [row.split("\t") for row in told]
        if told and not any("\t" in row for row in told):
            self.faults.append(Fault(1, 1, _(COPY_CELLS), ""))
            return Pasted((), (), tuple(self.faults))
        if len(rows) > MOST_ROWS:
            says = _("At most %(most)s rows at once.") % {"most": MOST_ROWS}
            self.faults.append(Fault(MOST_ROWS + 1, 1, says, ""))
            rows = rows[:MOST_ROWS]
        lines, criteria = [], []
        for number, cells in enumerate(rows, 1):
            if number == 1 and _is_header(cells):
                continue
            row = dict(zip(COLUMNS, (cell.strip(' "') for cell in cells), strict=False))
            row = {name: self._fitting(number, name, cell) for name, cell in row.items()}
            lines.append(self._line(number, row))
            if row.get("measure"):
                criteria.append(self._criterion(number, row, lines[-1], after + len(lines)))
        return Pasted(tuple(lines), tuple(criteria), tuple(self.faults))

    def _line(self, number: int, row: dict[str, str]) -> LineRow:
        executor = row.get("executor", "")
        return LineRow(
            case=self._case(number, row.get("case", "")),
            what=self._needed(number, "what", row.get("what", "")),
            due_on=self._day(number, "due_on", row.get("due_on", "")),
            executor=self._person(number, "executor", executor) if executor else None,
            co_executors=tuple(self._people(number, row.get("co_executors", ""))),
            unit=self._unit(number, row.get("unit", "")),
        )

    def _criterion(
        self, number: int, row: dict[str, str], line: LineRow, place: int
    ) -> CriterionRow:
        check_on = self._day(number, "check_on", row.get("check_on", ""))
        if is_checked_too_early(check_on, (line.due_on,)):
            self._fault(number, "check_on", _(CHECKED_TOO_EARLY), row["check_on"])
        return CriterionRow(
            case=line.case,
            covers=(place,),
            measure=row["measure"],
            value_now=row.get("value_now", ""),
            target=row.get("target", ""),
            data_source=row.get("data_source", ""),
            check_on=check_on,
        )

    def _fault(self, number: int, column: str, says: str, cell: str) -> None:
        self.faults.append(Fault(number, COLUMNS.index(column) + 1, says, cell))

    def _fitting(self, number: int, column: str, cell: str) -> str:
        """A cell no longer than the field it goes to."""
        most = LONGEST.get(column, LINE_LIMIT)
        if len(cell) <= most:
            return cell
        says = _("At most %(most)s characters fit here.") % {"most": most}
        self._fault(number, column, says, f"{cell[:40]}…")
        return cell[:most]

    def _needed(self, number: int, column: str, cell: str) -> str:
        if not cell:
            self._fault(number, column, _("This cell is empty."), cell)
        return cell

    def _case(self, number: int, cell: str) -> int:
        if not cell and self.cases:
            return next(iter(self.cases.values()))
        if folded(cell) not in self.cases:
            known = self.carried_out.get(folded(cell))
            says = _(CARRIED_OUT) % {"number": known} if known else _(NO_SUCH_CASE)
            self._fault(number, "case", says, cell)
        return self.cases.get(folded(cell), 0)

    def _day(self, number: int, column: str, cell: str) -> date | None:
        if not cell:
            return None
        for form in FORMATS:
            try:
                found = datetime.strptime(cell, form).date()  # noqa: DTZ007  (a day, no time)
            except ValueError:
                continue
            if can_be_counted_from(found):
                return found
            self._fault(number, column, _("The calendar does not reach this year."), cell)
            return None
        says = _("There is no such day.") if LIKE_A_DAY.fullmatch(cell) else ""
        self._fault(number, column, says or _("Enter the date as dd.mm.yyyy."), cell)
        return None

    def _person(self, number: int, column: str, cell: str) -> Person | None:
        found = self.people.get(folded(cell), [])
        if len(found) == 1:
            return found[0]
        says = _(
            "No such person was found; write surname and given name as the list of people does."
        )
        if found:
            says = _("Several people are called so; write surname and given name.")
        self._fault(number, column, says, cell)
        return None

    def _people(self, number: int, cell: str) -> Iterable[Person]:
        for name in filter(None, (part.strip() for part in SEPARATOR.split(cell))):
            person = self._person(number, "co_executors", name)
            if person:
                yield person

    def _unit(self, number: int, cell: str) -> Unit | None:
        if not cell:
            return self.home
        if _unquoted(cell) not in self.units:
            says = _("No such unit was found; write its name as the list of units has it.")
            self._fault(number, "unit", says, cell)
        return self.units.get(_unquoted(cell))


def _unquoted(name: str) -> str:
    """The name of a unit as it is looked for; a spreadsheet often has none of its quotes."""
    return folded(QUOTES.sub("", name))


def _is_header(cells: Sequence[str]) -> bool:
    """Whether a row repeats the names of the columns, as a table with its heading does."""
    told = [folded(cell.strip(' "')) for cell in cells]
    return any(_are_columns(told, language) for language, _name in settings.LANGUAGES)


def _are_columns(told: Sequence[str], language: str) -> bool:
    """Whether a language calls the columns so: a table may be in another one than the page."""
    with override(language):
        names = column_names()
    same = [cell == folded(name) for cell, name in zip(told, names, strict=False)]
    return len(same) >= FEWEST_NAMES and all(same)


def _by_name(people: Iterable[Person]) -> dict[str, list[Person]]:
    """People by every way their name is written: full, with initials, by surname, by login."""
    found: dict[str, list[Person]] = {}
    for person in people:
        names: Sequence[str] = (
            person.full_name,
            person.short_name,
            person.signature_name,
            person.login,
            f"{person.surname} {person.given_name}",
            person.surname,
        )
        for name in {folded(name) for name in names}:
            found.setdefault(name, []).append(person)
    return found
