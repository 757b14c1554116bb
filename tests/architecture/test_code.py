"""What every function and every file keeps to."""

import ast
import re

from tests.architecture.reading_code import Function, functions, modules

DOORS = frozenset({"web", "jobs", "management", "clock.py"})
CLOCKS = frozenset({"now", "utcnow", "today", "localdate", "localtime", "time", "time_ns"})
CLOCK_OWNERS = frozenset({"datetime", "date", "timezone", "time"})
PARTS_OF_A_DAY = frozenset({"date", "year", "month", "day", "strftime"})
CALENDAR_LOOKUPS = re.compile(r"_at__(date|year|iso_year|month|day|week|week_day|quarter)\b")
OF_THE_DATABASE = re.compile(r"(Trunc|Extract)([A-Z]\w*)?")
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


def test_the_day_of_a_moment_is_that_of_almaty() -> None:
    """A moment is kept in UTC; its day, month and year are asked of ``local_day`` alone."""
    found = [
        f"{module.place}:{node.lineno}"
        for module in modules()
        if module.room not in {"demonstration", "management"}  # a stage in Almaty, names of files
        for node in ast.walk(module.tree)
        if _takes_a_foreign_day(node)
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


def _takes_a_foreign_day(node: ast.AST) -> bool:
    """Whether a day is taken from a moment, named ``…_at``, in whatever zone it is kept."""
    if isinstance(node, ast.Attribute):
        return node.attr in PARTS_OF_A_DAY and _is_a_moment(node.value)
    if isinstance(node, ast.FormattedValue):
        return node.format_spec is not None and _is_a_moment(node.value)
    if isinstance(node, ast.keyword):
        return bool(CALENDAR_LOOKUPS.search(f"{node.arg}"))
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return False
    if node.func.id == "date_format":
        return any(map(_is_a_moment, node.args))
    named = {one.arg for one in node.keywords}
    return bool(OF_THE_DATABASE.fullmatch(node.func.id)) and "tzinfo" not in named


def _is_a_moment(node: ast.AST) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name == "at" or name.endswith("_at")
