"""The decision of the office: a group or a unit, within five working days (38)."""

from datetime import UTC, date, datetime

import pytest

from tests import given
from tests.given import MONDAY, House, day
from tests.refusing import not_now, not_theirs, refused, refused_saying
from tuzetu.dossier.analysis import Decision
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import current_cycle
from tuzetu.dossier.duty import Duty
from tuzetu.paperwork.gather_annex2 import annex2
from tuzetu.people.calendar_keeping import set_day
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.offices import Office
from tuzetu.procedure.rules import registration
from tuzetu.procedure.states import CaseState
from tuzetu.stages.decision.steps import (
    convene_group,
    merge_case,
    pass_to_unit,
    reject_case,
    void_case,
)
from tuzetu.stages.effectiveness.steps import order_new_analysis
from tuzetu.stages.intake.steps import submit_report

SATURDAY = datetime(2026, 2, 7, 5, 0, tzinfo=UTC)


@pytest.mark.clause("38.1")
def test_a_group_has_a_leader_members_an_owning_unit_and_a_term(home: House) -> None:
    nc = given.identified(home)

    convene_group(
        nc,
        by=home.saule,
        at=day(2),
        leader=home.asel,
        members=[home.timur, home.aigerim],
        owning_unit=home.department,
        reason="Бірнеше бөлімшеге қатысты",
        due_on=date(2026, 2, 20),
        term_reason="Мәселе қарапайым",
    )

    decision = Decision.objects.get(cycle__nc=nc)
    assert (decision.way, decision.leader, decision.unit) == ("group", home.asel, None)
    assert set(decision.members.all()) == {home.asel, home.timur, home.aigerim}
    assert (decision.due_on, decision.limit_on) == (date(2026, 2, 20), date(2026, 3, 2))
    assert given.fresh(nc).phase == CaseState.ANALYSIS
    duty = Duty.objects.get(nc=nc, owed=Owed.ANALYSE.code)
    assert (duty.person, duty.due_on) == (home.asel, date(2026, 2, 20))


@pytest.mark.clause("38.2")
def test_a_unit_analyses_under_its_head(home: House) -> None:
    nc = given.identified(home)

    pass_to_unit(nc, by=home.saule, at=day(2), unit=home.department, reason="Кафедра мәселесі")

    decision = Decision.objects.get(cycle__nc=nc)
    assert (decision.way, decision.unit, decision.leader) == ("unit", home.department, home.dauren)
    assert given.fresh(nc).owning_unit == home.department


@pytest.mark.clause("38.2")
def test_a_unit_without_head_needs_a_named_leader(home: House) -> None:
    nc = given.identified(home)

    with refused_saying("The unit has no head on this day; name who leads the analysis."):
        pass_to_unit(nc, by=home.saule, at=MONDAY, unit=home.asel.unit, reason="Факультет")

    pass_to_unit(
        nc, by=home.saule, at=MONDAY, unit=home.asel.unit, leader=home.asel, reason="Факультет"
    )
    assert Decision.objects.get(cycle__nc=nc).leader == home.asel


@pytest.mark.clause("38")
@pytest.mark.clause("7")
@pytest.mark.parametrize("who", ["aigerim", "dauren", "maira", "erlan", "zhanar"])
def test_nobody_but_the_office_decides(home: House, who: str) -> None:
    nc, other = given.identified(home), given.decided(home)
    by = getattr(home, who)

    with not_theirs():
        pass_to_unit(nc, by=by, at=MONDAY, unit=home.department, reason="Себебі")
    with not_theirs():
        convene_group(
            nc,
            by=by,
            at=MONDAY,
            leader=home.asel,
            members=[],
            owning_unit=home.department,
            reason="Себебі",
        )
    with not_theirs():
        reject_case(nc, by=by, at=MONDAY, reason="Расталмады")
    with not_theirs():
        merge_case(nc, by=by, at=MONDAY, into=other, reason="Бір мәселе")
    with not_theirs():
        void_case(nc, by=by, at=MONDAY, reason="Қате")


