"""Annex 1: the plan for eliminating nonconformities and for corrective actions (18.1, 43-46).

`rows` fill the six columns of the procedure's form; `supplement` is what the form has no column
for and what therefore stands on pages of its own behind it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from tuzetu.paperwork.marks import Changed, Criterion, FormCode, Meeting, Note
from tuzetu.paperwork.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """The stamp «БЕКІТЕМІН» (44): blank lines stand where name or day are not there yet.

    `acting` when the name is of one who acts for the holder of the post.
    """

    post: Words
    name: str = ""
    acting: bool = False
    approved_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A line of the plan, columns 3 to 6.

    `first_due_on` is the day first approved, `due_on` the day in force; `struck_because` is the
    reason why the line no longer counts; `unit` the implementing one (41).
    """

    number: int
    kind: Words
    what: str
    first_due_on: date | None
    due_on: date | None
    executor: str
    unit: Words | None = None
    co_executors: tuple[str, ...] = ()
    confirmed: Note | None = None
    followed_up: Note | None = None
    struck_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCase:
    """A nonconformity, or a potential one, with its lines: column 2.

    `left_because` is the reason why it left the plan; its lines are struck then.
    """

    number: str
    kind: Words
    text: str
    actions: tuple[Action, ...]
    left_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A change recorded beside the approved text (46, 49, 50).

    `concerns` are the numbers of the lines: of the one changed, or of those that a criterion
    covers; `wording` is what the criterion said and says, where one was changed.
    """

    made_on: date
    what: Words
    concerns: tuple[int, ...]
    before: str
    after: str
    wording: tuple[Changed, ...] = ()
    reason: str
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """Criteria, minutes, controller and amendments of the plan."""

    criteria: tuple[Criterion, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    controller: str = ""
    controller_substitute: str = ""
    amendments: tuple[Amendment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex1:
    """The plan as it is printed.

    `digest` is the hash of the approved text, of which the footer shows the beginning;
    `head` and `auditor` are the names on the two signature lines, that of the auditor only where
    one has a part in a case; `printed_at` is aware.
    """

    form: FormCode
    printed_at: datetime
    number: str
    dated_on: date | None
    revision: int
    digest: str
    unit: Words
    approval: Approval
    rows: tuple[PlannedCase, ...]
    head: str
    auditor: str
    supplement: Supplement
