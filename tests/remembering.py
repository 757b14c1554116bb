"""A scene that was set once in a process is remembered: laid out again instead of played.

What a scene leaves in the database depends on what stood there before and on what was told. So
where both are the same as once before, the rows that it left are written again, letter by letter;
in every other case the scene is played through the product's steps. A test whose scene differs in
one row plays it anew.
"""

# ruff: noqa: S608  (the tables are named in the models)

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache, wraps
from hashlib import sha256
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

Asked = ParamSpec("Asked")
Left = TypeVar("Left")

Place = tuple[str, str]
"""A table and a row's key in it."""

Contents = Mapping[Place, str]
"""Every row of the records, written as the database would read it in."""

ROW_ENDS = "\x1e\x1e"
"""Between rows told at once: an array would be written with every quotation mark doubled."""

APART = frozenset({"django_content_type", "auth_permission", "auth_group"})
"""Tables of the framework that no scene touches."""


class SamenessUnknownError(Exception):
    """Something was told whose sameness cannot be judged: a file, say."""


@dataclass(frozen=True)
class Scene:
    """What a scene changed, and what it gave back."""

    written: Contents
    gone: frozenset[Place]
    left: Any


_SET: dict[Any, Scene] = {}


def remembered(play: Callable[Asked, Left]) -> Callable[Asked, Left]:
    """A function that sets a scene: played once from the same contents with the same answers."""

    @wraps(play)
    def set_scene(*told: Asked.args, **named: Asked.kwargs) -> Left:
        try:
            answers = (_same(told), _same(named))
        except SamenessUnknownError:
            return play(*told, **named)
        before = contents()
        stands = (play, answers, _mark(before))
        if stands in _SET:
            return _laid_out(_SET[stands])
        left = play(*told, **named)
        _SET[stands] = _difference(before, contents(), left)
        return left

    return set_scene


def forget() -> None:
    """Nothing is remembered: the rules by which scenes are played are others from now on."""
    _SET.clear()


