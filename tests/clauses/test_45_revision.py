"""A plan revised after its approval: what stays, what waits, what goes on (43-46, 49)."""

from dataclasses import replace

import pytest

from tests import given
from tests.clauses.test_43_45_plan import goal, row, shared
from tests.clauses.test_44_approval import revised
from tests.given import MONDAY, House, day
from tests.refusing import refused, refused_among_others
from tuzetu.dossier.analysis import Cause
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Plan
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.rules import approval, criterion_change, execution
from tuzetu.procedure.states import CaseState, PlanState
from tuzetu.stages.effectiveness.steps import order_further_actions
from tuzetu.stages.execution.requests import (
    accept_criterion_change,
    advise_postponement,
    ask_postponement,
    grant_postponement,
    propose_criterion_change,
    refuse_postponement,
    reject_criterion_change,
)
from tuzetu.stages.execution.steps import confirm_action, mark_done
from tuzetu.stages.planning.steps import (
    approve_plan,
    draft_plan,
    propose_controller,
    record_meeting,
    revise_plan,
    submit_plan,
)
from tuzetu.stages.planning.writing import write_plan


def approved_anew(home: House, plan: Plan, on: int) -> None:
    """The revision is discussed, submitted and approved on one day."""
    held = day(on)
    record_meeting(plan, by=home.dauren, at=held, minutes_number="5", held_on=held.date())
    submit_plan(plan, by=home.dauren, at=held)
    approve_plan(plan, by=home.maira, at=held)


@pytest.mark.clause("45")
def test_a_revision_is_approved_though_what_it_leaves_unchanged_was_due_already(
    home: House,
) -> None:
    plan, line, criterion = revised(home)
    nc, (kept, changed) = plan.joined.get().cycle.nc, plan.lines.order_by("position")
    rows = [row(home, nc, line=kept.pk), row(home, nc, line=changed.pk, what="Басқаша")]
    write_plan(plan, by=home.dauren, at=day(70), lines=rows, criteria=[criterion])

    with refused(approval.every_deadline_can_be_approved):
        approved_anew(home, plan, 70)

    rows[1] = row(home, nc, line=changed.pk, what="Басқаша", due_on=day(90).date())
    later = replace(criterion, check_on=day(95).date())
    write_plan(plan, by=home.dauren, at=day(71), lines=rows, criteria=[later])
    approved_anew(home, plan, 71)

    kept.refresh_from_db()
    assert (kept.due_on, kept.approved_on) == (line.due_on, day(1).date())


@pytest.mark.clause("45")
def test_another_cause_alone_needs_a_new_approval_of_the_line(home: House) -> None:
    plan, _row, criterion = revised(home)
    nc, line = plan.joined.get().cycle.nc, plan.lines.order_by("position")[0]
    cause = Cause.objects.filter(analysis__cycle__nc=nc).last()
    assert cause is not None
    rows = [
        row(home, nc, line=one.pk, what=one.what, due_on=one.due_on, cause=cause.pk)
        for one in plan.lines.order_by("position")
    ]
    assert line.cause_id != cause.pk
    write_plan(plan, by=home.dauren, at=day(10), lines=rows, criteria=[criterion])

    line.refresh_from_db()
    assert (line.approved_on, line.first_due_on) == (None, None)


@pytest.mark.clause("46")
def test_a_revision_that_leaves_nothing_to_do_goes_on_to_evaluation(home: House) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    rows = [row(home, nc), row(home, nc, what="Оқытушыларды үйрету")]
    write_plan(plan, by=home.dauren, at=MONDAY, lines=rows, criteria=[goal(nc, 1, 2)])
    propose_controller(plan, by=home.saule, at=MONDAY, controller=home.timur)
    approved_anew(home, plan, 1)
    done, dropped = plan.lines.order_by("position")
    mark_done(done, by=home.bauyrzhan, at=day(5), done_note="Бекітілді")
    done.refresh_from_db()
    confirm_action(done, by=home.timur, at=day(6))
    revise_plan(plan, by=home.dauren, at=day(10), reason="Екінші әрекет керек емес")
    kept = row(home, nc, line=done.pk)
    write_plan(plan, by=home.dauren, at=day(10), lines=[kept], criteria=[goal(nc, 1)])

    approved_anew(home, plan, 11)

    dropped.refresh_from_db()
    cycle = given.fresh(nc).cycles.get()
    assert dropped.state == "struck"
    assert given.fresh(nc).phase == CaseState.EVALUATION
    assert given.plan_again(plan).phase == PlanState.CARRIED_OUT
    assert (cycle.remedied_on, cycle.evaluate_from) == (day(6).date(), day(70).date())


