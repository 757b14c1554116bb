"""A file that only says that it is a backup."""

import tarfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from tuzetu.management.archive import MANIFEST, unpack

PROOF = b'"proof": {"tables": {}, "migrations": [], "files": {}, "head": ""}'
BEGINS = b'{"form": 1, "made_at": "", "database": "sqlite", ' + PROOF


@pytest.mark.parametrize(
    "manifest",
    [
        b"[]",
        b"\xff\xfe",
        b"[" * 200_000,
        BEGINS + b', "members": 5}',
        BEGINS + b', "members": [1]}',
        BEGINS + b', "members": null}',
        b'{"form": 1, "members": {}, "proof": []}',
    ],
)
def test_a_manifest_of_rubbish_is_refused_in_words(tmp_path: Path, manifest: bytes) -> None:
    told = tarfile.TarInfo(MANIFEST)
    told.size = len(manifest)
    with tarfile.open(tmp_path / "backup", "w") as packed:
        packed.addfile(told, BytesIO(manifest))

    with pytest.raises(CommandError):
        unpack(tmp_path / "backup", into=None)
