"""What a plan holds before it is submitted; one plan for several cases (12, 18, 41, 43, 45, 48)."""

from dataclasses import replace
from datetime import datetime

import pytest

from tests import given
from tests.given import MONDAY, House, day
from tests.refusing import not_now, not_theirs, refused, refused_saying
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Line, Plan
from tuzetu.journal.models import Entry, EntryCase
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.rulebook import Refused, Rule
from tuzetu.procedure.rules import planning, registration
from tuzetu.procedure.states import CaseState, PlanState
from tuzetu.stages.decision.steps import void_case
from tuzetu.stages.execution.steps import confirm_action, mark_done
from tuzetu.stages.planning.steps import (
    abandon_plan,
    approve_plan,
    draft_plan,
    join_case,
    propose_controller,
    record_meeting,
    release_case,
    return_plan,
    revise_plan,
    submit_plan,
)
from tuzetu.stages.planning.writing import CriterionRow, LineRow, write_plan
from tuzetu.stages.registration.steps import restrict_case


def row(home: House, nc: Nonconformity, **told: object) -> LineRow:
    whole = LineRow(
        case=nc.pk,
        what="Келісу тәртібін бекіту",
        due_on=day(60).date(),
        executor=home.bauyrzhan,
        unit=home.department,
    )
    return replace(whole, **told)


def goal(nc: Nonconformity, *covers: int, **told: object) -> CriterionRow:
    whole = CriterionRow(
        case=nc.pk,
        measure="Келісілген силлабустар",
        covers=covers,
        value_now="0 %",
        target="100 %",
        data_source="Тізілім",
        check_on=day(70).date(),
    )
    return replace(whole, **told)


def discussed(
    home: House, plan: Plan, lines: list[LineRow], criteria: list[CriterionRow], at: datetime
) -> None:
    write_plan(plan, by=home.dauren, at=at, lines=lines, criteria=criteria)
    given.discuss(home, plan, at=at)


def shared(home: House, **told: object) -> tuple[Plan, Nonconformity, Nonconformity]:
    """One complete plan for two cases, discussed."""
    first, second = given.analysed(home), given.analysed(home, **told)
    plan = draft_plan(first, by=home.dauren, at=MONDAY)
    join_case(plan, by=home.dauren, at=MONDAY, case=second)
    lines = [row(home, first), row(home, second, what="Бағалау тәртібін жаңарту")]
    criteria = [goal(first, 1), goal(second, 2)]
    discussed(home, plan, lines, criteria, MONDAY)
    propose_controller(plan, by=home.saule, at=MONDAY, controller=home.timur)
    return given.plan_again(plan), given.fresh(first), given.fresh(second)


@pytest.mark.clause("43")
@pytest.mark.clause("27.5")
@pytest.mark.parametrize("who", ["aigerim", "bauyrzhan", "saule", "maira", "timur"])
def test_only_the_head_of_the_owning_unit_starts_a_plan(home: House, who: str) -> None:
    nc = given.analysed(home)

    with not_theirs():
        draft_plan(nc, by=getattr(home, who), at=MONDAY)


@pytest.mark.clause("43")
@pytest.mark.clause("27")
def test_a_case_is_planned_only_when_its_causes_are_known(home: House) -> None:
    nc = given.decided(home)

    with refused_saying(planning.the_case_waits_for_a_plan.says) as clauses:
        draft_plan(nc, by=home.dauren, at=MONDAY)

    assert clauses == ["43"]


@pytest.mark.clause("43")
def test_from_a_plan_without_cases_none_is_taken(home: House) -> None:
    plan = given.planned(home)
    nc = plan.joined.get().cycle.nc
    release_case(plan, by=home.dauren, at=MONDAY, case=nc, reason="Бөлек жоспарға")

    with refused(planning.the_plan_serves_a_case):
        release_case(plan, by=home.dauren, at=MONDAY, case=nc, reason="Тағы да")


@pytest.mark.clause("43")
def test_for_a_case_that_has_ended_nothing_is_planned(home: House) -> None:
    plan, ended = given.planned(home), given.identified(home)
    void_case(ended, by=home.saule, at=MONDAY, reason="Қате енгізілді")

    with refused(planning.the_case_is_not_at_its_end) as told:
        join_case(plan, by=home.dauren, at=MONDAY, case=given.fresh(ended))
    assert told["stage"] == "Voided"
    with refused(planning.the_case_is_not_at_its_end):
        draft_plan(given.fresh(ended), by=home.dauren, at=MONDAY)


