"""Earlier similar cases, found in the memory of one process by shared words and notions."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from threading import Lock

import numpy as np

from tuzetu.similarity.library import EMPTY, K1, OTHERS, Library, rarity
from tuzetu.similarity.likeness import Question, weight
from tuzetu.similarity.recent import RecentCases

LIKELY = 0.25
"""The share of what a text is about from which a case is worth a look."""

MOST_TERMS = 64
"""Terms of a question that are looked for, the rarest first."""

MOST_CONSIDERED = 300
"""The best cases among which those that may be seen are looked for."""

MOST_SHOWN_WORDS = 6
MOST_RECENT = 2000
FEWEST_RECENT = 20


@dataclass(frozen=True, slots=True)
class Similar:
    """A case like the text: how much of it is shared (0 to 1), and by which words of the text."""

    case_id: int
    score: float
    shared_words: tuple[str, ...]


class SimilarCases:
    """The cases by their texts; may be asked, added to and made anew by several threads at once.

    A case lies in the library or, if it came or changed later, among the recent ones, which take
    its place. Scores are shares: BM25 divided by what a case of usual length would have that says
    all the text says.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._library = EMPTY
        self._recent = RecentCases()

    def __len__(self) -> int:
        with self._lock:
            return len(self._library) + self._recent.outside(self._library)

    def build(self, rows: Iterable[tuple[int, str]]) -> None:
        """Make the library anew of all cases, given as id and text, oldest first.

        Takes seconds with many cases; questions are answered from the earlier library meanwhile.
        Of what was added before, the rows are the later word; what is added meanwhile stays.
        """
        with self._lock:
            turn = self._recent.turn
        library = Library.of(rows)
        with self._lock:
            self._recent.yield_to(library, turn=turn)
            self._library = library

    def add(self, case_id: int, text: str) -> None:
        """Take in a new case, or the new text of a known one, at once."""
        with self._lock:
            self._recent.add(case_id, text)

    def holds(self, case_id: int) -> bool:
        """Whether the case is known."""
        with self._lock:
            return case_id in self._recent or self._library.holds(case_id)

    @property
    def wants_building(self) -> bool:
        """Whether so many cases came later that the library should be made anew."""
        with self._lock:
            bearable = min(max(FEWEST_RECENT, len(self._library) // 20), MOST_RECENT)
            return len(self._recent) > bearable

    def similar_to(
        self,
        text: str,
        *,
        among: Callable[[Sequence[int]], Collection[int]] | None = None,
        limit: int = 5,
        threshold: float = LIKELY,
    ) -> list[Similar]:
        """The cases most like a text, best first: at most ``limit``, none under ``threshold``.

        ``among`` is handed ids once, the most similar first, and gives back those that the reader
        may see and wants to hear of; without it every case counts.
        """
        question = Question.about(text)
        likely = self._likely(question, threshold)
        if among is not None and likely:
            seen = frozenset(among([case_id for case_id, _ in likely]))
            likely = [pair for pair in likely if pair[0] in seen]
        return [
            Similar(case_id, score, self._shared(question, case_id))
            for case_id, score in likely[:limit]
        ]

    def _likely(self, question: Question, threshold: float) -> list[tuple[int, float]]:
        """Cases with their shares, best first, of equal ones the later first."""
        with self._lock:
            telling = {term: self._rarity(term) * weight(term) for term in question.behind}
            terms = nlargest(MOST_TERMS, telling, key=telling.__getitem__)
            whole = sum(telling[term] for term in terms) / (1 + K1)
            scores = self._scores({term: telling[term] for term in terms}, threshold * whole)
        shares = ((case_id, round(min(score / whole, 1.0), 4)) for case_id, score in scores)
        return nlargest(MOST_CONSIDERED, shares, key=lambda share: (share[1], share[0]))

    def _scores(self, telling: Mapping[str, float], floor: float) -> list[tuple[int, float]]:
        """The cases with a score above nothing and not under the floor."""
        scored = self._library.scored(telling)
        places = np.flatnonzero((scored >= floor) & (scored > 0))
        if len(places) > MOST_CONSIDERED + len(self._recent):
            best = np.argpartition(scored[places], -MOST_CONSIDERED - len(self._recent))
            places = places[best[-MOST_CONSIDERED - len(self._recent) :]]
        kept = zip(self._library.case_ids[places].tolist(), scored[places].tolist(), strict=True)
        recent = self._recent.scored(telling, library=self._library)
        return [(case_id, score) for case_id, score in kept if case_id not in self._recent] + [
            (case_id, score) for case_id, score in recent.items() if score >= floor
        ]

    def _rarity(self, term: str) -> float:
        having = self._library.having(term) + self._recent.having(term)
        among = len(self._library) + len(self._recent) + OTHERS
        return rarity(max(having, 1), among=among)

    def _shared(self, question: Question, case_id: int) -> tuple[str, ...]:
        """The words of the text that the case shares, the most telling first."""
        with self._lock:
            shared = [term for term in question.behind if self._has(case_id, term)]
            shared.sort(key=self._rarity, reverse=True)
        words = dict.fromkeys(word for term in shared for word in question.behind[term])
        return tuple(words)[:MOST_SHOWN_WORDS]

    def _has(self, case_id: int, term: str) -> bool:
        if case_id in self._recent:
            return self._recent.has(term, case_id=case_id)
        return self._library.has(term, case_id=case_id)
