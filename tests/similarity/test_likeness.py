"""Texts meet in the beginnings of their words and in the notions that they name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuzetu.language.words import plain_words
from tuzetu.similarity.likeness import MOST_WORDS, Question, mentions, notions, terms_of


def named(text: str) -> set[str]:
    """The notions of a text."""
    return {mention.term for mention in mentions(plain_words(text))}


def test_the_glossary_is_whole() -> None:
    rows = list(notions())
    assert len(rows) >= 150
    assert all(plain_words(name) for row in rows for names in row.values() for name in names)
    assert len({row["kk"] for row in rows}) == len({row["ru"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("kazakh", "russian"),
    [
        ("жатақханада", "в общежитии"),
        ("оқу жоспарына", "учебного плана"),
        ("сәйкессіздіктерді", "несоответствий"),
        ("оқытушылардың", "преподавателями"),
        ("түпкі себебі", "коренной причиной"),
        ("концерт залындағы", "в концертном зале"),
        ("спорт залында", "зал"),
        ("кітабын", "книги"),
        ("СМЖ", "СМК"),
        ("біліктілікті арттыру", "повышении квалификации"),
    ],
)
def test_the_languages_meet(kazakh: str, russian: str) -> None:
    assert named(kazakh) & named(russian)


def test_a_name_of_several_words_is_named_only_whole() -> None:
    assert named("учебный год") - named("учебный") - named("год")
    assert not named("год учебный") & (named("учебный год") - named("учебный") - named("год"))


def test_typing_without_kazakh_letters_names_the_same() -> None:
    assert named("жатакхана") == named("жатақхана") != set()


def test_terms_are_beginnings_and_notions() -> None:
    assert terms_of("нотаның нота қоры")[:3] == ["нотан", "нота", "коры"]
    assert all(term.startswith("=") for term in terms_of("нотаның нота қоры")[3:])


def test_only_the_first_words_of_a_long_text_count() -> None:
    assert len(terms_of("ъъъ " * 10 * MOST_WORDS)) == MOST_WORDS


def test_a_question_keeps_its_words_as_typed() -> None:
    question = Question.about("Жатақханада Cу жоқ, жатақханада")
    assert question.behind["жатак"] == ("жатақханада",)
    assert question.behind["су"] == ("су",)
    assert ("жатақханада",) in [
        words for term, words in question.behind.items() if term.startswith("=")
    ]


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_text_may_be_asked_about(text: str) -> None:
    assert all(Question.about(text).behind.values())
    assert all(terms_of(text))
