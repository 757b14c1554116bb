"""A plan that came back: whoever revises it reads that it was returned, by whom, when and why."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from tests.given import MONDAY, House, planned
from tests.journeys import clock
from tests.web.scenes import address, returned
from tests.web.visiting import Come, read, text_of
from tuzetu.dossier.plan import Plan
from tuzetu.procedure.states import PlanState

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


def test_the_same_text_is_sent_again_only_with_an_answer_to_the_remarks(
    home: House, come: Come
) -> None:
    plan = returned(home)
    clock.set_to(MONDAY)
    dauren, send = come(home.dauren), address("submit_plan", plan)
    assert "Answer to the remarks" in text_of(dauren.get(send))

    silent = dauren.post(send, {"version": str(plan.version), "answer": " "})

    assert silent.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    (field,) = read(silent).xpath("//*[contains(@class, 'field')][.//textarea[@name='answer']]")
    assert "The plan stands as it was returned" in field.text_content()

    dauren.post(send, {"version": str(plan.version), "answer": "Мерзімі сабақ кестесіне сай"})

    plan.refresh_from_db()
    assert plan.phase == PlanState.SUBMITTED
    shown = text_of(come(home.maira).get(address("approve_plan", plan)))
    assert "Answer to the remarks: Мерзімі сабақ кестесіне сай" in shown
    assert str(home.dauren) in shown


def test_a_changed_text_needs_no_answer(home: House, come: Come) -> None:
    plan = returned(home)
    clock.set_to(MONDAY)
    plan.lines.update(what="Келісу тәртібін қайта жазу")

    come(home.dauren).post(address("submit_plan", plan), {"version": str(plan.version)})

    plan.refresh_from_db()
    assert plan.phase == PlanState.SUBMITTED


def test_a_plan_that_never_came_back_asks_for_no_answer(home: House, come: Come) -> None:
    plan = planned(home)
    clock.set_to(MONDAY)

    assert "Answer to the remarks" not in text_of(
        come(home.dauren).get(address("submit_plan", plan))
    )
