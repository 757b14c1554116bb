"""The unit meeting, the vice-rector, the frozen text, and what voids it (44-46)."""

from datetime import date, datetime

import pytest

from tests import given
from tests.clauses.test_43_45_plan import goal, row
from tests.given import MONDAY, House, day
from tests.refusing import not_now, not_theirs, refused
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Plan
from tuzetu.dossier.plan_text import digest_of
from tuzetu.people.appointing import name_substitute
from tuzetu.people.appointment import Appointment
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.offices import Office
from tuzetu.procedure.rules import approval
from tuzetu.procedure.states import CaseState, PlanState
from tuzetu.stages.planning.forms import RecordMeeting, ReturnPlan
from tuzetu.stages.planning.steps import (
    approve_plan,
    change_controller,
    draft_plan,
    propose_controller,
    record_meeting,
    return_plan,
    revise_plan,
    submit_plan,
)
from tuzetu.stages.planning.writing import CriterionRow, LineRow, write_plan


@pytest.mark.clause("44")
def test_no_plan_is_submitted_before_a_unit_meeting_discussed_it(home: House) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    write_plan(plan, by=home.dauren, at=MONDAY, lines=[row(home, nc)], criteria=[goal(nc, 1)])

    with refused(approval.a_meeting_has_discussed_it):
        submit_plan(plan, by=home.dauren, at=MONDAY)


@pytest.mark.clause("44")
@pytest.mark.parametrize("field", ["minutes_number", "held_on"])
def test_minutes_have_a_number_and_a_date(home: House, field: str) -> None:
    plan = given.planned(home)
    told = {"minutes_number": "3", "held_on": "2026-02-02"}

    whole = RecordMeeting(told, record=plan, by=home.dauren, on=MONDAY.date())
    lacking = RecordMeeting({**told, field: ""}, record=plan, by=home.dauren, on=MONDAY.date())

    assert whole.is_valid(), whole.errors
    assert list(lacking.errors) == [field]


@pytest.mark.clause("44")
@pytest.mark.parametrize("who", ["aigerim", "dauren", "saule", "erlan", "timur", "gulnar"])
def test_nobody_but_the_vice_rector_approves_or_returns(home: House, who: str) -> None:
    plan = given.submitted(home)

    with not_theirs():
        approve_plan(plan, by=getattr(home, who), at=day(1))
    with not_theirs():
        return_plan(plan, by=getattr(home, who), at=day(1), remark="Толықтырыңыз")


@pytest.mark.clause("44")
def test_the_approval_freezes_the_text_and_the_cases_follow(home: House) -> None:
    plan = given.submitted(home)
    nc = plan.joined.get().cycle.nc
    assert nc.phase == CaseState.APPROVAL

    approve_plan(plan, by=home.maira, at=day(1))

    plan = given.plan_again(plan)
    assert (plan.phase, plan.approved_by, plan.approved_at) == (
        PlanState.APPROVED,
        home.maira,
        day(1),
    )
    assert plan.frozen_hash == digest_of(plan.frozen_text) == plan.submissions.get().digest
    assert given.fresh(nc).phase == CaseState.EXECUTION
    with not_now():
        write_plan(plan, by=home.dauren, at=day(2), lines=[], criteria=[])


@pytest.mark.clause("44")
def test_number_and_date_come_with_the_submission_and_stay_when_returned(home: House) -> None:
    plan = given.submitted(home)
    assert (plan.number, plan.dated_on) == ("ТӘЖ-2026-0001", MONDAY.date())

    return_plan(plan, by=home.maira, at=day(1), remark="Мерзім қысқа")
    assert given.fresh(plan.joined.get().cycle.nc).phase == CaseState.PLANNING
    submit_plan(plan, by=home.dauren, at=day(5), answer="Мерзім дұрыс")

    again = given.plan_again(plan)
    assert (again.number, again.dated_on) == ("ТӘЖ-2026-0001", MONDAY.date())
    assert again.submissions.count() == 2


@pytest.mark.clause("44")
def test_a_returned_plan_carries_its_remarks(home: House) -> None:
    plan = given.submitted(home)
    line = given.only_line(plan)

    empty = ReturnPlan({"remark": ""}, record=plan, by=home.maira, on=MONDAY.date())
    return_plan(plan, by=home.maira, at=day(1), line_remarks={line.pk: "Мерзім қысқа"})

    assert list(empty.errors) == ["remark"]
    remark = plan.remarks.get()
    assert (remark.line, remark.text, remark.made_by) == (line, "Мерзім қысқа", home.maira)


