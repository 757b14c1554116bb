"""Drawing a template for a word processor: paragraphs, ruled tables with returning heads, the foot.

Texts may hold tags of the template language; a tag with `p` or `tr` stands alone in its paragraph
or row, which it replaces.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

ALIGN = WD_ALIGN_PARAGRAPH
TYPEFACE = "Times New Roman"
LONG_SIDE, SHORT_SIDE = 297, 210
LEFT, RIGHT, TOP, BOTTOM = 30, 15, 20, 20
PADDING = {"top": 35, "left": 55, "bottom": 45, "right": 55}
"""Between a cell's line and its words, in twentieths of a point."""
FOOT = "{{ footer.form }}    {{ footer.number }}\t{{ footer.before }}"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph to be written, and how it looks; sizes in points, `indent` in millimetres."""

    words: str
    size: float = 12
    bold: bool = False
    italic: bool = False
    strike: bool = False
    align: ALIGN = ALIGN.LEFT
    indent: float = 0
    above: float = 0
    level: int = 0
    with_next: bool = False
    new_page: bool = False


Cell = str | Text | Sequence[Text]


@dataclass(frozen=True, slots=True)
class Pen:
    """A document being drawn; `width` is what the margins leave, in millimetres."""

    paper: Paper
    width: float

    def write(self, *texts: Text) -> None:
        """Paragraphs under one another."""
        for text in texts:
            style = f"Heading {text.level}" if text.level else None
            _set(self.paper.add_paragraph(style=style), text)

    def tag(self, *tags: str) -> None:
        """Paragraphs that hold nothing but a tag."""
        self.write(*(Text(f"{{%p {tag} %}}") for tag in tags))

    def table(
        self,
        widths: Sequence[float],
        *,
        heads: Sequence[Sequence[Cell]],
        loop: str,
        row: Sequence[Cell],
        size: float = 10,
    ) -> None:
        """A ruled table: heads that return on each page, and a row for each turn of the loop.

        A width of 0 takes an equal share of what the others leave.
        """
        table = self._grid(widths, ruled=True)
        for head in heads:
            _row(table, head, size=size, align=ALIGN.CENTER)
            _returning(table)
        _row(table, [f"{{%tr {loop} %}}"], size=size)
        _row(table, row, size=size)
        _row(table, ["{%tr endfor %}"], size=size)

    def unruled(self, widths: Sequence[float], rows: Iterable[Sequence[Cell]]) -> None:
        """A table without lines, to set things side by side."""
        table = self._grid(widths, ruled=False)
        for row in rows:
            _row(table, row, size=12)

    def saved(self) -> bytes:
        """The document as a file."""
        file = BytesIO()
        self.paper.save(file)
        return file.getvalue()

    def _grid(self, widths: Sequence[float], *, ruled: bool) -> Table:
        equal = (self.width - sum(widths)) / max(1, sum(not width for width in widths))
        table: Table = self.paper.add_table(0, len(widths))
        table.style = "Table Grid" if ruled else "Normal Table"
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width or equal)
        _padding(table)
        return table


def pen(*, landscape: bool) -> Pen:
    """An empty A4 sheet with the margins of the forms and the foot of every page."""
    paper = Document()
    section = paper.sections[0]
    across, down = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(across), Mm(down)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    _styles(paper)
    width = across - LEFT - RIGHT
    _foot(section.footer.paragraphs[0], width)
    paper.styles["Footer"].element.get_or_add_pPr()._remove_tabs()  # noqa: SLF001
    paper.core_properties.author = ""
    paper.core_properties.comments = ""
    return Pen(paper, width)


def _styles(paper: Paper) -> None:
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = paper.styles[name]
        style.font.name, style.font.size = TYPEFACE, Pt(12)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:cs"), TYPEFACE)
        fonts.set(qn("w:eastAsia"), TYPEFACE)
        style.font.bold = name != "Normal"
        style.font.color.rgb = None
        style.paragraph_format.space_before = Pt(0 if name == "Normal" else 12)
        style.paragraph_format.space_after = Pt(0 if name == "Normal" else 4)


def _foot(paragraph: Paragraph, width: float) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    _run(paragraph, FOOT)
    _field(paragraph, "PAGE")
    _run(paragraph, "{{ footer.between }}")
    _field(paragraph, "NUMPAGES")
    _run(paragraph, "{{ footer.after }}")


def _run(paragraph: Paragraph, words: str) -> None:
    paragraph.add_run(words).font.size = Pt(8)


def _padding(table: Table) -> None:
    """Set the lines of a table on the margin of the page, and its words off the lines."""
    layout = table._tblPr.find(qn("w:tblLayout"))  # noqa: SLF001 - there is no call for padding
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), "0")
    indent.set(qn("w:type"), "dxa")
    padding = OxmlElement("w:tblCellMar")
    for side, twips in PADDING.items():
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(twips))
        edge.set(qn("w:type"), "dxa")
        padding.append(edge)
    layout.addprevious(indent)
    layout.addnext(padding)


def _field(paragraph: Paragraph, name: str) -> None:
    """A number that the word processor fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    run.font.size = Pt(8)
    field.append(run._r)  # noqa: SLF001 - python-docx has no call for fields
    paragraph._p.append(field)  # noqa: SLF001


def _row(table: Table, cells: Sequence[Cell], *, size: float, align: ALIGN = ALIGN.LEFT) -> None:
    """A row that stays on one page; fewer cells than columns leave the rest empty."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
    for cell, content in zip(row.cells, cells, strict=False):
        _fill(cell, content, size=size, align=align)


def _fill(cell: _Cell, content: Cell, *, size: float, align: ALIGN) -> None:
    texts = [Text(content, size=size, align=align)] if isinstance(content, str) else content
    first = cell.paragraphs[0]
    for place, text in enumerate([texts] if isinstance(texts, Text) else texts):
        _set(first if place == 0 else cell.add_paragraph(), text)


def _returning(table: Table) -> None:
    mark = OxmlElement("w:tblHeader")
    table.rows[-1]._tr.get_or_add_trPr().append(mark)  # noqa: SLF001


def _set(paragraph: Paragraph, text: Text) -> None:
    run = paragraph.add_run(text.words)
    run.font.size = Pt(text.size)
    run.bold, run.italic = text.bold or None, text.italic or None
    run.font.strike = text.strike or None
    form = paragraph.paragraph_format
    form.alignment, form.left_indent = text.align, Mm(text.indent)
    form.keep_with_next = text.with_next or bool(text.level) or None
    form.page_break_before = text.new_page or None
    if text.above:
        form.space_before = Pt(text.above)
