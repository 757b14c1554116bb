"""Keys stand in the order of the Kazakh alphabet, whatever compares them."""

from functools import cmp_to_key

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuzetu.language.alphabet import LETTERS, LONGEST_KEY, MOST_LETTERS, sort_key

ALPHABET = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
PLACE = {letter.lower(): number for number, letter in enumerate(ALPHABET)}
KAZAKH = st.text(ALPHABET + ALPHABET.lower(), max_size=MOST_LETTERS)


def compared(one: str, other: str) -> int:
    """The order of two texts of Kazakh letters alone, letter by letter; small ones first."""
    for a, b in zip(one.lower(), other.lower(), strict=False):
        if a != b:
            return PLACE[a] - PLACE[b]
    if len(one) != len(other):
        return len(one) - len(other)
    for a, b in list(zip(one, other, strict=True))[:24]:
        if a != b:
            return -1 if a.islower() else 1
    return 0


def test_the_alphabet_is_the_official_one() -> None:
    assert ALPHABET.lower() == LETTERS
    assert len(LETTERS) == len(set(LETTERS)) == 42


@given(KAZAKH, KAZAKH)
def test_two_texts_stand_as_in_a_dictionary(one: str, other: str) -> None:
    a, b = sort_key(one), sort_key(other)
    assert (a > b) - (a < b) == (compared(one, other) > 0) - (compared(one, other) < 0)


@given(st.lists(KAZAKH, max_size=20))
def test_a_list_stands_as_in_a_dictionary(texts: list[str]) -> None:
    known = [text[:24] for text in texts]
    assert sorted(known, key=sort_key) == sorted(known, key=cmp_to_key(compared))


@pytest.mark.parametrize(
    "texts",
    [
        ["аға", "ағаш", "әдіс", "бет", "ғимарат", "ел", "ёлка", "жаз"],
        ["қала", "лас", "нота", "ңы", "орын", "өнер", "үй", "фа", "хор", "һәм", "цех"],
        ["ұл", "үй", "фото"],
        ["ым", "ін", "эхо"],
        ["аға", "Аға", "АҒА", "ағаш"],
        ["ағаш 2", "ағаш әні", "ағаш үй", "ағаш wood", "ағаш-жел", "ағашты"],
        ["", " (а)", "1-қосымша", "2-қосымша", "Әдіс", "ескі", "ISO 9001", "Opéra", "Šum", "音"],
        ["яғни", "ѓ", "abc"],
    ],
)
def test_known_lists(texts: list[str]) -> None:
    backwards = texts[::-1]
    assert sorted(backwards, key=sort_key) == texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Мемлекеттiк", "Мемлекеттік"),
        ("жəне", "және"),
        ("  ұзақ \n атау ", "ұзақ атау"),
        ("и\u0306од", "йод"),
        ("о\u0301пыт", "опыт"),
        ("бө\u00adлім", "бөлім"),
    ],
)
def test_what_reads_the_same_has_the_same_place(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_text_has_a_short_key_of_digits(text: str) -> None:
    key = sort_key(text)
    assert key.isascii()
    assert key.isdigit()
    assert len(key) <= LONGEST_KEY


def test_the_key_of_the_longest_text_is_still_whole() -> None:
    assert len(sort_key("Ж" * 1000)) == LONGEST_KEY == 130
