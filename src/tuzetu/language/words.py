"""Cutting texts into folded words, for search by their beginnings."""

import re

from tuzetu.language.folding import folded

SHORTEST = 2
LONGEST = 24
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


def search_words(text: str) -> tuple[str, ...]:
    """The distinct words by which a text is found, in order of appearance."""
    words = (word[:LONGEST] for word in _WORD.findall(folded(text)))
    return tuple(dict.fromkeys(word for word in words if len(word) >= SHORTEST))


def word_beginnings(query: str) -> tuple[str, ...]:
    """The beginnings that a query asks for; every one must be met."""
    return search_words(query)
