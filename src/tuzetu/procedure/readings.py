"""How the procedure was read: each doubt of its text, the reading followed, what changes it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tuzetu.procedure.clauses import Wording, clause, read_wording


@dataclass(frozen=True, slots=True)
class Setting:
    """What changes a reading: a limit, list, title or prefix of the edition, or the program."""

    name: str
    called: Wording


@dataclass(frozen=True, slots=True)
class Reading:
    """A doubt of the text at some clauses, and the answer that the program follows.

    ``answers`` are the places of the text, numbered A01 to A37, that the reading settles.
    """

    name: str
    clauses: tuple[str, ...]
    answers: tuple[str, ...]
    doubt: Wording
    answer: Wording
    setting: Setting


@cache
def readings() -> tuple[Reading, ...]:
    """All readings in the order of the clauses that they begin with."""
    return tuple(read_reading(name, row) for name, row in _written()["reading"].items())


@cache
def settings() -> Mapping[str, Setting]:
    """What changes readings, by name."""
    rows = _written()["setting"].items()
    return {name: Setting(name, read_wording(row)) for name, row in rows}


def read_reading(name: str, row: Mapping[str, Any]) -> Reading:
    """One reading as written; raises UnknownClause, KeyError, ValueError for what is not there."""
    return Reading(
        name=name,
        clauses=tuple(clause(number).number for number in row["clauses"]),
        answers=tuple(row.get("answers", ())),
        doubt=read_wording(row["doubt"]),
        answer=read_wording(row["reading"]),
        setting=settings()[row["setting"]],
    )


@cache
def _written() -> Mapping[str, Any]:
    return tomllib.loads(files("tuzetu.procedure").joinpath("readings.toml").read_text("utf-8"))
