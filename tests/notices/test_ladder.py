"""The ladder towards a due date, as the procedure room tells it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuzetu.procedure.calendar import WorkingCalendar
from tuzetu.procedure.flows.every import STEPS
from tuzetu.procedure.notices import LEAD, Notice, Rung, To, notices_upon, reached
from tuzetu.procedure.parts import Part

WEDNESDAY = date(2026, 2, 4)
FRIDAY, SATURDAY, MONDAY = date(2026, 2, 6), date(2026, 2, 7), date(2026, 2, 9)
WEEKENDS = WorkingCalendar(2020, 2035)


@pytest.mark.parametrize(
    ("on", "due_on", "rung"),
    [
        (WEDNESDAY, WEDNESDAY + timedelta(days=8), None),
        (WEDNESDAY, WEDNESDAY + timedelta(days=7), Rung.AHEAD),
        (WEDNESDAY, WEDNESDAY + timedelta(days=3), Rung.AHEAD),
        (WEDNESDAY, WEDNESDAY + timedelta(days=2), Rung.SOON),
        (WEDNESDAY, WEDNESDAY, Rung.TODAY),
        (WEDNESDAY, WEDNESDAY - timedelta(days=1), Rung.OVERDUE),
        (WEDNESDAY, WEDNESDAY - timedelta(days=90), Rung.OVERDUE),
        (WEDNESDAY, None, Rung.ARISEN),
        (FRIDAY, MONDAY, Rung.SOON),
        (FRIDAY, SATURDAY, Rung.TODAY),
        (FRIDAY, MONDAY + timedelta(days=1), Rung.SOON),
        (FRIDAY, MONDAY + timedelta(days=2), Rung.AHEAD),
        (MONDAY, SATURDAY, Rung.OVERDUE),
    ],
)
def test_a_holder_hears_of_a_due_date(on: date, due_on: date | None, rung: Rung | None) -> None:
    assert reached(To.HOLDER, due_on, on=on, calendar=WEEKENDS) is rung


@pytest.mark.parametrize(
    ("to", "days_late", "rung"),
    [
        (To.HEAD_ABOVE, 0, None),
        (To.HEAD_ABOVE, 1, Rung.TO_HEAD),
        (To.HEAD_ABOVE, 9, Rung.TO_HEAD),
        (To.OFFICE, 4, None),
        (To.OFFICE, 5, Rung.TO_OFFICE),
    ],
)
def test_lateness_climbs(to: To, days_late: int, rung: Rung | None) -> None:
    due_on = WEDNESDAY - timedelta(days=days_late)

    assert reached(to, due_on, on=WEDNESDAY, calendar=WEEKENDS) is rung


def test_nobody_above_hears_of_what_has_no_term() -> None:
    assert reached(To.HEAD_ABOVE, None, on=WEDNESDAY, calendar=WEEKENDS) is None


@given(st.dates(date(2021, 1, 1), date(2034, 1, 1)), st.integers(1, 60))
def test_every_rung_is_reached_in_turn_whatever_the_days_off(due_on: date, ahead: int) -> None:
    days = (due_on + timedelta(days=n) for n in range(-ahead - 7, 15))
    working = [day for day in days if WEEKENDS.is_working(day)]

    rungs = [reached(To.HOLDER, due_on, on=day, calendar=WEEKENDS) for day in working]

    heard = list(dict.fromkeys(rung for rung in rungs if rung))
    assert heard == [rung for rung in Rung if rung in heard]
    assert {Rung.AHEAD, Rung.TODAY, Rung.OVERDUE} <= set(heard)


def test_the_lead_is_that_of_the_first_rung() -> None:
    assert Rung.AHEAD.days == -LEAD.days


def test_every_notice_is_upon_a_step_and_for_a_part_that_is_told() -> None:
    assert {notice.upon for notice in Notice} <= STEPS.keys()
    told = {Part.VICE_RECTOR, Part.AUTHOR, Part.EXECUTOR, Part.HEAD, Part.LEADER, Part.ANALYST,
            Part.CONTROLLER, Part.OFFICE, Part.EMPLOYEE, Part.RECTOR}  # fmt: skip
    assert {notice.tell for notice in Notice} <= told
    assert notices_upon("approve_plan") == (Notice.ACTION_ASSIGNED, Notice.CONTROL_ASSIGNED)
    assert notices_upon("record_meeting") == ()
