"""Where a case concerns whoever would decide, the rector is waited for, then the substitute."""

from datetime import timedelta

import pytest

from tests import given
from tests.clauses.test_27_on_whose_behalf import stands_in
from tests.given import MONDAY, House, day
from tuzetu.access.sight import visible_cases
from tuzetu.conduct.recounting import recount
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.naming import named_otherwise
from tuzetu.dossier.plan import Line, Plan
from tuzetu.dossier.request import CriterionChange
from tuzetu.jobs.tick import tick
from tuzetu.journal.models import Entry
from tuzetu.notices.composing import compose_at_once
from tuzetu.notices.models import Letter, ReaderPosition
from tuzetu.people.appointment import Appointment
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.offices import Office
from tuzetu.registers.duties import desk_of
from tuzetu.stages.execution.requests import (
    advise_postponement,
    ask_postponement,
    grant_postponement,
    propose_criterion_change,
)
from tuzetu.stages.intake.steps import submit_report
from tuzetu.stages.planning.steps import change_controller, propose_controller, submit_plan
from tuzetu.stages.registration.steps import name_concerned, name_substitute, restrict_case

pytestmark = [pytest.mark.django_db, pytest.mark.clause("38")]

ON = day(1).date()


def owed_by(person: Person) -> set[str]:
    return {duty.owed for duty in desk_of(person, on=ON).mine}


def concerns(home: House, nc: Nonconformity, *people: Person) -> None:
    name_concerned(
        given.fresh(nc), by=home.saule, at=day(1), concerned=people, reason="Тексеруде көрінді"
    )


def names(home: House, nc: Nonconformity, person: Person, **more: object) -> None:
    told = {"part": "vice_rector", "person": person, "reason": "Өзіне қатысты"} | more
    name_substitute(given.fresh(nc), by=home.erlan, at=day(1), **told)


def submitted(home: House) -> tuple[Plan, Nonconformity]:
    plan = given.submitted(home)
    return plan, plan.joined.get().cycle.nc


@pytest.mark.clause("44")
def test_the_rector_is_waited_for_where_nobody_is_left_to_approve(home: House) -> None:
    _plan, nc = submitted(home)
    assert Owed.NAME_FOR_VICE_RECTOR.code not in owed_by(home.erlan)

    concerns(home, nc, home.maira)
    assert Owed.NAME_FOR_VICE_RECTOR.code in owed_by(home.erlan)
    assert Owed.APPROVE.code not in owed_by(home.maira)
    told = ("term", "counts_from", "due_on")
    waiting = Duty.objects.filter(owed=Owed.APPROVE.code).values(*told).get()
    assert Duty.objects.filter(owed=Owed.NAME_FOR_VICE_RECTOR.code).values(*told).get() == waiting
    assert given.fresh(nc).owed == Owed.NAME_FOR_VICE_RECTOR.code

    names(home, nc, home.asel)
    assert Owed.NAME_FOR_VICE_RECTOR.code not in owed_by(home.erlan)
    assert Owed.APPROVE.code in owed_by(home.asel)
    assert Owed.APPROVE.code not in owed_by(home.maira)


def test_a_second_officer_decides_and_nobody_waits_for_the_rector(home: House) -> None:
    nc = given.identified(home)
    other = given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)

    concerns(home, nc, home.saule)

    assert Owed.NAME_FOR_OFFICE.code not in owed_by(home.erlan)
    assert Owed.DECIDE.code in owed_by(other)


def test_the_only_officer_is_replaced_by_whom_the_rector_names(home: House) -> None:
    nc = given.identified(home)
    nc.concerned.add(home.saule)

    names(home, nc, home.gulnar, part="office", instead_of=home.saule)

    assert Duty.objects.get(nc=nc, owed=Owed.DECIDE.code).person == home.gulnar


@pytest.mark.clause("44")
def test_a_substitute_whom_it_turns_out_to_concern_is_waited_for_no_more(home: House) -> None:
    _plan, nc = submitted(home)
    concerns(home, nc, home.maira)
    names(home, nc, home.asel)

    concerns(home, nc, home.maira, home.asel)

    assert Owed.APPROVE.code not in owed_by(home.asel)
    assert Owed.NAME_FOR_VICE_RECTOR.code in owed_by(home.erlan)


def test_who_stands_beside_an_officer_leaves_the_turn_with_the_office(home: House) -> None:
    nc = given.identified(home)
    given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)

    names(home, nc, home.gulnar, part="office", instead_of=home.saule)

    assert Duty.objects.get(nc=nc, owed=Owed.DECIDE.code).person is None


@pytest.mark.clause("46")
def test_the_vice_rector_appoints_another_where_it_concerns_the_controller(home: House) -> None:
    plan = given.approved(home)
    nc = plan.joined.get().cycle.nc
    assert Owed.REPLACE_CONTROLLER.code not in owed_by(home.maira)

    concerns(home, nc, home.timur)
    assert Owed.REPLACE_CONTROLLER.code in owed_by(home.maira)

    told = {"controller": home.gulnar, "reason": "Картаға қатысы бар"}
    change_controller(given.plan_again(plan), by=home.maira, at=day(1), **told)
    assert Owed.REPLACE_CONTROLLER.code not in owed_by(home.maira)


