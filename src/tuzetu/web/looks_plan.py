"""Causes, plans, criteria, meetings, and the differences between two readings of a text."""

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import chain
from typing import Literal

from tuzetu.web.looks_case import EvidenceTile, Tag
from tuzetu.web.looks_page import Act, Link, PersonChip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A possible cause and the deeper ones behind it.

    `meta` carries rank, costs and method in words; `proved` is false while nothing supports it,
    `settled` is true once nothing more is awaited, as the analysis is complete.
    """

    says: str
    meta: str = ""
    root: bool = False
    proved: bool = True
    settled: bool = False
    lang: str = ""
    links: tuple[Link, ...] = ()
    acts: tuple[Act, ...] = ()
    deeper: tuple["Cause", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseTree:
    """The chain of whys, from what was seen to the root."""

    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of words that stayed, went or came."""

    says: str
    fate: Literal["kept", "gone", "new"]


WORDS = re.compile(
    r"\d{4} жылғы \d{1,2} \w+[^\s\w]*|\d{1,2} [^\W\d]+ \d{4}(?!\w)(?: г\.)?[^\s\w]*|\S+"
)
"""A date is one word: half of it changed reads as nonsense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An old and a new text of one thing, shown word by word."""

    label: str
    old: str
    new: str
    lang: str = ""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The new text with what went and what came marked."""
        old, new = WORDS.findall(self.old), WORDS.findall(self.new)
        runs = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
        return tuple(
            chain.from_iterable(_pieces(op, old[a:b], new[c:d]) for op, a, b, c, d in runs)
        )


def _pieces(op: str, went: list[str], came: list[str]) -> tuple[Piece, ...]:
    """One run of the comparison as pieces; a replacement is a departure and an arrival."""
    if op == "equal":
        return (Piece(says=" ".join(went), fate="kept"),)
    gone = (Piece(says=" ".join(went), fate="gone"),) if went else ()
    new = (Piece(says=" ".join(came), fate="new"),) if came else ()
    return gone + new


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A remark pinned to a line; `answer` is what the author did about it."""

    by: PersonChip
    on: date
    says: str
    answer: str = ""
    settled: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A line of the plan (Annex 1).

    `first_due_on` is the date first approved, shown struck beside a later one; `marks` is what
    column 6 carries: executor, controller, head of unit; `struck` is the reason why it no longer
    counts.
    """

    number: int
    kind: str
    says: str
    executor: str
    co_executors: str = ""
    due_on: date | None = None
    first_due_on: date | None = None
    criterion: str = ""
    nonconformity: Link | None = None
    state: Tag | None = None
    marks: tuple[str, ...] = ()
    evidence: tuple[EvidenceTile, ...] = ()
    changes: tuple[Difference, ...] = ()
    remarks: tuple[Remark, ...] = ()
    acts: tuple[Act, ...] = ()
    struck: str = ""
    lang: str = ""

    @property
    def more(self) -> bool:
        """Whether something belongs under the line, across the table."""
        return bool(self.changes or self.remarks or self.evidence or self.acts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTable:
    """The plan as a table: number, what, who, until when, criterion, and how it stands."""

    caption: str
    lines: tuple[PlanLine, ...]
    shows_case: bool = False

    @property
    def shows_state(self) -> bool:
        """A plan not yet carried out has no column of marks."""
        return any(line.state or line.marks for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A criterion of effectiveness (clause 48): what is measured, from what value to what value.

    Values come in words with their unit. `verdict` stands once it is measured; `bar` is the share
    of the way from baseline to target, in per cent.
    """

    measure: str
    baseline: str
    target: str
    check_on: date | None
    source: str = ""
    covers: str = ""
    measured: str = ""
    measured_on: date | None = None
    verdict: Tag | None = None
    bar: int | None = None
    note: str = ""
    links: tuple[Link, ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaTable:
    """The criteria of a plan, before and after."""

    caption: str
    criteria: tuple[Criterion, ...]

    @property
    def measured(self) -> bool:
        """As long as nothing is measured, there are no columns for it."""
        return any(one.measured or one.verdict for one in self.criteria)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Minutes: number, day, body, who was there, what was decided, how they voted.

    `struck` tells who struck them when and why; `act` is the step that strikes them.
    """

    number: str
    on: date
    body: str
    chaired_by: str = ""
    present: str = ""
    decided: str = ""
    votes: str = ""
    files: tuple[Link, ...] = ()
    lang: str = ""
    struck: str = ""
    act: Act | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """The meetings of a record, newest first."""

    meetings: tuple[Meeting, ...]
