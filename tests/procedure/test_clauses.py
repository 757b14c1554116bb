"""The list of clauses is complete, well formed and told in three languages."""

import re
from pathlib import Path

import pytest
from django.urls import get_resolver

from tuzetu.procedure import clauses as clauses_room
from tuzetu.procedure.clauses import (
    Mark,
    UnknownClause,
    chapters,
    clause,
    clauses,
    items,
    marked,
    read_clause,
)

PROCEDURE = Path(clauses_room.__file__).parent
TITLE = {"kk": "Мақсат", "ru": "Цель", "en": "Purpose"}


def test_every_clause_of_the_procedure_is_listed_in_order() -> None:
    numbers = [int(number) for number in clauses() if number.isdecimal()]
    assert numbers == list(range(1, 62))


def test_chapters_cover_all_clauses_without_gap() -> None:
    assert [each.number for each in chapters()] == list("1234567")
    covered = [number for each in chapters() for number in range(each.first, each.last + 1)]
    assert covered == list(range(1, 62))


@pytest.mark.parametrize(
    ("number", "count"),
    [
        ("5", 25),
        ("10", 9),
        ("18", 3),
        ("21", 5),
        ("23", 5),
        ("27", 6),
        ("29", 7),
        ("40", 4),
    ],
)
def test_items_are_counted_as_in_the_procedure(number: str, count: int) -> None:
    assert [each.number for each in items(number)] == [f"{number}.{n}" for n in range(1, count + 1)]


def test_an_item_follows_its_clause() -> None:
    numbers = list(clauses())
    for number, each in clauses().items():
        if each.parent:
            assert numbers.index(each.parent) < numbers.index(number)


def test_an_item_lies_in_the_chapter_of_its_clause() -> None:
    assert clause("36.1").chapter == clause("36").chapter
    assert clause("annex1").chapter is None
    assert clause("iso.10.2.1f").parent is None


def test_texts_answer_in_the_language_asked_for() -> None:
    title = clause("17").title
    assert title.text("kk") == title.kk
    assert title.text("ru-kz") == title.ru
    assert title.text("en-gb") == title.en
    assert title.text("de") == title.kk


def test_kazakh_and_russian_texts_are_cyrillic() -> None:
    for each in clauses().values():
        for told in (each.title, each.summary):
            if told is not None:
                assert re.search(r"[А-Яа-яәғқңөұүһі]", told.kk), each.number
                assert re.search(r"[А-Яа-я]", told.ru), each.number
                assert not re.search(r"[әғқңөұүһі]", told.ru), each.number


def test_a_clause_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownClause, match="62"):
        clause("62")


@pytest.mark.parametrize(
    "row",
    [
        {"mark": "supported", "title": TITLE, "summary": TITLE},
        {"mark": "enforced", "page": "case", "title": TITLE, "summary": TITLE},
        {"mark": "scheduled", "title": TITLE, "summary": TITLE},
        {"mark": "enforced", "brings": TITLE, "title": TITLE, "summary": TITLE},
        {"mark": "enforced", "title": TITLE},
        {"mark": "enforced", "title": {"kk": "Мақсат", "ru": "Цель"}, "summary": TITLE},
        {"mark": "enforced", "title": TITLE | {"ru": " "}, "summary": TITLE},
        {"mark": "proved", "title": TITLE, "summary": TITLE},
    ],
)
def test_a_clause_that_is_badly_written_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (each row breaks another demand)
        read_clause("1", row)


def test_enforced_clauses_are_the_rules_of_the_procedure() -> None:
    enforced = {each.number for each in marked(Mark.ENFORCED)}
    assert {
        "17",
        "38",
        "39",
        "44",
        "46",
        "48",
        "49",
        "annex1",
        "iso.10.2.1f",
    } <= enforced
    assert not enforced & {"1", "3", "8", "31", "33", "42", "47", "60", "61"}


def test_every_clause_that_the_rulebook_cites_exists() -> None:
    cited = {
        number
        for path in (*PROCEDURE.glob("rules/*.py"), *PROCEDURE.glob("flows/*.py"))
        for number in re.findall(r'"(\d+(?:\.\d+)?|annex\d|iso[.\w]+)"', path.read_text("utf-8"))
    }
    assert len(cited) > 20
    assert cited <= set(clauses())


def test_every_page_that_serves_a_clause_exists() -> None:
    named = {each.page for each in marked(Mark.SUPPORTED)}
    assert named <= set(get_resolver().reverse_dict)
