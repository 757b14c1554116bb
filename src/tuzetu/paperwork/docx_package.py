"""Looks at an uploaded template as a package, before anything of it is read as a document.

A DOCX file is an archive of linked parts. Refused are archives that unpack to more than a form
can need, programs, embedded objects, links to the outside, and fields that fetch or compute.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docx.opc.oxml import parse_xml
from docx.oxml.ns import qn

MEGABYTE = 1_000_000
LARGEST_FILE = 5 * MEGABYTE
LARGEST_UNPACKED = 40 * MEGABYTE
LARGEST_PART = 3 * MEGABYTE
"""Of text; pictures may be as large as the whole."""
MOST_PARTS = 300
ENCRYPTED = 0x1
NEEDED = {"[Content_Types].xml", "word/document.xml"}
TEXT = {"xml", "rels"}
PICTURES = {"png", "jpg", "jpeg", "gif", "emf", "wmf", "tif", "tiff", "bmp"}
FOREIGN = re.compile(
    r"macroenabled|vba|activex|oleobject|afchunk|package$|attachedtemplate",
    re.IGNORECASE,
)
OBJECTS = {qn("w:altChunk"), qn("w:object"), qn("w:control"), qn("w:subDoc")}
FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
OTHER_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*['\"](?!utf-8['\"])", re.IGNORECASE)


class UnfitPackageError(Exception):
    """Why a package is refused: a code of `docx_check.SENTENCES` and the part concerned."""

    def __init__(self, code: str, part: str = "") -> None:
        super().__init__(code, part)
        self.code, self.part = code, part


def examine(file: bytes) -> None:
    """Go over a package; raises UnfitPackageError with the first reason against it."""
    if len(file) > LARGEST_FILE:
        raise UnfitPackageError("too_large")
    try:
        with ZipFile(BytesIO(file)) as package:
            _examine_list(package.infolist())
            for part in package.infolist():
                _examine_part(part.filename, _read(package, part))
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as damaged:
        raise UnfitPackageError("not_docx") from damaged


def honest(file: bytes) -> bytes:
    """The same package with each part no longer than its entry says.

    Whoever unpacks it afterwards without counting cannot be made to unpack more.
    """
    packed = BytesIO()
    with ZipFile(BytesIO(file)) as package, ZipFile(packed, "w", ZIP_DEFLATED) as copy:
        for part in package.infolist():
            copy.writestr(part.filename, _read(package, part))
    return packed.getvalue()


def _read(package: ZipFile, part: ZipInfo) -> bytes:
    """The content of a part, read no further than its entry promises."""
    with package.open(part) as content:
        return content.read(part.file_size + 1)


def _examine_list(parts: list[ZipInfo]) -> None:
    """What the archive says of itself; reading keeps to the sizes given here."""
    names = [part.filename for part in parts]
    if len(names) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise UnfitPackageError("bomb")
    if not set(names) >= NEEDED or len(names) != len(set(names)):
        raise UnfitPackageError("not_docx")
    for part in parts:
        if part.flag_bits & ENCRYPTED or ".." in part.filename or part.filename.startswith("/"):
            raise UnfitPackageError("not_docx", part.filename)


def _examine_part(name: str, content: bytes) -> None:
    kind = name.rpartition(".")[2].lower()
    if kind in PICTURES or not content:
        return
    if kind not in TEXT:
        raise UnfitPackageError("program", name)
    if len(content) > LARGEST_PART:
        raise UnfitPackageError("bomb", name)
    if b"\0" in content or b"<!" in content.replace(b"<!--", b"") or OTHER_ENCODING.match(content):
        raise UnfitPackageError("not_docx", name)
    _examine_text(name, content)


def _examine_text(name: str, content: bytes) -> None:
    """Links, content types, objects and fields of a part."""
    try:
        tree = parse_xml(content.decode("utf-8-sig").encode())  # type: ignore[arg-type]
    except (SyntaxError, UnicodeDecodeError) as unsound:
        raise UnfitPackageError("not_docx", name) from unsound
    for element in tree.iter():
        if element.get("TargetMode", "").lower() == "external":
            raise UnfitPackageError("external", name)
        told = (element.get("ContentType", ""), element.get("Type", ""))
        if element.tag in OBJECTS or any(FOREIGN.search(word) for word in told):
            raise UnfitPackageError("program", name)
    if any(code not in FIELDS for code in _field_codes(tree.iter())):
        raise UnfitPackageError("field", name)


@dataclass(slots=True)
class _Reading:
    """Fields that are open at a place in the text: the pieces of their codes so far."""

    open: list[str] = field(default_factory=list)


def _field_codes(elements: Iterator[object]) -> Iterator[str]:
    """The first word of every field, its code put together from the runs it is spread over."""
    reading = _Reading()
    for element in elements:
        yield from _codes_at(element, reading)
    yield from map(_first_word, reading.open)


def _codes_at(element: object, reading: _Reading) -> Iterator[str]:
    tag, told = getattr(element, "tag", ""), getattr(element, "attrib", {})
    if tag == qn("w:fldSimple"):
        yield _first_word(told.get(qn("w:instr"), ""))
    elif tag == qn("w:instrText"):
        text = getattr(element, "text", "") or ""
        if reading.open:
            reading.open[-1] += text
        else:
            yield _first_word(text)
    elif tag == qn("w:fldChar"):
        kind = told.get(qn("w:fldCharType"))
        if kind == "begin":
            reading.open.append("")
        elif kind == "separate" and reading.open:
            yield _first_word(reading.open[-1])
        elif kind == "end" and reading.open:
            yield _first_word(reading.open.pop())


def _first_word(code: str) -> str:
    return (code.split() or [""])[0].upper()
