"""Forms as PDF: tagged, for people who read with a machine, and fit for long-term archives.

PDF/UA-1 and PDF/A-2a, drawn by typst with the vendored typeface alone. What people typed goes in
as data and is never read as markup. The same form gives the same bytes.
"""

import json
from functools import cache
from pathlib import Path

import typst

from tuzetu.paperwork.characters import FONTS, drawable
from tuzetu.paperwork.sheets import Form, name_of, sheet_of
from tuzetu.paperwork.words import FormLanguage

LAYOUTS = Path(__file__).parent / "typst"


class FlawedPaperError(Exception):
    """The layout drew the form with a warning, such as a typeface not found."""


def render(form: Form, *, language: FormLanguage) -> bytes:
    """A form as a PDF file.

    Raises FlawedPaperError where the drawing is not clean; a controlled form is right or not there.
    """
    words = json.dumps(sheet_of(form, language=language), ensure_ascii=False)
    drawn, warnings = _compiler().compile_with_warnings(
        input=LAYOUTS / f"{name_of(form)}.typ",
        format="pdf",
        sys_inputs={"sheet": drawable(words)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=form.printed_at,
    )
    if warnings or not isinstance(drawn, bytes):
        raise FlawedPaperError("; ".join(warning.message for warning in warnings))
    return drawn


@cache
def _compiler() -> typst.Compiler:
    """The compiler with its typefaces, read once; it sees no file but the layouts."""
    return typst.Compiler(root=LAYOUTS, font_paths=[FONTS], ignore_system_fonts=True)
