"""Receiving files: what is allowed by content and size, kept once under the name of its hash."""

import os
import struct
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeAlias

import puremagic
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.utils.translation import gettext as _
from PIL import Image

from tuzetu.dossier.evidence import Attachment, Draft, StoredFile
from tuzetu.people.person import Person

Upload: TypeAlias = "UploadedFile[bytes]"

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ALLOWED: dict[str, str] = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".docx": WORD,
    ".xlsx": EXCEL,
    ".txt": "text/plain",
}
"""Endings that may be kept, each with the type that its content must have."""

SCANS = frozenset({".pdf", ".jpg", ".jpeg", ".png"})
"""What a scanner makes of a paper."""

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
OFFICE = {WORD: "word/document.xml", EXCEL: "xl/workbook.xml"}
MOST_PIXELS = 60_000_000
MOST_INFLATED = 300 * 1024 * 1024
MOST_FILES = 20
NAME_LENGTH = 120

DAMAGE = (
    ArithmeticError, EOFError, LookupError, NotImplementedError, OSError, SyntaxError, TypeError,
    ValueError, struct.error, zipfile.BadZipFile, Image.DecompressionBombError,
)  # fmt: skip
"""What reading a damaged or hostile file may raise; the readers promise no single kind."""


class Unacceptable(Exception):  # noqa: N818  (a refusal, told to the person)
    """A file that is not kept, with the reason in the person's language."""

    def __init__(self, name: str, says: str) -> None:
        super().__init__(name, says)
        self.name = name
        self.says = says


def receive(upload: Upload, *, draft: Draft, purpose: str, by: Person, at: datetime) -> Attachment:
    """Keep an uploaded file with a draft. Raises Unacceptable."""
    name = safe_name(upload.name or "")
    _kind_allowed(name, SCANS if purpose == Attachment.Purpose.SIGNED_COPY else ALLOWED)
    content = _read(upload, name)
    media_type = _media_type(name, content)
    kept = _clean_picture(name, content, media_type) if media_type in PICTURES else content
    stored = keep_content(kept, media_type, at)
    again = Attachment.objects.filter(draft=draft, file=stored, name=name).first()
    return again or Attachment.objects.create(
        file=stored, name=name, purpose=purpose, draft=draft, added_by=by, added_at=at
    )


def receive_all(
    uploads: Iterable[Upload], *, draft: Draft, purpose: str, by: Person, at: datetime
) -> list[Unacceptable]:
    """Keep every file that can be kept; the others come back with their reasons."""
    refused = []
    for upload in uploads:
        try:
            _room_for_one(upload, draft)
            receive(upload, draft=draft, purpose=purpose, by=by, at=at)
        except Unacceptable as reason:
            refused.append(reason)
    return refused


def _room_for_one(upload: Upload, draft: Draft) -> None:
    if draft.files.count() >= MOST_FILES:
        says = _("At most %(most)s files can be attached.") % {"most": MOST_FILES}
        raise Unacceptable(safe_name(upload.name or ""), says)


def attach(files: Sequence[int], *, by: Person, **place: Model) -> list[str]:
    """Files that the person uploaded to a draft now belong to what was handed over; their names.

    ``place`` names the one thing they prove: ``nc``, ``correction``, ``line``, ``plan``, ``item``.
    """
    if not files:
        return []
    mine = Attachment.objects.filter(pk__in=files, added_by=by)
    names = list(mine.order_by("pk").values_list("name", flat=True))
    mine.update(draft=None, **place)
    return names


def path_of(stored: StoredFile) -> Path:
    """Where the bytes lie."""
    return Path(settings.FILES_DIR) / stored.digest[:2] / stored.digest


def safe_name(told: str) -> str:
    """The given name without path, control characters and endless length."""
    plain = told.replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(sign for sign in plain if sign.isprintable()).strip(". ")
    told_name = Path(printable)
    return f"{told_name.stem[:NAME_LENGTH] or 'file'}{told_name.suffix[:10].lower()}"


def _read(upload: Upload, name: str) -> bytes:
    limit = settings.MAX_UPLOAD_MB
    if (upload.size or 0) > limit * 1024 * 1024:
        raise Unacceptable(name, _("The file must not exceed %(size)s MB.") % {"size": limit})
    content: bytes = upload.read()
    if not content:
        raise Unacceptable(name, _("The file is empty."))
    return content


def _kind_allowed(name: str, endings: Iterable[str]) -> None:
    if Path(name).suffix.lower() not in endings:
        kinds = ", ".join(sorted(one.lstrip(".") for one in endings))
        raise Unacceptable(
            name, _("Only these kinds of file are kept: %(kinds)s.") % {"kinds": kinds}
        )


def _media_type(name: str, content: bytes) -> str:
    """The type by ending, proved by the content."""
    ending = Path(name).suffix.lower()
    wanted = ALLOWED[ending]
    if not _is(wanted, content):
        raise Unacceptable(name, _("The content of the file is not what its name says."))
    return wanted


def _is(wanted: str, content: bytes) -> bool:
    if wanted in OFFICE:
        return _is_office(content, OFFICE[wanted])
    if wanted == "text/plain":
        return b"\x00" not in content and _is_text(content)
    try:
        found = {match.mime_type for match in puremagic.magic_string(content[:4096])}
    except puremagic.PureError:
        return False
    return wanted in found


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_office(content: bytes, inside: str) -> bool:
    """An office file without macros, whose parts stay within bounds."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            names = packed.namelist()
            size = sum(part.file_size for part in packed.infolist())
    except DAMAGE:
        return False
    macros = any(one.lower().endswith(("vbaproject.bin", ".exe", ".js")) for one in names)
    return inside in names and not macros and size < MOST_INFLATED


def _clean_picture(name: str, content: bytes, media_type: str) -> bytes:
    """The picture drawn anew: nothing but its pixels is kept, no place, no camera."""
    try:
        with Image.open(BytesIO(content), formats=[_form(media_type)]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Unacceptable(name, _("The picture is too large."))
            return _drawn_anew(picture, media_type)
    except DAMAGE as damage:
        raise Unacceptable(name, _("The picture cannot be read.")) from damage


def _form(media_type: str) -> str:
    return media_type.rpartition("/")[2].upper()


def _drawn_anew(picture: Image.Image, media_type: str) -> bytes:
    upright = picture.copy()
    turned = {3: 180, 6: 270, 8: 90}.get(picture.getexif().get(0x0112, 1))
    if turned:
        upright = upright.rotate(turned, expand=True)
    form = _form(media_type)
    if form == "JPEG" and upright.mode not in {"RGB", "L"}:
        upright = upright.convert("RGB")
    upright.info.clear()
    kept = BytesIO()
    upright.save(kept, form, quality=90)
    return kept.getvalue()


def keep_content(content: bytes, media_type: str, at: datetime) -> StoredFile:
    """The bytes are on disk before the row that names them."""
    digest = sha256(content).hexdigest()
    stored = StoredFile(digest=digest, size=len(content), media_type=media_type, stored_at=at)
    place = path_of(stored)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=place.parent, delete=False) as kept:
            kept.write(content)
            kept.flush()
            os.fsync(kept.fileno())
        Path(kept.name).rename(place)
    found, _new = StoredFile.objects.get_or_create(
        digest=digest, defaults={"size": len(content), "media_type": media_type, "stored_at": at}
    )
    return found
