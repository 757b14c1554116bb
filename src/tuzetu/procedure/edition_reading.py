"""Reading the data of an edition: what every value has to be, and every fault named at once."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from tuzetu.procedure.wording import Phrase, _

LONGEST = 366
"""No limit in days, weeks or months is longer; a slip of the hand is."""


class FaultyEdition(ValueError):  # noqa: N818  (named as the thing it is about)
    """The data of an edition cannot be used; ``faults`` names everything that is wrong."""

    def __init__(self, faults: Iterable[Phrase]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value has to be: the sentence when it is not, and how it is read.

    ``read`` raises ValueError or TypeError when the value is of another kind; ``longest`` is
    the most days, or characters, that the sentence allows.
    """

    says: str
    read: Callable[[Any], object]
    longest: int = LONGEST


def _whole(told: object) -> int:
    if isinstance(told, int) and not isinstance(told, bool) and 1 <= told <= LONGEST:
        return told
    raise ValueError


def _share(told: object) -> Fraction:
    if isinstance(told, str) and 0 < (share := Fraction(told)) <= 1:
        return share
    raise ValueError


def _yes_or_no(told: object) -> bool:
    if isinstance(told, bool):
        return told
    raise ValueError


def _text(told: object) -> str:
    if isinstance(told, str) and told.strip():
        return told
    raise ValueError


def _text_up_to(longest: int) -> Callable[[object], str]:
    def read(told: object) -> str:
        if len(_text(told)) <= longest:
            return _text(told)
        raise ValueError

    return read


def _day(told: object) -> date:
    if isinstance(told, date) and not isinstance(told, datetime):
        return told
    return date.fromisoformat(_text(told))


def _day_of_every_year(told: object) -> tuple[int, int]:
    if not re.fullmatch(r"\d\d-\d\d", _text(told)):
        raise ValueError
    day = date.fromisoformat(f"2001-{told}")  # no leap year: 29 February is not in every year
    return day.month, day.day


def _table(told: object) -> Mapping[str, Any]:
    if isinstance(told, Mapping):
        return told
    raise ValueError


def _rows(told: object) -> list[Any]:
    if isinstance(told, list) and told:
        return told
    raise ValueError


WHOLE = Kind(
    _("“{place}” has to be a whole number from 1 to {longest}, but it is: {value}."), _whole
)
SHARE = Kind(
    _("“{place}” has to be a share up to 1, written like 1/2, but it is: {value}."), _share
)
YES_OR_NO = Kind(_("“{place}” has to be true or false, but it is: {value}."), _yes_or_no)
FITTING = _("“{place}” has to be a text of 1 to {longest} characters, but it is: {value}.")
CODE = Kind(FITTING, _text_up_to(40), 40)
PREFIX = Kind(FITTING, _text_up_to(20), 20)
NAME = Kind(FITTING, _text_up_to(300), 300)
DAY = Kind(_("“{place}” has to be a date, written like 2025-01-31, but it is: {value}."), _day)
DAY_OF_EVERY_YEAR = Kind(
    _("“{place}” has to be a month and a day, written like 06-30, but it is: {value}."),
    _day_of_every_year,
)
TABLE = Kind(_("“{place}” has to be a table of named values, but it is: {value}."), _table)
ROWS = Kind(_("“{place}” has to be a list of at least one entry, but it is: {value}."), _rows)

Kinds = Mapping[str, Kind]

