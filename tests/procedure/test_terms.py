"""Every term against an independent count, known dates, and how a count is told in words."""

import random
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from fractions import Fraction

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuzetu.people.public_holidays import public_days
from tuzetu.procedure.calendar import (
    MONDAY_TO_FRIDAY,
    WEEKDAYS,
    OutsideTheCalendar,
    WorkingCalendar,
)
from tuzetu.procedure.clauses import clauses
from tuzetu.procedure.edition import Edition, Limits, first_edition
from tuzetu.procedure.terms import (
    RECEIPTS,
    Counted,
    Days,
    Term,
    due,
    last_day_for_change,
    used_of,
)

FIRST, LAST = 2019, 2040
PUBLIC = public_days(FIRST, LAST, MONDAY_TO_FRIDAY)
CALENDAR = WorkingCalendar(FIRST, LAST, PUBLIC.off, PUBLIC.worked)
EDITION = first_edition()
IN_WORKING_DAYS = tuple(term for term in Term if term.days is Days.WORKING)

starts = st.dates(date(2020, 1, 1), date(2035, 12, 31))

# The oracle: nothing but the package's own word on single days, and counting on fingers.

ORACLE = holidays.country_holidays("KZ", years=range(FIRST, LAST + 1))


def a_day_later(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def oracle_working_days(start: date, number: int, *, receipt: bool) -> date:
    day = start
    while receipt and not ORACLE.is_working_day(day):
        day = a_day_later(day)
    for _ in range(number):
        day = a_day_later(day)
        while not ORACLE.is_working_day(day):
            day = a_day_later(day)
    return day


def oracle_weeks(start: date, weeks: int) -> date:
    for _ in range(weeks * 7):
        start = a_day_later(start)
    return start


def oracle_months(start: date, months: int) -> date:
    year, month, day = start.year, start.month, start.day
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def oracle_yearly(start: date, month: int, day: int) -> date:
    while (start.month, start.day) != (month, day):
        start = a_day_later(start)
    return start


def oracle_change(approved_on: date, first_due_on: date, share: Fraction) -> date:
    last = approved_on
    while Fraction((a_day_later(last) - approved_on).days) <= share * (
        (first_due_on - approved_on).days
    ):
        last = a_day_later(last)
    return last


def oracle(term: Term, start: date, limits: Limits) -> date:
    if term is Term.ANALYSIS:
        return oracle_weeks(start, limits.analysis_weeks)
    if term is Term.OBSERVATION:
        return oracle_months(start, limits.observation_months)
    if term is Term.YEARLY_ANALYSIS:
        return oracle_yearly(start, *limits.yearly_analysis_by)
    numbers = {
        Term.REGISTRATION: (limits.registration_days, True),
        Term.HAND_OVER: (limits.handover_days, True),
        Term.DECISION: (limits.decision_days, True),
        Term.APPROVAL: (limits.approval_days, False),
        Term.CRITERION_DECISION: (limits.criterion_decision_days, True),
        Term.EVALUATION: (limits.evaluation_days, False),
    }
    number, receipt = numbers[term]
    return oracle_working_days(start, number, receipt=receipt)


def with_limits(**limits: object) -> Edition:
    return replace(EDITION, limits=replace(EDITION.limits, **limits))  # type: ignore[arg-type]


def count(term: Term, start: date, edition: Edition = EDITION) -> Counted:
    return due(term, start, edition=edition, calendar=CALENDAR)


# Every term equals the oracle, whatever the edition says.


@pytest.mark.clause("30")
@pytest.mark.clause("37")
@pytest.mark.clause("38")
@pytest.mark.clause("44")
@pytest.mark.clause("50")
@pytest.mark.clause("51")
@pytest.mark.parametrize("term", IN_WORKING_DAYS)
@settings(deadline=None)
@given(start=starts, number=st.integers(1, 30))
def test_working_days_end_where_fingers_count_them_to(term: Term, start: date, number: int) -> None:
    edition = with_limits(**{term.limit: number})

    counted = count(term, start, edition)

    assert counted.due_on == oracle(term, start, edition.limits)
    assert counted.amount == number
    assert ORACLE.is_working_day(counted.due_on)
    assert counted.off is None


@pytest.mark.clause("39")
@settings(deadline=None)
@given(start=starts, weeks=st.integers(1, 12))
def test_weeks_are_seven_days_each_and_never_shifted(start: date, weeks: int) -> None:
    edition = with_limits(analysis_weeks=weeks)

    counted = count(Term.ANALYSIS, start, edition)

    assert counted.due_on == oracle(Term.ANALYSIS, start, edition.limits)
    assert counted.due_on.weekday() == start.weekday()
    assert (counted.off is None) == ORACLE.is_working_day(counted.due_on)


@pytest.mark.clause("17")
@settings(deadline=None)
@given(start=starts, months=st.integers(1, 48))
def test_observation_ends_on_the_same_day_of_a_later_month(start: date, months: int) -> None:
    edition = with_limits(observation_months=months)

    counted = count(Term.OBSERVATION, start, edition)

    assert counted.due_on == oracle(Term.OBSERVATION, start, edition.limits)
    assert counted.amount == months


@pytest.mark.clause("52")
@settings(deadline=None)
@given(start=starts)
def test_the_yearly_analysis_is_due_on_the_day_of_the_edition_that_follows(start: date) -> None:
    assert count(Term.YEARLY_ANALYSIS, start).due_on == oracle_yearly(start, 6, 30)


@pytest.mark.clause("49")
@settings(deadline=None)
@given(
    approved_on=starts,
    period=st.integers(0, 800),
    share=st.fractions(Fraction(1, 12), 1, max_denominator=12),
)
def test_a_criterion_may_be_changed_for_a_share_of_the_period_rounded_down(
    approved_on: date, period: int, share: Fraction
) -> None:
    first_due_on = approved_on + timedelta(days=period)

    counted = last_day_for_change(
        approved_on, first_due_on, edition=with_limits(criterion_share=share)
    )

    assert counted.due_on == oracle_change(approved_on, first_due_on, share)
    assert counted.amount == (counted.due_on - approved_on).days


@pytest.mark.drill
@pytest.mark.parametrize("seed", range(10))
def test_a_hundred_thousand_counts_equal_the_oracle(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(10_000):
        term = chance.choice([term for term in Term if term is not Term.CRITERION_CHANGE])
        start = date(2020, 1, 1) + timedelta(days=chance.randrange(16 * 365 + 4))
        weeks, number = chance.randint(1, 12), chance.randint(1, 30)
        drawn = {one.limit: number for one in IN_WORKING_DAYS}
        edition = with_limits(**drawn, analysis_weeks=weeks, observation_months=weeks)
        assert count(term, start, edition).due_on == oracle(term, start, edition.limits)


# Known dates.


@pytest.mark.clause("38")
@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 12, 14), date(2026, 12, 22)),  # over Independence Day
        (date(2026, 2, 2), date(2026, 2, 9)),  # an ordinary week
        (date(2026, 3, 5), date(2026, 3, 13)),  # 8 March on a Sunday, Monday off
        (date(2026, 3, 19), date(2026, 3, 31)),  # Nauryz, two days transferred
        (date(2024, 4, 30), date(2024, 5, 10)),  # Saturday 4 May worked for 8 May
        (date(2026, 8, 27), date(2026, 9, 3)),  # 30 August is no holiday any more
        (date(2025, 8, 28), date(2025, 9, 5)),  # in 2025 it was: Monday 1 September off
        (date(2027, 3, 11), date(2027, 3, 19)),  # Constitution Day on 15 March
        (date(2027, 3, 18), date(2027, 3, 30)),  # Nauryz 2027, Wednesday 24 transferred
        (date(2026, 12, 31), date(2027, 1, 12)),  # New Year 2027, Monday 4 transferred, Christmas
        (date(2027, 4, 29), date(2027, 5, 11)),  # Mondays 3 and 10 transferred, 7 May
    ],
)
def test_five_working_days_of_known_dates(received: date, last: date) -> None:
    assert count(Term.DECISION, received).due_on == last


