"""Every clause that the program enforces has a test that proves it; tests cite known clauses."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.drill.removals import removals
from tuzetu.procedure.clauses import Mark, clauses, marked
from tuzetu.procedure.flows.every import STEPS

TESTS = Path(__file__).parents[1]


@cache
def cited() -> dict[str, frozenset[str]]:
    """Clause → files of tests that carry it, read from the tests themselves."""
    found: dict[str, set[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for number in _marks(ast.parse(path.read_text("utf-8"))):
            found.setdefault(number, set()).add(path.relative_to(TESTS).as_posix())
    return {number: frozenset(files) for number, files in found.items()}


def _marks(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.clause":
            yield from (str(word.value) for word in node.args if isinstance(word, ast.Constant))


@pytest.mark.parametrize("number", [clause.number for clause in marked(Mark.ENFORCED)])
def test_an_enforced_clause_is_proved(number: str) -> None:
    assert number in cited()


def test_tests_cite_only_clauses_that_there_are() -> None:
    assert set(cited()) - set(clauses()) == set()


def test_every_rule_stands_behind_a_clause_that_a_test_proves() -> None:
    behind = {rule.clause for step in STEPS.values() for rule in step.only_if}

    assert behind - set(cited()) == set()


def test_what_is_refused_under_a_clause_makes_it_an_enforced_one_and_nothing_else_does() -> None:
    """Each enforced clause is taken out in the drill (`docs/proof/rules-taken-out.md`)."""
    refused = {removal.clause for removal in removals()}

    assert refused == {clause.number for clause in marked(Mark.ENFORCED)}
