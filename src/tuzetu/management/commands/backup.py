"""``tuzetu backup``: one proved file with everything, while the program runs."""

import os
import tempfile
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from tuzetu.clock import now
from tuzetu.management.archive import FORM, Manifest, digest_of, pack, unpack
from tuzetu.management.scratch import restored_copy
from tuzetu.management.snapshot import (
    Proof,
    copy_database,
    database_name,
    need_whole_sqlite,
    prove,
)


class Command(BaseCommand):
    """The copy is read back and proved before it bears its name; otherwise nothing is left."""

    help = "Copies database and files into one file and proves the copy."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("folder", nargs="?", help="without it: TUZETU_VAR/backups")

    def handle(self, *_args: Any, folder: str | None, **_options: Any) -> None:  # noqa: ANN401
        """Make, prove, name; tell where it is and the head of its journal."""
        place = Path(folder or settings.ENVIRONMENT.var / "backups")
        place.mkdir(parents=True, exist_ok=True)
        at = now()
        with tempfile.TemporaryDirectory(dir=place, prefix="unfinished-") as scratch:
            made, proof = made_in(Path(scratch), at=at)
            finished = place / f"tuzetu-{at:%Y%m%d-%H%M%S}.tar"
            _settle(made, finished)
        told = {"place": finished, "files": len(proof.files), "head": proof.head}
        self.stdout.write(_("Backed up and proved: %(place)s") % told)
        self.stdout.write(_("Files: %(files)d. Head of the journal: %(head)s") % told)


def made_in(scratch: Path, *, at: datetime) -> tuple[Path, Proof]:
    """A proved backup in a folder. Raises CommandError for whatever is not sound."""
    name = database_name()
    copy_database(scratch / name)
    proof = _proved(scratch / name)
    sources = {name: scratch / name} | _files(proof)
    members = {one: _digest(place) for one, place in sources.items()}
    for digest in proof.files:
        if members[_member(digest)] != digest:
            raise CommandError(_("An uploaded file is damaged: %(name)s") % {"name": digest})
    made = scratch / "backup.tar"
    pack(made, Manifest(FORM, at.isoformat(), connection.vendor, members, proof), sources)
    unpack(made, into=None)
    return made, proof


def _proved(copy: Path) -> Proof:
    """Of PostgreSQL the dump is restored beside the running database and proved there."""
    if connection.vendor == "sqlite":
        need_whole_sqlite(copy)
        return prove(f"sqlite:///{copy}")
    with restored_copy(copy) as address:
        return prove(address)


def _member(digest: str) -> str:
    return f"files/{digest[:2]}/{digest}"


def _files(proof: Proof) -> dict[str, Path]:
    """Uploaded files never change; each is there before its record is."""
    home = Path(settings.FILES_DIR)
    found = {_member(one): home / one[:2] / one for one in proof.files}
    for name, place in found.items():
        if not place.is_file():
            raise CommandError(_("An uploaded file is missing: %(name)s") % {"name": name})
    return found


def _digest(place: Path) -> str:
    with place.open("rb") as source:
        return digest_of(source)


def _settle(made: Path, finished: Path) -> None:
    """On the disk for good, readable by its owner alone, and only then under its name."""
    made.chmod(0o600)
    with made.open("rb") as written:
        os.fsync(written.fileno())
    made.replace(finished)