@pytest.mark.clause("38")
def test_the_decision_is_owed_within_five_working_days_of_receipt(home: House) -> None:
    nc = given.registered(home)

    duty = Duty.objects.get(nc=nc, owed=Owed.DECIDE.code)

    assert (duty.counts_from, duty.due_on) == (date(2026, 2, 2), date(2026, 2, 9))
    assert given.fresh(nc).due_on == date(2026, 2, 9)


@pytest.mark.clause("38")
def test_a_receipt_on_a_day_off_counts_as_one_on_the_next_working_day(home: House) -> None:
    nc = submit_report(given.report(home.department), by=home.aigerim, at=SATURDAY)

    cycle = nc.cycles.get()
    duty = Duty.objects.get(nc=nc, owed=Owed.DECIDE.code)

    assert (cycle.received_on, cycle.office_received_on) == (date(2026, 2, 7), date(2026, 2, 9))
    assert duty.due_on == date(2026, 2, 16)


@pytest.mark.clause("38")
def test_on_paper_nobody_decides_before_the_case_is_received(home: House) -> None:
    said = {}
    for begun, decided in ((SATURDAY, SATURDAY), (SATURDAY, day(7)), (SATURDAY, day(8))):
        nc = given.identified(home, begun)
        given.pass_to_unit(nc, by=home.saule, at=decided, unit=home.department, reason="Ішкі")
        told = annex2(given.fresh(nc), at=day(9)).cycles[0].consideration
        said[decided] = told.office_received_on

    assert said == {
        SATURDAY: date(2026, 2, 7),
        day(7): date(2026, 2, 9),
        day(8): date(2026, 2, 9),
    }


@pytest.mark.clause("38")
def test_a_day_off_set_by_the_institution_is_not_counted(home: House) -> None:
    set_day(date(2026, 2, 5), works=False, reason="Бұйрық бойынша", by=home.saule, at=MONDAY)

    nc = given.registered(home)

    assert Duty.objects.get(nc=nc, owed=Owed.DECIDE.code).due_on == date(2026, 2, 10)


@pytest.mark.clause("38")
def test_a_late_decision_is_taken_all_the_same(home: House) -> None:
    nc = given.identified(home)

    pass_to_unit(nc, by=home.saule, at=day(20), unit=home.department, reason="Кеш болса да")

    assert given.fresh(nc).phase == CaseState.ANALYSIS


@pytest.mark.clause("38")
@pytest.mark.clause("18")
def test_the_third_ways_keep_the_number_and_the_reason(home: House) -> None:
    goes_on = given.decided(home)
    rejected, merged, voided = (given.registered(home) for _ in range(3))

    reject_case(rejected, by=home.saule, at=day(1), reason="Факт расталмады")
    merge_case(merged, by=home.saule, at=day(1), into=goes_on, reason="Бір мәселе")
    void_case(voided, by=home.saule, at=day(1), reason="Қате енгізілді")

    ended = [given.fresh(nc) for nc in (rejected, merged, voided)]
    assert [nc.phase.name for nc in ended] == ["NOT_CONFIRMED", "MERGED", "VOIDED"]
    assert [nc.number for nc in ended] == ["СЕ-2026-0002", "СЕ-2026-0003", "СЕ-2026-0004"]
    assert [nc.ended_reason for nc in ended] == ["Факт расталмады", "Бір мәселе", "Қате енгізілді"]
    assert ended[1].merged_into == goes_on
    assert [current_cycle(nc).ended_at for nc in ended] == [day(1)] * 3
    assert not Duty.objects.filter(nc__in=ended).exists()


@pytest.mark.clause("18")
@pytest.mark.clause("15")
def test_the_third_ways_exist_only_at_the_first_decision(home: House) -> None:
    nc = given.measured(home)
    order_new_analysis(
        nc, by=home.saule, at=day(76), verdict="not_effective", reason="Көрсеткіш төмен"
    )
    nc, other = given.fresh(nc), given.decided(home)

    with refused(registration.it_is_the_first_decision):
        reject_case(nc, by=home.saule, at=day(77), reason="Расталмады")
    with refused(registration.it_is_the_first_decision):
        merge_case(nc, by=home.saule, at=day(77), into=other, reason="Бір мәселе")
    with refused(registration.it_is_the_first_decision):
        void_case(nc, by=home.saule, at=day(77), reason="Қате")


