# ruff: noqa: S608  (the attacks are written as an attacker would write them)
"""The database itself refuses whoever goes round the program."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.models import F

from tests.journal.conftest import Scribe
from tuzetu.journal import triggers
from tuzetu.journal.chain import InstantText, verify
from tuzetu.journal.models import ChainHead, Entry, EntryCase, EntryContents

E, C, T, H = (model._meta.db_table for model in (Entry, EntryCase, EntryContents, ChainHead))
A64 = "a" * 64
COLUMNS = "seq, code, clause, subject_kind, subject_id, at, commitment, previous, digest"
FORBIDDEN = [
    f"UPDATE {E} SET code = 'x' WHERE seq = 2",
    f"UPDATE {E} SET seq = 9 WHERE seq = 3",
    f"DELETE FROM {E} WHERE seq = 3",
    f"INSERT INTO {E} ({COLUMNS}) VALUES (9, 'x', '', 'case', 1, '2026-01-01', '', '', '')",
    f"INSERT INTO {E} ({COLUMNS}) VALUES (4, 'x', '', 'case', 1, '2026-01-01', '', '{A64}', '')",
    f"UPDATE {C} SET case_id = 1 WHERE entry_id = 1",
    f"DELETE FROM {C}",
    f"INSERT INTO {C} (entry_id, case_id) VALUES (1, 8)",
    f"UPDATE {T} SET text = 'x' WHERE entry_id = 1",
    f"UPDATE {T} SET salt = '' WHERE entry_id = 1",
    f"UPDATE {T} SET salt = '', text = '', entry_id = 9 WHERE entry_id = 1",
    f"DELETE FROM {T}",
    f"INSERT INTO {T} (entry_id, salt, text) VALUES (3, '', '')",
    f"UPDATE {H} SET seq = 2",
    f"UPDATE {H} SET digest = '{A64}'",
    f"UPDATE {H} SET seq = 4, digest = '{A64}'",
    f"DELETE FROM {H}",
    f"INSERT INTO {H} (id, seq, digest) VALUES (2, 0, '{'0' * 64}')",
]
ON_SQLITE = [
    f"REPLACE INTO {E} ({COLUMNS}) VALUES (3, 'x', '', 'case', 1, '2026-01-01', '', '', '')",
    f"REPLACE INTO {T} (entry_id, salt, text) VALUES (3, '', '')",
    f"UPDATE OR REPLACE {E} SET seq = 1 WHERE seq = 2",
    f"REPLACE INTO {C} (id, entry_id, case_id) SELECT min(id), 4, 8 FROM {C}",
]
ON_POSTGRESQL = [f"TRUNCATE {E} CASCADE", f"TRUNCATE {C}", f"TRUNCATE {T}", f"TRUNCATE {H}"]
FOR_ONE = {"sqlite": ON_SQLITE, "postgresql": ON_POSTGRESQL}


@pytest.mark.usefixtures("guarded")
def test_nothing_written_can_be_changed(scribe: Scribe) -> None:
    scribe(3)
    connection.check_constraints()

    for statement in FORBIDDEN + FOR_ONE[connection.vendor]:
        with pytest.raises(IntegrityError, match="journal: "), transaction.atomic():
            _run(statement)
    assert verify() == []


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("guarded")
def test_the_next_entry_is_still_written(scribe: Scribe) -> None:
    scribe(3)

    scribe(2)

    assert Entry.objects.count() == 5


@pytest.mark.usefixtures("guarded")
def test_contents_may_be_emptied_together(scribe: Scribe) -> None:
    scribe(2)

    _run(f"UPDATE {T} SET salt = '', text = '' WHERE entry_id = 1")

    assert EntryContents.objects.get(entry=1).text == ""


def test_missing_guards_are_named_and_set_again(db: None) -> None:
    triggers.remove(connection)
    everything = triggers.missing(connection)
    triggers.install(connection)
    assert triggers.missing(connection) == []

    _drop(f"{E}_update_guard", E)

    assert triggers.missing(connection) == [f"{E}_update_guard"]
    assert triggers.install(connection) == [f"{E}_update_guard"]
    assert triggers.install(connection) == []
    assert len(everything) >= len(triggers.GUARDS)


def _drop(name: str, table: str) -> None:
    place = f" ON {table}" if connection.vendor == "postgresql" else ""
    _run(f"DROP TRIGGER {name}{place}")


@pytest.mark.usefixtures("guarded")
def test_a_guard_made_toothless_is_missed() -> None:
    if connection.vendor == "postgresql":
        _run(f"ALTER TABLE {E} DISABLE TRIGGER {E}_delete_guard")
    else:
        _drop(f"{E}_delete_guard", E)
        _run(f"CREATE TRIGGER {E}_delete_guard BEFORE DELETE ON {E} BEGIN SELECT 1; END")

    assert triggers.missing(connection) == [f"{E}_delete_guard"]
    triggers.install(connection)
    assert triggers.missing(connection) == []


@pytest.mark.usefixtures("guarded")
def test_a_rebuilt_table_gets_its_guards_back() -> None:
    with connection.cursor() as cursor:
        triggers.remove(connection)
        cursor.execute(f"ALTER TABLE {E} ADD COLUMN later integer")

    triggers.install(connection)

    assert triggers.missing(connection) == []


def test_what_postgresql_is_asked_reads_the_same_on_either_database() -> None:
    postgresql = DatabaseWrapper({"NAME": "never connected", "TIME_ZONE": None}, "asked")
    emptied = triggers.TRUNCATED[0]

    function, trigger, switched_on = triggers._setting(postgresql, emptied)
    moment = Entry.objects.annotate(told=InstantText(F("at"))).values("told").query

    assert f"CREATE OR REPLACE FUNCTION {emptied.name}() RETURNS trigger" in function
    assert f"RAISE EXCEPTION '{emptied.says}'" in function
    assert f"BEFORE TRUNCATE ON {E} FOR EACH STATEMENT EXECUTE" in trigger
    assert switched_on == f"ALTER TABLE {E} ENABLE TRIGGER {emptied.name}"
    assert triggers._dropping(postgresql, emptied) == (
        f"DROP TRIGGER IF EXISTS {emptied.name} ON {E}"
    )
    asked, _told = moment.get_compiler(connection=postgresql).as_sql()
    assert f"""TO_CHAR("{E}"."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')""" in asked
