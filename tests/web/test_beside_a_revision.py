"""While a plan is revised, and after everything ended, pages tell the same as the procedure."""

from datetime import date
from typing import ClassVar

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from tests import given
from tests.clauses.test_49_50_criterion_change import proposed
from tests.given import House, day
from tests.journeys import clock
from tests.web.scenes import address
from tests.web.test_led_where_it_can_be_done import uncontrolled
from tests.web.test_who_decides_instead import both_pages
from tests.web.test_whose_turn_of_several import advised
from tests.web.visiting import Come, read, text_of
from tuzetu.conduct.recounting import recount
from tuzetu.dossier.plan import Criterion, Line, Plan
from tuzetu.journal.erasing import erase
from tuzetu.journal.models import Entry
from tuzetu.procedure.offices import Office
from tuzetu.procedure.rulebook import Refusal, Step
from tuzetu.stages.decision.steps import reject_case
from tuzetu.stages.execution.steps import mark_done, send_back_action
from tuzetu.stages.planning.steps import approve_plan, return_plan, revise_plan, submit_plan
from tuzetu.stages.registration.steps import name_concerned
from tuzetu.web.mending import Theirs, mend_links

SUBMIT, APPROVE = "Finish the plan and submit it for approval", "Approve the plan or return it"


def revised_with_a_change(home: House) -> Plan:
    """A plan that is revised while a change of a criterion waits, due before the plan."""
    plan = given.approved(home)
    proposed(home, plan.criteria.get(), day(1))
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(2), reason="Орындаушы ауысты")
    clock.set_to(day(3))
    return given.plan_again(plan)


@pytest.mark.clause("44")
@pytest.mark.clause("50")
def test_what_the_plan_waits_for_comes_before_a_change_of_a_criterion(
    home: House, come: Come
) -> None:
    plan = revised_with_a_change(home)
    change = plan.criteria.get().changes.get()
    case = f"/cases/{plan.joined.get().cycle.nc_id}/"

    head = text_of(come(home.dauren).get(case))
    assert SUBMIT in head.partition('class="next')[2].partition("</h2>")[0]
    assert "since 4 February 2026. Reason: Орындаушы ауысты" in head
    (station,) = read(come(home.dauren).get(case)).xpath("(//li[@aria-current='step'])[1]")
    assert "18 February" in station.text_content()  # the plan's own day, not the change's
    office = text_of(come(home.saule).get(case))
    assert f"/do/reject_criterion_change/{change.pk}/" in office
    for told in both_pages(come, home.saule, "approve_plan", plan):
        assert f"({home.dauren}). What is owed: {SUBMIT}" in told


@pytest.mark.clause("44")
def test_a_revision_has_the_term_of_meeting_and_approval_anew(home: House, come: Come) -> None:
    plan = given.approved(home)
    revise_plan(plan, by=home.dauren, at=day(36), reason="Орындаушы ауысты")
    clock.set_to(day(38))

    shown = read(come(home.dauren).get(f"/cases/{plan.joined.get().cycle.nc_id}/"))

    clocks = [" ".join(one.text_content().split()) for one in shown.xpath("//*[@class='clock']")]
    assert "Meeting and approval 2 of 10 working days" in clocks


@pytest.mark.clause("44")
@pytest.mark.clause("45")
def test_whoever_approves_a_revision_is_told_so_on_the_case(home: House, come: Come) -> None:
    line = advised(home)
    plan = given.plan_again(line.plan)
    revise_plan(plan, by=home.dauren, at=day(2), reason="Орындаушы ауысты")
    given.discuss(home, given.plan_again(plan), at=day(2))
    submit_plan(given.plan_again(plan), by=home.dauren, at=day(2))
    clock.set_to(day(3))

    shown = text_of(come(home.maira).get(f"/cases/{line.plan_case.cycle.nc_id}/"))

    assert APPROVE in shown.partition('class="next')[2].partition("</h2>")[0]
    for code in ("approve_plan", "return_plan"):
        assert f"/do/{code}/{plan.pk}/" in shown
    assert 'href="/postponements/"' in shown


@pytest.mark.clause("45")
def test_after_the_approval_it_is_told_that_it_was_revised(home: House, come: Come) -> None:
    plan = given.approved(home)
    revise_plan(plan, by=home.dauren, at=day(2), reason="Орындаушы ауысты")
    given.discuss(home, given.plan_again(plan), at=day(3))
    submit_plan(given.plan_again(plan), by=home.dauren, at=day(3))
    approve_plan(given.plan_again(plan), by=home.maira, at=day(3))
    clock.set_to(day(3))

    shown = text_of(come(home.saule).get(f"/plans/{plan.pk}/"))

    assert "Before that it was revised, from 4 February 2026 on. Reason: Орындаушы" in shown
    assert "is being revised" not in shown