@pytest.mark.clause("43")
def test_only_the_author_writes_joins_releases_meets_and_submits(home: House) -> None:
    plan = given.planned(home)
    nc, other = plan.joined.get().cycle.nc, given.analysed(home)

    for who in (home.aigerim, home.saule, home.maira):
        with not_theirs():
            write_plan(plan, by=who, at=MONDAY, lines=[], criteria=[])
        with not_theirs():
            join_case(plan, by=who, at=MONDAY, case=other)
        with not_theirs():
            release_case(plan, by=who, at=MONDAY, case=nc, reason="Керек емес")
        with not_theirs():
            record_meeting(plan, by=who, at=MONDAY, minutes_number="4", held_on=MONDAY.date())
        with not_theirs():
            submit_plan(plan, by=who, at=MONDAY)
        with not_theirs():
            abandon_plan(plan, by=who, at=MONDAY, reason="Керек емес")


LACKING = [
    pytest.param({"what": ""}, planning.every_line_says_what, id="what 45"),
    pytest.param({"executor": None}, planning.every_line_has_an_executor, id="executor 45"),
    pytest.param({"due_on": None}, planning.every_line_has_a_deadline, id="deadline 45"),
    pytest.param({"unit": None}, planning.every_line_has_a_unit, id="implementing unit 41"),
]


@pytest.mark.clause("45")
@pytest.mark.clause("41")
@pytest.mark.parametrize(("told", "rule"), LACKING)
def test_every_line_says_what_by_whom_where_and_until_when(
    home: House, told: dict[str, object], rule: Rule
) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    discussed(home, plan, [row(home, nc, **told)], [goal(nc, 1)], MONDAY)

    with refused(rule):
        submit_plan(plan, by=home.dauren, at=MONDAY)


@pytest.mark.clause("43")
@pytest.mark.clause("10.7")
def test_every_case_has_a_corrective_action(home: House) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)

    for kind in (Line.Kind.CORRECTION, Line.Kind.PREVENTIVE):
        discussed(home, plan, [row(home, nc, kind=kind)], [goal(nc, 1)], MONDAY)
        with refused(planning.every_case_has_an_action):
            submit_plan(plan, by=home.dauren, at=MONDAY)


@pytest.mark.clause("43")
@pytest.mark.clause("5.13")
def test_a_potential_nonconformity_is_answered_by_a_preventive_action(home: House) -> None:
    nc = given.analysed(home, kind="potential")
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    line = row(home, nc, kind=Line.Kind.PREVENTIVE)

    discussed(home, plan, [line], [], MONDAY)
    with refused(planning.every_action_has_a_criterion):
        submit_plan(plan, by=home.dauren, at=MONDAY)

    discussed(home, plan, [line], [goal(nc, 1)], MONDAY)
    submit_plan(plan, by=home.dauren, at=MONDAY)


@pytest.mark.clause("43")
def test_a_plan_that_serves_no_case_is_not_submitted_but_abandoned(home: House) -> None:
    plan = given.planned(home)
    nc = plan.joined.get().cycle.nc

    with refused(planning.no_case_depends_on_it):
        abandon_plan(plan, by=home.dauren, at=day(1), reason="Басқа жоспар")
    release_case(plan, by=home.dauren, at=day(1), case=nc, reason="Басқа жоспарға")
    with refused(planning.the_plan_serves_a_case):
        record_meeting(plan, by=home.dauren, at=day(1), minutes_number="4", held_on=day(1).date())
    with refused(planning.the_plan_serves_a_case):
        submit_plan(plan, by=home.dauren, at=day(1))
    abandon_plan(plan, by=home.dauren, at=day(1), reason="Бос қалды")

    assert given.plan_again(plan).phase == PlanState.ABANDONED
    assert Duty.objects.get(nc=nc, owed=Owed.PLAN.code).unit == home.department
    assert not Duty.objects.filter(plan=plan).exists()


