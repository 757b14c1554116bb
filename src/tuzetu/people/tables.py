"""Tables that people paste or upload: CSV or XLSX read into cells of text, distrusted."""

import csv
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

from tuzetu.people.faults import Fault, Unfit
from tuzetu.people.workbooks import XLSX_MARK, cells_of

ROWS_LIMIT = 3000
COLUMNS_LIMIT = 40
BYTES_LIMIT = 2_000_000
ENCODINGS = ("utf-8-sig", "utf-16", "kz1048")
ZERO = "\x00"
"""A sign that nobody types and PostgreSQL does not keep."""


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
    text = text.replace(ZERO, "").strip("\ufeff\r\n")
    lines = csv.reader(StringIO(text, newline=None), delimiter=_delimiter(text))
    try:
        return _table(list(lines))
    except csv.Error as damage:
        raise Unfit([Fault(_("A cell of the table is too long."))]) from damage


def table_of_file(content: bytes) -> Table:
    """An uploaded file, by its content and not by its name; raises ``Unfit``."""
    if len(content) > BYTES_LIMIT:
        raise Unfit([Fault(_("The file is too large."), "file")])
    if content.startswith(XLSX_MARK):
        return _table(cells_of(content))
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
