"""The register of plans: one row per plan, for the office and the auditors."""

from dataclasses import dataclass
from datetime import date, datetime

from tuzetu.paperwork.marks import FormCode, Meeting
from tuzetu.paperwork.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredPlan:
    """A plan in the register; `due_on` is the last deadline of its lines in force.

    `lines` counts the lines that are not struck, `confirmed` those whose completion the
    controller confirmed. Meetings stand in the order of their days.
    """

    ordinal: int
    number: str
    dated_on: date | None
    unit: Words
    cases: tuple[str, ...]
    lines: int
    confirmed: int
    status: Words
    meetings: tuple[Meeting, ...] = ()
    approved_on: date | None = None
    controller: str = ""
    due_on: date | None = None
    carried_out_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansRegister:
    """The plans of a period; `printed_at` is aware."""

    form: FormCode
    printed_at: datetime
    institution: Words
    period: Words
    plans: tuple[RegisteredPlan, ...]
