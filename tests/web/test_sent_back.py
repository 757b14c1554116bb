"""An action that came back is told from a new one: that it came back, by whom, when and why."""

import pytest
from django.urls import reverse

from tests.given import House, day
from tests.journeys import clock
from tests.web.scenes import SCENES
from tests.web.visiting import Come, read
from tuzetu.dossier.plan import Line
from tuzetu.stages.execution.steps import mark_done, send_back_action

pytestmark = pytest.mark.clause("46")
WHY = "Хаттаманың көшірмесі жоқ"


def came_back(home: House) -> Line:
    """An action that its executor had done, and the controller sent back twice."""
    controller, line = SCENES["send_back_action"].set(home)
    send_back_action(line, by=controller, at=day(31), reason="Дәлел жоқ")
    line.refresh_from_db()
    mark_done(line, by=home.bauyrzhan, at=day(32), done_note="Тіркелді")
    line.refresh_from_db()
    send_back_action(line, by=controller, at=day(33), reason=WHY)
    line.refresh_from_db()
    clock.set_to(day(33))
    assert isinstance(line, Line)
    return line


def test_today_says_who_sent_it_back_when_and_why(home: House, come: Come) -> None:
    came_back(home)

    (duty,) = read(come(home.bauyrzhan).get("/")).find_class("duty")

    assert f"Sent back by {home.timur} on 7 March 2026: {WHY}" in duty.text_content()


def test_an_action_that_never_came_back_says_nothing_of_it(home: House, come: Come) -> None:
    SCENES["mark_done"].set(home)

    (duty,) = read(come(home.bauyrzhan).get("/")).find_class("duty")

    assert "Sent back" not in duty.text_content()


@pytest.mark.parametrize("page", ["plan", "case"])
def test_its_row_says_that_it_came_back(home: House, come: Come, page: str) -> None:
    line = came_back(home)
    of = {"plan": line.plan_id, "case": line.plan_case.cycle.nc_id}

    shown = read(come(home.bauyrzhan).get(reverse(page, args=(of[page],))))

    (row,) = shown.xpath("//tr[starts-with(@id, 'line-')]")
    (tag,) = row.find_class("tag")
    assert "Sent back to the executor" in tag.text_content()
    assert WHY in row.text_content()
