"""Every address in a real browser: whole on every screen, readable, alone with its server."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, reverse
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests import given
from tests.given import House
from tests.journeys import clock
from tests.web.look_window import window
from tests.web.test_look_browser import BUT_COLOURS, CONTRAST, RULES, objections
from tuzetu.conduct.replacing_templates import replace_template
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Plan
from tuzetu.paperwork.docx import standard_template
from tuzetu.people.appointment import Appointment
from tuzetu.people.lists import ListItem
from tuzetu.people.person import Person
from tuzetu.procedure.offices import Office
from tuzetu.urls import urlpatterns

pytest_plugins = ["tests.web.look_window"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NO_PAGE = frozenset(
    {
        *("language", "appearance", "demonstrate", "sign_out", "close_session", "close_sessions"),
        *("built_in", "kept_template"),
        *("disable", "enable", "rejoin", "give_password", "strike_day"),
        *("file", "draft", "print", "search", "sign_in", "similar", "similar_to"),
    }
)
"""Addresses that take something, send a file, or lead elsewhere; the sign-in has its own test."""

DENSE = frozenset(
    {
        *("today", "cases", "case", "plans", "plan", "log", "letters", "step", "procedure"),
        *("people", "offices", "list", "calendar_year"),
    }
)
"""What Russian and English are laid out on too, and looked at in its colours: where words and
colours meet. The rest has the same looks, each of which is looked at in all of them."""

IN_ITS_COLOURS = DENSE - {"procedure", "calendar_year"}
"""Long tables of looks that the others show: their colours take axe longer than ten pages."""

PHONE, WIDE = 360, 1366
OPENED = datetime.now(UTC)
"""One moment for the whole run, near enough for a session; its scenes are set only once."""

STATES = ("registered", "decided", "analysed", "measured", "closed")
STEPS = (
    "convene_group",
    "set_hold",
    "write_analysis",
    "identify_case",
    "close_case",
    "keep_signed_copy",
)
SHARES = 2
"""The addresses are looked at in parts, so that several processes take some."""


@dataclass(frozen=True)
class Rooms:
    """The house with records in it, and who looks at what."""

    home: House
    pages: dict[str, str]
    """What is shown → its address."""
    who: dict[str, Person] = field(default_factory=dict)
    """Who looks at it, where not the head of the project office."""


@pytest.fixture
def rooms(transactional_db: None, settings: LazySettings) -> Rooms:
    """Cases along their way, a plan, a letter; the clock stands where the sessions are valid."""
    settings.CLOCK = "tests.journeys.clock.now"
    now = OPENED
    clock.set_to(now)
    home = given.house()
    given.appoint(home.saule, Office.OFFICE_HEAD)
    given.appoint(home.gulnar, Office.ADMINISTRATOR)
    pages, who = _settings_pages(home)
    for name in STATES:
        at = now if name == "registered" else now - timedelta(days=20)
        nc = getattr(given, name)(home, at)
        pages[f"case {name}"] = reverse("case", args=(nc.pk,))
    plan = given.submitted(home, now - timedelta(days=9))
    _signed(nc, plan, by=home.saule)
    replace_template("annex1", standard_template("annex1"), name="a.docx", by=home.saule, at=now)
    pages["history"] = reverse("case_history", args=(nc.pk,))
    pages["plan"] = reverse("plan", args=(plan.pk,))
    pages["letter"] = reverse("letter", args=(given.letter(home, now).pk,))
    first = given.registered(home, now)
    for code in STEPS:
        pages[f"step {code}"] = reverse("step", args=(code, first.pk))
        pages[f"why {code}"] = reverse("why", args=(code, first.pk))
    pages["why_open"] = reverse("why_open", args=("submit_report",))
    pages["open"] = reverse("open", args=("register_letter",))
    who |= {"letter": home.zhanar, "open": home.zhanar}
    return Rooms(home=home, pages=pages, who=who)


def _signed(nc: Nonconformity, plan: Plan, *, by: Person) -> None:
    """Scans of the signed report and of the signed plan."""
    client = Client()
    client.force_login(by)
    for code, record in (("keep_signed_copy", nc), ("keep_signed_plan", plan)):
        scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.7\n")
        typed = {"signed_by": "Д. Дәуренов", "signed_on": clock.today(), "files": scan}
        answer = client.post(reverse("step", args=(code, record.pk)), typed)
        assert answer.status_code == HTTPStatus.FOUND


def _settings_pages(home: House) -> tuple[dict[str, str], dict[str, Person]]:
    """The addresses without a record, and those of people, units, offices and lists."""
    entry = ListItem.objects.order_by("pk").first()
    assert entry is not None
    held = Appointment.objects.filter(person=home.dauren).get()
    told: dict[str, object] = {
        "people/": home.dauren.pk,
        "units/": home.department.pk,
        "offices/": held.pk,
        "lists/entries/": entry.pk,
    }
    pages, who = {}, {}
    for pattern in _patterns():
        address, name = str(pattern.pattern), str(pattern.name)
        if name in NO_PAGE:
            continue
        where = next((start for start in told if address.startswith(start)), None)
        args = _arguments(address, told.get(where or ""), entry)
        if args is not None:
            pages[name] = reverse(name, args=args)
        if where in {"people/", "units/", "offices/"}:
            who[name] = home.gulnar
    return pages, who


def _arguments(address: str, key: object, entry: ListItem) -> tuple[object, ...] | None:
    if "<" not in address:
        return ()
    if "<slug:name>" in address:
        return (entry.list,)
    if "<slug:form>" in address:
        return ("annex1",)
    if "<int:year>" in address:
        return (clock.today().year,)
    return (key,) if key else None


def _patterns() -> Iterator[URLPattern]:
    yield from (one for one in urlpatterns if isinstance(one, URLPattern))


def enter(context: BrowserContext, who: Person, server: LiveServer) -> None:
    """Somebody is signed in from here on."""
    client = Client()
    client.force_login(who)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": server.url}])


@pytest.fixture
def looked_at(chromium: Browser, live_server: LiveServer, rooms: Rooms) -> Iterator[Callable]:
    """Whoever may see a page opens it in a window of some language and width."""
    opened: dict[int, Page] = {}

    def look(name: str, *, width: int, language: str = "kk") -> Page:
        """Each has one page, which goes on to the next address: a new one is a new process."""
        who = rooms.who.get(name, rooms.home.saule)
        if who.pk not in opened:
            context = window(chromium, live_server.url, width=width, language=language)
            enter(context, who, live_server)
            opened[who.pk] = _listened_to(context.new_page(), live_server)
        page = opened[who.pk]
        page.set_viewport_size({"width": width, "height": 768})
        page.emulate_media(color_scheme="light")
        page.complaints = []  # type: ignore[attr-defined]
        answer = page.goto(rooms.pages[name])
        if answer is None or answer.status != HTTPStatus.OK:
            page.complaints.append(f"answers {answer and answer.status}")
        return page

    yield look
    for page in opened.values():
        page.context.close()


def _listened_to(page: Page, server: LiveServer) -> Page:
    page.on("console", lambda message: _complain(page, message.type, message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda sent: _leaves(page, sent.url, server.url))
    return page


def _complain(page: Page, kind: str, says: str) -> None:
    if kind in {"error", "warning"}:
        page.complaints.append(says)  # type: ignore[attr-defined]


def _leaves(page: Page, address: str, server: str) -> None:
    if not address.startswith((server, "data:")):
        page.complaints.append(f"asks for {address}")  # type: ignore[attr-defined]


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_whole_and_readable_for_everybody(
    rooms: Rooms, looked_at: Callable[..., Page], share: int
) -> None:
    wrong: dict[str, list[str]] = {}

    for name in sorted(rooms.pages)[share::SHARES]:
        page = looked_at(name, language="kk", width=PHONE)
        told = page.complaints  # type: ignore[attr-defined]
        dense = name.split()[0] in IN_ITS_COLOURS
        told += _wrong_at(page, PHONE, BUT_COLOURS)
        told += _wrong_at(page, WIDE, RULES if dense else BUT_COLOURS)
        if dense:
            page.emulate_media(color_scheme="dark")
            told += [f"dark {one}" for one in objections(page, CONTRAST)]
        if told:
            wrong[name] = list(told)

    assert wrong == {}


def _wrong_at(page: Page, width: int, rules: dict[str, object]) -> list[str]:
    """What is wrong with a page in a window of this width."""
    page.set_viewport_size({"width": width, "height": 768})
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    told = [f"wider by {wider}"] if wider > 0 else []
    return [f"{width}: {one}" for one in (*told, *objections(page, rules))]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_words_of_other_languages_fit_a_phone(
    rooms: Rooms, looked_at: Callable[..., Page], language: str
) -> None:
    wrong: dict[str, list[str]] = {}

    for name in (name for name in rooms.pages if name.split()[0] in DENSE):
        page = looked_at(name, language=language, width=PHONE)
        told = page.complaints  # type: ignore[attr-defined]
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        told += [f"wider by {wider}"] if wider > 0 else []
        if told:
            wrong[name] = list(told)

    assert wrong == {}


def test_no_address_is_forgotten(rooms: Rooms) -> None:
    names = {str(one.name) for one in _patterns()} - NO_PAGE

    shown = {name.split()[0] for name in rooms.pages} | {"case_history"}

    assert names - shown == set()


def test_a_case_tells_state_terms_and_whose_turn_it_is_above_the_fold(
    looked_at: Callable[..., Page],
) -> None:
    below = {}

    for state in STATES:
        page = looked_at(f"case {state}", width=1366)
        below[state] = page.evaluate("""() => ['.page__marks', '.station-line', '.next-act',
          '.clocks .clock'].filter((one) =>
            document.querySelector(one).getBoundingClientRect().bottom > innerHeight)""")

    assert below == {state: [] for state in STATES}


def test_on_a_phone_a_case_begins_with_whose_turn_it_is(looked_at: Callable[..., Page]) -> None:
    ends = {}

    for state in STATES:
        page = looked_at(f"case {state}", width=PHONE)
        ends[state] = page.evaluate(
            "document.querySelector('.next-act h2').getBoundingClientRect().bottom < innerHeight"
        )

    assert ends == dict.fromkeys(STATES, True)


def test_acts_below_each_other_hold_their_words_in_the_middle(
    looked_at: Callable[..., Page],
) -> None:
    page = looked_at("case registered", width=1366)

    laid_out = page.locator(".panel > .act").evaluate_all(
        "(acts) => acts.map((act) => getComputedStyle(act).display)"
    )

    assert laid_out[2:], "several stand below each other"
    assert set(laid_out) == {"inline-flex"}


def test_focus_is_seen_along_a_real_case(looked_at: Callable[..., Page]) -> None:
    page = looked_at("case registered", width=1366)
    unseen = []

    for _ in range(30):
        page.keyboard.press("Tab")
        name, width = page.evaluate("""() => [document.activeElement.outerHTML.slice(0, 60),
          getComputedStyle(document.activeElement).outlineWidth]""")
        unseen += [name] if width != "3px" else []

    assert unseen == []
