"""Nobody decides about their own, through no stand-in either; whom it concerns leads nothing."""

from collections.abc import Callable
from datetime import date

import pytest

from tests import given
from tests.clauses.test_27_on_whose_behalf import stands_in
from tests.clauses.test_43_45_plan import goal, row
from tests.given import MONDAY, House, day
from tests.refusing import refused
from tuzetu.conduct.recounting import recount, wake_observed
from tuzetu.dossier.case import CaseSubstitute
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Line, Plan
from tuzetu.dossier.request import CriterionChange, Postponement
from tuzetu.people.appointment import Appointment
from tuzetu.people.person import Person
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.offices import Office
from tuzetu.procedure.rulebook import Rule
from tuzetu.procedure.rules import (
    approval,
    causes,
    criterion_change,
    effectiveness,
    execution,
    independence,
    planning,
    registration,
)
from tuzetu.procedure.states import ActionState
from tuzetu.stages.causes.steps import complete_analysis, propose_no_action, write_analysis
from tuzetu.stages.decision.steps import convene_group, pass_to_unit
from tuzetu.stages.effectiveness.steps import find_effective
from tuzetu.stages.execution.requests import (
    accept_criterion_change,
    advise_postponement,
    ask_postponement,
    grant_postponement,
    propose_criterion_change,
)
from tuzetu.stages.execution.steps import confirm_action, mark_done
from tuzetu.stages.planning.steps import (
    approve_plan,
    change_controller,
    draft_plan,
    propose_controller,
    revise_plan,
    submit_plan,
)
from tuzetu.stages.planning.writing import write_plan
from tuzetu.stages.registration.steps import bind_to_rectorate, name_substitute

pytestmark = pytest.mark.clause("38")


Act = Callable[[Person], object]


def plan_of_hers(home: House) -> Act:
    plan = given.submitted(home)
    Plan.objects.filter(pk=plan.pk).update(author=home.maira)
    return lambda by: approve_plan(given.plan_again(plan), by=by, at=day(2))


def request_of_hers(home: House) -> Act:
    line = given.only_line(given.approved(home))
    told = {"asked_until": day(80).date(), "reason": "Келісу созылды"}
    request = ask_postponement(line, by=home.bauyrzhan, at=day(1), **told)
    advise_postponement(request, by=home.timur, at=day(1), advised_for=True, advice="Мүмкін")
    Postponement.objects.filter(pk=request.pk).update(asked_by=home.maira)
    kept = Postponement.objects
    return lambda by: grant_postponement(kept.get(pk=request.pk), by=by, at=day(2))


def proposal_of_hers(home: House) -> Act:
    change = propose_criterion_change(
        given.approved(home).criteria.get(),
        by=home.dauren,
        at=day(1),
        reason="Дерек көзі өзгерді",
        measure="Үлесі",
        value_now="10 %",
        target="95 %",
        data_source="Портал",
        check_on=day(80).date(),
    )
    CriterionChange.objects.filter(pk=change.pk).update(proposed_by=home.saule)
    kept = CriterionChange.objects
    return lambda by: accept_criterion_change(kept.get(pk=change.pk), by=by, at=day(2))


def actions_of_hers(home: House) -> Act:
    nc = given.measured(home)
    Plan.objects.update(author=home.saule)
    return lambda by: find_effective(given.fresh(nc), by=by, at=day(76), reason="Орындалды")


OWN: dict[str, tuple[str, Callable[[House], Act], Rule]] = {
    "44 approval": ("maira", plan_of_hers, approval.the_approver_is_not_the_author),
    "45 postponement": ("maira", request_of_hers, execution.the_asker_does_not_decide),
    "50 criterion": ("saule", proposal_of_hers, criterion_change.the_proposer_does_not_decide),
    "51 verdict": ("saule", actions_of_hers, effectiveness.the_judge_is_not_the_author),
}


@pytest.mark.clause("44")
@pytest.mark.clause("45")
@pytest.mark.clause("50")
@pytest.mark.clause("51")
@pytest.mark.parametrize("what", OWN)
def test_nobody_decides_on_their_own_themselves_or_through_a_stand_in(
    home: House, what: str
) -> None:
    who, hers, rule = OWN[what]
    act = hers(home)

    with refused(rule):
        act(getattr(home, who))
    stands_in(home.asel, getattr(home, who))
    Appointment.objects.exclude(acting_for=None).update(until_on=day(99).date())
    with refused(rule):
        act(home.asel)


