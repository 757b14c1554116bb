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
from django.core.management.base import CommandError
from django.db import connection
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from tuzetu.management.archive import unpack
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


Founding = Callable[[], Installation]


@pytest.fixture(scope="module")
def founding(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Founding]:
    """Founds empty installations, on the kind of database that the run is about."""
    databases: list[str] = []

    def found() -> Installation:
        var = tmp_path_factory.mktemp("installation")
        if connection.vendor == "sqlite":
            return Installation(var, f"sqlite:///{var / 'tuzetu.sqlite3'}")
        databases.append(f"backup_{secrets.token_hex(4)}")
        with django_db_blocker.unblock():
            _on_the_server(f'CREATE DATABASE "{databases[-1]}"')
            return Installation(var, address(databases[-1]))

    yield found
    with django_db_blocker.unblock():
        for database in databases:
            _on_the_server(f'DROP DATABASE IF EXISTS "{database}"')


def _on_the_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture(scope="module")
def lived_in(founding: Founding) -> Installation:
    """An installation with a person, an entry of the journal and an uploaded file."""
    made = founding()
    made.must("migrate", "-v", "0")
    made.must("user", "create", "aigerim", "Оспанова", "Айгерім")
    made.must("shell", "--no-imports", "-c", ENTERING)
    made.evidence.parent.mkdir(parents=True)
    made.evidence.write_bytes(EVIDENCE)
    return made


@pytest.fixture(scope="module")
def packed(lived_in: Installation) -> Path:
    """The one file that a backup makes."""
    lived_in.must("backup")
    (found,) = (lived_in.var / "backups").iterdir()
    return found


def test_everything_comes_back(lived_in: Installation, packed: Path, founding: Founding) -> None:
    other = founding()

    told = other.must("restore", str(packed))

    assert "Restored and proved" in told
    assert other.people() == 1
    assert other.evidence.read_bytes() == EVIDENCE
    assert other.must("verify", "--language", "en") == lived_in.must("verify", "--language", "en")


def test_a_backup_is_for_its_owner_alone_and_tells_what_it_holds(packed: Path) -> None:
    with tarfile.open(packed) as read:
        source = read.extractfile("manifest.json")
        manifest = json.load(source) if source else {}

    assert packed.stat().st_mode & 0o777 == 0o600
    assert manifest["database"] == connection.vendor
    assert manifest["proof"]["tables"]["tuzetu_person"] == 1
    assert manifest["proof"]["files"] == {DIGEST: len(EVIDENCE)}


def test_what_stands_there_is_moved_aside_and_only_when_asked(
    packed: Path, founding: Founding
) -> None:
    other = founding()
    other.must("restore", str(packed))
    other.must("user", "create", "dauren", "Сейітов", "Дәурен")

    refused = other.run("restore", str(packed))
    assert refused.returncode != 0
    assert "--replace" in refused.stderr
    assert other.people() == 2

    other.must("restore", str(packed), "--replace")
    asides = list(other.var.glob("replaced-*/files"))
    assert other.people() == 1
    assert [(aside / DIGEST[:2] / DIGEST).read_bytes() for aside in asides] == [EVIDENCE]


def test_a_damaged_backup_is_refused_and_nothing_is_touched(
    packed: Path, founding: Founding, tmp_path: Path
) -> None:
    with tarfile.open(packed) as read:
        places = [one.offset_data + one.size // 2 for one in read.getmembers()]
    whole, damaged, other = packed.read_bytes(), tmp_path / "damaged.tar", founding()

    for place in places:
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        assert other.run("restore", str(damaged)).returncode != 0
        assert not (other.var / "files").exists()


def test_a_backup_cut_short_is_refused(packed: Path, tmp_path: Path) -> None:
    with tarfile.open(packed) as read:
        last = read.getmembers()[-1]
    short = tmp_path / "short.tar"
    short.write_bytes(packed.read_bytes()[: last.offset])

    with pytest.raises(CommandError):
        unpack(short, into=None)


def test_a_foreign_member_is_not_let_out(packed: Path, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.tar"
    hostile.write_bytes(packed.read_bytes())
    (tmp_path / "evil").write_text("x", encoding="utf-8")
    with tarfile.open(hostile, "a") as added:
        added.add(tmp_path / "evil", "../escaped")

    with pytest.raises(CommandError, match=r"\.\./escaped"):
        unpack(hostile, into=tmp_path / "inside")
    assert not (tmp_path / "escaped").exists()


def test_a_missing_or_damaged_upload_is_named(packed: Path, founding: Founding) -> None:
    other = founding()
    other.must("restore", str(packed))
    other.evidence.write_bytes(b"changed")
    damaged = other.run("backup")
    other.evidence.unlink()
    missing = other.run("backup")

    assert (damaged.returncode, missing.returncode) == (1, 1)
    assert DIGEST in damaged.stderr
    assert DIGEST in missing.stderr
    assert list((other.var / "backups").iterdir()) == []


def test_nothing_is_restored_under_a_running_program(
    lived_in: Installation, packed: Path, settings: Settings
) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, var=lived_in.var)

    with in_use():
        refused = lived_in.run("restore", str(packed), "--replace")

    assert refused.returncode != 0
    assert "stop it first" in refused.stderr
