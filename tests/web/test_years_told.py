"""A day of another year says its year; a history always does."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.visiting import Come, read, text_of
from tuzetu.web.jinja import near_day
from tuzetu.web.wording import day_near

pytestmark = [pytest.mark.django_db, pytest.mark.clause("18")]

NEW_YEAR = datetime(2026, 12, 31, 19, 30, tzinfo=UTC)
"""Half an hour into 2027 in Almaty."""


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (date(2026, 2, 1), "1 ақпан"),
        (date(2025, 9, 24), "2025 жылғы 24 қыркүйек"),
        (date(2027, 1, 1), "2027 жылғы 1 қаңтар"),
    ],
)
def test_a_day_says_its_year_when_it_is_another(asked: date, told: str) -> None:
    assert day_near(asked, date(2026, 11, 27)) == told


@pytest.mark.parametrize(("now", "told"), [(day(0), "2027 жылғы 1 қаңтар"), (NEW_YEAR, "1 қаңтар")])
def test_the_year_it_is_and_that_of_a_moment_are_those_of_almaty(
    come: Come, home: House, now: datetime, told: str
) -> None:
    come(home.saule)
    clock.set_to(now)

    assert near_day(NEW_YEAR) == told


def test_stations_and_lines_of_a_plan_say_the_year_that_is_over(come: Come, home: House) -> None:
    plan = given.approved(home)
    visitor = come(home.dauren)
    nc = plan.joined.get().cycle.nc
    pages = {"case": nc.pk, "plan": plan.pk}

    then = {name: text_of(visitor.get(reverse(name, args=(pk,)))) for name, pk in pages.items()}
    clock.set_to(day(400))
    later = {name: text_of(visitor.get(reverse(name, args=(pk,)))) for name, pk in pages.items()}

    assert "<small>2 February</small>" in then["case"]
    assert "<small>2 February 2026</small>" in later["case"]
    assert ">3 April</time>" in then["plan"]
    assert ">3 April 2026</time>" in later["plan"]


def test_today_says_the_year_of_a_deadline_in_the_next(come: Come, home: House) -> None:
    given.approved(home, day(310), detected_on=day(309).date())
    visitor = come(home.bauyrzhan)
    clock.set_to(day(311))

    (when,) = read(visitor.get("/")).find_class("duty__when")

    assert when.text_content().strip() == "7 February 2027"


def test_a_history_always_says_the_year(come: Come, home: House) -> None:
    nc = given.registered(home)

    shown = read(come(home.saule).get(reverse("case_history", args=(nc.pk,))))

    assert "2 February 2026" in shown.find_class("entry__when")[0].text_content()
