"""Guards inside the database: whoever goes round the program meets them.

They are set by a migration and again at every start, because rebuilding a table on SQLite drops
its triggers without a word.
"""

# ruff: noqa: S608  (the tables are named in the models, never by anybody from outside)

from dataclasses import dataclass

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from tuzetu.journal.models import ChainHead, Entry, EntryCase, EntryContents
from tuzetu.journal.sealing import BEGINNING

ENTRIES = Entry._meta.db_table  # noqa: SLF001  (Django's own word for it)
HEAD = ChainHead._meta.db_table  # noqa: SLF001
NEWEST = f"EXISTS (SELECT 1 FROM {HEAD} h WHERE h.seq + 1 = NEW.entry_id)"
CASES = EntryCase._meta.db_table  # noqa: SLF001
ADDED = f"{NEWEST} AND NOT EXISTS (SELECT 1 FROM {CASES} c WHERE c.id = NEW.id)"
"""SQLite replaces a row of the same number without asking the guard against deleting."""
FOLLOWS = f"EXISTS (SELECT 1 FROM {HEAD} h WHERE h.seq + 1 = NEW.seq AND h.digest = NEW.previous)"
LINKED = (
    f"NEW.id = OLD.id AND EXISTS (SELECT 1 FROM {ENTRIES} e WHERE e.seq = NEW.seq "
    "AND e.seq = OLD.seq + 1 AND e.digest = NEW.digest AND e.previous = OLD.digest)"
)
BEGINS = f"NEW.seq = 0 AND NEW.digest = '{BEGINNING}' AND NOT EXISTS (SELECT 1 FROM {ENTRIES})"
ERASED = "NEW.salt = '' AND NEW.text = '' AND NEW.entry_id = OLD.entry_id"
NEVER = "FALSE"


@dataclass(frozen=True, slots=True)
class Guard:
    """A trigger: what it watches, under which condition that may happen, what it says if not."""

    model: type[models.Model]
    act: str
    allowed: str
    says: str

    @property
    def table(self) -> str:
        """The table watched."""
        return self.model._meta.db_table  # noqa: SLF001

    @property
    def name(self) -> str:
        """The name of the trigger, and on PostgreSQL of its function."""
        return f"{self.table}_{self.act.lower()}_guard"


# fmt: off
GUARDS: tuple[Guard, ...] = (
    Guard(Entry,         "INSERT", FOLLOWS, "journal: an entry follows the last one"),
    Guard(Entry,         "UPDATE", NEVER,   "journal: an entry never changes"),
    Guard(Entry,         "DELETE", NEVER,   "journal: an entry is never deleted"),
    Guard(EntryCase,     "INSERT", ADDED,   "journal: cases come with their entry"),
    Guard(EntryCase,     "UPDATE", NEVER,   "journal: the cases of an entry never change"),
    Guard(EntryCase,     "DELETE", NEVER,   "journal: the cases of an entry are never deleted"),
    Guard(EntryContents, "INSERT", NEWEST,  "journal: contents come with their entry"),
    Guard(EntryContents, "UPDATE", ERASED,  "journal: contents are erased or stay as they are"),
    Guard(EntryContents, "DELETE", NEVER,   "journal: contents are never deleted"),
    Guard(ChainHead,     "INSERT", BEGINS,  "journal: the chain begins with nothing"),
    Guard(ChainHead,     "UPDATE", LINKED,  "journal: the head moves to the next entry only"),
    Guard(ChainHead,     "DELETE", NEVER,   "journal: the chain keeps its head"),
)
# fmt: on

TRUNCATED: tuple[Guard, ...] = tuple(
    Guard(model, "TRUNCATE", NEVER, "journal: the journal is never emptied")
    for model in (Entry, EntryCase, EntryContents, ChainHead)
)
"""PostgreSQL alone can empty a table without deleting its rows."""


def install(connection: BaseDatabaseWrapper) -> list[str]:
    """Set every guard that is missing or not as it should be; return their names."""
    absent = set(missing(connection))
    if absent and _on_postgresql(connection):
        connection.check_constraints()  # checks put off would bar a change of the table
    with connection.cursor() as cursor:
        for guard in _guards(connection):
            if guard.name in absent:
                for statement in _setting(connection, guard):
                    cursor.execute(statement)
    return sorted(absent)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the guards away: for migrations that rebuild the tables, and for emptying tests."""
    with connection.cursor() as cursor:
        for guard in _guards(connection):
            cursor.execute(_dropping(connection, guard))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The guards that are not there, switched off, or not as they should be."""
    standing = _standing(connection)
    wanted = {guard.name: _body(connection, guard) for guard in _guards(connection)}
    return sorted(name for name, body in wanted.items() if standing.get(name) != body)


def _on_postgresql(connection: BaseDatabaseWrapper) -> bool:
    return connection.vendor == "postgresql"


def _guards(connection: BaseDatabaseWrapper) -> tuple[Guard, ...]:
    return GUARDS + TRUNCATED if _on_postgresql(connection) else GUARDS


def _body(connection: BaseDatabaseWrapper, guard: Guard) -> str:
    """What the database keeps of a guard: its whole text, on PostgreSQL that of its function."""
    if _on_postgresql(connection):
        row = "OLD" if guard.act == "DELETE" else "NEW"
        return (
            f"BEGIN IF NOT ({guard.allowed}) THEN RAISE EXCEPTION '{guard.says}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END"
        )
    return (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.act} ON {guard.table} "
        f"WHEN NOT ({guard.allowed}) BEGIN SELECT RAISE(ABORT, '{guard.says}'); END"
    )


def _setting(connection: BaseDatabaseWrapper, guard: Guard) -> list[str]:
    if not _on_postgresql(connection):
        return [_dropping(connection, guard), _body(connection, guard)]
    each = "STATEMENT" if guard.act == "TRUNCATE" else "ROW"
    function = (
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql "
        f"AS $guard${_body(connection, guard)}$guard$"
    )
    trigger = (
        f"CREATE OR REPLACE TRIGGER {guard.name} BEFORE {guard.act} ON {guard.table} "
        f"FOR EACH {each} EXECUTE FUNCTION {guard.name}()"
    )
    return [function, trigger, f"ALTER TABLE {guard.table} ENABLE TRIGGER {guard.name}"]


def _dropping(connection: BaseDatabaseWrapper, guard: Guard) -> str:
    place = f" ON {guard.table}" if _on_postgresql(connection) else ""
    return f"DROP TRIGGER IF EXISTS {guard.name}{place}"


def _standing(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers that are there and switched on, with their bodies."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    if _on_postgresql(connection):
        query = (
            "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "JOIN pg_class c ON c.oid = t.tgrelid WHERE pg_table_is_visible(c.oid) "
            "AND t.tgenabled IN ('O', 'A')"
        )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())
