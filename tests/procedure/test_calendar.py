"""Working days, days off and their reasons, and the day in Almaty."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuzetu.procedure.calendar import WEEKDAYS, OutsideTheCalendar, WorkingCalendar, local_day

INDEPENDENCE = {"kk": "Тәуелсіздік күні", "ru": "День Независимости", "en": "Independence Day"}
BY_ORDER = {"kk": "бұйрық", "ru": "приказ", "en": "order"}

WEDNESDAY_OFF = date(2026, 12, 16)
SATURDAY_WORKED = date(2026, 12, 19)
CALENDAR = WorkingCalendar(
    2026, 2027, {WEDNESDAY_OFF: INDEPENDENCE}, worked={SATURDAY_WORKED: BY_ORDER}
)

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
days_well_inside = st.dates(date(2026, 3, 1), date(2027, 10, 31))


def naive_works(day: date) -> bool:
    if day == SATURDAY_WORKED:
        return True
    return day != WEDNESDAY_OFF and day.isoweekday() not in {6, 7}


def test_a_day_is_off_for_a_reason() -> None:
    assert CALENDAR.why_off(WEDNESDAY_OFF) == INDEPENDENCE
    assert CALENDAR.why_off(date(2026, 12, 20)) == WEEKDAYS[6]
    assert CALENDAR.why_off(date(2026, 12, 17)) is None


def test_a_worked_saturday_is_worked_for_a_reason() -> None:
    assert CALENDAR.is_working(SATURDAY_WORKED)
    assert CALENDAR.why_off(SATURDAY_WORKED) is None
    assert CALENDAR.why_worked(SATURDAY_WORKED) == BY_ORDER
    assert CALENDAR.why_worked(date(2026, 12, 17)) is None


def test_an_order_to_work_goes_before_a_holiday() -> None:
    both = WorkingCalendar(2026, 2026, {WEDNESDAY_OFF: INDEPENDENCE}, {WEDNESDAY_OFF: BY_ORDER})

    assert both.is_working(WEDNESDAY_OFF)
    assert both.why_worked(WEDNESDAY_OFF) is None


def test_a_holiday_on_a_weekend_is_told_by_its_name() -> None:
    sunday = date(2026, 12, 20)
    named = WorkingCalendar(2026, 2026, {sunday: INDEPENDENCE})

    assert named.why_off(sunday) == INDEPENDENCE


def test_a_six_day_week_works_on_saturdays() -> None:
    six = WorkingCalendar(2026, 2026, week=frozenset(range(6)))

    assert six.is_working(date(2026, 12, 12))
    assert not six.is_working(date(2026, 12, 13))
    assert six.after(date(2026, 12, 11), 2) == date(2026, 12, 14)


@pytest.mark.clause("38")
@pytest.mark.parametrize(
    ("received", "counts_as"),
    [
        (date(2026, 12, 15), date(2026, 12, 15)),
        (WEDNESDAY_OFF, date(2026, 12, 17)),
        (SATURDAY_WORKED, SATURDAY_WORKED),
        (date(2026, 12, 20), date(2026, 12, 21)),
    ],
)
def test_a_receipt_on_a_day_off_counts_as_one_on_the_next_working_day(
    received: date, counts_as: date
) -> None:
    assert CALENDAR.counts_as_received(received) == counts_as


@given(day=days)
def test_a_day_is_worked_or_has_a_reason(day: date) -> None:
    assert CALENDAR.is_working(day) == naive_works(day)
    assert (CALENDAR.why_off(day) is None) == naive_works(day)


@given(start=days_well_inside, number=st.integers(1, 30))
def test_working_days_are_counted_one_by_one(start: date, number: int) -> None:
    day, left = start, number
    while left:
        day += timedelta(days=1)
        left -= naive_works(day)

    assert CALENDAR.after(start, number) == day
    assert CALENDAR.working_days_between(start, day) == number


@given(start=days, end=days)
def test_a_stretch_of_days_falls_into_working_days_and_days_off(start: date, end: date) -> None:
    working, off = (
        CALENDAR.working_days_between(start, end),
        list(CALENDAR.days_off_between(start, end)),
    )

    assert working + len(off) == max((end - start).days, 0)
    assert not any(naive_works(day) for day in off)
    assert SATURDAY_WORKED not in off


def test_days_worked_out_of_turn_are_found_in_a_stretch() -> None:
    assert list(CALENDAR.worked_between(date(2026, 12, 1), SATURDAY_WORKED)) == [SATURDAY_WORKED]
    assert list(CALENDAR.worked_between(SATURDAY_WORKED, date(2026, 12, 31))) == []


def test_counting_begins_with_one() -> None:
    with pytest.raises(ValueError, match="from one"):
        CALENDAR.after(WEDNESDAY_OFF, 0)


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2028, 1, 1)])
def test_a_year_without_known_holidays_is_refused(day: date) -> None:
    for ask in (
        CALENDAR.is_working,
        CALENDAR.why_off,
        CALENDAR.why_worked,
        CALENDAR.next_working,
        CALENDAR.counts_as_received,
    ):
        with pytest.raises(OutsideTheCalendar, match=str(day.year)):
            ask(day)


def test_counting_does_not_run_over_the_end_of_the_calendar() -> None:
    with pytest.raises(OutsideTheCalendar, match="2028-01-01"):
        CALENDAR.after(date(2027, 12, 30), 3)


def test_weekdays_are_named_in_three_languages() -> None:
    assert len(WEEKDAYS) == 7
    assert all(set(names) == {"kk", "ru", "en"} for names in WEEKDAYS)
    assert [names["en"] for names in WEEKDAYS] == [
        f"{date(2026, 11, 23) + timedelta(days=n):%A}" for n in range(7)
    ]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        # until 1 March 2024 midnight in Almaty was six in the evening in UTC
        (datetime(2024, 2, 28, 17, 59, 59, tzinfo=UTC), date(2024, 2, 28)),
        (datetime(2024, 2, 28, 18, 0, tzinfo=UTC), date(2024, 2, 29)),
        # that night the clocks went back: the hour before midnight came twice
        (datetime(2024, 2, 29, 17, 59, 59, tzinfo=UTC), date(2024, 2, 29)),
        (datetime(2024, 2, 29, 18, 30, tzinfo=UTC), date(2024, 2, 29)),
        (datetime(2024, 2, 29, 19, 0, tzinfo=UTC), date(2024, 3, 1)),
        # since then it is seven in the evening
        (datetime(2026, 11, 23, 18, 59, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 19, 0, tzinfo=UTC), date(2026, 11, 24)),
    ],
)
def test_the_day_is_that_of_almaty_before_and_after_the_change_of_zone(
    moment: datetime, day: date
) -> None:
    assert local_day(moment) == day
    assert local_day(moment.astimezone(timezone(timedelta(hours=-7)))) == day


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        local_day(datetime(2026, 11, 23, 12, 0))  # noqa: DTZ001  (that is the point)
