"""The working calendar: which days count, why others do not, and the day in Almaty."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count, islice
from zoneinfo import ZoneInfo

from tuzetu.procedure.wording import _

ALMATY = ZoneInfo("Asia/Almaty")
DAY = timedelta(days=1)
MONDAY_TO_FRIDAY = frozenset(range(5))

Names = Mapping[str, str]
"""A name by language: kk, ru, en."""

WEEKEND: Names = {"kk": "демалыс күні", "ru": "выходной день", "en": _("weekend")}


class OutsideTheCalendar(LookupError):  # noqa: N818  (named as what happened)
    """The day lies in a year whose holidays are not known."""


def local_day(at: datetime) -> date:
    """The day in Almaty on which a moment falls. Raises ValueError for a moment without a zone."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return at.astimezone(ALMATY).date()


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Days off by name, weekend days that are worked, and the days of the working week."""

    first_year: int
    last_year: int
    days_off: Mapping[date, Names] = field(default_factory=dict)
    worked: Mapping[date, Names] = field(default_factory=dict)
    week: frozenset[int] = MONDAY_TO_FRIDAY

    def is_working(self, day: date) -> bool:
        """Whether the day counts as a working day."""
        self._must_know(day)
        if day in self.worked:
            return True
        return day.weekday() in self.week and day not in self.days_off

    def why_off(self, day: date) -> Names | None:
        """Why a day is off: the holiday, the order that moved it, or the weekend."""
        if self.is_working(day):
            return None
        return self.days_off.get(day, WEEKEND)

    def next_working(self, day: date) -> date:
        """The first working day after a day."""
        return self.after(day, 1)

    def after(self, start: date, working_days: int) -> date:
        """The n-th working day after a day; the day itself is day 0."""
        return next(islice(self._working_after(start), working_days - 1, None))

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``; none if ``end`` is earlier."""
        days = (start + DAY * n for n in range(1, (end - start).days + 1))
        return sum(self.is_working(day) for day in days)

    def days_off_between(self, start: date, end: date) -> Iterator[date]:
        """Days off after ``start`` up to and with ``end``."""
        days = (start + DAY * n for n in range(1, (end - start).days + 1))
        return (day for day in days if not self.is_working(day))

    def _working_after(self, start: date) -> Iterator[date]:
        return filter(self.is_working, (start + DAY * n for n in count(1)))

    def _must_know(self, day: date) -> None:
        if not self.first_year <= day.year <= self.last_year:
            raise OutsideTheCalendar(f"{day.isoformat()}: no holidays known for this year")
