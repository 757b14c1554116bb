"""The log and the register of plans as spreadsheets, one fact per column.

Days are days and counts are numbers; everything typed is a string, never a formula, whatever it
begins with. Rows are written through, so that a long log takes no more memory than a short one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from io import BytesIO
from typing import BinaryIO, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tuzetu.paperwork import xlsx_columns
from tuzetu.paperwork.annex3 import Annex3
from tuzetu.paperwork.characters import legible
from tuzetu.paperwork.labels import ANNEX3, PLANS_REGISTER
from tuzetu.paperwork.plans_register import PlansRegister
from tuzetu.paperwork.voice import GAP, Voice
from tuzetu.paperwork.words import FormLanguage, short_date
from tuzetu.paperwork.xlsx_columns import Column, Fact, Row

Table: TypeAlias = Annex3 | PlansRegister

TYPEFACE = {"font_name": "Times New Roman", "font_size": 10, "valign": "top"}
LONGEST = 32_000
"""A cell holds 32 767 units of UTF-16."""
HEAD_AT = 5
"""The row of headings, counted from nought; above it the form's column numbers and the title."""
A4 = 9


@dataclass(frozen=True, slots=True)
class Looks:
    """How cells of a row look: words, days, counts."""

    words: Format
    day: Format
    count: Format


def render(form: Table, *, language: FormLanguage) -> bytes:
    """A register as an XLSX file."""
    file = BytesIO()
    write(form, file, language=language)
    return file.getvalue()


def write(form: Table, file: BinaryIO, *, language: FormLanguage) -> None:
    """A register written into an open file; for long ones, which need not stand in memory."""
    voice = Voice(language)
    book = Workbook(file, {"constant_memory": True})
    created = form.printed_at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": _title(form, voice), "created": created, "author": ""})
    if isinstance(form, Annex3):
        rows = ((entry, bool(entry.void_because)) for entry in form.entries)
        end = _filled(book, form, xlsx_columns.LOG, rows, voice)
    else:
        end = _filled(book, form, xlsx_columns.PLANS, ((plan, False) for plan in form.plans), voice)
    _foot(book, form, end + 1, voice)
    book.close()


def _filled(
    book: Workbook,
    form: Table,
    columns: Sequence[Column[Row]],
    rows: Iterable[tuple[Row, bool]],
    voice: Voice,
) -> int:
    """Write head and rows of a sheet; the place of the row after the last one."""
    sheet = book.add_worksheet("3" if isinstance(form, Annex3) else "1")
    _head(book, sheet, form, columns, voice)
    looks = {struck: _looks(book, struck=struck) for struck in (False, True)}
    place = HEAD_AT
    for place, (row, struck) in enumerate(rows, start=HEAD_AT + 1):
        for at, column in enumerate(columns):
            _put(sheet, place, at, column.fact(row, voice), looks[struck])
    sheet.autofilter(HEAD_AT, 0, place, len(columns) - 1)
    return place + 1


def _put(sheet: Worksheet, place: int, at: int, fact: Fact, looks: Looks) -> None:
    if isinstance(fact, str):
        if fact:
            sheet.write_string(place, at, _cell(fact), looks.words)
        else:
            sheet.write_blank(place, at, None, looks.words)
    elif isinstance(fact, date):
        sheet.write_datetime(place, at, fact, looks.day)
    elif fact is None:
        sheet.write_blank(place, at, None, looks.day)
    else:
        sheet.write_number(place, at, fact, looks.count)


def _cell(text: str) -> str:
    """A text as long as a cell may hold; a cut one ends in dots."""
    clean = legible(text)
    if 2 * len(clean) <= LONGEST:
        return clean
    units = clean.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return clean
    return units[: 2 * LONGEST].decode("utf-16-le", "ignore") + "…"


def _looks(book: Workbook, *, struck: bool) -> Looks:
    ruled = {**TYPEFACE, "border": 1, "font_strikeout": struck}
    return Looks(
        words=book.add_format({**ruled, "text_wrap": True}),
        day=book.add_format({**ruled, "num_format": "dd.mm.yyyy", "align": "left"}),
        count=book.add_format({**ruled, "num_format": "0", "align": "left"}),
    )


def _head(
    book: Workbook, sheet: Worksheet, form: Table, columns: Sequence[Column[Row]], voice: Voice
) -> None:
    """Title, period, the form's column numbers, headings that stay in sight."""
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
    bold = book.add_format({**TYPEFACE, "bold": True, "font_size": 14})
    plain = book.add_format(TYPEFACE)
    sheet.write_string(0, 0, legible(_title(form, voice)), bold)
    sheet.write_string(1, 0, legible(voice.beside(form.institution)), plain)
    sheet.write_string(2, 0, _span(form, voice), plain)
    centred = {**TYPEFACE, "bold": True, "border": 1, "align": "center", "valign": "vcenter"}
    heading = book.add_format({**centred, "text_wrap": True, "bg_color": "#EFEFEF"})
    number = book.add_format({**TYPEFACE, "align": "center", "font_size": 8})
    for at, column in enumerate(columns):
        sheet.write_string(HEAD_AT - 1, at, column.form_column, number)
    sheet.set_row(HEAD_AT, 44)
    for at, column in enumerate(columns):
        sheet.write_string(HEAD_AT, at, voice.label(column.label), heading)
    sheet.freeze_panes(HEAD_AT + 1, 2)
    _page(sheet, form, voice)


def _page(sheet: Worksheet, form: Table, voice: Voice) -> None:
    """How the sheet prints: landscape A4, as wide as the page, headings on every page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_AT - 1, HEAD_AT)
    sheet.set_margins(left=1.18, right=0.59, top=0.79, bottom=0.79)
    foot = voice.footer(form.form)
    left = str(foot["form"]).replace("&", "&&")
    sheet.set_footer(f"&L&8{left}&R&8{foot['before']}&P{foot['between']}&N{foot['after']}")


def _title(form: Table, voice: Voice) -> str:
    label = (ANNEX3 if isinstance(form, Annex3) else PLANS_REGISTER)["title"]
    return f"{voice.beside(label)}, {voice.beside(form.period)}"


def _span(form: Table, voice: Voice) -> str:
    """From which day until which the log was kept."""
    if not isinstance(form, Annex3):
        return ""
    begun = voice.named(ANNEX3["begun"], short_date(form.begun_on))
    ended = voice.named(ANNEX3["ended"], short_date(form.ended_on) or GAP)
    return f"{begun}; {ended}"


def _foot(book: Workbook, form: Table, place: int, voice: Voice) -> None:
    """The number of entries; under the log also its keeper and its title by the procedure."""
    plain = book.add_format(TYPEFACE)
    told = (
        [voice.named(PLANS_REGISTER["entries"], str(len(form.plans)))]
        if isinstance(form, PlansRegister)
        else _kept_by(form, voice)
    )
    for row, text in enumerate(told, start=place):
        book.worksheets()[0].write_string(row, 0, legible(text), plain)


def _kept_by(log: Annex3, voice: Voice) -> list[str]:
    keeper = f"{voice.beside(log.keeper_post)} {GAP} {log.keeper}"
    return [
        voice.named(ANNEX3["entries"], str(len(log.entries))),
        voice.named(ANNEX3["keeper"], keeper),
        voice.beside(ANNEX3["literal"]),
        voice.beside(ANNEX3["derived"]),
    ]