def test_each_hears_of_it_at_once(home: House) -> None:
    plan = given.approved(home)
    nc = plan.joined.get().cycle.nc
    last = Entry.objects.latest("seq").seq
    ReaderPosition.objects.create(reader="notices", seq=last)

    concerns(home, nc, home.timur)
    compose_at_once(at=day(1) + timedelta(hours=1))
    names(home, nc, home.asel)
    compose_at_once(at=day(1) + timedelta(hours=2))

    told = {letter.person.login: letter.key.partition(":")[0] for letter in Letter.objects.all()}
    assert told == {"maira": "controller_wanted", "asel": "substitute_named"}


def test_the_rector_hears_that_nobody_is_left(home: House) -> None:
    _plan, nc = submitted(home)
    last = Entry.objects.latest("seq").seq
    ReaderPosition.objects.create(reader="notices", seq=last)

    concerns(home, nc, home.maira)
    compose_at_once(at=day(1) + timedelta(hours=1))

    letter = Letter.objects.get()
    assert (letter.person, letter.key.partition(":")[0]) == (home.erlan, "approver_wanted")


def test_a_case_that_concerns_nobody_waits_as_ever(home: House) -> None:
    nc = given.identified(home, MONDAY)

    assert set(Duty.objects.filter(nc=nc).values_list("owed", flat=True)) >= {Owed.DECIDE.code}
    assert not Duty.objects.filter(owed__startswith="name_for_").exists()


def test_where_the_offices_own_unit_answers_the_rector_is_waited_for(home: House) -> None:
    theirs = submit_report(given.report(home.office), by=home.aigerim, at=MONDAY)
    assert Owed.NAME_FOR_OFFICE.code in owed_by(home.erlan)

    names(home, theirs, home.asel, part="office")
    assert Owed.NAME_FOR_OFFICE.code not in owed_by(home.erlan)
    assert Owed.DECIDE.code in owed_by(home.asel)
    assert Owed.DECIDE.code not in owed_by(home.saule)


def test_an_officer_of_another_unit_decides_and_nobody_waits_for_the_rector(home: House) -> None:
    given.person("raushan", "Раушан", home.department, Office.OFFICE_OFFICER)

    submit_report(given.report(home.office), by=home.aigerim, at=MONDAY)

    assert Owed.NAME_FOR_OFFICE.code not in owed_by(home.erlan)


def test_who_heads_the_unit_that_answers_is_not_left_to_decide_either(home: House) -> None:
    studio = given.unit("studio", Unit.Kind.DEPARTMENT, home.department)
    given.appoint(home.saule, Office.HEAD_OF_UNIT, of=studio)

    submit_report(given.report(studio), by=home.aigerim, at=MONDAY)

    assert Owed.NAME_FOR_OFFICE.code in owed_by(home.erlan)


def test_whoever_stands_in_for_an_officer_whom_it_concerns_is_not_left_to_decide(
    home: House,
) -> None:
    nc = given.identified(home)
    stands_in(home.asel, home.saule)
    assert Owed.DECIDE.code in owed_by(home.asel)

    nc.concerned.add(home.saule)
    recount(given.fresh(nc), on=ON)

    assert Owed.NAME_FOR_OFFICE.code in owed_by(home.erlan)
    assert Owed.DECIDE.code not in owed_by(home.asel)


def test_when_others_come_into_the_office_it_is_looked_anew_who_decides(home: House) -> None:
    nc = given.identified(home)
    concerns(home, nc, home.saule)
    tick(at=day(1))
    assert Owed.NAME_FOR_OFFICE.code in owed_by(home.erlan)

    other = given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)
    assert tick(at=day(1)).cases_handed == 1
    assert Owed.NAME_FOR_OFFICE.code not in owed_by(home.erlan)
    assert Owed.DECIDE.code in owed_by(other)

    Appointment.objects.filter(person=other).delete()
    assert tick(at=day(1)).cases_handed == 1
    assert Owed.NAME_FOR_OFFICE.code in owed_by(home.erlan)
    assert tick(at=day(1)).cases_handed == 0


@pytest.mark.clause("44")
def test_when_the_planner_comes_into_the_office_that_approves_another_is_asked(home: House) -> None:
    given.submitted(home)
    tick(at=day(1))

    Appointment.objects.filter(person=home.maira).update(person=home.dauren)

    assert tick(at=day(1)).cases_handed == 1
    assert Owed.NAME_FOR_VICE_RECTOR.code in owed_by(home.erlan)


