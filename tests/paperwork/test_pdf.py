"""The PDF as a file: tagged, for archives, with its own typeface, and silent about the machine."""

import getpass
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from tests.paperwork.papers import docx_text, pages, squeezed
from tuzetu.paperwork import pdf
from tuzetu.paperwork.characters import BOX
from tuzetu.paperwork.samples import PLAN, TIMETABLE
from tuzetu.paperwork.samples_all import SAMPLES
from tuzetu.paperwork.sheets import sheet_of
from tuzetu.paperwork.words import FormLanguage

KK = FormLanguage.KAZAKH
UPPER, LOWER = (
    "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ",
    "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
)
EVERY = tuple(product(SAMPLES, FormLanguage))
NASTY = '#read("/etc/passwd") $x^2$ *жуан* _көлбеу_ @сілтеме <белгі> \\ " \' `код` // түсініктеме'
MISCHIEF = "а\x00б\x07в\u202eг\u200fд\u2066е\ufeffж\u00adз\ud800и\u200dй\r\nк\u2028л\tм"


def read(name: str, language: FormLanguage = KK) -> PdfReader:
    """The printed sample of a form."""
    return PdfReader(BytesIO(pdf.render(SAMPLES[name], language=language)))


def with_text(text: str) -> bytes:
    """The sample plan with a text in the places where people type."""
    action = replace(TIMETABLE.actions[0], what=text, executor=text)
    return pdf.render(
        replace(PLAN, rows=(replace(TIMETABLE, text=text, actions=(action,)),)), language=KK
    )


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_file_is_tagged_and_says_what_it_is(name: str, language: FormLanguage) -> None:
    reader = read(name, language)
    root = reader.trailer["/Root"]

    assert bool(root["/MarkInfo"]["/Marked"])
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith(language.leading)
    assert reader.metadata is not None
    assert reader.metadata.title == sheet_of(SAMPLES[name], language=language)["title"]


@pytest.mark.parametrize(
    ("language", "count"),
    [
        (FormLanguage.KAZAKH, "1-бет, барлығы 1 бет"),
        (FormLanguage.RUSSIAN, "стр. 1 из 1"),
        (FormLanguage.BOTH, "бет / стр. 1 / 1"),
    ],
)
def test_the_foot_counts_pages_in_the_language_of_the_form(
    language: FormLanguage, count: str
) -> None:
    (only,) = pages(pdf.render(SAMPLES["plans_register"], language=language))

    assert only.splitlines()[-1].endswith(count)


def test_it_claims_the_standards_for_access_and_archives() -> None:
    xmp = read("annex1").trailer["/Root"]["/Metadata"].get_data().decode()

    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp


@pytest.mark.parametrize("name", SAMPLES)
def test_every_typeface_is_embedded_and_ours(name: str) -> None:
    fonts = [
        part.get_object()
        for page in read(name).pages
        for font in page["/Resources"]["/Font"].values()
        for part in font.get_object()["/DescendantFonts"]
    ]

    assert fonts
    for font in fonts:
        assert "Tinos" in font["/BaseFont"]
        assert {"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"].get_object())


def test_the_same_form_gives_the_same_bytes_and_another_hour_others() -> None:
    again = pdf.render(PLAN, language=KK)
    later = replace(PLAN, printed_at=datetime(2026, 11, 24, tzinfo=UTC))

    assert pdf.render(PLAN, language=KK) == again
    assert pdf.render(later, language=KK) != again


def test_the_file_tells_nothing_of_machine_and_user() -> None:
    reader = read("annex2")
    kept = "".join(_texts(reader.trailer, set()))

    assert "Tinos" in kept
    assert str(Path(__file__).parents[2]) not in kept
    assert getpass.getuser() not in (reader.metadata or {}).values()
    assert set(reader.metadata or {}) <= {
        "/Title",
        "/Creator",
        "/Producer",
        "/CreationDate",
        "/ModDate",
    }


def _texts(value: object, seen: set[int]) -> list[str]:
    """Every text and name of a file's objects, streams left out."""
    thing = value.get_object() if hasattr(value, "get_object") else value
    if id(thing) in seen:
        return []
    seen.add(id(thing))
    if isinstance(thing, DictionaryObject):
        return [text for item in thing.values() for text in _texts(item, seen)]
    if isinstance(thing, ArrayObject):
        return [text for item in thing for text in _texts(item, seen)]
    return [str(thing)]


def test_all_forty_two_letters_are_drawn_in_both_cases() -> None:
    signs = "₸ № « » — – …"
    told = squeezed("".join(pages(with_text(f"{UPPER} {LOWER} {signs}"))))

    assert len(UPPER) == len(LOWER) == 42
    for letter in (UPPER + LOWER + signs).replace(" ", ""):
        assert letter in told


def test_what_people_type_is_never_read_as_markup() -> None:
    assert squeezed(NASTY) in squeezed("".join(pages(with_text(NASTY))))


def test_marks_that_break_files_vanish_and_their_letters_stay() -> None:
    told = squeezed("".join(pages(with_text(MISCHIEF))))

    assert "абвгдежзийклм" in told


def test_a_sign_without_glyph_is_shown_as_a_box() -> None:
    told = squeezed("".join(pages(with_text("аспап 🎻 мен ☃ және 中"))))

    assert f"аспап{BOX}мен{BOX}және{BOX}" in told


def test_a_line_end_that_people_typed_is_kept() -> None:
    lines = pages(with_text("бірінші\nекінші"))[0].splitlines()

    assert any(line.strip() == "бірінші" for line in lines)


def test_the_plan_that_lost_its_typeface_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "FONTS", Path(__file__).parent)
    pdf._compiler.cache_clear()

    with pytest.raises(pdf.FlawedPaperError):
        pdf.render(PLAN, language=KK)

    monkeypatch.undo()
    pdf._compiler.cache_clear()
    assert pdf.render(PLAN, language=KK)


@settings(max_examples=25, deadline=None)
@given(some.text(alphabet=some.characters(), max_size=300))
def test_any_text_prints(text: str) -> None:
    assert with_text(text)


@pytest.mark.parametrize("piece", ["ә", "сөз ", "жол\n"])
def test_a_very_long_text_prints_whole(piece: str) -> None:
    text = piece * (10_000 // len(piece)) + "СОҢЫ"

    assert squeezed("".join(pages(with_text(text)))).count("СОҢЫ") == 3


def test_the_document_keeps_what_a_word_processor_can_draw() -> None:
    action = replace(TIMETABLE.actions[0], what="аспап 🎻")
    plan = replace(PLAN, rows=(replace(TIMETABLE, actions=(action,)),))

    assert "аспап 🎻" in docx_text(plan, language=KK)
