"""The looks in a real browser: reachable for everybody, whole on every screen."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.web.look_window import ground, window
from tuzetu.web.pages.gallery import PAGES

pytest_plugins = ["tests.web.look_window"]
pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.web.look_addresses"),
]

SCHEMES = ("light", "dark")
WIDTHS = (360, 1366)
VIEWS = (("kk", "light", 360), ("ru", "light", 360), ("en", "dark", 1366))
"""Kazakh in all four; the other languages change words alone, so each has one light or dark."""

SPARING = {"preload": False, "resultTypes": ["violations"]}
"""Only what is wrong is gathered: telling all that is right takes axe as long again."""

RULES = SPARING | {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
CONTRAST = SPARING | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""What another scheme of colours may change."""

BUT_COLOURS = RULES | {"rules": {"color-contrast": {"enabled": False}}}
"""For another width of a page: its looks are shown in their colours at every width here."""

ALPHABET = "АаӘәБбГгҒғКкҚқНнҢңОоӨөҰұҮүХхҺһІіЁёЪъЬьЭэ №"


def objections(page: Page, rules: dict[str, object] = RULES) -> list[str]:
    """What axe objects to, as "rule: where"."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("(rules) => axe.run(rules).then((told) => told.violations)", rules)
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(("language", "scheme", "width"), VIEWS)
def test_every_look_is_reachable_for_everybody(
    chromium: Browser, live_server: LiveServer, language: str, scheme: str, width: int
) -> None:
    context = window(chromium, live_server.url, language=language, scheme=scheme, width=width)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto("/design/")
    told = objections(page)
    for other in SCHEMES if language == "kk" else ():
        page.emulate_media(color_scheme=other)
        for wide in WIDTHS:
            page.set_viewport_size({"width": wide, "height": 768})
            told += objections(page, RULES if (other, wide) == ("light", 1366) else CONTRAST)

    assert told == []
    assert complaints == []
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_every_example_page_is_reachable_for_everybody(
    chromium: Browser, live_server: LiveServer, name: str
) -> None:
    context = window(chromium, live_server.url)
    page = context.new_page()
    told = {}

    page.goto(f"/design/{name}/")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 768})
        told[width] = objections(page, RULES if width == max(WIDTHS) else BUT_COLOURS)
    page.emulate_media(color_scheme="dark")
    told["dark"] = objections(page, CONTRAST)

    assert told == {width: [] for width in (*WIDTHS, "dark")}
    context.close()


SCREENS = (320, 360, 768, 1024, 1366)


@pytest.mark.parametrize("density", ["compact", "comfortable"])
def test_nothing_is_wider_than_the_screen(
    chromium: Browser, live_server: LiveServer, density: str
) -> None:
    context = window(chromium, live_server.url)
    page = context.new_page()
    wider = {}

    for address in ("", *(f"{name}/" for name in PAGES)):
        page.goto(f"/design/{address}?density={density}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        for width in SCREENS:
            page.set_viewport_size({"width": width, "height": 768})
            by = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            wider[address, width] = by

    assert {where: by for where, by in wider.items() if by > 0} == {}
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

    page.wait_for_function("() => document.fonts.check('600 16px \"Golos Text\"', 'Ғ')")
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
    for panel in page.locator(".panel").all():
        kept = panel.locator(":scope > :not(h2, .act, .acts, .act-form)").count()
        assert panel.is_visible() == bool(kept and not panel.locator(".papers").count())
    context.close()
