"""While mail does not go out the administrator is told, and nobody else."""

from datetime import timedelta

import pytest

from tests import given
from tests.given import MONDAY, House
from tests.web.visiting import Come, text_of
from tuzetu.notices.models import Letter
from tuzetu.people.person import Person
from tuzetu.procedure.offices import Office


@pytest.fixture
def keeper(home: House) -> Person:
    """The administrator."""
    return given.person("olzhas", "Олжас", home.office, Office.ADMINISTRATOR)


def troubled(to: Person, state: str) -> None:
    """A letter that the server did not take."""
    Letter.objects.create(
        person=to,
        kind=Letter.Kind.AT_ONCE,
        key=f"{to.login} {state}",
        language="kk",
        subject="Құпия іс",
        text="Құпия мәтін",
        html="",
        state=state,
        created_at=MONDAY,
        not_before=MONDAY + timedelta(hours=1),
        tries=2,
        last_error="ConnectionRefusedError: refused",
    )


@pytest.mark.parametrize("page", ["/", "/mails/"])
def test_the_administrator_is_told_what_waits_and_why(
    home: House, come: Come, keeper: Person, page: str
) -> None:
    troubled(home.saule, Letter.State.WAITING)
    troubled(home.dauren, Letter.State.GIVEN_UP)

    told = text_of(come(keeper).get(page))

    assert "Mail does not go out" in told
    assert "Letters not sent: 2." in told
    assert "times tried: 2; answer: ConnectionRefusedError: refused" in told
    assert "given up" in told
    assert "Құпия" not in told


def test_nobody_else_is_told(home: House, come: Come) -> None:
    troubled(home.saule, Letter.State.WAITING)

    assert "Mail does not go out" not in text_of(come(home.maira).get("/mails/"))


def test_without_trouble_nothing_is_told(come: Come, keeper: Person) -> None:
    assert "Mail does not go out" not in text_of(come(keeper).get("/"))
