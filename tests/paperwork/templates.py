"""Templates for a word processor, made up for tests: harmless ones and hostile ones."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document

from tuzetu.paperwork.docx import standard_template


def saying(*paragraphs: str) -> bytes:
    """A document of a few paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def repacked(
    change: Callable[[str, bytes], bytes] = lambda _name, content: content,
    more: dict[str, bytes] | None = None,
    name: str = "annex1",
) -> bytes:
    """The standard template with its parts changed, and more of them."""
    file = BytesIO()
    with ZipFile(BytesIO(standard_template(name))) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(part, old.read(part)))
        for part, content in (more or {}).items():
            new.writestr(part, content)
    return file.getvalue()


def replaced(part: str, old: str, new: str, *, name: str = "annex1") -> bytes:
    """The standard template with one text of one part replaced."""

    def change(found: str, content: bytes) -> bytes:
        return content.replace(old.encode(), new.encode()) if found == part else content

    return repacked(change, name=name)


def with_paragraph(xml: str, *, name: str = "annex1") -> bytes:
    """The standard template that begins with a paragraph of one's own making."""
    return replaced("word/document.xml", "<w:body>", f"<w:body><w:p>{xml}</w:p>", name=name)


def tagged(text: str, *, name: str = "annex1") -> bytes:
    """The standard template that begins with a text, which may hold tags."""
    return with_paragraph(f"<w:r><w:t>{text}</w:t></w:r>", name=name)