def keys_begin_anew() -> None:
    """Emptied tables of SQLite count from one again, so that the scenes of a test begin alike.

    PostgreSQL never gives a key twice; there the rows laid out again would stand in the way.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM sqlite_sequence")


def _same(told: Any) -> Any:  # noqa: ANN401
    """What was told, so that two answers are equal exactly if they say the same."""
    if isinstance(told, Model):
        return (type(told), told.pk)
    if is_dataclass(told) and not isinstance(told, type):
        return (type(told), *(_same(getattr(told, one.name)) for one in fields(told)))
    if isinstance(told, Mapping):
        return tuple((name, _same(value)) for name, value in told.items())
    if isinstance(told, list | tuple):
        return (type(told), *(_same(one) for one in told))
    if isinstance(told, Enum):
        return (type(told), told.name)
    if isinstance(told, str | int | float | None) or type(told).__module__ == "datetime":
        return (type(told), told)
    raise SamenessUnknownError


def _mark(stands: Contents) -> str:
    return sha256(repr(sorted(stands.items())).encode()).hexdigest()


def _difference(before: Contents, after: Contents, left: Any) -> Scene:  # noqa: ANN401
    written = {place: row for place, row in after.items() if before.get(place) != row}
    gone = frozenset(place for place, row in before.items() if after.get(place) != row)
    return Scene(written, gone, _as_told(left))


def _laid_out(scene: Scene) -> Any:  # noqa: ANN401
    _write(scene)
    return _read(scene.left, _found(scene.left))


@dataclass(frozen=True)
class _Kept:
    """A record that a scene gave back: it is read anew for every test."""

    kind: type[Model]
    pk: Any


def _as_told(left: Any) -> Any:  # noqa: ANN401
    if isinstance(left, Model):
        return _Kept(type(left), left.pk)
    if is_dataclass(left) and not isinstance(left, type):
        return (type(left), {one.name: _as_told(getattr(left, one.name)) for one in fields(left)})
    return left


Found = Mapping[type[Model], Mapping[Any, Model]]


def _found(left: Any) -> Found:  # noqa: ANN401
    """What a scene gave back, read from each table at once."""
    wanted: dict[type[Model], list[Any]] = {}
    for one in _kept_in(left):
        wanted.setdefault(one.kind, []).append(one.pk)
    return {kind: kind._base_manager.in_bulk(keys) for kind, keys in wanted.items()}


def _kept_in(left: Any) -> Iterator[_Kept]:  # noqa: ANN401
    if isinstance(left, _Kept):
        yield left
    elif _is_told(left):
        for part in left[1].values():
            yield from _kept_in(part)


def _read(left: Any, found: Found) -> Any:  # noqa: ANN401
    if isinstance(left, _Kept):
        return found[left.kind][left.pk]
    if _is_told(left):
        kind, parts = left
        return kind(**{name: _read(part, found) for name, part in parts.items()})
    return left


def _is_told(left: Any) -> bool:  # noqa: ANN401
    return isinstance(left, tuple) and bool(left) and isinstance(left[0], type)


@dataclass(frozen=True)
class Table:
    """A table of the records: its key and its columns."""

    name: str
    key: str
    columns: tuple[str, ...]


@cache
def tables() -> tuple[Table, ...]:
    """Every table that a scene may touch."""
    return tuple(
        Table(
            one._meta.db_table,
            one._meta.pk.column,
            tuple(field.column for field in one._meta.local_concrete_fields),
        )
        for one in apps.get_models(include_auto_created=True)
        if one._meta.managed and one._meta.db_table not in APART
    )


def contents() -> Contents:
    """Every row that stands in the records now."""
    with connection.cursor() as cursor:
        cursor.execute(_asking())
        return {(table, key): row for table, key, row in cursor.fetchall()}


@cache
def _asking() -> str:
    return " UNION ALL ".join(
        f"SELECT '{table.name}', {_as_text(table.key)}, {_row(table)} FROM {table.name}"
        for table in tables()
    )


def _row(table: Table) -> str:
    if connection.vendor == "sqlite":
        return " || ',' || ".join(f'quote("{column}")' for column in table.columns)
    return f"{table.name}::text"


def _as_text(key: str) -> str:
    return f'quote("{key}")' if connection.vendor == "sqlite" else f'"{key}"::text'


def _write(scene: Scene) -> None:
    """The guards of the journal stand aside meanwhile: they would see entries out of their turn."""
    write = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    with transaction.atomic(), connection.cursor() as cursor:
        write(cursor, scene)


def _on_sqlite(cursor: Any, scene: Scene) -> None:  # noqa: ANN401
    touched = {table for table, _key in {*scene.written, *scene.gone}}
    cursor.execute("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'")
    guards = [guard for table, *guard in cursor.fetchall() if table in touched]
    for name, _ in guards:
        cursor.execute(f"DROP TRIGGER {name}")
    for table, keys in _by_table(dict.fromkeys(scene.gone, "")).items():
        cursor.execute(f'DELETE FROM {table.name} WHERE "{table.key}" IN ({", ".join(keys)})')
    for table, rows in _by_table(scene.written).items():
        columns = ", ".join(f'"{column}"' for column in table.columns)
        told = ", ".join(f"({row})" for row in rows.values())
        cursor.execute(f"INSERT INTO {table.name} ({columns}) VALUES {told}")
    for _, guard in guards:
        cursor.execute(guard)


def _on_postgresql(cursor: Any, scene: Scene) -> None:  # noqa: ANN401
    cursor.execute("SET session_replication_role = replica")
    for table, rows in _by_table(dict.fromkeys(scene.gone, "")).items():
        away = f'DELETE FROM {table.name} WHERE "{table.key}"::text = ANY(%s)'
        cursor.execute(away, [list(rows)])
    for table, rows in _by_table(scene.written).items():
        read = f"SELECT unnest(string_to_array(%s, %s))::{table.name} AS told"
        cursor.execute(
            f"INSERT INTO {table.name} SELECT (told).* FROM ({read}) AS rows",
            [ROW_ENDS.join(rows.values()), ROW_ENDS],
        )
    cursor.execute("SET session_replication_role = origin")


def _by_table(rows: Contents) -> dict[Table, dict[str, str]]:
    known = {table.name: table for table in tables()}
    sorted_out: dict[Table, dict[str, str]] = {}
    for (name, key), row in rows.items():
        sorted_out.setdefault(known[name], {})[key] = row
    return sorted_out
