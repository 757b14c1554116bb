"""Whether a trouble came back is decided, too, where it concerns the whole office (17, 38)."""

import pytest

from tests import given
from tests.given import House, day, fresh
from tests.refusing import not_theirs
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.people.person import Person
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.offices import Office
from tuzetu.procedure.states import CaseState
from tuzetu.registers.duties import desk_of
from tuzetu.stages.effectiveness.recurring import confirm_recurrence, link_recurrence
from tuzetu.stages.registration.steps import identify_case, name_concerned, name_substitute

pytestmark = [pytest.mark.django_db, pytest.mark.clause("17"), pytest.mark.clause("38")]


@pytest.fixture
def link(home: House) -> Recurrence:
    """A later case that may be the return of an observed one."""
    earlier = given.observed(home)
    later = given.decided(home, day(100), detected_on=day(100).date())
    return link_recurrence(later, by=home.saule, at=day(101), earlier=earlier, reason="Сол себеп")


def concerns(home: House, nc: Nonconformity, *people: Person) -> None:
    told = {"concerned": people, "reason": "Тексеруде көрінді"}
    name_concerned(fresh(nc), by=home.saule, at=day(102), **told)


def names(home: House, nc: Nonconformity, person: Person) -> None:
    told = {"part": "office", "person": person, "reason": "Кеңсеге қатысты"}
    name_substitute(fresh(nc), by=home.erlan, at=day(102), **told)


def owed_by(person: Person) -> set[tuple[str, str | None]]:
    """What somebody owes, and in which case."""
    on = day(102).date()
    return {(one.owed, one.nc and one.nc.number) for one in desk_of(person, on=on).mine}


def asked_in(home: House) -> set[str | None]:
    """The cases in which the rector is asked to name who decides on the recurrence."""
    wanted = Owed.NAME_FOR_RECURRENCE.code
    return {number for owed, number in owed_by(home.erlan) if owed == wanted}


def decides(person: Person) -> bool:
    return Owed.DECIDE_RECURRENCE.code in {owed for owed, _number in owed_by(person)}


@pytest.mark.parametrize("concerned", ["earlier", "later"])
def test_the_rector_is_asked_in_both_cases_and_whom_is_named_decides(
    home: House, link: Recurrence, concerned: str
) -> None:
    later, earlier = link.later, link.earlier.nc
    assert decides(home.saule)
    assert not asked_in(home)

    concerns(home, earlier if concerned == "earlier" else later, home.saule)
    assert not decides(home.saule)
    assert asked_in(home) == {later.number}

    names(home, later, home.timur)
    assert not decides(home.timur)
    assert asked_in(home) == {earlier.number}
    with not_theirs():
        confirm_recurrence(link, by=home.timur, at=day(103), decision="Иә")

    names(home, earlier, home.timur)
    assert decides(home.timur)
    assert not asked_in(home)
    confirm_recurrence(link, by=home.timur, at=day(103), decision="Иә")
    assert fresh(earlier).phase == CaseState.REGISTERED


def test_who_is_named_in_one_case_each_does_not_decide_on_both(
    home: House, link: Recurrence
) -> None:
    concerns(home, link.later, home.saule)

    names(home, link.later, home.timur)
    names(home, link.earlier.nc, home.asel)

    assert not decides(home.timur)
    assert not decides(home.asel)
    assert asked_in(home) == {link.later.number}
    names(home, link.later, home.asel)
    assert decides(home.asel)


def test_whom_nobody_needed_in_one_case_alone_takes_no_decision_from_the_office(
    home: House, link: Recurrence
) -> None:
    names(home, link.later, home.timur)

    assert decides(home.saule)
    assert not asked_in(home)
    confirm_recurrence(link, by=home.saule, at=day(103), decision="Иә")


def test_whom_the_other_case_concerns_is_not_waited_for(home: House, link: Recurrence) -> None:
    concerns(home, link.later, home.saule, home.timur)

    names(home, link.earlier.nc, home.timur)

    assert asked_in(home) == {link.later.number}
    names(home, link.later, home.asel)
    assert asked_in(home) == {link.earlier.nc.number}


def test_a_second_officer_decides_and_the_rector_is_not_asked(
    home: House, link: Recurrence
) -> None:
    other = given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)

    concerns(home, link.earlier.nc, home.saule)

    assert decides(other)
    assert not asked_in(home)


def test_who_works_where_the_earlier_case_belongs_does_not_decide(home: House) -> None:
    earlier = given.observed(home)
    later = given.decided(home, day(100), detected_on=day(100).date())
    Person.objects.filter(pk=home.saule.pk).update(unit=earlier.owning_unit)

    link_recurrence(later, by=home.saule, at=day(101), earlier=earlier, reason="Сол себеп")

    assert asked_in(home) == {later.number}
    own = given.person("raushan", "Раушан", earlier.owning_unit)
    names_anyway = {"nc": later, "part": "office", "person": own, "reason": "Кеңсе"}
    later.substitutes.create(**names_anyway, named_by=home.erlan, named_at=day(102))
    names(home, earlier, home.timur)
    assert asked_in(home) == {later.number}


def test_while_the_earlier_case_is_worked_on_the_later_one_alone_asks(home: House) -> None:
    earlier = given.approved(home).joined.get().cycle.nc
    later = given.decided(home, day(1), detected_on=day(1).date())
    link_recurrence(later, by=home.saule, at=day(1), earlier=earlier, reason="Сол себеп")

    concerns(home, later, home.saule)
    assert asked_in(home) == {later.number}
    names(home, later, home.timur)

    assert decides(home.timur)
    assert not asked_in(home)


def test_whom_the_identification_names_is_waited_for_no_more(home: House) -> None:
    earlier = given.observed(home)
    later = given.registered(home, day(100), detected_on=day(100).date())
    link_recurrence(later, by=home.saule, at=day(101), earlier=earlier, reason="Сол себеп")

    told = {"title": "Сабақ өтпеді", "concerned": [home.saule]}
    identify_case(fresh(later), by=home.saule, at=day(101), **told)

    assert asked_in(home) == {later.number}
    assert Duty.objects.get(owed=Owed.DECIDE_RECURRENCE.code).waits
