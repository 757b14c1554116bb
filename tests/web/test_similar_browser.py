"""The hint in a real browser: it comes while somebody types, is announced, and bars nothing."""

from datetime import UTC, datetime

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import given
from tests.given import House
from tests.journeys import clock
from tests.web.look_window import window
from tests.web.test_look_browser import objections
from tests.web.test_similar import AGAIN, piano
from tuzetu.people.person import Person
from tuzetu.similarity.earlier import keeper

pytest_plugins = ["tests.web.look_window"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NONE = "Сіз көре алатын сәйкессіздіктердің арасынан ұқсасы табылмады."


@pytest.fixture
def home(transactional_db: None, settings: LazySettings) -> House:
    """The institution, kept for the server; its clock stands where the sessions are valid."""
    settings.CLOCK = "tests.journeys.clock.now"
    clock.set_to(datetime.now(UTC))
    return given.house()


def entered(context: BrowserContext, who: Person, server: LiveServer) -> Page:
    """Somebody signed in."""
    client = Client()
    client.force_login(who)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": server.url}])
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return page


@pytest.mark.parametrize(("width", "scheme"), [(1366, "light"), (360, "dark")])
def test_similar_cases_come_while_somebody_types(
    chromium: Browser, live_server: LiveServer, home: House, width: int, scheme: str
) -> None:
    nc = piano(home)
    context = window(chromium, live_server.url, width=width, scheme=scheme)
    page = entered(context, home.saule, live_server)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto("/report/")

    page.locator("[name=description]").fill(AGAIN)

    expect(page.locator("#similar li")).to_contain_text(nc.number, timeout=20_000)
    told = page.locator(".field", has=page.locator("[name=description]")).get_by_role("status")
    expect(told).to_have_text("Табылған ұқсас сәйкессіздіктер саны: 1.")
    assert objections(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate("document.activeElement.name") == "description", "typing goes on"

    page.locator("[name=description]").fill("Мерейтой шығындары асып кетті")
    expect(told).to_have_text(NONE)
    expect(page.locator("#similar li")).to_have_count(0)
    assert complaints == []
    context.close()


def test_without_scripts_the_hint_comes_with_the_page_that_comes_back(
    chromium: Browser, live_server: LiveServer, home: House
) -> None:
    nc = piano(home)
    context = window(chromium, live_server.url, java_script_enabled=False)
    page = entered(context, home.saule, live_server)
    page.goto("/report/")

    page.locator("[name=description]").fill(AGAIN)
    page.locator("[name=detected_on]").fill("")
    assert keeper().wait(10)
    page.locator(".step-form__bar .act--primary").click()

    expect(page.locator("#similar")).to_contain_text(nc.number)
    expect(page.locator("[name=description]")).to_have_value(AGAIN)
    context.close()


def test_a_hint_that_fails_says_so_and_the_report_is_sent(
    chromium: Browser, live_server: LiveServer, home: House
) -> None:
    context = window(chromium, live_server.url)
    page = entered(context, home.aigerim, live_server)
    page.route("**/similar/", lambda route: route.abort())
    page.goto("/report/")

    page.locator("[name=description]").fill(AGAIN)
    page.locator("[name=evidence]").fill("Тыңдалды")
    told = page.locator(".field", has=page.locator("[name=description]")).get_by_role("status")
    expect(told).to_have_text("Ұқсас сәйкессіздіктерді дәл қазір іздеу мүмкін болмады.")
    page.locator(".step-form__bar .act--primary").click()

    page.wait_for_url("**/cases/*/")
    context.close()
