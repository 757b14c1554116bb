"""The room in which an office's own template is filled: it can read words and repeat rows.

A template is a small program written by somebody else. Here it may name what stands on the
sheet, go over rows, and choose; it cannot call, count on, import, or reach anything of the
program, and the work it may cause is bounded by the size of what is printed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import (
    StrictUndefined,
    TemplateError,
    TemplateRuntimeError,
    TemplateSyntaxError,
    Undefined,
    nodes,
)
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment

from tuzetu.paperwork.voice import Sheet, Value

LANGUAGE = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.Getattr,
    nodes.Getitem, nodes.For, nodes.If, nodes.CondExpr, nodes.And, nodes.Or, nodes.Not,
    nodes.Compare, nodes.Operand, nodes.Filter,
)  # fmt: skip
"""Everything of the template language that a form needs."""

ROUNDS = 20
"""How often a template may go over everything that is printed."""
FEW_ROUNDS = 2_000
LONGEST = 60_000_000
"""Characters of a filled part; a log of ten thousand rows takes a third of it."""


class TemplateRefusedError(TemplateError):
    """The template does something that a form does not need, or too much of it."""


@dataclass(slots=True)
class Allowance:
    """The rounds of loops that are left for one filling."""

    left: int

    def spend(self, rows: Iterable[object]) -> Iterator[object]:
        """The same rows, each paid for."""
        for row in rows:
            self.left -= 1
            if self.left < 0:
                raise TemplateRefusedError("the loops go round too often")
            yield row


class FormEnvironment(SandboxedEnvironment):
    """Jinja's sandbox, narrowed: few constructs, no calls, keys of the sheet only."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_text)
        self.allowance = Allowance(ROUNDS * _weight(sheet) + FEW_ROUNDS)
        self.globals.clear()
        self.tests.clear()
        self.filters = {"each": _each, "upper": str.upper, "paid": self.allowance.spend}
        self.concat = _bounded  # type: ignore[method-assign]

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's own hook, called in this shape
    ) -> str:
        """Look at a template before it is compiled, and make its loops pay for their rounds."""
        for node in source.find_all(nodes.Node):
            _admit(node)
        for loop in list(source.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, "paid", [], [], None, None, lineno=loop.lineno)
            loop.iter.set_environment(self)
        return super()._generate(source, name, filename, defer_init)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        """A key of the sheet or a place in a loop; no attribute of anything else."""
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext):
            return super().getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401
        """A row or a heading by its place; the rest as `getattr`."""
        if isinstance(obj, list) and isinstance(argument, int) and argument < len(obj):
            return obj[argument]
        return self.getattr(obj, str(argument))


def _admit(node: nodes.Node) -> None:
    if not isinstance(node, LANGUAGE):
        name = type(node).__name__.lower()
        raise TemplateSyntaxError(f"“{name}” is not part of the form's language", node.lineno)
    if isinstance(node, nodes.For) and node.recursive:
        raise TemplateSyntaxError("a loop cannot call itself", node.lineno)


def _text(value: Any) -> Any:  # noqa: ANN401
    """What may be printed: words and numbers; rows and parts of the sheet are no text."""
    if isinstance(value, str | int | Undefined) and not isinstance(value, bool):
        return value
    raise TemplateRuntimeError(f"“{type(value).__name__}” is not a text")


def _each(fields: Mapping[str, Value] | list[Value]) -> list[Value]:
    """The fields of a part of the report, in the order of the form."""
    return list(fields.values()) if isinstance(fields, Mapping) else fields


def _bounded(pieces: Iterable[str]) -> str:
    length, kept = 0, []
    for piece in pieces:
        length += len(piece)
        if length > LONGEST:
            raise TemplateRefusedError("the result is too long")
        kept.append(piece)
    return "".join(kept)


def _weight(value: Value) -> int:
    """How many rows and fields there are to go over."""
    if isinstance(value, Mapping):
        return len(value) + sum(_weight(item) for item in value.values())
    return len(value) + sum(_weight(item) for item in value) if isinstance(value, list) else 0
