"""A plan that came back: whoever revises it reads that it was returned, by whom, when and why."""

import pytest
from django.urls import reverse

from tests.given import MONDAY, House
from tests.journeys import clock
from tests.web.scenes import address, returned
from tests.web.visiting import Come, read, text_of
from tuzetu.dossier.plan import Plan

pytestmark = pytest.mark.clause("44")


def main_act(come: Come, home: House, plan: Plan) -> str:
    """Where the main button of the plan's page leads."""
    (box,) = read(come(home.dauren).get(reverse("plan", args=(plan.pk,)))).find_class("next-act")
    return str(box.xpath(".//a/@href")[0])


def test_today_says_that_the_plan_was_returned(home: House, come: Come) -> None:
    returned(home)
    clock.set_to(MONDAY)

    assert "Revise the returned plan and submit it again" in text_of(come(home.dauren).get("/"))


def test_the_plan_says_who_returned_it_when_and_every_remark_in_one_place(
    home: House, come: Come
) -> None:
    plan = returned(home)
    clock.set_to(MONDAY)

    page = read(come(home.dauren).get(reverse("plan", args=(plan.pk,))))

    (box,) = page.find_class("next-act")
    assert f"Returned on 2 February 2026 by {home.maira}." in box.text_content()
    (section,) = page.xpath("//section[.//*[@id='changes']] | //section[@id='changes']")
    told = section.text_content()
    assert "Нақтылау керек" in told
    assert "Line 1: Мерзімі тым ұзақ" in told


def test_editing_comes_first_until_something_has_changed(home: House, come: Come) -> None:
    plan = returned(home)
    clock.set_to(MONDAY)
    assert main_act(come, home, plan) == address("write_plan", plan)

    plan.lines.update(what="Келісу тәртібін қайта жазу")
    assert main_act(come, home, plan) == address("submit_plan", plan)