@pytest.mark.clause("44")
def test_meeting_and_approval_are_owed_ten_working_days_after_the_analysis(home: House) -> None:
    plan = given.submitted(home)

    duty = Duty.objects.get(plan=plan, owed=Owed.APPROVE.code)

    assert (duty.counts_from, duty.due_on) == (MONDAY.date(), date(2026, 2, 16))


@pytest.mark.clause("44")
def test_a_vice_rector_never_approves_a_plan_of_her_own(home: House) -> None:
    plan = given.submitted(home)
    Plan.objects.filter(pk=plan.pk).update(author=home.maira)

    with refused(approval.the_approver_is_not_the_author):
        approve_plan(plan, by=home.maira, at=day(1))

    Plan.objects.filter(pk=plan.pk).update(author=home.dauren, submitted_by=home.maira)
    with refused(approval.the_approver_is_not_the_author):
        approve_plan(plan, by=home.maira, at=day(1))


@pytest.mark.clause("44")
def test_an_acting_vice_rector_approves_on_behalf_of_the_vice_rector(home: House) -> None:
    plan = given.submitted(home)
    office = Appointment.objects.get(office=Office.VICE_RECTOR.code)
    name_substitute(
        office,
        person=home.asel,
        from_on=MONDAY.date(),
        until_on=day(9).date(),
        by=home.maira,
        at=MONDAY,
    )

    with not_theirs():
        approve_plan(plan, by=home.maira, at=day(1))
    approve_plan(plan, by=home.asel, at=day(1))

    plan = given.plan_again(plan)
    assert (plan.approved_by, plan.approved_on_behalf_of) == (home.asel, home.maira)


@pytest.mark.clause("45")
def test_nothing_is_due_before_it_was_approved(home: House) -> None:
    plan = given.submitted(home)

    with refused(approval.every_deadline_lies_ahead):
        approve_plan(plan, by=home.maira, at=day(60))

    approve_plan(plan, by=home.maira, at=day(59))


@pytest.mark.clause("46")
def test_no_plan_runs_without_a_controller(home: House) -> None:
    plan = given.planned(home)
    submit_plan(plan, by=home.dauren, at=MONDAY)
    assert Duty.objects.filter(plan=plan, owed=Owed.NAME_CONTROLLER.code).exists()

    with refused(approval.a_controller_is_named):
        approve_plan(plan, by=home.maira, at=day(1))

    propose_controller(plan, by=home.saule, at=day(1), controller=home.timur)
    assert not Duty.objects.filter(plan=plan, owed=Owed.NAME_CONTROLLER.code).exists()
    approve_plan(plan, by=home.maira, at=day(1))


@pytest.mark.clause("46")
@pytest.mark.clause("7")
def test_the_office_proposes_the_controller_and_the_vice_rector_changes_it(home: House) -> None:
    plan = given.planned(home)
    with not_theirs():
        propose_controller(plan, by=home.dauren, at=MONDAY, controller=home.timur)
    propose_controller(plan, by=home.saule, at=MONDAY, controller=home.timur)
    submit_plan(plan, by=home.dauren, at=MONDAY)
    approve_plan(plan, by=home.maira, at=day(1))

    with not_theirs():
        change_controller(plan, by=home.saule, at=day(2), controller=home.asel, reason="Демалыс")
    change_controller(plan, by=home.maira, at=day(2), controller=home.asel, reason="Демалыс")

    plan = given.plan_again(plan)
    amendment = plan.amendments.get()
    assert plan.controller == home.asel
    assert (amendment.before, amendment.after) == (str(home.timur), str(home.asel))
    assert str(home.timur) not in plan.frozen_text


WHEN = day(10)


def revised(home: House, at: datetime = WHEN) -> tuple[Plan, LineRow, CriterionRow]:
    """A plan with two lines, discussed and approved on day 1; its approval is voided later."""
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    lines = [row(home, nc), row(home, nc, what="Оқытушыларды үйрету")]
    write_plan(plan, by=home.dauren, at=MONDAY, lines=lines, criteria=[goal(nc, 1, 2)])
    record_meeting(plan, by=home.dauren, at=day(1), minutes_number="3", held_on=day(1).date())
    propose_controller(plan, by=home.saule, at=day(1), controller=home.timur)
    submit_plan(plan, by=home.dauren, at=day(1))
    approve_plan(plan, by=home.maira, at=day(1))
    with not_theirs():
        revise_plan(plan, by=home.maira, at=at, reason="Әрекет өзгереді")
    revise_plan(plan, by=home.dauren, at=at, reason="Әрекет өзгереді")
    return given.plan_again(plan), row(home, nc), goal(nc, 1, 2)


