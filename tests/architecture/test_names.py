"""Words of the trade: names that say nothing are not used."""

import ast

from tests.architecture.reading_code import functions, modules, words

SAYS_NOTHING = frozenset(
    {
        *("utils", "helpers", "common", "core", "base", "misc", "manager"),
        *("handler", "service", "processor", "engine", "data", "info"),
    }
)


STRETCH = frozenset({"from", "until", "before"})
ENDINGS = {
    "DateTimeField": STRETCH | {"at"},
    "DateField": STRETCH | {"on", "day", "date"},
}


def test_no_module_has_a_name_that_says_nothing() -> None:
    found = [one.place for one in modules() if SAYS_NOTHING & set(words(one.place[:-3]))]

    assert found == []


def test_no_class_has_a_name_that_says_nothing() -> None:
    found = [
        f"{module.place}::{node.name}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and SAYS_NOTHING & set(words(node.name))
    ]

    assert found == []


def test_no_function_has_a_name_that_says_nothing() -> None:
    found = [one.name for one in functions() if SAYS_NOTHING & set(words(one.definition.name))]

    assert found == []


def test_moments_and_days_are_told_apart_by_their_names() -> None:
    """A moment stands ``at``, a day ``on``; a stretch of time goes ``from``, ``until``."""
    found = [
        f"{module.place}: {target.id}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        for target in node.targets
        if isinstance(target, ast.Name)
        and (endings := ENDINGS.get(_model_field(node.value)))
        and target.id.rsplit("_", 1)[-1] not in endings
    ]

    assert found == []


def _model_field(call: ast.Call) -> str:
    """The name of a field of a record: ``models.DateField`` but not that of a form."""
    made = call.func
    of_models = isinstance(made, ast.Attribute) and isinstance(made.value, ast.Name)
    return made.attr if of_models and made.value.id == "models" else ""
