"""A refusal because of the stage says where the matter stands and who acts now."""

from dataclasses import replace
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from tests import given
from tests.given import House
from tests.web.scenes import address
from tests.web.visiting import Come, read, text_of
from tuzetu.dossier.plan import Line, Plan
from tuzetu.dossier.request import Postponement
from tuzetu.people.appointment import Appointment
from tuzetu.procedure.rules import closure, containment
from tuzetu.procedure.states import ActionState
from tuzetu.stages.containment.steps import record_consequences, record_correction
from tuzetu.stages.decision.steps import merge_case
from tuzetu.stages.execution.requests import ask_postponement
from tuzetu.stages.execution.steps import confirm_action, mark_done
from tuzetu.stages.planning.steps import (
    approve_plan,
    draft_plan,
    join_case,
    propose_controller,
    release_case,
    revise_plan,
    submit_plan,
)
from tuzetu.stages.planning.writing import LineRow, write_plan
from tuzetu.stages.registration.steps import take_note

pytestmark = pytest.mark.django_db


def refusal(come: Come, who: object, code: str, record: object) -> str:
    """What the page of the step says to who may not take it now."""
    return text_of(come(who).get(address(code, record)))  # type: ignore[arg-type]


@pytest.mark.clause("38")
def test_before_the_decision_it_is_the_offices_turn(home: House, come: Come) -> None:
    nc = given.identified(home)
    take_note(nc, by=home.dauren, at=given.MONDAY)

    told = refusal(come, home.saule, "close_case", nc)

    assert "The stage now is “With the project office”. It is the turn of: Project office." in told
    assert "What is owed: Set up a group or pass the case to a unit." in told
    assert "Last day: 9 February 2026." in told
    assert "Open the record" in told


@pytest.mark.clause("39")
def test_a_correction_beside_the_stage_is_not_taken_for_the_turn(home: House, come: Come) -> None:
    nc = given.decided(home)
    record_correction(
        nc,
        by=home.dauren,
        at=given.MONDAY,
        what="Жөндеу",
        executor=home.bauyrzhan,
        due_on=given.day(1).date(),
    )

    told = refusal(come, home.saule, "close_case", given.fresh(nc))

    assert f"It is the turn of: {home.dauren}" in told
    assert "What is owed: Determine and analyse the causes." in told


@pytest.mark.clause("44")
def test_of_a_plan_before_the_vice_rector_its_author_is_told_so(home: House, come: Come) -> None:
    told = refusal(come, home.dauren, "write_plan", given.submitted(home))

    assert f"It is the turn of: Vice-rector for academic affairs ({home.maira})" in told
    assert "What is owed: Approve the plan or return it." in told


@pytest.mark.clause("46")
def test_of_a_line_the_turn_on_that_line_is_told(home: House, come: Come) -> None:
    line = Line.objects.get(plan=given.approved(home))

    told = refusal(come, home.timur, "confirm_action", line)

    assert f"It is the turn of: {home.bauyrzhan}" in told
    assert "What is owed: Carry out the action and show the evidence." in told


@pytest.mark.clause("46")
def test_of_a_request_that_lapsed_it_is_told_when_and_why(home: House, come: Come) -> None:
    line = Line.objects.get(plan=given.approved(home))
    until = given.day(90).date()
    at, reason = given.day(5), "Сарапшы ауырды"
    request = ask_postponement(line, by=home.bauyrzhan, at=at, asked_until=until, reason=reason)
    mark_done(Line.objects.get(pk=line.pk), by=home.bauyrzhan, at=given.day(6), done_note="Дайын")
    confirm_action(Line.objects.get(pk=line.pk), by=home.timur, at=given.day(7))

    told = refusal(come, home.maira, "grant_postponement", Postponement.objects.get(pk=request.pk))

    assert f"It lapsed on {date_format(given.day(7).date(), 'DATE_FORMAT')}" in told
    assert "when the action that it was about was confirmed" in told
    line = given.only_line(given.approved(home))
    request = ask_postponement(line, by=home.bauyrzhan, at=at, asked_until=until, reason=reason)
    plan = line.plan
    revise_plan(plan, by=home.dauren, at=given.day(6), reason="Әрекет өзгереді")
    write_plan(plan, by=home.dauren, at=given.day(7), lines=[], criteria=[])
    told = refusal(come, home.maira, "grant_postponement", Postponement.objects.get(pk=request.pk))
    assert "when what it was about left the plan" in told


