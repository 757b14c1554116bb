"""Sizes: what is small can be read."""

from pathlib import Path
from statistics import median, quantiles

from tests.architecture.reading_code import HOUSE, Function, excepted, functions, modules

MEDIAN, P95, MOST = 8, 25, 60
MOST_IN_THE_RULEBOOK = 12
MOST_OF_A_VIEW = 25
MOST_OF_A_FILE = 400
MOST_OF_A_TEMPLATE = 80


def test_most_functions_are_short() -> None:
    sizes = [function.lines for function in functions()]

    assert median(sizes) <= MEDIAN
    assert quantiles(sizes, n=20)[-1] <= P95


def test_no_function_is_longer_than_its_budget() -> None:
    assert _over(_longest(), budgets=_function_budgets()) == {}


def test_no_file_is_longer_than_its_budget() -> None:
    sizes = {module.place: module.lines for module in modules()}

    assert _over(sizes, budgets=excepted("file"), otherwise=MOST_OF_A_FILE) == {}


def test_no_template_is_longer_than_its_budget() -> None:
    sizes = {
        path.relative_to(HOUSE).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in HOUSE.rglob("*.html")
    }

    assert len(sizes) > 0
    assert _over(sizes, budgets=excepted("template"), otherwise=MOST_OF_A_TEMPLATE) == {}


def test_every_exception_is_still_needed() -> None:
    files = {module.place: module.lines for module in modules()}
    needed = {
        "function": {one.name: _budget(one) for one in functions()},
        "file": dict.fromkeys(files, MOST_OF_A_FILE),
        "template": {
            path.relative_to(HOUSE).as_posix(): MOST_OF_A_TEMPLATE for path in HOUSE.rglob("*.html")
        },
    }
    useless = [
        name
        for kind, budgets in needed.items()
        for name, lines in excepted(kind).items()
        if lines <= budgets.get(name, MOST_OF_A_FILE) or _size(name) < lines
    ]

    assert useless == []


def _function_budgets() -> dict[str, int]:
    return {one.name: _budget(one) for one in functions()} | excepted("function")


def _longest() -> dict[str, int]:
    """Of functions with one name in one file, the longest counts."""
    return {one.name: one.lines for one in sorted(functions(), key=lambda one: one.lines)}


def _budget(function: Function) -> int:
    if function.place.startswith("procedure/"):
        return MOST_IN_THE_RULEBOOK
    first = next(iter(function.parameters), None)
    is_view = function.place.startswith("web/pages/") and first and first.arg == "request"
    return MOST_OF_A_VIEW if is_view else MOST


def _over(sizes: dict[str, int], *, budgets: dict[str, int], otherwise: int = 0) -> dict[str, int]:
    return {name: size for name, size in sizes.items() if size > budgets.get(name, otherwise)}


def _size(name: str) -> int:
    """The size that an exception's subject has now; nothing when it is gone."""
    sizes = _longest()
    path = Path(HOUSE, name)
    if path.is_file():
        return len(path.read_text("utf-8").splitlines())
    return sizes.get(name, 0)
