"""The looks in a real browser: reachable for everybody, whole on every screen."""

import os
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tuzetu.web.pages.gallery import PAGES

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.web.look_addresses"),
]

LANGUAGES = ("kk", "ru", "en")
SCHEMES = ("light", "dark")
WIDTHS = (360, 1366)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,
}
ALPHABET = "АаӘәБбГгҒғКкҚқНнҢңОоӨөҰұҮүХхҺһІіЁёЪъЬьЭэ №"


@pytest.fixture(scope="module")
def driver() -> Iterator[Playwright]:
    """What drives the system's browser."""
    with sync_playwright() as playing:
        yield playing


@pytest.fixture(scope="module")
def chromium(driver: Playwright) -> Iterator[Browser]:
    """The browser as it comes."""
    browser = started(driver)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def large_print(driver: Playwright) -> Iterator[Browser]:
    """The browser of a person who reads text of twice the usual size."""
    browser = started(driver, "--blink-settings=defaultFontSize=32")
    yield browser
    browser.close()


def started(driver: Playwright, *settings_of_it: str) -> Browser:
    """A browser without a window."""
    return driver.chromium.launch(
        executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        args=["--no-sandbox", *settings_of_it],
    )


@pytest.fixture
def opened(chromium: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A light, wide, Kazakh window."""
    context = window(chromium, live_server.url)
    yield context
    context.close()


@pytest.fixture
def page(opened: BrowserContext) -> Page:
    return opened.new_page()


def window(chromium: Browser, address: str, **how: object) -> BrowserContext:
    """A window of the given width, scheme and language, with or without scripts."""
    width = how.pop("width", 1366)
    language = how.pop("language", "kk")
    scheme = how.pop("scheme", "light")
    context = chromium.new_context(
        base_url=address,
        viewport={"width": width, "height": 768},
        color_scheme=scheme,
        locale=language,
        reduced_motion="reduce",
        **how,
    )
    context.add_cookies(
        [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": address}]
    )
    return context


def findings(page: Page) -> list[str]:
    """What axe objects to, as "rule: where"."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_look_is_reachable_for_everybody(
    chromium: Browser, live_server: LiveServer, language: str, scheme: str, width: int
) -> None:
    context = window(chromium, live_server.url, language=language, scheme=scheme, width=width)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto("/design/")

    assert findings(page) == []
    assert complaints == []
    context.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_example_page_is_reachable_for_everybody(
    chromium: Browser, live_server: LiveServer, name: str, scheme: str, width: int
) -> None:
    context = window(chromium, live_server.url, scheme=scheme, width=width)
    page = context.new_page()

    page.goto(f"/design/{name}/")

    assert findings(page) == []
    context.close()


@pytest.mark.parametrize("density", ["compact", "comfortable"])
@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1366])
def test_nothing_is_wider_than_the_screen(
    chromium: Browser, live_server: LiveServer, width: int, density: str
) -> None:
    context = window(chromium, live_server.url, width=width)
    page = context.new_page()
    wider = {}

    for address in ("", *(f"{name}/" for name in PAGES)):
        page.goto(f"/design/{address}?density={density}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        wider[address] = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert {address: by for address, by in wider.items() if by > 0} == {}
    context.close()


@pytest.mark.parametrize("width", [700, 1366])
def test_text_twice_as_large_still_fits(
    large_print: Browser, live_server: LiveServer, width: int
) -> None:
    context = window(large_print, live_server.url, width=width)
    page = context.new_page()
    wider = {}

    for name in PAGES:
        page.goto(f"/design/{name}/")
        wider[name] = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert page.evaluate("getComputedStyle(document.body).fontSize") == "32px"
    assert {name: by for name, by in wider.items() if by > 0} == {}
    context.close()


def test_small_targets_are_at_least_24_pixels(page: Page) -> None:
    page.goto("/design/")

    small = page.evaluate("""() => [...document.querySelectorAll(`button, .act, .pick, .menu a,
        input:not([type=hidden], [type=file]), select`)]
      .map((one) => [one.textContent.trim() || one.name, one.getBoundingClientRect()])
      .filter(([, box]) => box.width && (box.height < 24 || box.width < 24))
      .map(([name]) => name)""")

    assert small == []


def test_all_kazakh_letters_come_from_our_own_font(page: Page) -> None:
    page.goto("/design/")
    page.evaluate(
        """(letters) => {
          const line = document.createElement('p');
          line.id = 'letters';
          line.innerHTML = `${letters}<b>${letters}</b>`;
          document.querySelector('main').prepend(line);
        }""",
        ALPHABET,
    )
    page.evaluate("document.fonts.ready")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "#letters"})["nodeId"]

    page.wait_for_function("document.fonts.check('600 16px \"Golos Text\"', 'Ғ')")
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]

    assert {(font["familyName"], font["isCustomFont"]) for font in fonts} == {
        ("Golos Text", True),
        ("Golos Text SemiBold", True),
    }