@pytest.mark.clause("45")
@pytest.mark.clause("44")
def test_a_revision_voids_the_approval_and_keeps_the_number(home: House) -> None:
    plan, _line, _criterion = revised(home)

    assert (plan.phase, plan.number, plan.revision) == (PlanState.DRAFT, "ТӘЖ-2026-0001", 2)
    assert (plan.approved_by, plan.frozen_text, plan.frozen_hash) == (None, "", "")
    assert given.fresh(plan.joined.get().cycle.nc).phase == CaseState.PLANNING
    assert not Duty.objects.filter(owed=Owed.CARRY_OUT.code).exists()


@pytest.mark.clause("44")
def test_a_revision_needs_later_minutes(home: House) -> None:
    plan, _line, _criterion = revised(home)

    with refused(approval.a_meeting_has_discussed_this_revision):
        submit_plan(plan, by=home.dauren, at=day(11))

    record_meeting(plan, by=home.dauren, at=day(11), minutes_number="4", held_on=day(11).date())
    submit_plan(plan, by=home.dauren, at=day(11))


@pytest.mark.clause("44")
def test_minutes_entered_before_the_revision_are_not_later_ones(home: House) -> None:
    plan, _line, _criterion = revised(home, at=day(1))
    held = plan.meetings.get().held_on

    with refused(approval.a_meeting_has_discussed_this_revision):
        submit_plan(plan, by=home.dauren, at=day(1))

    for again in ("3", " 3 "):
        with refused(approval.the_minutes_are_new):
            record_meeting(plan, by=home.dauren, at=day(1), minutes_number=again, held_on=held)

    record_meeting(plan, by=home.dauren, at=day(1), minutes_number="4", held_on=MONDAY.date())
    with refused(approval.a_meeting_has_discussed_this_revision):
        submit_plan(plan, by=home.dauren, at=day(1))

    record_meeting(plan, by=home.dauren, at=day(1), minutes_number="4", held_on=day(1).date())
    submit_plan(plan, by=home.dauren, at=day(1))


@pytest.mark.clause("49")
@pytest.mark.clause("45")
def test_unchanged_lines_keep_their_first_date_through_a_revision(home: House) -> None:
    plan, line, criterion = revised(home)
    kept, changed = plan.lines.order_by("position")
    nc = plan.joined.get().cycle.nc
    rows = [
        row(home, nc, line=kept.pk),
        row(home, nc, line=changed.pk, what="Оқытушыларды қайта үйрету"),
    ]

    write_plan(plan, by=home.dauren, at=day(11), lines=rows, criteria=[criterion])
    record_meeting(plan, by=home.dauren, at=day(11), minutes_number="4", held_on=day(11).date())
    submit_plan(plan, by=home.dauren, at=day(11))
    approve_plan(plan, by=home.maira, at=day(12))

    kept.refresh_from_db()
    changed.refresh_from_db()
    assert (kept.approved_on, kept.first_due_on) == (day(1).date(), line.due_on)
    assert (changed.approved_on, changed.first_due_on) == (day(12).date(), line.due_on)


@pytest.mark.clause("45")
def test_a_line_left_out_of_a_revision_stays_visible_and_struck(home: House) -> None:
    plan, _line, _criterion = revised(home)
    kept, dropped = plan.lines.order_by("position")
    nc = plan.joined.get().cycle.nc

    write_plan(
        plan,
        by=home.dauren,
        at=day(11),
        lines=[row(home, nc, line=kept.pk)],
        criteria=[goal(nc, 1)],
    )

    dropped.refresh_from_db()
    assert dropped.state == "struck"


@pytest.mark.clause("44")
def test_no_meeting_discusses_a_plan_without_lines(home: House) -> None:
    plan = draft_plan(given.analysed(home), by=home.dauren, at=MONDAY)

    with refused(approval.there_is_something_to_discuss):
        record_meeting(plan, by=home.dauren, at=MONDAY, minutes_number="1", held_on=MONDAY.date())


@pytest.mark.clause("44")
def test_what_came_back_is_changed_or_answered_before_it_is_sent_again(home: House) -> None:
    plan = given.submitted(home)
    return_plan(plan, by=home.maira, at=MONDAY, remark="Мерзімі ұзақ")

    with refused(approval.the_remarks_are_met_or_answered):
        submit_plan(plan, by=home.dauren, at=day(1))
    submit_plan(plan, by=home.dauren, at=day(1), answer="Мерзімі сабақ кестесіне сай")

    assert plan.submissions.latest("submitted_at").answer == "Мерзімі сабақ кестесіне сай"
