"""Tables that people paste or upload: CSV or XLSX read into cells of text, distrusted."""

import csv
from dataclasses import dataclass
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from tuzetu.people.faults import Fault, Unfit

ROWS_LIMIT = 3000
COLUMNS_LIMIT = 40
BYTES_LIMIT = 2_000_000
UNPACKED_LIMIT = 40_000_000
ENCODINGS = ("utf-8-sig", "utf-16", "kz1048")
XLSX_MARK = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: the heads of its columns, and its rows, each as long as the heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_text(self) -> str:
        """The table with tabs between cells, as it is carried from the preview to the import."""
        out = StringIO()
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        writer.writerows((self.heads, *self.rows))
        return out.getvalue().removesuffix("\n")


def table_of_text(text: str) -> Table:
    """A pasted or comma-separated table; raises ``Unfit``."""
    if len(text) > BYTES_LIMIT:
        raise Unfit([Fault(_("The table is too large."), "text")])
    lines = list(csv.reader(StringIO(text.strip("\ufeff\r\n")), delimiter=_delimiter(text)))
    return _table(lines)


def table_of_file(content: bytes) -> Table:
    """An uploaded file, by its content and not by its name; raises ``Unfit``."""
    if len(content) > BYTES_LIMIT:
        raise Unfit([Fault(_("The file is too large."), "file")])
    if content.startswith(XLSX_MARK):
        return _table(_sheet(content))
    return table_of_text(_decoded(content))


def _delimiter(text: str) -> str:
    head = text.lstrip("\ufeff\r\n").split("\n", 1)[0]
    return max("\t;,", key=head.count)


def _decoded(content: bytes) -> str:
    """The text of a file as spreadsheets save it: Unicode, or the Kazakh eight-bit set."""
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unfit([Fault(_("This is neither a text table nor an XLSX workbook."), "file")])
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unfit([Fault(_("The file's letters cannot be read; save it as UTF-8."), "file")])


def _sheet(content: bytes) -> list[list[str]]:
    """The first sheet of a workbook, unpacked only if it is not a bomb."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > UNPACKED_LIMIT:
            raise Unfit([Fault(_("The file is too large."), "file")])
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=True)
    except (BadZipFile, CalamineError) as damage:
        raise Unfit([Fault(_("The workbook is damaged."), "file")]) from damage
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: object) -> str:
    """A cell as a person reads it: whole numbers without a decimal part."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _table(lines: list[list[str]]) -> Table:
    filled = [[cell.strip() for cell in line] for line in lines]
    filled = [line for line in filled if any(line)]
    if len(filled) < len(("heads", "one row")):
        raise Unfit([Fault(_("The table needs a row of column names and at least one row."))])
    if len(filled) > ROWS_LIMIT or len(filled[0]) > COLUMNS_LIMIT:
        raise Unfit([Fault(_("The table is too large."))])
    width = len(filled[0])
    rows = (tuple((line + [""] * width)[:width]) for line in filled[1:])
    return Table(tuple(filled[0]), tuple(rows))