@pytest.mark.clause("46")
def test_a_controller_who_carries_out_with_others_needs_a_substitute_too(home: House) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    rows = [row(home, nc, co_executors=(home.timur,))]
    write_plan(plan, by=home.dauren, at=MONDAY, lines=rows, criteria=[goal(nc, 1)])
    with refused(approval.nobody_is_chosen_to_control_their_own_line):
        propose_controller(plan, by=home.saule, at=MONDAY, controller=home.timur)

    propose_controller(
        plan, by=home.saule, at=MONDAY, controller=home.timur, controller_substitute=home.asel
    )
    approved_anew(home, plan, 1)
    line = given.only_line(plan)
    mark_done(line, by=home.bauyrzhan, at=day(5), done_note="Бекітілді")
    line.refresh_from_db()
    assert Duty.objects.get(owed=Owed.CONFIRM.code).person == home.asel
    with refused_among_others(execution.the_controller_did_not_execute_it):
        confirm_action(line, by=home.timur, at=day(6))
    confirm_action(line, by=home.asel, at=day(6))


@pytest.mark.clause("43")
@pytest.mark.clause("44")
def test_a_plan_leads_no_case_that_went_on_to_its_next_cycle(home: House) -> None:
    plan, first, second = shared(home)
    submit_plan(plan, by=home.dauren, at=day(1))
    approve_plan(plan, by=home.maira, at=day(1))
    line = plan.lines.get(plan_case__cycle__nc=first)
    mark_done(line, by=home.bauyrzhan, at=day(5), done_note="Бекітілді")
    line.refresh_from_db()
    confirm_action(line, by=home.timur, at=day(6))
    given.measure(home, first, at=day(75))
    order_further_actions(first, by=home.saule, at=day(76), reason="Тағы бір кафедра қалды")
    again = draft_plan(given.fresh(first), by=home.dauren, at=day(77))

    revise_plan(plan, by=home.dauren, at=day(78), reason="Әрекет өзгереді")
    rows = [
        row(home, first, line=line.pk),
        row(home, second, line=plan.lines.last().pk, due_on=day(99).date()),
    ]
    goals = [goal(first, 1), goal(second, 2, check_on=day(99).date())]
    write_plan(plan, by=home.dauren, at=day(78), lines=rows, criteria=goals)
    approved_anew(home, plan, 79)

    assert given.fresh(first).phase == CaseState.PLANNING
    assert given.fresh(second).phase == CaseState.EXECUTION
    assert given.plan_again(again).phase == PlanState.DRAFT


@pytest.mark.clause("45")
def test_no_later_deadline_is_granted_while_the_plan_is_rewritten(home: House) -> None:
    plan = given.approved(home)
    line = given.only_line(plan)
    request = ask_postponement(
        line, by=home.bauyrzhan, at=day(2), asked_until=day(80).date(), reason="Кешігеді"
    )
    advise_postponement(request, by=home.timur, at=day(3), advised_for=True, advice="Иә")
    request.refresh_from_db()
    revise_plan(plan, by=home.dauren, at=day(4), reason="Әрекет өзгереді")

    with refused(execution.no_revision_is_under_way):
        grant_postponement(request, by=home.maira, at=day(5))
    refuse_postponement(request, by=home.maira, at=day(5), decision="Жоспар қайта жазылады")


@pytest.mark.clause("49")
@pytest.mark.clause("50")
def test_no_change_of_a_criterion_is_accepted_while_the_plan_is_rewritten(home: House) -> None:
    plan = given.approved(home)
    change = propose_criterion_change(
        plan.criteria.get(),
        by=home.dauren,
        at=day(2),
        reason="Мақсат тым жоғары",
        measure="Келісілген силлабустар",
        value_now="0 %",
        target="80 %",
        data_source="Тізілім",
        check_on=day(80).date(),
    )
    revise_plan(plan, by=home.dauren, at=day(4), reason="Әрекет өзгереді")

    with refused(criterion_change.the_plan_is_not_revised):
        accept_criterion_change(change, by=home.saule, at=day(5))
    reject_criterion_change(change, by=home.saule, at=day(5), decision="Жоспар қайта жазылады")


@pytest.mark.clause("44")
def test_a_revision_is_owed_from_its_own_day(home: House) -> None:
    plan, _line, _criterion = revised(home, day(70))

    owed = Duty.objects.get(plan=plan, owed=Owed.SUBMIT.code)
    assert (owed.counts_from, owed.due_on) == (day(70).date(), day(84).date())

    record_meeting(plan, by=home.dauren, at=day(71), minutes_number="5", held_on=day(71).date())
    submit_plan(plan, by=home.dauren, at=day(71))
    assert Duty.objects.get(plan=plan, owed=Owed.APPROVE.code).counts_from == day(70).date()


@pytest.mark.clause("45")
def test_while_a_plan_is_revised_no_action_of_it_is_waited_for(home: House) -> None:
    line = given.only_line(given.approved(home))
    told = {"asked_until": day(80).date(), "reason": "Келісу созылды"}
    ask_postponement(line, by=home.bauyrzhan, at=day(1), **told)
    assert Duty.objects.filter(owed=Owed.CARRY_OUT.code).exists()

    revise_plan(given.plan_again(line.plan), by=home.dauren, at=day(2), reason="Басқаша")

    assert not Duty.objects.filter(owed=Owed.CARRY_OUT.code).exists()
