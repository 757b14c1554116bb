"""A copy of the database while the program runs, and what proves a copy."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from django.core.management.base import CommandError
from django.db import connection
from django.utils.translation import gettext as _

SQLITE = "database.sqlite3"
POSTGRESQL = "database.dump"


@dataclass(frozen=True, slots=True)
class Proof:
    """What going over a copy gave: how much it holds, and the head of its journal."""

    tables: Mapping[str, int]
    migrations: tuple[str, ...]
    files: Mapping[str, int]
    """Digest → size of every uploaded file that the records name."""
    head: str

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Proof":
        """A proof as ``tuzetu prove`` prints it."""
        return cls(told["tables"], tuple(told["migrations"]), told["files"], told["head"])


def database_name() -> str:
    """The name of the copy inside of a backup."""
    return SQLITE if connection.vendor == "sqlite" else POSTGRESQL


def copy_database(place: Path) -> None:
    """Copy the database as it stands now, whoever writes meanwhile. Raises CommandError."""
    if connection.vendor == "sqlite":
        _copy_sqlite(place)
    else:
        run_tool("pg_dump", "--format=custom", "--file", str(place), address())
        run_tool("pg_restore", "--list", str(place))


def _copy_sqlite(place: Path) -> None:
    source = Path(str(connection.settings_dict["NAME"])).absolute()
    with (
        closing(sqlite3.connect(f"file:{quote(str(source))}?mode=ro", uri=True)) as running,
        closing(sqlite3.connect(place)) as copy,
    ):
        running.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def need_whole_sqlite(place: Path) -> None:
    """Raise CommandError unless every page and every reference of a SQLite file is sound."""
    try:
        with closing(sqlite3.connect(place)) as copy:
            said = [row[0] for row in copy.execute("PRAGMA integrity_check")]
            astray = copy.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as problem:
        said, astray = [str(problem)], []
    if said != ["ok"] or astray:
        raise CommandError(_("The database is damaged: %(what)s") % {"what": said[0]})


def prove(database_url: str) -> Proof:
    """Let a program of its own go over a copy: journal, guards, counts. Raises CommandError."""
    done = _door(database_url, "prove")
    return Proof.read(json.loads(done))


def migrate(database_url: str) -> None:
    """Bring a copy to the records that this release knows."""
    _door(database_url, "migrate", "--no-input", "--verbosity", "0")


def _door(database_url: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tuzetu.management.door", *arguments],
        env=_surroundings(database_url),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CommandError(done.stdout + done.stderr)
    return done.stdout


def _surroundings(database_url: str) -> dict[str, str]:
    told = {name: value for name, value in os.environ.items() if name != "DATABASE_URL_FILE"}
    return told | {"DATABASE_URL": database_url}


def address(name: str = "") -> str:
    """The address of the running PostgreSQL database, or of another one on the same server."""
    told = connection.settings_dict
    person = quote(str(told["USER"]), safe="")
    secret = f":{quote(str(told['PASSWORD']), safe='')}" if told["PASSWORD"] else ""
    place = f"{quote(str(told['HOST'] or 'localhost'), safe='[]:')}:{told['PORT'] or 5432}"
    return urlunsplit(
        ("postgresql", f"{person}{secret}@{place}", f"/{name or told['NAME']}", "", "")
    )


def run_tool(program: str, *arguments: str) -> None:
    """Run a tool of PostgreSQL; the password goes by the environment, not by the command line."""
    secret, shown = "", []
    for one in arguments:
        parts = urlsplit(one)
        if parts.scheme == "postgresql" and parts.password:
            secret = str(connection.settings_dict["PASSWORD"])
            place = f"{parts.username}@{parts.hostname}:{parts.port}"
            shown.append(urlunsplit((parts.scheme, place, parts.path, "", "")))
        else:
            shown.append(one)
    surroundings = os.environ | ({"PGPASSWORD": secret} if secret else {})
    try:
        done = subprocess.run(
            [program, *shown], env=surroundings, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as problem:
        raise CommandError(
            _("The program %(name)s is missing: install the client of the database.")
            % {"name": program}
        ) from problem
    if done.returncode:
        raise CommandError(f"{program}: {done.stderr.strip()}")
