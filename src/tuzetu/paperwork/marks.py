"""What several forms have in common: the form's own code, notes by a person, meetings, criteria."""

from dataclasses import dataclass
from datetime import date

from tuzetu.paperwork.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCode:
    """The code of a controlled form and its edition, as the footer of every page shows them."""

    code: str
    edition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Who noted something, on which day, and in which words, if any."""

    by: str
    on: date
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A unit meeting that discussed the plan (44).

    Minutes recorded by mistake stay in the table of Annex 1 as `struck`: by whom, when and why.
    Forms that only refer to the minutes leave them out, as they do with struck lines.
    """

    minutes_number: str
    held_on: date
    outcome: str = ""
    struck: Note | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A criterion of effectiveness (48); `covers` are the numbers of the plan's lines."""

    covers: tuple[int, ...]
    case_number: str
    measure: str
    value_now: str
    target: str
    data_source: str
    check_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One part of the wording of a criterion: its name, as it was, as proposed (49)."""

    name: Words
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A verdict or approval: the word, who gave it in which office, when and why."""

    word: Words
    by: str
    office: Words
    on: date
    reason: str = ""