@pytest.mark.clause("38")
def test_what_is_decided_is_not_rejected_any_more(home: House) -> None:
    nc = given.decided(home)

    with not_now():
        reject_case(nc, by=home.saule, at=day(1), reason="Расталмады")


@pytest.mark.clause("19")
@pytest.mark.clause("38")
def test_a_case_is_merged_only_into_another_decided_one_not_yet_evaluated(home: House) -> None:
    nc = given.identified(home)

    with refused(registration.the_other_case_is_another):
        merge_case(nc, by=home.saule, at=day(40), into=nc, reason="Бір мәселе")
    with refused(registration.the_other_case_is_decided):
        merge_case(nc, by=home.saule, at=day(40), into=given.identified(home), reason="Бір мәселе")
    with refused(registration.the_other_case_takes_it_up):
        merge_case(nc, by=home.saule, at=day(40), into=given.carried_out(home), reason="Бір мәселе")


@pytest.mark.clause("19")
def test_a_case_is_not_merged_into_one_that_was_merged_itself(home: House) -> None:
    merged, onward, nc = given.identified(home), given.decided(home), given.identified(home)
    merge_case(merged, by=home.saule, at=day(1), into=onward, reason="Бір мәселе")

    with refused(registration.the_other_case_is_not_merged) as told:
        merge_case(nc, by=home.saule, at=day(1), into=merged, reason="Бір мәселе")

    assert (told["number"], told["onward"]) == (merged.number, onward.number)
    assert f"goes on in case {onward.number}" in told["where"]
    Nonconformity.objects.filter(pk=onward.pk).update(confidential=True)
    with refused(registration.the_other_case_is_not_merged) as told:
        merge_case(nc, by=home.saule, at=day(1), into=merged, reason="Бір мәселе")
    assert onward.number not in str(told)


@pytest.mark.clause("19")
def test_what_counts_is_how_the_other_case_now_is_not_how_the_person_saw_it(home: House) -> None:
    nc, into = given.identified(home), given.decided(home)
    assert into.phase == CaseState.ANALYSIS
    Nonconformity.objects.filter(pk=into.pk).update(state=CaseState.EVALUATION.code)

    with refused(registration.the_other_case_takes_it_up):
        merge_case(nc, by=home.saule, at=day(1), into=into, reason="Бір мәселе")


@pytest.mark.clause("38")
def test_the_office_may_decide_anew_while_the_causes_are_analysed(home: House) -> None:
    nc = given.decided(home)

    convene_group(
        nc,
        by=home.saule,
        at=day(1),
        leader=home.asel,
        members=[home.timur],
        owning_unit=home.department,
        reason="Бөлімше жеңе алмайды",
    )

    decision = Decision.objects.get(cycle__nc=nc)
    assert (decision.way, decision.leader) == ("group", home.asel)
    assert (decision.decided_at, decision.first_decided_at) == (day(1), MONDAY)
    assert decision.first_decided_by == home.saule
    told = annex2(given.fresh(nc), at=day(2)).cycles[0].consideration.first_decided
    assert told is not None
    assert told.on == MONDAY.date()
    assert Duty.objects.get(nc=nc, owed=Owed.ANALYSE.code).person == home.asel


@pytest.mark.clause("38")
def test_the_first_decision_stays_the_first_however_often_the_office_decides_anew(
    home: House,
) -> None:
    nc = given.decided(home)
    other = given.person("nurlan", "Нұрлан", home.office, Office.OFFICE_OFFICER)

    for on in (1, 2):
        told = {"unit": home.department, "reason": "Кафедра ісі"}
        pass_to_unit(given.fresh(nc), by=other, at=day(on), **told)

    decision = Decision.objects.get(cycle__nc=nc)
    assert (decision.decided_by, decision.decided_at) == (other, day(2))
    assert (decision.first_decided_by, decision.first_decided_at) == (home.saule, MONDAY)
