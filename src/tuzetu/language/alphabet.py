"""The order of the Kazakh alphabet as a key that sorts the same on every database."""

LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
MOST_LETTERS = 60
"""Letters of a text that count for its place."""

_FIRST = "0123456789"
_KEYS = {" ": "00"}
_KEYS |= {digit: f"1{digit}" for digit in _FIRST}
_KEYS |= {letter: f"{number:02d}" for number, letter in enumerate(LETTERS, 30)}
_KEYS |= {letter: f"{number:02d}" for number, letter in enumerate(LATIN, 73)}
_OTHER = "01"


def sort_key(text: str) -> str:
    """A key of digits: comparing keys character by character puts texts in Kazakh order.

    Small and capital letters count the same; other signs stand before digits, digits before
    Cyrillic letters, those before Latin ones.
    """
    folded = " ".join(text.casefold().split())[:MOST_LETTERS]
    return "".join(_KEYS.get(letter, _OTHER) for letter in folded)
