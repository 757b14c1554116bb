"""What a revision takes out of a plan, and what it leaves as it was (43, 45, 46, 50)."""

from collections.abc import Callable

import pytest

from tests import given
from tests.clauses.test_43_45_plan import goal, row, shared
from tests.clauses.test_45_revision import approved_anew
from tests.clauses.test_49_50_criterion_change import proposed
from tests.given import MONDAY, House, day
from tuzetu.access.sight import visible_cases
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.naming import named_otherwise
from tuzetu.dossier.plan import Criterion, Line, Plan
from tuzetu.dossier.request import CriterionChange
from tuzetu.people.person import Person
from tuzetu.procedure.states import ActionState, CaseState, CriterionChangeState, PlanState
from tuzetu.stages.containment.steps import record_correction, strike_correction
from tuzetu.stages.effectiveness.steps import order_further_actions
from tuzetu.stages.execution.requests import (
    advise_postponement,
    ask_postponement,
    refuse_postponement,
)
from tuzetu.stages.execution.steps import change_executor, confirm_action, mark_done
from tuzetu.stages.planning.saved_rows import saved_lines
from tuzetu.stages.planning.steps import (
    approve_plan,
    join_case,
    release_case,
    revise_plan,
    submit_plan,
)
from tuzetu.stages.planning.writing import CriterionRow, LineRow, write_plan
from tuzetu.stages.registration.steps import restrict_case

pytestmark = pytest.mark.clause("45")


def revised(home: House, plan: Plan) -> None:
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(3), reason="Әрекет өзгереді")


def write(home: House, plan: Plan, lines: list[LineRow], criteria: list[CriterionRow]) -> None:
    told = {"lines": lines, "criteria": criteria}
    write_plan(given.plan_again(plan), by=home.dauren, at=day(7), **told)


def refused_a_postponement(home: House, line: Line) -> None:
    told = {"asked_until": day(70).date(), "reason": "Кешігеді"}
    request = ask_postponement(line, by=home.bauyrzhan, at=day(1), **told)
    advise_postponement(request, by=home.timur, at=day(1), advised_for=True, advice="Дұрыс")
    request.refresh_from_db()
    refuse_postponement(request, by=home.maira, at=day(1), decision="Мерзім жеткілікті")


def handed_on(home: House, line: Line) -> None:
    change_executor(line, by=home.dauren, at=day(1), executor=home.asel, reason="Демалыс")


def done(home: House, line: Line) -> None:
    mark_done(line, by=home.bauyrzhan, at=day(1), done_note="Бекітілді")


@pytest.mark.clause("18")
@pytest.mark.parametrize("spoken", [refused_a_postponement, handed_on, done])
def test_a_line_that_was_spoken_of_is_struck_also_after_it_was_reworded(
    home: House, spoken: Callable[[House, Line], None]
) -> None:
    plan = given.approved(home)
    nc, line = plan.joined.get().cycle.nc, given.only_line(plan)
    spoken(home, line)
    revised(home, plan)
    write(home, plan, [row(home, nc, line=line.pk, what="Басқаша")], [])
    line.refresh_from_db()
    assert line.approved_on is None

    write(home, plan, [], [])

    line.refresh_from_db()
    assert line.phase == ActionState.STRUCK


def test_what_nobody_spoke_of_simply_goes(home: House) -> None:
    plan = given.approved(home)
    nc, line = plan.joined.get().cycle.nc, given.only_line(plan)
    revised(home, plan)
    write(home, plan, [row(home, nc, line=line.pk), row(home, nc, what="Екінші")], [])

    write(home, plan, [row(home, nc, line=line.pk)], [])

    assert [one.pk for one in plan.lines.all()] == [line.pk]


def test_into_a_struck_line_nothing_is_written(home: House) -> None:
    plan = given.approved(home)
    nc, line = plan.joined.get().cycle.nc, given.only_line(plan)
    revised(home, plan)
    write(home, plan, [], [])

    write(home, plan, [row(home, nc, line=line.pk, what="Басқаша")], [])

    line.refresh_from_db()
    assert (line.phase, line.what) == (ActionState.STRUCK, "Келісу тәртібін бекіту")
    (anew,) = plan.lines.standing()
    assert (anew.phase, anew.what) == (ActionState.PLANNED, "Басқаша")


@pytest.mark.clause("50")
def test_a_change_lapses_with_the_last_line_under_its_criterion(home: House) -> None:
    plan = given.approved(home)
    nc, criterion = plan.joined.get().cycle.nc, plan.criteria.get()
    change = proposed(home, criterion, day(1))
    line = given.only_line(plan)
    revised(home, plan)
    write(home, plan, [row(home, nc, line=line.pk)], [goal(nc, 1, criterion=criterion.pk)])
    change.refresh_from_db()
    assert change.state == CriterionChangeState.PROPOSED.code

    covering = [goal(nc, criterion=criterion.pk), goal(nc, 1, measure="Басқа көрсеткіш")]
    write(home, plan, [row(home, nc, line=line.pk)], covering)

    change.refresh_from_db()
    assert change.state == CriterionChangeState.LAPSED.code


