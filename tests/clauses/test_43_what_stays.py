"""What was carried out stays in its plan; what a revision touches is approved anew (43, 45)."""

import pytest

from tests import given
from tests.clauses.test_43_45_plan import goal, row
from tests.given import MONDAY, House, day
from tests.refusing import refused
from tuzetu.conduct.asking import StepForm
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Line, Plan
from tuzetu.procedure.rules import planning
from tuzetu.procedure.states import ActionState, CaseState
from tuzetu.stages.effectiveness.steps import order_further_actions
from tuzetu.stages.execution.steps import confirm_action, mark_done
from tuzetu.stages.planning.forms import JoinCase, ReleaseCase
from tuzetu.stages.planning.steps import (
    approve_plan,
    draft_plan,
    join_case,
    propose_controller,
    release_case,
    revise_plan,
    submit_plan,
)
from tuzetu.stages.planning.writing import write_plan

pytestmark = pytest.mark.clause("43")


def of_two(home: House) -> tuple[Nonconformity, Nonconformity, Plan]:
    """An approved plan of two cases, a line for each."""
    first = given.analysed(home)
    second = given.analysed(home, description="Екінші мәселе")
    plan = draft_plan(first, by=home.dauren, at=MONDAY)
    join_case(plan, by=home.dauren, at=MONDAY, case=second)
    rows = [row(home, first), row(home, second, what="Екінші әрекет")]
    goals = [goal(first, 1), goal(second, 2)]
    write_plan(given.plan_again(plan), by=home.dauren, at=MONDAY, lines=rows, criteria=goals)
    given.discuss(home, given.plan_again(plan), at=MONDAY)
    again = given.plan_again(plan)
    propose_controller(again, by=home.saule, at=MONDAY, controller=home.timur)
    submit_plan(given.plan_again(plan), by=home.dauren, at=MONDAY)
    approve_plan(given.plan_again(plan), by=home.maira, at=MONDAY)
    return first, second, given.plan_again(plan)


def line_of(nc: Nonconformity) -> Line:
    return Line.objects.get(plan_case__cycle__nc=nc)


def offered(home: House, plan: Plan, asks: type[StepForm] = ReleaseCase) -> set[int]:
    """The cases that the form lets leave, or join."""
    form = asks(record=given.plan_again(plan), by=home.dauren, on=day(7).date())
    return {nc.pk for nc in form.fields["case"].queryset}  # type: ignore[attr-defined]


def test_a_case_whose_actions_are_done_leaves_no_plan(home: House) -> None:
    first, second, plan = of_two(home)
    mark_done(line_of(first), by=home.bauyrzhan, at=day(5), done_note="Бекітілді")
    confirm_action(line_of(first), by=home.timur, at=day(6))
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(7), reason="Әрекет өзгереді")

    assert offered(home, plan) == {second.pk}
    with refused(planning.the_case_is_still_planned):
        release_case(
            given.plan_again(plan), by=home.dauren, at=day(7), case=first, reason="Керек емес"
        )

    assert line_of(first).phase == ActionState.CONFIRMED
    assert given.fresh(first).phase == CaseState.EVALUATION
    release_case(
        given.plan_again(plan), by=home.dauren, at=day(7), case=second, reason="Басқа жоспарға"
    )
    assert line_of(second).phase == ActionState.STRUCK


def comes_back(home: House, nc: Nonconformity) -> None:
    """What was done for the case was not enough; it waits for a plan again."""
    line = line_of(nc)
    mark_done(line, by=home.bauyrzhan, at=day(5), done_note="Бекітілді")
    line.refresh_from_db()
    confirm_action(line, by=home.timur, at=day(6))
    given.measure(home, nc, at=day(75))
    order_further_actions(nc, by=home.saule, at=day(76), reason="Тағы бір кафедра қалды")
    assert given.fresh(nc).phase == CaseState.PLANNING


def test_a_case_that_came_back_may_join_another_plan_and_no_more_leave_the_one_it_was_in(
    home: House,
) -> None:
    first, second, plan = of_two(home)
    comes_back(home, first)
    other = draft_plan(
        given.analysed(home, description="Үшінші мәселе"), by=home.dauren, at=day(77)
    )
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(77), reason="Әрекет өзгереді")

    assert offered(home, plan) == {second.pk}
    assert offered(home, other, JoinCase) == {first.pk}
    join_case(given.plan_again(other), by=home.dauren, at=day(77), case=first)
    assert offered(home, other, JoinCase) == set()


@pytest.mark.clause("45")
@pytest.mark.parametrize("what", ["case", "kind", "unit"])
def test_another_case_kind_or_unit_needs_a_new_approval_of_the_line(home: House, what: str) -> None:
    first, second, plan = of_two(home)
    line = line_of(first)
    revise_plan(plan, by=home.dauren, at=day(7), reason="Әрекет өзгереді")
    told = {"what": line.what, "due_on": line.due_on, "line": line.pk}
    same = row(home, first, **told)
    other = {
        "case": row(home, second, **told),
        "kind": row(home, first, **told, kind=Line.Kind.CORRECTION),
        "unit": row(home, first, **told, unit=home.office),
    }

    for words, stays in ((same, True), (other[what], False)):
        rows = [words, row(home, second, line=line_of_second(plan).pk, what="Екінші әрекет")]
        again = given.plan_again(plan)
        write_plan(again, by=home.dauren, at=day(8), lines=rows, criteria=[])
        line.refresh_from_db()
        assert (line.approved_on is not None, line.first_due_on is not None) == (stays, stays)


def line_of_second(plan: Plan) -> Line:
    return plan.lines.get(what="Екінші әрекет")


@pytest.mark.clause("45")
def test_another_executor_needs_none(home: House) -> None:
    first, _second, plan = of_two(home)
    line = line_of(first)
    revise_plan(plan, by=home.dauren, at=day(7), reason="Әрекет өзгереді")
    told = {"what": line.what, "due_on": line.due_on, "line": line.pk}

    rows = [row(home, first, **told, executor=home.asel)]
    write_plan(given.plan_again(plan), by=home.dauren, at=day(8), lines=rows, criteria=[])

    line.refresh_from_db()
    assert (line.executor, line.approved_on) == (home.asel, MONDAY.date())


@pytest.mark.clause("45")
@pytest.mark.parametrize("kind", [Line.Kind.CORRECTIVE, Line.Kind.PREVENTIVE])
def test_a_potential_case_is_served_by_either_kind_of_action(home: House, kind: str) -> None:
    nc = given.analysed(home, kind=Nonconformity.Kind.POTENTIAL)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    rows = [row(home, nc, kind=kind)]
    write_plan(plan, by=home.dauren, at=MONDAY, lines=rows, criteria=[goal(nc, 1)])
    given.discuss(home, given.plan_again(plan), at=MONDAY)

    submit_plan(given.plan_again(plan), by=home.dauren, at=MONDAY)

    assert given.plan_again(plan).number


@pytest.mark.clause("45")
def test_nobody_is_both_executor_and_co_executor_of_a_line(home: House) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    rows = [row(home, nc, executor=home.asel, co_executors=(home.asel, home.bauyrzhan))]

    write_plan(plan, by=home.dauren, at=MONDAY, lines=rows, criteria=[goal(nc, 1)])

    assert list(given.only_line(plan).co_executors.all()) == [home.bauyrzhan]
