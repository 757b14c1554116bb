"""Passwords: what is refused, what is given, how long it holds (ASVS 6.2)."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests.given import MONDAY
from tuzetu.people.passwords import LONGEST, SHORTEST, new_password, still_holds
from tuzetu.people.person import Person

WHO = Person(login="zhaksybaeva", surname="Жақсыбаева", given_name="Айгүл")
WEAK = {
    "short": "жаман-сөз",
    "common": "passwordpassword",
    "product": "Tuzetu2026!!",
    "keyboard": "йцукенйцукен1",
    "own name": "Жақсыбаева2026",
    "own login": "zhaksybaeva-1",
    "one letter": "а" * 20,
    "too long": "қобыз-дала-" * 20,
}


@pytest.mark.parametrize("password", WEAK.values(), ids=list(WEAK))
def test_weak_passwords_are_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, WHO)


@pytest.mark.parametrize(
    "password",
    ["көктем қобыз теңіз", "correct horse battery", "x" * 3 + "Яблоня 7 гор", "🎻 домбыра күйлері"],
)
def test_several_words_in_any_script_with_spaces_are_welcome(password: str) -> None:
    validate_password(password, WHO)


def test_no_kind_of_character_is_demanded() -> None:
    validate_password("кобызтенизшагала", WHO)


def test_long_passwords_are_taken_whole() -> None:
    validate_password(("abcdefghijklmnop" * 8)[:LONGEST], WHO)
    with pytest.raises(ValidationError):
        validate_password("abcdefghijklmnop" * 8 + "x", WHO)


def test_given_passwords_are_long_without_look_alikes_and_pass_the_same_rules() -> None:
    given = {new_password() for _number in range(200)}

    assert len(given) == 200
    for password in given:
        assert re.fullmatch(r"([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}", password)
        assert len(password) >= SHORTEST
        validate_password(password, WHO)


def test_a_given_password_holds_three_days_an_own_one_for_ever() -> None:
    given = Person(password_given_at=MONDAY)

    assert still_holds(given, at=MONDAY + timedelta(days=2, hours=23))
    assert not still_holds(given, at=MONDAY + timedelta(days=3))
    assert still_holds(Person(), at=MONDAY + timedelta(days=3000))
