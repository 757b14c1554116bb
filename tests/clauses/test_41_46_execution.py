"""Carrying out, confirming, following up, postponing (16, 41, 44-46)."""

import pytest

from tests import given
from tests.clauses.test_43_45_plan import shared
from tests.given import House, day
from tests.refusing import not_now, not_theirs, refused, refused_saying
from tuzetu.conduct.performing import performing
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Line, Plan
from tuzetu.dossier.request import Postponement
from tuzetu.journal.models import Entry
from tuzetu.paperwork.gather_annex1 import annex1
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.flows.plan import PlanStep
from tuzetu.procedure.rules import execution
from tuzetu.procedure.states import ActionState, CaseState, PlanState
from tuzetu.stages.execution.requests import (
    advise_postponement,
    ask_postponement,
    grant_postponement,
    refuse_postponement,
)
from tuzetu.stages.execution.steps import (
    change_executor,
    confirm_action,
    follow_up,
    mark_done,
    send_back_action,
)
from tuzetu.stages.planning.steps import (
    approve_plan,
    change_controller,
    propose_controller,
    release_case,
    revise_plan,
    submit_plan,
)
from tuzetu.stages.planning.writing import write_plan


def done(home: House, plan: Plan) -> Line:
    line = given.only_line(plan)
    mark_done(line, by=home.bauyrzhan, at=day(20), done_note="Бекітілді")
    line.refresh_from_db()
    return line


def asked(home: House, line: Line) -> Postponement:
    return ask_postponement(
        line, by=home.bauyrzhan, at=day(5), asked_until=day(90).date(), reason="Кеңес кешікті"
    )


def advised(home: House, line: Line) -> Postponement:
    request = asked(home, line)
    advise_postponement(request, by=home.timur, at=day(6), advised_for=True, advice="Дұрыс")
    request.refresh_from_db()
    return request


@pytest.mark.clause("41")
@pytest.mark.clause("45")
def test_whoever_helps_to_carry_a_line_out_neither_marks_it_done_nor_asks_for_more_time(
    home: House,
) -> None:
    line = given.only_line(given.approved(home))
    line.co_executors.add(home.asel)

    with not_theirs():
        mark_done(line, by=home.asel, at=day(5), done_note="Бекітілді")
    with not_theirs():
        ask_postponement(
            line, by=home.asel, at=day(5), asked_until=day(90).date(), reason="Кешігеді"
        )


@pytest.mark.clause("41")
@pytest.mark.clause("45")
def test_the_executor_carries_out_and_the_duties_follow(home: House) -> None:
    line = given.only_line(given.approved(home))
    duty = Duty.objects.get(owed=Owed.CARRY_OUT.code)
    assert (duty.person, duty.due_on) == (home.bauyrzhan, line.due_on)

    for who in (home.dauren, home.timur, home.saule):
        with not_theirs():
            mark_done(line, by=who, at=day(20), done_note="Бекітілді")
    mark_done(line, by=home.bauyrzhan, at=day(20), done_note="Бекітілді")

    assert Duty.objects.get(owed=Owed.CONFIRM.code).person == home.timur
    assert not Duty.objects.filter(owed=Owed.CARRY_OUT.code).exists()


@pytest.mark.clause("45")
def test_a_late_completion_is_accepted(home: House) -> None:
    line = given.only_line(given.approved(home))

    mark_done(line, by=home.bauyrzhan, at=day(100), done_note="Кеш болса да")

    line.refresh_from_db()
    assert line.phase == ActionState.DONE


@pytest.mark.clause("16")
@pytest.mark.clause("45")
@pytest.mark.clause("46")
def test_nothing_of_a_plan_is_carried_out_unless_it_is_approved(home: House) -> None:
    line = given.only_line(given.submitted(home))

    with refused(execution.the_plan_is_approved) as told:
        mark_done(line, by=home.bauyrzhan, at=day(1), done_note="Бекітілді")
    assert told["next"] == execution.DECIDED_FIRST
    with refused(execution.the_plan_was_approved):
        follow_up(line, by=home.dauren, at=day(1), note="Барысы жақсы")
    with refused(execution.the_plan_is_approved):
        change_executor(line, by=home.dauren, at=day(1), executor=home.asel, reason="Ауысты")


