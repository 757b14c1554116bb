"""Whom a case concerns shapes nothing that its decisions rest on; nobody decides for a unit led."""

from collections.abc import Callable

import pytest

from tests import given
from tests.clauses.test_27_on_whose_behalf import stands_in
from tests.clauses.test_38_impartial import linked
from tests.given import MONDAY, House, day
from tests.refusing import refused
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Line, Plan
from tuzetu.journal.history import Change, history_of
from tuzetu.people.appointment import Appointment
from tuzetu.people.person import Person
from tuzetu.procedure.offices import Office
from tuzetu.procedure.rules import execution, independence, registration
from tuzetu.stages.containment.steps import waive_hold
from tuzetu.stages.decision.steps import pass_to_unit
from tuzetu.stages.effectiveness.recurring import confirm_recurrence
from tuzetu.stages.execution.steps import confirm_action, mark_done
from tuzetu.stages.planning.steps import approve_plan
from tuzetu.stages.registration.steps import (
    identify_case,
    name_concerned,
    name_substitute,
    restrict_case,
)

pytestmark = pytest.mark.clause("38")

IDENTIFIED = {"requirement": "5.2", "source": "21.3", "method": "29.1", "process": "Оқу"}


def test_nobody_takes_themselves_out_of_those_whom_it_concerns(home: House) -> None:
    nc = given.identified(home)
    identify_case(nc, by=home.saule, at=MONDAY, concerned=[home.saule], **IDENTIFIED)

    with refused(independence.the_decider_is_not_concerned):
        identify_case(given.fresh(nc), by=home.saule, at=day(1), concerned=[], **IDENTIFIED)

    other = given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)
    identify_case(given.fresh(nc), by=other, at=day(1), concerned=[], **IDENTIFIED)
    assert not given.fresh(nc).concerned.exists()


def test_whom_it_concerns_is_named_after_the_decision_too(home: House) -> None:
    line = given.only_line(given.approved(home))
    mark_done(line, by=home.bauyrzhan, at=day(2), done_note="Бекітілді")
    nc = Nonconformity.objects.get()

    name_concerned(nc, by=home.saule, at=day(3), concerned=[home.timur], reason="Тексеруде көрінді")
    with refused(execution.the_controller_is_not_concerned):
        confirm_action(Line.objects.get(pk=line.pk), by=home.timur, at=day(3))

    told = history_of(nc.pk).entries[0]
    assert told.changes == (Change("concerned", [], [str(home.timur)]),)
    assert (told.by_id, told.clause, told.reason) == (home.saule.pk, "38", "Тексеруде көрінді")


def test_nobody_takes_themselves_out_later_either(home: House) -> None:
    nc = given.decided(home)
    name_concerned(nc, by=home.saule, at=day(1), concerned=[home.saule], reason="Өзіме қатысты")

    with refused(independence.the_decider_is_not_concerned):
        name_concerned(given.fresh(nc), by=home.saule, at=day(2), concerned=[], reason="Қате")


STEPS: dict[str, Callable[[Nonconformity, Person], object]] = {
    "name_concerned": lambda nc, by: name_concerned(
        nc, by=by, at=day(1), concerned=[], reason="Қате"
    ),
    "identify_case": lambda nc, by: identify_case(nc, by=by, at=day(1), **IDENTIFIED),
    "restrict_case": lambda nc, by: restrict_case(
        nc, by=by, at=day(1), confidential=False, readers=[], reason="Ашық"
    ),
    "waive_hold": lambda nc, by: waive_hold(nc, by=by, at=day(1), hold_waiver="Жоқ"),
}


@pytest.mark.parametrize("code", sorted(STEPS))
def test_nobody_does_it_through_a_stand_in_either(home: House, code: str) -> None:
    nc = given.registered(home)
    nc.concerned.add(home.saule)
    stands_in(home.asel, home.saule)

    with refused(independence.the_decider_stands_in_for_nobody_concerned):
        STEPS[code](given.fresh(nc), home.asel)


def test_who_stands_in_elsewhere_for_somebody_concerned_decides_in_the_own_office(
    home: House,
) -> None:
    nc = given.identified(home)
    nc.concerned.add(home.maira)
    stands_in(home.saule, home.maira)

    pass_to_unit(given.fresh(nc), by=home.saule, at=day(1), unit=home.department, reason="Кафедра")


