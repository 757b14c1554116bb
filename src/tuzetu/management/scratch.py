"""A database beside the running one, on the same PostgreSQL server, to try a backup in."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from tuzetu.management.snapshot import address, run_tool


@contextmanager
def restored_copy(dump: Path) -> Iterator[str]:
    """The address of a database restored from the dump; gone afterwards. Raises CommandError."""
    with created_beside() as name:
        fill(name, dump)
        yield address(name)


@contextmanager
def created_beside() -> Iterator[str]:
    """The name of a new, empty database, gone afterwards unless it was exchanged.

    Raises CommandError where the operator may not create one.
    """
    name = f"tuzetu_scratch_{secrets.token_hex(4)}"
    try:
        _on_the_server(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
    except DatabaseError as problem:
        raise CommandError(
            _("A backup is proved in a database of its own; give its user the right %(right)s.")
            % {"right": "CREATEDB"}
        ) from problem
    try:
        yield name
    finally:
        _on_the_server(f'DROP DATABASE IF EXISTS "{name}"')


def fill(name: str, dump: Path) -> None:
    """Restore the dump into the database, whole or not at all."""
    run_tool(
        *("pg_restore", "--single-transaction", "--no-owner", "--no-privileges"),
        *("--dbname", address(name), str(dump)),
    )


def exchange(name: str, *, kept_as: str) -> None:
    """Let the database take the name of the running one, which is kept under another name."""
    here = str(connection.settings_dict["NAME"])
    connection.close()
    _on_the_server(
        f'ALTER DATABASE "{here}" RENAME TO "{here}-{kept_as}"; '
        f'ALTER DATABASE "{name}" RENAME TO "{here}"'
    )


def _on_the_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:  # noqa: SLF001  (of no database in particular)
        cursor.execute(statement)
