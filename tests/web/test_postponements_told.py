"""What a postponement tells: the decision at its line, the check dates that it leaves behind."""

import pytest
from django.urls import reverse

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.scenes import address
from tests.web.visiting import Come, read, text_of
from tuzetu.dossier.plan import Line
from tuzetu.dossier.request import Postponement
from tuzetu.stages.execution.requests import (
    advise_postponement,
    ask_postponement,
    grant_postponement,
    refuse_postponement,
)

WARNED = "check date 13 April 2026 is before the new deadline 23 April 2026"


def advised(home: House, line: Line, until: int = 80) -> Postponement:
    """A request with the controller's advice."""
    told = {"asked_until": day(until).date(), "reason": "Жеткізуші кешікті"}
    request = ask_postponement(line, by=home.bauyrzhan, at=day(4), **told)
    advise_postponement(request, by=home.timur, at=day(5), advised_for=True, advice="Дұрыс")
    request.refresh_from_db()
    return request


def pages_of(line: Line) -> tuple[str, str]:
    """Where the line is read: on its plan and on its case."""
    case = line.plan_case.cycle.nc_id
    return reverse("plan", args=(line.plan_id,)), reverse("case", args=(case,))


@pytest.mark.clause("44")
@pytest.mark.parametrize("granted", [True, False])
def test_the_decision_stands_at_the_line_for_whoever_asked(
    home: House, come: Come, granted: bool
) -> None:
    line = given.only_line(given.approved(home))
    request = advised(home, line, until=65)
    act = grant_postponement if granted else refuse_postponement
    act(request, by=home.maira, at=day(6), decision="Мерзім жеткілікті")
    clock.set_to(day(7))
    visitor = come(home.bauyrzhan)

    word = "granted" if granted else "refused"
    says = (
        f"Postponement until 8 April 2026: {word} by {home.maira} on 8 February 2026. "
        "Мерзім жеткілікті"
    )
    for page in pages_of(line):
        assert says in text_of(visitor.get(page))


@pytest.mark.clause("45")
def test_only_the_last_decision_stands_there_beside_what_waits(home: House, come: Come) -> None:
    line = given.only_line(given.approved(home))
    refuse_postponement(advised(home, line, 65), by=home.maira, at=day(6), decision="Ерте")
    grant_postponement(advised(home, line, 66), by=home.maira, at=day(7), decision="Жарайды")
    line.refresh_from_db()
    advised(home, line, 69)
    clock.set_to(day(8))

    shown = text_of(come(home.dauren).get(pages_of(line)[0]))

    assert "refused by" not in shown
    assert "granted by" in shown
    assert "A deadline of 12 April 2026 is asked: Жеткізуші кешікті" in shown


@pytest.mark.clause("49")
def test_a_check_date_before_the_new_deadline_is_told_before_the_decision(
    home: House, come: Come
) -> None:
    line = given.only_line(given.approved(home))
    request = advised(home, line)
    clock.set_to(day(6))
    visitor = come(home.maira)

    for page in ("/postponements/", address("grant_postponement", request)):
        shown = visitor.get(page)
        assert WARNED in text_of(shown)
        change = address("propose_criterion_change", line.criteria.get())
        assert read(shown).xpath(f"//a[@href='{change}']")


@pytest.mark.clause("49")
@pytest.mark.parametrize(("after", "offered"), [(7, True), (40, False)])
def test_the_plan_tells_it_afterwards_with_the_way_to_a_change_until_half_of_the_period(
    home: House, come: Come, after: int, offered: bool
) -> None:
    line = given.only_line(given.approved(home))
    grant_postponement(advised(home, line), by=home.maira, at=day(6))
    clock.set_to(day(after))

    shown = come(home.timur).get(pages_of(line)[0])

    assert WARNED in text_of(shown)
    change = address("propose_criterion_change", line.criteria.get())
    assert bool(read(shown).xpath(f"//a[@href='{change}']")) is offered


@pytest.mark.clause("49")
def test_nothing_is_warned_of_while_the_check_comes_after_the_deadline(
    home: House, come: Come
) -> None:
    line = given.only_line(given.approved(home))
    advised(home, line, until=70)
    clock.set_to(day(6))

    assert "is before the new deadline" not in text_of(come(home.maira).get("/postponements/"))
