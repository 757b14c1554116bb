"""What was recorded by mistake is struck with a reason: it stays, but counts no more (18)."""

import pytest

from tests import given
from tests.given import MONDAY, House, day
from tests.refusing import not_now, not_theirs, refused
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Correction
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Meeting, Plan
from tuzetu.journal.history import history_of
from tuzetu.paperwork.annex2_containment import containment as containment_told
from tuzetu.paperwork.gather_annex1 import annex1
from tuzetu.paperwork.gather_annex2 import annex2
from tuzetu.paperwork.gather_annex3 import annex3
from tuzetu.paperwork.voice import Voice
from tuzetu.paperwork.words import FormLanguage
from tuzetu.procedure.rules import approval, containment
from tuzetu.stages.closure.steps import close_case
from tuzetu.stages.containment.steps import (
    confirm_correction,
    finish_correction,
    record_correction,
    strike_correction,
)
from tuzetu.stages.decision.steps import pass_to_unit
from tuzetu.stages.effectiveness.recurring import reopen_case
from tuzetu.stages.effectiveness.steps import order_further_actions
from tuzetu.stages.planning.steps import (
    approve_plan,
    draft_plan,
    record_meeting,
    return_plan,
    revise_plan,
    strike_meeting,
    submit_plan,
)

WHY = "Басқа картаға арналған"
LATER = day(264)

pytestmark = pytest.mark.clause("18")


def corrected(home: House, nc: Nonconformity, what: str = "Силлабус түзетілді") -> Correction:
    """A correction that the head recorded as done."""
    record_correction(nc, by=home.dauren, at=day(1), what=what, done_on=day(1).date())
    return nc.corrections.latest("pk")


def strike(home: House, correction: Correction) -> None:
    strike_correction(correction, by=home.dauren, at=day(2), reason=WHY)


def test_a_correction_recorded_by_mistake_stays_with_who_struck_it_and_why(home: House) -> None:
    nc = given.decided(home)
    correction = corrected(home, nc)

    strike(home, correction)

    kept = Correction.objects.get()
    assert (kept.struck_by, kept.struck_at, kept.struck_because) == (home.dauren, day(2), WHY)
    assert (kept.what, kept.done_on) == (correction.what, day(1).date())
    told = history_of(nc.pk).entries[0]
    assert (told.code, told.reason, told.by) == ("strike_correction", WHY, home.dauren.full_name)


@pytest.mark.clause("10.2")
def test_a_struck_correction_answers_for_nothing(home: House) -> None:
    nc = given.decided(home)
    strike(home, corrected(home, nc))

    with refused(containment.a_correction_is_recorded):
        confirm_correction(nc, by=home.saule, at=day(3))


@pytest.mark.clause("5.8")
def test_a_struck_correction_is_owed_by_nobody_and_bars_nothing(home: House) -> None:
    nc = given.decided(home)
    record_correction(nc, by=home.saule, at=MONDAY, what="Тағы", executor=home.bauyrzhan)
    mistaken = nc.corrections.get()
    corrected(home, nc)

    strike(home, mistaken)

    assert not Duty.objects.filter(nc=nc, person=home.bauyrzhan).exists()
    confirm_correction(nc, by=home.saule, at=day(3))
    with not_now():
        finish_correction(mistaken, by=home.bauyrzhan, at=day(3), done_on=day(3).date())


@pytest.mark.clause("10.2")
@pytest.mark.clause("27.6")
def test_a_confirmation_that_counted_it_in_lapses_and_is_given_anew(home: House) -> None:
    nc = given.closable(home)
    record_correction(nc, by=home.dauren, at=day(262), what="Қате", done_on=day(262).date())
    confirm_correction(nc, by=home.saule, at=day(262))
    strike_correction(nc.corrections.latest("pk"), by=home.saule, at=day(263), reason=WHY)

    with refused(containment.the_correction_is_confirmed):
        close_case(nc, by=home.saule, at=LATER)

    confirm_correction(nc, by=home.saule, at=day(263))
    close_case(nc, by=home.saule, at=LATER)


@pytest.mark.parametrize("who", ["dauren", "saule"])
def test_the_head_and_the_office_strike_a_correction(home: House, who: str) -> None:
    correction = corrected(home, given.decided(home))

    strike_correction(correction, by=getattr(home, who), at=day(2), reason=WHY)

    assert Correction.objects.get().struck


