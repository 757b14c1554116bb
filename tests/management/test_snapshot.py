"""Copies of the database and the proofs that go with them, without a whole installation."""

import io
import json
import sqlite3
import tarfile
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.translation import override

from tests import given
from tests.given import House
from tuzetu.journal import triggers
from tuzetu.journal.chain import known_head
from tuzetu.journal.models import Entry
from tuzetu.management.archive import Manifest, pack, unpack
from tuzetu.management.describing import pages
from tuzetu.management.snapshot import Proof, address, need_whole_sqlite, run_tool

PROOF = Proof(tables={"tuzetu_person": 1}, migrations=("tuzetu.0001",), files={}, head="0:0")


@pytest.fixture(autouse=True)
def _english() -> Any:  # noqa: ANN401
    with override("en"):
        yield


@pytest.fixture
def sqlite(tmp_path: Path) -> Path:
    """A SQLite file with a unit and a person of it."""
    place = tmp_path / "copy.sqlite3"
    with closing(sqlite3.connect(place)) as made:
        made.executescript(
            "CREATE TABLE unit (id INTEGER PRIMARY KEY);"
            "CREATE TABLE person (unit INTEGER REFERENCES unit (id), said TEXT);"
            "INSERT INTO unit VALUES (1); INSERT INTO person VALUES (1, printf('%9999d', 1));"
        )
    return place


def test_a_whole_copy_is_taken(sqlite: Path) -> None:
    need_whole_sqlite(sqlite)


def test_a_reference_to_nothing_is_damage(sqlite: Path) -> None:
    with closing(sqlite3.connect(sqlite)) as made:
        made.execute("DELETE FROM unit")
        made.commit()

    with pytest.raises(CommandError, match="damaged"):
        need_whole_sqlite(sqlite)


@pytest.mark.parametrize("place", [0, 4096])
def test_a_page_overwritten_is_damage(sqlite: Path, place: int) -> None:
    read = sqlite.read_bytes()
    sqlite.write_bytes(read[:place] + b"\xff" * 64 + read[place + 64 :])

    with pytest.raises(CommandError, match="damaged"):
        need_whole_sqlite(sqlite)


def test_a_missing_program_is_named() -> None:
    with pytest.raises(CommandError, match="no-such-program is missing"):
        run_tool("no-such-program")


def test_what_a_failing_program_says_is_told() -> None:
    with pytest.raises(CommandError, match=r"^sh: the disk is full$"):
        run_tool("sh", "-c", "echo the disk is full >&2; exit 3")


def test_no_password_stands_on_a_command_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = {"USER": "house", "PASSWORD": "құпия сөз", "HOST": "", "PORT": ""}
    for name, value in told.items():
        monkeypatch.setitem(connection.settings_dict, name, value)
    script = 'echo "$1" > "$0"; echo "$PGPASSWORD" >> "$0"'

    run_tool("sh", "-c", script, str(tmp_path / "seen"), address("beside"))

    command_line, surroundings = (tmp_path / "seen").read_text("utf-8").splitlines()
    assert command_line == "postgresql://house@localhost:5432/beside"
    assert surroundings == "құпия сөз"


def test_an_address_without_password_names_none(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"USER": "house", "PASSWORD": "", "HOST": "db.example", "PORT": "6000"}
    for name, value in told.items():
        monkeypatch.setitem(connection.settings_dict, name, value)

    assert address("beside") == "postgresql://house@db.example:6000/beside"


def test_an_address_leads_through_a_socket_too(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"USER": "house", "PASSWORD": "", "HOST": "/run/postgresql", "PORT": ""}
    for name, value in told.items():
        monkeypatch.setitem(connection.settings_dict, name, value)

    assert address("beside") == "postgresql://house@%2Frun%2Fpostgresql:5432/beside"


def test_a_proof_counts_records_and_names_the_head(home: House) -> None:
    given.registered(home)

    proof = Proof.read(json.loads(prove()))
    head = known_head()

    assert head is not None
    assert proof.head == f"{head.seq}:{head.digest}"
    assert proof.tables["tuzetu_nonconformity"] == 1
    assert proof.tables["tuzetu_entry"] == Entry.objects.count()