@pytest.mark.clause("38")
@pytest.mark.parametrize(
    ("received", "day_0", "last"),
    [
        (date(2026, 12, 16), date(2026, 12, 17), date(2026, 12, 24)),  # a holiday
        (date(2026, 2, 7), date(2026, 2, 9), date(2026, 2, 16)),  # a Saturday
        (date(2024, 5, 4), date(2024, 5, 4), date(2024, 5, 15)),  # a Saturday that is worked
    ],
)
def test_receipt_by_the_office_on_a_day_off(received: date, day_0: date, last: date) -> None:
    counted = count(Term.DECISION, received)

    assert (counted.start, counted.due_on) == (day_0, last)
    assert counted.received_on == (received if received != day_0 else None)


def test_only_receipts_are_moved() -> None:
    saturday = date(2026, 2, 7)

    moved = {term for term in IN_WORKING_DAYS if count(term, saturday).start != saturday}

    assert moved == RECEIPTS
    assert count(Term.ANALYSIS, saturday).start == saturday


@pytest.mark.clause("39")
def test_four_weeks_run_from_receipt_by_the_institution_and_warn_of_a_day_off() -> None:
    counted = count(Term.ANALYSIS, date(2026, 11, 18))

    assert counted.due_on == date(2026, 12, 16)
    assert counted.off is not None
    assert counted.off["ru"] == "День Независимости"
    assert counted.warning is not None
    assert counted.amount == 28


