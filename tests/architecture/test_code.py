"""What every function and every file keeps to."""

import ast
import re

from tests.architecture.reading_code import Function, functions, modules

DOORS = frozenset({"web", "jobs", "management", "clock.py"})
CLOCKS = frozenset({"now", "utcnow", "today", "localdate", "localtime", "time", "time_ns"})
CLOCK_OWNERS = frozenset({"datetime", "date", "timezone", "time"})
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def test_everything_is_annotated() -> None:
    assert [one.name for one in functions() if not _annotated(one)] == []


def test_nothing_is_imported_inside_functions() -> None:
    found = [
        one.name
        for one in functions()
        for node in ast.walk(one.definition)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert found == []


def test_the_clock_is_read_at_the_doors_alone() -> None:
    found = [
        f"{module.place}:{node.lineno}"
        for module in modules()
        if module.room not in DOORS
        for node in ast.walk(module.tree)
        if _reads_the_clock(node)
    ]

    assert found == []


def test_only_the_clock_itself_asks_the_machine() -> None:
    """The doors ask ``tuzetu.clock``, so that one setting moves them all."""
    found = [
        f"{module.place}:{node.lineno}"
        for module in modules()
        if module.place != "clock.py"
        for node in ast.walk(module.tree)
        if _reads_the_clock(node)
    ]

    assert found == []


def test_nothing_is_left_unfinished() -> None:
    found = [
        f"{module.place}: {node.value[:60]}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and UNFINISHED.search(node.value)
    ]

    assert found == []


def test_who_and_when_are_always_called_by_and_at() -> None:
    """The acts of the stages: everything but the record is passed by name. What reads has a day."""
    acts = [one for one in functions() if re.fullmatch(r"stages/\w+/steps\.py", one.place)]
    public = [one for one in acts if not one.definition.name.startswith("_")]
    told = {one.name: {arg.arg for arg in one.definition.args.kwonlyargs} for one in public}

    assert len(told) > 0
    assert {
        n: kept for n, kept in told.items() if not {"by", "at"} <= kept and "on" not in kept
    } == {}


def _annotated(function: Function) -> bool:
    definition = function.definition
    return definition.returns is not None and all(one.annotation for one in function.parameters)


def _reads_the_clock(node: ast.AST) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg in {"auto_now", "auto_now_add"}
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    owner = node.func.value
    return node.func.attr in CLOCKS and isinstance(owner, ast.Name) and owner.id in CLOCK_OWNERS
