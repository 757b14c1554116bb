"""One holder of the similar cases for a whole process, filled and kept fresh by reading alone.

Every server process has its own and reads what it lacks; none writes, none speaks to another.
"""

import ctypes
import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import islice
from threading import Lock, Thread

from tuzetu.similarity.index import LIKELY, Similar, SimilarCases

LOOKED_BACK = 50
"""Ids before the last known one that are read again: transactions end out of order, and the
texts of new cases still change."""

MOST_AT_ONCE = 100
"""New cases that one question takes in; more are left to the next question."""

PATIENCE = 0.3
"""Seconds that a question waits for the first making; with some thousand cases that is enough."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """Similar cases, or that they cannot be told yet, which is not the same as none."""

    ready: bool
    cases: tuple[Similar, ...] = ()


class Keeper:
    """Holds the cases of this process.

    ``rows_since(last_id, most)`` is the door's: the cases with a greater id as pairs of id and
    text, in the order of ids, at most so many; all of them if ``most`` is nothing. It is called in
    the thread that asks and, to make the library, in a thread of the keeper's own; there
    ``afterwards`` is called at the end, so that a door can close the connection which that thread
    opened. The library is made within ``alone()``, by which a door lets one process after the
    other make its own: the making takes more memory than the keeping.
    """

    def __init__(
        self,
        rows_since: Callable[[int, int | None], Iterable[tuple[int, str]]],
        *,
        afterwards: Callable[[], None] = lambda: None,
        alone: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self._rows_since = rows_since
        self._afterwards = afterwards
        self._alone = alone
        self._cases = SimilarCases()
        self._lock = Lock()
        self._building: Thread | None = None
        self._ready = False
        self._last_id = 0
        self._texts: dict[int, int] = {}

    def wake(self) -> None:
        """Begin to make the library if there is none or it is out of date; returns at once."""
        with self._lock:
            needed = not self._ready or self._cases.wants_building
            if not needed or (self._building and self._building.is_alive()):
                return
            self._building = Thread(target=self._build, name="similar-cases", daemon=True)
            self._building.start()

    def wait(self, seconds: float) -> bool:
        """Wait until the library under way is made; whether the keeper is ready then."""
        with self._lock:
            building = self._building
        if building:
            building.join(seconds)
        return self._ready

    def add(self, case_id: int, text: str) -> None:
        """Take in the changed text of a case, known to this process alone until the next making."""
        if self._ready:
            self._cases.add(case_id, text)

    def similar_to(
        self,
        text: str,
        *,
        among: Callable[[Sequence[int]], Collection[int]] | None = None,
        limit: int = 5,
        threshold: float = LIKELY,
    ) -> Answer:
        """The similar cases, also those that came a moment ago; or that they cannot be told yet."""
        self.wake()
        if not self._ready and not self.wait(PATIENCE):
            return Answer(ready=False)
        self._catch_up()
        self.wake()
        found = self._cases.similar_to(text, among=among, limit=limit, threshold=threshold)
        return Answer(ready=True, cases=tuple(found))

    def _catch_up(self) -> None:
        """Take in what came since, and the changed texts of the latest cases."""
        since = max(self._last_id - LOOKED_BACK, 0)
        rows = self._rows_since(since, LOOKED_BACK + MOST_AT_ONCE)
        fresh = (row for row in rows if self._texts.get(row[0]) != hash(row[1]))
        for case_id, text in islice(fresh, MOST_AT_ONCE):
            self._cases.add(case_id, text)
            self._remember(case_id, text)
        since = self._last_id - LOOKED_BACK
        self._texts = {one: told for one, told in list(self._texts.items()) if one > since}

    def _remember(self, case_id: int, text: str) -> None:
        self._last_id = max(self._last_id, case_id)
        self._texts[case_id] = hash(text)

    def _build(self) -> None:
        try:
            with self._alone():
                self._cases.build(self._counted(self._rows_since(0, None)))
                _give_back()
            self._ready = True
        except Exception:  # a hint may fail; the next question tries again
            log.exception("The library of similar cases could not be made.")
        finally:
            self._afterwards()

    def _counted(self, rows: Iterable[tuple[int, str]]) -> Iterable[tuple[int, str]]:
        """The rows; the last of them are remembered."""
        for case_id, text in rows:
            self._remember(case_id, text)
            self._texts.pop(case_id - LOOKED_BACK, None)
            yield case_id, text


def _give_back() -> None:
    """Hand the memory that the making needed back to the system, where the C library can."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
