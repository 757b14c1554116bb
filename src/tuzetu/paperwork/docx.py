"""Forms as documents to be edited: the office's own template, or the one that `docx_drawn` draws.

A template is filled in the sandbox; what people typed is escaped. The same form gives the same
bytes.
"""

from datetime import UTC
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docx.opc.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import TemplateError

from tuzetu.paperwork.docx_drawn import drawn_template
from tuzetu.paperwork.docx_package import honest
from tuzetu.paperwork.sandbox import FormEnvironment
from tuzetu.paperwork.sheets import Form, name_of, sheet_of
from tuzetu.paperwork.voice import Sheet
from tuzetu.paperwork.words import FormLanguage

CLOCKLESS = (1980, 1, 1, 0, 0, 0)


UNFILLABLE = (
    TemplateError,
    SyntaxError,
    RecursionError,
    MemoryError,
    KeyError,
    ValueError,
    AttributeError,
    TypeError,
    OSError,
    BadZipFile,
)
"""How filling a template fails that does not fit what it is filled with."""


class UnfilledError(Exception):
    """The office's template cannot be filled with this record; the built-in one could."""


class FormTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl is not typed
    """A template whose filled text must be sound: a broken one is an error, not a shorter page."""

    def fix_tables(self, xml: str) -> object:
        """Refuse text that is no longer well formed, which docxtpl would silently cut."""
        parse_xml(xml)
        return super().fix_tables(xml)


def render(form: Form, *, language: FormLanguage, template: bytes | None = None) -> bytes:
    """A form as a DOCX file, in the office's template or in the standard one.

    A template should have passed `docx_check.check_template`. Raises jinja2.TemplateError where
    it asks for what the form does not hold, SyntaxError where its tags cut across the structure of
    the document.
    """
    sheet = sheet_of(form, language=language)
    filled = fill(
        honest(template) if template is not None else standard_template(name_of(form)), sheet
    )
    filled.core_properties.title = str(sheet["title"])
    filled.core_properties.language = language.leading
    filled.core_properties.created = form.printed_at.astimezone(UTC).replace(tzinfo=None)
    filled.core_properties.modified = filled.core_properties.created
    return _packed(filled)


def render_own(form: Form, *, language: FormLanguage, template: bytes) -> bytes:
    """A form in the office's template. Raises UnfilledError, whatever is wrong with it."""
    try:
        return render(form, language=language, template=template)
    except UNFILLABLE as failure:
        raise UnfilledError(name_of(form)) from failure


def fill(template: bytes, sheet: Sheet) -> FormTemplate:
    """A template filled with the words of a form, not yet saved."""
    document = FormTemplate(BytesIO(template))
    document.render(sheet, FormEnvironment(sheet), autoescape=True)
    return document


@cache
def standard_template(name: str) -> bytes:
    """The template that is used until the office has its own, by the name of the form."""
    return drawn_template(name)


def _packed(document: FormTemplate) -> bytes:
    """The saved document without the hour at which it was packed."""
    loose, packed = BytesIO(), BytesIO()
    document.save(loose)
    with ZipFile(loose) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in sorted(
            source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)
        ):
            target.writestr(ZipInfo(name, CLOCKLESS), source.read(name), ZIP_DEFLATED)
    return packed.getvalue()
