"""Who holds which office on a day; substitutes act, principals keep sight."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from tests.given import MONDAY, House, day, unit
from tests.given import appoint as seat
from tuzetu.journal.models import Entry
from tuzetu.people.appointing import appoint, end_appointment, name_substitute, release
from tuzetu.people.appointment import (
    Appointment,
    HeldOffice,
    auditor_in_office,
    head_of,
    heads_of,
    holders,
    offices_in_sight,
    offices_of,
)
from tuzetu.people.faults import Unfit
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.procedure.offices import HELD_BY_ONE, Office, office_of

TODAY = MONDAY.date()
FRIDAY = TODAY + timedelta(days=4)


def post_of(who: Person) -> Appointment:
    return Appointment.objects.get(person=who, acting_for=None)


def faults_of(unfit: pytest.ExceptionInfo[Unfit]) -> list[str]:
    return sorted(fault.field for fault in unfit.value.faults)


@pytest.mark.clause("7")
def test_an_office_is_held_from_its_first_day_to_its_last(home: House) -> None:
    appoint(
        home.asel,
        office=Office.AUDITOR,
        from_on=TODAY,
        until_on=FRIDAY,
        order_number="12-ж",
        by=home.erlan,
        at=MONDAY,
    )

    assert not auditor_in_office(TODAY - timedelta(days=1))
    assert offices_of(home.asel, TODAY) == (HeldOffice(Office.AUDITOR),)
    assert offices_of(home.asel, FRIDAY) == (HeldOffice(Office.AUDITOR),)
    assert not auditor_in_office(FRIDAY + timedelta(days=1))
    assert Entry.objects.get(subject_kind="appointment").by_id == home.erlan.pk


def test_all_offices_of_a_person_come_in_one_query(
    home: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seat(home.saule, Office.OFFICE_HEAD)

    with django_assert_num_queries(1):
        held = offices_of(home.saule, TODAY)

    assert held == (HeldOffice(Office.OFFICE_OFFICER), HeldOffice(Office.OFFICE_HEAD))


def test_a_unit_without_a_head_is_answered_for_by_the_nearest_above(
    home: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    faculty = Unit.objects.get(code="faculty")
    kobyz = unit("kobyz", Unit.Kind.DEPARTMENT, faculty)
    seat(home.timur, Office.HEAD_OF_UNIT, of=faculty)

    with django_assert_num_queries(1):
        found = heads_of([home.department, kobyz, faculty], TODAY)

    assert found == {home.department.pk: home.dauren, kobyz.pk: home.timur, faculty.pk: home.timur}
    assert head_of(Unit.objects.get(code="office"), TODAY) is None


@pytest.mark.clause("8")
def test_a_unit_has_at_most_one_head_a_day(home: House) -> None:
    with pytest.raises(Unfit) as unfit:
        appoint(
            home.asel,
            office=Office.HEAD_OF_UNIT,
            unit=home.department,
            from_on=TODAY,
            by=home.erlan,
            at=MONDAY,
        )

    assert faults_of(unfit) == ["from_on"]
    assert home.dauren.short_name in unfit.value.faults[0].says


@pytest.mark.parametrize("office", sorted(HELD_BY_ONE, key=lambda one: one.code))
def test_offices_of_one_holder_refuse_a_second(home: House, office: Office) -> None:
    where = home.department if office.of_a_unit else None
    told = {"office": office, "unit": where, "by": home.erlan, "at": MONDAY}
    Appointment.objects.filter(office=office.code).delete()
    appoint(home.asel, from_on=TODAY, until_on=FRIDAY, **told)

    with pytest.raises(Unfit):
        appoint(home.timur, from_on=FRIDAY, **told)
    appoint(home.timur, from_on=FRIDAY + timedelta(days=1), **told)

    assert holders(office, FRIDAY) == [home.asel]
    assert holders(office, FRIDAY + timedelta(days=1)) == [home.timur]


def test_several_may_be_officers_at_once(home: House) -> None:
    appoint(home.asel, office=Office.OFFICE_OFFICER, from_on=TODAY, by=home.erlan, at=MONDAY)

    assert set(holders(Office.OFFICE_OFFICER, TODAY)) == {home.saule, home.asel}


def test_every_fault_of_an_appointment_is_told_at_once(home: House) -> None:
    home.asel.left_on = TODAY
    home.asel.save()

    with pytest.raises(Unfit) as unfit:
        appoint(
            home.asel,
            office=Office.HEAD_OF_UNIT,
            from_on=FRIDAY,
            until_on=TODAY,
            by=home.erlan,
            at=MONDAY,
        )

    assert faults_of(unfit) == ["person", "unit", "until_on"]


def test_an_office_of_the_institution_is_not_held_in_a_unit(home: House) -> None:
    with pytest.raises(Unfit) as unfit:
        appoint(
            home.asel,
            office=Office.AUDITOR,
            unit=home.department,
            from_on=TODAY,
            by=home.erlan,
            at=MONDAY,
        )

    assert faults_of(unfit) == ["unit"]


def test_nobody_holds_the_same_office_twice(home: House) -> None:
    with pytest.raises(Unfit) as unfit:
        appoint(home.saule, office=Office.OFFICE_OFFICER, from_on=TODAY, by=None, at=MONDAY)

    assert faults_of(unfit) == ["person"]


def test_the_substitute_acts_and_the_principal_keeps_sight(home: House) -> None:
    name_substitute(
        post_of(home.dauren),
        person=home.asel,
        from_on=TODAY,
        until_on=FRIDAY,
        by=home.dauren,
        at=MONDAY,
    )

    unit_pk = home.department.pk
    acting = HeldOffice(Office.HEAD_OF_UNIT, unit_pk, on_behalf_of=home.dauren.pk)
    assert offices_of(home.asel, TODAY) == (acting,)
    assert offices_of(home.dauren, TODAY) == ()
    assert offices_in_sight(home.dauren, TODAY) == (HeldOffice(Office.HEAD_OF_UNIT, unit_pk),)
    assert head_of(home.department, FRIDAY) == home.asel
    assert head_of(home.department, FRIDAY + timedelta(days=1)) == home.dauren


@pytest.mark.parametrize("who", ["aigerim", "saule", "timur"])
def test_only_holder_office_head_and_administrator_name_substitutes(home: House, who: str) -> None:
    with pytest.raises(PermissionDenied):
        name_substitute(
            post_of(home.dauren),
            person=home.asel,
            from_on=TODAY,
            until_on=FRIDAY,
            by=getattr(home, who),
            at=MONDAY,
        )


@pytest.mark.parametrize("office", [Office.OFFICE_HEAD, Office.ADMINISTRATOR])
def test_the_office_head_and_the_administrator_may_name_any_substitute(
    home: House, office: Office
) -> None:
    seat(home.timur, office)

    name_substitute(
        post_of(home.maira),
        person=home.asel,
        from_on=TODAY,
        until_on=FRIDAY,
        by=home.timur,
        at=MONDAY,
    )

    assert holders(Office.VICE_RECTOR, TODAY) == [home.asel]


def test_every_fault_of_a_substitution_is_told_at_once(home: House) -> None:
    with pytest.raises(Unfit) as unfit:
        name_substitute(
            post_of(home.dauren),
            person=home.dauren,
            from_on=date(2024, 1, 1),
            until_on=FRIDAY,
            by=home.dauren,
            at=MONDAY,
        )

    assert faults_of(unfit) == ["person", "person", "until_on"]


def test_two_do_not_stand_in_for_one_at_once(home: House) -> None:
    told = {"from_on": TODAY, "until_on": FRIDAY, "by": home.dauren, "at": MONDAY}
    name_substitute(post_of(home.dauren), person=home.asel, **told)

    with pytest.raises(Unfit) as unfit:
        name_substitute(post_of(home.dauren), person=home.timur, **told)

    assert faults_of(unfit) == ["from_on"]


def test_a_substitute_names_no_substitute(home: House) -> None:
    told = {"from_on": TODAY, "until_on": FRIDAY, "at": MONDAY}
    first = name_substitute(post_of(home.dauren), person=home.asel, by=home.dauren, **told)

    with pytest.raises(Unfit):
        name_substitute(first, person=home.timur, by=home.asel, **told)


def test_coming_back_early_gives_the_office_back(home: House) -> None:
    stand_in = name_substitute(
        post_of(home.dauren),
        person=home.asel,
        from_on=TODAY,
        until_on=FRIDAY,
        by=home.dauren,
        at=MONDAY,
    )

    end_appointment(stand_in, until_on=TODAY, by=home.dauren, at=day(1))

    assert head_of(home.department, TODAY) == home.asel
    assert head_of(home.department, TODAY + timedelta(days=1)) == home.dauren


def test_a_principal_ends_the_substitution_but_not_the_own_office(home: House) -> None:
    with pytest.raises(PermissionDenied):
        end_appointment(post_of(home.dauren), until_on=TODAY, by=home.dauren, at=MONDAY)


def test_the_end_of_an_office_ends_its_substitution(home: House) -> None:
    seat(home.timur, Office.ADMINISTRATOR)
    post = post_of(home.dauren)
    told = {"person": home.asel, "by": home.dauren, "at": MONDAY}
    name_substitute(post, from_on=TODAY, until_on=FRIDAY, **told)
    name_substitute(post, from_on=FRIDAY + timedelta(days=1), until_on=date(2026, 4, 1), **told)

    end_appointment(post, until_on=TODAY, by=home.timur, at=MONDAY, reason="12-ж бұйрық")

    terms = Appointment.objects.filter(office=Office.HEAD_OF_UNIT.code, unit=home.department)
    assert set(terms.values_list("person", "until_on")) == {
        (home.dauren.pk, TODAY),
        (home.asel.pk, TODAY),
    }
    assert Entry.objects.filter(subject_kind="appointment").count() == 5


def test_an_appointment_that_never_began_is_struck(home: House) -> None:
    made = appoint(home.asel, office=Office.AUDITOR, from_on=FRIDAY, by=None, at=MONDAY)

    end_appointment(made, until_on=TODAY, by=None, at=MONDAY)

    assert not Appointment.objects.filter(office=Office.AUDITOR.code).exists()
    assert Entry.objects.filter(subject_kind="appointment").count() == 2


def test_releasing_ends_every_office_of_a_person(home: House) -> None:
    seat(home.saule, Office.OFFICE_HEAD)

    release(home.saule, until_on=TODAY, by=home.erlan, at=MONDAY)

    assert offices_of(home.saule, TODAY + timedelta(days=1)) == ()
    assert len(offices_of(home.saule, TODAY)) == 2


def test_a_change_of_rights_is_remembered_for_the_session(home: House) -> None:
    appoint(home.asel, office=Office.AUDITOR, from_on=TODAY, by=None, at=MONDAY)

    assert Person.objects.get(pk=home.asel.pk).rights_changed_at == MONDAY


BROKEN = {
    "second open-ended head": {"office": "head_of_unit", "unit": True},
    "second open-ended rector": {"office": "rector"},
    "head without a unit": {"office": "head_of_unit", "until_on": FRIDAY},
    "officer in a unit": {"office": "office_officer", "unit": True},
    "end before the beginning": {"office": "auditor", "until_on": date(2020, 1, 1)},
    "substitution without an end": {"office": "auditor", "acting": True},
}


@pytest.mark.parametrize("wrong", BROKEN.values(), ids=list(BROKEN))
def test_the_database_itself_refuses(home: House, wrong: dict[str, object]) -> None:
    told = dict(wrong)
    acting = post_of(home.maira) if told.pop("acting", False) else None
    where = home.department if told.pop("unit", False) else None

    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            person=home.asel,
            unit=where,
            from_on=TODAY,
            entered_at=MONDAY,
            acting_for=acting,
            **told,
        )


def test_an_office_is_found_by_its_code() -> None:
    assert [office_of(office.code) for office in Office] == list(Office)


@pytest.mark.clause("7")
@pytest.mark.parametrize(("begins", "ends"), [(-9, -1), (1, 9)])
def test_a_substitution_that_is_over_or_to_come_takes_the_office_from_nobody(
    home: House, begins: int, ends: int
) -> None:
    Appointment.objects.create(
        person=home.asel,
        office=Office.VICE_RECTOR.code,
        from_on=day(begins).date(),
        until_on=day(ends).date(),
        acting_for=post_of(home.maira),
        entered_at=MONDAY,
    )

    assert offices_of(home.maira, TODAY) == (HeldOffice(Office.VICE_RECTOR),)
    assert offices_of(home.asel, TODAY) == ()


def test_the_last_administrator_stays_until_there_is_another(home: House) -> None:
    seat(home.timur, Office.ADMINISTRATOR)
    post = post_of(home.timur)

    with pytest.raises(Unfit, match="соңғы әкімші"):
        end_appointment(post, until_on=TODAY, by=home.timur, at=MONDAY)
    with pytest.raises(Unfit, match="соңғы әкімші"):
        release(home.timur, until_on=TODAY, by=home.timur, at=MONDAY)

    seat(home.asel, Office.ADMINISTRATOR)
    other = post_of(home.asel)
    Appointment.objects.filter(pk=other.pk).update(until_on=TODAY)
    with pytest.raises(Unfit, match="соңғы әкімші"):
        end_appointment(post, until_on=TODAY, by=home.timur, at=MONDAY)
    Appointment.objects.filter(pk=other.pk).update(until_on=FRIDAY)
    end_appointment(post, until_on=TODAY, by=home.timur, at=MONDAY)


def test_whoever_runs_the_server_ends_the_office_of_the_last_administrator(home: House) -> None:
    seat(home.timur, Office.ADMINISTRATOR)

    end_appointment(post_of(home.timur), until_on=TODAY, by=None, at=MONDAY)

    post = post_of(home.timur)
    assert post.until_on == TODAY


def test_an_office_that_has_begun_keeps_its_first_day(home: House) -> None:
    seat(home.timur, Office.ADMINISTRATOR)
    post = post_of(home.dauren)

    with pytest.raises(Unfit, match="басталып"):
        end_appointment(post, until_on=date(2024, 12, 31), by=home.timur, at=MONDAY)
    made = appoint(home.asel, office=Office.AUDITOR, from_on=TODAY, by=None, at=MONDAY)
    with pytest.raises(Unfit, match="басталып"):
        end_appointment(made, until_on=TODAY - timedelta(days=1), by=home.timur, at=MONDAY)
    end_appointment(made, until_on=TODAY, by=home.timur, at=MONDAY)
    later = appoint(home.asel, office=Office.AUDITOR, from_on=FRIDAY, by=None, at=MONDAY)
    end_appointment(later, until_on=TODAY, by=home.timur, at=MONDAY)
    assert not Appointment.objects.filter(pk=later.pk).exists()
