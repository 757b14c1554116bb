"""All that stands in the way is told at once: rules above the form, choices at their fields."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.http import HttpResponse

from tests import given
from tests.given import House
from tests.web.scenes import address, on_day
from tests.web.visiting import Come, read, text_of
from tuzetu.procedure.rules import approval, causes, containment, effectiveness, execution
from tuzetu.procedure.rules import registration as before
from tuzetu.stages.decision.steps import merge_case
from tuzetu.web.wording import sentence

REQUIRED = "This field is required."


@pytest.fixture
def sent(home: House, come: Come) -> Callable[..., HttpResponse]:
    """Somebody fills in the form of a step and sends it."""

    def send(who: str, code: str, record: Any, **typed: object) -> HttpResponse:  # noqa: ANN401
        answer: HttpResponse = come(getattr(home, who)).post(address(code, record), typed)
        return answer

    return send


def errors(answer: HttpResponse, code: str) -> str:
    """What is told at a field."""
    page = text_of(answer)
    start = page.index(f'id="id_{code}_error"')
    return page[start : page.index("</div", start)]


@pytest.mark.clause("38")
def test_what_the_case_lacks_is_told_beside_what_the_form_lacks(
    home: House, sent: Callable[..., HttpResponse]
) -> None:
    nc = given.registered(home)

    answer = sent("saule", "convene_group", nc, due_on=on_day(-1), owning_unit=home.department.pk)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = text_of(answer)
    assert before.the_requirement_is_named.says in page
    assert containment.the_hold_is_answered.says in page
    assert REQUIRED in errors(answer, "reason")
    assert "is outside" in errors(answer, "due_on")


@pytest.mark.clause("32")
def test_a_missing_order_is_told_with_the_other_fields(
    home: House, sent: Callable[..., HttpResponse]
) -> None:
    nc = given.registered(home)

    answer = sent("dauren", "set_hold", nc, kind="building", since_on=on_day(0))

    assert REQUIRED in errors(answer, "what")
    assert containment.an_order_stops_it.says in errors(answer, "order_number")


@pytest.mark.clause("19")
def test_a_case_that_cannot_take_it_up_is_told_with_the_missing_reason(
    home: House, sent: Callable[..., HttpResponse]
) -> None:
    nc = given.registered(home)

    answer = sent("saule", "merge_case", nc, into=nc.number)

    assert REQUIRED in errors(answer, "reason")
    assert before.the_other_case_is_another.says in errors(answer, "into")


@pytest.mark.clause("19")
def test_a_case_that_is_to_be_decided_first_is_led_to(
    home: House, sent: Callable[..., HttpResponse]
) -> None:
    nc, into = given.registered(home), given.registered(home)

    answer = sent("saule", "merge_case", nc, into=into.number, reason="Бір мәселе")

    way = f'<a href="/cases/{into.pk}/">{into.number}</a>'
    assert way in errors(answer, "into")
    (summary,) = read(answer).find_class("error-summary")
    assert into.number in summary.text_content()
    assert all("<" not in link.text_content() for link in summary.iter("a"))
    assert not summary.xpath(".//a//a")
    assert f"/cases/{into.pk}/" not in summary.xpath(".//a/@href")


@pytest.mark.clause("19")
def test_of_a_merged_case_the_one_that_goes_on_is_led_to(
    home: House, sent: Callable[..., HttpResponse]
) -> None:
    merged, onward, nc = given.identified(home), given.decided(home), given.identified(home)
    merge_case(merged, by=home.saule, at=given.MONDAY, into=onward, reason="Бір мәселе")

    answer = sent("saule", "merge_case", nc, into=merged.number, reason="Бір мәселе")

    assert f'<a href="/cases/{onward.pk}/">{onward.number}</a>' in errors(answer, "into")


@pytest.mark.clause("38.2")
def test_a_unit_without_a_head_is_told_at_the_leader(
    home: House, sent: Callable[..., HttpResponse]
) -> None:
    nc, office = given.identified(home), home.office.pk

    answer = sent("saule", "pass_to_unit", nc, unit=office, owning_unit=office, due_on=on_day(5))

    assert REQUIRED in errors(answer, "reason")
    assert causes.somebody_leads_the_analysis.says in errors(answer, "leader")


@pytest.mark.clause("46")
def test_a_controller_who_cannot_be_is_told_at_the_choice(
    home: House, sent: Callable[..., HttpResponse]
) -> None:
    plan = given.planned(home)
    plan.joined.get().cycle.nc.concerned.add(home.bauyrzhan)

    answer = sent("saule", "propose_controller", plan, controller=home.bauyrzhan.pk)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    chosen = {"people": str(home.bauyrzhan), "lines": "1"}
    concerned = approval.nobody_is_chosen_to_control_what_concerns_them
    own_line = approval.nobody_is_chosen_to_control_their_own_line
    assert sentence(concerned.says, chosen) in errors(answer, "controller")
    assert sentence(own_line.says, chosen) in errors(answer, "controller_substitute")


@pytest.mark.clause("45")
def test_a_deadline_that_is_not_later_is_told_with_the_missing_reason(
    home: House, sent: Callable[..., HttpResponse]
) -> None:
    line = given.only_line(given.approved(home))

    answer = sent("bauyrzhan", "ask_postponement", line, asked_until=on_day(60))

    assert REQUIRED in errors(answer, "reason")
    told = execution.the_new_deadline_is_later.says.partition("(")[0]
    assert told in errors(answer, "asked_until")


@pytest.mark.clause("17")
def test_a_link_to_itself_is_told_with_the_missing_reason(
    home: House, sent: Callable[..., HttpResponse]
) -> None:
    nc = given.registered(home, kind="potential")

    answer = sent("saule", "link_recurrence", nc, earlier=nc.number)

    assert REQUIRED in errors(answer, "reason")
    assert effectiveness.the_cases_differ.says in errors(answer, "earlier")
    assert effectiveness.the_later_case_is_actual.says in text_of(answer)


@pytest.mark.clause("37")
def test_a_letter_not_yet_handed_over_is_told_before_a_case_is_written(
    home: House, come: Come
) -> None:
    item = given.letter(home)

    page = text_of(come(home.zhanar).get(address("open_case", item)))

    assert before.the_letter_is_handed_over.says in page
    assert address("hand_over_letter", item) in page


@pytest.mark.clause("43")
def test_a_case_that_does_not_wait_for_a_plan_is_told_before_one_is_begun(
    home: House, come: Come
) -> None:
    nc = given.decided(home)

    page = text_of(come(home.dauren).get(address("draft_plan", nc)))

    assert f"Case {nc.number} is planned at the stage “Plan being drafted”." in page
    assert "Its stage now is “Cause analysis”." in page
