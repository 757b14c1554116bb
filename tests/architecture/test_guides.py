"""The guides say what the screen says: names in bold, clauses, limits, every button of a step."""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.test_translations import catalogue_of
from tuzetu.language.messages import CATALOGUES, PACKAGE
from tuzetu.procedure.clauses import clauses
from tuzetu.procedure.flows.every import STEPS
from tuzetu.procedure.names import STEP_NAMES
from tuzetu.procedure.parts import Part

GUIDES = PACKAGE.parents[1] / "docs" / "guides"
LONGEST = 60
"""Lines of a guide: one page."""

BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
OF_THEMSELVES = {"enter_evaluation", "complete_plan"}
"""Steps that follow a confirmation; nobody presses them."""

UNITS = {
    "kk": r"жұмыс күні|апта|ай\b|бөлігіне",
    "ru": r"рабоч\w+ д\w+|недел\w+|месяц\w+|периода",
}
CLAUSE = {"kk": r"\((\d+)-тармақ\)", "ru": r"\(пункт (\d+)\)"}
CITED = {
    "kk": re.compile(r"((?:\d+(?:\.\d+)?[,–] ?)*\d+(?:\.\d+)?)-тармақ"),
    "ru": re.compile(r"пункт\w* ((?:\d+(?:\.\d+)?(?:, |–))*\d+(?:\.\d+)?)"),
}
LIMITS = {
    "17": "observation_months",
    "30": "registration_days",
    "37": "handover_days",
    "38": "decision_days",
    "39": "analysis_weeks",
    "44": "approval_days",
    "49": "criterion_share",
    "50": "criterion_decision_days",
    "51": "evaluation_days",
}


@cache
def on_screen(language: str) -> frozenset[str]:
    """Every text of the product in one language."""
    return frozenset(entry.msgstr for entry in catalogue_of(language) if not entry.obsolete)


def step_label(code: str, language: str) -> str:
    """What the button of a step says."""
    found = catalogue_of(language).find(STEP_NAMES[code])
    assert found is not None
    return found.msgstr


def bold(text: str) -> list[str]:
    """What stands in bold, on one line each."""
    return [re.sub(r"\s+", " ", name) for name in BOLD.findall(text)]


def guides() -> list[Path]:
    """Every guide in every language."""
    return sorted(GUIDES.glob("*/*.md"))


def test_every_role_has_its_guide_in_both_languages() -> None:
    kept = {
        language: {path.name for path in (GUIDES / language).iterdir()} for language in CATALOGUES
    }

    assert kept["kk"] == kept["ru"]
    assert len(kept["kk"]) >= len(CATALOGUES)
    index = (GUIDES / "README.md").read_text("utf-8")
    assert {f"{path.parent.name}/{path.name}" for path in guides()} == set(
        re.findall(r"\]\((\w+/\w+\.md)\)", index)
    )


@pytest.mark.parametrize("path", guides(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_guide_says_what_the_screen_says(path: Path) -> None:
    language, text = path.parent.name, path.read_text("utf-8")

    assert len(text.splitlines()) <= LONGEST
    assert [name for name in bold(text) if name not in on_screen(language)] == []
    for cited in CITED[language].findall(text):
        assert [one for one in re.split(r"[,–] ?", cited) if one not in clauses()] == []


@pytest.mark.parametrize("path", guides(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_limit_of_a_guide_is_the_editions(path: Path) -> None:
    language, text = path.parent.name, re.sub(r"\s+", " ", path.read_text("utf-8"))
    edition = tomllib.loads((PACKAGE / "procedure" / "first_edition.toml").read_text("utf-8"))

    named = re.findall(
        rf"(\d+(?:/\d+)?) (?:{UNITS[language]})([^.;]{{0,90}}?{CLAUSE[language]})?", text
    )

    for figure, _, clause in named:
        assert clause, f"{figure}: no clause beside it"
        assert figure == str(edition["limits"][LIMITS[clause]]), clause


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_button_of_a_step_is_told_in_some_guide(language: str) -> None:
    told = {
        name for path in (GUIDES / language).iterdir() for name in bold(path.read_text("utf-8"))
    }
    pressed = [
        code
        for code, step in STEPS.items()
        if step.done_by != (Part.CLOCK,) and code not in OF_THEMSELVES
    ]

    assert [code for code in pressed if step_label(code, language) not in told] == []