def test_no_substitute_is_one_whom_it_concerns(home: House) -> None:
    nc = given.identified(home)
    nc.concerned.add(home.maira)
    told = {"part": "vice_rector", "reason": "Өзіне қатысты"}

    own = (
        registration.the_substitute_is_not_concerned,
        registration.the_substitute_holds_another_office,
    )
    with refused(*own):
        name_substitute(nc, by=home.erlan, at=day(1), person=home.maira, **told)
    with refused(registration.the_substitute_is_of_another_unit):
        name_substitute(nc, by=home.erlan, at=day(1), person=home.aigerim, **told)
    name_substitute(given.fresh(nc), by=home.erlan, at=day(1), person=home.asel, **told)


@pytest.mark.clause("44")
def test_no_substitute_is_one_who_planned_the_actions(home: House) -> None:
    plan = given.submitted(home)
    nc = plan.joined.get().cycle.nc
    told = {"part": "vice_rector", "reason": "Өзіне қатысты", "person": home.asel}

    for who in ("author", "submitted_by"):
        Plan.objects.filter(pk=plan.pk).update(**{who: home.asel})
        with refused(registration.the_substitute_did_not_plan):
            name_substitute(given.fresh(nc), by=home.erlan, at=day(1), **told)
        Plan.objects.filter(pk=plan.pk).update(**{who: home.dauren})


@pytest.mark.clause("18")
def test_whom_it_concerns_makes_it_confidential_for_nobody(home: House) -> None:
    nc = given.identified(home)
    nc.concerned.add(home.saule)

    with refused(independence.the_decider_is_not_concerned):
        restrict_case(nc, by=home.saule, at=day(1), confidential=True, readers=[], reason="Құпия")


@pytest.mark.clause("27")
def test_a_head_whom_it_concerns_does_not_say_that_nothing_is_to_be_stopped(home: House) -> None:
    nc = given.registered(home)
    nc.concerned.add(home.dauren)

    with refused(independence.the_decider_is_not_concerned):
        waive_hold(nc, by=home.dauren, at=day(1), hold_waiver="Тоқтататын ештеңе жоқ")
    waive_hold(nc, by=home.saule, at=day(1), hold_waiver="Тоқтататын ештеңе жоқ")


def test_who_heads_the_unit_that_answers_decides_nothing_though_working_elsewhere(
    home: House,
) -> None:
    Appointment.objects.filter(person=home.dauren).update(until_on=day(-1).date())
    given.appoint(home.saule, Office.HEAD_OF_UNIT, of=home.department)
    nc = given.identified(home)

    with refused(independence.the_deciders_unit_does_not_answer):
        pass_to_unit(nc, by=home.saule, at=day(1), unit=home.department, reason="Кафедра")


@pytest.mark.clause("17")
def test_whom_the_later_case_concerns_does_not_say_that_it_came_back(home: House) -> None:
    _earlier, link = linked(home)
    link.later.concerned.add(home.saule)

    with refused(independence.the_decider_is_not_concerned):
        confirm_recurrence(link, by=home.saule, at=day(300), decision="Иә")


@pytest.mark.clause("44")
def test_whom_it_concerns_decides_through_no_substitute_of_her_own_choice(home: House) -> None:
    plan = given.submitted(home)
    nc = plan.joined.get().cycle.nc
    nc.concerned.add(home.maira)
    stands_in(home.asel, home.maira)

    with refused(independence.the_decider_stands_in_for_nobody_concerned):
        approve_plan(plan, by=home.asel, at=day(1))

    name_substitute(
        given.fresh(nc),
        by=home.erlan,
        at=day(1),
        part="vice_rector",
        person=home.asel,
        reason="Проректордың өзіне қатысты",
    )
    approve_plan(given.plan_again(plan), by=home.asel, at=day(1))
    approved = given.plan_again(plan)
    assert (approved.approved_by, approved.approved_on_behalf_of) == (home.asel, None)


@pytest.mark.clause("17")
def test_who_heads_the_unit_of_the_earlier_case_does_not_say_that_it_came_back(
    home: House,
) -> None:
    _earlier, link = linked(home)
    kobyz = given.unit("kobyz", "department", home.department.parent)
    Nonconformity.objects.filter(pk=link.later_id).update(owning_unit=kobyz)
    Appointment.objects.filter(person=home.dauren).update(until_on=day(-1).date())
    given.appoint(home.saule, Office.HEAD_OF_UNIT, of=home.department)

    with refused(independence.the_deciders_unit_does_not_answer):
        confirm_recurrence(
            type(link).objects.get(pk=link.pk), by=home.saule, at=day(300), decision="Иә"
        )