@pytest.mark.clause("17")
@pytest.mark.parametrize(
    ("verdict", "last"),
    [
        (date(2026, 9, 30), date(2027, 2, 28)),
        (date(2027, 9, 30), date(2028, 2, 29)),  # a leap year
        (date(2027, 9, 29), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 5, 31)),
        (date(2027, 1, 31), date(2027, 6, 30)),
        (date(2028, 2, 29), date(2028, 7, 29)),
        (date(2026, 8, 15), date(2027, 1, 15)),  # over the end of the year
    ],
)
def test_five_months_of_observation(verdict: date, last: date) -> None:
    assert count(Term.OBSERVATION, verdict).due_on == last


def test_a_year_of_observation_from_a_leap_day_ends_with_february() -> None:
    edition = with_limits(observation_months=12)

    assert count(Term.OBSERVATION, date(2028, 2, 29), edition).due_on == date(2029, 2, 28)


@pytest.mark.clause("52")
@pytest.mark.parametrize(
    ("begun", "last"),
    [
        (date(2026, 9, 1), date(2027, 6, 30)),
        (date(2027, 6, 30), date(2027, 6, 30)),
        (date(2027, 7, 1), date(2028, 6, 30)),
    ],
)
def test_the_yearly_analysis_by_the_end_of_june(begun: date, last: date) -> None:
    assert count(Term.YEARLY_ANALYSIS, begun).due_on == last


@pytest.mark.clause("49")
@pytest.mark.parametrize(
    ("approved_on", "first_due_on", "last"),
    [
        (date(2026, 2, 2), date(2026, 2, 12), date(2026, 2, 7)),  # ten days: five
        (date(2026, 2, 2), date(2026, 2, 13), date(2026, 2, 7)),  # eleven: rounded down
        (date(2028, 2, 25), date(2028, 3, 4), date(2028, 2, 29)),  # a leap day counts
        (date(2026, 2, 2), date(2026, 2, 3), date(2026, 2, 2)),  # one day: only the day itself
    ],
)
def test_half_of_the_period(approved_on: date, first_due_on: date, last: date) -> None:
    counted = last_day_for_change(approved_on, first_due_on, edition=EDITION)

    assert counted.due_on == last
    assert counted.until == first_due_on


def test_the_change_of_a_criterion_needs_two_days() -> None:
    with pytest.raises(ValueError, match="last_day_for_change"):
        count(Term.CRITERION_CHANGE, date(2026, 2, 2))


def test_a_term_does_not_reach_beyond_the_known_years() -> None:
    for term in (Term.DECISION, Term.ANALYSIS, Term.OBSERVATION):
        with pytest.raises(OutsideTheCalendar):
            count(term, date(LAST, 12, 31))


# The rows of the table.


def test_every_term_names_a_limit_of_the_edition_and_a_clause() -> None:
    limits = {field.name for field in fields(Limits)}

    assert {term.limit for term in Term} <= limits
    assert len({term.limit for term in Term}) == len(Term)
    assert {term.clause for term in Term} <= set(clauses())
    assert all("{day}" in term.since for term in Term)
    assert [term.code for term in RECEIPTS] == [term.name.lower() for term in RECEIPTS]


def test_every_limit_of_time_belongs_to_a_term() -> None:
    others = {"council_share", "executor_may_control"}

    assert {field.name for field in fields(Limits)} - others == {term.limit for term in Term}


# How it is told.


def told(counted: Counted) -> list[str]:
    """The explanation in English with plain dates and reasons."""
    return [
        says.format(**{name: plain(value) for name, value in values.items()})
        for says, values in counted.explanation()
    ]


def plain(value: object) -> str:
    if isinstance(value, Mapping):
        return str(value["en"])
    if isinstance(value, tuple):
        return ", ".join(plain(one) for one in value)
    return str(value)


@pytest.mark.clause("38")
def test_a_decision_is_explained_in_words() -> None:
    assert told(count(Term.DECISION, date(2026, 12, 13))) == [
        "The project office received it on 2026-12-13.",
        "2026-12-13 is a day off (Sunday); 2026-12-14 counts as the day of receipt.",
        "2026-12-14 itself is not counted.",
        "Weekend days not counted: 2026-12-19, 2026-12-20.",
        "2026-12-16 is not counted: Independence Day.",
        "Working days allowed: 5. The last one is 2026-12-22.",
    ]


def test_a_worked_saturday_is_told() -> None:
    says = "2024-05-04 is counted though it is a weekend day: worked for the day off on 08.05.2024."

    assert says in told(count(Term.DECISION, date(2024, 5, 2)))