def test_the_rector_names_another_person(home: House) -> None:
    nc = given.identified(home)

    with refused(registration.the_substitute_is_not_the_rector):
        name_substitute(
            nc, by=home.erlan, at=day(1), part="office", person=home.erlan, reason="Өзім"
        )


def test_nobody_decides_instead_of_themselves(home: House) -> None:
    told = {"part": "office", "person": home.asel, "instead_of": home.asel, "reason": "Өзі"}

    with refused(registration.the_substitute_replaces_another):
        name_substitute(given.identified(home), by=home.erlan, at=day(1), **told)


@pytest.mark.clause("36")
def test_whom_it_concerns_leads_no_analysis(home: House) -> None:
    nc = given.identified(home)
    nc.concerned.add(home.asel, home.dauren)
    told = {"by": home.saule, "at": day(1), "reason": "Мәселе"}

    with refused(causes.the_chosen_leader_is_not_concerned):
        convene_group(
            given.fresh(nc), leader=home.asel, members=[], owning_unit=home.department, **told
        )
    with refused(causes.the_chosen_leader_is_not_concerned):
        pass_to_unit(given.fresh(nc), unit=home.department, **told)
    pass_to_unit(given.fresh(nc), unit=home.department, leader=home.timur, **told)


@pytest.mark.clause("36")
@pytest.mark.clause("10.4")
@pytest.mark.parametrize("needed", [True, False])
def test_whom_it_turns_out_to_concern_hands_no_analysis_over(home: House, *, needed: bool) -> None:
    nc = given.decided(home)
    found = {**given.FOUND, "action_needed": needed}
    write_analysis(nc, by=home.dauren, at=day(1), causes=[given.ROOT], **found)
    nc.concerned.add(home.dauren)

    with refused(causes.the_leader_is_not_concerned):
        (complete_analysis if needed else propose_no_action)(
            given.fresh(nc), by=home.dauren, at=day(1)
        )


@pytest.mark.clause("35")
@pytest.mark.clause("46")
def test_a_concerned_officer_neither_proposes_the_controller_nor_sets_the_attestation(
    home: House,
) -> None:
    plan = given.planned(home)
    nc = plan.joined.get().cycle.nc
    nc.concerned.add(home.saule)
    when = {"by": home.saule, "at": day(1)}

    with refused(independence.the_decider_is_not_concerned):
        propose_controller(given.plan_again(plan), controller=home.timur, **when)
    with refused(independence.the_decider_is_not_concerned):
        bind_to_rectorate(
            given.fresh(nc),
            rectorate_decision="",
            rectorate_decided_on=None,
            next_attestation_on=day(900).date(),
            **when,
        )

    stands_in(home.asel, home.saule)
    when["by"] = home.asel
    with refused(independence.the_decider_stands_in_for_nobody_concerned):
        propose_controller(given.plan_again(plan), controller=home.timur, **when)
    with refused(independence.the_decider_stands_in_for_nobody_concerned):
        bind_to_rectorate(
            given.fresh(nc),
            rectorate_decision="",
            rectorate_decided_on=None,
            next_attestation_on=day(900).date(),
            **when,
        )


@pytest.mark.clause("46")
def test_where_it_concerns_the_controllers_substitute_another_is_waited_for(home: House) -> None:
    plan = given.approved(home)
    told = {"by": home.maira, "at": day(1), "reason": "Демалыс"}
    change_controller(plan, controller=home.timur, controller_substitute=home.gulnar, **told)
    assert not Duty.objects.filter(owed=Owed.REPLACE_CONTROLLER.code).exists()
    plan.joined.get().cycle.nc.concerned.add(home.gulnar)

    recount(given.plan_again(plan), on=day(1).date())

    assert Duty.objects.get(owed=Owed.REPLACE_CONTROLLER.code).plan == plan


@pytest.mark.clause("46")
def test_whoever_has_done_a_line_does_not_confirm_it_though_another_carries_it_out_now(
    home: House,
) -> None:
    line = given.only_line(given.approved(home))
    mark_done(line, by=home.bauyrzhan, at=day(2), done_note="Дайын")
    Line.objects.filter(pk=line.pk).update(executor=home.aigerim)
    Plan.objects.update(controller=home.bauyrzhan)

    with refused(execution.the_controller_did_not_execute_it):
        confirm_action(Line.objects.get(pk=line.pk), by=home.bauyrzhan, at=day(3))

    Plan.objects.update(controller_substitute=home.timur)
    confirm_action(Line.objects.get(pk=line.pk), by=home.timur, at=day(3))


