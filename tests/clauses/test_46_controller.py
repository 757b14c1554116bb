"""Who may be chosen to control a plan: told when chosen, at submission and at approval (38, 46)."""

import pytest

from tests import given
from tests.clauses.test_43_45_plan import goal, row
from tests.given import MONDAY, House, day
from tests.refusing import refused
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Plan
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.rules import approval, execution
from tuzetu.stages.execution.steps import confirm_action, mark_done, send_back_action
from tuzetu.stages.planning.steps import (
    approve_plan,
    change_controller,
    join_case,
    propose_controller,
    submit_plan,
)
from tuzetu.stages.planning.writing import write_plan

NAMED = pytest.mark.parametrize("place", ["controller", "controller_substitute"])


@pytest.mark.clause("46")
def test_a_controller_who_executes_a_line_needs_a_substitute_for_it(home: House) -> None:
    plan = given.planned(home)

    with refused(approval.nobody_is_chosen_to_control_their_own_line):
        propose_controller(plan, by=home.saule, at=MONDAY, controller=home.bauyrzhan)

    both = {"controller": home.bauyrzhan, "controller_substitute": home.timur}
    propose_controller(plan, by=home.saule, at=MONDAY, **both)
    submit_plan(plan, by=home.dauren, at=MONDAY)
    approve_plan(plan, by=home.maira, at=day(1))
    line = given.only_line(plan)
    mark_done(line, by=home.bauyrzhan, at=day(2), done_note="Бекітілді")
    assert Duty.objects.get(owed=Owed.CONFIRM.code).person == home.timur
    confirm_action(line, by=home.timur, at=day(3))


@pytest.mark.clause("46")
def test_a_substitute_who_executes_the_same_line_is_no_help(home: House) -> None:
    plan = given.planned(home)
    given.only_line(plan).co_executors.add(home.asel)
    both = {"controller": home.bauyrzhan, "controller_substitute": home.asel}

    with refused(approval.nobody_is_chosen_to_control_their_own_line):
        propose_controller(plan, by=home.saule, at=MONDAY, **both)


@pytest.mark.clause("46")
def test_a_substitute_controls_only_what_the_controller_executes(home: House) -> None:
    plan = given.planned(home)
    both = {"controller": home.timur, "controller_substitute": home.bauyrzhan}

    propose_controller(plan, by=home.saule, at=MONDAY, **both)
    submit_plan(plan, by=home.dauren, at=MONDAY)
    approve_plan(plan, by=home.maira, at=day(1))


@pytest.mark.clause("46")
def test_another_controller_of_a_plan_in_progress_executes_no_line_of_it(home: House) -> None:
    plan = given.approved(home)

    with refused(approval.nobody_is_chosen_to_control_their_own_line):
        change_controller(
            plan, by=home.maira, at=day(2), controller=home.bauyrzhan, reason="Демалыс"
        )


@pytest.mark.clause("46")
def test_a_line_given_to_the_controller_is_told_before_the_plan_is_submitted(home: House) -> None:
    plan = given.planned(home)
    nc = plan.joined.get().cycle.nc
    propose_controller(plan, by=home.saule, at=MONDAY, controller=home.timur)
    own = [row(home, nc, executor=home.timur)]
    write_plan(plan, by=home.dauren, at=MONDAY, lines=own, criteria=[goal(nc, 1)])

    with refused(approval.nobody_controls_their_own_line):
        submit_plan(plan, by=home.dauren, at=MONDAY)


@pytest.mark.clause("46")
def test_a_plan_submitted_with_its_controller_as_executor_is_not_approved(home: House) -> None:
    plan = given.submitted(home)
    Plan.objects.filter(pk=plan.pk).update(controller=home.bauyrzhan)

    with refused(approval.nobody_controls_their_own_line):
        approve_plan(plan, by=home.maira, at=day(1))


