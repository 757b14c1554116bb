"""Every condition of the procedure that can be taken out, one at a time, while tests run.

Nothing is written to a file: a row loses a condition, a boundary moves by a day, a limit by
one, a check of a step's body or of its form answers "nothing against it".
"""

import ast
import inspect
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from functools import partial, reduce
from itertools import chain
from types import CodeType, FunctionType, ModuleType
from typing import Any
from unittest.mock import patch

from tests.drill.removal import Removal, changed
from tests.drill.removals_of_clauses import removals_of_clauses
from tests.procedure.test_flows import STATES
from tuzetu.catalogue import CATALOGUE
from tuzetu.conduct import asking
from tuzetu.dossier import edition as stored
from tuzetu.procedure.edition import first_edition
from tuzetu.procedure.flows.every import STEPS
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import Facts, Rule, Step
from tuzetu.procedure.terms import Term

DAY = timedelta(days=1)


def removals() -> list[Removal]:
    """Of the rows, the days, the limits, the steps' bodies, the forms, then of whole clauses."""
    conditions = (_of_rows(), _of_days(), _of_limits(), _of_bodies(), _of_fields())
    return list(chain(*conditions, removals_of_clauses()))


def _of_rows() -> Iterator[Removal]:
    for code, step in STEPS.items():
        for rule in step.only_if:
            rest = tuple(other for other in step.only_if if other is not rule)
            yield _of_row("only if", f"{code}: {rule.name}", rule.clause, step, only_if=rest)
        everybody = tuple(Part)
        yield _of_row("done by", f"{code}: done by", step.clause, step, done_by=everybody)
        if not step.opens:
            always = frozenset(STATES[type(step)])
            if step.sources != always:
                yield _of_row("from", f"{code}: from", step.clause, step, sources=always)


REFUSED_BY = {"only if": "refused", "done by": "not_theirs", "from": "not_now"}


def _of_row(what: str, name: str, clause: str, step: Step, **columns: object) -> Removal:
    said = {step.code, name.rpartition(" ")[2], REFUSED_BY[what]}
    return Removal(what, name, clause, frozenset(said), partial(changed, step, columns))


def _of_days() -> Iterator[Removal]:
    """Rules that look at the day: the last day on which they hold moves by one, either way."""
    rules = {rule.name: rule for step in STEPS.values() for rule in step.only_if}
    for rule in rules.values():
        if not _looks_at_the_day(rule):
            continue
        steps = frozenset(code for code, step in STEPS.items() if rule in step.only_if)
        for told, shift in (("a day more", -DAY), ("a day less", DAY)):
            taken = partial(_shifted, rule, shift, steps)
            said = steps | {rule.name}
            yield Removal("day", f"{rule.name}: {told}", rule.clause, said, taken)


def _looks_at_the_day(rule: Rule) -> bool:
    return "on" in _names(rule.holds.__code__)  # type: ignore[attr-defined]


def _names(code: CodeType) -> set[str]:
    inner = (_names(one) for one in code.co_consts if isinstance(one, CodeType))
    return reduce(set.union, inner, set(code.co_names))


@contextmanager
def _shifted(rule: Rule, shift: timedelta, steps: frozenset[str]) -> Iterator[None]:
    def holds(facts: Facts, by: Actor) -> bool:
        return rule.holds(replace(facts, on=facts.on + shift), by)  # type: ignore[type-var,attr-defined]

    moved = replace(rule, holds=holds)
    with ExitStack() as stack:
        for code in steps:
            rows = tuple(moved if one is rule else one for one in STEPS[code].only_if)
            stack.enter_context(patch.object(STEPS[code], "only_if", rows))
        yield


LIMITS: dict[str, str] = {term.limit: term.clause for term in Term} | {"executor_may_control": "46"}
LATER = frozenset({"registration_days", "yearly_analysis_by"})
"""Limits of which no clock runs in this work: a report is registered at once; 52 comes later."""


SAID_OF_LIMITS = ("date", "due_on", "last_day", "refused")


def _of_limits() -> Iterator[Removal]:
    for name, clause in LIMITS.items():
        if name in LATER:
            continue
        now = getattr(first_edition().limits, name)
        for told, other in _others(now):
            taken = partial(_limited, name, other)
            said = {*SAID_OF_LIMITS, name}
            yield Removal("limit", f"{name}: {told}", clause, frozenset(said), taken)


def _others(now: object) -> list[tuple[str, object]]:
    if isinstance(now, bool):
        return [("the other answer", not now)]
    if isinstance(now, Fraction):
        near = Fraction(1, 50)
        return [("a fiftieth more", now + near), ("a fiftieth less", now - near)]
    if isinstance(now, int):
        return [("one more", now + 1), ("one less", now - 1)]
    raise TypeError(now)


