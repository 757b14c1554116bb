"""The calendar in force: public holidays, days moved by the Government, the office's own days."""

import re
from datetime import date, timedelta

import holidays
import pytest
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from tests.given import MONDAY, House
from tuzetu.people import working_calendar
from tuzetu.people.public_holidays import NAMES, public_days
from tuzetu.people.working_calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    CalendarDay,
    effective_calendar,
    fingerprint,
)
from tuzetu.procedure.calendar import MONDAY_TO_FRIDAY, OutsideTheCalendar
from tuzetu.procedure.edition import first_edition
from tuzetu.procedure.terms import Term, due

TODAY = date(2026, 11, 24)
SIX_DAYS = frozenset(range(6))


def set_day(home: House, on: date, *, works: bool, reason: str, order: str = "") -> CalendarDay:
    """A day that the office makes count otherwise."""
    return CalendarDay.objects.create(
        on=on,
        works=works,
        reason=reason,
        order_number=order,
        entered_by=home.saule,
        entered_at=MONDAY,
    )


# Public days, by the package and by what was published.


def test_every_day_counts_as_the_package_says() -> None:
    public = public_days(FIRST_YEAR, 2045, MONDAY_TO_FRIDAY)
    told = holidays.country_holidays("KZ", years=range(FIRST_YEAR, 2046))
    day, differing = date(FIRST_YEAR, 1, 1), []
    while day.year <= 2045:
        works = day in public.worked or (day.weekday() < 5 and day not in public.off)
        if works != told.is_working_day(day):
            differing.append(day)
        day += timedelta(days=1)

    assert differing == []


OFF_ON_WEEKDAYS = {
    2025: "01-01 01-02 01-03 01-07 03-10 03-21 03-24 03-25 05-01 05-07 05-09 06-06 07-07 09-01 "
    "10-27 12-16",
    2026: "01-01 01-02 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-11 05-27 07-06 10-26 12-16",
    2027: "01-01 01-04 01-07 03-08 03-15 03-22 03-23 03-24 05-03 05-07 05-10 07-06 10-25 12-16",
}
"""Weekdays off as published; Kurban Ait 2027 is a Sunday and is not transferred."""


@pytest.mark.parametrize("year", OFF_ON_WEEKDAYS)
def test_the_days_off_of_known_years(db: None, year: int) -> None:
    calendar = effective_calendar(TODAY)
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(365))

    off = [f"{day:%m-%d}" for day in days if day.weekday() < 5 and not calendar.is_working(day)]

    assert off == OFF_ON_WEEKDAYS[year].split()


@pytest.mark.parametrize(
    ("worked", "off"),
    [(date(2024, 5, 4), date(2024, 5, 8)), (date(2025, 1, 5), date(2025, 1, 3))],
)
def test_days_moved_by_the_government(db: None, worked: date, off: date) -> None:
    calendar = effective_calendar(TODAY)

    for_work, for_rest = calendar.why_worked(worked), calendar.why_off(off)

    assert for_work is not None
    assert for_rest is not None
    assert for_work["ru"] == f"рабочий день за выходной {off:%d.%m.%Y}"
    assert for_rest["ru"] == f"выходной, перенесённый с {worked:%d.%m.%Y}"


@pytest.mark.parametrize(
    ("day", "kk", "ru", "en"),
    [
        (date(2026, 12, 16), "Тәуелсіздік күні", "День Независимости", "Independence Day"),
        (
            date(2027, 1, 4),
            "Жаңа жыл (ауыстырылған демалыс)",
            "Новый год (перенесённый выходной)",
            "New Year's Day (day off transferred)",
        ),
        (
            date(2027, 5, 16),
            "Құрбан айт (күні болжамды)",
            "Курбан айт (дата предварительная)",
            "Eid al-Adha (date estimated)",
        ),
        (
            date(2032, 3, 22),
            "Құрбан айт (күні болжамды); Наурыз мейрамы",
            "Курбан айт (дата предварительная); Наурыз мейрамы",
            "Eid al-Adha (date estimated); Nowruz Holiday",
        ),
    ],
)
def test_a_day_off_is_named_in_three_languages(
    db: None, day: date, kk: str, ru: str, en: str
) -> None:
    assert effective_calendar(TODAY).why_off(day) == {"kk": kk, "ru": ru, "en": en}


def test_every_holiday_of_all_years_has_its_names() -> None:
    public = public_days(FIRST_YEAR, LAST_YEAR, MONDAY_TO_FRIDAY)
    told = [*public.off.values(), *public.worked.values()]

    latin = {
        names[code] for names in told for code in ("kk", "ru") if re.search("[A-Za-z]", names[code])
    }
    kazakh = {names["ru"] for names in told if re.search("[әғқңөұүһі]", names["ru"])}
    unused = [name for name in NAMES if not any(name in names["en"] for names in told)]

    assert (latin, kazakh, unused) == (set(), set(), [])


