"""The calendar in force: public holidays of Kazakhstan, corrected by the office's own entries."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models

from tuzetu.people.public_holidays import public_days
from tuzetu.people.reading import asked_once
from tuzetu.people.written import written_once
from tuzetu.procedure.calendar import MONDAY_TO_FRIDAY, Names, WorkingCalendar

FIRST_YEAR = 2000
LAST_YEAR = 2075
"""The package reckons the day of Kurban Ait no further than two years on."""

NAME = 200


class CalendarDay(models.Model):
    """A day that counts otherwise than the public calendar says, with the order behind it."""

    on = models.DateField(unique=True)
    works = models.BooleanField()
    reason = models.CharField(max_length=NAME)
    order_number = models.CharField(max_length=NAME, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("on",)

    def __str__(self) -> str:
        return f"{self.on.isoformat()}: {self.reason}"


class Entry(NamedTuple):
    """What the calendar takes from a CalendarDay."""

    on: date
    works: bool
    reason: str
    order_number: str


def effective_calendar(_on: date) -> WorkingCalendar:
    """The calendar as known on a day; today's is the only one kept.

    Made once in a process, and again whenever an entry or the working week changes.
    """
    return _calendar(_entries(), working_week())


def fingerprint() -> str:
    """Changes whenever due dates may: by an entry, the working week, a release of ``holidays``."""
    told = (version("holidays"), sorted(working_week()), _entries())
    return sha256(repr(told).encode()).hexdigest()


def working_week() -> frozenset[int]:
    """The institution's working days of the week, Monday is 0; Monday to Friday unless set."""
    return frozenset(getattr(settings, "WORKING_WEEK", MONDAY_TO_FRIDAY))


@asked_once
def _entries() -> tuple[Entry, ...]:
    return tuple(Entry(*row) for row in _entered())


@written_once
def _entered() -> models.QuerySet[CalendarDay, tuple[Any, ...]]:
    return CalendarDay.objects.values_list(*Entry._fields)


@lru_cache(maxsize=8)
def _calendar(entries: tuple[Entry, ...], week: frozenset[int]) -> WorkingCalendar:
    public = public_days(FIRST_YEAR, LAST_YEAR, week)
    days_off = {**public.off, **_reasons(entries, works=False)}
    worked = {**public.worked, **_reasons(entries, works=True)}
    for entry in entries:
        (days_off if entry.works else worked).pop(entry.on, None)
    return WorkingCalendar(FIRST_YEAR, LAST_YEAR, days_off, worked, week)


def _reasons(entries: Iterable[Entry], *, works: bool) -> dict[date, Names]:
    return {entry.on: _names(entry) for entry in entries if entry.works is works}


def _names(entry: Entry) -> Names:
    """What a person typed stays as typed, in every language."""
    said = f"{entry.reason} (№ {entry.order_number})" if entry.order_number else entry.reason
    return {"kk": said, "ru": said, "en": said}
