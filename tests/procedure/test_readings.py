"""Every doubt of the procedure's text has one visible reading."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from tuzetu.procedure import readings as readings_room
from tuzetu.procedure.clauses import UnknownClause
from tuzetu.procedure.readings import read_reading, readings, settings

FIRST_EDITION = Path(readings_room.__file__).parent / "first_edition.toml"
TEXT = {"kk": "Мәтін", "ru": "Текст", "en": "Text"}
ROW = {"clauses": ["38"], "setting": "program", "doubt": TEXT, "reading": TEXT}


def test_every_doubtful_place_is_settled_once() -> None:
    settled = Counter(place for each in readings() for place in each.answers)
    assert settled == Counter(f"A{number:02}" for number in range(1, 38))


def test_readings_follow_the_order_of_the_clauses() -> None:
    begins = [int(each.clauses[0].partition(".")[0]) for each in readings()]
    assert begins == sorted(begins)


def test_every_setting_named_exists_in_the_edition() -> None:
    edition = tomllib.loads(FIRST_EDITION.read_text("utf-8"))
    for name in settings():
        section, dot, key = name.partition(".")
        if dot:
            assert key in edition[section], name


def test_every_setting_changes_some_reading() -> None:
    assert {each.setting.name for each in readings()} == set(settings())


def test_every_limit_that_the_text_leaves_open_is_told() -> None:
    edition = tomllib.loads(FIRST_EDITION.read_text("utf-8"))
    told = {name.removeprefix("limits.") for name in settings() if name.startswith("limits.")}
    assert told == set(edition["limits"])


def test_russian_texts_hold_no_kazakh_letters_outside_quotations() -> None:
    for each in readings():
        for told in (each.doubt.ru, each.answer.ru):
            assert not re.search(r"[әғқңөұүһі]", re.sub(r"«[^»]*»", "", told)), each.name


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"clauses": ["62"]}, UnknownClause),
        ({"setting": "limits.patience"}, KeyError),
        ({"doubt": {"kk": "Күмән"}}, ValueError),
    ],
)
def test_a_reading_that_points_nowhere_is_refused(
    change: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        read_reading("any", ROW | change)