@pytest.mark.clause("43")
@pytest.mark.clause("44")
def test_one_plan_serves_several_cases_and_they_follow_it(home: House) -> None:
    plan, first, second = shared(home)

    def stages() -> set[CaseState]:
        return {given.fresh(first).phase, given.fresh(second).phase}

    assert stages() == {CaseState.PLANNING}
    submit_plan(plan, by=home.dauren, at=day(1))
    assert stages() == {CaseState.APPROVAL}
    return_plan(plan, by=home.maira, at=day(2), remark="Мерзім қысқа")
    assert stages() == {CaseState.PLANNING}
    submit_plan(plan, by=home.dauren, at=day(3))
    approve_plan(plan, by=home.maira, at=day(4))
    assert stages() == {CaseState.EXECUTION}

    entry = Entry.objects.get(code="approve_plan")
    cases = set(EntryCase.objects.filter(entry=entry).values_list("case_id", flat=True))
    assert cases == {first.pk, second.pk}


@pytest.mark.clause("43")
def test_a_case_is_released_from_a_returned_plan_and_the_rest_stands(home: House) -> None:
    plan, first, second = shared(home)
    submit_plan(plan, by=home.dauren, at=day(1))
    return_plan(plan, by=home.maira, at=day(2), remark="Екінші жағдайды бөлек қараңыз")

    release_case(plan, by=home.dauren, at=day(3), case=second, reason="Бөлек жоспарға")

    lines = list(plan.lines.order_by("position").values_list("plan_case__cycle__nc", "state"))
    assert lines == [(first.pk, "planned"), (second.pk, "struck")]
    entry = Entry.objects.get(code="release_case")
    told = EntryCase.objects.filter(entry=entry).values_list("case_id", flat=True)
    assert set(told) == {first.pk, second.pk}
    assert Duty.objects.filter(nc=second, owed=Owed.PLAN.code).exists()
    submit_plan(plan, by=home.dauren, at=day(4))
    assert given.fresh(first).phase == CaseState.APPROVAL
    assert given.fresh(second).phase == CaseState.PLANNING
    draft_plan(second, by=home.dauren, at=day(4))


@pytest.mark.clause("43")
def test_a_case_stands_in_one_plan_at_a_time_and_with_cases_of_its_unit(home: House) -> None:
    plan, other = given.planned(home), given.analysed(home)
    strange = given.analysed(home)
    Nonconformity.objects.filter(pk=strange.pk).update(owning_unit=home.office)

    draft_plan(other, by=home.dauren, at=MONDAY)
    with refused(planning.the_case_stands_in_no_plan):
        join_case(plan, by=home.dauren, at=MONDAY, case=other)
    with refused(planning.the_case_stands_in_no_plan):
        draft_plan(other, by=home.dauren, at=MONDAY)
    with refused(planning.the_case_waits_for_a_plan) as told:
        join_case(plan, by=home.dauren, at=MONDAY, case=given.decided(home))
    assert (told["stage"], told["planning"]) == ("Cause analysis", "Plan being drafted")
    with refused_saying("Case {number} belongs to another unit; a plan is of one unit."):
        join_case(plan, by=home.dauren, at=MONDAY, case=given.fresh(strange))


@pytest.mark.clause("43")
def test_a_case_joins_only_a_draft_or_returned_plan(home: House) -> None:
    plan, other = given.submitted(home), given.analysed(home)

    with not_now():
        join_case(plan, by=home.dauren, at=MONDAY, case=other)

    return_plan(plan, by=home.maira, at=day(1), remark="Толықтырыңыз")
    join_case(plan, by=home.dauren, at=day(2), case=other)
    assert plan.joined.filter(left_at=None).count() == 2


@pytest.mark.clause("18")
def test_a_confidential_case_shares_no_plan(home: House) -> None:
    """Also where whoever joins it saw it before it became confidential."""
    plan, secret = given.planned(home), given.analysed(home)
    restrict_case(secret, by=home.saule, at=MONDAY, confidential=True, readers=[], reason="Құпия")

    with refused_saying("A confidential case shares its plan with no other case."):
        join_case(plan, by=home.dauren, at=MONDAY, case=secret)


@pytest.mark.clause("18")
def test_a_case_that_becomes_confidential_leaves_the_shared_plan_first(home: House) -> None:
    plan, first, third = *shared(home)[:2], given.analysed(home)
    restrict_case(first, by=home.saule, at=day(1), confidential=True, readers=[], reason="Құпия")

    with refused(planning.a_confidential_case_stands_alone):
        submit_plan(plan, by=home.dauren, at=day(1))
    with refused(planning.its_case_is_not_confidential):
        join_case(plan, by=home.dauren, at=day(1), case=third)

    release_case(plan, by=home.dauren, at=day(1), case=first, reason="Құпия іс")
    submit_plan(plan, by=home.dauren, at=day(1))


