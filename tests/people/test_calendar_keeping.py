"""The office's own entries change how a day counts, and can be struck."""

from datetime import date

import pytest

from tests.given import MONDAY, House
from tuzetu.journal.models import Entry
from tuzetu.people.calendar_keeping import set_day, strike_day
from tuzetu.people.faults import Unfit
from tuzetu.people.working_calendar import CalendarDay, effective_calendar

TODAY = MONDAY.date()
WEDNESDAY, SATURDAY = date(2026, 2, 4), date(2026, 2, 7)


def works(on: date) -> bool:
    return effective_calendar(TODAY).is_working(on)


@pytest.mark.clause("38")
def test_an_entry_changes_how_a_day_counts_until_it_is_struck(home: House) -> None:
    off = set_day(WEDNESDAY, works=False, reason="Карантин", by=home.saule, at=MONDAY)
    set_day(SATURDAY, works=True, reason="Ауысу", order_number="3", by=home.saule, at=MONDAY)

    assert not works(WEDNESDAY)
    assert works(SATURDAY)

    strike_day(off, by=home.saule, at=MONDAY, reason="Қате")

    assert works(WEDNESDAY)
    assert Entry.objects.filter(subject_kind="calendar_day").count() == 3


@pytest.mark.parametrize(
    ("on", "counts", "reason", "field"),
    [
        (WEDNESDAY, True, "x", "works"),
        (SATURDAY, False, "x", "works"),
        (WEDNESDAY, False, " ", "reason"),
        (date(1999, 1, 4), False, "x", "on"),
    ],
)
def test_an_entry_that_says_nothing_is_refused(
    home: House, on: date, *, counts: bool, reason: str, field: str
) -> None:
    with pytest.raises(Unfit) as unfit:
        set_day(on, works=counts, reason=reason, by=home.saule, at=MONDAY)

    assert [fault.field for fault in unfit.value.faults] == [field]
    assert not CalendarDay.objects.exists()


def test_a_day_is_set_once(home: House) -> None:
    set_day(WEDNESDAY, works=False, reason="Карантин", by=home.saule, at=MONDAY)

    with pytest.raises(Unfit):
        set_day(WEDNESDAY, works=True, reason="Жұмыс", by=home.saule, at=MONDAY)