@pytest.mark.clause("45")
def test_whoever_is_stood_in_for_is_told_by_whom_and_until_when(home: House, come: Come) -> None:
    plan = given.planned(home)
    held = home.dauren.appointments.get()
    told = {"unit": held.unit, "from_on": given.MONDAY.date(), "until_on": given.day(5).date()}
    told |= {"person": home.asel, "office": held.office, "acting_for": held}
    Appointment.objects.create(entered_at=given.MONDAY, **told)

    page = refusal(come, home.dauren, "write_plan", plan)

    assert f"{home.asel} stands in for you and acts in your office" in page
    assert "the last day: 7 February 2026." in page
    assert "stands in for you" not in refusal(come, home.dauren, "approve_plan", plan)
    assert "stands in for you" not in refusal(come, home.saule, "write_plan", plan)


@pytest.mark.clause("46")
def test_of_anothers_step_that_nobody_waits_for_no_turn_is_told(home: House, come: Come) -> None:
    plan = given.approved(home)

    told = refusal(come, home.saule, "change_controller", plan)

    assert "This step is not yours" in told
    assert "It is the turn of" not in told


@pytest.mark.clause("43")
def test_of_a_case_that_is_not_planned_yet_it_is_told_who_acts_now(home: House, come: Come) -> None:
    told = refusal(come, home.dauren, "draft_plan", given.decided(home))

    assert "Its stage now is “Cause analysis”." in told
    assert f"It is the turn of: {home.dauren}" in told


@pytest.mark.clause("43")
def test_of_a_case_that_stands_in_a_plan_the_plan_is_led_to(home: House, come: Come) -> None:
    plan = given.planned(home)

    answer = come(home.dauren).get(address("draft_plan", plan.joined.get().cycle.nc))

    assert f'href="/plans/{plan.pk}/"' in text_of(answer)


@pytest.mark.clause("32")
def test_of_a_merged_case_a_suspension_is_told_to_go_on_elsewhere(home: House, come: Come) -> None:
    nc, other = given.identified(home), given.decided(home)
    merge_case(nc, by=home.saule, at=given.MONDAY, into=other, reason="Бір мәселе")

    told = refusal(come, home.saule, "set_hold", given.fresh(nc))

    assert "it goes on in another case; its page tells" in told


@pytest.mark.clause("51")
def test_of_a_confirmed_line_it_is_told_who_acts_in_its_case(home: House, come: Come) -> None:
    given.carried_out(home)
    line = Line.objects.get()

    told = refusal(come, home.bauyrzhan, "mark_done", line)

    assert "What is owed: Measure the criteria and give your view" in told
    plan = refusal(come, home.dauren, "write_plan", line.plan)
    assert "The plan is carried out: what follows is done in its cases." in plan


@pytest.mark.clause("27.2")
def test_many_stages_one_after_the_other_are_told_by_the_first_and_the_last(
    home: House, come: Come
) -> None:
    told = refusal(come, home.saule, "name_concerned", given.closed(home))

    assert "every stage from “With the project office” to “Being closed”" in told


@pytest.mark.clause("17")
def test_of_a_closed_case_nobody_has_to_act(home: House, come: Come) -> None:
    told = refusal(come, home.saule, "convene_group", given.closed(home))

    assert "The stage of this step has passed; it was open at:" in told
    assert "Nobody has to act on it now. If the trouble has come back, report it" in told


@pytest.mark.clause("46")
def test_beside_a_confirmed_line_the_turn_on_another_line_is_not_told(
    home: House, come: Come
) -> None:
    _plan, line = shared(home)
    other = Line.objects.exclude(pk=line.pk).get()
    confirm_action(line, by=home.timur, at=given.day(9))
    line.refresh_from_db()

    told = refusal(come, home.timur, "confirm_action", line)

    assert other.phase == ActionState.PLANNED
    assert "The stage of this step has passed; it was open at: Marked as done." in told
    assert "Carry out the action" not in told


@pytest.mark.clause("27.6")
def test_what_comes_too_early_tells_what_it_will_ask_for(home: House, come: Come) -> None:
    told = refusal(come, home.saule, "close_case", given.analysed(home))

    assert "What it will ask for then" in told
    assert closure.risks_are_answered.asks in told
    assert containment.the_consequences_are_answered.asks in told
    answered = given.analysed(home)
    record_consequences(answered, by=home.saule, at=given.MONDAY, consequences_waiver="Болған жоқ")
    told = refusal(come, home.saule, "close_case", given.fresh(answered))
    assert closure.risks_are_answered.asks in told
    assert containment.the_consequences_are_answered.asks not in told


@pytest.mark.clause("27.6")
def test_what_comes_too_late_asks_for_nothing_more(home: House, come: Come) -> None:
    told = refusal(come, home.saule, "pass_to_unit", given.closed(home))

    assert "What it will ask for then" not in told


@pytest.mark.clause("38")
def test_the_stages_of_a_step_are_told_in_their_order(home: House, come: Come) -> None:
    told = refusal(come, home.saule, "convene_group", given.closed(home))

    assert "open at: With the project office, Cause analysis." in told


