"""The working calendar: which days count, why others do not, and the day in Almaty."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count, islice
from zoneinfo import ZoneInfo

ALMATY = ZoneInfo("Asia/Almaty")
DAY = timedelta(days=1)
MONDAY_TO_FRIDAY = frozenset(range(5))

Names = Mapping[str, str]
"""A name by language: kk, ru, en."""

WEEKDAYS: tuple[Names, ...] = (
    {"kk": "дүйсенбі", "ru": "понедельник", "en": "Monday"},
    {"kk": "сейсенбі", "ru": "вторник", "en": "Tuesday"},
    {"kk": "сәрсенбі", "ru": "среда", "en": "Wednesday"},
    {"kk": "бейсенбі", "ru": "четверг", "en": "Thursday"},
    {"kk": "жұма", "ru": "пятница", "en": "Friday"},
    {"kk": "сенбі", "ru": "суббота", "en": "Saturday"},
    {"kk": "жексенбі", "ru": "воскресенье", "en": "Sunday"},
)
"""A day outside the working week is off because of what it is: a Saturday, a Sunday."""


class OutsideTheCalendar(LookupError):  # noqa: N818  (named as what happened)
    """The day lies in a year whose holidays are not known."""


def local_day(at: datetime) -> date:
    """The day in Almaty on which a moment falls. Raises ValueError for a moment without a zone."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return at.astimezone(ALMATY).date()


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Days off by name, days worked all the same by reason, and the days of the working week.

    ``week`` counts Monday as 0. A method that meets a day before ``first_year`` or after
    ``last_year`` raises OutsideTheCalendar.
    """

    first_year: int
    last_year: int
    days_off: Mapping[date, Names] = field(default_factory=dict, hash=False)
    worked: Mapping[date, Names] = field(default_factory=dict, hash=False)
    week: frozenset[int] = MONDAY_TO_FRIDAY

    def is_working(self, day: date) -> bool:
        """Whether the day counts as a working day; a day ordered to be worked always does."""
        self._must_know(day)
        if day in self.worked:
            return True
        return day.weekday() in self.week and day not in self.days_off

    def why_off(self, day: date) -> Names | None:
        """Why a day is off: the holiday, the order behind it, or its name in the week."""
        if self.is_working(day):
            return None
        return self.days_off.get(day, WEEKDAYS[day.weekday()])

    def why_worked(self, day: date) -> Names | None:
        """Why a day is worked though it lies outside the working week."""
        self._must_know(day)
        return None if day.weekday() in self.week else self.worked.get(day)

    def next_working(self, day: date) -> date:
        """The first working day after a day."""
        return self.after(day, 1)

    def counts_as_received(self, day: date) -> date:
        """What is received on a day off counts as received on the next working day (38)."""
        return day if self.is_working(day) else self.next_working(day)

    def after(self, start: date, working_days: int) -> date:
        """The n-th working day after a day, n from 1; the day itself is day 0."""
        if working_days < 1:
            raise ValueError("working days are counted from one")
        self._must_know(start)
        return next(islice(self._working_after(start), working_days - 1, None))

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``; none if ``end`` is earlier."""
        return sum(self.is_working(day) for day in _days_between(start, end))

    def days_off_between(self, start: date, end: date) -> Iterator[date]:
        """Days off after ``start`` up to and with ``end``."""
        return (day for day in _days_between(start, end) if not self.is_working(day))

    def worked_between(self, start: date, end: date) -> Iterator[date]:
        """Days outside the working week, yet worked, after ``start`` up to and with ``end``."""
        return (day for day in _days_between(start, end) if self.why_worked(day))

    def _working_after(self, start: date) -> Iterator[date]:
        return filter(self.is_working, (start + DAY * n for n in count(1)))

    def _must_know(self, day: date) -> None:
        if not self.first_year <= day.year <= self.last_year:
            raise OutsideTheCalendar(f"{day.isoformat()}: no holidays known for this year")


def _days_between(start: date, end: date) -> Iterator[date]:
    return (start + DAY * n for n in range(1, (end - start).days + 1))
