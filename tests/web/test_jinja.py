"""Templates are strict, escape what people typed, and speak the language of the reader."""

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override
from jinja2 import UndefinedError

import tuzetu.web
from tuzetu.web.looks import Act, Link, Panel
from tuzetu.web.pages.gallery import stories

TEMPLATES = tuple(Path(tuzetu.web.__file__).parent.rglob("*.html"))
LOOKS = [(f"{story.title} {at}", it) for story in stories() for at, it in enumerate(story.looks)]
TONGUES = ("kk", "ru", "en")
TYPED = "<b>&'\""


def drawn(source: str, **names: Any) -> str:  # noqa: ANN401
    """What a template draws on a page."""
    return engines["jinja2"].from_string(source).render(names, RequestFactory().get("/"))


@pytest.mark.parametrize(
    "source", ["{{ it.lable }}", "{{ its.label }}", "{% if it.late %}{% endif %}"]
)
def test_a_misspelt_name_is_a_fault(source: str) -> None:
    with pytest.raises(UndefinedError):
        drawn(source, it=Link(label="Кітапхана"))


@pytest.mark.parametrize(
    "source",
    [
        "{{ it }}",
        "{{ link|look }}",
        "{{ it|look }}",
        "{% trans name=it %}Add: {{ name }}{% endtrans %}",
    ],
)
def test_what_people_typed_is_escaped(source: str) -> None:
    page = drawn(source, it=TYPED, link=Link(label=TYPED, href=TYPED))

    assert "<b>" not in page
    assert TYPED in unescape(page)


def test_texts_are_translated_when_the_page_is_drawn() -> None:
    template = engines["jinja2"].from_string(
        "{{ _('Search') }} | {% trans name=who %}on behalf of: {{ name }}{% endtrans %}"
        " | {% trans number=days %}{{ number }} working day{% pluralize %}{{ number }} working days"
        "{% endtrans %}"
    )
    told = {}
    for tongue in TONGUES:
        with override(tongue):
            told[tongue] = template.render({"who": "С. Арман", "days": 2})

    assert told == {
        "kk": "Іздеу | кімнің атынан: С. Арман | жұмыс күні: 2",
        "ru": "Поиск | за кого: С. Арман | 2 рабочих дня",
        "en": "Search | on behalf of: С. Арман | 2 working days",
    }


def test_nothing_that_reads_the_language_is_worked_out_for_all_readers_at_once() -> None:
    """Jinja works out a filter of a constant when it compiles the template."""
    constant = re.compile(r"""{[{%][^}]*(?:"[^"]*"|'[^']*'|\d)\s*\|\s*(\w+)""")

    found = {name for path in TEMPLATES for name in constant.findall(path.read_text("utf-8"))}

    assert found == {"icon", "static"}


def test_a_moment_is_told_in_the_time_of_almaty_and_a_day_as_the_reader_writes_it() -> None:
    late = datetime(2026, 11, 26, 20, 30, tzinfo=UTC)

    with override("kk"):
        says = drawn("{{ at|date('H:i') }}, {{ on|date('DATE_FORMAT') }}", at=late, on=late.date())

    assert says == "01:30, 2026 жылғы 26 қараша"


def test_a_look_within_a_look_is_protected_by_the_token_of_its_page() -> None:
    act = Act(label="Бекіту", href="#", post=True)

    page = drawn("{{ it|look }}", it=Panel(title="Жоспар", looks=(act,)))

    assert 'name="csrfmiddlewaretoken"' in page


def test_nothing_leaves_nothing_and_plain_words_become_a_paragraph() -> None:
    assert drawn("{{ none|look }}{{ 'Бір сөз'|look }}") == "<p>Бір сөз</p>"


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("it", [it for _name, it in LOOKS], ids=[name for name, _it in LOOKS])
def test_every_look_of_the_gallery_is_drawn_whole(it: object, tongue: str) -> None:
    with override(tongue):
        page = drawn("{{ it|look }}", it=it)

    assert page.startswith("<")
    assert not page[-1].isspace()
    assert " at 0x" not in page, "something of Python stands on the page"
