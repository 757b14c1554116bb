"""All cases known at one moment, scored by BM25; never changed once made."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np
from numpy.typing import NDArray

from tuzetu.similarity.likeness import terms_of

K1 = 1.2
B = 0.75
"""How quickly repetition stops telling, and how much a long text is held against a case."""

MOST_CASES = 250_000
"""The latest cases that are kept; what is older is no longer hinted at."""


OTHERS = 100
"""Cases without the term that are thought beside those there are: in a young house, where every
case may be about one thing, what all of them share still tells something."""


def rarity(having: int, among: int) -> float:
    """How much it tells to share a term that so many cases have (BM25 as Lucene counts it)."""
    return float(np.log1p((among - having + 0.5) / (having + 0.5)))


@dataclass(frozen=True, slots=True)
class Library:
    """Cases in the order of their ids, the numbers of the terms, and the scores by term.

    The scores of term ``n`` lie between ``bounds[n]`` and ``bounds[n + 1]``; ``places`` says to
    which case each belongs.
    """

    case_ids: NDArray[np.int64]
    terms: Mapping[str, int]
    scores: NDArray[np.float32]
    places: NDArray[np.int32]
    bounds: NDArray[np.int64]
    usual_length: float

    @classmethod
    def of(cls, rows: Iterable[tuple[int, str]]) -> "Library":
        """The library of the cases given as id and text; the later text of a case counts."""
        texts = _Texts()
        for case_id, text in rows:
            texts.add(case_id, terms_of(text))
        return _scored(texts) if len(texts) else EMPTY

    def __len__(self) -> int:
        return len(self.case_ids)

    def holds(self, case_id: int) -> bool:
        """Whether the case is among them."""
        return self._place(case_id) is not None

    def having(self, term: str) -> int:
        """How many cases have the term."""
        number = self.terms.get(term)
        return 0 if number is None else int(self.bounds[number + 1] - self.bounds[number])

    def scored(self, telling: Mapping[str, float]) -> NDArray[np.float32]:
        """The score of every case for terms, each of which tells so much."""
        found = np.zeros(len(self), dtype=np.float32)
        for term, tells in telling.items():
            column = self._column(term)
            known = rarity(self.having(term), among=len(self))  # lies in the scores already
            found[self.places[column]] += self.scores[column] * np.float32(tells / known)
        return found

    def has(self, term: str, *, case_id: int) -> bool:
        """Whether a case has the term."""
        place = self._place(case_id)
        column = self.places[self._column(term)]
        at = np.searchsorted(column, -1 if place is None else place)
        return bool(at < len(column) and int(column[at]) == place)

    def _place(self, case_id: int) -> int | None:
        place = int(np.searchsorted(self.case_ids, case_id))
        found = place < len(self) and int(self.case_ids[place]) == case_id
        return place if found else None

    def _column(self, term: str) -> slice:
        number = self.terms.get(term)
        return slice(0) if number is None else slice(self.bounds[number], self.bounds[number + 1])


EMPTY = Library(
    case_ids=np.zeros(0, np.int64),
    terms={},
    scores=np.zeros(0, np.float32),
    places=np.zeros(0, np.int32),
    bounds=np.zeros(1, np.int64),
    usual_length=1.0,
)


class _Texts:
    """The terms of the cases as numbers, all in one row: a hundred thousand lists would be heavy.

    ``ids`` and ``vocab`` are the names by which bm25s reads them.
    """

    def __init__(self) -> None:
        self.vocab: dict[str, int] = {}
        self._row = array("i")
        self._stretches: dict[int, tuple[int, int]] = {}

    def add(self, case_id: int, terms: Sequence[str]) -> None:
        """Keep the terms of a case, in place of what was kept of it."""
        start = len(self._row)
        self._row.extend(self.vocab.setdefault(term, len(self.vocab)) for term in terms)
        if terms:
            self._stretches[case_id] = (start, len(self._row))

    @property
    def case_ids(self) -> list[int]:
        """The latest cases, in the order of their ids."""
        return sorted(self._stretches)[-MOST_CASES:]

    @property
    def ids(self) -> "_Texts":
        """The numbers of the terms, case by case."""
        return self

    def __len__(self) -> int:
        return min(len(self._stretches), MOST_CASES)

    def __iter__(self) -> Iterator["array[int]"]:
        for case_id in self.case_ids:
            start, end = self._stretches[case_id]
            yield self._row[start:end]


def _scored(texts: _Texts) -> Library:
    index = bm25s.BM25(method="lucene", k1=K1, b=B)
    index.index(texts, create_empty_token=False, show_progress=False)
    return Library(
        case_ids=np.array(texts.case_ids, np.int64),
        terms=texts.vocab,
        scores=index.scores["data"],
        places=index.scores["indices"].astype(np.int32, copy=False),
        bounds=index.scores["indptr"].astype(np.int64, copy=False),
        usual_length=sum(map(len, texts)) / len(texts),
    )
