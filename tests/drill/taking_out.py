"""A run of tests in which every condition of the procedure is taken out once.

For each removal those tests run that carry its clause and speak of its step or its rule, the
likeliest first, until one fails that passes with every condition in force. A removal that none of
them notices survives.
"""

import inspect
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests import remembering
from tests.remembering import forget

PAGE = Path(__file__).parents[2] / "docs" / "proof" / "rules-taken-out.md"
TRIVIAL = (
    "tests/procedure/test_truth_table.py",
    "tests/procedure/test_edition.py",
    "tests/procedure/test_readings.py",
    "tests/procedure/test_clauses.py",
    "tests/clauses/test_any_order.py",
)
"""Any change fails those that compare the tables with a reviewed page or file; random acts prove
that records stay whole, not a clause."""

ROOMS = ("tests/clauses", "tests/procedure", "tests/jobs", "tests/people")


@dataclass(frozen=True)
class Test:
    """A test of the run, the clauses that it carries, the words that it speaks in."""

    item: pytest.Item
    clauses: frozenset[str]
    words: frozenset[str]

    def proves(self, removal: Any) -> bool:  # noqa: ANN401
        """Whether it carries the clause, the clause whose item this is, or one of its items.

        A clause that has no condition of its own is proved by its own tests alone.
        """
        if removal.what == "clause":
            return removal.clause in self.clauses
        return any(_kin(removal.clause, one) for one in self.clauses)

    def likelihood(self, removal: Any) -> tuple[bool, bool, int]:  # noqa: ANN401
        """Lower is likelier, or sooner known."""
        return (removal.clause not in self.clauses, self.needs_records, -self.speaks_of(removal))

    @property
    def needs_records(self) -> bool:
        """Whether it sets a scene in the database; those that do not are sooner done."""
        return "db" in self.item.fixturenames  # type: ignore[attr-defined]

    def speaks_of(self, removal: Any) -> int:  # noqa: ANN401
        """How many of the words of a removal it speaks."""
        return len(self.words & removal.words)


def _test(item: pytest.Item) -> Test:
    clauses = frozenset(str(mark.args[0]) for mark in item.iter_markers("clause"))
    return Test(item, clauses, frozenset(re.findall(r"\w+", _source(item))))


def _source(item: Any) -> str:  # noqa: ANN401
    """The test, the helpers of its file that it calls, and what it is called with."""
    helpers = [
        inspect.getsource(found)
        for name in item.function.__code__.co_names
        if inspect.isfunction(found := getattr(item.module, name, None))
        and found.__module__ == item.module.__name__
    ]
    given = item.callspec.params if hasattr(item, "callspec") else {}
    return " ".join([inspect.getsource(item.function), *helpers, str(given)])