EDITION: Kinds = {
    "code": CODE,
    "in_force_from": DAY,
    "limits": TABLE,
    "prefixes": TABLE,
    "titles": TABLE,
    "lists": TABLE,
}
LIMITS: Kinds = {
    "registration_days": WHOLE,
    "handover_days": WHOLE,
    "decision_days": WHOLE,
    "analysis_weeks": WHOLE,
    "approval_days": WHOLE,
    "criterion_decision_days": WHOLE,
    "evaluation_days": WHOLE,
    "observation_months": WHOLE,
    "criterion_share": SHARE,
    "council_share": SHARE,
    "yearly_analysis_by": DAY_OF_EVERY_YEAR,
    "executor_may_control": YES_OR_NO,
}
PREFIXES: Kinds = dict.fromkeys(("case", "plan", "letter", "item"), PREFIX)
TITLE: Kinds = dict.fromkeys(("kk", "ru", "en"), NAME)
TITLES: Kinds = dict.fromkeys(
    ("vice_rector", "rector", "office", "office_short", "chancellery", "institution"), TABLE
)
ITEM: Kinds = {"code": CODE, **TITLE}
LISTS: Kinds = dict.fromkeys(
    (
        "sources",
        "analysis_information",
        "cause_kinds",
        "forums",
        "dispositions",
        "methods",
        "cause_methods",
        "classes",
        "letter_kinds",
        "processes",
        "requirements",
    ),
    ROWS,
)


class Reading:
    """Reads tables of values and gathers the faults; a place is the path to a value."""

    def __init__(self) -> None:
        self._faults: list[Phrase] = []

    def must_be_clean(self) -> None:
        """Raise FaultyEdition if any fault was found."""
        if self._faults:
            raise FaultyEdition(self._faults)

    def value(self, told: object, place: str, kind: Kind) -> Any:  # noqa: ANN401  (the kind knows)
        """The value as its kind reads it; nothing, and a fault, when it is of another kind."""
        try:
            return kind.read(told)
        except (ValueError, TypeError, ZeroDivisionError):
            self._note(kind.says, place, value=str(told)[:LONGEST], longest=kind.longest)
            return None

    def table(self, told: Mapping[str, Any] | None, place: str, kinds: Kinds) -> dict[str, Any]:
        """The values of a table by name; a table that is nothing is a fault already named."""
        if told is None:
            return dict.fromkeys(kinds)
        for name in sorted(map(str, told.keys() - kinds.keys())):
            self._note(_("“{place}” is not known to the procedure."), _within(place, name))
        return {name: self._named(told, name, place, kind) for name, kind in kinds.items()}

    def tables(
        self, told: Mapping[str, Any] | None, place: str, names: Kinds, kinds: Kinds
    ) -> dict[str, dict[str, Any]]:
        """A table of tables that are all alike."""
        rows = self.table(told, place, names)
        return {name: self.table(rows[name], _within(place, name), kinds) for name in names}

    def lists(
        self, told: Mapping[str, Any] | None, place: str, names: Kinds, kinds: Kinds
    ) -> dict[str, list[dict[str, Any]]]:
        """A table of lists of entries that are all alike, each list with codes that differ."""
        rows = self.table(told, place, names)
        return {name: self._list(rows[name], _within(place, name), kinds) for name in names}

    def must_differ(self, values: Iterable[object], place: str) -> None:
        """A fault where two values of a place are the same."""
        counted = Counter(value for value in values if value is not None)
        for value in (value for value, times in counted.items() if times > 1):
            self._note(_("“{value}” stands more than once in “{place}”."), place, value=value)

    def must_hold(self, rows: Iterable[Mapping[str, Any]], place: str, code: str) -> None:
        """A fault where a sound list lacks an entry that the program itself enters."""
        codes = {row["code"] for row in rows}
        if codes and not codes & {code, None}:
            says = _("“{place}” has to hold the code {code}, under which letters are entered.")
            self._note(says, place, code=code)

    def _list(self, told: list[Any] | None, place: str, kinds: Kinds) -> list[dict[str, Any]]:
        places = [(f"{place}.{number}", row) for number, row in enumerate(told or (), 1)]
        rows = [self.table(self.value(row, at, TABLE), at, kinds) for at, row in places]
        self.must_differ((row["code"] for row in rows), place)
        return rows

    def _named(self, rows: Mapping[str, Any], name: str, place: str, kind: Kind) -> object:
        if name in rows:
            return self.value(rows[name], _within(place, name), kind)
        self._note(_("“{place}” is missing."), _within(place, name))
        return None

    def _note(self, says: str, place: str, **values: object) -> None:
        self._faults.append(Phrase(says, {"place": place, **values}))


def _within(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
