"""Lists: what a person owes, tables with filters, figures, letters, and what stands when empty."""

from dataclasses import dataclass
from datetime import datetime

from tuzetu.web.looks_case import Paper, Tag
from tuzetu.web.looks_page import Act, Link, PersonChip


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What somebody owes: when, what (a link), of which record, by which clause, and the act."""

    when: str
    title: str
    href: str
    number: str
    what: str = ""
    clause: str = ""
    note: str = ""
    act: Act | None = None
    late: bool = False
    lang: str = ""
    tags: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """A group of duties: late, today, this week, later, waiting for others."""

    title: str
    duties: tuple[Duty, ...]
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What others owe: the record and, in words, who does what until when."""

    items: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that matters; `how` tells how it is counted."""

    name: str
    shows: str
    href: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A few figures under one another."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """Nothing here: what would be here, and what can be done."""

    title: str
    says: str = ""
    act: Act | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; with `href` its head sorts.

    `sorted_as` is ``ascending``, ``descending`` or empty; the `main` column is what a card on a
    phone shows in full width under the row's head.
    """

    title: str
    href: str = ""
    sorted_as: str = ""
    numeric: bool = False
    main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: words, perhaps a link, perhaps a quiet second line, perhaps looks (a tag)."""

    says: str = ""
    href: str = ""
    note: str = ""
    looks: tuple[object, ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row; the first cell is its head. `late` draws the red edge."""

    cells: tuple[Cell, ...]
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A filter that is one press: on or off is an address."""

    label: str
    href: str
    on: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A choice of a filter's list."""

    code: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A filter with a list of values, sent in the address under `name`."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The filters over a table; the form is a GET, so that every view has an address.

    `kept` are the address's other pairs (sorting), carried along.
    """

    href: str
    chips: tuple[Chip, ...] = ()
    choices: tuple[Choice, ...] = ()
    search_name: str = ""
    search_words: str = ""
    clear_href: str = ""
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Which part of the list this is, and the ways to the others."""

    says: str
    previous_href: str = ""
    next_href: str = ""
    first_href: str = ""
    last_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of records: sortable heads, filters, pager; cards on a phone.

    `paper` is the form of the procedure with the same rows.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: Empty
    filters: Filters | None = None
    pager: Pager | None = None
    paper: Paper | None = None

    @property
    def lines(self) -> tuple[tuple[Row, tuple[tuple[Column, Cell], ...]], ...]:
        """Each row with its cells beside their columns."""
        return tuple((row, tuple(zip(self.columns, row.cells, strict=True))) for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCard:
    """A role of the demonstration; pressing it signs in as `login`."""

    person: PersonChip
    says: str
    login: str
    owes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSignIn:
    """One press per role; `href` takes the POST with `login`, and with what is `hidden`.

    The `others` of the house, for whom a case may wait too, are folded below.
    """

    href: str
    cards: tuple[DemoCard, ...]
    others: tuple[DemoCard, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A letter as it was sent."""

    subject: str
    to: str
    at: datetime
    text: str
    state: Tag | None = None
    lang: str = ""
