"""Reading printed forms back: the words of a PDF and of a DOCX, as a reader meets them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from docx import Document
from docx.oxml.ns import qn
from PIL import ImageFont
from pypdf import PdfReader

from tuzetu.paperwork import docx
from tuzetu.paperwork.characters import FONTS
from tuzetu.paperwork.sheets import Form, name_of
from tuzetu.paperwork.words import FormLanguage

Matrix: TypeAlias = list[float]
GOLDEN = Path(__file__).parent / "golden"
UNSEEN = re.compile(r"[\s_\u200b\u00ad]+")
BROKEN = re.compile(r"(?<=[а-яёәғқңөұүһі])-(?=[а-яёәғқңөұүһі])")
"""A hyphen within a word: its own, or where the layout broke the word."""
FOOT = {FormLanguage.RUSSIAN: "Код формы:"}
POINTS_PER_MM = 72 / 25.4


def squeezed(text: str) -> str:
    """A text without spaces, lines to write on and hyphens: how words fall into lines is layout."""
    return BROKEN.sub("", UNSEEN.sub("", text))


def pages(pdf: bytes) -> list[str]:
    """The text of every page."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def body(pdf: bytes, *, language: FormLanguage, head: str = "") -> str:
    """The letters of a PDF without the foot of each page and the head that returns on the next."""
    foot = FOOT.get(language, "Нысан коды")
    told = [squeezed(page.partition(foot)[0]) for page in pages(pdf)]
    returning = squeezed(head)
    return told[0] + "".join(page.removeprefix(returning) for page in told[1:])


def docx_lines(file: bytes) -> Iterator[str]:
    """The paragraphs of a DOCX in the order of reading, tables row by row."""
    for paragraph in Document(BytesIO(file)).element.body.iter(qn("w:p")):
        nodes = paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"))
        yield "".join(
            (node.text or "") if node.tag == qn("w:t") else "\n" for node in nodes
        ).rstrip()


def docx_text(form: Form, *, language: FormLanguage, template: bytes | None = None) -> str:
    """Everything that the document of a form says, a paragraph to a line."""
    return "\n".join(docx_lines(docx.render(form, language=language, template=template))) + "\n"


def golden(form: Form, language: FormLanguage) -> Path:
    """Where the agreed text of a form stands."""
    return GOLDEN / f"{name_of(form)}.{language.value.replace('+', '-')}.txt"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of letters on a page and where it begins, in millimetres from left and bottom."""

    text: str
    page: int
    left: float
    bottom: float
    size: float

    @property
    def right(self) -> float:
        """Where it ends, by the widths of the typeface."""
        typeface = ImageFont.truetype(str(FONTS / "Tinos_400Regular.ttf"), 1000)
        return self.left + typeface.getlength(self.text) * self.size / 1000 / POINTS_PER_MM


def chunks(pdf: bytes) -> list[Chunk]:
    """Everything written, with its place."""
    found: list[Chunk] = []
    for number, page in enumerate(PdfReader(BytesIO(pdf)).pages):

        def note(
            text: str, cm: Matrix, tm: Matrix, _font: object, size: float, number: int = number
        ) -> None:
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            shown = text.replace("\u200b", "").strip()
            if shown:
                at = (x / POINTS_PER_MM, y / POINTS_PER_MM)
                found.append(Chunk(shown, number, *at, size * abs(tm[0] * cm[0])))

        page.extract_text(visitor_text=note)
    return found
