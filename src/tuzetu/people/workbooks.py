"""Workbooks that people upload: looked through before anything is unpacked into cells."""

import re
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from tuzetu.people.faults import Fault, Unfit

UNPACKED_LIMIT = 40_000_000
CELLS_LIMIT = 2_000_000
"""From the first cell to the last: every one between takes room, empty or not."""

XLSX_MARK = b"PK\x03\x04"
NEEDED = "xl/workbook.xml"
OF_OTHER_KINDS = frozenset({"content.xml", "xl/workbook.bin"})
"""Parts by which the reader would take the file for another kind, whose size nobody looked at."""

OTHER_LETTERS = re.compile(
    rb"^\xff\xfe|^\xfe\xff|\x00|encoding\s*=\s*['\"](?!utf-8['\"])", re.IGNORECASE
)
PLACE = re.compile(rb"""(?<![\w:.-])r\s*=\s*["']([A-Z]*)([0-9]*)([^"']*)["']""", re.IGNORECASE)
ROW = re.compile(rb"<(?:[^\s<>/:]+:)?row\b")
CELL = re.compile(rb"<(?:[^\s<>/:]+:)?c\b")
FURTHEST = 9
"""Letters or figures of a place; longer ones name no cell."""


def cells_of(content: bytes) -> list[list[str]]:
    """The first sheet of a workbook as text; raises ``Unfit`` for damage and for bombs."""
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(_looked_through(content)))
        rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=True)
    except (
        BadZipFile, CalamineError, EOFError, NotImplementedError, OSError, ValueError, zlib.error,
    ) as damage:  # fmt: skip
        raise Unfit([Fault(_("The workbook is damaged."), "file")]) from damage
    return [[_cell(value) for value in row] for row in rows]


def _looked_through(content: bytes) -> bytes:
    """The same workbook with each part no longer than its entry says.

    Whoever unpacks it afterwards without counting cannot be made to unpack more.
    """
    copied = BytesIO()
    with ZipFile(BytesIO(content)) as packed, ZipFile(copied, "w") as copy:
        parts = packed.infolist()
        names = {part.filename for part in parts}
        if NEEDED not in names or names & OF_OTHER_KINDS or len(names) != len(parts):
            raise BadZipFile
        if sum(part.file_size for part in parts) > UNPACKED_LIMIT:
            raise _too_large()
        for part in parts:
            with packed.open(part) as unpacked:
                told = unpacked.read(part.file_size + 1)
            _look_at(told)
            copy.writestr(part.filename, told)
    return copied.getvalue()


def _look_at(part: bytes) -> None:
    """Refuse a sheet whose cells lie so far apart that the room between them is the bomb."""
    if OTHER_LETTERS.search(part[:200]) and part.lstrip()[:1] in b"<\xff\xfe\x00":
        raise BadZipFile
    if b"sheetData" not in part:
        return
    places = PLACE.findall(part)
    if any(max(len(column), len(row)) > FURTHEST or rest for column, row, rest in places):
        raise BadZipFile
    widest = max((_number(column) for column, _row, _rest in places), default=0)
    lowest = max((int(row or 0) for _column, row, _rest in places), default=0)
    rows = ROW.split(part)
    width = max(widest, *(len(CELL.findall(row)) for row in rows))
    if max(lowest, len(rows)) * width > CELLS_LIMIT:
        raise _too_large()


def _number(column: bytes) -> int:
    """The number of a column: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in column.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _too_large() -> Unfit:
    return Unfit([Fault(_("The file is too large."), "file")])


def _cell(value: object) -> str:
    """A cell as a person reads it: whole numbers without a decimal part."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