@pytest.mark.clause("39")
def test_an_analysis_is_explained_with_its_warning() -> None:
    assert told(count(Term.ANALYSIS, date(2026, 11, 18))) == [
        "The institution received it on 2026-11-18.",
        "2026-11-18 itself is not counted.",
        "Calendar days allowed, days off included: 28. The last one is 2026-12-16.",
        "2026-12-16 is itself a day off (Independence Day); the term is not shifted.",
    ]


@pytest.mark.clause("17")
def test_a_shorter_month_is_explained() -> None:
    assert told(count(Term.OBSERVATION, date(2026, 9, 30))) == [
        "The provisional verdict was given on 2026-09-30.",
        "2026-09-30 itself is not counted.",
        "Calendar months allowed: 5. The last day is 2027-02-28.",
        "The month is shorter, so the term ends on its last day, 2027-02-28.",
        "2027-02-28 is itself a day off (Sunday); the term is not shifted.",
    ]


@pytest.mark.clause("49")
def test_a_share_of_the_period_is_explained() -> None:
    edition = with_limits(criterion_share=Fraction(2, 3))

    counted = last_day_for_change(date(2026, 2, 2), date(2026, 2, 13), edition=edition)

    assert told(counted) == [
        "The plan was approved on 2026-02-02.",
        "2026-02-02 itself is not counted.",
        (
            "2/3 of the days from 2026-02-02 to the first due date, 2026-02-13, rounded down: 7. "
            "The last day for a proposal is 2026-02-09."
        ),
    ]


@pytest.mark.clause("52")
def test_the_yearly_analysis_is_explained() -> None:
    assert told(count(Term.YEARLY_ANALYSIS, date(2026, 9, 1))) == [
        "The academic year began on 2026-09-01.",
        "The analysis is due once in the academic year, by 2027-06-30.",
    ]


@settings(deadline=None)
@given(term=st.sampled_from(IN_WORKING_DAYS), start=starts)
def test_every_day_left_out_is_mentioned_once(term: Term, start: date) -> None:
    counted = count(term, start)
    day, off = counted.start, []
    while (day := a_day_later(day)) < counted.due_on:
        if not ORACLE.is_working_day(day):
            off.append(day)

    mentioned = [
        one
        for _says, values in counted.explanation()
        for name in ("days", "day")
        for one in as_days(values.get(name))
        if one in {day for day, _reason in counted.skipped}
    ]

    assert sorted(mentioned) == off
    assert [day for day, _reason in counted.skipped] == off
    assert all(
        reason == WEEKDAYS[day.weekday()] or reason == PUBLIC.off[day]
        for day, reason in counted.skipped
    )


def as_days(value: object) -> tuple[date, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, date) else ()


@settings(deadline=None)
@given(term=st.sampled_from([t for t in Term if t is not Term.CRITERION_CHANGE]), start=starts)
def test_every_explanation_fills_all_its_places_and_ends_with_the_due_day(
    term: Term, start: date
) -> None:
    counted = count(term, start)

    sentences = told(counted)

    assert all(sentence.endswith(".") and "{" not in sentence for sentence in sentences)
    assert any(str(counted.due_on) in sentence for sentence in sentences)
    assert "None" not in "".join(sentences)


# What is used, left and late.


@pytest.mark.parametrize(
    ("on", "used", "late"),
    [
        (date(2026, 12, 13), 0, False),  # the Sunday of receipt
        (date(2026, 12, 14), 0, False),
        (date(2026, 12, 16), 1, False),  # the holiday uses nothing
        (date(2026, 12, 21), 4, False),
        (date(2026, 12, 22), 5, False),
        (date(2026, 12, 23), 6, True),
    ],
)
def test_working_days_used_of_a_decision(on: date, used: int, late: bool) -> None:  # noqa: FBT001
    counted = count(Term.DECISION, date(2026, 12, 13))

    found = used_of(counted, on=on, calendar=CALENDAR)

    assert (found.used, found.allowed, found.late, found.working) == (used, 5, late, True)


def test_calendar_days_used_of_an_analysis_and_of_an_observation() -> None:
    analysis = count(Term.ANALYSIS, date(2026, 2, 2))
    observation = count(Term.OBSERVATION, date(2026, 9, 30))

    on = used_of(analysis, on=date(2026, 2, 28), calendar=CALENDAR)
    before = used_of(analysis, on=date(2026, 2, 1), calendar=CALENDAR)
    after = used_of(observation, on=date(2027, 3, 1), calendar=CALENDAR)

    assert (on.used, on.allowed, on.working, on.late) == (26, 28, False, False)
    assert (before.used, before.late) == (0, False)
    assert (after.used, after.allowed, after.late) == (152, 151, True)