@pytest.mark.clause("45")
@pytest.mark.clause("46")
def test_a_voided_approval_stops_control_as_well(home: House) -> None:
    plan = given.approved(home)
    line = done(home, plan)
    revise_plan(plan, by=home.dauren, at=day(21), reason="Әрекет өзгереді")

    with refused(execution.the_plan_is_approved) as told:
        confirm_action(line, by=home.timur, at=day(22))
    assert told["next"] == execution.SUBMITTED_FIRST
    with refused(execution.the_plan_is_approved):
        send_back_action(line, by=home.timur, at=day(22), reason="Дәлел жоқ")


@pytest.mark.clause("46")
@pytest.mark.parametrize("who", ["dauren", "saule", "maira", "bauyrzhan"])
def test_only_the_controller_confirms_or_sends_back(home: House, who: str) -> None:
    line = done(home, given.approved(home))

    with not_theirs():
        confirm_action(line, by=getattr(home, who), at=day(21))
    with not_theirs():
        send_back_action(line, by=getattr(home, who), at=day(21), reason="Дәлел жоқ")


@pytest.mark.clause("46")
def test_a_controller_confirms_nothing_that_they_carried_out_together(home: House) -> None:
    plan = given.approved(home)
    given.only_line(plan).co_executors.add(home.timur)
    line = done(home, plan)

    with refused(execution.the_controller_did_not_execute_it):
        confirm_action(line, by=home.timur, at=day(21))
    with refused(execution.the_controller_did_not_execute_it):
        send_back_action(line, by=home.timur, at=day(21), reason="Дәлел жоқ")


@pytest.mark.clause("46")
def test_the_substitute_controls_only_what_the_controller_carries_out(home: House) -> None:
    plan = given.submitted(home)
    propose_controller(
        plan, by=home.saule, at=day(0), controller=home.timur, controller_substitute=home.asel
    )
    approve_plan(plan, by=home.maira, at=day(0))
    line = done(home, plan)

    with not_theirs():
        confirm_action(line, by=home.asel, at=day(21))
    with not_theirs():
        send_back_action(line, by=home.asel, at=day(21), reason="Дәлел жоқ")

    Line.objects.filter(pk=line.pk).update(executor=home.timur)
    with not_theirs():
        confirm_action(line, by=home.timur, at=day(21))
    confirm_action(line, by=home.asel, at=day(21))


@pytest.mark.clause("46")
def test_a_line_sent_back_is_owed_by_its_executor_again(home: House) -> None:
    line = done(home, given.approved(home))

    send_back_action(line, by=home.timur, at=day(21), reason="Дәлел жоқ")

    line.refresh_from_db()
    assert (line.phase, line.done_at, line.confirmed_note) == (
        ActionState.PLANNED,
        None,
        "Дәлел жоқ",
    )
    assert Duty.objects.get(owed=Owed.CARRY_OUT.code).person == home.bauyrzhan


@pytest.mark.clause("46")
@pytest.mark.clause("27.6")
def test_the_last_confirmation_moves_the_case_and_ends_the_plan(home: House) -> None:
    plan = given.approved(home)
    line = done(home, plan)

    confirm_action(line, by=home.timur, at=day(21))

    nc = given.fresh(plan.joined.get().cycle.nc)
    assert nc.phase == CaseState.EVALUATION
    assert given.plan_again(plan).phase == PlanState.CARRIED_OUT
    cycle = nc.cycles.get()
    assert (cycle.remedied_on, cycle.evaluate_from) == (day(21).date(), day(70).date())
    assert Duty.objects.get(nc=nc).owed == Owed.MEASURE.code
    assert list(Entry.objects.order_by("-seq").values_list("code", flat=True)[:3]) == [
        "complete_plan",
        "enter_evaluation",
        "confirm_action",
    ]


