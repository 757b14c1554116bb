"""The operator's door: ``tuzetu user``."""

import re
from io import StringIO

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command

from tests.given import House
from tuzetu.clock import now
from tuzetu.journal.models import Entry
from tuzetu.people.appointment import holders
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.offices import Office

PASSWORD = re.compile(r"password (\S+)")


def user(*words: str) -> str:
    out = StringIO()
    call_command("user", *words, stdout=out)
    return out.getvalue()


def given_in(said: str) -> str:
    found = PASSWORD.search(said)
    assert found is not None
    return found.group(1)


@pytest.mark.django_db
def test_the_first_administrator_is_made_with_a_password_to_be_replaced() -> None:
    said = user("first")

    person = Person.objects.get()
    assert check_password(given_in(said), person.password)
    assert person.password_given_at is not None
    assert holders(Office.ADMINISTRATOR, local_day(now())) == [person]
    assert {entry.by_id for entry in Entry.objects.all()} == {None}


def test_an_account_is_made_closed_opened_and_listed(home: House) -> None:
    user("create", "Omarov", "Омаров", "Асқар")
    assert "omarov" in user("list")

    user("disable", "OMAROV")
    assert re.search(r"omarov\s+closed", user("list"))

    user("enable", "omarov")
    assert re.search(r"omarov\s+open", user("list"))


def test_a_password_is_given_anew(home: House) -> None:
    said = user("password", "aigerim")

    assert check_password(given_in(said), Person.objects.get(login="aigerim").password)


def test_somebody_is_appointed_administrator_once(home: House) -> None:
    user("administrator", "timur")

    assert re.search(r"timur\s+open\s+administrator", user("list"))
    with pytest.raises(CommandError, match="already holds"):
        user("administrator", "timur")


def test_unknown_and_taken_accounts_are_refused_in_words(home: House) -> None:
    with pytest.raises(CommandError, match="no account 'nobody'"):
        user("password", "nobody")
    with pytest.raises(CommandError, match="already has this login"):
        user("create", "aigerim", "А", "А")
