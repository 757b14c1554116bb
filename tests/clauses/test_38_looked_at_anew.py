"""Whose turn it is follows stages, plans that are shared, and offices that change hands."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests import given
from tests.clauses.test_27_on_whose_behalf import stands_in
from tests.clauses.test_43_what_stays import line_of, of_two
from tests.given import MONDAY, House, day, fresh
from tests.web.scenes import SCENES
from tuzetu.access.sight import visible_cases
from tuzetu.conduct.recounting import recount
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Line, Plan
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import CriterionChange, Postponement
from tuzetu.jobs.tick import tick
from tuzetu.notices.composing import compose_at_once
from tuzetu.notices.models import Letter
from tuzetu.people.appointment import Appointment
from tuzetu.people.person import Person
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.offices import Office
from tuzetu.stages.causes.steps import agree_no_action
from tuzetu.stages.effectiveness.recurring import confirm_recurrence, link_recurrence
from tuzetu.stages.execution.requests import advise_postponement, ask_postponement
from tuzetu.stages.intake.steps import submit_report
from tuzetu.stages.registration.steps import name_concerned, name_substitute, restrict_case

pytestmark = [pytest.mark.django_db, pytest.mark.clause("38")]

SAID = ("subject_kind", "subject_id", "owed", "person", "nc", "waits")


def owed_now() -> set[tuple[object, ...]]:
    return set(Duty.objects.values_list(*SAID))


def counted_anew(number: int) -> set[tuple[object, ...]]:
    """What is owed once everything was counted again, as of a day."""
    on = day(number).date()
    kinds = (Recurrence, Postponement, CriterionChange, Plan, Nonconformity)
    for record in (one for kind in kinds for one in kind.objects.order_by("pk")):
        recount(record, on=on)
    return owed_now()


def rectors() -> set[tuple[str, int | None]]:
    """What the rector is asked for, and in which case."""
    return set(Duty.objects.filter(part="rector").values_list("owed", "nc"))


def concerns(home: House, nc: Nonconformity, person: Person, number: int = 1) -> None:
    told = {"concerned": [person], "reason": "Тексеруде көрінді"}
    name_concerned(fresh(nc), by=home.saule, at=day(number), **told)


def names(home: House, nc: Nonconformity, person: Person, number: int = 1, **more: object) -> None:
    told = {"part": "office", "person": person, "reason": "Өзіне қатысты"} | more
    name_substitute(fresh(nc), by=home.erlan, at=day(number), **told)


def linked(home: House, earlier: Nonconformity, number: int) -> Recurrence:
    later = given.decided(home, day(number), detected_on=day(number).date())
    told = {"earlier": fresh(earlier), "reason": "Сол себеп"}
    return link_recurrence(later, by=home.saule, at=day(number), **told)


def advised(home: House, line: Line) -> Postponement:
    """The executor asked for ten days more, the controller has advised on it."""
    told = {"asked_until": line.due_on and line.due_on + timedelta(days=10), "reason": "Созылды"}
    request = ask_postponement(line, by=home.bauyrzhan, at=day(1), **told)
    advise_postponement(request, by=home.timur, at=day(1), advised_for=True, advice="Мүмкін")
    return Postponement.objects.get(pk=request.pk)


@pytest.mark.clause("17")
def test_of_a_closed_case_that_may_have_come_back_somebody_is_named_who_decides(
    home: House,
) -> None:
    link = linked(home, given.closed(home), 300)
    concerns(home, link.later, home.saule, 301)
    names(home, link.later, home.asel, 301)
    assert rectors() == {(Owed.NAME_FOR_RECURRENCE.code, link.earlier.nc_id)}

    names(home, link.earlier.nc, home.asel, 301)

    assert not rectors()
    confirm_recurrence(Recurrence.objects.get(), by=home.asel, at=day(302), decision="Иә")
    assert fresh(link.earlier.nc).state == "registered"


@pytest.mark.clause("17")
def test_in_a_case_that_was_voided_the_rector_is_asked_for_nobody(home: House) -> None:
    link = linked(home, given.observed(home), 100)
    Nonconformity.objects.filter(pk=link.later_id).update(state="voided")

    concerns(home, link.earlier.nc, home.saule, 101)

    assert not rectors()


@pytest.mark.clause("44")
def test_whom_the_rector_named_decides_also_when_the_office_falls_vacant(home: House) -> None:
    nc = given.submitted(home).joined.get().cycle.nc
    concerns(home, nc, home.maira)
    names(home, nc, home.asel, part="vice_rector")
    tick(at=day(1))

    Appointment.objects.filter(person=home.maira).delete()
    tick(at=day(1))

    assert Duty.objects.get(owed=Owed.APPROVE.code).person == home.asel


@pytest.mark.clause("45")
def test_of_a_shared_plan_the_rector_is_asked_in_the_case_of_the_line_alone(home: House) -> None:
    first, second, _plan = of_two(home)
    advised(home, line_of(second))
    concerns(home, second, home.maira)

    assert rectors() == {(Owed.NAME_FOR_VICE_RECTOR.code, second.pk)}
    assert fresh(first).owed != Owed.NAME_FOR_VICE_RECTOR.code


@pytest.mark.clause("17")
def test_when_the_earlier_case_goes_on_it_is_looked_anew_who_decides(home: House) -> None:
    _who, earlier = SCENES["agree_no_action"].set(home)
    link = linked(home, earlier, 20)
    concerns(home, link.later, home.saule, 20)
    names(home, link.later, home.asel, 20)
    assert Duty.objects.get(owed=Owed.DECIDE_RECURRENCE.code).person == home.asel

    agree_no_action(fresh(earlier), by=home.saule, at=day(21), reason="Қажет емес")

    assert owed_now() == counted_anew(21)
    assert (Owed.NAME_FOR_RECURRENCE.code, earlier.pk) in rectors()


@pytest.mark.clause("17")
def test_when_another_link_reopens_the_earlier_case_too(home: House) -> None:
    earlier = given.observed(home)
    one, other = linked(home, earlier, 100), linked(home, earlier, 101)
    concerns(home, other.later, home.saule, 102)
    names(home, other.later, home.timur, 102)
    assert Duty.objects.get(owed=Owed.DECIDE_RECURRENCE.code, subject_id=other.pk).waits

    confirm_recurrence(Recurrence.objects.get(pk=one.pk), by=home.saule, at=day(103), decision="Иә")

    decision = Duty.objects.get(owed=Owed.DECIDE_RECURRENCE.code, subject_id=other.pk)
    assert (decision.person, decision.waits) == (home.timur, False)


@pytest.mark.clause("50")
def test_a_change_of_a_criterion_that_waits_follows_whom_the_case_concerns(home: House) -> None:
    who, change = SCENES["accept_criterion_change"].set(home)
    nc = change.criterion.plan_case.cycle.nc
    assert who == home.saule

    concerns(home, nc, home.saule)
    assert rectors() == {(Owed.NAME_FOR_OFFICE.code, nc.pk)}

    names(home, nc, home.gulnar)
    assert Duty.objects.get(owed=Owed.DECIDE_CHANGE.code).person == home.gulnar


def from_another_unit_leaves(home: House) -> Person:
    submit_report(given.report(home.office), by=home.aigerim, at=MONDAY)
    return given.person("raushan", "Раушан", home.department, Office.OFFICE_OFFICER)


def the_second_of_a_closed_link_leaves(home: House) -> Person:
    other = given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)
    link = linked(home, given.closed(home), 300)
    link.earlier.nc.concerned.add(home.saule)
    return other


LEAVING: dict[str, Callable[[House], Person]] = {
    "whose unit does not answer": from_another_unit_leaves,
    "whom the closed case does not concern": the_second_of_a_closed_link_leaves,
}


@pytest.mark.parametrize("whose", LEAVING)
def test_when_the_one_leaves_who_could_decide_the_rector_is_asked(home: House, whose: str) -> None:
    other = LEAVING[whose](home)
    counted_anew(1)
    tick(at=day(1))
    assert not rectors()

    Appointment.objects.filter(person=other).delete()
    tick(at=day(1))

    assert rectors()
    assert owed_now() == counted_anew(1)


def asker(home: House) -> tuple[Person, Person]:
    advised(home, given.only_line(given.approved(home)))
    return home.maira, home.bauyrzhan


def proposer(home: House) -> tuple[Person, Person]:
    _who, change = SCENES["accept_criterion_change"].set(home)
    return home.saule, change.proposed_by


def submitter(home: House) -> tuple[Person, Person]:
    plan = given.submitted(home)
    Plan.objects.filter(pk=plan.pk).update(author=home.timur, submitted_by=home.dauren)
    return home.maira, home.dauren


@pytest.mark.parametrize("scene", [asker, proposer, submitter])
def test_who_comes_into_the_office_does_not_decide_on_their_own(
    home: House, scene: Callable[[House], tuple[Person, Person]]
) -> None:
    decider, own = scene(home)
    tick(at=day(1))
    assert not rectors()

    Appointment.objects.filter(person=decider).update(person=own)
    tick(at=day(1))

    assert rectors()
    assert owed_now() == counted_anew(1)


def test_of_two_officers_the_rector_replaced_one_and_the_other_is_concerned(home: House) -> None:
    nc = given.identified(home)
    other = given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)
    concerns(home, nc, other)

    names(home, nc, home.gulnar, instead_of=home.saule)

    assert Duty.objects.get(nc=nc, owed=Owed.DECIDE.code).person == home.gulnar


def test_whom_the_rector_names_for_the_whole_office_decides_alone(home: House) -> None:
    nc = given.identified(home)
    given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)
    concerns(home, nc, home.saule)

    names(home, nc, home.gulnar)

    assert Duty.objects.get(nc=nc, owed=Owed.DECIDE.code).person == home.gulnar


@pytest.mark.clause("17")
def test_of_a_recurrence_the_unit_of_the_earlier_case_answers(home: House) -> None:
    link = linked(home, given.observed(home), 100)
    elsewhere = given.unit("kobyz", "department", home.department.parent)
    Nonconformity.objects.filter(pk=link.later_id).update(owning_unit=elsewhere)
    given.moves_to(home.saule, elsewhere)
    counted_anew(101)
    assert not rectors()

    given.moves_to(home.saule, home.department)
    counted_anew(101)
    assert {owed for owed, _nc in rectors()} == {Owed.NAME_FOR_RECURRENCE.code}

    own = given.person("raushan", "Раушан", home.department)
    for nc in (link.later, link.earlier.nc):
        nc.substitutes.create(
            part="office", person=own, named_by=home.erlan, named_at=day(101), reason="Кеңсе"
        )
    counted_anew(101)
    assert Duty.objects.get(owed=Owed.DECIDE_RECURRENCE.code).waits


@pytest.mark.clause("44")
def test_whoever_may_not_approve_is_asked_by_no_letter(home: House) -> None:
    plan = given.planned(home)
    Plan.objects.filter(pk=plan.pk).update(author=home.maira)
    compose_at_once(at=day(1))
    Letter.objects.all().delete()

    given.submit_plan(given.plan_again(plan), by=home.dauren, at=day(1))
    compose_at_once(at=day(1) + timedelta(hours=6))

    assert not Letter.objects.filter(person=home.maira).exists()


@pytest.mark.clause("18")
def test_a_stand_in_of_the_rector_sees_the_confidential_case_no_longer_than_the_office_lasts(
    home: House,
) -> None:
    nc = given.identified(home)
    secret = {"confidential": True, "readers": [], "reason": "Жеке деректер"}
    restrict_case(nc, by=home.saule, at=day(1), **secret)
    concerns(home, nc, home.saule)
    stands_in(home.gulnar, home.erlan)
    told = {"part": "office", "person": home.asel, "reason": "Кеңсеге қатысты"}
    name_substitute(fresh(nc), by=home.gulnar, at=day(1), **told)
    seen = {
        (who, number): visible_cases(who, on=day(number).date()).filter(pk=nc.pk).exists()
        for who in (home.gulnar, home.erlan)
        for number in (1, 30)
    }

    assert seen == {
        (home.gulnar, 1): True,
        (home.gulnar, 30): False,
        (home.erlan, 1): True,
        (home.erlan, 30): True,
    }
