"""The working calendar is kept: days set otherwise, and struck again; journaled edits."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuzetu.journal.writing import note_edit
from tuzetu.people.faults import Fault, refuse
from tuzetu.people.person import Person
from tuzetu.people.working_calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    CalendarDay,
    effective_calendar,
)
from tuzetu.procedure.calendar import local_day

TOLD = ("on", "works", "reason", "order_number")


def set_day(
    on: date, *, works: bool, reason: str, order_number: str = "", by: Person, at: datetime
) -> CalendarDay:
    """The head of the project office makes a day count otherwise than it does."""
    day = CalendarDay(
        on=on,
        works=works,
        reason=reason.strip(),
        order_number=order_number.strip(),
        entered_by=by,
        entered_at=at,
    )
    with transaction.atomic():
        refuse(_faults(day, today=local_day(at)))
        day.save()
        changes = {name: (None, getattr(day, name)) for name in TOLD}
        note_edit("calendar_day", day.pk, by=by, at=at, changes=changes)
    return day


def strike_day(day: CalendarDay, *, by: Person, at: datetime, reason: str = "") -> None:
    """The head of the project office lets a day count again as the public calendar says."""
    with transaction.atomic():
        changes = {name: (getattr(day, name), None) for name in TOLD}
        note_edit("calendar_day", day.pk, by=by, at=at, changes=changes, reason=reason)
        day.delete()


def _faults(day: CalendarDay, *, today: date) -> Iterator[Fault]:
    if not day.reason:
        yield Fault(_("Say why the day counts otherwise."), "reason")
    if not FIRST_YEAR <= day.on.year <= LAST_YEAR:
        yield Fault(
            _("The calendar reaches from {first} to {last}.").format(
                first=FIRST_YEAR, last=LAST_YEAR
            ),
            "on",
        )
    elif CalendarDay.objects.filter(on=day.on).exists():
        yield Fault(_("This day is already set; strike it first."), "on")
    elif effective_calendar(today).is_working(day.on) == day.works:
        yield Fault(_("The day counts so already."), "works")