def test_drawing_and_list_of_the_stations_tell_the_same(page: Page) -> None:
    page.goto("/design/reopened/")

    wide, narrow = page.locator(".station-line .stations").all()

    told = [re.sub(r"\s+", " ", part.inner_text()) for part in (wide,)]
    hidden = [re.sub(r"\s+", " ", narrow.evaluate("(list) => list.textContent")).strip()]
    assert wide.evaluate("(list) => list.textContent") == narrow.evaluate(
        "(list) => list.textContent"
    )
    assert "31 / 28 күн" in told[0]
    assert hidden[0].startswith("Тіркелді")


def test_the_first_tab_leads_past_the_frame(page: Page) -> None:
    page.goto("/design/case/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_focus_is_always_seen(page: Page) -> None:
    page.goto("/design/case/")
    unseen = []

    for _ in range(40):
        page.keyboard.press("Tab")
        name, width, inside = page.evaluate("""() => {
          const one = document.activeElement, box = one.getBoundingClientRect();
          const inside = box.bottom > 0 && box.top < innerHeight;
          return [one.outerHTML.slice(0, 60), getComputedStyle(one).outlineWidth, inside];
        }""")
        if width != "3px" or not inside:
            unseen.append(name)

    assert unseen == []


def test_the_summary_of_errors_has_the_focus_and_leads_into_the_field(page: Page) -> None:
    page.goto("/design/step/")

    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name=re.compile("^Сипаты")).click()

    assert page.evaluate("document.activeElement.name") == "says"
    assert page.title().startswith("Әлі жіберілген жоқ")


def test_an_error_in_a_group_leads_to_its_first_choice(page: Page) -> None:
    page.goto("/design/step/")

    page.get_by_role("link", name=re.compile("^Түрі")).click()

    assert page.evaluate("document.activeElement.value") == "actual"


def test_appearance_changes_at_once_and_lasts(page: Page) -> None:
    page.goto("/design/case/")
    page.locator(".own > summary").click()

    with page.expect_response("**/appearance/"):
        page.locator(".own").get_by_role("button", name="Күңгірт").click()

    assert ground(page) == "rgb(15, 22, 29)"
    page.reload()
    assert ground(page) == "rgb(15, 22, 29)"


def ground(page: Page) -> str:
    """The colour of the page."""
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def test_a_change_of_language_keeps_page_and_text(page: Page) -> None:
    page.goto("/design/step/?from=today")
    page.locator("[name=title]").fill("Ноталардың есебі жоқ")
    page.locator("[value=potential]").check()

    page.get_by_role("button", name="РУС").click()
    page.wait_for_url("**/design/step/?from=today")

    assert page.locator("html").get_attribute("lang") == "ru"
    assert page.locator("[name=title]").input_value() == "Ноталардың есебі жоқ"
    assert page.locator("[value=potential]").is_checked()


def test_text_that_could_not_be_sent_is_offered_again(page: Page) -> None:
    page.goto("/design/fresh/")
    page.locator("[name=says]").fill("Үш топта ноталар жоқ")
    page.context.set_offline(offline=True)
    with page.expect_event("requestfailed"):
        page.locator(".step-form__bar .act--primary").click()
    page.context.set_offline(offline=False)

    page.goto("/design/fresh/")
    page.locator(".flash").get_by_role("button").first.click()

    assert page.locator("[name=says]").input_value() == "Үш топта ноталар жоқ"


