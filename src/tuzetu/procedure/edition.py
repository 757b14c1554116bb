"""An edition of the procedure as data: limits, lists, prefixes and titles, valid from a day."""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from tuzetu.procedure.edition_reading import (
    EDITION,
    ITEM,
    LIMITS,
    LISTS,
    PREFIXES,
    TABLE,
    TITLE,
    TITLES,
    Reading,
)

OF_LETTERS = "21.1"
"""The source of a case that is opened from a letter: information of consumers."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits that an amendment can change; days are working days.

    ``criterion_share`` is of the period (49), ``council_share`` of those present (53);
    ``yearly_analysis_by`` is month and day (52).
    """

    registration_days: int
    handover_days: int
    decision_days: int
    analysis_weeks: int
    approval_days: int
    criterion_decision_days: int
    evaluation_days: int
    observation_months: int
    criterion_share: Fraction
    council_share: Fraction
    yearly_analysis_by: tuple[int, int]
    executor_may_control: bool


@dataclass(frozen=True, slots=True)
class Prefixes:
    """What stands before the year in printed numbers."""

    case: str
    plan: str
    letter: str
    item: str


@dataclass(frozen=True, slots=True)
class ListItem:
    """A value of a list with its names in three languages."""

    code: str
    kk: str
    ru: str
    en: str


@dataclass(frozen=True, slots=True)
class Title:
    """The title of an officer or a body in three languages."""

    kk: str
    ru: str
    en: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition; rules take it as an argument and hold no limit of their own."""

    code: str
    in_force_from: date
    limits: Limits
    prefixes: Prefixes
    titles: Mapping[str, Title]
    lists: Mapping[str, tuple[ListItem, ...]]


def edition_from(content: Mapping[str, Any]) -> Edition:
    """An edition from its data; raises FaultyEdition with every fault at once."""
    reading = Reading()
    told = reading.table(reading.value(content, "", TABLE), "", EDITION)
    told["limits"] = reading.table(told["limits"], "limits", LIMITS)
    told["prefixes"] = reading.table(told["prefixes"], "prefixes", PREFIXES)
    reading.must_differ(told["prefixes"].values(), "prefixes")
    told["titles"] = reading.tables(told["titles"], "titles", TITLES, TITLE)
    told["lists"] = reading.lists(told["lists"], "lists", LISTS, ITEM)
    reading.must_hold(told["lists"]["sources"], "lists.sources", OF_LETTERS)
    reading.must_be_clean()
    return _edition(told)


def as_mapping(edition: Edition) -> dict[str, Any]:
    """The data of an edition as it is stored, JSON all through; ``edition_from`` reads it back."""
    return {
        "code": edition.code,
        "in_force_from": edition.in_force_from.isoformat(),
        "limits": _limits_as_mapping(edition.limits),
        "prefixes": asdict(edition.prefixes),
        "titles": {name: asdict(title) for name, title in edition.titles.items()},
        "lists": {name: [asdict(item) for item in rows] for name, rows in edition.lists.items()},
    }


@cache
def first_edition() -> Edition:
    """The edition that the program ships with."""
    shipped = files("tuzetu.procedure").joinpath("first_edition.toml")
    return edition_from(tomllib.loads(shipped.read_text(encoding="utf-8")))


def _edition(told: Mapping[str, Any]) -> Edition:
    return Edition(
        code=told["code"],
        in_force_from=told["in_force_from"],
        limits=Limits(**told["limits"]),
        prefixes=Prefixes(**told["prefixes"]),
        titles={name: Title(**row) for name, row in told["titles"].items()},
        lists={
            name: tuple(ListItem(**row) for row in rows) for name, rows in told["lists"].items()
        },
    )


def _limits_as_mapping(limits: Limits) -> dict[str, Any]:
    month, day = limits.yearly_analysis_by
    return asdict(limits) | {
        "criterion_share": str(limits.criterion_share),
        "council_share": str(limits.council_share),
        "yearly_analysis_by": f"{month:02d}-{day:02d}",
    }