@pytest.mark.clause("46")
def test_of_an_uncontrolled_plan_it_is_told_that_a_controller_comes_first(
    home: House, come: Come
) -> None:
    line, criterion = given.only_line(uncontrolled(home)), Criterion.objects.get()
    clock.set_to(day(2))
    asked = (
        ("mark_done", line),
        ("ask_postponement", line),
        ("propose_criterion_change", criterion),
    )

    for code, record in asked:
        for told in both_pages(come, home.maira, code, record):
            assert "once the project office has proposed who controls it" in told
    line.plan.controller = home.timur
    line.plan.save()
    for code, record in asked:
        assert "once the project office" not in text_of(come(home.maira).get(address(code, record)))


@pytest.mark.clause("18")
def test_of_what_has_ended_it_is_not_told_whose_it_was(home: House, come: Come) -> None:
    nc = given.closed(home)
    (line,), plan = given.lines_of(nc), given.lines_of(nc).get().plan
    clock.set_to(given.at_noon(date(2027, 3, 1)))
    asked = [("draft_plan", nc), ("follow_up", line), ("ask_postponement", line)]
    asked += [("propose_criterion_change", Criterion.objects.get()), ("mark_done", line)]

    for code, record in asked:
        told = text_of(
            come(home.gulnar if code == "draft_plan" else home.saule).get(address(code, record))
        )
        assert "This step is not yours" not in told
    for code, record in (("write_plan", plan), ("mark_done", line)):
        told = text_of(come(home.saule).get(address(code, record)))
        assert "Nobody has to act on it now." in told
        assert "what follows is done in its cases" not in told
    why = text_of(come(home.saule).get(f"/why/write_plan/{plan.pk}/"))
    assert "it is taken by: plan author" in why


@pytest.mark.clause("46")
def test_of_a_plan_that_was_carried_out_the_cases_go_on(home: House, come: Come) -> None:
    plan = Plan.objects.get(joined__cycle__nc=given.carried_out(home))
    clock.set_to(day(75))

    told = text_of(come(home.saule).get(address("write_plan", plan)))

    assert "what follows is done in its cases" in told


@pytest.mark.clause("46")
def test_the_way_to_a_later_stage_is_no_revision(home: House, come: Come) -> None:
    line = given.only_line(given.approved(home))
    clock.set_to(day(2))

    told = text_of(come(home.dauren).get(address("confirm_action", line)))

    assert "/do/revise_plan/" not in told


@pytest.mark.clause("48")
def test_from_when_the_rest_can_be_measured_is_told_until_then(home: House, come: Come) -> None:
    nc = given.carried_out(home)
    first = Criterion.objects.get()
    day_of = {"first": "13 April 2026", "later": "1 March 2027"}
    later = {"plan": first.plan, "plan_case": first.plan_case, "position": 2, "measure": "Кейінгі"}
    today, case, form = "/", f"/cases/{nc.pk}/", address("record_measurements", nc)
    clock.set_to(day(31))
    visitor = come(home.dauren)
    assert f"Next check date: {day_of['first']}" in text_of(visitor.get(today))
    clock.set_to(day(70))
    assert "Next check date" not in text_of(visitor.get(today))
    given.measure(home, nc, at=day(75))
    Criterion.objects.create(check_on=date(2027, 3, 1), **later)
    recount(given.fresh(nc), on=day(75).date())
    clock.set_to(day(76))

    assert f"Next check date: {day_of['later']}" in text_of(visitor.get(today))
    for page in (case, form):
        assert f"the next check date is {day_of['later']}" in text_of(visitor.get(page))


@pytest.mark.clause("38")
def test_a_concerned_officer_is_offered_no_answer_to_a_change(home: House, come: Come) -> None:
    raushan = given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)
    change = proposed(home, given.approved(home).criteria.get(), day(1))
    nc = change.criterion.plan_case.cycle.nc
    name_concerned(nc, by=home.saule, at=day(1), concerned=[raushan], reason="Көрінді")
    clock.set_to(day(2))

    offered = [text_of(come(who).get(f"/cases/{nc.pk}/")) for who in (home.saule, raushan)]

    answers = [f"/do/{one}_criterion_change/{change.pk}/" for one in ("accept", "reject")]
    assert [[one in page for one in answers] for page in offered] == [[True, True], [False, False]]


@pytest.mark.clause("45")
def test_a_change_is_proposed_in_the_plan_while_it_is_revised(home: House, come: Come) -> None:
    plan = given.approved(home)
    revise_plan(plan, by=home.dauren, at=day(2), reason="Әрекет өзгереді")
    clock.set_to(day(3))

    for told in both_pages(come, home.dauren, "propose_criterion_change", plan.criteria.get()):
        assert "It was approved and is being revised." in told


@pytest.mark.clause("45")
def test_a_returned_revision_is_told_too_and_an_erased_reason_is_a_dash(
    home: House, come: Come
) -> None:
    plan = given.approved(home)
    revise_plan(plan, by=home.dauren, at=day(2), reason="Орындаушы ауысты")
    given.discuss(home, given.plan_again(plan), at=day(2))
    submit_plan(given.plan_again(plan), by=home.dauren, at=day(2))
    return_plan(given.plan_again(plan), by=home.maira, at=day(3), remark="Толықтыру керек")
    clock.set_to(day(3))
    page, said = f"/plans/{plan.pk}/", "since 4 February 2026. Reason: {}<"
    assert said.format("Орындаушы ауысты") in text_of(come(home.dauren).get(page))
    begun = Entry.objects.get(code="revise_plan").seq
    erase([begun], by=home.erlan, at=day(3), reason="Жеке дерек")

    assert said.format("—") in text_of(come(home.dauren).get(page))


