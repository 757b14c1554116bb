"""What stands round every page: menu with what is owed, languages, the person, messages."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tuzetu.people.appointment import HeldOffice, offices_of
from tuzetu.people.person import Person
from tuzetu.procedure.offices import Office
from tuzetu.registers.duties import COUNTED, count_owed
from tuzetu.web.addresses import address
from tuzetu.web.looks import (
    Density,
    Flash,
    FlashTone,
    Frame,
    LanguageChoice,
    Link,
    MenuEntry,
    PersonChip,
    Theme,
)
from tuzetu.web.visit import visit

LANGUAGES = (("kk", "ҚАЗ", "қазақша"), ("ru", "РУС", "русский"), ("en", "ENG", "English"))
TROUBLE = 30
MENU = (
    ("today", noop("Today"), "KeyB"),
    ("report", noop("Report"), "KeyR"),
    ("cases", noop("Nonconformities"), "KeyC"),
    ("plans", noop("Plans"), "KeyP"),
    ("log", noop("Log"), "KeyL"),
    ("procedure", noop("Procedure"), ""),
)
LETTERS = frozenset({Office.CHANCELLERY_OFFICER, Office.OFFICE_OFFICER, Office.OFFICE_HEAD})
SETTINGS = frozenset({Office.ADMINISTRATOR, Office.OFFICE_OFFICER, Office.OFFICE_HEAD})


def framed(
    request: HttpRequest, template: str, shown: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """A page of this template in its frame."""
    return render(request, template, {"frame": frame(request), **shown}, status=status)


def frame(request: HttpRequest) -> Frame:
    """The frame as this visitor sees it now."""
    person = getattr(request, "user", None)
    known = isinstance(person, Person)
    held = _offices(request) if known else ()
    language = (get_language() or "kk")[:2]
    return Frame(
        languages=tuple(
            LanguageChoice(code=code, label=label, name=name, current=code == language)
            for code, label, name in LANGUAGES
        ),
        here=request.get_full_path(),
        language_href=address("language"),
        menu=_menu(request, held) if known else (),
        home_href=address("today"),
        person=_chip(person, held) if isinstance(person, Person) else None,
        sign_in_href="" if known else address("sign_in"),
        sign_out_href=address("sign_out") if known else "",
        person_href=address("account") if known else "",
        links=(Link(label=_("My letters"), href=address("mails")),) if known else (),
        search_href=address("search") if known else "",
        appearance_href=address("appearance"),
        theme=_theme(request, person),
        density=Density(person.density)
        if isinstance(person, Person) and person.density
        else Density.COMFORTABLE,
        shortcuts=getattr(person, "shortcuts", True),
        flashes=tuple(_flashes(request)),
        demo=_("Demonstration: the institution and its people are invented.")
        if settings.DEMO
        else "",
    )


def _offices(request: HttpRequest) -> tuple[HeldOffice, ...]:
    seen = visit(request)
    return offices_of(seen.person, seen.on)


def _theme(request: HttpRequest, person: object) -> Theme:
    told = request.COOKIES.get("theme") or getattr(person, "theme", "")
    return Theme(told) if told in set(Theme) else Theme.SYSTEM


def _menu(request: HttpRequest, held: tuple[HeldOffice, ...]) -> tuple[MenuEntry, ...]:
    seen = visit(request)
    count = count_owed(seen.person, held, on=seen.on)
    rows = [
        MenuEntry(
            label=_(label),
            href=address(name),
            key=key,
            current=_current(request, name),
            count=_counted(count) if name == "today" else 0,
        )
        for name, label, key in MENU
    ]
    offices = {one.office for one in held}
    if offices & LETTERS:
        rows.insert(
            2,
            MenuEntry(
                label=_("Letters"), href=address("letters"), current=_current(request, "letters")
            ),
        )
    if offices & SETTINGS:
        rows.append(
            MenuEntry(label=_("Settings"), href=address("people"), current=_in_settings(request))
        )
    return tuple(rows)


def _counted(count: int) -> int | str:
    return f"{COUNTED - 1}+" if count >= COUNTED else count


def _current(request: HttpRequest, name: str) -> bool:
    here = request.path
    there = address(name)
    return here == there or (there != address("today") and here.startswith(there))


def _in_settings(request: HttpRequest) -> bool:
    return any(
        _current(request, one) for one in ("people", "units", "offices", "lists", "calendar")
    )


def _chip(person: Person, held: tuple[HeldOffice, ...]) -> PersonChip:
    office = _(held[0].office.value) if held else person.post
    return PersonChip(name=person.short_name, office=str(office))


def _flashes(request: HttpRequest) -> list[Flash]:
    return [Flash(says=str(one), tone=_tone(one.level)) for one in messages.get_messages(request)]


def _tone(level: int) -> FlashTone:
    if level == messages.INFO:
        return FlashTone.NOTICE
    return FlashTone.TROUBLE if level >= TROUBLE else FlashTone.DONE
