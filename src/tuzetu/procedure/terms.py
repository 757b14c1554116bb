"""The terms of the procedure: what is counted from when, in which days, and how to say so."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, unique
from fractions import Fraction
from math import floor

from tuzetu.procedure.calendar import WEEKDAYS, Names, WorkingCalendar
from tuzetu.procedure.edition import Edition, Limits
from tuzetu.procedure.wording import Phrase, _


@unique
class Days(Enum):
    """How a term is counted."""

    WORKING = _("working days")
    WEEKS = _("weeks")
    MONTHS = _("months")
    SHARE = _("share of the period")
    YEARLY = _("a day of the year")


@unique
class Term(Enum):
    """A term: its name, its limit in the edition, how it is counted, from what, the clause."""

    # fmt: off
    REGISTRATION       = (_("Registration"),             "registration_days",       Days.WORKING, _("It was received on {day}."),                               "30")
    HAND_OVER          = (_("Hand-over to the office"),  "handover_days",           Days.WORKING, _("The chancellery received it on {day}."),                   "37")
    DECISION           = (_("Decision of the office"),   "decision_days",           Days.WORKING, _("The project office received it on {day}."),                "38")
    ANALYSIS           = (_("Analysis of causes"),       "analysis_weeks",          Days.WEEKS,   _("The institution received it on {day}."),                   "39")
    APPROVAL           = (_("Meeting and approval"),     "approval_days",           Days.WORKING, _("The cause analysis ended on {day}."),                      "44")
    CRITERION_CHANGE   = (_("Change of a criterion"),    "criterion_share",         Days.SHARE,   _("The plan was approved on {day}."),                         "49")
    CRITERION_DECISION = (_("Decision on a criterion"),  "criterion_decision_days", Days.WORKING, _("The project office received the proposal on {day}."),      "50")
    EVALUATION         = (_("Evaluation"),               "evaluation_days",         Days.WORKING, _("The last confirmation or check date was {day}."),          "51")
    OBSERVATION        = (_("Observation"),              "observation_months",      Days.MONTHS,  _("The provisional verdict was given on {day}."),             "17")
    YEARLY_ANALYSIS    = (_("Yearly analysis"),          "yearly_analysis_by",      Days.YEARLY,  _("The academic year began on {day}."),                       "52")
    # fmt: on

    def __init__(self, says: str, limit: str, days: Days, since: str, clause: str) -> None:
        self.says = says
        self.limit = limit
        self.days = days
        self.since = since
        self.clause = clause

    @property
    def code(self) -> str:
        """The name as stored."""
        return self.name.lower()


RECEIPTS = frozenset({Term.REGISTRATION, Term.HAND_OVER, Term.DECISION, Term.CRITERION_DECISION})
"""Terms that run from a receipt; a receipt on a day off counts as one on the next working day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A counted term: the last day, which counts whole, and everything needed to explain it.

    ``start`` is day 0 and ``received_on`` the day off on which it really came in, where the
    two differ. ``amount`` is in working days, calendar days or, for months, calendar months.
    ``skipped`` and ``worked`` are the days that a wall calendar would have counted otherwise,
    ``off`` says why the due day is itself a day off. ``until`` and ``share`` belong to 49.
    """

    term: Term
    start: date
    due_on: date
    amount: int
    received_on: date | None = None
    moved_because: Names | None = None
    skipped: tuple[tuple[date, Names], ...] = ()
    worked: tuple[tuple[date, Names], ...] = ()
    off: Names | None = None
    until: date | None = None
    share: Fraction | None = None

    @property
    def warning(self) -> Phrase | None:
        """That the due day is itself a day off, if so."""
        if self.off is None:
            return None
        says = _("{due} is itself a day off ({reason}); the term is not shifted.")
        return Phrase(says, {"due": self.due_on, "reason": self.off})

    def explanation(self) -> tuple[Phrase, ...]:
        """How it was counted, as whole sentences in their order."""
        return tuple(self._told())

    def _told(self) -> Iterator[Phrase]:
        yield Phrase(self.term.since, {"day": self.received_on or self.start})
        yield from self._start_told()
        yield from self._skipped_told()
        yield from self._end_told()
        if self.warning:
            yield self.warning

    def _start_told(self) -> Iterator[Phrase]:
        if self.received_on:
            says = _("{received} is a day off ({reason}); {start} counts as the day of receipt.")
            told = {"received": self.received_on, "reason": self.moved_because, "start": self.start}
            yield Phrase(says, told)
        if self.term.days is not Days.YEARLY:
            yield Phrase(_("{start} itself is not counted."), {"start": self.start})

    def _skipped_told(self) -> Iterator[Phrase]:
        weekends = tuple(day for day, reason in self.skipped if reason in WEEKDAYS)
        if weekends:
            yield Phrase(_("Weekend days not counted: {days}."), {"days": weekends})
        for day, reason in self.skipped:
            if day not in weekends:
                yield Phrase(_("{day} is not counted: {reason}."), {"day": day, "reason": reason})
        for day, reason in self.worked:
            says = _("{day} is counted though it is a weekend day: {reason}.")
            yield Phrase(says, {"day": day, "reason": reason})

    def _end_told(self) -> Iterator[Phrase]:
        values = {"amount": self.amount, "due": self.due_on}
        if self.term.days is Days.SHARE:
            values |= {"share": str(self.share), "start": self.start, "until": self.until}
        yield Phrase(_ENDS[self.term.days], values)
        if self.term.days is Days.MONTHS and self.due_on.day < self.start.day:
            says = _("The month is shorter, so the term ends on its last day, {due}.")
            yield Phrase(says, {"due": self.due_on})


_ENDS = {
    Days.WORKING: _("Working days allowed: {amount}. The last one is {due}."),
    Days.WEEKS: _("Calendar days allowed, days off included: {amount}. The last one is {due}."),
    Days.MONTHS: _("Calendar months allowed: {amount}. The last day is {due}."),
    Days.SHARE: _(
        "{share} of the days from {start} to the first due date, {until}, rounded down: {amount}. "
        "The last day for a proposal is {due}."
    ),
    Days.YEARLY: _("The analysis is due once in the academic year, by {due}."),
}


def due(term: Term, start: date, *, edition: Edition, calendar: WorkingCalendar) -> Counted:
    """When a term that starts on a day falls due; the last day counts whole.

    Only working days skip days off. Raises OutsideTheCalendar; ValueError for term 49.
    """
    if term.days is Days.WORKING:
        return _in_working_days(term, start, getattr(edition.limits, term.limit), calendar)
    due_on = _last_day(term, start, edition.limits)
    months = edition.limits.observation_months
    amount = months if term.days is Days.MONTHS else (due_on - start).days
    off = calendar.why_off(due_on)
    return Counted(term=term, start=start, due_on=due_on, amount=amount, off=off)


def last_day_for_change(approved_on: date, first_due_on: date, *, edition: Edition) -> Counted:
    """The last day to propose another criterion: a share of the period, rounded down (49)."""
    share = edition.limits.criterion_share
    amount = floor((first_due_on - approved_on).days * share)
    due_on = approved_on + timedelta(days=amount)
    return Counted(term=Term.CRITERION_CHANGE, start=approved_on, due_on=due_on, amount=amount,
                   until=first_due_on, share=share)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Used:
    """How much of a term is used up: days of days allowed, working or calendar ones."""

    used: int
    allowed: int
    working: bool
    late: bool


def used_of(counted: Counted, *, on: date, calendar: WorkingCalendar) -> Used:
    """How much of a term was used on a day; more than allowed once it is late."""
    working, start = counted.term.days is Days.WORKING, counted.start
    if working:
        used, allowed = calendar.working_days_between(start, on), counted.amount
    else:
        used, allowed = max((on - start).days, 0), (counted.due_on - start).days
    return Used(used, allowed, working, late=on > counted.due_on)


def _in_working_days(term: Term, start: date, amount: int, calendar: WorkingCalendar) -> Counted:
    day_0 = calendar.counts_as_received(start) if term in RECEIPTS else start
    due_on = calendar.after(day_0, amount)
    return Counted(
        term=term, start=day_0, due_on=due_on, amount=amount,
        received_on=start if day_0 > start else None,
        moved_because=calendar.why_off(start) if day_0 > start else None,
        skipped=_with_reasons(calendar.days_off_between(day_0, due_on), calendar.why_off),
        worked=_with_reasons(calendar.worked_between(day_0, due_on), calendar.why_worked),
    )  # fmt: skip


def _with_reasons(
    days: Iterable[date], why: Callable[[date], Names | None]
) -> tuple[tuple[date, Names], ...]:
    return tuple((day, reason) for day in days if (reason := why(day)))


def _last_day(term: Term, start: date, limits: Limits) -> date:
    """The last day of a term in weeks, in months or until a day of the year."""
    if term.days is Days.WEEKS:
        return start + timedelta(weeks=limits.analysis_weeks)
    if term.days is Days.MONTHS:
        return _months_later(start, limits.observation_months)
    if term.days is Days.YEARLY:
        return _next_in_the_year(start, limits.yearly_analysis_by)
    raise ValueError("the change of a criterion is counted by last_day_for_change")


def _months_later(start: date, months: int) -> date:
    """The same day some months later; the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def _next_in_the_year(start: date, month_and_day: tuple[int, int]) -> date:
    """The first such day on or after the start."""
    this_year = date(start.year, *month_and_day)
    return this_year if this_year >= start else date(start.year + 1, *month_and_day)
