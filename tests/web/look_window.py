"""Windows of the system's browser, for the tests of the looks."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from pytest_django.live_server_helper import LiveServer


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


BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The system's browser, the one that draws no window of its own first: it takes half the time."""


def started(driver: Playwright, *settings_of_it: str) -> Browser:
    """A browser without a window."""
    return driver.chromium.launch(
        executable_path=os.environ.get("CHROMIUM")
        or next(filter(None, map(shutil.which, BROWSERS))),
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


def ground(page: Page) -> str:
    """The colour of the page."""
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