def test_an_altered_entry_is_not_proved(home: House) -> None:
    given.registered(home)
    triggers.remove(connection)
    Entry.objects.filter(seq=1).update(clause="9")
    triggers.install(connection)

    with pytest.raises(CommandError, match=r"damaged or unguarded\. 1: "):
        prove()


def test_a_journal_without_its_guards_is_not_proved(home: House) -> None:
    given.registered(home)
    triggers.remove(connection)

    with pytest.raises(CommandError, match="tuzetu_entry_delete_guard"):
        prove()


def prove() -> str:
    out = StringIO()
    call_command("prove", stdout=out)
    return out.getvalue()


def archive(place: Path, *members: tuple[str, bytes]) -> Path:
    """An archive as somebody else may have made it."""
    with tarfile.open(place, "w") as packed:
        for name, content in members:
            told = tarfile.TarInfo(name)
            told.size = len(content)
            packed.addfile(told, io.BytesIO(content))
    return place


def manifest(**other: object) -> bytes:
    """A manifest, sound but for what is told."""
    proof = {"tables": {}, "migrations": [], "files": {}, "head": "0:0"}
    told = {"form": 1, "made_at": "", "database": "sqlite", "members": {}, "proof": proof}
    return json.dumps(told | other).encode()


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ((), "no backup of Tuzetu"),
        ((("other.txt", b"1"),), "no backup of Tuzetu"),
        ((("manifest.json", b"{"),), "manifest of the backup cannot be read"),
        ((("manifest.json", b"{}"),), "manifest of the backup cannot be read"),
        ((("manifest.json", b"[]"),), "manifest of the backup cannot be read"),
        ((("manifest.json", manifest(more=1)),), "manifest of the backup cannot be read"),
        ((("manifest.json", manifest(form=2)),), "newer release"),
        ((("manifest.json", manifest(members={"database.sqlite3": "0"})),), "lacks database"),
        ((("manifest.json", manifest()), ("database.sqlite3", b"1")), "does not name"),
        (
            (("manifest.json", manifest(members={"../out": "0"})), ("../out", b"1")),
            "does not name: ../out",
        ),
    ],
)
def test_what_is_no_sound_backup_is_told(
    members: tuple[tuple[str, bytes], ...], says: str, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match=says):
        unpack(archive(tmp_path / "some.tar", *members), into=tmp_path / "inside")

    assert not (tmp_path / "out").exists()


def test_a_folder_under_a_kept_name_is_no_file_of_a_backup(tmp_path: Path) -> None:
    place = tmp_path / "some.tar"
    (tmp_path / "database.sqlite3").mkdir()
    archive(place, ("manifest.json", manifest(members={"database.sqlite3": "0"})))
    with tarfile.open(place, "a") as packed:
        packed.add(tmp_path / "database.sqlite3", "database.sqlite3")

    with pytest.raises(CommandError, match="does not name: database"):
        unpack(place, into=None)


def test_a_file_that_is_no_archive_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "some.tar").write_bytes(b"\x00\x01" * 999)

    with pytest.raises(CommandError, match="cannot be read"):
        unpack(tmp_path / "some.tar", into=None)


def test_a_manifest_comes_back_as_it_was_packed(tmp_path: Path) -> None:
    packed = Manifest(1, "2026-02-02T10:00:00+05:00", "sqlite", {}, PROOF)
    pack(tmp_path / "some.tar", packed, {})

    assert unpack(tmp_path / "some.tar", into=None) == packed


def test_the_generated_pages_are_written_where_asked(tmp_path: Path) -> None:
    tests = Path(__file__).parents[1] / "clauses"
    out = StringIO()

    call_command("describe", into=tmp_path / "pages", tests=tests, stdout=out)

    wanted = pages(tests)
    assert {one.name: one.read_text("utf-8") for one in (tmp_path / "pages").iterdir()} == wanted
    assert len(out.getvalue().splitlines()) == len(wanted)
