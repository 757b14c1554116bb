"""Tables as people have them: pasted, CSV in several encodings, XLSX; all of it distrusted."""

import zipfile
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given, strategies

from tuzetu.people.faults import Unfit
from tuzetu.people.tables import BYTES_LIMIT, ROWS_LIMIT, Table, table_of_file, table_of_text

EXPECTED = Table(("login", "surname"), (("a", "Қасым"), ("b", "Ұлан")))


def workbook(rows: list[list[object]]) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("mark", ["\t", ";", ","])
def test_columns_may_be_parted_by_tab_semicolon_or_comma(mark: str) -> None:
    text = f"login{mark}surname\r\na{mark}Қасым\r\n\r\nb{mark} Ұлан \r\n"

    assert table_of_text(text) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "kz1048"])
def test_a_file_may_be_saved_as_spreadsheets_save_it(encoding: str) -> None:
    text = "login;surname\na;Қасым\nb;Ұлан\n"

    assert table_of_file(text.encode(encoding)) == EXPECTED


def test_a_workbook_is_read_with_whole_numbers_whole() -> None:
    content = workbook([["login", "surname"], ["a", 7], ["b", 2.5]])

    assert table_of_file(content).rows == (("a", "7"), ("b", "2.5"))


def test_short_rows_are_filled_and_long_ones_cut() -> None:
    assert table_of_text("a,b\n1\n1,2,3\n").rows == (("1", ""), ("1", "2"))


def test_a_quoted_cell_may_hold_line_breaks_and_marks() -> None:
    assert table_of_text('a,b\n"x, y\nz",2\n').rows == (("x, y\nz", "2"),)


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    return out.getvalue()


DAMAGED = {
    "nothing": b"",
    "heads alone": b"a,b\n",
    "not a table": b"\x89PNG\0\0",
    "damaged workbook": b"PK\x03\x04" + b"0" * 100,
    "other archive": workbook([["a"]])[:400],
    "unpacks too large": bomb(),
    "too large": b"a" * (BYTES_LIMIT + 1),
    "unreadable letters": b"\xff\xfe\xff",
    "too many rows": b"a\n" + b"1\n" * (ROWS_LIMIT + 1),
    "too many columns": b",".join([b"a"] * 50) + b"\n1\n",
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=list(DAMAGED))
def test_what_cannot_be_read_is_refused(content: bytes) -> None:
    with pytest.raises(Unfit):
        table_of_file(content)


def test_a_pasted_text_that_is_too_large_is_refused() -> None:
    with pytest.raises(Unfit):
        table_of_text("a" * (BYTES_LIMIT + 1))


CELLS = strategies.text(
    strategies.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8
).filter(lambda text: text.strip() == text and "\ufeff" not in text)


@given(strategies.lists(strategies.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_what_is_carried_from_the_preview_is_read_as_it_was(rows: list[tuple[str, str]]) -> None:
    table = Table(("one", "two"), tuple(rows))

    assert table_of_text(table.as_text()) == table


def swollen(sheet: str, *more: str) -> bytes:
    """A small workbook whose sheet was written by hand."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>'
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(workbook([["login"], ["a"]]))) as sound,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for part in sound.namelist():
            written = sheet if part.endswith("sheet1.xml") else sound.read(part)
            packed.writestr(part, written)
        for part in more:
            packed.writestr(part, "")
    return out.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'
BOMBS = {
    "the last cell of a sheet": f'{FIRST}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "beyond every sheet": f'{FIRST}<row r="9"><c r="ZZZZZZ4294967295"><v>1</v></c></row>',
    "many rows, then many cells": FIRST + "<row/>" * 9000 + "<row>" + "<c/>" * 9000 + "</row>",
    "a place in other words": f'{FIRST}<row r="9"><c r="&#88;FD1048576"><v>1</v></c></row>',
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_workbook_of_two_cells_far_apart_is_no_table(bomb: str) -> None:
    with pytest.raises(Unfit):
        table_of_file(swollen(BOMBS[bomb]))


@pytest.mark.parametrize("part", ["content.xml", "xl/workbook.bin"])
def test_a_workbook_is_of_one_kind(part: str) -> None:
    rows = FIRST + '<row r="2"><c r="A2"><v>2</v></c></row>'

    assert table_of_file(swollen(rows)).rows == (("2",),)
    with pytest.raises(Unfit):
        table_of_file(swollen(rows, part))


def test_a_part_is_no_longer_than_its_entry_says() -> None:
    whole = swollen(FIRST + '<row r="2"><c r="A2"><v>2</v></c></row>' + " " * 70_000)
    with zipfile.ZipFile(BytesIO(whole)) as packed:
        size = packed.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")

    with pytest.raises(Unfit):
        table_of_file(whole.replace(size, b"\x09\x00\x00\x00"))


def test_lines_may_end_as_old_programs_end_them() -> None:
    assert table_of_text("login;surname\ra;Қасым\rb;Ұлан\r") == EXPECTED


def test_a_cell_without_end_is_no_cell() -> None:
    with pytest.raises(Unfit):
        table_of_text("a,b\n" + "x" * 200_000 + ",1\n")


def test_the_zero_byte_is_left_out() -> None:
    content = "\ufefflogin;surname\na;Қасым\x00\nb;Ұлан\n".encode("utf-16-le")

    assert table_of_file(content) == EXPECTED