@pytest.mark.clause("46")
def test_each_case_of_a_shared_plan_goes_on_by_itself(home: House) -> None:
    plan, first, second = shared(home)
    submit_plan(plan, by=home.dauren, at=day(1))
    approve_plan(plan, by=home.maira, at=day(2))
    one, other = plan.lines.order_by("position")

    for line, when in ((one, 20), (other, 30)):
        mark_done(line, by=home.bauyrzhan, at=day(when), done_note="Бекітілді")
        confirm_action(line, by=home.timur, at=day(when))
        if line == one:
            assert given.fresh(first).phase == CaseState.EVALUATION
            assert given.fresh(second).phase == CaseState.EXECUTION
            assert given.plan_again(plan).phase == PlanState.APPROVED

    assert given.fresh(second).phase == CaseState.EVALUATION
    assert given.plan_again(plan).phase == PlanState.CARRIED_OUT


@pytest.mark.clause("45")
def test_a_revision_leaves_cases_past_execution_and_confirmed_lines_untouched(home: House) -> None:
    plan, first, second = shared(home)
    submit_plan(plan, by=home.dauren, at=day(1))
    approve_plan(plan, by=home.maira, at=day(2))
    one = plan.lines.order_by("position").first()
    assert one is not None
    mark_done(one, by=home.bauyrzhan, at=day(20), done_note="Бекітілді")
    confirm_action(one, by=home.timur, at=day(20))

    revise_plan(plan, by=home.dauren, at=day(21), reason="Екінші әрекет өзгереді")

    assert given.fresh(first).phase == CaseState.EVALUATION
    assert given.fresh(second).phase == CaseState.PLANNING
    one.refresh_from_db()
    assert one.phase == ActionState.CONFIRMED


@pytest.mark.clause("46")
def test_evaluation_never_begins_while_a_line_is_open(home: House) -> None:
    plan = given.approved(home)
    nc = plan.joined.get().cycle.nc

    with (
        refused(execution.every_line_is_confirmed) as told,
        performing(CaseStep.ENTER_EVALUATION, nc, by=home.timur, at=day(9)),
    ):
        raise AssertionError
    assert told["lines"] == "“Келісу тәртібін бекіту”"
    with (
        refused(execution.nothing_is_left_to_confirm),
        performing(PlanStep.COMPLETE_PLAN, plan, by=home.timur, at=day(9)),
    ):
        raise AssertionError


@pytest.mark.clause("16")
def test_the_head_follows_up_every_line_until_the_end(home: House) -> None:
    plan = given.approved(home)
    line = given.only_line(plan)

    for who in (home.bauyrzhan, home.timur, home.saule):
        with not_theirs():
            follow_up(line, by=who, at=day(10), note="Барысы жақсы")
    follow_up(line, by=home.dauren, at=day(10), note="Барысы жақсы")

    line.refresh_from_db()
    assert (line.follow_up, line.followed_up_by) == ("Барысы жақсы", home.dauren)


@pytest.mark.clause("45")
def test_the_author_changes_an_executor_beside_the_frozen_text(home: House) -> None:
    plan = given.approved(home)
    line = given.only_line(plan)

    with not_theirs():
        change_executor(line, by=home.saule, at=day(3), executor=home.asel, reason="Ауысты")
    change_executor(line, by=home.dauren, at=day(3), executor=home.asel, reason="Ауысты")

    amendment = plan.amendments.get()
    assert (amendment.before, amendment.after) == (str(home.bauyrzhan), str(home.asel))
    assert Duty.objects.get(owed=Owed.CARRY_OUT.code).person == home.asel
    assert given.plan_again(plan).frozen_hash == plan.frozen_hash


@pytest.mark.clause("44")
@pytest.mark.clause("45")
def test_a_granted_postponement_moves_the_deadline_and_keeps_the_first_date(home: House) -> None:
    plan = given.approved(home)
    line = given.only_line(plan)
    request = advised(home, line)
    assert Duty.objects.get(owed=Owed.DECIDE_POSTPONEMENT.code).part == "vice_rector"

    grant_postponement(request, by=home.maira, at=day(7))

    line.refresh_from_db()
    assert (line.first_due_on, line.due_on) == (day(60).date(), day(90).date())
    assert Duty.objects.get(owed=Owed.CARRY_OUT.code).due_on == day(90).date()
    amendment = plan.amendments.get()
    assert (amendment.before, amendment.after) == (
        day(60).date().isoformat(),
        day(90).date().isoformat(),
    )
    printed = annex1(plan, at=day(7)).supplement.amendments[0]
    assert (printed.before, printed.after) == ("03.04.2026", "03.05.2026")


