"""Cutting texts into folded words, for search by their beginnings and for likeness."""

import re
from functools import lru_cache

import snowballstemmer

from tuzetu.language.folding import folded

SHORTEST = 2
LONGEST = 24
"""Letters of a word that are kept for search."""

MOST_BEGINNINGS = 8
"""Words of a query that are looked for; longer queries find too little anyway."""

WORD = re.compile(r"[^\W_]+")


def search_words(text: str) -> tuple[str, ...]:
    """The distinct folded words by which a text is found, in order of appearance.

    What a door keeps of a record: each of 2 to 24 letters, free of signs and spaces.
    """
    words = (word[:LONGEST] for word in WORD.findall(folded(text)))
    return tuple(dict.fromkeys(word for word in words if len(word) >= SHORTEST))


def word_beginnings(query: str) -> tuple[str, ...]:
    """The beginnings that a query asks for; a record is found if each of them begins a word of it.

    A beginning that only repeats the start of another one is left out, for it asks nothing more.
    """
    words = search_words(query)
    telling = [
        word
        for word in words
        if not any(other != word and other.startswith(word) for other in words)
    ]
    return tuple(telling[:MOST_BEGINNINGS])


def plain_words(text: str) -> list[str]:
    """All folded words of a text in their order, also repeated ones."""
    return [word for word in WORD.findall(folded(text)) if len(word) >= SHORTEST]


_PLURAL = ("лар", "лер", "дар", "дер", "тар", "тер")
_POSSESSIVE = (
    *("ымыз", "имиз", "мыз", "миз", "ыныз", "иниз", "ныз", "низ"),
    *("лары", "лери", "дары", "дери", "тары", "тери"),
    *("сы", "си", "ым", "им", "ын", "ин", "ы", "и"),
)
_CASE = (
    *("ндагы", "ндеги", "дагы", "деги", "тагы", "теги"),
    *("нын", "нин", "дын", "дин", "тын", "тин"),
    *("нда", "нде", "нан", "нен", "дан", "ден", "тан", "тен"),
    *("мен", "бен", "пен", "ны", "ни", "ды", "ди", "ты", "ти"),
    *("га", "ге", "ка", "ке", "на", "не", "да", "де", "та", "те"),
)
_PREDICATIVE = ("мын", "мин", "сын", "син", "быз", "биз")
_DERIVED = (
    *("лык", "лик", "дык", "дик", "тык", "тик"),
    *("сыз", "сиз", "лы", "ли"),
)
_VERBAL = (
    *("майды", "мейди", "байды", "бейди", "пайды", "пейди", "ады", "еди", "йды", "йди"),
    *("маган", "меген", "баган", "беген", "паган", "пеген", "ган", "ген", "кан", "кен"),
    *("мады", "меди", "бады", "беди", "пады", "педи", "атын", "етин", "йтын", "йтин"),
    *("ып", "ип", "у"),
)
_ENDINGS = tuple(
    tuple(sorted(group, key=len, reverse=True))
    for group in (_PREDICATIVE, _CASE, _POSSESSIVE, _PLURAL, _VERBAL, _DERIVED)
)
_SHORTEST_STEM = 4
_DOUBTFUL = "аеиын"
"""Last letters of which a word alone does not tell whether they are its own."""


@lru_cache(maxsize=4096)
def kazakh_stem(word: str) -> str:
    """A folded word without its Kazakh endings, from the outermost inwards.

    At most one ending of each kind falls, and four letters stay. Light on purpose: it serves
    likeness, where two words need only lose the same ending.
    """
    for group in _ENDINGS:
        for ending in group:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                word = word.removesuffix(ending)
                break
    return word[:_SHORTEST_STEM] + word[_SHORTEST_STEM:].rstrip(_DOUBTFUL)


@lru_cache(maxsize=4096)
def russian_stem(word: str) -> str:
    """A folded word without its Russian endings (Snowball)."""
    stem: str = snowballstemmer.stemmer("russian").stemWord(word)  # holds state: one each
    return stem
