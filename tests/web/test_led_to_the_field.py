"""A condition that a form answers leads to the very field of it, not to the top of the form."""

import pytest
from django.urls import reverse

from tests import given
from tests.given import House
from tests.web.scenes import SCENES, address
from tests.web.visiting import Come, read
from tuzetu.catalogue import CATALOGUE
from tuzetu.procedure.flows.every import STEPS
from tuzetu.stages.planning.steps import draft_plan

pytestmark = pytest.mark.django_db

ANSWERING = {code: one.asks.answers for code, one in CATALOGUE.items() if one.asks.answers}


def test_what_the_analysis_and_the_plan_are_asked_for_is_each_led_to_its_field() -> None:
    asked = {rule for step in STEPS.values() for rule in step.only_if}
    forms = {
        code: {rule for rule in asked if rule.mends == (code,)}
        for code in ("write_analysis", "write_plan", "identify_case", "record_lessons")
    }

    assert {code: rules - ANSWERING[code].keys() for code, rules in forms.items()} == {
        code: set() for code in forms
    }


@pytest.mark.parametrize("code", ANSWERING)
def test_the_page_of_the_step_has_each_field_that_is_led_to(
    home: House, come: Come, code: str
) -> None:
    who, record = SCENES[code].set(home)

    page = read(come(who).get(address(code, record)))

    led_to = {f"id_{name}" for name in ANSWERING[code].values()}
    assert {name for name in led_to if page.get_element_by_id(name, None) is None} == set()


@pytest.mark.clause("36.1")
def test_why_an_analysis_is_not_complete_leads_to_each_field(home: House, come: Come) -> None:
    nc = given.decided(home)

    page = read(come(home.dauren).get(reverse("why", args=("complete_analysis", nc.pk))))

    led_to = {link.get("href") for link in page.iter("a")}
    form = address("write_analysis", nc)
    assert {f"{form}#id_{name}" for name in ("cause", "methods", "cost", "need_reason")} <= led_to


@pytest.mark.clause("48")
def test_a_plan_that_is_sent_too_early_leads_to_its_rows(home: House, come: Come) -> None:
    plan = draft_plan(given.analysed(home), by=home.dauren, at=given.MONDAY)

    page = read(come(home.dauren).get(address("submit_plan", plan)))

    assert f"{address('write_plan', plan)}#id_line" in {one.get("href") for one in page.iter("a")}
