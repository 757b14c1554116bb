"""The small institution with mail addresses, and mornings at half past eight."""

import pytest
from pytest_django.fixtures import Settings

from tests.given import House
from tuzetu.people.person import Person


@pytest.fixture(autouse=True)
def _mail_is_sent(settings: Settings) -> None:
    settings.KEEP_MAILS = False
    settings.PUBLIC_ADDRESS = "https://tuzetu.example"


@pytest.fixture
def house(home: House) -> House:
    """Everybody reads English and has a mail address."""
    for person in Person.objects.all():
        Person.objects.filter(pk=person.pk).update(
            language="en", email=f"{person.login}@tuzetu.example"
        )
    return home
