"""Several people are chosen by boxes: a list that scrolls, narrowed by typing, walked by keys."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import given
from tests.given import MONDAY, House
from tests.journeys import clock
from tests.web.look_window import window
from tests.web.scenes import SCENES, address
from tests.web.visiting import Come, text_of
from tuzetu.people.person import Person

pytest_plugins = ["tests.web.look_window"]

BOX = re.compile(r'name="readers" value="(\d+)" id="id_readers_\d+"( checked)?>')


def test_every_person_has_a_box_and_the_ticked_come_first(home: House, come: Come) -> None:
    who, nc = SCENES["restrict_case"].set(home)
    nc.readers.set([home.zhanar, home.timur])

    page = text_of(come(who).get(address("restrict_case", nc)))
    boxes = BOX.findall(page)

    assert len(boxes) == Person.objects.filter(is_active=True).count()
    assert {int(pk) for pk, _ticked in boxes[:2]} == {home.zhanar.pk, home.timur.pk}
    assert [bool(ticked) for _pk, ticked in boxes] == [True] * 2 + [False] * (len(boxes) - 2)


def test_boxes_ticked_stay_ticked_in_a_form_that_comes_back(home: House, come: Come) -> None:
    who, nc = SCENES["restrict_case"].set(home)
    typed = {"confidential": "yes", "readers": [home.asel.pk], "reason": ""}

    page = text_of(come(who).post(address("restrict_case", nc), typed))

    assert [int(pk) for pk, ticked in BOX.findall(page) if ticked] == [home.asel.pk]


def test_the_rows_of_a_plan_have_boxes_too(home: House, come: Come) -> None:
    who, plan = SCENES["write_plan"].set(home)

    page = text_of(come(who).get(address("write_plan", plan)))

    assert 'type="checkbox" name="line-0-co_executors"' in page
    assert "<select multiple" not in page
    assert " multiple>" not in page


@pytest.fixture
def group(
    transactional_db: None, live_server: LiveServer, settings: LazySettings, chromium: Browser
) -> Page:
    """The form in which a group is named, in a narrow window."""
    settings.CLOCK = "tests.journeys.clock.now"
    home = given.house()
    who, nc = SCENES["convene_group"].set(home)
    clock.set_to(MONDAY)
    return opened(chromium, live_server, who, address("convene_group", nc))


def opened(chromium: Browser, server: LiveServer, who: Person, where: str, **how: object) -> Page:
    context: BrowserContext = window(chromium, server.url, width=360, **how)
    client = Client()
    client.force_login(who)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": server.url}])
    page = context.new_page()
    page.goto(where)
    return page


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_typing_narrows_the_list_and_keeps_what_is_ticked(group: Page) -> None:
    group.get_by_label("Тимуров Тимур").check()

    group.get_by_label("Аты-жөні бойынша іздеу").fill("асел")

    boxes = group.locator("[name=members]:visible")
    expect(boxes).to_have_count(2)
    expect(group.get_by_label("Әселов Әсел").locator("visible=true")).to_have_count(1)
    expect(group.locator(".ticks__status")).to_contain_text("Таңдалғаны: 1")


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_the_list_is_walked_with_arrows_and_passed_with_one_tab(group: Page) -> None:
    group.get_by_label("Аты-жөні бойынша іздеу").focus()

    group.keyboard.press("ArrowDown")
    group.keyboard.press("ArrowDown")
    group.keyboard.press("Space")
    expect(group.locator("[name=members]").nth(1)).to_be_checked()
    group.keyboard.press("Tab")

    assert group.evaluate("document.activeElement.name") == "owning_unit"


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_enter_in_the_search_sends_nothing(group: Page) -> None:
    where = group.url
    group.get_by_label("Аты-жөні бойынша іздеу").press("Enter")

    assert group.url == where
    assert group.locator("tz-errors").count() == 0
