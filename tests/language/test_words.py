"""Words are cut for search by their beginnings, and lose their endings for likeness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuzetu.language.folding import folded
from tuzetu.language.words import (
    LONGEST,
    MOST_BEGINNINGS,
    SHORTEST,
    kazakh_stem,
    plain_words,
    russian_stem,
    search_words,
    word_beginnings,
)

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=120)


def test_words_are_folded_distinct_and_in_order() -> None:
    assert search_words("Нота қағазы: нота, НОТА және қағаз (2 дана)") == (
        "нота",
        "кагазы",
        "жане",
        "кагаз",
        "дана",
    )


def test_a_number_is_found_by_its_parts() -> None:
    assert search_words("СЕ-2026-0001") == word_beginnings("ce 2026 0001") == ("се", "2026", "0001")


def test_long_words_are_cut_alike_when_kept_and_when_asked_for() -> None:
    word = "сәйкессіздіктерімізденсіңдер"
    assert len(word) > LONGEST
    assert search_words(word) == word_beginnings(word)


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("", ()),
        ("а", ()),
        ("сәй сәйкес", ("сайкес",)),
        ("нота но", ("нота",)),
        ("нота НОТА", ("нота",)),
        ("кафедра нота", ("кафедра", "нота")),
    ],
)
def test_a_query_asks_for_its_longest_beginnings(query: str, asked: tuple[str, ...]) -> None:
    assert word_beginnings(query) == asked


def test_a_long_query_is_cut() -> None:
    assert len(word_beginnings(" ".join(f"{letter}сөз" for letter in "абвгдежзик"))) == (
        MOST_BEGINNINGS
    )


@given(ANYTHING)
def test_any_text_gives_words_that_can_be_kept(text: str) -> None:
    words = search_words(text)
    assert len(set(words)) == len(words)
    for word in words:
        assert SHORTEST <= len(word) <= LONGEST
        assert word.isalnum()
        assert folded(word) == word
        assert b"\x00" not in word.encode("utf-8")


@given(ANYTHING)
def test_a_text_is_found_by_all_that_it_asks_for(text: str) -> None:
    words = search_words(text)
    assert all(any(word.startswith(asked) for word in words) for asked in word_beginnings(text))


@given(ANYTHING)
def test_plain_words_keep_every_word(text: str) -> None:
    assert {word[:LONGEST] for word in plain_words(text)} == set(search_words(text))


@pytest.mark.parametrize(
    "forms",
    [
        "жатақхана жатақханада жатақханасының жатақханадан жатақханалар",
        "емтихан емтиханда емтиханның емтихандарды емтиханы",
        "сәйкессіздік сәйкессіздіктер сәйкессіздіктерді",
        "құжат құжатта құжаттар құжаттарды құжатының",
        "оқытушы оқытушылар оқытушылардың оқытушының",
        "бұзылған бұзылды",
        "кафедра кафедрада кафедрасында кафедраның кафедралар",
    ],
)
def test_kazakh_forms_share_a_stem(forms: str) -> None:
    assert len({kazakh_stem(folded(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize("word", ["нота", "күй", "ән", "хор", "сабақ", "оркестр"])
def test_words_without_endings_stay(word: str) -> None:
    assert kazakh_stem(folded(word)) == folded(word)


@pytest.mark.parametrize(
    "forms",
    ["требование требования требований требованиями", "студент студенты студентов студентам"],
)
def test_russian_forms_share_a_stem(forms: str) -> None:
    assert len({russian_stem(form) for form in forms.split()}) == 1


@given(st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя", max_size=30))
def test_a_stem_begins_its_word_and_keeps_four_letters(word: str) -> None:
    stem = kazakh_stem(word)
    assert word.startswith(stem)
    assert len(stem) >= min(len(word), 4)
