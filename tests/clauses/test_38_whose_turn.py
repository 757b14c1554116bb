"""Where a case concerns whoever would decide, the rector is waited for, then the substitute."""

from datetime import timedelta

import pytest

from tests import given
from tests.given import MONDAY, House, day
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Plan
from tuzetu.journal.models import Entry
from tuzetu.notices.composing import compose_at_once
from tuzetu.notices.models import Letter, ReaderPosition
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.offices import Office
from tuzetu.registers.duties import desk_of
from tuzetu.stages.intake.steps import submit_report
from tuzetu.stages.planning.steps import change_controller
from tuzetu.stages.registration.steps import name_concerned, name_substitute

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
    assert Owed.NAME_SUBSTITUTE.code not in owed_by(home.erlan)

    concerns(home, nc, home.maira)
    assert Owed.NAME_SUBSTITUTE.code in owed_by(home.erlan)

    names(home, nc, home.asel)
    assert Owed.NAME_SUBSTITUTE.code not in owed_by(home.erlan)
    assert Owed.APPROVE.code in owed_by(home.asel)
    assert Owed.APPROVE.code not in owed_by(home.maira)


def test_a_second_officer_decides_and_nobody_waits_for_the_rector(home: House) -> None:
    nc = given.identified(home)
    other = given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)

    concerns(home, nc, home.saule)

    assert Owed.NAME_SUBSTITUTE.code not in owed_by(home.erlan)
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
    assert Owed.NAME_SUBSTITUTE.code in owed_by(home.erlan)


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
    assert (letter.person, letter.key.partition(":")[0]) == (home.erlan, "substitute_wanted")


def test_a_case_that_concerns_nobody_waits_as_ever(home: House) -> None:
    nc = given.identified(home, MONDAY)

    assert set(Duty.objects.filter(nc=nc).values_list("owed", flat=True)) >= {Owed.DECIDE.code}
    assert not Duty.objects.filter(owed=Owed.NAME_SUBSTITUTE.code).exists()


def test_where_the_offices_own_unit_answers_the_rector_is_waited_for(home: House) -> None:
    theirs = submit_report(given.report(home.office), by=home.aigerim, at=MONDAY)
    assert Owed.NAME_SUBSTITUTE.code in owed_by(home.erlan)

    names(home, theirs, home.asel, part="office")
    assert Owed.NAME_SUBSTITUTE.code not in owed_by(home.erlan)
    assert Owed.DECIDE.code in owed_by(home.asel)
    assert Owed.DECIDE.code not in owed_by(home.saule)


def test_an_officer_of_another_unit_decides_and_nobody_waits_for_the_rector(home: House) -> None:
    given.person("raushan", "Раушан", home.department, Office.OFFICE_OFFICER)

    submit_report(given.report(home.office), by=home.aigerim, at=MONDAY)

    assert Owed.NAME_SUBSTITUTE.code not in owed_by(home.erlan)


def test_who_heads_the_unit_that_answers_is_not_left_to_decide_either(home: House) -> None:
    studio = given.unit("studio", Unit.Kind.DEPARTMENT, home.department)
    given.appoint(home.saule, Office.HEAD_OF_UNIT, of=studio)

    submit_report(given.report(studio), by=home.aigerim, at=MONDAY)

    assert Owed.NAME_SUBSTITUTE.code in owed_by(home.erlan)
