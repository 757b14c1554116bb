"""What a text is about: beginnings of its words, and the notions of the glossary that it names.

A Kazakh text and a Russian one share hardly a word; they meet in the notions. ``glossary.csv``
holds one notion per row, its Kazakh and its Russian names parted by strokes.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from tuzetu.language.folding import composed, folded, in_one_script
from tuzetu.language.words import WORD, kazakh_stem, plain_words, russian_stem

GLOSSARY = Path(__file__).with_name("glossary.csv")
BEGINNING = 5
"""Letters by which words are held alike; see docs/decisions/0003-earlier-similar-cases.md."""

MOST_WORDS = 400
"""Words of a text that count; what a finding is about is said in fewer."""

NOTION_WEIGHT = 2
"""A shared notion tells as much as two shared words."""

FUNCTION_WORDS = frozenset(
    folded(
        "и не на из за до по от об во со ко но же ли или как что это для при без под над про"
        " он она они оно его ее их был была было были быть есть нет уже еще так также где когда"
        " мен бен пен да де та те және үшін бойынша туралы не бұл ол сол осы өз бір бар жоқ"
        " емес еді екен деп дейін кейін болды болып тұр отыр жүр"
    ).split()
)
"""Words that join and point; two texts are not alike by sharing them. Kept folded."""

_VOICED = str.maketrans("бг", "пк")


def _kazakh(word: str) -> str:
    """The stem with its last sound unvoiced: an ending voices it (себеп, себебі; сабақ, сабағы)."""
    stem = kazakh_stem(word)
    return stem[:-1] + stem[-1:].translate(_VOICED)


_STEMS: Mapping[str, Callable[[str], str]] = {"kk": _kazakh, "ru": russian_stem}


@dataclass(frozen=True, slots=True)
class Mention:
    """A notion named in a text: its term, and the words that name it."""

    term: str
    first: int
    length: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a notion: its stems, how stems are made in its language, the notion's term."""

    stems: tuple[str, ...]
    stem: Callable[[str], str]
    term: str

    def stands_in(self, words: Sequence[str], *, first: int) -> bool:
        """Whether a row of words says the name from a place on, whose word begins the name."""
        if len(self.stems) == 1:
            return True
        said = words[first : first + len(self.stems)]
        return len(said) == len(self.stems) and all(
            self.stem(word) == stem for word, stem in zip(said[1:], self.stems[1:], strict=True)
        )


def notions() -> Iterator[Mapping[str, tuple[str, ...]]]:
    """The rows of the glossary: the names of a notion in each language."""
    with GLOSSARY.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            yield {language: tuple(row[language].split("/")) for language in _STEMS}


@cache
def _names() -> Mapping[tuple[str, str], list[Name]]:
    """The names by their language and first stem."""
    names: defaultdict[tuple[str, str], list[Name]] = defaultdict(list)
    for number, row in enumerate(notions(), 1):
        for language, stem in _STEMS.items():
            for name in row[language]:
                stems = tuple(stem(word) for word in plain_words(name))
                names[language, stems[0]].append(Name(stems, stem, f"={number}"))
    return names


@lru_cache(maxsize=65536)
def _begun_by(word: str) -> tuple[Name, ...]:
    names = _names()
    return tuple(
        name for language, stem in _STEMS.items() for name in names.get((language, stem(word)), ())
    )


def mentions(words: Sequence[str]) -> Iterator[Mention]:
    """The notions that a row of folded words names, in either language."""
    for first, word in enumerate(words):
        for name in _begun_by(word):
            if name.stands_in(words, first=first):
                yield Mention(name.term, first, len(name.stems))


def terms_of(text: str) -> list[str]:
    """The terms by which a case is kept: the beginning of each telling word, its notions once."""
    words = plain_words(text)[:MOST_WORDS]
    named = dict.fromkeys(mention.term for mention in mentions(words))
    telling = (word for word in words if word not in FUNCTION_WORDS)
    return [word[:BEGINNING] for word in telling] + list(named)


@dataclass(frozen=True, slots=True)
class Question:
    """A text for which similar cases are looked for: its terms, and the words behind each."""

    behind: Mapping[str, tuple[str, ...]]

    @classmethod
    def about(cls, text: str) -> "Question":
        """What the text asks, its words kept as they were typed."""
        typed = WORD.findall(in_one_script(composed(text)))[:MOST_WORDS]
        known = [(word, folded(word)) for word in typed]
        known = [(word, plain) for word, plain in known if len(plain) > 1]
        behind: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for word, plain in known:
            if plain not in FUNCTION_WORDS:
                behind[plain[:BEGINNING]][word.lower()] = None
        for mention in mentions([plain for _, plain in known]):
            for word, plain in known[mention.first : mention.first + mention.length]:
                if plain not in FUNCTION_WORDS:
                    behind[mention.term][word.lower()] = None
        return cls({term: tuple(words) for term, words in behind.items()})


def weight(term: str) -> int:
    """How much a term of a question counts."""
    return NOTION_WEIGHT if term.startswith("=") else 1
