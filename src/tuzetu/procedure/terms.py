"""The terms of the procedure: what is counted from when, in which days, and how to say so."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, unique
from math import floor

from tuzetu.procedure.calendar import WEEKEND, Names, WorkingCalendar
from tuzetu.procedure.edition import Edition
from tuzetu.procedure.rulebook import Values, Word
from tuzetu.procedure.wording import _

Phrase = tuple[str, Values]
"""An English sentence with named places, and what stands in them."""


class Days(Enum):
    """How a term is counted."""

    WORKING = _("working days")
    WEEKS = _("weeks")
    MONTHS = _("months")
    SHARE = _("share of the period")


@unique
class Term(Enum):
    """A term: its name, its limit in the edition, how it is counted, from what, the clause."""

    # fmt: off
    REGISTRATION       = (_("Registration"),             "registration_days",       Days.WORKING, _("the receipt"),                         "30")
    HAND_OVER          = (_("Hand-over to the office"),  "handover_days",           Days.WORKING, _("the receipt by the chancellery"),      "37")
    DECISION           = (_("Decision of the office"),   "decision_days",           Days.WORKING, _("the receipt by the project office"),   "38")
    ANALYSIS           = (_("Cause analysis"),           "analysis_weeks",          Days.WEEKS,   _("the receipt by the institution"),      "39")
    APPROVAL           = (_("Meeting and approval"),     "approval_days",           Days.WORKING, _("the end of the analysis"),             "44")
    CRITERION_CHANGE   = (_("Change of a criterion"),    "criterion_share",         Days.SHARE,   _("the approval"),                        "49")
    CRITERION_DECISION = (_("Decision on a criterion"),  "criterion_decision_days", Days.WORKING, _("the proposal"),                        "50")
    EVALUATION         = (_("Evaluation"),               "evaluation_days",         Days.WORKING, _("the last confirmation or check date"), "51")
    OBSERVATION        = (_("Observation"),              "observation_months",      Days.MONTHS,  _("the provisional verdict"),             "17")
    # fmt: on

    def __init__(self, says: str, limit: str, days: Days, start: str, clause: str) -> None:
        self.says = says
        self.limit = limit
        self.days = days
        self.start = start
        self.clause = clause

    @property
    def code(self) -> str:
        """The name as stored."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A counted term: the last day, and everything needed to explain it."""

    term: Term
    start: date
    due_on: date
    amount: int
    received_on: date | None = None
    skipped: tuple[tuple[date, Names], ...] = ()
    due_is_off: Names | None = None
    until: date | None = None

    def explanation(self) -> tuple[Phrase, ...]:
        """How it was counted, as whole sentences."""
        return (*self._start_said(), *self._skipped_said(), self._end_said(), *self._warning())

    def _start_said(self) -> tuple[Phrase, ...]:
        said: list[Phrase] = []
        if self.received_on:
            says = _("{received} is a day off; {start} counts as the day of receipt.")
            said.append((says, {"received": self.received_on, "start": self.start}))
        says = _("Counted from {what}: {start}. That day itself is not counted.")
        return (*said, (says, {"what": Word(self.term.start), "start": self.start}))

    def _skipped_said(self) -> tuple[Phrase, ...]:
        says = _("{day} is not counted: {reason}.")
        named = (row for row in self.skipped if row[1] != WEEKEND)
        return tuple((says, {"day": day, "reason": reason}) for day, reason in named)

    def _end_said(self) -> Phrase:
        values = {"amount": self.amount, "due": self.due_on, "until": self.until}
        return (_ENDS[self.term.days], values)

    def _warning(self) -> tuple[Phrase, ...]:
        if self.due_is_off is None:
            return ()
        says = _("{due} is itself a day off ({reason}); the term is not shifted.")
        return ((says, {"due": self.due_on, "reason": self.due_is_off}),)


_ENDS = {
    Days.WORKING: _("{amount} working days end on {due}; Saturdays and Sundays are not counted."),
    Days.WEEKS: _("{amount} calendar days end on {due}; days off are counted."),
    Days.MONTHS: _("{amount} calendar months end on {due}."),
    Days.SHARE: _("Half of the days up to the first deadline {until}, rounded down: {amount}. Last day: {due}."),
}


def due(term: Term, start: date, *, edition: Edition, calendar: WorkingCalendar) -> Counted:
    """When a term falls due; the last day counts whole.

    Weeks are calendar weeks and never shifted; receipt by the office on a day off counts as
    the next working day.
    """
    limit = getattr(edition.limits, term.limit)
    if term.days is Days.WORKING:
        return _working(term, start, limit, calendar)
    due_on = start + timedelta(weeks=limit) if term.days is Days.WEEKS else _months(start, limit)
    amount = (due_on - start).days if term.days is Days.WEEKS else limit
    off = calendar.why_off(due_on)
    return Counted(term=term, start=start, due_on=due_on, amount=amount, due_is_off=off)


def _working(term: Term, start: date, limit: int, calendar: WorkingCalendar) -> Counted:
    received = None
    if term is Term.DECISION and not calendar.is_working(start):
        received, start = start, calendar.next_working(start)
    due_on = calendar.after(start, limit)
    off = calendar.days_off_between(start, due_on)
    skipped = tuple((day, calendar.why_off(day) or {}) for day in off)
    return Counted(term=term, start=start, due_on=due_on, amount=limit, received_on=received,
                   skipped=skipped)


def last_day_for_change(approved_on: date, first_due_on: date, *, edition: Edition) -> Counted:
    """The last day to propose another criterion: half of the period, rounded down (49)."""
    share = edition.limits.criterion_share
    amount = floor((first_due_on - approved_on).days * share)
    due_on = approved_on + timedelta(days=amount)
    return Counted(term=Term.CRITERION_CHANGE, start=approved_on, due_on=due_on, amount=amount,
                   until=first_due_on)


def _months(start: date, months: int) -> date:
    """The same day some months later; the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))
