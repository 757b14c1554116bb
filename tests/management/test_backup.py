"""Backup and restore, tried on whole installations by the very commands that an operator runs."""

import json
import os
import secrets
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from tuzetu.management.in_use import in_use
from tuzetu.management.snapshot import address

EVIDENCE = "Хаттама № 4".encode()
DIGEST = sha256(EVIDENCE).hexdigest()
ENTERING = f"""
from django.utils import timezone
from tuzetu.dossier.evidence import StoredFile
StoredFile.objects.create(
    digest="{DIGEST}", size={len(EVIDENCE)}, media_type="text/plain", stored_at=timezone.now()
)
"""
COUNTING = "from tuzetu.people.person import Person; print(Person.objects.count())"


@dataclass(frozen=True)
class Installation:
    """A folder and a database of its own."""

    var: Path
    database_url: str

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """``tuzetu`` with these arguments."""
        told = {"TUZETU_VAR": str(self.var), "DATABASE_URL": self.database_url, "LANG": "en_US"}
        return subprocess.run(
            [sys.executable, "-m", "tuzetu.management.door", *arguments],
            env=os.environ | told,
            capture_output=True,
            text=True,
            check=False,
        )

    def must(self, *arguments: str) -> str:
        """The same, which has to succeed; what it printed."""
        done = self.run(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @property
    def evidence(self) -> Path:
        """Where the uploaded file lies."""
        return self.var / "files" / DIGEST[:2] / DIGEST

    def people(self) -> int:
        """How many people are entered."""
        return int(self.must("shell", "--no-imports", "-c", COUNTING))


Founding = Callable[[str], Installation]


@pytest.fixture
def founding(tmp_path: Path, db: None) -> Iterator[Founding]:
    """Founds empty installations by name, on the database that the run is about."""
    databases: list[str] = []

    def found(name: str) -> Installation:
        var = tmp_path / name
        var.mkdir()
        if connection.vendor == "sqlite":
            return Installation(var, f"sqlite:///{var / 'tuzetu.sqlite3'}")
        database = f"backup_{name}_{secrets.token_hex(4)}"
        databases.append(database)
        _on_the_server(f'CREATE DATABASE "{database}"')
        return Installation(var, address(database))

    yield found
    for database in databases:
        with connection._nodb_cursor() as cursor:
            cursor.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{database}%"]
            )
            left = [row[0] for row in cursor.fetchall()]
        for one in left:
            _on_the_server(f'DROP DATABASE "{one}"')


def _on_the_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def lived_in(founding: Founding) -> Installation:
    """An installation with a person, an entry of the journal and an uploaded file."""
    made = founding("lived_in")
    made.must("migrate", "-v", "0")
    made.must("user", "create", "aigerim", "Оспанова", "Айгерім")
    made.must("shell", "--no-imports", "-c", ENTERING)
    made.evidence.parent.mkdir(parents=True)
    made.evidence.write_bytes(EVIDENCE)
    return made


def backup_of(made: Installation) -> Path:
    """The one file that a backup makes."""
    made.must("backup")
    (found,) = (made.var / "backups").iterdir()
    return found


def test_everything_comes_back(lived_in: Installation, founding: Founding) -> None:
    packed = backup_of(lived_in)
    other = founding("other")

    told = other.must("restore", str(packed))

    assert "Restored and proved" in told
    assert other.people() == 1
    assert other.evidence.read_bytes() == EVIDENCE
    assert other.must("verify", "--language", "en") == lived_in.must("verify", "--language", "en")


def test_a_backup_is_for_its_owner_alone_and_leaves_nothing_half_made(
    lived_in: Installation,
) -> None:
    packed = backup_of(lived_in)
    with tarfile.open(packed) as read:
        manifest = json.load(read.extractfile("manifest.json") or pytest.fail("no manifest"))

    assert packed.stat().st_mode & 0o777 == 0o600
    assert manifest["database"] == connection.vendor
    assert manifest["proof"]["tables"]["tuzetu_person"] == 1
    assert manifest["proof"]["files"] == {DIGEST: len(EVIDENCE)}


def test_what_stands_there_is_moved_aside_and_only_when_asked(
    lived_in: Installation,
) -> None:
    packed = backup_of(lived_in)
    lived_in.must("user", "create", "dauren", "Сейітов", "Дәурен")

    refused = lived_in.run("restore", str(packed))
    assert refused.returncode != 0
    assert "--replace" in refused.stderr
    assert lived_in.people() == 2

    lived_in.must("restore", str(packed), "--replace")

    (aside,) = lived_in.var.glob("replaced-*")
    assert lived_in.people() == 1
    assert (aside / "files" / DIGEST[:2] / DIGEST).read_bytes() == EVIDENCE


def test_a_damaged_backup_is_refused_and_nothing_is_touched(
    lived_in: Installation, founding: Founding
) -> None:
    packed = backup_of(lived_in)
    whole = packed.read_bytes()
    with tarfile.open(packed) as read:
        places = [one.offset_data + one.size // 2 for one in read.getmembers()]
    other = founding("other")

    for place in places:
        packed.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        assert other.run("restore", str(packed)).returncode != 0
        assert not (other.var / "files").exists()


def test_a_backup_cut_short_is_refused(lived_in: Installation, founding: Founding) -> None:
    packed = backup_of(lived_in)
    with tarfile.open(packed) as read:
        last = read.getmembers()[-1]
    packed.write_bytes(packed.read_bytes()[: last.offset])

    assert founding("other").run("restore", str(packed)).returncode != 0


def test_a_missing_or_damaged_upload_is_named(lived_in: Installation) -> None:
    lived_in.evidence.write_bytes(b"changed")
    damaged = lived_in.run("backup")
    lived_in.evidence.unlink()
    missing = lived_in.run("backup")

    assert (damaged.returncode, missing.returncode) == (1, 1)
    assert DIGEST in damaged.stderr
    assert DIGEST in missing.stderr
    assert list((lived_in.var / "backups").iterdir()) == []


def test_a_foreign_member_is_not_let_out(lived_in: Installation, founding: Founding) -> None:
    packed = backup_of(lived_in)
    other = founding("other")
    (other.var / "evil").write_text("x", encoding="utf-8")
    with tarfile.open(packed, "a") as added:
        added.add(other.var / "evil", "../escaped")

    refused = other.run("restore", str(packed))

    assert refused.returncode != 0
    assert "../escaped" in refused.stderr
    assert not (other.var.parent / "escaped").exists()


def test_nothing_is_restored_under_a_running_program(
    lived_in: Installation, settings: Settings
) -> None:
    packed = backup_of(lived_in)
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, var=lived_in.var)

    with in_use():
        refused = lived_in.run("restore", str(packed), "--replace")

    assert refused.returncode != 0
    assert "stop it first" in refused.stderr