@pytest.mark.clause("44")
def test_a_refused_postponement_moves_nothing(home: House) -> None:
    line = given.only_line(given.approved(home))
    request = advised(home, line)

    refuse_postponement(request, by=home.maira, at=day(7), decision="Мерзім жеткілікті")

    line.refresh_from_db()
    assert line.due_on == day(60).date()
    assert not Duty.objects.filter(subject_kind="postponement").exists()


@pytest.mark.clause("44")
@pytest.mark.clause("46")
def test_a_postponement_is_asked_advised_and_decided_by_three_people(home: House) -> None:
    line = given.only_line(given.approved(home))
    with not_theirs():
        ask_postponement(line, by=home.dauren, at=day(5), asked_until=day(90).date(), reason="Кеш")
    request = asked(home, line)
    assert Duty.objects.get(owed=Owed.ADVISE.code).person == home.timur

    with not_theirs():
        advise_postponement(request, by=home.maira, at=day(6), advised_for=True, advice="Дұрыс")
    with not_now():
        grant_postponement(request, by=home.maira, at=day(6))
    advise_postponement(request, by=home.timur, at=day(6), advised_for=False, advice="Негізсіз")
    for who in (home.dauren, home.saule, home.timur):
        with not_theirs():
            grant_postponement(request, by=who, at=day(7))
        with not_theirs():
            refuse_postponement(request, by=who, at=day(7), decision="Жоқ")


@pytest.mark.clause("45")
def test_a_second_postponement_waits_for_the_first(home: House) -> None:
    line = given.only_line(given.approved(home))
    asked(home, line)

    with refused(execution.no_postponement_waits):
        asked(home, line)


@pytest.mark.clause("45")
def test_whoever_asked_for_a_postponement_does_not_decide_on_it(home: House) -> None:
    line = given.only_line(given.approved(home))
    request = advised(home, line)
    Postponement.objects.filter(pk=request.pk).update(asked_by=home.maira)

    with refused(execution.the_asker_does_not_decide):
        grant_postponement(request, by=home.maira, at=day(7))
    with refused(execution.the_asker_does_not_decide):
        refuse_postponement(request, by=home.maira, at=day(7), decision="Жоқ")


@pytest.mark.clause("45")
def test_only_open_lines_of_a_running_plan_are_postponed(home: House) -> None:
    waiting = given.only_line(given.submitted(home))
    with refused(execution.the_lines_plan_was_approved):
        asked(home, waiting)

    plan, _first, _second = shared(home)
    submit_plan(plan, by=home.dauren, at=day(1))
    approve_plan(plan, by=home.maira, at=day(2))
    line = plan.lines.order_by("position").first()
    assert line is not None
    mark_done(line, by=home.bauyrzhan, at=day(3), done_note="Бекітілді")
    confirm_action(line, by=home.timur, at=day(3))
    with refused(execution.the_line_is_open):
        asked(home, line)


@pytest.mark.clause("45")
def test_no_deadline_is_moved_in_a_plan_that_was_carried_out(home: House) -> None:
    line = given.only_line(given.approved(home))
    request = advised(home, line)
    Plan.objects.filter(pk=line.plan_id).update(state=PlanState.CARRIED_OUT.code)

    with refused(execution.the_plan_runs):
        grant_postponement(request, by=home.maira, at=day(7))
    request.delete()
    with refused(execution.the_plan_runs):
        asked(home, Line.objects.get(pk=line.pk))


@pytest.mark.clause("45")
def test_of_a_struck_line_it_is_not_told_to_write_another_deadline(home: House) -> None:
    line = given.only_line(given.planned(home))
    Line.objects.filter(pk=line.pk).update(state=ActionState.STRUCK.code)

    with refused(execution.the_line_is_open) as told:
        asked(home, Line.objects.get(pk=line.pk))
    assert told["state"] == ActionState.STRUCK.value


@pytest.mark.clause("45")
def test_what_is_said_to_be_done_asks_for_no_more_time_before_it_is_sent_back(home: House) -> None:
    line = given.only_line(given.approved(home))
    mark_done(line, by=home.bauyrzhan, at=day(3), done_note="Бекітілді")

    with refused(execution.the_line_is_to_be_done):
        asked(home, line)

    send_back_action(line, by=home.timur, at=day(4), reason="Дәлелі жоқ")
    asked(home, line)


