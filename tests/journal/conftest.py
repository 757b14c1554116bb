"""A clerk who writes entries, and the guards of the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from tuzetu.journal import triggers
from tuzetu.journal.models import ChainHead, Entry, EntryCase, EntryContents
from tuzetu.journal.writing import append
from tuzetu.people.person import Person, written
from tuzetu.people.unit import Unit

MONDAY = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
Scribe = Callable[[int], list[Entry]]


@pytest.fixture
def clerk(db: None) -> Person:
    return written(Person(login="clerk", surname="Ғабитова", given_name="Әсел"))


@pytest.fixture
def scribe(clerk: Person) -> Scribe:
    """Writes so many entries, one a minute; in two cases, in one, or in none."""

    def write(count: int) -> list[Entry]:
        first = Entry.objects.count()
        return [_write_one(number, clerk) for number in range(first, first + count)]

    return write


def _write_one(number: int, by: Person) -> Entry:
    cases = [7, 9] if number % 3 == 0 else [7]
    with transaction.atomic():
        return append(
            code="take_note",
            clause="27.2",
            subject_kind="case",
            subject_id=7,
            cases=[] if number % 5 == 4 else cases,
            by=by if number % 2 else None,
            on_behalf_of=None,
            at=MONDAY + timedelta(minutes=number, microseconds=number % 2),
            reason=f"Себебі {number}",
            changes={"title": (f"{number}", f"{number + 1}")},
        )


@pytest.fixture
def guarded(db: None) -> None:
    """The guards stand until the test is rolled back."""
    triggers.install(connection)


@pytest.fixture
def openly_guarded(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """The guards stand while several connections write; then the tables can be emptied again."""
    with _writable_by_many(tmp_path / "together.sqlite3"):
        triggers.install(connection)
        yield
        triggers.remove(connection)


@contextmanager
def _writable_by_many(place: Path) -> Iterator[None]:
    """SQLite in memory cannot be written by several connections at once; a file can."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    in_memory, name = connections[connection.alias], connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(place)
    connections[connection.alias] = connections.create_connection(connection.alias)
    with connection.schema_editor() as tables:
        for model in (Unit, Person, ChainHead, Entry, EntryContents, EntryCase):
            tables.create_model(model)
    yield
    connection.close()
    connections[connection.alias] = in_memory
    connection.settings_dict["NAME"] = name
