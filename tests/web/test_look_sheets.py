"""The looks hold together: templates, sheets, drawings; colours reach the promised contrast."""

import re
from dataclasses import is_dataclass
from pathlib import Path

import pytest

import tuzetu.web
from tuzetu.procedure import states
from tuzetu.procedure.rulebook import State
from tuzetu.web import looks
from tuzetu.web.jinja import template_of
from tuzetu.web.looks_tones import TONES

WEB = Path(tuzetu.web.__file__).parent
LOOKS = WEB / "components" / "look"
STATIC = WEB / "static"
TEMPLATES = (*(WEB / "components").rglob("*.html"), *(WEB / "templates").rglob("*.html"))

PARTS_OF_LOOKS = {
    *("appearance.html", "frame_head.html", "frame_foot.html", "stations.html", "plan_line.html"),
    *("file_picker.html", "form_row.html", "paste_grid.html", "ticks.html"),
}
"""Templates included by others; every other one is the template of a look."""

NOT_SHOWN_ALONE = {"Frame", "LanguageChoice", "MenuEntry", "Option", "Row", "Piece", "Loop"} | {
    *("FieldGroup", "Station", "PlanLine"),
}
"""Looks that only another look's template draws."""

TEXT_ON = 7.0
LINE_ON = 3.0


def test_every_look_has_a_template_and_every_template_a_look() -> None:
    shown = {
        template_of(name).removeprefix("look/")
        for name in looks.__all__
        if is_dataclass(getattr(looks, name)) and name not in NOT_SHOWN_ALONE
    }

    drawn = {path.name for path in LOOKS.glob("*.html")} - PARTS_OF_LOOKS

    assert shown == drawn


def test_every_sheet_is_on_the_contents_page() -> None:
    contents = (STATIC / "look.css").read_text()

    imported = set(re.findall(r'@import url\("(look/[\w.]+)"\) layer\(\w+\);', contents))

    assert imported == {f"look/{path.name}" for path in (STATIC / "look").glob("*.css")} - {
        "look/dark.css"
    }


def test_every_drawing_is_used_and_every_used_one_exists() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "look/icons.svg").read_text()))
    words = "".join(path.read_text() for path in TEMPLATES)
    named = set(re.findall(r'{{ "([\w-]+)"\|icon }}', words))
    by_value = (
        {f"mark-{tone}" for tone in looks.Tone}
        | set(looks.FlashTone)
        | {"ascending", "descending", "pdf", "doc", "sheet", "photo", "file"}
    )

    assert drawn == named | by_value


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_needs_an_exception_from_the_content_policy(path: Path) -> None:
    text = path.read_text()

    assert (
        re.findall(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\bsrc=)|hx-on|https?://", text) == []
    )
    assert len(text.splitlines()) <= 80


def test_every_state_has_a_colour_and_a_mark() -> None:
    every = {
        state
        for kind in vars(states).values()
        if isinstance(kind, type) and issubclass(kind, State) and kind is not State
        for state in kind
    }

    assert set(TONES) == every
    assert looks.Tone.OVERDUE not in TONES.values()


@pytest.mark.parametrize("sheet", ["look/tokens.css", "look/dark.css"])
def test_colours_reach_the_promised_contrast(sheet: str) -> None:
    colour = colours(sheet)
    pairs = {
        (text, ground): contrast(colour[text], colour[ground])
        for ground in ("page", "panel")
        for text in ("text", "muted", "link", "danger")
    }
    pairs |= {
        (f"on-{tone}", tone): contrast(colour[f"on-{tone}"], colour[tone])
        for tone in looks.Tone
        if colour[tone].startswith("#")
    }
    pairs |= {("on-primary", "primary"): contrast(colour["on-primary"], colour["primary"])}
    pairs |= {("text", mark): contrast(colour["text"], colour[mark]) for mark in ("gone", "new")}

    assert {pair: found for pair, found in pairs.items() if found < TEXT_ON} == {}
    assert min(contrast(colour["line"], colour[ground]) for ground in ("page", "panel")) >= LINE_ON


def colours(sheet: str) -> dict[str, str]:
    """The colours of a sheet; the dark one changes some of the light ones."""
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+|transparent);", text_of("look/tokens.css")))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]+|transparent);", text_of(sheet)))


def text_of(sheet: str) -> str:
    """The sheet with the short colour names written out."""
    text = (STATIC / sheet).read_text()
    return re.sub(r"#([0-9a-f])([0-9a-f])([0-9a-f]);", r"#\1\1\2\2\3\3;", text)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, 1.4.3)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