@pytest.mark.clause("18")
def test_a_case_of_a_shared_plan_is_not_made_confidential_behind_it(home: House) -> None:
    plan, first, _second = shared(home)
    secret = {"confidential": True, "readers": [], "reason": "Құпия"}
    submit_plan(plan, by=home.dauren, at=day(1))

    with refused(registration.the_shared_plan_is_returned_first):
        restrict_case(first, by=home.saule, at=day(1), **secret)
    approve_plan(plan, by=home.maira, at=day(1))
    with refused(registration.the_shared_plan_is_revised_first):
        restrict_case(first, by=home.saule, at=day(2), **secret)
    restrict_case(first, by=home.saule, at=day(2), **{**secret, "confidential": False})

    revise_plan(plan, by=home.dauren, at=day(3), reason="Құпия іс шығады")
    release_case(plan, by=home.dauren, at=day(3), case=first, reason="Құпия іс")
    restrict_case(first, by=home.saule, at=day(3), **secret)

    assert given.fresh(first).confidential


@pytest.mark.clause("18")
def test_a_case_that_is_carried_out_waits_with_confidentiality_for_its_plan(home: House) -> None:
    plan, first, second = shared(home)
    secret = {"confidential": True, "readers": [], "reason": "Құпия"}
    submit_plan(plan, by=home.dauren, at=day(1))
    approve_plan(plan, by=home.maira, at=day(1))

    for nc in (first, second):
        line = plan.lines.get(plan_case__cycle__nc=nc)
        mark_done(line, by=home.bauyrzhan, at=day(5), done_note="Бекітілді")
        confirm_action(line, by=home.timur, at=day(6))
        if nc == first:
            with refused(registration.the_shared_plan_is_carried_out_first):
                restrict_case(first, by=home.saule, at=day(7), **secret)

    restrict_case(first, by=home.saule, at=day(7), **secret)
    assert given.fresh(first).confidential


@pytest.mark.clause("43")
def test_a_case_with_nothing_but_a_preventive_line_is_named(home: House) -> None:
    plan, first, second = shared(home)
    rows = [row(home, first), row(home, second, kind="preventive")]
    write_plan(
        plan, by=home.dauren, at=day(1), lines=rows, criteria=[goal(first, 1), goal(second, 2)]
    )

    with pytest.raises(Refused) as told:
        submit_plan(plan, by=home.dauren, at=day(1))

    (reason,) = told.value.reasons
    assert reason.says == planning.every_case_has_an_action.says
    assert reason.values == {"cases": second.number}


@pytest.mark.clause("48")
def test_a_criterion_of_a_case_that_left_bars_nothing(home: House) -> None:
    plan, first, second = shared(home)
    goals = [goal(first, 1), goal(second, 2, target="")]
    rows = [row(home, first), row(home, second)]
    write_plan(plan, by=home.dauren, at=day(1), lines=rows, criteria=goals)
    with refused(planning.every_criterion_is_complete):
        submit_plan(plan, by=home.dauren, at=day(1))

    release_case(plan, by=home.dauren, at=day(1), case=second, reason="Бөлек жоспарға")

    submit_plan(plan, by=home.dauren, at=day(1))


@pytest.mark.clause("43")
def test_only_an_empty_plan_is_abandoned(home: House) -> None:
    plan, first, second = shared(home)
    submit_plan(plan, by=home.dauren, at=day(1))
    approve_plan(plan, by=home.maira, at=day(1))
    line = plan.lines.get(plan_case__cycle__nc=first)
    mark_done(line, by=home.bauyrzhan, at=day(5), done_note="Бекітілді")
    line.refresh_from_db()
    confirm_action(line, by=home.timur, at=day(6))
    revise_plan(plan, by=home.dauren, at=day(7), reason="Әрекет өзгереді")
    release_case(plan, by=home.dauren, at=day(7), case=second, reason="Бөлек жоспарға")

    with refused(planning.no_case_depends_on_it):
        abandon_plan(plan, by=home.dauren, at=day(8), reason="Керек емес")