def test_text_that_was_taken_is_not_offered_again(page: Page) -> None:
    page.goto("/design/fresh/")
    page.locator("[name=says]").fill("Үш топта ноталар жоқ")
    page.evaluate("document.querySelector('.step-form').action = '/taken/'")

    page.locator(".step-form__bar .act--primary").click()
    page.wait_for_url("**/taken/")
    page.goto("/design/today/")
    page.goto("/design/fresh/")

    assert page.locator(".flash").count() == 0


def test_an_unfinished_form_is_saved_while_it_is_typed(page: Page) -> None:
    page.goto("/design/fresh/")
    page.evaluate("document.querySelector('tz-draft').setAttribute('url', '/taken/')")

    with page.expect_request("**/taken/") as saved:
        page.locator("[name=says]").fill("Үш топта ноталар жоқ")

    assert "Үш топта ноталар жоқ" in (saved.value.post_data_buffer or b"").decode()
    page.wait_for_function("document.querySelector('.step-form__draft').textContent.includes(':')")


def test_rows_grow_at_once_and_a_pasted_table_can_be_taken_back(page: Page) -> None:
    page.goto("/design/step/")
    rows = page.locator(".form-row")

    page.locator("[name=lines-add]").click()
    assert rows.count() == 3
    assert page.evaluate("document.activeElement.name") == "lines-2-says"

    page.locator(".paste summary").click()
    page.locator("[name=lines-paste]").fill("Бір\tА. Сейіт\t1.12.2026\nЕкі\tБ. Әлі\t15.12.2026\n")
    page.locator("[name=lines-fill]").click()
    assert rows.count() == 4
    assert page.locator("[name=lines-3-due_on]").input_value() == "2026-12-15"

    page.get_by_role("button", name="Қойылған жолдарды кері қайтару").click()
    assert rows.count() == 3
    assert page.locator("[name=lines-2-says]").input_value() == ""


def test_chosen_files_are_named(page: Page) -> None:
    page.goto("/design/step/")

    page.locator("[name=evidence]").last.set_input_files(
        {"name": "журнал.pdf", "mimeType": "application/pdf", "buffer": b"%PDF" * 600}
    )

    assert page.locator(".files__chosen").inner_text() == "журнал.pdf, 2,4 КБ"


def test_shortcuts_go_by_the_place_of_the_key_and_can_be_turned_off(page: Page) -> None:
    page.goto("/design/case/")

    page.keyboard.press("Shift+Slash")
    assert page.locator("dialog[open] kbd").all_inner_texts()[0] == "/"
    page.locator("dialog [name=on]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("Slash")

    assert page.evaluate("document.activeElement.id") != "search"


def test_an_act_that_cannot_be_undone_asks_first_without_scripts(
    chromium: Browser, live_server: LiveServer
) -> None:
    context = window(chromium, live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/design/reopened/")

    assert not page.get_by_role("button", name="Иә: Күшін жою").is_visible()
    page.locator(".confirm summary").click()

    assert page.get_by_role("button", name="Иә: Күшін жою").is_visible()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_stands_without_scripts(
    chromium: Browser, live_server: LiveServer, name: str
) -> None:
    context = window(chromium, live_server.url, java_script_enabled=False)
    page = context.new_page()

    answer = page.goto(f"/design/{name}/")

    assert answer is not None
    assert answer.ok
    assert page.locator("h1").count() == 1
    assert page.locator("tz-keys:not([hidden])").count() == 0
    context.close()


def test_a_print_is_light_and_leaves_the_frame_out(
    chromium: Browser, live_server: LiveServer
) -> None:
    context = window(chromium, live_server.url, scheme="dark")
    page = context.new_page()
    page.goto("/design/case/")

    page.emulate_media(media="print")

    assert ground(page) == "rgb(255, 255, 255)"
    assert not page.locator(".top").is_visible()
    assert page.locator(".station-line__wide").is_visible()
    context.close()
