"""Which tests need not be measured, because the others go where they go.

Measuring takes nearly half as long again as a test itself. So of each run only those tests are
measured that reach the most branches for their time; the rest stands in ``unmeasured.txt``, and a
test that is not named there is measured. The list anew, from a run that measured all of them:

    rm tests/unmeasured.txt
    pytest -m "not journey and not drill" --cov=tuzetu --cov-context=test --durations=0 > told
    python -m tests.measuring .coverage told
"""

import re
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from heapq import heapify, heappop, heappush
from pathlib import Path

LIST = Path(__file__).parent / "unmeasured.txt"
PROVED_WHOLE = ("procedure", "conduct", "access", "journal")
WEIGHT = 6
"""So many times a branch counts in the rooms that are proved whole."""
WORTH = 18
"""Branches that a test has to add for a second of its time."""
IN_PROCESSES_OF_THEIR_OWN = "tests/management/"
"""What these reach is not told by the test, so they are measured as they say themselves."""

Branch = tuple[int, int, int]
TIMED = re.compile(r"\s*([0-9.]+)s (?:call|setup|teardown)\s+(tests/\S+?)(?:\[.*)?$")


def unmeasured() -> frozenset[str]:
    """The tests that are not measured: functions without their cases, or whole files."""
    return frozenset(LIST.read_text("utf-8").split()) if LIST.exists() else frozenset()


def reached(data: Path) -> tuple[dict[str, set[Branch]], set[int]]:
    """What each test reached, and which files belong to the rooms that are proved whole."""
    told = sqlite3.connect(data)
    files = told.execute("SELECT id, path FROM file")
    whole = {pk for pk, path in files if any(f"/tuzetu/{room}/" in path for room in PROVED_WHOLE)}
    by_test: dict[str, set[Branch]] = defaultdict(set)
    rows = "SELECT context, file_id, fromno, tono FROM arc JOIN context ON context.id = context_id"
    for test, *branch in told.execute(rows):
        by_test[re.split(r"[\[|]", test)[0]].add((branch[0], branch[1], branch[2]))
    by_test.pop("", None)
    return by_test, whole


def timed(told: Path) -> Counter[str]:
    """Seconds by test, with all its cases."""
    seconds: Counter[str] = Counter()
    for line in told.read_text("utf-8").splitlines():
        if found := TIMED.match(line):
            seconds[found[2]] += float(found[1])  # type: ignore[assignment]
    return seconds


def chosen(by_test: Mapping[str, set[Branch]], whole: set[int], seconds: Counter[str]) -> set[str]:
    """Again and again the test that adds most for its time, until none adds enough."""
    got: set[Branch] = set()
    kept: set[str] = set()

    def worth(test: str) -> float:
        fresh = by_test[test] - got
        branches = sum(WEIGHT if branch[0] in whole else 1 for branch in fresh)
        return branches / max(seconds[test], 0.01)

    waiting = [(-worth(test), test) for test in by_test]
    heapify(waiting)
    while waiting:
        _before, test = heappop(waiting)
        now = worth(test)
        if waiting and -waiting[0][0] > now:
            heappush(waiting, (-now, test))  # others have gone there meanwhile
        elif now < WORTH:
            break
        else:
            kept.add(test)
            got |= by_test[test]
    return kept


def main(data: str, told: str) -> None:
    """Write the list."""
    by_test, whole = reached(Path(data))
    seconds = timed(Path(told))
    kept = chosen(by_test, whole, seconds)
    every = by_test.keys() | seconds.keys()  # some reach nothing
    rest = {test for test in every - kept if IN_PROCESSES_OF_THEIR_OWN not in test}
    LIST.write_text("".join(f"{test}\n" for test in sorted(rest)), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
