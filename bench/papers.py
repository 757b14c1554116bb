"""Papers against the bare tools that make them: ``python bench/papers.py TOLD``.

Annex 1 with twenty lines against typst on the same words in one table; the log of the fullest year
against XlsxWriter writing the same cells. Both sides take turns.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from statistics import median

import django

if __name__ == "__main__":
    django.setup()

import typst
from django.db.models import Count
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from tuzetu.access.sight import visible_cases
from tuzetu.clock import now
from tuzetu.dossier.case import Nonconformity
from tuzetu.paperwork.characters import FONTS
from tuzetu.paperwork.gather_annex3 import annex3
from tuzetu.paperwork.pdf import render as render_pdf
from tuzetu.paperwork.samples import PLAN
from tuzetu.paperwork.sheets import sheet_of
from tuzetu.paperwork.words import FormLanguage
from tuzetu.paperwork.xlsx import render as render_xlsx
from tuzetu.people.sessions import Session
from tuzetu.procedure.calendar import local_day

KAZAKH = FormLanguage.KAZAKH
LINES = 20
PDF_TURNS, XLSX_TURNS = 9, 3
BARE_TYPST = """
#set page(paper: "a4", flipped: true)
#set text(font: "Tinos", size: 12pt)
#let rows = json(bytes(sys.inputs.rows))
#table(columns: 6, ..rows.flatten())
#for word in json(bytes(sys.inputs.rest)) { par(word) }
"""


def in_turns(
    bare: Callable[[], object], ours: Callable[[], object], turns: int
) -> dict[str, float]:
    """Medians of both sides, and of the ratio within a turn."""
    bare(), ours()
    pairs = [(_took(bare), _took(ours)) for _turn in range(turns)]
    return {
        "ratio": round(median(our / bare for bare, our in pairs), 3),
        "bare_ms": round(1000 * median(bare for bare, _our in pairs), 1),
        "ms": round(1000 * median(our for _bare, our in pairs), 1),
        "rounds": turns,
    }


def _took(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def plan_of_twenty_lines() -> dict[str, float]:
    """The PDF of Annex 1."""
    first = PLAN.rows[0]
    actions = tuple(replace(first.actions[0], number=at) for at in range(1, LINES + 1))
    plan = replace(PLAN, rows=(replace(first, actions=actions),))
    rows, rest = _words(sheet_of(plan, language=KAZAKH))
    compiler = typst.Compiler(font_paths=[FONTS], ignore_system_fonts=True)
    told = {"rows": json.dumps(rows), "rest": json.dumps(rest)}

    def bare() -> object:
        return compiler.compile(input=BARE_TYPST.encode(), format="pdf", sys_inputs=told)

    return in_turns(bare, lambda: render_pdf(plan, language=KAZAKH), PDF_TURNS)


def _words(sheet: dict[str, object]) -> tuple[list[list[str]], list[str]]:
    """The words of a form: those of its table, six to a row, and all others."""
    rows = [
        [
            row["number"],
            f"{row['case']} {row['case_kind']} {row['case_text']}",
            f"{row['kind']} {row['action']}",
            *(row["deadline"], row["executors"], " ".join(row["marks"])),
        ]
        for row in sheet["rows"]
    ]
    return rows, list(_texts({name: told for name, told in sheet.items() if name != "rows"}))


def _texts(told: object):
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        for each in told.values():
            yield from _texts(each)
    elif isinstance(told, list | tuple):
        for each in told:
            yield from _texts(each)


def log_of_a_year(key: str) -> dict[str, float]:
    """The XLSX of Annex 3, read from the database as the page does it."""
    person, at = Session.objects.get(session_key=key).person, now()
    years = Nonconformity.objects.values_list("year").annotate(of_it=Count("pk"))
    year, count = max(years, key=lambda row: row[1])

    def ours() -> bytes:
        rows = visible_cases(person, on=local_day(at))
        return render_xlsx(annex3(rows, year, at=at), language=KAZAKH)

    cells = CalamineWorkbook.from_filelike(BytesIO(ours())).get_sheet_by_index(0).to_python()

    def bare() -> None:
        book = Workbook(BytesIO(), {"constant_memory": True})
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd.mm.yyyy"})
        for at_row, row in enumerate(cells):
            for at, cell in enumerate(row):
                _put(sheet, at_row, at, cell, day)
        book.close()

    return in_turns(bare, ours, XLSX_TURNS) | {"rows": count}


def _put(sheet, row: int, at: int, cell: object, day: object) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, at, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, at, cell)
    else:
        sheet.write_datetime(row, at, cell, day)


if __name__ == "__main__":
    officer = json.loads(sys.argv[1])["sessions"]["officer"]
    print(json.dumps({"annex1_pdf": plan_of_twenty_lines(), "log_xlsx": log_of_a_year(officer)}))
