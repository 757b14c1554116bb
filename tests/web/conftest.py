"""Visitors of the pages: signed in, in one language, with the test's clock on the wall."""

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.given import MONDAY
from tests.journeys import clock
from tests.web.visiting import Come
from tuzetu.people.person import Person


@pytest.fixture
def come(settings: LazySettings) -> Come:
    """Somebody comes in, reading English unless said otherwise; a fault is shown, not raised."""
    settings.CLOCK = "tests.journeys.clock.now"
    clock.set_to(MONDAY)

    def enter(who: Person, language: str = "en") -> Client:
        client = Client(headers={"accept-language": language}, raise_request_exception=False)
        client.force_login(who)
        return client

    return enter