@pytest.mark.clause("38")
@pytest.mark.clause("46")
@NAMED
def test_nobody_controls_what_concerns_them(home: House, place: str) -> None:
    plan = given.submitted(home)
    plan.joined.get().cycle.nc.concerned.add(home.asel)
    named = {"controller": home.timur, place: home.asel}

    with refused(approval.nobody_is_chosen_to_control_what_concerns_them):
        propose_controller(plan, by=home.saule, at=day(1), **named)
    approve_plan(plan, by=home.maira, at=day(1))
    with refused(approval.nobody_is_chosen_to_control_what_concerns_them):
        change_controller(plan, by=home.maira, at=day(2), reason="Демалыс", **named)

    assert given.plan_again(plan).controller == home.timur


@pytest.mark.clause("38")
@NAMED
def test_whoever_was_proposed_controls_no_case_that_joins_and_concerns_them(
    home: House, place: str
) -> None:
    plan, nc = given.planned(home), given.analysed(home)
    named = {"controller": home.timur, place: home.asel}
    propose_controller(plan, by=home.saule, at=MONDAY, **named)
    nc.concerned.add(home.asel)
    join_case(plan, by=home.dauren, at=MONDAY, case=nc)
    first = plan.joined.earliest("position").cycle.nc
    rows, goals = [row(home, first), row(home, nc)], [goal(first, 1), goal(nc, 2)]
    write_plan(plan, by=home.dauren, at=MONDAY, lines=rows, criteria=goals)

    with refused(approval.nobody_controls_what_concerns_them):
        submit_plan(plan, by=home.dauren, at=MONDAY)

    propose_controller(plan, by=home.saule, at=day(1), controller=home.timur)
    submit_plan(plan, by=home.dauren, at=day(1))
    approve_plan(plan, by=home.maira, at=day(1))


@pytest.mark.clause("38")
def test_a_plan_whose_controller_a_case_concerns_is_not_approved(home: House) -> None:
    plan = given.submitted(home)
    plan.joined.get().cycle.nc.concerned.add(home.timur)

    with refused(approval.nobody_controls_what_concerns_them):
        approve_plan(plan, by=home.maira, at=day(1))


@pytest.mark.clause("38")
@pytest.mark.clause("46")
@pytest.mark.parametrize("act", [confirm_action, send_back_action])
def test_a_controller_whom_the_case_came_to_concern_confirms_nothing(
    home: House, act: object
) -> None:
    plan = given.approved(home)
    line = given.only_line(plan)
    mark_done(line, by=home.bauyrzhan, at=day(2), done_note="Бекітілді")
    plan.joined.get().cycle.nc.concerned.add(home.timur)
    told = {"reason": "Толықтырыңыз"} if act is send_back_action else {}

    with refused(execution.the_controller_is_not_concerned):
        act(line, by=home.timur, at=day(3), **told)  # type: ignore[operator]

    change_controller(plan, by=home.maira, at=day(4), controller=home.asel, reason="Қатысы бар")
    act(line, by=home.asel, at=day(5), **told)  # type: ignore[operator]


@pytest.mark.clause("45")
@pytest.mark.parametrize("late", [0, -1])
def test_a_deadline_that_no_approval_would_take_is_not_submitted(home: House, late: int) -> None:
    plan = given.planned(home)
    line = given.only_line(plan)
    line.due_on = day(late).date()
    line.save()

    with refused(approval.every_deadline_can_be_approved):
        submit_plan(plan, by=home.dauren, at=MONDAY)


@pytest.mark.clause("45")
def test_a_deadline_of_the_next_day_is_submitted_and_approved(home: House) -> None:
    plan = given.planned(home)
    line = given.only_line(plan)
    line.due_on = day(1).date()
    line.save()

    propose_controller(plan, by=home.saule, at=MONDAY, controller=home.timur)
    submit_plan(plan, by=home.dauren, at=MONDAY)
    approve_plan(plan, by=home.maira, at=MONDAY)