@pytest.mark.parametrize("who", ["aigerim", "bauyrzhan", "maira", "timur", "zhanar"])
def test_nobody_else_strikes_it_not_even_its_executor(home: House, who: str) -> None:
    nc = given.decided(home)
    record_correction(nc, by=home.dauren, at=MONDAY, what="Тағы", executor=home.bauyrzhan)

    with not_theirs():
        strike_correction(nc.corrections.get(), by=getattr(home, who), at=day(2), reason=WHY)


def test_who_recorded_it_strikes_it_after_the_case_went_to_another_unit(home: House) -> None:
    nc = given.identified(home)
    correction = corrected(home, nc)
    told = {"unit": home.department, "owning_unit": home.office, "reason": "Басқа бөлім"}
    pass_to_unit(nc, by=home.saule, at=day(1), **told)

    strike(home, correction)

    assert Correction.objects.get().struck_by == home.dauren


def test_what_is_struck_is_not_struck_again(home: House) -> None:
    correction = corrected(home, given.decided(home))
    strike(home, correction)

    with not_now():
        strike(home, correction)


def test_the_correction_of_a_case_that_has_ended_stands(home: House) -> None:
    nc = given.closed(home)

    with refused(containment.its_case_still_records):
        strike(home, nc.corrections.get())


def test_a_correction_by_which_an_earlier_round_was_judged_stands(home: House) -> None:
    nc = given.observed(home)
    correction = corrected(home, nc)
    reopen_case(nc, by=home.saule, at=day(200), reason="Қайталанды")

    with refused(containment.its_round_is_not_over):
        strike_correction(correction, by=home.saule, at=day(201), reason=WHY)


@pytest.mark.clause("18.2")
@pytest.mark.clause("18.3")
def test_the_report_prints_it_as_struck_and_the_log_leaves_it_out(home: House) -> None:
    nc = given.decided(home)
    strike(home, corrected(home, nc, what="Қате түзету"))
    corrected(home, nc)

    struck, standing = annex2(nc, at=LATER).response.corrections
    rows = Nonconformity.objects.all()

    assert struck.struck is not None
    assert (struck.struck.text, standing.struck) == (WHY, None)
    assert annex3(rows, 2026, at=LATER).entries[0].corrections == (standing.what,)


@pytest.mark.clause("18.2")
def test_a_later_round_is_not_answered_by_a_correction_of_the_round_before_that_was_struck(
    home: House,
) -> None:
    nc = given.carried_out(home)
    correction = corrected(home, nc)
    given.measure(home, nc, at=day(75), met="partly")
    order_further_actions(given.fresh(nc), by=home.saule, at=day(76), reason="Жеткіліксіз")

    def told() -> str:
        later = annex2(given.fresh(nc), at=LATER).cycles[-1].response
        assert later is not None
        return containment_told(later, Voice(FormLanguage.RUSSIAN))["correction"]

    assert told() == "Действует коррекция предыдущего цикла"
    correction.refresh_from_db()
    strike_correction(correction, by=home.dauren, at=day(77), reason=WHY)

    assert told() == ""


def wrongly_minuted(home: House, plan: Plan, at_day: int = 1) -> Meeting:
    """Minutes of another meeting than the one on the plan."""
    told = {"minutes_number": "13", "held_on": day(at_day).date()}
    record_meeting(plan, by=home.dauren, at=day(at_day), **told)
    return plan.meetings.latest("pk")


def unminuted(home: House, plan: Plan) -> None:
    for meeting in plan.meetings.all():
        strike_meeting(plan, by=home.dauren, at=day(2), meeting=meeting, reason=WHY)


def test_minutes_recorded_by_mistake_stay_with_who_struck_them_and_why(home: House) -> None:
    plan = given.planned(home)

    unminuted(home, plan)

    kept = Meeting.objects.get()
    assert (kept.struck_by, kept.struck_at, kept.struck_because) == (home.dauren, day(2), WHY)
    assert kept.minutes_number == "3"
    told = history_of(plan.joined.get().cycle.nc_id).entries[0]
    assert (told.code, told.reason, told.by) == ("strike_meeting", WHY, home.dauren.full_name)


