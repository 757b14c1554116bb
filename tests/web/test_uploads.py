"""Files that were made to do harm: told at their field by name, never kept, never a failure."""

import struct
import zipfile
from collections.abc import Callable
from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.given import House
from tests.web.scenes import SCENES, address
from tests.web.visiting import Come, read, text_of
from tuzetu.conduct.filing import ALLOWED, SCANS
from tuzetu.dossier.evidence import Attachment

LOCAL, CENTRAL, LETTERS = b"PK\x03\x04", b"PK\x01\x02", 0x800


def picture(kind: str, **more: bytes) -> bytes:
    out = BytesIO()
    Image.new("RGB", (9, 9)).save(out, kind, **more)
    return out.getvalue()


def of_a_foreign_release() -> bytes:
    """A document packed by a program that does not exist yet."""
    whole = bytearray(document())
    where = whole.index(CENTRAL)
    whole[where + 6 : where + 8] = struct.pack("<H", 99)
    return bytes(whole)


def with_a_name_in_no_letters() -> bytes:
    """A document one of whose parts says that its name is Unicode, and is not."""
    whole = bytearray(document())
    where = whole.index(CENTRAL)
    whole[where + 8 : where + 10] = struct.pack("<H", LETTERS)
    whole[where + 46] = 0xFF
    return bytes(whole)


def document() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", "<a/>")
    return out.getvalue()


def with_a_broken_chunk() -> bytes:
    """A picture the length of whose first part of pixels is a lie."""
    whole = bytearray(picture("PNG"))
    where = whole.index(b"IDAT")
    whole[where : where + 4] = b"B\xa1\xd0\xcb"
    return bytes(whole)


def with_broken_notes() -> bytes:
    """A picture whose notes of the camera begin as no notes do."""
    return picture("WEBP", exif=b"MM\x00\x98\x00\x00\x00\x08\x00\x00")


def of_many_pixels() -> bytes:
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "release.docx": of_a_foreign_release,
    "letters.docx": with_a_name_in_no_letters,
    "chunk.png": with_a_broken_chunk,
    "notes.webp": with_broken_notes,
    "pixels.png": of_many_pixels,
    "page.pdf": lambda: b"<html><script>alert(1)</script>",
    "drawing.png": lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "drawing.svg": lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "program.pdf.exe": lambda: b"MZ",
    "other.jpg": lambda: picture("GIF"),
    "empty.txt": lambda: b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_named_and_not_kept(home: House, come: Come, name: str) -> None:
    sent = SimpleUploadedFile(name, HOSTILE[name]())

    answer = come(home.aigerim).post("/report/", {"files": sent})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f"{name}: " in text_of(answer)
    assert Attachment.objects.count() == 0


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("..\\..\\note.txt", "note.txt"),
        ("act\u202etxt.pdf.txt", "acttxt.pdf.txt"),
        ("<img src=x>.txt", "<img src=x>.txt"),
    ],
)
def test_a_file_is_handed_out_as_a_file_whatever_its_name(
    home: House, come: Come, told: str, kept: str
) -> None:
    visitor = come(home.aigerim)
    visitor.post("/report/", {"files": SimpleUploadedFile(told, b"<script>alert(1)</script>")})
    held = Attachment.objects.get()

    answer = visitor.get(f"/files/{held.pk}/")

    assert held.name == kept
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "text/plain")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_document_with_macros_is_not_kept(home: House, come: Come) -> None:
    out = BytesIO(document())
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("word/vbaProject.bin", b"macro")
    typed = {"files": SimpleUploadedFile("есеп.docx", out.getvalue())}

    page = text_of(come(home.aigerim).post("/do/submit_report/", typed))

    assert "есеп.docx" in page
    assert not Attachment.objects.exists()


def test_the_same_document_without_them_is(home: House, come: Come) -> None:
    typed = {"files": SimpleUploadedFile("есеп.docx", document())}

    come(home.aigerim).post("/do/submit_report/", typed)

    assert Attachment.objects.get().name == "есеп.docx"


@pytest.mark.parametrize("code", ["submit_report", "mark_done"])
def test_what_may_be_chosen_is_told_before_anything_is_sent(
    home: House, come: Come, code: str
) -> None:
    who, record = SCENES[code].set(home)

    page = read(come(who).get(address(code, record)))

    (field,) = page.xpath("//input[@name='files' and not(@capture)]")
    (hint,) = page.xpath(f"//*[@id='{field.get('aria-describedby').split()[0]}']")
    offered = field.get("accept").split(",")
    assert set(ALLOWED) < set(offered)
    assert "image/jpeg" in offered
    assert hint.text_content() == (
        "PDF, JPG, JPEG, PNG, WEBP, DOCX, XLSX, TXT; each file up to 20 MB."
    )


def test_a_scan_is_chosen_among_what_scanners_make(home: House, come: Come) -> None:
    who, record = SCENES["keep_signed_copy"].set(home)

    page = read(come(who).get(address("keep_signed_copy", record)))

    (field,) = page.xpath("//input[@name='files' and not(@capture)]")
    assert ".docx" not in field.get("accept").split(",")
    assert set(field.get("accept").split(",")) > SCANS
