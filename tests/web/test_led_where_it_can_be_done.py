"""Nobody is led into an act that cannot be done yet; what comes first is told with its day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests import given
from tests.clauses.test_49_50_criterion_change import proposed
from tests.given import House, day
from tests.journeys import clock
from tests.procedure.test_flows import facts_at
from tests.web.scenes import address
from tests.web.test_who_decides_instead import both_pages
from tests.web.test_whose_turn_of_several import advised
from tests.web.visiting import Come, read, text_of
from tuzetu.conduct.recounting import recount
from tuzetu.dossier.plan import Criterion, Plan
from tuzetu.dossier.request import CriterionChange
from tuzetu.procedure.facts_within import EvaluationFact, ResultFact
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.parts import CLOCK
from tuzetu.procedure.rules import effectiveness
from tuzetu.procedure.states import ActionState, CaseState
from tuzetu.stages.decision.steps import reject_case
from tuzetu.stages.execution.requests import accept_criterion_change, reject_criterion_change
from tuzetu.stages.planning.steps import approve_plan, revise_plan, submit_plan
from tuzetu.stages.registration.steps import name_concerned

CONTROLS = "The project office proposes who controls the plan; then the vice-rector approves it"


def uncontrolled(home: House) -> Plan:
    """A plan that was submitted before anybody was proposed to control it."""
    plan = given.submitted(home)
    Plan.objects.filter(pk=plan.pk).update(controller=None, controller_substitute=None)
    recount(given.plan_again(plan), on=day(1).date())
    return given.plan_again(plan)


@pytest.mark.clause("46")
def test_before_a_controller_is_proposed_it_is_the_turn_of_the_office(
    home: House, come: Come
) -> None:
    plan = uncontrolled(home)
    line = given.only_line(plan)
    clock.set_to(day(2))

    for who, led in ((home.saule, True), (home.maira, False), (home.bauyrzhan, False)):
        for told in both_pages(come, who, "mark_done", line):
            assert "who can meet it: project office<" in told
            assert (f"/do/propose_controller/{plan.pk}/" in told) is led
            assert f"/do/approve_plan/{plan.pk}/" not in told
    assert CONTROLS in text_of(come(home.maira).get(f"/plans/{plan.pk}/"))
    approves = text_of(come(home.dauren).get(address("approve_plan", plan)))
    assert "It is the turn of: Project office. What is owed: Propose the controller" in approves
    case = text_of(come(home.maira).get(f"/cases/{line.plan_case.cycle.nc_id}/"))
    assert "Project office: Propose the controller of the plan" in case
    writes = text_of(come(home.dauren).get(address("write_plan", plan)))
    assert "It is the turn of: Project office. What is owed: Propose the controller" in writes


@pytest.mark.clause("46")
def test_of_a_controlled_plan_it_is_the_turn_of_the_vice_rector(home: House, come: Come) -> None:
    plan = given.submitted(home)
    clock.set_to(day(2))

    drafted = given.planned(home, description="Кесте жарияланбаған.")
    for shown in (plan, drafted):
        assert CONTROLS not in text_of(come(home.dauren).get(f"/plans/{shown.pk}/"))
    writes = text_of(come(home.dauren).get(address("write_plan", plan)))
    assert f"It is the turn of: Vice-rector for academic affairs ({home.maira})" in writes


@pytest.mark.clause("27.6")
def test_whoever_has_to_close_begins_on_the_page_of_the_case(home: House, come: Come) -> None:
    nc = given.confirmed(home)
    clock.set_to(given.at_noon(date(2026, 12, 1)))
    visitor = come(home.saule)

    today = text_of(visitor.get("/"))

    assert f'href="/do/close_case/{nc.pk}/"' not in today
    assert f'href="/cases/{nc.pk}/"' in today
    primary = read(visitor.get(f"/cases/{nc.pk}/")).find_class("act--primary")
    assert primary[0].get("href") == f"/do/record_lessons/{nc.pk}/"


@pytest.mark.clause("48")
@pytest.mark.clause("51")
def test_a_verdict_before_the_check_date_tells_from_when_results_are_entered(
    home: House, come: Come
) -> None:
    nc = given.carried_out(home)
    criterion = Criterion.objects.get()
    sooner = criterion.check_on
    assert sooner is not None
    clock.set_to(day(31))
    for page in both_pages(come, home.saule, "find_effective", nc):
        assert f"From {sooner:%-d %B %Y} on a result can be entered" in page
    later = Criterion.objects.create(
        plan=criterion.plan,
        plan_case=criterion.plan_case,
        position=2,
        measure="Кейінгі",
        check_on=date(2027, 3, 1),
    )
    said = {
        before: both_pages(come, home.saule, "find_effective", nc)
        for before in (day(31), given.at_noon(sooner))
        if clock.set_to(before) is None
    }

    early, on_the_day = said.values()
    days = (
        f"From {sooner:%-d %B %Y} on results can be entered; the last check date is 1 March 2027."
    )
    assert all(days in page for page in early)
    assert not any("can be entered" in page for page in on_the_day)
    assert later.measure in on_the_day[0]


@pytest.mark.clause("51")
@pytest.mark.parametrize(
    ("results", "from_when"),
    [
        ([(None, None)], None),
        ([(None, 9), (None, None)], 9),
        ([(None, 9), (True, 2)], 9),
        ([(None, 9), (None, 0)], None),
    ],
)
def test_from_when_results_are_entered(
    results: list[tuple[bool | None, int | None]], from_when: int | None
) -> None:
    on = date(2026, 3, 2)
    told = tuple(
        ResultFact(measure="М", met=met, check_on=None if days is None else on + timedelta(days))
        for met, days in results
    )
    facts = replace(facts_at(CaseStep, CaseState.EVALUATION), on=on)
    facts = replace(facts, evaluation=EvaluationFact(results=told))

    unmet = effectiveness.every_criterion_is_measured.unmet(facts, CLOCK)

    assert unmet is not None
    when = unmet.values["when"]
    assert (when.values["day"] - on).days == from_when if from_when else when is None


@pytest.mark.clause("17")
def test_before_a_period_is_typed_none_is_told(home: House, come: Come) -> None:
    nc = given.carried_out(home)
    nc.cycles.update(remedied_on=day(75).date())
    Criterion.objects.update(check_on=day(75).date())
    clock.set_to(day(75))
    form = address("record_measurements", nc)

    told = text_of(come(home.dauren).get(form))

    assert "The actions ended on 18 April 2026: a recurrence is looked for from the day" in told
    assert "what was found of it can be entered from 19 April 2026 on" in told
    assert "this period ends on" not in told


@pytest.mark.clause("45")
def test_while_the_plan_is_revised_a_postponement_is_only_refused(home: House, come: Come) -> None:
    line = advised(home)
    request, plan = line.postponements.get(), line.plan
    clock.set_to(day(2))
    visitor = come(home.maira)
    listed = text_of(visitor.get("/postponements/"))
    assert {f'value="{one}"' in listed for one in ("grant", "refuse")} == {True}
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(2), reason="Әрекет өзгереді")

    listed, shown = (
        text_of(visitor.get(page)) for page in ("/postponements/", f"/plans/{plan.pk}/")
    )

    assert 'value="grant"' not in listed
    assert 'value="refuse"' in listed
    assert f"/do/refuse_postponement/{request.pk}/" in shown
    assert f"/do/grant_postponement/{request.pk}/" not in shown
    case = text_of(visitor.get(f"/cases/{line.plan_case.cycle.nc_id}/"))
    assert 'href="/postponements/"' in case


@pytest.mark.clause("45")
def test_a_granting_that_was_sent_meanwhile_is_answered_with_its_reason(
    home: House, come: Come
) -> None:
    line = advised(home)
    request = line.postponements.get()
    revise_plan(given.plan_again(line.plan), by=home.dauren, at=day(2), reason="Әрекет өзгереді")
    clock.set_to(day(3))
    typed = {f"answer_{request.pk}": "grant", f"decision_{request.pk}": "Жарайды"}

    answered = come(home.maira).post("/postponements/", typed)

    assert answered.status_code == 409
    assert "can be refused or left to wait, not granted" in text_of(answered)
    (kept,) = read(answered).xpath("//input[@value='grant']")
    assert kept.get("checked") is not None


@pytest.mark.clause("45")
def test_what_was_typed_wrongly_comes_back_without_a_granting(home: House, come: Come) -> None:
    line = advised(home)
    request = line.postponements.get()
    revise_plan(given.plan_again(line.plan), by=home.dauren, at=day(2), reason="Әрекет өзгереді")
    clock.set_to(day(3))

    answered = come(home.maira).post("/postponements/", {f"answer_{request.pk}": "refuse"})

    assert answered.status_code == 422
    assert 'value="grant"' not in text_of(answered)


@pytest.mark.clause("38")
def test_whom_the_case_concerns_is_offered_no_answer_at_the_line(home: House, come: Come) -> None:
    line = advised(home)
    told = {"concerned": [home.maira], "reason": "Тексеруде көрінді"}
    name_concerned(line.plan_case.cycle.nc, by=home.saule, at=day(1), **told)
    clock.set_to(day(2))

    shown = text_of(come(home.maira).get(f"/plans/{line.plan_id}/"))

    assert "_postponement/" not in shown


@pytest.mark.clause("45")
def test_while_the_plan_is_revised_nothing_is_offered_at_its_lines(home: House, come: Come) -> None:
    plan = given.approved(home)
    line = given.only_line(plan)
    clock.set_to(day(3))
    visitor, done = come(home.bauyrzhan), f"/do/mark_done/{line.pk}/"
    assert done in text_of(visitor.get(f"/plans/{plan.pk}/"))
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(2), reason="Әрекет өзгереді")

    assert done not in text_of(visitor.get(f"/plans/{plan.pk}/"))
    for told in both_pages(come, home.bauyrzhan, "mark_done", line):
        assert "It was approved and is being revised." in told
        assert "not approved yet" not in told


@pytest.mark.clause("45")
def test_of_a_revision_it_is_told_since_when_and_why(home: House, come: Come) -> None:
    plan = given.approved(home)
    revise_plan(plan, by=home.dauren, at=day(2), reason="Орындаушы ауысты")
    clock.set_to(day(3))
    said = "The plan was approved and is being revised since 4 February 2026. Reason: Орындаушы"

    shown = text_of(come(home.saule).get(f"/plans/{plan.pk}/"))
    assert "The author revises the approved plan" in shown
    assert shown.count(said) == 1
    given.discuss(home, given.plan_again(plan), at=day(3))
    submit_plan(given.plan_again(plan), by=home.dauren, at=day(3))
    for page in (f"/plans/{plan.pk}/", address("approve_plan", plan)):
        assert text_of(come(home.maira).get(page)).count(said) == 1
    approve_plan(given.plan_again(plan), by=home.maira, at=day(3))
    assert said not in text_of(come(home.saule).get(f"/plans/{plan.pk}/"))


@pytest.mark.clause("43")
def test_a_case_is_offered_to_join_once_one_waits(home: House, come: Come) -> None:
    plan = given.planned(home)
    clock.set_to(day(2))
    visitor, join = come(home.dauren), f"/do/join_case/{plan.pk}/"
    assert join not in text_of(visitor.get(f"/plans/{plan.pk}/"))
    given.analysed(home)

    assert join in text_of(visitor.get(f"/plans/{plan.pk}/"))


@pytest.mark.clause("50")
@pytest.mark.parametrize(
    ("decide", "told"),
    [(accept_criterion_change, "accepted"), (reject_criterion_change, "rejected")],
)
def test_what_was_decided_on_a_change_stands_at_the_criterion(
    home: House, come: Come, decide: Callable[..., None], told: str
) -> None:
    change = proposed(home, given.approved(home).criteria.get(), day(1))
    decide(change, by=home.saule, at=day(2), decision="Мақсат сақталады")
    clock.set_to(day(3))

    shown = text_of(come(home.dauren).get(f"/plans/{change.criterion.plan_id}/"))

    assert f"A change was {told} by {home.saule} on 4 February 2026. Мақсат сақталады" in shown
    other = {accept_criterion_change: reject_criterion_change}.get(decide, accept_criterion_change)
    later = proposed(home, Criterion.objects.get(pk=change.criterion_id), day(3))
    other(later, by=home.saule, at=day(4), decision="Басқаша")
    clock.set_to(day(5))
    shown = text_of(come(home.dauren).get(f"/plans/{change.criterion.plan_id}/"))
    assert "on 6 February 2026. Басқаша" in shown
    assert "Мақсат сақталады" not in shown


@pytest.mark.clause("48")
def test_a_check_date_before_the_deadline_is_told_before_it_is_accepted(
    home: House, come: Come
) -> None:
    change = proposed(home, given.approved(home).criteria.get(), day(1))
    clock.set_to(day(3))
    visitor, form = come(home.saule), address("accept_criterion_change", change)
    said = "lies before the deadline of an action under it, 1 June 2026."
    assert said not in text_of(visitor.get(form))
    line = change.criterion.lines.get()
    line.due_on = date(2026, 6, 1)
    line.save()
    CriterionChange.objects.update(check_on=date(2026, 5, 1))

    assert f"The check date 1 May 2026 {said}" in text_of(visitor.get(form))
    line.state = ActionState.STRUCK.code
    line.save()
    assert said not in text_of(visitor.get(form))


@pytest.mark.clause("45")
@pytest.mark.clause("44")
def test_whoever_is_led_on_is_led_to_what_can_be_done_first(home: House, come: Come) -> None:
    plan = given.approved(home)
    line = given.only_line(plan)
    revise_plan(plan, by=home.dauren, at=day(2), reason="Әрекет өзгереді")
    clock.set_to(day(3))

    for told in both_pages(come, home.dauren, "follow_up", line):
        assert f"/do/record_meeting/{plan.pk}/" in told
        assert f"/do/submit_plan/{plan.pk}/" not in told


@pytest.mark.clause("45")
def test_from_a_stage_that_has_passed_it_is_led_on(home: House, come: Come) -> None:
    plan = given.approved(home)
    clock.set_to(day(3))
    revise = f"/do/revise_plan/{plan.pk}/"
    assert revise in text_of(come(home.dauren).get(address("write_plan", plan)))
    assert revise not in text_of(come(home.saule).get(address("write_plan", plan)))
    going_on = text_of(come(home.aigerim).get(address("identify_case", given.analysed(home))))
    assert "The stage of this step has passed" in going_on
    assert 'href="/do/submit_report/"' not in going_on.partition('id="main"')[2]
    closed = given.closed(home)
    told = text_of(come(home.aigerim).get(address("close_case", closed)))

    assert 'href="/do/submit_report/"' in told.partition('id="main"')[2]
    assert "taken by" not in told


def change_in_a_revision(home: House) -> CriterionChange:
    given.registered(home)  # so that the change is not the first where its case is the first
    plan = given.approved(home)
    change = proposed(home, plan.criteria.get(), day(1))
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(2), reason="Әрекет өзгереді")
    clock.set_to(day(3))
    return change


@pytest.mark.clause("50")
def test_while_the_plan_is_revised_the_office_is_led_to_reject_the_change(
    home: House, come: Come
) -> None:
    change = change_in_a_revision(home)
    visitor = come(home.saule)
    reject, accept = (f"/do/{one}_criterion_change/{change.pk}/" for one in ("reject", "accept"))

    for told in both_pages(come, home.saule, "accept_criterion_change", change):
        assert (
            "Its author writes it now. Reject the change, or accept it once the plan is approved"
            in told
        )
        assert reject in told
    case = f"/cases/{change.criterion.plan_case.cycle.nc_id}/"
    shown = read(visitor.get(case)).find_class("act--primary")
    assert shown[0].get("href") == reject
    assert accept not in [one.get("href") for one in shown]
    today = text_of(visitor.get("/"))
    change.criterion.target = "90 %"
    change.criterion.save()
    for told in both_pages(come, home.saule, "accept_criterion_change", change):
        assert "Its author writes it now. Reject the change." in told
    assert accept not in today
    assert f'href="/plans/{change.criterion.plan_id}/"' in today


@pytest.mark.clause("50")
def test_on_the_page_of_the_case_a_change_has_both_answers(home: House, come: Come) -> None:
    change = proposed(home, given.approved(home).criteria.get(), day(1))
    clock.set_to(day(3))

    case = text_of(come(home.saule).get(f"/cases/{change.criterion.plan_case.cycle.nc_id}/"))

    assert f"/do/accept_criterion_change/{change.pk}/" in case
    assert f"/do/reject_criterion_change/{change.pk}/" in case


@pytest.mark.clause("27.3")
def test_a_suspension_that_nobody_has_answered_is_no_stop_to_come(home: House, come: Come) -> None:
    nc = given.decided(home, day(1))
    noted = "not answered yet"
    assert noted not in text_of(come(home.saule).get(f"/cases/{nc.pk}/"))
    nc.hold_waiver = ""
    nc.save()

    shown = text_of(come(home.saule).get(f"/cases/{nc.pk}/"))
    assert noted in shown
    assert "station without an answer" in shown


@pytest.mark.clause("38")
def test_what_ended_without_a_suspension_waits_for_no_answer(home: House, come: Come) -> None:
    nc = given.registered(home)
    assert "not answered yet" in text_of(come(home.saule).get(f"/cases/{nc.pk}/"))
    reject_case(nc, by=home.saule, at=day(1), reason="Талап бұзылмаған")

    assert "not answered yet" not in text_of(come(home.saule).get(f"/cases/{nc.pk}/"))
