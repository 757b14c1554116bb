"""Backup and restore, tried on whole installations by the very commands that an operator runs."""

import json
import tarfile
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError
from django.db import connection
from pytest_django.fixtures import Settings

from tests.management.installation import Founding, Installation
from tuzetu.management.archive import MANIFEST, unpack
from tuzetu.management.in_use import in_use

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


def evidence_of(place: Installation) -> Path:
    """Where the uploaded file lies."""
    return place.var / "files" / DIGEST[:2] / DIGEST


def people_of(place: Installation) -> int:
    """How many people are entered."""
    return int(place.must("shell", "--no-imports", "-c", COUNTING))


@pytest.fixture(scope="module")
def lived_in(founding: Founding) -> Installation:
    """An installation with a person, an entry of the journal and an uploaded file."""
    made = founding()
    made.must("migrate", "-v", "0")
    made.must("user", "create", "aigerim", "Оспанова", "Айгерім")
    made.must("shell", "--no-imports", "-c", ENTERING)
    evidence_of(made).parent.mkdir(parents=True)
    evidence_of(made).write_bytes(EVIDENCE)
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
    assert people_of(other) == 1
    assert evidence_of(other).read_bytes() == EVIDENCE
    assert other.must("verify", "--language", "en") == lived_in.must("verify", "--language", "en")


def test_a_backup_is_for_its_owner_alone_and_tells_what_it_holds(packed: Path) -> None:
    with tarfile.open(packed) as read:
        source = read.extractfile("manifest.json")
        manifest = json.load(source) if source else {}

    assert packed.stat().st_mode & 0o777 == 0o600
    assert manifest["database"] == connection.vendor
    assert manifest["proof"]["tables"]["tuzetu_person"] == 1
    assert manifest["proof"]["files"] == {DIGEST: len(EVIDENCE)}


@pytest.mark.unmeasured
def test_what_stands_there_is_moved_aside_and_only_when_asked(
    packed: Path, founding: Founding
) -> None:
    other = founding()
    other.must("restore", str(packed))
    other.must("user", "create", "dauren", "Сейітов", "Дәурен")

    refused = other.run("restore", str(packed))
    assert refused.returncode != 0
    assert "--replace" in refused.stderr
    assert people_of(other) == 2

    other.must("restore", str(packed), "--replace")
    asides = list(other.var.glob("replaced-*/files"))
    assert people_of(other) == 1
    assert [(aside / DIGEST[:2] / DIGEST).read_bytes() for aside in asides] == [EVIDENCE]


@pytest.mark.unmeasured
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


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"database": "oracle"}, "The backup is of oracle"),
        ({"proof": {"migrations": ["tuzetu.9999_not_yet"]}}, "newer release"),
        ({"proof": {"tables": {"tuzetu_person": 7}}}, "does not hold what its manifest says"),
        ({"proof": {"head": "1:0"}}, "does not hold what its manifest says"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused_and_nothing_is_touched(
    told: dict[str, Any], says: str, packed: Path, founding: Founding, tmp_path: Path
) -> None:
    other = founding()

    refused = other.run("restore", str(telling(packed, tmp_path / "told.tar", told)))

    assert refused.returncode != 0
    assert says in refused.stderr
    assert not evidence_of(other).exists()


def telling(packed: Path, place: Path, told: dict[str, Any]) -> Path:
    """The backup, its manifest telling something else."""
    with tarfile.open(packed) as read, tarfile.open(place, "w") as written:
        for member in read.getmembers():
            source = read.extractfile(member)
            assert source is not None
            if member.name == MANIFEST:
                manifest = json.load(source)
                proof = manifest["proof"] | told.get("proof", {})
                text = json.dumps(manifest | told | {"proof": proof}).encode()
                member.size, source = len(text), BytesIO(text)
            written.addfile(member, source)
    return place


@pytest.mark.unmeasured
def test_uploaded_files_alone_are_an_installation_too(packed: Path, founding: Founding) -> None:
    other = founding()
    evidence_of(other).parent.mkdir(parents=True)
    evidence_of(other).write_bytes(EVIDENCE)

    refused = other.run("restore", str(packed))

    assert refused.returncode != 0
    assert "--replace" in refused.stderr


@pytest.mark.unmeasured
def test_a_missing_or_damaged_upload_is_named(packed: Path, founding: Founding) -> None:
    other = founding()
    other.must("restore", str(packed))
    evidence_of(other).write_bytes(b"changed")
    damaged = other.run("backup")
    evidence_of(other).unlink()
    missing = other.run("backup")

    assert (damaged.returncode, missing.returncode) == (1, 1)
    assert DIGEST in damaged.stderr
    assert DIGEST in missing.stderr
    assert list((other.var / "backups").iterdir()) == []


@pytest.mark.unmeasured
def test_nothing_is_restored_under_a_running_program(
    lived_in: Installation, packed: Path, settings: Settings
) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, var=lived_in.var)

    with in_use():
        refused = lived_in.run("restore", str(packed), "--replace")

    assert refused.returncode != 0
    assert "stop it first" in refused.stderr
