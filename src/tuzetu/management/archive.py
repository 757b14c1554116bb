"""A backup as one file: a manifest, the database, the uploaded files by their digests."""

import hashlib
import json
import re
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from tuzetu.management.snapshot import POSTGRESQL, SQLITE, Proof

MANIFEST = "manifest.json"
FORM = 1
CHUNK = 1 << 20
LARGEST_MANIFEST = 256 << 20
NAME = re.compile(
    rf"{re.escape(SQLITE)}|{re.escape(POSTGRESQL)}|files/([0-9a-f]{{2}})/\1[0-9a-f]{{62}}"
)
"""What a backup may hold beside its manifest."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: file → digest, and what was proved when it was made."""

    form: int
    made_at: str
    database: str
    members: Mapping[str, str]
    proof: Proof


def digest_of(source: IO[bytes]) -> str:
    """The SHA-256 of everything that can still be read."""
    told = hashlib.sha256()
    while chunk := source.read(CHUNK):
        told.update(chunk)
    return told.hexdigest()


def pack(place: Path, manifest: Manifest, sources: Mapping[str, Path]) -> None:
    """Write the backup; the manifest stands first."""
    with tarfile.open(place, "w", format=tarfile.PAX_FORMAT) as packed:
        unpacked = place.with_name(MANIFEST)
        unpacked.write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
        packed.add(unpacked, MANIFEST)
        for name, source in sources.items():
            packed.add(source, name, recursive=False)


def unpack(place: Path, *, into: Path | None) -> Manifest:
    """Read a backup through, into a folder or just to prove it. Raises CommandError.

    Nothing but what the manifest names is let out of the archive, and only under its own name.
    """
    with _opened(place) as packed:
        manifest = _manifest(packed)
        left = dict(manifest.members)
        while member := packed.next():
            wanted = left.pop(member.name, None)
            source = packed.extractfile(member) if member.isreg() and wanted else None
            if source is None or not NAME.fullmatch(member.name):
                raise CommandError(
                    _("The backup holds what it does not name: %(name)s") % {"name": member.name}
                )
            if _kept(source, into / member.name if into else None) != wanted:
                raise CommandError(_("The backup is damaged: %(name)s") % {"name": member.name})
    if left:
        raise CommandError(_("The backup lacks %(name)s") % {"name": next(iter(left))})
    return manifest


@contextmanager
def _opened(place: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(place, "r:") as packed:
            yield packed
    except (OSError, tarfile.TarError, EOFError) as problem:
        raise CommandError(
            _("The backup cannot be read: %(reason)s") % {"reason": problem}
        ) from problem


def _manifest(packed: tarfile.TarFile) -> Manifest:
    first = packed.next()
    source = packed.extractfile(first) if first and first.isreg() else None
    if source is None or first is None or first.name != MANIFEST or first.size > LARGEST_MANIFEST:
        raise CommandError(_("The file is no backup of Tuzetu."))
    try:
        told: dict[str, Any] = json.load(source)
        plain = {"proof": Proof.read(told["proof"]), "members": dict(told["members"])}
        manifest = Manifest(**told | plain)
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise CommandError(_("The manifest of the backup cannot be read.")) from problem
    if manifest.form != FORM:
        raise CommandError(_("The backup was made by a newer release."))
    return manifest


def _kept(source: IO[bytes], target: Path | None) -> str:
    """Write to the target, if there is one, and tell the digest of what was read."""
    if target is None:
        return digest_of(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    told = hashlib.sha256()
    with target.open("wb") as kept:
        while chunk := source.read(CHUNK):
            told.update(chunk)
            kept.write(chunk)
    return told.hexdigest()
