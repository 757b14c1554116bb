"""Annex 3: the log of nonconformities and corrective actions (18.3), one row per report."""

from dataclasses import dataclass
from datetime import date, datetime

from tuzetu.paperwork.marks import FormCode
from tuzetu.paperwork.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the log; it never goes: `void_because` strikes a mistaken one through.

    `due_on` is the last deadline of the plan's lines in force, `done_on` the last confirmed day,
    `verdict_on` the day of the verdict, of the final one once it is given, or of the recurrence
    that overthrew it. `repeat_of` holds the numbers of earlier reports, `repeated_in` those of
    later ones in which this one came back, `unseen` whether there is a linked report that the
    reader may not see.
    """

    ordinal: int
    number: str
    registered_on: date
    unit: Words
    source: Words | None
    source_document: str
    kind: Words
    summary: str
    requirement: Words | None
    root_causes: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    plan_number: str = ""
    executors: tuple[str, ...] = ()
    due_on: date | None = None
    done_on: date | None = None
    verdict: Words | None = None
    verdict_on: date | None = None
    status: Words
    closed_on: date | None = None
    repeat_of: tuple[str, ...] = ()
    repeated_in: tuple[str, ...] = ()
    unseen: bool = False
    remark: str = ""
    void_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex3:
    """The log of a period, an academic or a calendar year; `printed_at` is aware.

    `ended_on` stays None while the log is still kept.
    """

    form: FormCode
    printed_at: datetime
    institution: Words
    period: Words
    begun_on: date
    ended_on: date | None
    entries: tuple[Entry, ...]
    keeper_post: Words
    keeper: str