@pytest.mark.clause("41")
@pytest.mark.clause("45")
@pytest.mark.parametrize(("what", "phase"), [(None, "done"), ("Басқа әрекет", "planned")])
def test_what_a_revision_rewrites_is_to_be_done_anew(
    home: House, what: str | None, phase: str
) -> None:
    plan = given.approved(home)
    nc, line = plan.joined.get().cycle.nc, given.only_line(plan)
    mark_done(line, by=home.bauyrzhan, at=day(2), done_note="Дайын")
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(3), reason="Басқаша")
    kept = row(home, nc, line=line.pk, what=what or line.what, due_on=line.due_on)

    write_plan(
        given.plan_again(plan), by=home.dauren, at=day(3), lines=[kept], criteria=[goal(nc, 1)]
    )

    line.refresh_from_db()
    assert line.phase == ActionState[phase.upper()]
    assert (line.done_by is None, line.done_note == "") == (phase == "planned",) * 2


@pytest.mark.clause("48")
def test_a_criterion_covers_some_line(home: House) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    loose = goal(nc)
    lines, goals = [row(home, nc)], [goal(nc, 1), loose]
    write_plan(given.plan_again(plan), by=home.dauren, at=MONDAY, lines=lines, criteria=goals)
    given.discuss(home, given.plan_again(plan), at=MONDAY)

    with refused(planning.every_criterion_is_complete) as told:
        submit_plan(given.plan_again(plan), by=home.dauren, at=MONDAY)
    assert told["criteria"] == "criterion 2: Covers lines"


def waits_for_the_rector() -> bool:
    return Duty.objects.filter(owed__startswith="name_for_").exists()


@pytest.mark.clause("51")
def test_where_it_concerns_the_only_auditor_the_rector_is_waited_for(home: House) -> None:
    given.appoint(home.gulnar, Office.AUDITOR)
    nc = given.carried_out(home)
    type(nc).objects.filter(pk=nc.pk).update(internal_audit=True)
    nc.concerned.add(home.gulnar)

    given.measure(home, given.fresh(nc), at=day(75))

    assert Duty.objects.get(nc=nc, owed=Owed.GIVE_VERDICT.code).part == "auditor"
    assert waits_for_the_rector()


@pytest.mark.clause("17")
def test_the_final_verdict_is_waited_for_from_somebody_who_did_not_plan(home: House) -> None:
    given.observed(home)
    Plan.objects.update(author=home.saule)

    wake_observed(on=date(2027, 1, 11))

    assert waits_for_the_rector()


@pytest.mark.clause("44")
def test_who_left_is_waited_for_no_more_and_of_two_the_one_named_last(home: House) -> None:
    plan = given.submitted(home)
    nc = plan.joined.get().cycle.nc
    nc.concerned.add(home.maira)
    told = {"by": home.erlan, "part": "vice_rector", "reason": "Өзіне қатысты"}
    for number, person in enumerate((home.timur, home.asel), 1):
        name_substitute(given.fresh(nc), at=day(number), person=person, **told)
    approving = Duty.objects.filter(plan=plan, owed=Owed.APPROVE.code)
    assert approving.get().person == home.asel

    Person.objects.filter(pk=home.asel.pk).update(is_active=False)
    name_substitute(given.fresh(nc), at=day(3), person=home.gulnar, **(told | {"part": "auditor"}))
    assert approving.get().person == home.timur

    Person.objects.filter(pk=home.timur.pk).update(is_active=False)
    CaseSubstitute.objects.filter(person=home.gulnar).update(part="office")
    name_substitute(given.fresh(nc), at=day(4), person=home.zhanar, **(told | {"part": "auditor"}))
    assert approving.get().person is None
    assert waits_for_the_rector()


@pytest.mark.clause("44")
def test_an_office_that_nobody_holds_is_no_matter_of_a_substitute(home: House) -> None:
    plan = given.planned(home)
    plan.joined.get().cycle.nc.concerned.add(home.aigerim)
    Appointment.objects.filter(person=home.maira).delete()

    submit_plan(given.plan_again(plan), by=home.dauren, at=day(1))

    assert not waits_for_the_rector()
