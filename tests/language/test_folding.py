"""However a word was typed, it folds to one form."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tuzetu.language.folding import composed, folded, in_one_script

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=80)
WORDS = st.text("абвеёийкнорстухцыіьәғқңөұүһabcehikopxyzdgəABHKTЕӘҚ0129", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("олшеу куралы", "Өлшеу құралы"),
        ("жогары сынып", "ЖОҒАРЫ СЫНЫП"),
        ("тенге", "теңге"),
        ("тусиник", "түсінік"),
        ("журналга узинди", "Журналға ұзінді"),
        ("кахарман", "қаһарман"),
        ("отчет", "отчёт"),
        ("мемлекеттік", "Мемлекеттiк"),
        ("және", "жəне"),
        ("СЕ-2026-0001", "CE-2026-0001"),
        ("ТӘЖ", "TӘЖ"),
        ("НОТА", "HОТA"),
        ("iso 9001", "ISO\u00a09001"),
        ("cafe", "Café"),
        ("йод", "и\u0306од"),
        ("опыт", "о\u0301пыт"),
        ("тапсырма", "тап\u00adсыр\u200bма"),
        ("12", "№12"),
        ("файл 2", "файл\u2003²"),
        ("strasse", "Straße"),
    ],
)
def test_typed_and_kept_fold_to_the_same(typed: str, kept: str) -> None:
    assert folded(typed) == folded(kept)


def test_letters_that_differ_stay_apart() -> None:
    letters = "абвгдежзийклмнопрстуфхцчшщъыьэюяdfgjlnqrsuvwz0123456789"
    assert folded(" ".join(letters)) == " ".join(letters)


def test_punctuation_stays_and_spaces_are_single() -> None:
    assert folded(" Іс-әрекет,\t\n жоспар. ") == "ис-арекет, жоспар."


@given(ANYTHING)
@example("\x00\ud800ﷺ\u0345ẖ\u0130ı\u1e9e")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(ANYTHING)
def test_what_is_folded_can_be_kept_by_any_database(text: str) -> None:
    kept = folded(text).encode("utf-8")
    assert b"\x00" not in kept


@given(WORDS)
def test_case_does_not_count(word: str) -> None:
    assert folded(word.lower()) == folded(word.lower().upper().lower())


@given(st.text("абвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя", min_size=2), st.integers(1, 20))
def test_a_beginning_folds_to_a_beginning(word: str, length: int) -> None:
    assert folded(word).startswith(folded(word[:length]))


@pytest.mark.parametrize(
    ("mixed", "whole"),
    [
        ("Мемлекеттiк жəне iшкi", "Мемлекеттік және ішкі"),
        ("Cәйкессіздік", "Сәйкессіздік"),
        ("HОТА", "НОТА"),
        ("қahарман", "қаһарман"),
        ("ISO 9001 және PDF-файл", "ISO 9001 және PDF-файл"),
    ],
)
def test_cyrillic_words_become_wholly_cyrillic(mixed: str, whole: str) -> None:
    assert in_one_script(mixed) == whole


def test_plain_text_is_left_as_it_is() -> None:
    assert composed("Order 66, please.") == "Order 66, please."