@pytest.mark.clause("38")
def test_the_explanation_of_a_step_tells_it_too(home: House, come: Come) -> None:
    nc = given.identified(home)
    take_note(nc, by=home.dauren, at=given.MONDAY)

    told = text_of(come(home.saule).get(f"/why/close_case/{nc.pk}/"))  # type: ignore[arg-type]

    assert "With the project office. It is the turn of: Project office." in told


@pytest.mark.clause("38")
def test_what_was_sent_too_late_is_answered_with_whose_turn_it_is(home: House, come: Come) -> None:
    nc = given.decided(home)

    told = come(home.saule).post(address("close_case", nc), {"version": nc.version})

    assert "It is the turn of" in text_of(told)  # type: ignore[arg-type]


def shared(home: House) -> tuple[Plan, Line]:
    """A plan for two cases; the line of the first is done, that of the second is not."""
    cases = [given.analysed(home), given.analysed(home, description="Екінші мәселе")]
    plan = draft_plan(cases[0], by=home.dauren, at=given.MONDAY)
    join_case(plan, by=home.dauren, at=given.MONDAY, case=cases[1])
    lines = [
        LineRow(
            case=nc.pk,
            what="Іс",
            due_on=given.day(60).date(),
            executor=who,
            unit=home.department,
        )
        for nc, who in zip(cases, (home.bauyrzhan, home.asel), strict=True)
    ]
    first, second = (given.criterion(nc, at=given.MONDAY) for nc in cases)
    criteria = [first, replace(second, covers=(2,))]
    write_plan(fresh_plan(plan), by=home.dauren, at=given.MONDAY, lines=lines, criteria=criteria)
    given.discuss(home, plan, at=given.MONDAY)
    propose_controller(fresh_plan(plan), by=home.saule, at=given.MONDAY, controller=home.timur)
    submit_plan(fresh_plan(plan), by=home.dauren, at=given.MONDAY)
    approve_plan(fresh_plan(plan), by=home.maira, at=given.MONDAY)
    line = Line.objects.get(executor=home.bauyrzhan)
    mark_done(line, by=home.bauyrzhan, at=given.day(1), done_note="Дайын")
    return plan, line


def fresh_plan(plan: Plan) -> Plan:
    """The plan as it now stands."""
    return Plan.objects.get(pk=plan.pk)


@pytest.mark.clause("18")
def test_of_a_case_that_is_out_of_sight_no_turn_is_told(home: House, come: Come) -> None:
    _plan, line = shared(home)

    told = refusal(come, home.bauyrzhan, "mark_done", line)

    assert str(home.asel) not in told
    assert f"It is the turn of: {home.timur}" in told


@pytest.mark.clause("18")
def test_whoever_sees_one_case_of_a_plan_is_led_to_it(home: House, come: Come) -> None:
    plan, line = shared(home)
    address_of_plan = reverse("plan", args=(plan.pk,))

    assert come(home.bauyrzhan).get(address_of_plan)["Location"] == reverse(
        "case", args=(line.plan_case.cycle.nc_id,)
    )
    assert come(home.gulnar).get(address_of_plan).status_code == HTTPStatus.NOT_FOUND
    assert come(home.dauren).get(address_of_plan).status_code == HTTPStatus.OK


@pytest.mark.clause("43")
def test_of_a_plan_without_cases_its_author_is_told(home: House, come: Come) -> None:
    plan = draft_plan(given.analysed(home), by=home.dauren, at=given.MONDAY)
    case = plan.joined.get().cycle.nc
    release_case(plan, by=home.dauren, at=given.MONDAY, case=case, reason="Бөлек")

    told = refusal(come, home.maira, "approve_plan", fresh_plan(plan))

    assert f"No case stands in the plan: its author, {home.dauren}, takes one in" in told


@pytest.mark.clause("37")
def test_of_a_letter_it_is_told_where_it_goes_on(home: House, come: Come) -> None:
    item = given.letter(home)
    given.handed_over(home, item)
    item.refresh_from_db()

    told = refusal(come, home.zhanar, "hand_over_letter", item)

    assert "The letter waits for nobody now" in told


@pytest.mark.clause("17")
def test_of_a_merged_case_that_is_to_be_linked_its_page_is_led_to(home: House, come: Come) -> None:
    nc = given.identified(home)
    merge_case(nc, by=home.saule, at=given.MONDAY, into=given.decided(home), reason="Бір мәселе")

    page = read(come(home.saule).get(address("link_recurrence", nc)))

    (reason,) = page.find_class("reason")
    assert f"/cases/{nc.pk}/" in reason.xpath(".//a/@href")
