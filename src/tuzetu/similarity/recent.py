"""The few cases that came after the library was made, scored the same way, one by one."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from tuzetu.similarity.library import K1, B, Library
from tuzetu.similarity.likeness import terms_of


class RecentCases:
    """Cases by id with their terms; not safe for several threads by itself."""

    def __init__(self) -> None:
        self.turn = 0
        self._turns: dict[int, int] = {}
        self._terms: dict[int, Counter[str]] = {}
        self._lengths: dict[int, int] = {}
        self._having: defaultdict[str, set[int]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._terms)

    def __contains__(self, case_id: object) -> bool:
        return case_id in self._terms

    def add(self, case_id: int, text: str) -> None:
        """Keep a case, in place of what was kept of it."""
        self._forget(case_id)
        self.turn += 1
        self._turns[case_id] = self.turn
        self._terms[case_id] = Counter(terms_of(text))
        self._lengths[case_id] = self._terms[case_id].total()
        for term in self._terms[case_id]:
            self._having[term].add(case_id)

    def outside(self, library: Library) -> int:
        """How many of the cases a library lacks."""
        return sum(not library.holds(case_id) for case_id in self._terms)

    def yield_to(self, library: Library, *, turn: int) -> None:
        """Forget what was taken in up to a turn, where the library holds the case."""
        for case_id, taken in list(self._turns.items()):
            if taken <= turn and library.holds(case_id):
                self._forget(case_id)

    def _forget(self, case_id: int) -> None:
        self._turns.pop(case_id, None)
        self._lengths.pop(case_id, None)
        for term in self._terms.pop(case_id, ()):
            self._having[term].discard(case_id)
            if not self._having[term]:
                del self._having[term]

    def having(self, term: str) -> int:
        """How many cases have the term."""
        return len(self._having.get(term, ()))

    def has(self, term: str, *, case_id: int) -> bool:
        """Whether a case has the term."""
        return case_id in self._having.get(term, ())

    def scored(self, telling: Mapping[str, float], *, library: Library) -> dict[int, float]:
        """The score of every case that shares a term, as BM25 scores those of the library."""
        found: defaultdict[int, float] = defaultdict(float)
        usual = library.usual_length if len(library) else self._usual_length()
        for term, tells in telling.items():
            for case_id in self._having.get(term, ()):
                often = self._terms[case_id][term]
                long = self._lengths[case_id] / usual
                found[case_id] += tells * often / (often + K1 * (1 - B + B * long))
        return found

    def _usual_length(self) -> float:
        """Of the first cases of a house, whose library is still empty."""
        return sum(self._lengths.values()) / max(len(self._lengths), 1) or 1.0