def test_a_six_day_week_transfers_only_from_sundays() -> None:
    off = {day for day in public_days(2026, 2027, SIX_DAYS).off if day.weekday() < 6}

    assert date(2026, 3, 9) in off  # from Sunday 8 March
    assert date(2026, 3, 24) in off  # from Sunday 22 March
    assert date(2026, 3, 25) not in off  # Saturday 21 March is an ordinary day of such a week
    assert date(2027, 5, 3) not in off  # Saturday 1 May as well
    assert date(2027, 5, 10) in off  # from Sunday 9 May


# The office's own days.


def test_the_office_makes_a_day_off(home: House) -> None:
    day = date(2024, 6, 17)
    assert effective_calendar(TODAY).is_working(day)

    set_day(home, day, works=False, reason="Құрбан айт, дүйсенбіге көшірілді", order="12-К")

    said = "Құрбан айт, дүйсенбіге көшірілді (№ 12-К)"
    assert effective_calendar(TODAY).why_off(day) == {"kk": said, "ru": said, "en": said}


def test_the_office_makes_a_saturday_worked(home: House) -> None:
    day = date(2026, 11, 28)
    assert not effective_calendar(TODAY).is_working(day)

    set_day(home, day, works=True, reason="жабық аптаның орнына")

    assert effective_calendar(TODAY).is_working(day)
    assert effective_calendar(TODAY).why_worked(day) == dict.fromkeys(
        ("kk", "ru", "en"), "жабық аптаның орнына"
    )


def test_the_office_makes_a_holiday_worked_and_a_worked_saturday_free(home: House) -> None:
    holiday, saturday = date(2026, 12, 16), date(2024, 5, 4)

    set_day(home, holiday, works=True, reason="есеп беру концерті")
    set_day(home, saturday, works=False, reason="ауыстыру бізге қатысты емес")

    calendar = effective_calendar(TODAY)
    assert calendar.is_working(holiday)
    assert not calendar.is_working(saturday)


def test_a_day_that_is_struck_counts_again_as_the_law_says(home: House) -> None:
    day = date(2026, 11, 25)
    set_day(home, day, works=False, reason="аудит").delete()

    assert effective_calendar(TODAY).is_working(day)


@pytest.mark.clause("38")
def test_due_dates_follow_the_office_s_own_days(home: House) -> None:
    def last() -> date:
        calendar = effective_calendar(TODAY)
        return due(Term.DECISION, TODAY, edition=first_edition(), calendar=calendar).due_on

    before = last()
    set_day(home, date(2026, 11, 26), works=False, reason="карантин")

    assert (before, last()) == (date(2026, 12, 1), date(2026, 12, 2))


def test_the_working_week_is_a_setting(db: None, settings: Settings) -> None:
    saturday = date(2026, 11, 28)
    assert not effective_calendar(TODAY).is_working(saturday)

    settings.WORKING_WEEK = SIX_DAYS

    assert effective_calendar(TODAY).is_working(saturday)
    assert effective_calendar(TODAY).is_working(date(2027, 5, 3))


def test_the_calendar_ends_somewhere_and_says_so(db: None) -> None:
    calendar = effective_calendar(TODAY)

    assert calendar.is_working(date(LAST_YEAR, 12, 31))
    with pytest.raises(OutsideTheCalendar):
        calendar.is_working(date(LAST_YEAR + 1, 1, 1))


def test_the_calendar_is_made_once_and_asked_for_with_one_query(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = effective_calendar(TODAY)

    with django_assert_num_queries(1):
        assert effective_calendar(TODAY) is first


# The fingerprint tells when open deadlines have to be recounted.


def test_the_fingerprint_stays_while_nothing_changes(home: House) -> None:
    set_day(home, TODAY, works=False, reason="аудит")

    assert fingerprint() == fingerprint()


def test_the_fingerprint_changes_with_every_change_of_a_day(home: House) -> None:
    seen = [fingerprint()]
    day = set_day(home, TODAY, works=False, reason="аудит")
    seen.append(fingerprint())
    CalendarDay.objects.update(works=True)
    seen.append(fingerprint())
    CalendarDay.objects.update(on=TODAY + timedelta(days=1))
    seen.append(fingerprint())
    CalendarDay.objects.update(reason="аккредиттеу")
    seen.append(fingerprint())
    day.delete()

    assert len(set(seen)) == 5
    assert fingerprint() == seen[0]


def test_the_fingerprint_changes_with_the_working_week(db: None, settings: Settings) -> None:
    before = fingerprint()
    settings.WORKING_WEEK = SIX_DAYS

    assert fingerprint() != before


def test_the_fingerprint_changes_with_a_release_of_the_holidays(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprint()
    monkeypatch.setattr(working_calendar, "version", lambda package: f"{package} 1000.1")

    assert fingerprint() != before