def _kin(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


@dataclass(frozen=True)
class Outcome:
    """A removal and the test that noticed it, if any."""

    removal: Any
    noticed_by: Test | None

    @property
    def by_its_own(self) -> bool:
        """Whether the test carries the very clause of the condition."""
        return self.noticed_by is not None and self.removal.clause in self.noticed_by.clauses


class TakingOut:
    """The plugin: it takes the place of the loop over tests."""

    def __init__(self, only: str = "") -> None:
        self.only = only
        self.outcomes: list[Outcome] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Tests that carry no clause prove none."""
        items[:] = [item for item in items if item.get_closest_marker("clause")]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Once per removal."""
        began = time.monotonic()
        tests = [_test(item) for item in session.items]
        trial = Trial(session)
        for removal in import_module("tests.drill.removals").removals():
            if re.search(self.only, f"{removal.what} {removal.name}"):
                self.outcomes.append(_outcome(removal, tests, trial))
                _tell(self.outcomes[-1], time.monotonic() - began)
        self.seconds = time.monotonic() - began
        self.tests = len(tests)
        return True


class Trial:
    """How tests fare, with every condition in force or without one."""

    def __init__(self, session: pytest.Session) -> None:
        self.session = session
        self._passes: dict[str, bool] = {}

    def passes_in_force(self, test: Test) -> bool:
        """Whether it passes with every condition in force, tried once; its scenes are kept."""
        name = test.item.nodeid
        if name not in self._passes:
            self._passes[name] = not self._fails(test)
        return self._passes[name]

    def notices(self, test: Test, removal: Any) -> bool:  # noqa: ANN401
        """Whether it fails for want of the condition, and for nothing else."""
        if not self.passes_in_force(test):
            return False
        with without(removal):
            return self._fails(test)

    def _fails(self, test: Test) -> bool:
        reports = runtestprotocol(test.item, log=False, nextitem=self.session)  # type: ignore[arg-type]
        return any(report.failed for report in reports)


LOOSER = frozenset({"only if", "done by", "from", "body", "field"})
"""Removals after which every step that was taken may still be taken, with the same effect."""


@contextmanager
def without(removal: Any) -> Iterator[None]:  # noqa: ANN401
    """The condition is taken out.

    What is played meanwhile is not remembered. Scenes played before are laid out only where
    looser rules let them be played just so; where a day or a limit is another, all are played anew.
    """
    known = dict(remembering._SET)
    if removal.what not in LOOSER:
        forget()
    try:
        with removal.taken_out():
            yield
    finally:
        forget()
        remembering._SET.update(known)


def _outcome(removal: Any, tests: list[Test], trial: Trial) -> Outcome:  # noqa: ANN401
    proving = [one for one in tests if one.proves(removal) and one.speaks_of(removal)]
    for test in sorted(proving, key=lambda one: one.likelihood(removal)):
        if trial.notices(test, removal):
            return Outcome(removal, test)
    return Outcome(removal, None)


def _tell(outcome: Outcome, seconds: float) -> None:
    removal, test = outcome.removal, outcome.noticed_by
    by = test.item.nodeid if test else "SURVIVES"
    told = f"{seconds:6.0f} s  {removal.what:8} {removal.clause:10} {removal.name} | {by}"
    print(told, flush=True)  # noqa: T201


def page(run: TakingOut) -> str:
    """The table of the run: by kind of condition, then each clause with its figures."""
    return "\n".join(_lines(run)) + "\n"


def _lines(run: TakingOut) -> Iterator[str]:
    yield "# Rules taken out, one at a time"
    yield ""
    yield "Written by `make drill` (`tests/drill/test_rules_taken_out.py`); not edited by hand."
    yield ""
    yield "Each condition of the procedure is taken out in memory; then tests that carry its clause"
    yield "run. *Noticed* are those for which one of them fails that passes with every condition in"
    yield "force; *by its own* those where that test carries the very clause, not its parent or an"
    yield "item. The reviewed truth table and the generated pages are left out: they would fail for"
    yield "every change."
    yield ""
    yield f"Tests in the run: {run.tests}. Conditions taken out: {len(run.outcomes)}."
    yield f"Seconds: {run.seconds:.0f}."
    for title, key in (("condition", _kind), ("clause", _clause)):
        yield ""
        yield f"| {title} | taken out | noticed | by its own |"
        yield "| --- | --- | --- | --- |"
        yield from _rows(run.outcomes, key)
    yield from _survivors(run.outcomes)


KINDS = {
    "only if": "column *only if* of a row",
    "done by": "column *done by*: opened to everybody",
    "from": "column *from*: opened to every stage",
    "day": "last day of a rule, moved by one",
    "limit": "limit of the edition, moved by one",
    "body": "check in a step's function or form",
    "field": "field that a form demands",
    "clause": "what keeps a clause without a condition of its own",
}


def _kind(outcome: Outcome) -> str:
    return KINDS[outcome.removal.what]


def _clause(outcome: Outcome) -> str:
    return str(outcome.removal.clause)


def _rows(outcomes: list[Outcome], key: Any) -> Iterator[str]:  # noqa: ANN401
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[key(outcome)].append(outcome)
    order = list(KINDS.values()) if key is _kind else sorted(groups, key=_sorted_as)
    for name in (one for one in order if one in groups):
        rows = groups[name]
        noticed = sum(one.noticed_by is not None for one in rows)
        own = sum(one.by_its_own for one in rows)
        yield f"| {name} | {len(rows)} | {noticed} | {own} |"


def _sorted_as(clause: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(one), "") if one.isdigit() else (999, one) for one in clause.split("."))


def _survivors(outcomes: list[Outcome]) -> Iterator[str]:
    left = [one.removal for one in outcomes if one.noticed_by is None]
    yield ""
    yield "## Not noticed"
    yield ""
    yield from (f"- {one.clause}: `{one.name}`" for one in left)
    if not left:
        yield "None."


def main(*told: str) -> int:
    """Run, and write the page of a whole run; ``only=pattern`` narrows it to some removals."""
    words = dict(one.split("=", 1) for one in told)
    run = TakingOut(words.get("only", ""))
    left_out = [f"--ignore={one}" for one in TRIVIAL]
    quiet = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not drill and not journey"]
    code = pytest.main([*quiet, *left_out, *ROOMS], plugins=[run])
    if not run.outcomes:
        return int(code) or 1
    if not run.only:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(page(run), "utf-8")
    return int(any(one.noticed_by is None for one in run.outcomes))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
