"""Whose plan it is: of who heads the unit on the day; which cases it may take up (43)."""

import pytest

from tests import given
from tests.clauses.test_27_on_whose_behalf import stands_in
from tests.given import MONDAY, House, day
from tests.refusing import not_theirs
from tuzetu.access.parts import actor_in_case, actor_in_plan
from tuzetu.access.sight import visible_plans
from tuzetu.dossier.analysis import Decision
from tuzetu.dossier.duty import Duty
from tuzetu.people.appointment import Appointment
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.offices import Office
from tuzetu.procedure.parts import Part
from tuzetu.registers.duties import desk_of
from tuzetu.stages.effectiveness.steps import order_further_actions
from tuzetu.stages.planning.forms import JoinCase
from tuzetu.stages.planning.steps import draft_plan, join_case, revise_plan, submit_plan
from tuzetu.stages.planning.writing import write_plan
from tuzetu.stages.registration.steps import restrict_case

pytestmark = pytest.mark.clause("43")


def test_who_stood_in_for_the_head_plans_no_more_afterwards(home: House) -> None:
    nc = given.analysed(home)
    stands_in(home.asel, home.dauren)
    plan = draft_plan(nc, by=home.asel, at=day(1))
    after = day(20)

    for act in (
        lambda: write_plan(plan, by=home.asel, at=after, lines=[], criteria=[]),
        lambda: submit_plan(plan, by=home.asel, at=after),
        lambda: join_case(plan, by=home.asel, at=after, case=nc),
    ):
        with not_theirs():
            act()

    assert not visible_plans(home.asel, on=after.date()).exists()
    write_plan(plan, by=home.dauren, at=after, lines=[], criteria=[])


def test_the_plan_is_owed_by_who_heads_the_unit_now(home: House) -> None:
    nc = given.analysed(home)
    stands_in(home.asel, home.dauren)
    draft_plan(nc, by=home.asel, at=day(1))

    def owes(who: str, on: int) -> bool:
        mine = desk_of(getattr(home, who), on=day(on).date()).mine
        return any(duty.owed == Owed.SUBMIT.code for duty in mine)

    assert [owes(who, 1) for who in ("asel", "dauren")] == [True, False]
    assert [owes(who, 20) for who in ("asel", "dauren")] == [False, True]


@pytest.mark.clause("27")
def test_who_heads_above_is_not_the_head_of_a_unit_that_has_its_own(home: House) -> None:
    faculty = home.department.parent
    assert faculty is not None
    dean = given.person("dean", "Декан", faculty, Office.HEAD_OF_UNIT, faculty)
    plan = given.planned(home)
    nc = plan.joined.get().cycle.nc

    parts = actor_in_case(dean, nc, on=MONDAY.date()).parts
    parts |= actor_in_plan(dean, plan, on=MONDAY.date()).parts
    assert parts.isdisjoint({Part.HEAD, Part.AUTHOR})

    Appointment.objects.filter(person=home.dauren).update(until_on=MONDAY.date())
    assert actor_in_case(dean, nc, on=day(1).date()).plays(Part.HEAD)


@pytest.mark.clause("44")
def test_a_revision_is_owed_from_the_day_of_the_revision(home: House) -> None:
    plan = given.approved(home)

    revise_plan(plan, by=home.dauren, at=day(40), reason="Әрекет өзгереді")

    duty = Duty.objects.get(owed=Owed.SUBMIT.code)
    assert duty.counts_from == day(40).date()
    assert duty.due_on is not None
    assert duty.due_on > day(40).date()


def test_a_case_that_goes_round_again_may_join_another_plan(home: House) -> None:
    nc = given.measured(home)
    order_further_actions(nc, by=home.saule, at=day(76), reason="Тағы әрекет керек")
    told = {"description": "Басқа мәселе", "detected_on": day(76).date()}
    plan = draft_plan(given.analysed(home, day(76), **told), by=home.dauren, at=day(76))

    form = JoinCase({"case": str(nc.pk)}, record=plan, by=home.dauren, on=day(77).date())

    assert form.is_valid(), form.errors
    join_case(plan, by=home.dauren, at=day(77), case=form.cleaned_data["case"])
    again = JoinCase({"case": str(nc.pk)}, record=plan, by=home.dauren, on=day(77).date())
    assert not again.is_valid()


@pytest.mark.clause("18")
def test_who_wrote_a_plan_of_a_hidden_case_sees_and_owes_it(home: House) -> None:
    plan = given.planned(home)
    nc = plan.joined.get().cycle.nc
    nc.cycles.get().decision.members.clear()
    Decision.objects.filter(cycle__nc=nc).update(leader=home.asel)
    restrict_case(
        given.fresh(nc), by=home.saule, at=day(1), confidential=True, readers=[], reason="Құпия"
    )
    nc.namings.filter(person=home.dauren).delete()
    on = day(1).date()

    assert plan in visible_plans(home.dauren, on=on)
    owed = {duty.owed for duty in desk_of(home.dauren, on=on).mine if duty.plan_id == plan.pk}
    assert Owed.SUBMIT.code in owed