@pytest.mark.clause("43")
@pytest.mark.clause("50")
def test_with_a_case_its_criteria_leave_and_what_was_proposed_of_them_lapses(home: House) -> None:
    plan, first, second = shared(home)
    submit_plan(plan, by=home.dauren, at=day(0))
    approve_plan(given.plan_again(plan), by=home.maira, at=day(0))
    leaves, stays = (proposed(home, of(plan, nc), day(1)) for nc in (first, second))
    revised(home, plan)

    leaving = {"case": given.fresh(first), "reason": "Бөлек жоспарға"}
    release_case(given.plan_again(plan), by=home.dauren, at=day(3), **leaving)

    assert [one.plan_case.cycle.nc for one in plan.criteria.all()] == [second]
    states = [CriterionChange.objects.get(pk=one.pk).state for one in (leaves, stays)]
    assert states == [CriterionChangeState.LAPSED.code, CriterionChangeState.PROPOSED.code]


def of(plan: Plan, nc: Nonconformity) -> Criterion:
    return plan.criteria.get(plan_case__cycle__nc=nc)


@pytest.mark.clause("43")
def test_what_is_confirmed_is_not_struck_with_its_case(home: House) -> None:
    plan = given.approved(home)
    nc, line = plan.joined.get().cycle.nc, given.only_line(plan)
    revised(home, plan)
    write(home, plan, [row(home, nc, line=line.pk), row(home, nc, what="Екінші")], [goal(nc, 1, 2)])
    approved_anew(home, given.plan_again(plan), 4)
    confirmed(home, line)
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(6), reason="Екінші керек емес")

    told = {"case": given.fresh(nc), "reason": "Бөлек жоспарға"}
    release_case(given.plan_again(plan), by=home.dauren, at=day(6), **told)

    assert [one.state for one in plan.lines.order_by("position")] == ["confirmed", "struck"]


def confirmed(home: House, line: Line) -> None:
    line.refresh_from_db()
    mark_done(line, by=home.bauyrzhan, at=day(5), done_note="Бекітілді")
    line.refresh_from_db()
    confirm_action(line, by=home.timur, at=day(5))


@pytest.fixture
def half_done(home: House) -> tuple[Plan, Nonconformity, Nonconformity]:
    """A revised plan of two cases, the first of which is evaluated."""
    plan, first, second = shared(home)
    submit_plan(plan, by=home.dauren, at=day(1))
    approve_plan(given.plan_again(plan), by=home.maira, at=day(2))
    confirmed(home, plan.lines.get(plan_case__cycle__nc=first))
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(6), reason="Әрекет өзгереді")
    assert given.fresh(first).phase == CaseState.EVALUATION
    return given.plan_again(plan), first, second


@pytest.mark.clause("43")
@pytest.mark.clause("50")
def test_criteria_of_what_is_carried_out_are_neither_rewritten_nor_left_out(
    home: House, half_done: tuple[Plan, Nonconformity, Nonconformity]
) -> None:
    plan, first, second = half_done
    done, open_ = plan.lines.order_by("position")
    kept, other = of(plan, first), of(plan, second)
    lines = [row(home, first, line=done.pk), row(home, second, line=open_.pk)]

    write(home, plan, lines, [goal(second, 2, criterion=other.pk)])
    assert of(plan, first) == kept
    rewritten = goal(first, 1, criterion=kept.pk, target="1 %")
    write(home, plan, lines, [rewritten, goal(second, 2, criterion=other.pk, target="2 %")])

    assert (of(plan, first).target, of(plan, second).target) == (kept.target, "2 %")
    assert list(of(plan, first).lines.all()) == [done]


@pytest.mark.clause("43")
def test_what_is_struck_goes_to_the_end_of_the_plan(home: House) -> None:
    plan, first, second = shared(home)
    one, two = plan.lines.order_by("position")

    leaving = {"case": first, "reason": "Бөлек жоспарға"}
    release_case(plan, by=home.dauren, at=day(1), **leaving)
    assert plan.lines.numbers() == {two.pk: 1, one.pk: 2}

    write(home, plan, [row(home, second, line=two.pk), row(home, second, what="Үшінші")], [])
    third = plan.lines.get(what="Үшінші")
    assert plan.lines.numbers() == {two.pk: 1, third.pk: 2, one.pk: 3}


@pytest.mark.clause("18")
@pytest.mark.parametrize("confidential", [True, False], ids=["confidential", "open"])
def test_a_struck_line_opens_no_confidential_case(
    home: House,
    confidential: bool,  # noqa: FBT001
) -> None:
    plan = given.approved(home)
    nc = plan.joined.get().cycle.nc
    told = {"readers": [home.saule], "reason": "Құпия"}

    def seen_by(who: Person) -> bool:
        return visible_cases(who, on=day(8).date()).filter(pk=nc.pk).exists()

    if confidential:
        restrict_case(given.fresh(nc), by=home.saule, at=day(1), confidential=True, **told)
    revised(home, plan)
    people = (home.bauyrzhan, home.timur)
    assert all(map(seen_by, people))

    leaving = {"case": given.fresh(nc), "reason": "Бөлек жоспарға"}
    release_case(given.plan_again(plan), by=home.dauren, at=day(7), **leaving)

    assert [seen_by(who) for who in people] == [not confidential] * 2


