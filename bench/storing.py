"""Rows written past Django's objects, but by the columns and converters of its models."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

AT_ONCE = 5000
AS_THEY_ARE = frozenset({int, str, bool, type(None)})
MOMENTS = frozenset({date, datetime})


class Drawer:
    """The rows of one model, kept until there are enough of them, under keys counted here."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self.fields: Sequence[Any] = model._meta.concrete_fields
        self.names = [one.attname for one in self.fields]
        self.otherwise = {
            one.attname: one.get_db_prep_save(one.get_default(), connection)
            for one in self.fields
            if one.has_default() or not one.primary_key
        }
        self.key = model._meta.pk.attname
        self.plain = connection.vendor == "postgresql"
        self.last = 0
        self.rows: list[tuple[Any, ...]] = []

    def put(self, **values: Any) -> int:
        """Keep a row; its key."""
        if self.key not in values:
            self.last += 1
            values[self.key] = self.last
        unknown = values.keys() - set(self.names)
        if unknown:
            raise TypeError(f"{self.model.__name__} has no {sorted(unknown)}")
        told = {name: self._stored(name, value) for name, value in values.items()}
        row = self.otherwise | told
        self.rows.append(tuple([row[name] for name in self.names]))
        if len(self.rows) >= AT_ONCE:
            self.write()
        return self.last

    def _stored(self, name: str, value: Any) -> Any:
        """A value as the database takes it; most are taken as they are."""
        kind = type(value)
        if kind in AS_THEY_ARE or (self.plain and kind in MOMENTS):
            return value
        if kind is date:
            return value.isoformat()
        if kind is datetime:
            return connection.ops.adapt_datetimefield_value(value)
        return self.model._meta.get_field(name).get_db_prep_save(value, connection)

    def write(self) -> None:
        """Write what is kept."""
        if not self.rows:
            return
        write = _copy if connection.vendor == "postgresql" else _insert
        write(self.model, self.fields, self.rows)
        self.rows.clear()


def _insert(model: type[Model], fields: Sequence[Any], rows: Iterable[Any]) -> None:
    columns = ", ".join(f'"{one.column}"' for one in fields)
    marks = ", ".join("%s" for _one in fields)
    statement = f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


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