@pytest.mark.clause("45")
def test_a_line_struck_meanwhile_is_postponed_no_more(home: House) -> None:
    line = given.only_line(given.approved(home))
    request = advised(home, line)
    Line.objects.filter(pk=line.pk).update(state=ActionState.STRUCK.code)

    with refused(execution.the_line_is_open):
        grant_postponement(request, by=home.maira, at=day(7))
    with refused(execution.the_line_is_open):
        refuse_postponement(request, by=home.maira, at=day(7), decision="Жоқ")


@pytest.mark.clause("45")
@pytest.mark.parametrize("until", [60, 59, 4])
def test_the_new_deadline_lies_after_the_present_one_and_after_today(
    home: House, until: int
) -> None:
    line = given.only_line(given.approved(home))
    says = "The new deadline must lie after the present one ({due}) and after today."

    with refused_saying(says) as clauses:
        ask_postponement(
            line, by=home.bauyrzhan, at=day(5), asked_until=day(until).date(), reason="Кеш"
        )

    assert clauses == ["45"]


@pytest.mark.clause("45")
def test_of_a_line_that_is_late_the_new_deadline_is_tomorrow_at_the_earliest(home: House) -> None:
    line = given.only_line(given.approved(home))
    told = {"by": home.bauyrzhan, "at": day(65), "reason": "Кеш"}

    with refused(execution.the_new_deadline_is_later):
        ask_postponement(line, asked_until=day(65).date(), **told)
    assert ask_postponement(line, asked_until=day(66).date(), **told).due_before == line.due_on


@pytest.mark.clause("46")
@pytest.mark.parametrize("scene", [asked, advised])
def test_a_request_lapses_when_the_line_is_confirmed(home: House, scene: object) -> None:
    plan = given.approved(home)
    request = scene(home, given.only_line(plan))  # type: ignore[operator]
    line = done(home, plan)

    confirm_action(line, by=home.timur, at=day(21))

    request.refresh_from_db()
    assert request.state == "lapsed"
    assert Entry.objects.get(code="lapse_postponement").by is None
    assert not Duty.objects.filter(subject_kind="postponement").exists()


@pytest.mark.clause("46")
def test_a_request_lapses_when_its_line_is_struck_from_a_revision(home: House) -> None:
    plan = given.approved(home)
    request = asked(home, given.only_line(plan))
    revise_plan(plan, by=home.dauren, at=day(6), reason="Әрекет өзгереді")

    write_plan(plan, by=home.dauren, at=day(7), lines=[], criteria=[])

    request.refresh_from_db()
    assert (request.state, request.line.state) == ("lapsed", "struck")
    assert not Duty.objects.filter(subject_kind="postponement").exists()


@pytest.mark.clause("46")
def test_a_request_lapses_when_its_case_leaves_the_plan(home: House) -> None:
    plan = given.approved(home)
    request = asked(home, given.only_line(plan))
    revise_plan(plan, by=home.dauren, at=day(6), reason="Әрекет өзгереді")

    nc = plan.joined.get().cycle.nc
    release_case(plan, by=home.dauren, at=day(7), case=nc, reason="Бөлек жоспарға")

    request.refresh_from_db()
    assert request.state == "lapsed"


@pytest.mark.clause("46")
def test_a_new_controller_takes_over_what_waits_for_advice(home: House) -> None:
    plan = given.approved(home)
    asked(home, given.only_line(plan))

    change_controller(plan, by=home.maira, at=day(6), controller=home.asel, reason="Демалыс")

    assert Duty.objects.get(owed=Owed.ADVISE.code).person == home.asel


@pytest.mark.clause("16")
def test_the_head_follows_up_the_last_line_too_when_the_plan_is_carried_out(home: House) -> None:
    plan = given.approved(home)
    given.confirm_lines(home, plan)
    line = given.only_line(plan)
    assert given.plan_again(plan).phase == PlanState.CARRIED_OUT

    follow_up(line, by=home.dauren, at=day(40), note="Қайталанбады")

    line.refresh_from_db()
    assert line.follow_up == "Қайталанбады"
