"""The product's own code, read as trees for the tests of this folder."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "src" / "tuzetu"
EXCEPTIONS = Path(__file__).with_name("exceptions.toml")

Definition = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """A file of the product; ``place`` is its path below the house."""

    place: str
    lines: int
    tree: ast.Module

    @property
    def room(self) -> str:
        """The first part of the path: the room, or the file beside the rooms."""
        return self.place.split("/")[0]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the product, with the file it stands in."""

    place: str
    definition: Definition

    @property
    def name(self) -> str:
        """File and function, as exceptions name them."""
        return f"{self.place}::{self.definition.name}"

    @property
    def lines(self) -> int:
        """Lines from ``def`` on, the docstring and what is nested in it included."""
        return (self.definition.end_lineno or 0) - self.definition.lineno + 1

    @property
    def parameters(self) -> list[ast.arg]:
        """Everything that is passed in, in order, without the instance or the class."""
        told = self.definition.args
        listed = [*told.posonlyargs, *told.args, *told.kwonlyargs]
        listed += [one for one in (told.vararg, told.kwarg) if one]
        return [one for one in listed if one.arg not in {"self", "cls"}]


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the product but the generated migrations."""
    paths = (path for path in sorted(HOUSE.rglob("*.py")) if "migrations" not in path.parts)
    return tuple(_read(path) for path in paths)


def _read(path: Path) -> Module:
    source = path.read_text("utf-8")
    place = path.relative_to(HOUSE).as_posix()
    return Module(place, len(source.splitlines()), ast.parse(source))


@cache
def functions() -> tuple[Function, ...]:
    """Every function of the product, nested ones too."""
    return tuple(
        Function(module.place, node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, Definition)
    )


def excepted(kind: str) -> dict[str, int]:
    """What may be larger than its budget, and how large; each has its reason."""
    rows = tomllib.loads(EXCEPTIONS.read_text("utf-8")).get(kind, [])
    assert all(row["reason"].strip() for row in rows)
    return {row["name"]: row["lines"] for row in rows}


def words(name: str) -> Iterator[str]:
    """The words of a name, whether joined by underscores or by capitals."""
    for part in re.split(r"[_\W]+", name):
        yield from (one.lower() for one in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", part))
