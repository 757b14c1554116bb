"""An edition is read strictly, names every fault at once, and is written back as it was."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuzetu.procedure.edition import as_mapping, edition_from, first_edition
from tuzetu.procedure.edition_reading import FaultyEdition

Path = tuple[str | int, ...]

MISSING = "“{place}” is missing."
STRANGE = "“{place}” is not known to the procedure."
TWICE = "“{value}” stands more than once in “{place}”."


def content() -> dict[str, Any]:
    """The first edition as stored, to be spoilt."""
    return as_mapping(first_edition())


def faults_of(told: object) -> list[str]:
    with pytest.raises(FaultyEdition) as refused:
        edition_from(told)  # type: ignore[arg-type]
    return [str(fault) for fault in refused.value.faults]


def spoilt(path: Path, value: object) -> dict[str, Any]:
    told = content()
    inner: Any = told
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return told


# The first edition.


@pytest.mark.clause("38")
@pytest.mark.clause("39")
@pytest.mark.clause("49")
def test_the_first_edition_holds_the_limits_of_the_procedure() -> None:
    limits = first_edition().limits

    assert (limits.decision_days, limits.analysis_weeks) == (5, 4)
    assert (limits.criterion_share, limits.council_share) == (Fraction(1, 2), Fraction(2, 3))
    assert limits.observation_months == 5
    assert limits.yearly_analysis_by == (6, 30)
    assert limits.executor_may_control is False


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("sources", {f"21.{n}" for n in range(1, 6)}),
        ("analysis_information", {f"22.{n}" for n in range(1, 5)}),
        ("cause_kinds", {f"23.{n}" for n in range(1, 6)}),
        ("dispositions", {*(f"20.{n}" for n in (1, 2, 3)), *(f"26.{n}" for n in range(1, 5))}),
        ("methods", {f"29.{n}" for n in range(1, 8)}),
        ("cause_methods", {f"40.{n}" for n in range(1, 5)}),
    ],
)
def test_the_first_edition_holds_every_item_of_the_lists(name: str, codes: set[str]) -> None:
    assert codes <= {item.code for item in first_edition().lists[name]}


def test_the_first_edition_is_the_shipped_file() -> None:
    shipped = files("tuzetu.procedure").joinpath("first_edition.toml").read_text("utf-8")

    assert edition_from(tomllib.loads(shipped)) == first_edition()


# There and back.


def test_an_edition_comes_back_from_the_database_as_it_was() -> None:
    stored = json.loads(json.dumps(content(), ensure_ascii=False))

    assert stored == content()
    assert edition_from(stored) == first_edition()


shares = st.fractions(Fraction(1, 50), 1, max_denominator=50)


@given(
    whole=st.integers(1, 366),
    share=shares,
    by=st.dates(date(2001, 1, 1), date(2001, 12, 31)),
    begins=st.dates(),
    allowed=st.booleans(),
)
def test_any_sound_edition_survives_the_journey(
    whole: int,
    share: Fraction,
    by: date,
    begins: date,
    allowed: bool,  # noqa: FBT001
) -> None:
    limits = replace(
        first_edition().limits,
        decision_days=whole,
        analysis_weeks=whole,
        criterion_share=share,
        council_share=share,
        yearly_analysis_by=(by.month, by.day),
        executor_may_control=allowed,
    )
    edition = replace(first_edition(), in_force_from=begins, limits=limits)

    assert edition_from(json.loads(json.dumps(as_mapping(edition)))) == edition


# Faults.


def leaves(told: object, path: Path = ()) -> Iterator[Path]:
    """Every place of the data that holds a table, a list, an entry or a value."""
    if path:
        yield path
    if isinstance(told, dict):
        for name, inner in told.items():
            yield from leaves(inner, (*path, name))
    if isinstance(told, list):
        yield from leaves(told[0], (*path, 0))


def written(path: Path) -> str:
    """The place as a fault names it; entries of lists are counted from one."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


PLACES = list(leaves(as_mapping(first_edition())))
NAMED = [path for path in PLACES if isinstance(path[-1], str)]
TABLES = sorted({path[:-1] for path in NAMED}, key=written)
NEVER_RIGHT: tuple[object, ...] = (None, [], -1, 0.5, "", " ", datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("path", NAMED, ids=written)
def test_whatever_is_missing_is_named(path: Path) -> None:
    told = content()
    inner: Any = told
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]

    assert faults_of(told) == [MISSING.format(place=written(path))]