@pytest.mark.clause("18")
def test_the_rector_sees_the_confidential_case_in_which_somebody_is_to_be_named(
    home: House,
) -> None:
    nc = given.identified(home)
    secret = {"confidential": True, "readers": [], "reason": "Жеке деректер"}
    restrict_case(nc, by=home.saule, at=day(1), **secret)
    assert not visible_cases(home.erlan, on=ON).filter(pk=nc.pk).exists()

    concerns(home, nc, home.saule)
    assert visible_cases(home.erlan, on=ON).filter(pk=nc.pk).exists()
    assert not visible_cases(home.maira, on=ON).filter(pk=nc.pk).exists()
    assert Owed.NAME_FOR_OFFICE.code in owed_by(home.erlan)

    names(home, nc, home.gulnar, part="office")
    assert Owed.DECIDE.code in owed_by(home.gulnar)
    assert visible_cases(home.erlan, on=ON).filter(pk=nc.pk).exists()
    assert named_otherwise() == []


@pytest.mark.clause("45")
def test_where_the_vice_rector_asks_for_a_later_deadline_a_substitute_decides(home: House) -> None:
    line = given.only_line(given.approved(home))
    nc = line.plan_case.cycle.nc
    Line.objects.filter(pk=line.pk).update(executor=home.maira)
    line.refresh_from_db()
    told = {"asked_until": day(80).date(), "reason": "Келісу созылды"}
    request = ask_postponement(line, by=home.maira, at=day(1), **told)
    assert Owed.NAME_FOR_VICE_RECTOR.code not in owed_by(home.erlan)

    advise_postponement(request, by=home.timur, at=day(1), advised_for=True, advice="Мүмкін")
    assert Owed.NAME_FOR_VICE_RECTOR.code in owed_by(home.erlan)

    names(home, nc, home.asel)
    assert Owed.NAME_FOR_VICE_RECTOR.code not in owed_by(home.erlan)
    assert Owed.DECIDE_POSTPONEMENT.code not in owed_by(home.maira)
    assert Owed.DECIDE_POSTPONEMENT.code in owed_by(home.asel)
    grant_postponement(request, by=home.asel, at=day(2))


@pytest.mark.clause("44")
def test_where_the_only_vice_rector_drafted_the_plan_the_rector_is_waited_for(home: House) -> None:
    plan = given.planned(home)
    Plan.objects.filter(pk=plan.pk).update(author=home.maira)

    submit_plan(given.plan_again(plan), by=home.dauren, at=day(1))
    before = owed_by(home.erlan)
    plan = given.plan_again(plan)
    propose_controller(plan, by=home.saule, at=day(1), controller=home.timur)

    assert Owed.NAME_FOR_VICE_RECTOR.code not in before
    assert Owed.NAME_FOR_VICE_RECTOR.code in owed_by(home.erlan)


@pytest.mark.clause("50")
def test_where_the_only_officer_proposed_the_change_the_rector_is_waited_for(home: House) -> None:
    wording = {"value_now": "10 %", "target": "95 %", "data_source": "Оқу порталы"}
    change = propose_criterion_change(
        given.approved(home).criteria.get(),
        by=home.dauren,
        at=day(1),
        reason="Дерек көзі өзгерді",
        measure="Келісілген силлабустар үлесі",
        check_on=day(80).date(),
        **wording,
    )
    assert Owed.NAME_FOR_OFFICE.code not in owed_by(home.erlan)

    CriterionChange.objects.filter(pk=change.pk).update(proposed_by=home.saule)
    recount(change, on=ON)

    assert Owed.NAME_FOR_OFFICE.code in owed_by(home.erlan)


@pytest.mark.clause("44")
def test_a_substitute_who_came_to_plan_it_is_waited_for_no_more(home: House) -> None:
    plan, nc = submitted(home)
    concerns(home, nc, home.maira)
    names(home, nc, home.asel)
    assert Owed.APPROVE.code in owed_by(home.asel)

    Plan.objects.filter(pk=plan.pk).update(submitted_by=home.asel)
    recount(plan, on=ON)

    assert Owed.APPROVE.code not in owed_by(home.asel)
    assert Owed.NAME_FOR_VICE_RECTOR.code in owed_by(home.erlan)


@pytest.mark.clause("51")
@pytest.mark.parametrize("who", ["author", "submitted_by"])
def test_where_the_only_officer_planned_the_actions_the_rector_is_waited_for(
    home: House, who: str
) -> None:
    nc = given.carried_out(home)
    Plan.objects.update(**{who: home.saule})

    given.measure(home, nc, at=day(75))

    assert Owed.NAME_FOR_OFFICE.code in owed_by(home.erlan)


@pytest.mark.clause("51")
def test_where_another_officer_is_left_nobody_waits_for_the_rector(home: House) -> None:
    nc = given.carried_out(home)
    given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)
    Plan.objects.update(author=home.saule)

    given.measure(home, nc, at=day(75))

    assert Owed.NAME_FOR_OFFICE.code not in owed_by(home.erlan)
