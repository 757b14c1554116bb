"""While the worker stands still the administrator is told since when and what to do."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from tests import given
from tests.given import MONDAY, House
from tests.journeys import clock
from tests.web.visiting import Come, text_of
from tuzetu.jobs.worker import beat
from tuzetu.people.person import Person
from tuzetu.procedure.offices import Office

TOLD = "The background worker stands still"


@pytest.fixture
def keeper(home: House) -> Person:
    """The administrator."""
    return given.person("olzhas", "Олжас", home.office, Office.ADMINISTRATOR)


@pytest.mark.parametrize("page", ["/", "/people/"])
def test_the_administrator_is_told_since_when_it_stands_still(
    come: Come, keeper: Person, page: str
) -> None:
    beat(at=MONDAY - timedelta(minutes=11))

    told = text_of(come(keeper).get(page))

    assert TOLD in told
    assert "Its last sign of life: 2 February 2026, 09:49" in told
    assert "tuzetu worker" in told


def test_one_that_never_ran_is_told_too(come: Come, keeper: Person) -> None:
    assert "It has never run here." in text_of(come(keeper).get("/"))


def test_a_worker_that_beats_is_not_told(come: Come, keeper: Person) -> None:
    beat(at=MONDAY - timedelta(minutes=10))

    assert TOLD not in text_of(come(keeper).get("/"))


def test_nobody_else_is_told(home: House, come: Come) -> None:
    assert TOLD not in text_of(come(home.saule).get("/"))


@pytest.mark.parametrize(("minutes", "told"), [(19, False), (21, True)])
def test_a_round_by_hand_counts_for_its_quarter(
    come: Come, keeper: Person, minutes: int, *, told: bool
) -> None:
    visitor = come(keeper)
    clock.set_to(MONDAY)
    call_command("tick")

    clock.set_to(MONDAY + timedelta(minutes=minutes))

    assert (TOLD in text_of(visitor.get("/"))) is told
