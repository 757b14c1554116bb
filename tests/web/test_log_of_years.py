"""The log opens where there is something to read, and says which year it shows."""

import pytest

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.visiting import Come, read
from tuzetu.dossier.case import Nonconformity

pytestmark = pytest.mark.clause("18")


def chips(page: object) -> dict[str, bool]:
    """The years to choose from, and which one is shown."""
    links = page.xpath("//a[contains(@href, '?year=')]")  # type: ignore[attr-defined]
    return {one.text_content().strip(): one.get("aria-current") is not None for one in links}


def last_year(home: House) -> Nonconformity:
    """A case of 2026, read in 2027."""
    nc = given.registered(home)
    clock.set_to(day(400))
    return nc


def test_unasked_it_opens_the_last_year_with_entries(home: House, come: Come) -> None:
    nc = last_year(home)

    page = read(come(home.saule).get("/log/"))

    assert nc.number in page.text_content()
    assert page.xpath("//h1")[0].text_content().strip() == "Log, 2026"
    assert chips(page) == {"2027": False, "2026": True}


def test_the_year_it_is_can_be_asked_for_while_it_has_no_entries(home: House, come: Come) -> None:
    last_year(home)

    page = read(come(home.saule).get("/log/?year=2027"))

    assert "There are no entries in this year." in page.text_content()
    assert chips(page) == {"2027": True, "2026": False}


def test_an_empty_log_is_that_of_the_year_it_is(home: House, come: Come) -> None:
    clock.set_to(day(0))

    page = read(come(home.saule).get("/log/"))

    assert chips(page) == {"2026": True}
