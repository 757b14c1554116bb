"""Persons come, change, move, leave; their accounts and passwords; all of it journaled."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password

from tests.given import MONDAY, House, day
from tuzetu.journal.models import Entry, EntryContents
from tuzetu.people.appointment import holders, offices_of
from tuzetu.people.faults import Unfit
from tuzetu.people.person import Person, named_like, prefer, staff
from tuzetu.people.sessions import Session, SessionStore
from tuzetu.people.staffing import (
    Particulars,
    add_person,
    choose_password,
    correct_person,
    disable_account,
    enable_account,
    give_password,
    leave,
    move_person,
    rejoin,
)
from tuzetu.people.structuring import close_unit
from tuzetu.people.unit import Unit, plant
from tuzetu.procedure.offices import Office

TODAY = MONDAY.date()


def open_session(who: Person) -> str:
    session = SessionStore()
    session["_auth_user_id"] = str(who.pk)
    session.create()
    session.save()
    return str(session.session_key)


def fresh(who: Person) -> Person:
    return Person.objects.get(pk=who.pk)


def test_a_new_person_cannot_sign_in_before_a_password_is_given(home: House) -> None:
    told = Particulars(login=" Zhaksybaeva ", surname="Жақсыбаева", given_name="Айгүл")

    made = add_person(told, unit=home.department, by=home.erlan, at=MONDAY)

    assert made.login == "zhaksybaeva"
    assert not made.has_usable_password()
    assert Entry.objects.get(subject_kind="person", subject_id=made.pk).by_id == home.erlan.pk


def test_every_fault_of_a_person_is_told_at_once(home: House) -> None:
    with pytest.raises(Unfit) as unfit:
        add_person(
            Particulars(login="AIGERIM", surname=" ", given_name=""),
            unit=home.department,
            by=home.erlan,
            at=MONDAY,
        )

    assert {fault.field for fault in unfit.value.faults} == {"login", "surname", "given_name"}


def test_a_correction_notes_only_what_changed(home: House) -> None:
    told = Particulars(
        login="aigerim", surname=home.aigerim.surname, given_name="Айгерім", post="Оқытушы"
    )

    correct_person(home.aigerim, told, by=home.erlan, at=MONDAY)

    assert fresh(home.aigerim).post == "Оқытушы"
    contents = EntryContents.objects.get(entry__subject_kind="person")
    assert '"post"' in contents.text
    assert '"surname"' not in contents.text


def test_a_person_is_not_moved_into_a_closed_unit(home: House) -> None:
    closed = plant(Unit(code="x", kind="section", name_kk="x", name_ru="x", name_en="x"))
    close_unit(closed, closed_on=TODAY, by=home.erlan, at=MONDAY)

    with pytest.raises(Unfit):
        move_person(
            home.aigerim, unit=Unit.objects.get(pk=closed.pk), post="", by=home.erlan, at=MONDAY
        )
    move_person(home.aigerim, unit=home.office, post="Маман", by=home.erlan, at=MONDAY)

    assert (fresh(home.aigerim).unit, fresh(home.aigerim).post) == (home.office, "Маман")


def test_leaving_ends_offices_with_the_last_day_and_sessions_at_once(home: House) -> None:
    open_session(home.saule)

    leave(home.saule, left_on=TODAY, by=home.erlan, at=MONDAY, reason="12-ж бұйрық")

    assert offices_of(home.saule, TODAY) == ()
    assert len(offices_of(home.saule, TODAY - timedelta(days=1))) == 1
    assert home.saule not in staff(on=TODAY)
    assert not Session.objects.filter(person=home.saule).exists()


def test_who_leaves_was_there_on_the_first_day_of_an_office_that_has_begun(home: House) -> None:
    begun = home.saule.appointments.get().from_on

    with pytest.raises(Unfit) as told:
        leave(home.saule, left_on=begun, by=home.erlan, at=MONDAY)

    (fault,) = told.value.faults
    assert fault.field == "left_on"
    assert home.saule.appointments.exists()


def test_leaving_later_keeps_office_and_session_until_then(home: House) -> None:
    key = open_session(home.saule)
    gone = TODAY + timedelta(days=5)

    leave(home.saule, left_on=gone, by=home.erlan, at=MONDAY)

    assert home.saule in holders(Office.OFFICE_OFFICER, gone - timedelta(days=1))
    assert home.saule not in holders(Office.OFFICE_OFFICER, gone)
    assert Session.objects.filter(pk=key).exists()


def test_who_comes_back_works_here_again_without_the_old_offices(home: House) -> None:
    leave(home.saule, left_on=TODAY, by=home.erlan, at=MONDAY)

    rejoin(home.saule, by=home.erlan, at=day(3))

    assert home.saule in staff(on=TODAY + timedelta(days=3))
    assert offices_of(home.saule, TODAY + timedelta(days=3)) == ()


def test_a_closed_account_loses_its_sessions_and_opens_again(home: House) -> None:
    open_session(home.aigerim)

    disable_account(home.aigerim, by=home.erlan, at=MONDAY)

    assert not fresh(home.aigerim).is_active
    assert not Session.objects.filter(person=home.aigerim).exists()

    enable_account(home.aigerim, by=home.erlan, at=MONDAY)

    assert fresh(home.aigerim).is_active
    assert Entry.objects.filter(subject_kind="person").count() == 2


def test_nobody_closes_their_own_account(home: House) -> None:
    with pytest.raises(Unfit):
        disable_account(home.erlan, by=home.erlan, at=MONDAY)

    assert fresh(home.erlan).is_active
    assert not Entry.objects.filter(subject_kind="person").exists()


def test_switching_an_account_to_what_it_is_leaves_no_entry(home: House) -> None:
    enable_account(home.aigerim, by=home.erlan, at=MONDAY)

    assert not Entry.objects.exists()


def test_a_given_password_is_marked_and_never_journaled(home: House) -> None:
    open_session(home.aigerim)

    give_password(home.aigerim, "kese-tas-qobyz-42", by=home.erlan, at=MONDAY)

    assert check_password("kese-tas-qobyz-42", fresh(home.aigerim).password)
    assert fresh(home.aigerim).password_given_at == MONDAY
    assert not Session.objects.filter(person=home.aigerim).exists()
    text = EntryContents.objects.get(entry__subject_kind="person").text
    assert "kese-tas" not in text
    assert "argon" not in text


def test_a_chosen_password_is_the_own_one(home: House) -> None:
    give_password(home.aigerim, "kese-tas-qobyz-42", by=home.erlan, at=MONDAY)

    choose_password(home.aigerim, "sazgen-kui-dala-7", at=day(1))

    assert fresh(home.aigerim).password_given_at is None


def test_people_are_found_by_beginnings_of_names_typed_any_way(home: House) -> None:
    add_person(
        Particulars(login="zhaqs", surname="Жақсыбаева", given_name="Айгүл"),
        unit=None,
        by=None,
        at=MONDAY,
    )

    found = [one.login for one in named_like(staff(on=TODAY), "айгул жаксы")]

    assert found == ["zhaqs"]
    assert not named_like(staff(on=TODAY), "сыбаева").exists()
    assert named_like(staff(on=TODAY), "").count() == staff(on=TODAY).count()


def test_names_are_written_as_on_lists_and_beside_signatures(home: House) -> None:
    who = Person(surname="Жақсыбаева", given_name="Айгүл", patronymic="Бекқызы")

    assert who.short_name == "А. Жақсыбаева"
    assert who.full_name == "Жақсыбаева Айгүл Бекқызы"
    assert who.signature_name == "Жақсыбаева А. Б."
    assert Person(surname="Жақсыбаева").short_name == "Жақсыбаева"


def test_preferences_are_kept_without_an_entry(home: House) -> None:
    prefer(home.aigerim, language="ru", theme="dark", density="compact", shortcuts=False)

    kept = fresh(home.aigerim)
    assert (kept.language, kept.theme, kept.density, kept.shortcuts) == (
        "ru", "dark", "compact", False,
    )  # fmt: skip
    assert not Entry.objects.exists()
