"""Draws looks quickly: a look's template is read once into functions, then only called.

A page has hundreds of looks, and Django asks for every word of a template anew what kind of thing
it stands for. What is drawn is the same, letter by letter; a tag that is not known here is left
to Django.
"""

from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from operator import contains, eq, ge, gt, le, lt, ne
from re import sub
from typing import Any, Final, TypeAlias

from django.template import Context, Template
from django.template.base import (
    FilterExpression,
    Node,
    TextNode,
    Variable,
    VariableDoesNotExist,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import ForNode, IfNode, TemplateLiteral, WithNode
from django.template.library import SimpleNode
from django.template.loader_tags import IncludeNode
from django.templatetags.i18n import TranslateNode
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

Scope: TypeAlias = dict[str, Any]
"""What loops, `with` and the looks above have named; the page's own names are in the context."""

Draw: TypeAlias = Callable[[Scope, Context], str]
Read: TypeAlias = Callable[[Scope, Context], Any]

MISSING: Final = object()
COMPARED = {
    "==": eq, "!=": ne, ">": gt, ">=": ge, "<": lt, "<=": le,
    "in": lambda one, many: contains(many, one),
    "not in": lambda one, many: not contains(many, one),
    "is": lambda one, other: one is other,
    "is not": lambda one, other: one is not other,
}  # fmt: skip


@cache
def template_of(name: str) -> str:
    """The template of a look, named as its class: ``StationLine`` in ``look/station_line.html``."""
    return f"look/{sub(r'(?<!^)(?=[A-Z])', '_', name).lower()}.html"


def look(context: Context, it: object) -> SafeString:
    """Renders a look with its own template, as `it`; plain words become a paragraph."""
    return SafeString(_look(it, {}, context))


def _look(it: object, scope: Scope, context: Context) -> str:
    if not it:
        return ""
    if isinstance(it, str):
        return format_html("<p>{}</p>", it)
    page = context.template
    assert page is not None, "a look is rendered inside a page"  # noqa: S101
    known = vars(page.engine).setdefault("looks_drawn", {})
    draw: Draw | None = known.get(type(it))
    if draw is None:
        draw = known[type(it)] = drawing_of(
            page.engine.get_template(template_of(type(it).__name__))
        )
    return draw({**scope, "it": it}, context).strip()


def part(context: Context, name: str) -> SafeString:
    """Renders a template that every page has, with the names of the page."""
    page = context.template
    assert page is not None, "a part is rendered inside a page"  # noqa: S101
    known = vars(page.engine).setdefault("parts_drawn", {})
    if name not in known:
        known[name] = drawing_of(page.engine.get_template(name))
    return SafeString(known[name]({}, context))


def drawing_of(template: Template) -> Draw:
    """A template as a function."""
    return _all(template.nodelist)


def _all(nodes: Iterable[Any]) -> Draw:
    parts: tuple[Any, ...] = tuple(_part_of_a_text(node) for node in nodes)
    if len(parts) == 1 and callable(parts[0]):
        only: Draw = parts[0]
        return only
    return lambda scope, context: "".join(
        [part if type(part) is str else part(scope, context) for part in parts]
    )


def _part_of_a_text(node: Node) -> str | Draw:
    return node.s if isinstance(node, TextNode) else _node(node)


def _node(node: Node) -> Draw:
    known = _KNOWN.get(type(node))
    draw = known(node) if known else None
    return draw or _as_django(node)


def _as_django(node: Node) -> Draw:
    """What is not known here: Django draws it, knowing all names."""

    def draw(scope: Scope, context: Context) -> str:
        with context.push(**scope):
            return str(node.render_annotated(context))

    return draw


def _value(node: VariableNode) -> Draw:
    read = _expression(node.filter_expression)

    def draw(scope: Scope, context: Context) -> str:
        value = read(scope, context)
        return "" if value is MISSING else _written(value, context)

    return draw


def _written(value: Any, context: Context) -> str:  # noqa: ANN401
    kind = type(value)
    if kind is str:
        return escape(value)
    return value if kind is SafeString else str(render_value_in_context(value, context))


def _expression(told: Any) -> Read:  # noqa: ANN401  (the stubs tell less than Django does)
    if not told.is_var:
        constant = told.var
        read: Read = lambda _scope, _context: constant  # noqa: E731
    else:
        read = _variable(told.var)
    return _filtered(told, read) if told.filters else read


def _filtered(told: FilterExpression, read: Read) -> Read:
    """Filters are Django's: they are asked with the value in the place of the variable."""

    def filtered(scope: Scope, context: Context) -> Any:  # noqa: ANN401
        value = read(scope, context)
        asked = FilterExpression.__new__(FilterExpression)
        asked.filters, asked.is_var = told.filters, False
        asked.var = "" if value is MISSING else value
        with context.push(**scope):
            return asked.resolve(context)

    return filtered


def _variable(told: Variable) -> Read:
    if told.lookups is None or told.translate:
        return lambda _scope, context: told.resolve(context)
    first, *rest = told.lookups
    if not rest:
        return lambda scope, context: _name(first, scope, context)
    steps = tuple((bit, Variable(f"it.{bit}")) for bit in rest)
    if len(steps) == 1:
        return _attribute(first, *steps[0])

    def read(scope: Scope, context: Context) -> Any:  # noqa: ANN401
        value = _name(first, scope, context)
        for bit, whole in steps:
            if value is MISSING:
                return MISSING
            value = _part(value, bit, whole, context)
        return value

    return read


def _attribute(name: str, bit: str, whole: Variable) -> Read:
    """``it.says`` and the like: what templates ask most, at once if a look is asked."""

    def read(scope: Scope, context: Context) -> Any:  # noqa: ANN401
        value = scope.get(name, MISSING)
        if value is MISSING:
            value = _name(name, scope, context)
            if value is MISSING:
                return MISSING
        if is_plain(type(value)):  # type: ignore[arg-type]  # a type is hashable
            found = getattr(value, bit, MISSING)
            if found is not MISSING and not callable(found):
                return found
        return _part(value, bit, whole, context)

    return read


def _name(name: str, scope: Scope, context: Context) -> Any:  # noqa: ANN401
    value = scope.get(name, MISSING)
    if value is not MISSING:
        return value
    try:
        value = context[name]
    except KeyError:
        return MISSING
    return value() if callable(value) else value


def _part(value: Any, bit: str, whole: Variable, context: Context) -> Any:  # noqa: ANN401
    """A part of a value by its name: at once if it is a plain attribute, else Django's way."""
    kind = type(value)
    if kind is dict:
        found = value.get(bit, MISSING)
    elif is_plain(kind):  # type: ignore[arg-type]  # a type is hashable
        found = getattr(value, bit, MISSING)
    else:
        found = MISSING
    if found is MISSING or callable(found):
        return _slowly(value, whole, context)
    return found


@cache
def is_plain(kind: Any) -> bool:  # noqa: ANN401
    """Whether a value of this type has its parts as attributes alone."""
    return not hasattr(kind, "__getitem__")


def _slowly(value: Any, whole: Variable, context: Context) -> Any:  # noqa: ANN401
    with context.push(it=value):
        try:
            return whole.resolve(context)
        except VariableDoesNotExist:
            return MISSING


def _if(node: IfNode) -> Draw | None:
    ways: list[tuple[Read | None, Draw]] = []
    for condition, nodes in node.conditions_nodelists:
        asked = _condition(condition) if condition is not None else None
        if condition is not None and asked is None:
            return None
        ways.append((asked, _all(nodes)))
    only, then = ways[0]
    if len(ways) == 1 and only is not None:
        return lambda scope, context: then(scope, context) if only(scope, context) else ""
    return _first_of(tuple(ways))


def _first_of(ways: tuple[tuple[Read | None, Draw], ...]) -> Draw:
    def draw(scope: Scope, context: Context) -> str:
        for asked, then in ways:
            if asked is None or asked(scope, context):
                return then(scope, context)
        return ""

    return draw


def _condition(token: Any) -> Read | None:  # noqa: ANN401
    """What an `if` asks; nothing if it asks with an operator that is not known here."""
    if isinstance(token, TemplateLiteral):
        read = _expression(token.value)
        return lambda scope, context: None if (value := read(scope, context)) is MISSING else value
    first = _condition(token.first)
    second = _condition(token.second) if token.second is not None else None
    if first is None or (token.id != "not" and second is None):
        return None
    return _joined(token.id, first, second)


def _joined(sign: str, first: Read, second: Read | None) -> Read | None:
    if second is None:
        return lambda scope, context: not first(scope, context)
    if sign == "and":
        return lambda scope, context: first(scope, context) and second(scope, context)
    if sign == "or":
        return lambda scope, context: first(scope, context) or second(scope, context)
    compare = COMPARED.get(sign)
    return _compared(compare, first, second) if compare else None


def _compared(compare: Callable[[Any, Any], Any], first: Read, second: Read) -> Read:
    def read(scope: Scope, context: Context) -> Any:  # noqa: ANN401
        try:
            return compare(first(scope, context), second(scope, context))
        except TypeError:  # things that do not compare are not the same
            return False

    return read


def _for(node: Any) -> Draw:  # noqa: ANN401  (the stubs tell less than Django does)
    read, body, empty = (
        _expression(node.sequence),
        _all(node.nodelist_loop),
        _all(node.nodelist_empty),
    )
    names = tuple(node.loopvars)

    def draw(scope: Scope, context: Context) -> str:
        values = read(scope, context)
        if values is MISSING or values is None:
            values = ()
        items = list(values)
        if not items:
            return empty(scope, context)
        if node.is_reversed:
            items.reverse()
        turn: Scope = {"parentloop": _known(_name("forloop", scope, context), {})}
        inside = {**scope, "forloop": turn}
        drawn = []
        for at, item in enumerate(items):
            _count(turn, at, len(items))
            inside.update(zip(names, item, strict=True) if len(names) > 1 else ((names[0], item),))
            drawn.append(body(inside, context))
        return "".join(drawn)

    return draw


def _known(value: Any, otherwise: Any) -> Any:  # noqa: ANN401
    return otherwise if value is MISSING else value


def _count(turn: Scope, at: int, total: int) -> None:
    turn["counter0"], turn["counter"] = at, at + 1
    turn["revcounter"], turn["revcounter0"] = total - at, total - at - 1
    turn["first"], turn["last"] = at == 0, at == total - 1


def _with(node: WithNode) -> Draw:
    told, body = _told(node.extra_context), _all(node.nodelist)
    return lambda scope, context: body({**scope, **told(scope, context)}, context)


def _told(extra: dict[str, FilterExpression]) -> Callable[[Scope, Context], Scope]:
    reads = tuple((name, _expression(value)) for name, value in extra.items())
    return lambda scope, context: {name: _known(read(scope, context), "") for name, read in reads}


def _include(node: Any) -> Draw | None:  # noqa: ANN401
    name = node.template.var
    if node.isolated_context or not isinstance(name, str) or name.startswith("."):
        return None
    told = _told(node.extra_context)
    known: list[Draw] = []

    def draw(scope: Scope, context: Context) -> str:
        page = context.template
        assert page is not None, "a look is rendered inside a page"  # noqa: S101
        if not known:
            known.append(drawing_of(page.engine.get_template(name)))
        return known[0]({**scope, **told(scope, context)}, context)

    return draw


def _tag(node: SimpleNode) -> Draw | None:
    """A tag of one function; most of all the tag of a look."""
    if node.target_var is not None or node.kwargs:
        return None
    reads = tuple(_expression(one) for one in node.args)
    if node.func is look and len(reads) == 1:
        only = reads[0]
        return lambda scope, context: _look(_known(only(scope, context), ""), scope, context)
    if node.takes_context:
        return None
    return lambda scope, context: conditional_escape(
        node.func(*[_known(read(scope, context), "") for read in reads])
    )


def _translated(node: TranslateNode) -> Draw | None:
    """Constant words; once in each language."""
    told = node.filter_expression
    if node.asvar or node.message_context or told.filters or told.var.lookups is not None:
        return None
    known: dict[str | None, str] = {}

    def draw(scope: Scope, context: Context) -> str:
        language = get_language()
        if language not in known:
            known[language] = _as_django(node)(scope, context)
        return known[language]

    return draw


_KNOWN: dict[type[Node], Callable[[Any], Draw | None]] = {
    VariableNode: _value,
    IfNode: _if,
    ForNode: _for,
    WithNode: _with,
    IncludeNode: _include,
    SimpleNode: _tag,
    TranslateNode: _translated,
}
