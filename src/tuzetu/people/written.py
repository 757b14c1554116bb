"""Questions asked all the time, written down as SQL once.

Django needs longer to write most questions of a page down than the database to answer them. What
is asked here keeps its SQL; each time only the numbers and days in it are filled in.
"""

from collections.abc import Callable
from copy import copy
from datetime import date, datetime, timedelta
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import QuerySet

P = ParamSpec("P")
R = TypeVar("R")

KEPT = 128
"""Of one question so many kinds are kept; the one not asked for longest is dropped."""

FIRST_NUMBER = 31_000
"""Numbers from here on stand for those told: no question has such a number of its own, and more
than a thousand of them fit the smallest column."""

FIRST_DAY = date.min
"""Days from here on stand for days."""


def written_once(ask: Callable[P, "QuerySet[Any, R]"]) -> Callable[P, list[R]]:
    """The answers to a question that is written down once for each kind of what it is told.

    ``ask`` may be told whole numbers and days, which are filled in, tuples of them, whose length
    decides on the SQL, and anything hashable that decides on the SQL itself. Of what it is told
    it may only compare, and everything it compares must reach the SQL: it is called with blanks.
    Raises TypeError where a value does not reach it at all, and for a moment: it is no day. A
    number may be told that fits the columns of the database; whoever takes one from an address
    looks first.
    """

    @lru_cache(KEPT)
    def written(vendor: str, shape: tuple[Any, ...]) -> _Question:
        return _Question(vendor, ask, shape)

    @wraps(ask)
    def answer(*told: P.args, **named: P.kwargs) -> list[R]:
        if named:
            raise TypeError("a written question is told its values in their order")
        values: list[int | date] = []
        shape = tuple(_shape_of(one, values) for one in told)
        return written(connection.vendor, shape).answered(values)

    return answer


class _Blank:
    """A place in a question where a number or a day is filled in."""


NUMBER, DAY = _Blank(), _Blank()


def _shape_of(told: object, values: list[int | date]) -> object:
    """What of a value decides on the SQL; numbers and days are put aside, to be filled in."""
    if isinstance(told, int) and not isinstance(told, bool):
        values.append(told)
        return NUMBER
    if isinstance(told, datetime):
        raise TypeError("a written question is told days, not moments")
    if isinstance(told, date):
        values.append(told)
        return DAY
    if isinstance(told, tuple):
        return (type(told), *(_shape_of(one, values) for one in told))
    return told


class _Question:
    """A question with its SQL, and where in it each value belongs."""

    def __init__(
        self, vendor: str, ask: Callable[..., "QuerySet[Any, Any]"], shape: tuple[Any, ...]
    ) -> None:
        blanks: list[int | date] = []
        self.rows = ask(*(_blank_of(one, blanks) for one in shape))
        self.compiler = self.rows.query.get_compiler(self.rows.db)
        self.told: list[tuple[Any, int | None]] = []
        try:
            self.sql, told = self.compiler.as_sql()
        except EmptyResultSet:
            self.sql = ""  # nothing can answer it, whatever the values
            return
        finally:
            self.compiler.connection = connection  # what is kept holds no thread's own connection
        places = {_stored(blank): place for place, blank in enumerate(blanks)}
        self.told = [(one, places.get(one) if _may_be_blank(one) else None) for one in told]
        lost = set(range(len(blanks))) - {place for _one, place in self.told}
        if lost:
            raise TypeError(f"values never reach the SQL of {ask.__qualname__} on {vendor}")

    def answered(self, values: list[int | date]) -> list[Any]:
        """Its rows for these values."""
        if not self.sql:
            return []
        filled = [_stored(value) for value in values]
        told = tuple(one if place is None else filled[place] for one, place in self.told)
        compiler = copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_asked, **_named: (self.sql, told)
        converters = self._converters(compiler)
        compiler.get_converters = lambda _columns: converters
        rows = self.rows.all()
        rows.query.get_compiler = lambda *_asked, **_named: compiler  # type: ignore[method-assign]
        return list(rows)

    def _converters(self, compiler: Any) -> dict[int, Any]:  # noqa: ANN401  (Django's own)
        """What makes values of the database those of Python, column by column.

        They belong to the connection of a thread, so they are kept there, not with the question.
        """
        kept = vars(connections[self.rows.db]).setdefault("_converters_kept", WeakKeyDictionary())
        if self not in kept:
            columns = [one[0] for one in compiler.select[: compiler.col_count]]
            kept[self] = type(compiler).get_converters(compiler, columns)
        found: dict[int, Any] = kept[self]
        return found


def _blank_of(shape: object, blanks: list[int | date]) -> object:
    if shape is NUMBER:
        blanks.append(FIRST_NUMBER + len(blanks))
        return blanks[-1]
    if shape is DAY:
        blanks.append(FIRST_DAY + timedelta(days=len(blanks)))
        return blanks[-1]
    if isinstance(shape, tuple):
        kind, *inner = shape
        filled = [_blank_of(one, blanks) for one in inner]
        return kind(filled) if kind is tuple else kind(*filled)
    return shape


def _stored(value: int | date) -> Any:  # noqa: ANN401
    """A value as the database is told it."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _may_be_blank(told: object) -> bool:
    return isinstance(told, int | str | date) and not isinstance(told, bool)
