"""An edition of the procedure as data: limits, lists, prefixes and titles, valid from a day."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

import tomllib

WHOLE = (
    "registration_days",
    "handover_days",
    "decision_days",
    "analysis_weeks",
    "approval_days",
    "criterion_decision_days",
    "evaluation_days",
    "observation_months",
)
SHARES = ("criterion_share", "council_share")
PREFIXES = ("case", "plan", "letter", "item")
TITLES = ("vice_rector", "rector", "office", "office_short", "chancellery", "institution")
LISTS = (
    "sources",
    "analysis_information",
    "cause_kinds",
    "forums",
    "dispositions",
    "methods",
    "cause_methods",
    "classes",
    "letter_kinds",
    "processes",
)
LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits that an amendment can change; days are working days unless the name says else."""

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


class FaultyEdition(ValueError):  # noqa: N818  (named as the thing it is about)
    """The data of an edition cannot be used; ``faults`` names everything that is wrong."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def edition_from(content: Mapping[str, Any]) -> Edition:
    """An edition from its data. Raises FaultyEdition with every fault at once."""
    faults = [*_limit_faults(content), *_name_faults(content), *_list_faults(content)]
    if faults:
        raise FaultyEdition(faults)
    return Edition(
        code=str(content["code"]),
        in_force_from=_day(content["in_force_from"]),
        limits=_limits(content["limits"]),
        prefixes=Prefixes(**{name: content["prefixes"][name] for name in PREFIXES}),
        titles={name: Title(**_named(content["titles"][name])) for name in TITLES},
        lists={name: _items(content["lists"].get(name, ())) for name in LISTS},
    )


def as_mapping(edition: Edition) -> dict[str, Any]:
    """The data of an edition as it is stored; ``edition_from`` reads it back."""
    limits = asdict(edition.limits)
    limits |= {name: str(limits[name]) for name in SHARES}
    month, day = edition.limits.yearly_analysis_by
    return {
        "code": edition.code,
        "in_force_from": edition.in_force_from.isoformat(),
        "limits": limits | {"yearly_analysis_by": f"{month:02d}-{day:02d}"},
        "prefixes": asdict(edition.prefixes),
        "titles": {name: asdict(title) for name, title in edition.titles.items()},
        "lists": {name: [asdict(item) for item in rows] for name, rows in edition.lists.items()},
    }


@cache
def first_edition() -> Edition:
    """The edition that the program ships with."""
    shipped = files("tuzetu.procedure").joinpath("first_edition.toml")
    return edition_from(tomllib.loads(shipped.read_text(encoding="utf-8")))


def _limits(told: Mapping[str, Any]) -> Limits:
    month, day = map(int, told["yearly_analysis_by"].split("-"))
    return Limits(
        **{name: told[name] for name in WHOLE},
        **{name: Fraction(told[name]) for name in SHARES},
        yearly_analysis_by=(month, day),
        executor_may_control=told["executor_may_control"],
    )


def _items(rows: Any) -> tuple[ListItem, ...]:  # noqa: ANN401
    return tuple(ListItem(code=str(row["code"]), **_named(row)) for row in rows)


def _named(row: Mapping[str, str]) -> dict[str, str]:
    return {language: row[language] for language in LANGUAGES}


def _day(told: object) -> date:
    return told if isinstance(told, date) else date.fromisoformat(str(told))


def _limit_faults(content: Mapping[str, Any]) -> list[str]:
    limits = content.get("limits", {})
    whole = [n for n in WHOLE if not isinstance(limits.get(n), int) or limits[n] < 1]
    shares = [n for n in SHARES if not _is_share(limits.get(n))]
    faults = [f"limits.{name}: a whole number of at least 1 is needed" for name in whole]
    faults += [f"limits.{name}: a share between 0 and 1 is needed, like 1/2" for name in shares]
    if not isinstance(limits.get("executor_may_control"), bool):
        faults.append("limits.executor_may_control: true or false is needed")
    if not _is_month_and_day(limits.get("yearly_analysis_by")):
        faults.append("limits.yearly_analysis_by: month and day are needed, like 06-30")
    return faults


def _name_faults(content: Mapping[str, Any]) -> list[str]:
    prefixes, titles = content.get("prefixes", {}), content.get("titles", {})
    faults = [f"prefixes.{name} is missing" for name in PREFIXES if not prefixes.get(name)]
    for name in TITLES:
        missing = [code for code in LANGUAGES if not titles.get(name, {}).get(code)]
        faults += [f"titles.{name}.{code} is missing" for code in missing]
    if not content.get("code"):
        faults.append("code is missing")
    if not _is_day(content.get("in_force_from")):
        faults.append("in_force_from: a date is needed")
    return faults


def _list_faults(content: Mapping[str, Any]) -> list[str]:
    faults = []
    for name in LISTS:
        rows = content.get("lists", {}).get(name, ())
        codes = [row.get("code") for row in rows]
        faults += [f"lists.{name}: {code} stands twice" for code in {*codes} if codes.count(code) > 1]
        nameless = [row for row in rows if not all(row.get(key) for key in ("code", *LANGUAGES))]
        faults += [f"lists.{name}: {row.get('code')} lacks a name" for row in nameless]
    return faults


def _is_share(told: object) -> bool:
    try:
        return 0 < Fraction(str(told)) < 1
    except (ValueError, ZeroDivisionError):
        return False


def _is_day(told: object) -> bool:
    try:
        return bool(_day(told))
    except ValueError:
        return False


def _is_month_and_day(told: object) -> bool:
    return _is_day(f"2000-{told}")