@pytest.mark.clause("18")
def test_of_what_ended_before_a_step_it_is_not_told_whose_it_was(home: House, come: Come) -> None:
    nc = given.registered(home)
    reject_case(nc, by=home.saule, at=day(1), reason="Талап бұзылмаған")
    clock.set_to(day(2))

    told = text_of(come(home.aigerim).get(address("write_analysis", given.fresh(nc))))

    assert "it is the end of the way" in told
    assert "This step is not yours" not in told


class Reader(Theirs):
    """To whom some steps belong, some of which wait for another."""

    first: ClassVar[str]
    own: ClassVar[tuple[str, ...]]
    barred: ClassVar[tuple[str, ...]]

    def __call__(self, step: Step, _record: Model) -> bool:
        """By their codes."""
        return step.code in self.own

    def against(self, step: Step, _record: Model) -> tuple[Refusal, ...]:
        """That another step comes first."""
        says = "The plan has no lines yet; a unit meeting discusses the actions of the plan."
        waits = Refusal("44", says, mends=(self.first,))
        return (waits,) if step.code in self.barred else ()


@pytest.mark.parametrize(
    ("own", "barred", "leads"),
    [
        (("submit_plan",), (), "/do/submit_plan/{}/"),
        (("submit_plan", "record_meeting"), ("submit_plan",), "/do/record_meeting/{}/"),
        (("submit_plan", "record_meeting"), ("submit_plan", "record_meeting"), "/plans/{}/"),
        (("submit_plan",), ("submit_plan",), "/plans/{}/"),
        ((), (), "/plans/{}/"),
    ],
)
def test_nobody_is_led_into_a_refusal(
    home: House, own: tuple[str, ...], barred: tuple[str, ...], leads: str
) -> None:
    plan = given.planned(home)
    reader = type("Some", (Reader,), {"own": own, "barred": barred, "first": "record_meeting"})

    (link,) = mend_links(("submit_plan",), plan, reader(home.dauren, day(2).date()))

    assert link.href.partition("#")[0] == leads.format(plan.pk)


@pytest.mark.clause("45")
def test_requests_of_many_lines_are_read_at_once(home: House, come: Come) -> None:
    line = advised(home)
    request, plan = line.postponements.get(), line.plan_id
    clock.set_to(day(2))
    visitor, asked = come(home.maira), []
    visitor.get(f"/plans/{plan}/")
    for number in range(2, 5):
        with CaptureQueriesContext(connection) as told:
            assert text_of(visitor.get(f"/plans/{plan}/")).count("/do/grant_") == number - 1
        asked.append(len(told))
        line.pk, line.position = None, number
        line.save()
        request.pk, request.line = None, line
        request.save()

    assert len({*asked}) == 1, asked


@pytest.mark.clause("46")
def test_of_an_action_that_came_back_every_page_tells_that_it_did(home: House, come: Come) -> None:
    line = given.only_line(given.approved(home))
    clock.set_to(day(2))
    for page in both_pages(come, home.timur, "confirm_action", line):
        assert "Planned" in page
        assert "Sent back" not in page
    mark_done(line, by=home.bauyrzhan, at=day(1), done_note="Бітті")
    again = Line.objects.get(pk=line.pk)
    told = text_of(come(home.bauyrzhan).get(address("mark_done", again)))
    assert "This step is open at: Planned." in told  # sent back, it is open again
    assert f"It is the turn of: {home.timur}" in told
    send_back_action(again, by=home.timur, at=day(2), reason="Парақты тіркеңіз")

    refused, why = both_pages(come, home.timur, "confirm_action", again)

    assert "The stage now is “Sent back to the executor”." in refused
    assert "Sent back to the executor" in why


@pytest.mark.clause("46")
def test_what_a_later_stage_asks_for_names_whose_turn_it_is(home: House, come: Come) -> None:
    line = given.only_line(given.submitted(home))
    clock.set_to(day(2))

    told = text_of(come(home.timur).get(address("confirm_action", line)))

    asked = told.partition("What it will ask for then")[2]
    assert "who can meet it: vice-rector for academic affairs<" in asked
    assert "plan author" not in asked.partition("</section>")[0]


@pytest.mark.clause("51")
def test_whoever_does_not_judge_reads_that_first_and_waits_for_no_verdict(
    home: House, come: Come
) -> None:
    given.appoint(home.gulnar, Office.AUDITOR)
    nc = given.carried_out(home)
    clock.set_to(day(75))
    later = f'href="/why/find_effective/{nc.pk}/"'

    told = read(come(home.gulnar).get(address("find_effective", nc))).find_class("refusals")

    first = told[0].xpath(".//li")[0].text_content()
    assert "No internal audit found it: the project office gives the verdict." in first
    assert later not in text_of(come(home.gulnar).get(f"/cases/{nc.pk}/"))
    assert later in text_of(come(home.saule).get(f"/cases/{nc.pk}/"))