@pytest.mark.clause("44")
def test_a_plan_is_not_submitted_by_struck_minutes(home: House) -> None:
    plan = given.planned(home)
    unminuted(home, plan)

    with refused(approval.a_meeting_has_discussed_it):
        submit_plan(plan, by=home.dauren, at=day(3))

    given.discuss(home, plan, at=day(3))
    submit_plan(plan, by=home.dauren, at=day(3))


@pytest.mark.clause("44")
def test_a_revision_is_not_submitted_by_struck_minutes_either(home: House) -> None:
    plan = given.approved(home)
    revise_plan(plan, by=home.dauren, at=day(5), reason="Тағы әрекет керек")
    mistaken = wrongly_minuted(home, plan, at_day=6)
    strike_meeting(plan, by=home.dauren, at=day(6), meeting=mistaken, reason=WHY)

    with refused(approval.a_meeting_has_discussed_this_revision):
        submit_plan(plan, by=home.dauren, at=day(7))


def test_minutes_of_a_revision_that_was_approved_stand(home: House) -> None:
    plan = given.approved(home)
    discussed = plan.meetings.get()
    revise_plan(plan, by=home.dauren, at=day(5), reason="Тағы әрекет керек")

    with refused(approval.the_minutes_count):
        strike_meeting(plan, by=home.dauren, at=day(6), meeting=discussed, reason=WHY)


def test_minutes_are_struck_once_and_in_their_own_plan(home: House) -> None:
    plan = given.planned(home)
    meeting = plan.meetings.get()
    other = draft_plan(given.analysed(home), by=home.dauren, at=MONDAY)

    with refused(approval.the_minutes_count):
        strike_meeting(other, by=home.dauren, at=day(2), meeting=meeting, reason=WHY)
    unminuted(home, plan)
    with refused(approval.the_minutes_count):
        unminuted(home, plan)


def test_minutes_of_a_submitted_plan_are_struck_once_it_is_returned(home: House) -> None:
    plan = given.submitted(home)
    with not_now():
        unminuted(home, plan)

    return_plan(plan, by=home.maira, at=day(1), remark="Хаттама нөмірін тексеріңіз")
    unminuted(home, plan)

    assert not plan.meetings.standing().exists()


def test_minutes_of_an_approved_plan_stand(home: House) -> None:
    plan = given.submitted(home)
    approve_plan(plan, by=home.maira, at=MONDAY)

    with not_now():
        unminuted(home, plan)


@pytest.mark.parametrize("who", ["aigerim", "saule", "maira", "timur"])
def test_nobody_but_the_author_strikes_minutes(home: House, who: str) -> None:
    plan = given.planned(home)
    meeting = plan.meetings.get()

    with not_theirs():
        strike_meeting(plan, by=getattr(home, who), at=day(2), meeting=meeting, reason=WHY)


@pytest.mark.clause("18.1")
@pytest.mark.clause("18.2")
def test_the_plan_prints_them_as_struck_and_the_report_leaves_them_out(home: House) -> None:
    plan = given.planned(home)
    mistaken = wrongly_minuted(home, plan)
    strike_meeting(plan, by=home.dauren, at=day(2), meeting=mistaken, reason=WHY)
    submit_plan(plan, by=home.dauren, at=day(3))

    printed = annex1(given.plan_again(plan), at=LATER).supplement.meetings
    told = {one.minutes_number: one.struck.text for one in printed if one.struck}
    link = annex2(plan.joined.get().cycle.nc, at=LATER).cycles[0].plan

    assert (len(printed), told) == (2, {"13": WHY})
    assert link is not None
    assert [one.minutes_number for one in link.meetings] == ["3"]


@pytest.mark.clause("18.2")
def test_where_all_is_struck_the_report_says_that_the_field_is_not_filled(home: House) -> None:
    nc = given.decided(home)
    strike(home, corrected(home, nc))

    told = containment_told(annex2(nc, at=LATER).response, Voice(FormLanguage.RUSSIAN))
    first, struck, why, *_what_it_was = told["correction"].splitlines()

    assert (first, why) == ("не заполнено", f"Обоснование: {WHY}")
    assert struck.startswith("Вычеркнуто: ")
