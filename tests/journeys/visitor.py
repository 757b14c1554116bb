"""A person of the conservatory at a browser: finds things by what the page calls them."""

import re
from collections.abc import Callable

from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, expect

from tests.web.look_window import window

FAILURE = 500

MOST_STOPS = 80
"""Presses of the Tab key within which everything on a page is reached."""


def kazakh(words: str) -> str:
    """What a Kazakh page says for words of the catalogue; what is not in it stays as it is."""
    with translation.override("kk"):
        return translation.gettext(words)


class Visitor:
    """Reads Kazakh, goes by words alone; notes whatever the house fails at on the way."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.failed: list[str] = []
        self.page.on("response", self._heed)
        self.page.on("pageerror", lambda trouble: self.failed.append(str(trouble)))

    def _heed(self, answer: Response) -> None:
        if answer.status >= FAILURE:
            self.failed.append(f"{answer.status} {answer.url}")

    def sees(self, *told: str) -> None:
        """The main part of the page says all of it."""
        for says in told:
            expect(self.page.get_by_role("main")).to_contain_text(kazakh(says))

    def comes_home(self) -> None:
        """To the page of what is owed today, the first one of the menu."""
        self.opens("Today")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(kazakh("Today"))

    def opens(self, name: str) -> None:
        """A link, by its words."""
        self.named("link", name).click()

    def unfolds(self, name: str) -> None:
        """What is folded under these words."""
        self.page.locator("summary", has_text=kazakh(name)).click()

    def presses(self, name: str) -> None:
        """A button, by its words."""
        self.named("button", name).click()

    def takes(self, act: str) -> None:
        """An act: its link, its form sent as it stands, the house's word that it is done."""
        self.opens(act)
        self.sends(act)

    def sends(self, act: str) -> None:
        """The form of an act that is filled in."""
        self.presses(act)
        self.is_told_done(act)

    def saves(self, ending: str) -> None:
        """A draft, as far as it has come; the house says which step ends the work."""
        self.presses("Save")
        told = kazakh("Saved. The work ends with the step “%(act)s”.") % {"act": kazakh(ending)}
        expect(self.page.get_by_role("status").filter(has_text=told)).to_be_visible()

    def is_at(self, title: str) -> None:
        """The page of that title has opened."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(kazakh(title))

    def is_told_done(self, act: str) -> None:
        """The house says what was done."""
        expect(self.page.get_by_role("status").filter(has_text=kazakh(act)).first).to_be_visible()

    def named(self, role: str, name: str) -> Locator:
        """What is called so; after a dash the name may say what it is about."""
        called = re.compile(rf"^{re.escape(kazakh(name))}( –| ?[,\d]|$)")
        return self.page.get_by_role(role, name=called).first

    def types(self, label: str, says: str, within: Locator | None = None) -> None:
        """Into the field of that label."""
        self.field(label, within).fill(says)

    def chooses(self, label: str, *options: str, within: Locator | None = None) -> None:
        """Of a list, each option by the beginning of its words."""
        field = self.field(label, within)
        field.select_option(label=[self._option(field, name) for name in options])

    def _option(self, field: Locator, name: str) -> str:
        """The whole words of an option; a page still on its way is waited for."""
        begins = re.compile(rf"^\s*{re.escape(kazakh(name))}")
        return (field.locator("option").filter(has_text=begins).first.text_content() or "").strip()

    def ticks(self, name: str, within: Locator | None = None) -> None:
        """A box, or one of several answers."""
        self.field(name, within).check()

    def field(self, label: str, within: Locator | None = None) -> Locator:
        """The field whose label begins so; beside it may stand its clause."""
        place = within or self.page.get_by_role("main")
        return place.get_by_label(re.compile(rf"^\s*{re.escape(kazakh(label))}")).first

    def question(self, name: str) -> Locator:
        """Several fields under one name."""
        return self.page.get_by_role(
            "group", name=re.compile(rf"^\s*{re.escape(kazakh(name))}")
        ).first

    def pastes(self, label: str, cells: list[list[str]]) -> None:
        """Cells copied from a spreadsheet."""
        table = "\n".join("\t".join(row) for row in cells)
        self.page.evaluate("(table) => navigator.clipboard.writeText(table)", table)
        self.field(label).focus()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Control+V")

    def goes_by_tab_to(self, name: str) -> None:
        """With the keyboard alone, as far as what is called so."""
        for _press in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            if self.page.locator(":focus").inner_text().strip().startswith(kazakh(name)):
                return
        raise AssertionError(name)

    def downloads(self, name: str) -> bytes:
        """The file behind a link."""
        with self.page.expect_download() as coming:
            self.opens(name)
        return coming.value.path().read_bytes()

    def leaves(self) -> None:
        """Nothing failed on the way."""
        self.page.context.close()
        assert self.failed == []


Entrance = Callable[..., Visitor]
"""Somebody comes to the page of the day, signed in at the first time."""


def signed_in(browser: Browser, address: str, name: str, **how: object) -> Visitor:
    """Somebody comes to the first page and presses the own card."""
    context = window(browser, address, **how)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor = Visitor(context)
    visitor.page.goto("/")
    visitor.page.get_by_role("button", name=name).click()
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(kazakh("Today"))
    return visitor
