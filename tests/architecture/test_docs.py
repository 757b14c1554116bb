"""The texts for readers: short, pointing at what is there, naming what is not."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from tests.architecture.reading_code import HOUSE, ROOT
from tuzetu.procedure.clauses import Mark, clauses

LIMITS = {"README.md": 120, "ARCHITECTURE.md": 150}
DECISIONS = ROOT / "docs" / "decisions"
TEXTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
HEADINGS = ["Situation", "Decision", "Consequences", "Rejected"]

CODE = re.compile(r"`([^`\n]+)`")
IN_BLOCK = re.compile(r"^ {4}(\S.*)$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)]+)\)")
ENDINGS = (".py", ".md", ".toml", ".png", ".txt", ".html", ".css", ".csv")
MADE_WHEN_RUN = ("var/", ".venv/")
"""What `.gitignore` keeps out: it comes with the first start."""

WORDS_FOR_ADDRESSES = re.compile(r"(?<![\w@])(?:[\w-]+\.)+(?:org|com|io|net|dev)\b")
PLACES_OF_ONE_MACHINE = re.compile(r"(?<![\w.…/])/(?:work|tmp|root|home|opt|mnt|srv|Users)/\S*")

NOT_YET = (
    ("Earlier similar cases shown", "src/tuzetu/web/**/*.py", "tuzetu.similarity"),
    ("scan of a hand-signed copy", "src/tuzetu/web/**/*.py", "SIGNED_COPY"),
    ("replacing form templates", "src/tuzetu/web/**/*.py", "check_template"),
    ("make drill", "tests/drill/test_*.py", ""),
    ("make bench", "bench/run.py", ""),
    ("iCalendar", "src/tuzetu/web/**/*.py", "text/calendar"),
    ("JSON door", "src/tuzetu/api/*.py", ""),
    ("single sign-on", "src/tuzetu/settings.py", "allauth"),
)
"""Words of the README, and where what they speak of would be seen once it is there."""


@pytest.mark.parametrize("name", LIMITS)
def test_a_page_for_readers_stays_short(name: str) -> None:
    assert len(_text(name).splitlines()) <= LIMITS[name]


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "SECURITY.md", "CHANGELOG.md"])
def test_every_path_that_is_named_exists(name: str) -> None:
    assert [path for path in _paths(_text(name)) if not _exists(path)] == []


@pytest.mark.parametrize("path", sorted(DECISIONS.glob("*.md")), ids=lambda path: path.stem[:4])
def test_every_path_that_a_decision_names_exists(path: Path) -> None:
    assert [told for told in _paths(path.read_text("utf-8")) if not _exists(told)] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_verb_that_is_named_exists(path: Path) -> None:
    verbs = set(re.findall(r"^([a-z]+):", _text("Makefile"), re.MULTILINE))
    commands = {one.stem for one in HOUSE.glob("management/commands/[a-z]*.py")}
    pieces = list(_code(path.read_text("utf-8")))
    asked = {word for piece in pieces for word in re.findall(r"\bmake ([a-z]+)", piece)}
    called = {word for one in pieces for word in re.findall(r"(?:^|/)tuzetu ([a-z]+)\b", one)}

    assert asked - verbs == set()
    assert called - commands == set()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_text_names_hosts_or_places_of_one_machine(path: Path) -> None:
    text = path.read_text("utf-8")

    assert WORDS_FOR_ADDRESSES.findall(text) == []
    assert PLACES_OF_ONE_MACHINE.findall(text) == []


def test_every_picture_is_shown_and_light() -> None:
    kept = {path.relative_to(ROOT).as_posix(): path for path in ROOT.glob("docs/pictures/*")}

    assert set(kept) == {told for told in LINK.findall(_text("README.md")) if "pictures" in told}
    assert [name for name, path in kept.items() if path.stat().st_size > 200_000] == []


def test_the_tour_leads_through_five_files() -> None:
    tour = _section(_text("ARCHITECTURE.md"), "The five files to read first")
    files = CODE.findall(tour)

    assert len(files) == 5
    assert [path for path in files if not _exists(path) or not path.endswith(".py")] == []


def test_the_floors_are_told_as_the_contract_has_them() -> None:
    contracts = _project()["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["name"] == "The house has floors")
    told: dict[int, set[str]] = {}
    for floor, rooms in re.findall(
        r"^\| (\d+) \| (.+?) \|", _text("ARCHITECTURE.md"), re.MULTILINE
    ):
        names = {room.strip("/").removesuffix(".py") for room in CODE.findall(rooms)}
        told.setdefault(int(floor), set()).update(names)
    wanted = {
        floor: {room for room in re.findall(r"\w+", layer) if _exists(f"{room}/", f"{room}.py")}
        for floor, layer in enumerate(reversed(layers), 1)
    }

    assert told == wanted


def test_every_dependency_has_its_sentence() -> None:
    told = re.findall(
        r"^- \*\*(\S+)\*\* \S.+\.$", _text("docs/decisions/0011-dependencies.md"), re.MULTILINE
    )
    needed = [Requirement(one).name for one in _project()["project"]["dependencies"]]

    assert sorted(told) == sorted(needed)


def test_decisions_are_numbered_once_and_built_alike() -> None:
    decisions = {path: path.read_text("utf-8") for path in sorted(DECISIONS.glob("*.md"))}
    numbers = [path.name[:4] for path in decisions]
    unlike = [path.name for path, text in decisions.items() if _headings(text) != HEADINGS]
    misnumbered = [
        path.name for path, text in decisions.items() if not text.startswith(f"# {path.name[:4]} ")
    ]

    assert len(numbers) == len(set(numbers))
    assert unlike == []
    assert misnumbered == []


@pytest.mark.parametrize(("words", "place", "sign"), NOT_YET)
def test_what_is_said_to_be_missing_is_missing(words: str, place: str, sign: str) -> None:
    said = words in _section(_text("README.md"), "Not there yet")
    there = any(sign in path.read_text("utf-8") for path in ROOT.glob(place))

    assert said != there, "README and product disagree"


def test_what_clauses_leave_to_later_is_said() -> None:
    missing = " ".join(_section(_text("README.md"), "Not there yet").split())
    said = {
        "Control of the procedure's document": "control of its own document",
        "Analysis pages": "analysis pages",
        "Surveys": "surveys",
        "Yearly analysis": "yearly analysis",
    }
    later = {one.brings.en for one in clauses().values() if one.mark == Mark.SCHEDULED}

    assert later <= set(said), "a sentence is missing"
    assert [brings for brings in said if (said[brings] in missing) != (brings in later)] == []


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## (\d+\.\d+\.\d+)", _text("CHANGELOG.md"), re.MULTILINE)

    assert versions[0] == _project()["project"]["version"]


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _project() -> dict[str, Any]:
    return tomllib.loads(_text("pyproject.toml"))


def _section(text: str, heading: str) -> str:
    return text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def _headings(text: str) -> list[str]:
    return re.findall(r"^## (.+)$", text, re.MULTILINE)


def _code(text: str) -> Iterator[str]:
    yield from CODE.findall(text)
    yield from IN_BLOCK.findall(text)


def _paths(text: str) -> Iterator[str]:
    """What stands in back-ticks or links and looks like a file or a folder of the repository."""
    for told in (*CODE.findall(text), *LINK.findall(text)):
        looks_so = "/" in told or told.endswith(ENDINGS)
        if looks_so and not re.search(r"[\s<>*=:…]", told) and not told.startswith("/"):
            yield told


def _exists(*paths: str) -> bool:
    """Whether one of them is there, from the root or inside the house; folders end in a slash."""
    return any(
        path.startswith(MADE_WHEN_RUN) or (place / path).exists()
        for path in paths
        for place in (ROOT, HOUSE)
    )
