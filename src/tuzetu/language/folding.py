"""Folding for search: one form for all the ways a word may be typed."""

from unicodedata import normalize

_TWINS = str.maketrans("iəhaeopcxykmtbñ", "іәһаеорсхукмтвн")
"""Latin letters that stand in Cyrillic texts for their twins."""

_LOOSE = str.maketrans("әғқңөұүһіёй", "агкноууxиеи".replace("x", "х"))
"""What people type without a Kazakh keyboard."""


def folded(text: str) -> str:
    """The text in the form in which it is looked for; folding twice changes nothing."""
    plain = normalize("NFKC", text).casefold()
    return " ".join(_folded_word(word) for word in plain.split())


def _folded_word(word: str) -> str:
    if any("а" <= letter <= "ӿ" for letter in word):
        word = word.translate(_TWINS)
    return word.translate(_LOOSE)