@pytest.mark.parametrize("path", PLACES, ids=written)
def test_whatever_is_of_another_kind_is_named(path: Path) -> None:
    for value in NEVER_RIGHT:
        found = faults_of(spoilt(path, value))

        assert len(found) == 1
        assert found[0].startswith(f"“{written(path)}” has to be ")


@pytest.mark.parametrize("table", TABLES, ids=written)
def test_whatever_is_unknown_is_named(table: Path) -> None:
    strange = (*table, "strange")

    assert faults_of(spoilt(strange, 1)) == [STRANGE.format(place=written(strange))]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("limits", "decision_days"), 0),
        (("limits", "decision_days"), True),
        (("limits", "decision_days"), "5"),
        (("limits", "decision_days"), 367),
        (("limits", "criterion_share"), "0"),
        (("limits", "criterion_share"), "3/2"),
        (("limits", "criterion_share"), "1/0"),
        (("limits", "criterion_share"), "half"),
        (("limits", "council_share"), 1),
        (("limits", "yearly_analysis_by"), "02-29"),
        (("limits", "yearly_analysis_by"), "6-30"),
        (("limits", "yearly_analysis_by"), "13-01"),
        (("limits", "executor_may_control"), 1),
        (("in_force_from",), "2026-02-30"),
        (("in_force_from",), "in spring"),
        (("code",), 2025),
        (("prefixes", "case"), ""),
        (("prefixes", "case"), "С" * 21),
        (("titles", "rector"), "Rector"),
        (("titles", "rector", "kk"), "Р" * 301),
        (("lists", "sources"), {}),
        (("lists", "sources", 0), "21.1"),
        (("lists", "classes", 0, "code"), "c" * 41),
    ],
)
def test_a_value_that_cannot_be_is_named_with_what_it_is(path: Path, value: object) -> None:
    (fault,) = faults_of(spoilt(path, value))

    assert fault.startswith(f"“{written(path)}” has to be ")
    assert fault.endswith(f": {value}.")


def test_a_code_that_stands_twice_is_named() -> None:
    told = content()
    told["lists"]["methods"].append(told["lists"]["methods"][0])

    assert faults_of(told) == [TWICE.format(value="29.1", place="lists.methods")]


def test_the_source_under_which_letters_are_entered_is_held() -> None:
    told = spoilt(("lists", "sources", 0, "code"), "21.9")

    assert faults_of(told) == [
        "“lists.sources” has to hold the code 21.1, under which letters are entered."
    ]


def test_prefixes_that_would_mix_up_numbers_are_named() -> None:
    told = spoilt(("prefixes", "plan"), content()["prefixes"]["case"])

    assert faults_of(told) == [TWICE.format(value="СЕ", place="prefixes")]


def test_all_faults_are_named_at_once() -> None:
    told = content()
    del told["code"]
    told["limits"]["decision_days"] = 0
    told["limits"]["weeks"] = 4
    told["titles"]["rector"]["kk"] = ""
    told["lists"]["classes"][1]["code"] = "significant"
    told["lists"]["processes"] = []

    with pytest.raises(FaultyEdition) as refused:
        edition_from(told)

    places = [fault.values["place"] for fault in refused.value.faults]
    assert sorted(map(str, places)) == [
        "code",
        "limits.decision_days",
        "limits.weeks",
        "lists.classes",
        "lists.processes",
        "titles.rector.kk",
    ]
    assert str(refused.value).count("\n") == 5


def test_nothing_at_all_names_every_table() -> None:
    assert faults_of({}) == [
        MISSING.format(place=place)
        for place in ("code", "in_force_from", "limits", "prefixes", "titles", "lists")
    ]


@pytest.mark.parametrize("told", ["", 5, []])
def test_what_is_no_table_is_refused(told: object) -> None:
    assert "“” has to be a table of named values" in faults_of(told)[0]


# An edition cannot be changed.


def test_an_edition_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        first_edition().code = "2026"  # type: ignore[misc]
