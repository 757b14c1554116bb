"""The clauses of the procedure, in our own words, marked by what the program makes of them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("kk", "ru", "en")


class Mark(Enum):
    """What the program makes of a clause."""

    ENFORCED = "enforced"
    SUPPORTED = "supported"
    DEFINED = "defined"
    INFORMATIVE = "informative"
    SCHEDULED = "scheduled"


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in the three languages of the product."""

    kk: str
    ru: str
    en: str

    def text(self, language: str) -> str:
        """The text in the language asked for; Kazakh where the language is not one of ours."""
        return {"ru": self.ru, "en": self.en}.get(language.partition("-")[0], self.kk)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the procedure with the numbers of its first and last clause."""

    number: str
    title: Wording
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, a numbered item of one, an annex, or a clause of the standard that is cited.

    ``page`` names the page that serves a supported clause; ``brings`` the work that will
    bring a scheduled one. An item of a list may do without a summary.
    """

    number: str
    mark: Mark
    title: Wording
    summary: Wording | None
    page: str | None
    brings: Wording | None
    chapter: Chapter | None

    @property
    def parent(self) -> str | None:
        """The clause whose numbered item this is."""
        head, dot, _ = self.number.partition(".")
        return head if dot and head.isdecimal() else None


class UnknownClause(KeyError):  # noqa: N818  (named for what it says)
    """A clause is cited that the procedure does not have."""


@cache
def chapters() -> tuple[Chapter, ...]:
    """The chapters in their order."""
    return tuple(
        Chapter(number, read_wording(row["title"]), int(row["first"]), int(row["last"]))
        for number, row in _written()["chapter"].items()
    )


@cache
def clauses() -> Mapping[str, Clause]:
    """All clauses by number, in the order of the procedure."""
    return {number: read_clause(number, row) for number, row in _written()["clause"].items()}


def clause(number: str) -> Clause:
    """The clause of that number; raises UnknownClause."""
    try:
        return clauses()[number]
    except KeyError:
        raise UnknownClause(number) from None


def items(number: str) -> tuple[Clause, ...]:
    """The numbered items of a clause, in their order."""
    return tuple(each for each in clauses().values() if each.parent == number)


def marked(mark: Mark) -> tuple[Clause, ...]:
    """The clauses that carry a mark, in the order of the procedure."""
    return tuple(each for each in clauses().values() if each.mark is mark)


def read_clause(number: str, row: Mapping[str, Any]) -> Clause:
    """One clause as written; raises ValueError when it does not say what its mark demands."""
    mark = Mark(row["mark"])
    summary, brings = row.get("summary"), row.get("brings")
    found = Clause(
        number=number,
        mark=mark,
        title=read_wording(row["title"]),
        summary=read_wording(summary) if summary else None,
        page=row.get("page"),
        brings=read_wording(brings) if brings else None,
        chapter=_chapter_of(number),
    )
    if problem := _problem(found):
        raise ValueError(f"{number}: {problem}")
    return found


def _problem(found: Clause) -> str | None:
    """What is missing or too much in a clause."""
    if (found.mark is Mark.SUPPORTED) != (found.page is not None):
        return "a page is named by supported clauses and only by them"
    if (found.mark is Mark.SCHEDULED) != (found.brings is not None):
        return "later work is named by scheduled clauses and only by them"
    if found.summary is None and found.parent is None:
        return "only items of a list do without a summary"
    return None


def read_wording(row: Mapping[str, str]) -> Wording:
    """A text as written; raises ValueError when a language is missing, strange or empty."""
    if set(row) != set(LANGUAGES) or not all(text.strip() for text in row.values()):
        raise ValueError(f"a text stands in {', '.join(LANGUAGES)}: {dict(row)}")
    return Wording(**row)


def _chapter_of(number: str) -> Chapter | None:
    head = number.partition(".")[0]
    if not head.isdecimal():
        return None
    return next(each for each in chapters() if each.first <= int(head) <= each.last)


@cache
def _written() -> Mapping[str, Any]:
    return tomllib.loads(files("tuzetu.procedure").joinpath("clauses.toml").read_text("utf-8"))
