"""The demonstration conservatory on its first day, its doors open, the test's clock on the wall."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.given import MONDAY
from tests.journeys import clock
from tests.journeys.visitor import Entrance, Visitor, signed_in
from tuzetu.demonstration.institution import found_institution
from tuzetu.dossier.founding import found_edition
from tuzetu.procedure.calendar import local_day

YEAR = timedelta(days=380)


@pytest.fixture
def come(chromium: Browser, live_server: LiveServer, settings: LazySettings) -> Iterator[Entrance]:
    """People of the conservatory come in, each with a window of their own; nobody fails."""
    settings.CLOCK = "tests.journeys.clock.now"
    settings.DEMO = True
    clock.set_to(MONDAY)
    found_edition()
    found_institution(since=local_day(MONDAY - YEAR), at=MONDAY - YEAR)
    inside: dict[str, Visitor] = {}

    def enter(name: str, **how: object) -> Visitor:
        if name in inside:
            inside[name].comes_home()
        else:
            inside[name] = signed_in(chromium, live_server.url, name, **how)
        return inside[name]

    yield enter
    for visitor in inside.values():
        visitor.leaves()
