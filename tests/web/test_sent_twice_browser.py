"""In a real browser: a report is sent, *Back* is pressed, and it is sent once more."""

from datetime import UTC, datetime

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests import given
from tests.given import House
from tests.journeys import clock
from tests.web.look_window import window
from tests.web.test_similar_browser import entered
from tuzetu.dossier.case import Nonconformity

pytest_plugins = ["tests.web.look_window"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SEND = ".step-form__bar .act--primary"


@pytest.fixture
def home(transactional_db: None, settings: LazySettings) -> House:
    """The institution, kept for the server; its clock stands where the sessions are valid."""
    settings.CLOCK = "tests.journeys.clock.now"
    clock.set_to(datetime.now(UTC))
    return given.house()


@pytest.mark.clause("27.2")
def test_after_back_a_report_makes_no_second_case(
    chromium: Browser, live_server: LiveServer, home: House
) -> None:
    page = entered(window(chromium, live_server.url), home.aigerim, live_server)
    page.goto("/report/")
    page.locator("[name=description]").fill("Емтихан кестесі ілінбеген.")
    page.locator("[name=evidence]").fill("Тақта бос тұр")
    page.locator(SEND).click()
    page.wait_for_url("**/cases/*/")
    made = page.url

    page.go_back()
    page.locator("[name=description]").fill("Емтихан кестесі уақытында ілінбеген.")
    page.locator("[name=evidence]").fill("Тақта бос тұр")
    page.locator(SEND).click()

    number = Nonconformity.objects.get().number
    expect(page.locator(".refusals")).to_contain_text(number)
    assert page.locator(f".refusals a[href='{made.removeprefix(live_server.url)}']").count() == 1

    page.locator("[name=description]").fill("Емтихан кестесі ілінбеген.")
    page.go_back()
    page.locator("[name=description]").fill("Емтихан кестесі ілінбеген.")
    page.locator("[name=evidence]").fill("Тақта бос тұр")
    page.locator(SEND).click()
    page.wait_for_url(made)
    assert Nonconformity.objects.count() == 1
