"""The living catalogue: every look in every state, and whole pages made of invented examples.

Served only where the address is mounted (demonstration and tests).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tuzetu.web import looks_examples as examples
from tuzetu.web import looks_examples_case as more
from tuzetu.web import looks_examples_forms as forms
from tuzetu.web import looks_examples_lists as lists
from tuzetu.web.looks import (
    Act,
    Density,
    Flash,
    FlashTone,
    Frame,
    LanguageChoice,
    Link,
    MenuEntry,
    Theme,
)

LANGUAGES = (("kk", "ҚАЗ", "Қазақша"), ("ru", "РУС", "Русский"), ("en", "ENG", "English"))

Chosen = TypeVar("Chosen", Theme, Density)

PAGES = ("case", "today", "cases", "step", "approve", "why", "reopened", "fresh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One look, or a family of looks, in its states."""

    title: str
    looks: tuple[object, ...]

    @property
    def anchor(self) -> str:
        """Where the story stands on the page."""
        return self.title.lower().replace(" ", "-").replace(",", "")


def stories() -> tuple[Story, ...]:
    """All looks, in the order of a case's life."""
    return (
        Story(title="Tags", looks=examples.ALL_TAGS),
        Story(title="Acts", looks=ACTS),
        Story(title="Messages", looks=FLASHES),
        Story(
            title="Stations", looks=(examples.LINE, examples.LINE_REOPENED, examples.LINE_CLOSED)
        ),
        Story(
            title="Next act",
            looks=(examples.NEXT_FOR_OFFICE, examples.NEXT_LATE, examples.NEXT_OF_NOBODY),
        ),
        Story(title="Clocks", looks=(examples.CLOCKS, examples.CLOCKS_LATE)),
        Story(title="Facts", looks=(examples.NONCONFORMITY,)),
        Story(title="Causes", looks=(examples.CAUSES,)),
        Story(title="Plan", looks=(more.PLAN_SECTION, examples.PLAN_UNDER_WAY)),
        Story(title="Criteria", looks=(more.CRITERIA_SECTION,)),
        Story(title="Files", looks=(more.EVIDENCE_SECTION,)),
        Story(title="Difference and remark", looks=(examples.CHANGE, examples.REMARK)),
        Story(title="Meetings", looks=(more.MEETINGS,)),
        Story(title="Refusals", looks=(more.REFUSALS, more.REFUSALS_AHEAD, more.WHY)),
        Story(title="Form", looks=(forms.fresh_form(),)),
        Story(title="Similar cases", looks=lists.SIMILAR),
        Story(title="Duties", looks=(*lists.TODAY, lists.NO_DUTIES)),
        Story(title="Table", looks=(lists.CASES, lists.NO_CASES)),
        Story(title="History", looks=(more.HISTORY,)),
        Story(title="Round", looks=(more.ROUND,)),
        Story(title="Letter", looks=(lists.LETTER,)),
        Story(title="Roles of the demonstration", looks=(lists.DEMO,)),
    )


ACTS = (
    Act(label="Бекіту", href="#", primary=True),
    Act(label="Пысықтауға қайтару", href="#"),
    Act(label="Жабу", href="#", primary=True, confirm="Жабылған іс тек қайталанса қайта ашылады."),
)

FLASHES = (
    Flash(says="Жоспар бекітілді. Орындаушыларға хабарланды.", act=Act(label="Жоспар", href="#")),
    Flash(says="Назар аударыңыз: мерзімге 2 күн қалды.", tone=FlashTone.NOTICE),
    Flash(says="Хат жіберілмеді, кешірек қайталанады.", tone=FlashTone.TROUBLE),
)


def example_frame(request: HttpRequest, *, current: str) -> Frame:
    """The frame of an office member of the invented conservatory."""
    return Frame(
        languages=tuple(
            LanguageChoice(code=code, label=label, name=name, current=code == get_language())
            for code, label, name in LANGUAGES
        ),
        here=request.get_full_path(),
        language_href="/language/",
        appearance_href="/appearance/",
        menu=_menu(current),
        organisation="«Сарын» консерваториясы",
        person=examples.OFFICER,
        person_href="#",
        sign_out_href="#",
        search_href="/design/cases/",
        theme=_choice(request.COOKIES.get("theme", ""), Theme.SYSTEM),
        density=_choice(request.GET.get("density", ""), Density.COMFORTABLE),
        links=(Link(label=_("Help"), href="#"),),
        demo=_("Demonstration: invented people of an invented conservatory."),
    )


def _menu(current: str) -> tuple[MenuEntry, ...]:
    """The menu, with a count at Today."""
    entries: Mapping[str, str] = {
        "today": _("Today"),
        "report": _("Report"),
        "cases": _("Nonconformities"),
        "plans": _("Plans"),
        "log": _("Log"),
        "procedure": _("Procedure"),
    }
    return tuple(
        MenuEntry(label=label, href="#", current=code == current, count=3 * (code == "today"))
        for code, label in entries.items()
    )


def _choice(said: str, otherwise: Chosen) -> Chosen:
    """What was chosen, if it is one of the choices."""
    kind = type(otherwise)
    return kind(said) if said in set(kind) else otherwise


def gallery(request: HttpRequest) -> HttpResponse:
    """Every look in every state."""
    frame = example_frame(request, current="")
    shown = {"frame": frame, "stories": stories(), "pages": PAGES}
    return render(request, "gallery/gallery.html", shown)


def example_page(request: HttpRequest, name: str) -> HttpResponse:
    """A whole page, built of looks as the real one is."""
    if name not in PAGES:
        raise Http404(name)
    current = name if name in {"today", "cases"} else "cases"
    shown = {
        "frame": example_frame(request, current=current),
        "examples": examples,
        "more": more,
        "lists": lists,
        "form": forms.refused_form() if name == "step" else forms.fresh_form(),
    }
    return render(request, f"gallery/{name}.html", shown)
