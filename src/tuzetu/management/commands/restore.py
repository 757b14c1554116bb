"""``tuzetu restore``: put a backup in place, after proving it."""

import tempfile
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from tuzetu.clock import now
from tuzetu.management.archive import Manifest, unpack
from tuzetu.management.in_use import out_of_use
from tuzetu.management.scratch import created_beside, exchange, fill
from tuzetu.management.snapshot import address, migrate, need_whole_sqlite, prove
from tuzetu.people.person import Person


class Command(BaseCommand):
    """What stands there is never deleted: with ``--replace`` it is moved aside."""

    help = "Proves a backup and puts it in place."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which backup, and whether something may stand there already."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="move aside what is there")

    def handle(self, *_args: Any, file: Path, replace: bool, **_options: Any) -> None:  # noqa: ANN401
        """Unpack, prove, and only then put in place."""
        var: Path = settings.ENVIRONMENT.var
        with out_of_use(), tempfile.TemporaryDirectory(dir=var, prefix="restoring-") as scratch:
            if not replace and _holds_something():
                raise CommandError(
                    _("There is an installation already; %(option)s moves it aside.")
                    % {"option": "--replace"}
                )
            unpacked = Path(scratch)
            manifest = unpack(file, into=unpacked)
            _need_fitting(manifest)
            aside = _aside(at=now())
            if connection.vendor == "sqlite":
                _put_sqlite(unpacked / "database.sqlite3", manifest, aside=aside)
            else:
                _put_postgresql(unpacked / "database.dump", manifest, aside=aside)
            _put(unpacked / "files", Path(settings.FILES_DIR), aside=aside)
        told = {"head": manifest.proof.head, "made_at": manifest.made_at}
        self.stdout.write(_("Restored and proved; made at %(made_at)s.") % told)
        self.stdout.write(_("Head of the journal: %(head)s") % told)


def _holds_something() -> bool:
    """Whether people are entered, or files are kept."""
    files = Path(settings.FILES_DIR)
    if files.is_dir() and any(files.iterdir()):
        return True
    try:
        return Person.objects.exists()
    except DatabaseError:  # no tables yet
        return False
    finally:
        connection.close()


def _need_fitting(manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        told = {"kept": manifest.database, "here": connection.vendor}
        raise CommandError(_("The backup is of %(kept)s, DATABASE_URL names %(here)s.") % told)
    if not set(manifest.proof.migrations) <= _known_migrations():
        raise CommandError(_("The backup was made by a newer release."))


def _known_migrations() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}


def _need_same(manifest: Manifest, database_url: str) -> None:
    """The copy holds what the manifest says; one of an older release is brought to this one."""
    older = set(manifest.proof.migrations) != _known_migrations()
    if older:
        migrate(database_url)
    found = prove(database_url)
    if found.head != manifest.proof.head or (found != manifest.proof and not older):
        raise CommandError(_("The backup does not hold what its manifest says."))


def _aside(*, at: datetime) -> Path:
    return Path(settings.ENVIRONMENT.var) / f"replaced-{at:%Y%m%d-%H%M%S}"


def _put_sqlite(unpacked: Path, manifest: Manifest, *, aside: Path) -> None:
    need_whole_sqlite(unpacked)
    _need_same(manifest, f"sqlite:///{unpacked}")
    target = Path(str(connection.settings_dict["NAME"]))
    for ending in ("-wal", "-shm", ""):
        _move(target.with_name(target.name + ending), aside)
        _put(unpacked.with_name(unpacked.name + ending), target.with_name(target.name + ending))


def _put_postgresql(dump: Path, manifest: Manifest, *, aside: Path) -> None:
    """Restored beside the database that is there, proved, and exchanged by name."""
    with created_beside() as name:
        fill(name, dump)
        _need_same(manifest, address(name))
        exchange(name, kept_as=aside.name)


def _put(source: Path, target: Path, *, aside: Path | None = None) -> None:
    if aside:
        _move(target, aside)
    if source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)


def _move(place: Path, aside: Path) -> None:
    if place.exists():
        aside.mkdir(exist_ok=True)
        place.replace(aside / place.name)
