"""Rows written past Django's objects, but by the columns and converters of its models."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

AT_ONCE = 5000
NOT_GIVEN = object()


class Drawer:
    """The rows of one model, kept until there are enough of them, under keys counted here."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self.fields: Sequence[Any] = model._meta.concrete_fields
        self.last = 0
        self.rows: list[tuple[Any, ...]] = []

    def put(self, **values: Any) -> int:
        """Keep a row; its key."""
        key = self.model._meta.pk
        if key.attname not in values:
            self.last += 1
            values[key.attname] = self.last
        self.rows.append(tuple(values.pop(one.attname, NOT_GIVEN) for one in self.fields))
        if values:
            raise TypeError(f"{self.model.__name__} has no {sorted(values)}")
        if len(self.rows) >= AT_ONCE:
            self.write()
        return self.last

    def write(self) -> None:
        """Write what is kept."""
        if not self.rows:
            return
        write = _copy if connection.vendor == "postgresql" else _insert
        write(self.model, self.fields, (self._stored(row) for row in self.rows))
        self.rows.clear()

    def _stored(self, row: tuple[Any, ...]) -> list[Any]:
        return [
            one.get_db_prep_save(one.get_default() if value is NOT_GIVEN else value, connection)
            for one, value in zip(self.fields, row, strict=True)
        ]


def _insert(model: type[Model], fields: Sequence[Any], rows: Iterable[Any]) -> None:
    columns = ", ".join(f'"{one.column}"' for one in fields)
    marks = ", ".join("%s" for _one in fields)
    statement = f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))


def _copy(model: type[Model], fields: Sequence[Any], rows: Iterable[Any]) -> None:
    columns = ", ".join(f'"{one.column}"' for one in fields)
    with connection.cursor() as cursor:
        statement = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
        with cursor.cursor.copy(statement) as copying:
            for row in rows:
                copying.write_row(row)


def count_on(models: Iterable[type[Model]]) -> None:
    """Let the database count keys on from the last one written."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)


def know_the_sizes() -> None:
    """Tell the planner of the database how much there is, as its own housekeeping would."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def slices(rows: Iterable[Any], size: int) -> Iterable[list[Any]]:
    """Some rows at a time."""
    source = iter(rows)
    while part := list(islice(source, size)):
        yield part