@pytest.mark.clause("50")
def test_with_a_line_lapse_changes_of_its_own_plan_alone(home: House) -> None:
    plan, other = given.approved(home), given.approved(home)
    change = proposed(home, other.criteria.get(), day(1))
    Line.objects.filter(plan=other).update(state=ActionState.CONFIRMED.code)

    confirmed(home, given.only_line(plan))

    change.refresh_from_db()
    assert change.state == CriterionChangeState.PROPOSED.code


@pytest.mark.clause("43")
@pytest.mark.clause("50")
def test_to_what_is_carried_out_no_criterion_is_added_and_none_moves(
    home: House, half_done: tuple[Plan, Nonconformity, Nonconformity]
) -> None:
    plan, first, second = half_done
    done, open_ = plan.lines.order_by("position")
    lines = [row(home, first, line=done.pk), row(home, second, line=open_.pk)]
    moved = goal(first, 1, criterion=of(plan, second).pk)

    write(home, plan, lines, [moved, goal(first, 1, measure="Жаңа")])

    assert [one.plan_case.cycle.nc for one in plan.criteria.all()] == [first]
    positions = [goal(second, 2, measure=name) for name in ("Бір", "Екі")]
    write(home, plan, lines, positions)
    assert [one.position for one in plan.criteria.all()] == [1, 2, 3]


@pytest.mark.clause("43")
def test_a_round_that_is_over_keeps_its_criteria_where_the_case_joins_again(home: House) -> None:
    plan, first, second = shared(home)
    submit_plan(plan, by=home.dauren, at=day(1))
    approve_plan(given.plan_again(plan), by=home.maira, at=day(2))
    confirmed(home, plan.lines.get(plan_case__cycle__nc=first))
    given.measure(home, given.fresh(first), at=day(75), met="no")
    order_further_actions(given.fresh(first), by=home.saule, at=day(76), reason="Жетпеді")
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(77), reason="Әрекет өзгереді")
    join_case(given.plan_again(plan), by=home.dauren, at=day(77), case=given.fresh(first))
    measured = plan.criteria.get(measurements__isnull=False)
    (open_,) = plan.lines.filter(plan_case__cycle__nc=second)

    write(home, plan, [row(home, second, line=open_.pk)], [goal(second, 1)])

    measured.refresh_from_db()
    assert (measured.plan_case.cycle.ordinal, measured.lines.count()) == (1, 1)
    again = {"case": given.fresh(first), "reason": "Бөлек жоспарға"}
    release_case(given.plan_again(plan), by=home.dauren, at=day(77), **again)
    assert [one.left_at is None for one in plan.joined.order_by("pk")] == [True, True, False]


@pytest.mark.clause("48")
def test_a_plan_goes_on_without_what_was_confirmed_of_a_case_that_left(home: House) -> None:
    plan, first, second = shared(home)
    one, two = plan.lines.order_by("position")
    lines = [row(home, first, line=one.pk), row(home, first, what="Үшінші")]
    lines.append(row(home, second, line=two.pk))
    goals = [goal(first, 1, 2, criterion=of(plan, first).pk)]
    goals.append(goal(second, 3, criterion=of(plan, second).pk))
    write_plan(plan, by=home.dauren, at=MONDAY, lines=lines, criteria=goals)
    given.discuss(home, given.plan_again(plan), at=MONDAY)
    submit_plan(given.plan_again(plan), by=home.dauren, at=day(1))
    approve_plan(given.plan_again(plan), by=home.maira, at=day(2))
    confirmed(home, one)
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(6), reason="Бөлінеді")
    leaving = {"case": given.fresh(first), "reason": "Бөлек жоспарға"}
    release_case(given.plan_again(plan), by=home.dauren, at=day(6), **leaving)

    assert [line["line"] for line in saved_lines(given.plan_again(plan))] == [two.pk]
    assert plan.lines.numbers()[two.pk] == 1
    approved_anew(home, given.plan_again(plan), 7)

    assert given.plan_again(plan).phase == PlanState.APPROVED


@pytest.mark.clause("18")
def test_a_struck_correction_opens_no_confidential_case(home: House) -> None:
    nc = given.registered(home)
    told = {"what": "Түзетіледі", "executor": home.asel}
    record_correction(nc, by=home.saule, at=MONDAY, **told)
    hidden = {"confidential": True, "readers": [home.saule], "reason": "Құпия"}
    restrict_case(given.fresh(nc), by=home.saule, at=MONDAY, **hidden)
    seen = visible_cases(home.asel, on=day(8).date())
    assert seen.filter(pk=nc.pk).exists()

    strike_correction(nc.corrections.get(), by=home.saule, at=day(1), reason="Қате")

    assert not seen.filter(pk=nc.pk).exists()
    assert named_otherwise() == []
