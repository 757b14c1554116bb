"""On whose behalf somebody acts: that of whom one stands in for in the matter, nobody else (27)."""

import pytest

from tests import given
from tests.given import MONDAY, House, day
from tuzetu.journal.models import Entry
from tuzetu.people.appointing import name_substitute
from tuzetu.people.appointment import Appointment
from tuzetu.people.person import Person
from tuzetu.procedure.offices import Office
from tuzetu.stages.planning.steps import approve_plan, submit_plan
from tuzetu.stages.registration.steps import take_note

pytestmark = [pytest.mark.clause("27"), pytest.mark.clause("18")]


def behalf_in(code: str) -> Person | None:
    """Whom the last entry of a step names beside the one who took it."""
    entry = Entry.objects.filter(code=code).last()
    assert entry is not None
    return entry.on_behalf_of


def stands_in(person: Person, principal: Person) -> None:
    """The person acts for the principal for some days."""
    name_substitute(
        Appointment.objects.get(person=principal, acting_for=None),
        person=person,
        from_on=MONDAY.date(),
        until_on=day(9).date(),
        by=principal,
        at=MONDAY,
    )


@pytest.fixture
def other_head(home: House) -> Person:
    """The head of another department of the same faculty."""
    kobyz = given.unit("kobyz", "department", home.department.parent)
    return given.person("qanat", "Қанат", kobyz, Office.HEAD_OF_UNIT, kobyz)


@pytest.mark.clause("44")
def test_a_vice_rector_who_stands_in_elsewhere_approves_in_her_own_name(
    home: House, other_head: Person
) -> None:
    plan = given.submitted(home)
    stands_in(home.maira, other_head)

    approve_plan(plan, by=home.maira, at=day(1))

    assert given.plan_again(plan).approved_on_behalf_of is None
    assert behalf_in("approve_plan") is None


def test_a_head_who_stands_in_for_another_acts_for_the_own_unit_in_the_own_name(
    home: House, other_head: Person
) -> None:
    stands_in(home.dauren, other_head)
    nc = given.registered(home)

    take_note(nc, by=home.dauren, at=day(1))

    assert behalf_in("take_note") is None


def test_what_an_acting_head_does_as_author_of_the_plan_is_done_on_behalf_of_the_head(
    home: House,
) -> None:
    plan = given.planned(home)
    stands_in(home.asel, home.dauren)

    submit_plan(plan, by=home.asel, at=day(1))

    assert behalf_in("submit_plan") == home.dauren