@contextmanager
def _limited(name: str, value: object) -> Iterator[None]:
    limits = first_edition().limits
    now = getattr(limits, name)
    object.__setattr__(limits, name, value)
    stored._read.cache_clear()
    try:
        yield
    finally:
        object.__setattr__(limits, name, now)
        stored._read.cache_clear()


RECORDS = "18"
"""What every form checks of days and names keeps the records true."""

REFUSING = ("raise Refused", "reasons.append", "ValidationError", "self.add_error")


def _of_bodies() -> Iterator[Removal]:
    """Conditions that stand in a step's function or in its form, not in a row."""
    homes: dict[ModuleType, set[str]] = {}
    for code, act in CATALOGUE.items():
        for owner in (act.perform, act.asks):
            homes.setdefault(_module(owner), set()).add(code)
    for module, codes in homes.items():
        yield from _of_module(module, frozenset(codes))
    yield from _of_module(asking, frozenset(CATALOGUE), RECORDS)


def _module(owner: object) -> ModuleType:
    found = inspect.getmodule(owner)
    assert found
    return found


def _of_module(module: ModuleType, codes: frozenset[str], of_all: str = "") -> Iterator[Removal]:
    tree = ast.parse(inspect.getsource(module))
    for place, branch in _branches(tree):
        name = f"{place}: if {ast.unparse(branch.test)}"
        steps = _steps_behind(place, codes)
        clause = of_all or _clause_of(branch, place, steps)
        yield Removal("body", name, clause, steps, partial(_without, module, tree, place, branch))


def _branches(tree: ast.Module) -> Iterator[tuple[str, ast.If]]:
    for top in tree.body:
        inner = top.body if isinstance(top, ast.ClassDef) else [top]
        prefix = f"{top.name}." if isinstance(top, ast.ClassDef) else ""
        for function in inner:
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.If) and _refuses(node):
                        yield prefix + function.name, node


def _refuses(branch: ast.If) -> bool:
    said = [ast.unparse(line) for line in branch.body if not isinstance(line, ast.If | ast.For)]
    return any(word in line for line in said for word in REFUSING)


def _steps_behind(place: str, codes: frozenset[str]) -> frozenset[str]:
    """The step of that name, or those of a form and of the forms made from it; else the room's."""
    name = place.partition(".")[0]
    by_form = {c for c in codes if name in {one.__name__ for one in CATALOGUE[c].asks.__mro__}}
    return frozenset({place} & codes or by_form or codes)


def _clause_of(branch: ast.If, place: str, steps: frozenset[str]) -> str:
    """The clause of the refusal, that of the field, or that of the step."""
    for node in ast.walk(branch):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Refusal":
            told = node.args[0]
            if isinstance(told, ast.Constant):
                return str(told.value)
    fields = [str(n.value) for n in ast.walk(branch) if isinstance(n, ast.Constant)]
    fields.append(place.rpartition(".clean_")[2])
    for code in sorted(steps):
        for field in fields:
            if field in CATALOGUE[code].asks.clauses:
                return CATALOGUE[code].asks.clauses[field]
    return STEPS[min(steps)].clause


@contextmanager
def _without(module: ModuleType, tree: ast.Module, place: str, branch: ast.If) -> Iterator[None]:
    """The function's code, compiled with that condition never true."""
    now, branch.test = branch.test, ast.copy_location(ast.Constant(value=False), branch.test)
    code = _code_of(compile(tree, module.__file__ or "", "exec"), place.split("."))
    branch.test = now
    function = reduce(getattr, place.split("."), module)
    assert isinstance(function, FunctionType)
    before, function.__code__ = function.__code__, code
    try:
        yield
    finally:
        function.__code__ = before


def _code_of(code: CodeType, path: list[str]) -> CodeType:
    for name in path:
        inner = (one for one in code.co_consts if isinstance(one, CodeType))
        code = next(one for one in inner if one.co_name == name)
    return code


def _of_fields() -> Iterator[Removal]:
    """Fields that a form demands."""
    for code, act in CATALOGUE.items():
        fields: dict[str, Any] = act.asks.base_fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            if field.required:
                clause = act.asks.clauses.get(name, act.step.clause)
                taken = partial(changed, field, {"required": False})
                told = f"{act.asks.__name__}.{name}"
                said = frozenset({code, act.asks.__name__, name})
                yield Removal("field", told, clause, said, taken)
