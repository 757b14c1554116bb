"""A condition that a form answers leads to the very field of it, not to the top of the form."""

from dataclasses import replace

import pytest
from django.urls import reverse

from tests import given
from tests.given import House
from tests.web.scenes import SCENES, address
from tests.web.visiting import Come, read
from tuzetu.catalogue import CATALOGUE
from tuzetu.dossier.plan import Line
from tuzetu.procedure.flows.every import STEPS
from tuzetu.procedure.rules import planning
from tuzetu.procedure.states import ActionState
from tuzetu.stages.causes.steps import CauseRow, write_analysis
from tuzetu.stages.planning.grid import WritePlan
from tuzetu.stages.planning.steps import draft_plan, join_case, release_case
from tuzetu.stages.planning.writing import LineRow, write_plan

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


@pytest.mark.clause("45")
@pytest.mark.clause("48")
def test_a_plan_that_is_not_complete_leads_to_each_cell_that_is_empty(
    home: House, come: Come
) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=given.MONDAY)
    whole = LineRow(
        case=nc.pk, what="Кестені бекіту", due_on=given.MONDAY.date(), unit=home.department
    )
    lines = [replace(whole, executor=home.bauyrzhan), replace(whole, due_on=None)]
    goals = [
        given.criterion(nc, at=given.MONDAY),
        replace(given.criterion(nc, at=given.MONDAY), covers=(2,), data_source="", target=""),
    ]
    write_plan(plan, by=home.dauren, at=given.MONDAY, lines=lines, criteria=goals)

    page = read(come(home.dauren).get(address("submit_plan", plan)))

    form = address("write_plan", plan)
    cells = ("line-1-executor", "line-1-due_on", "line-0-due_on", "criterion-1-target")
    led_to = {one.get("href") for one in page.iter("a")}
    assert {f"{form}#id_{cell}" for cell in cells} <= led_to
    grid = read(come(home.dauren).get(form))
    assert [cell for cell in cells if grid.get_element_by_id(f"id_{cell}", None) is None] == []


@pytest.mark.clause("45")
def test_a_line_that_was_struck_shifts_no_other(home: House) -> None:
    plan = given.planned(home)
    first = plan.lines.get()
    Line.objects.filter(pk=first.pk).update(state=ActionState.STRUCK.code)
    Line.objects.create(
        plan=plan, plan_case=first.plan_case, position=2, kind=first.kind, what="Екінші"
    )
    says = planning.every_line_has_an_executor.says

    assert WritePlan.answered_in(says, {"lines": "2"}, plan) == "line-0-executor"


@pytest.mark.clause("48")
def test_criteria_of_a_case_that_left_shift_no_other(home: House, come: Come) -> None:
    gone, stays = given.analysed(home), given.analysed(home)
    plan = draft_plan(gone, by=home.dauren, at=given.MONDAY)
    join_case(plan, by=home.dauren, at=given.MONDAY, case=stays)
    goals = [
        given.criterion(gone, at=given.MONDAY),
        replace(given.criterion(stays, at=given.MONDAY), covers=(2,), target=""),
    ]
    told = {"what": "Кестені бекіту", "due_on": given.MONDAY.date(), "unit": home.department}
    lines = [LineRow(case=nc.pk, executor=home.bauyrzhan, **told) for nc in (gone, stays)]
    write_plan(plan, by=home.dauren, at=given.MONDAY, lines=lines, criteria=goals)
    release_case(plan, by=home.dauren, at=given.MONDAY, case=gone, reason="Бөлек")

    visitor = come(home.dauren)
    refused = read(visitor.get(address("submit_plan", plan)))
    grid = read(visitor.get(address("write_plan", plan)))

    assert f"{address('write_plan', plan)}#id_criterion-0-target" in refused.xpath("//a/@href")
    assert grid.get_element_by_id("id_criterion-0-target").get("value", "") == ""
    assert grid.get_element_by_id("id_criterion-0-measure").get("value") == goals[1].measure


@pytest.mark.clause("23")
@pytest.mark.clause("36.1")
@pytest.mark.clause("36.3")
def test_a_chain_of_causes_leads_to_the_cell_of_the_row(home: House, come: Come) -> None:
    nc = given.decided(home)
    chain = [
        CauseRow(text="Бірінші", rank=1, kind=""),
        CauseRow(text="Астында", level=1, root=True, kind="other"),
        CauseRow(text="Тереңде", level=2, kind="other"),
        CauseRow(text="Екінші", rank=1, kind="other"),
    ]
    write_analysis(nc, by=home.dauren, at=given.MONDAY, causes=chain, **given.FOUND)

    page = read(come(home.dauren).get(address("complete_analysis", nc)))

    form = address("write_analysis", nc)
    led_to = {one.get("href") for one in page.iter("a")}
    cells = ("cause-0-kind", "cause-1-root", "cause-0-rank")
    assert {f"{form}#id_{cell}" for cell in cells} <= led_to
    assert "Rows: 1, 4." in page.text_content()
