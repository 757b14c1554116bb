"""A plan that is carried out reads on a phone: every value has the whole width of its row."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests import given
from tests.given import MONDAY
from tests.journeys import clock
from tests.web.look_window import window

pytest_plugins = ["tests.web.look_window"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NARROW = """() => [...document.querySelectorAll(".plan-table td:not(.rows__number, .rows__main)")]
    .filter((cell) => cell.offsetWidth && cell.offsetWidth < cell.parentElement.offsetWidth)
    .map((cell) => cell.dataset.label)"""


def test_every_cell_is_as_wide_as_its_row(
    transactional_db: None, chromium: Browser, live_server: LiveServer, settings: LazySettings
) -> None:
    settings.CLOCK = "tests.journeys.clock.now"
    clock.set_to(MONDAY)
    home = given.house()
    plan = given.approved(home)
    client = Client()
    client.force_login(home.dauren)
    context = window(chromium, live_server.url, width=360)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()

    page.goto(reverse("plan", args=(plan.pk,)))

    assert page.locator(".plan-table--marked td").count() > 0
    assert page.evaluate(NARROW) == []
    context.close()
