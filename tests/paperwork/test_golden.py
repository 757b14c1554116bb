"""What each form says, in each language: the document and the PDF say the same, as agreed."""

from itertools import product

import pytest

from tests.paperwork.papers import body, docx_text, golden, squeezed
from tuzetu.paperwork import pdf
from tuzetu.paperwork.labels import ANNEX1_COLUMNS, ANNEX3, ANNEX3_COLUMNS
from tuzetu.paperwork.report_labels import DONE_COLUMNS
from tuzetu.paperwork.samples_all import SAMPLES
from tuzetu.paperwork.voice import Voice
from tuzetu.paperwork.words import FormLanguage, Words

EVERY = tuple(product(SAMPLES, FormLanguage))


def head_of(name: str, voice: Voice) -> str:
    """The head that returns on each page that a table goes on to: labels and column numbers.

    In the report no column has a number; the table of its actions goes on to another page.
    """
    columns: dict[str, tuple[Words, ...]] = {
        "annex1": ANNEX1_COLUMNS,
        "annex2": DONE_COLUMNS,
        "annex3": ANNEX3_COLUMNS,
    }
    labels = columns.get(name, ())
    numbers = [str(place) for place in range(1, len(labels) + 1)] if name != "annex2" else []
    return " ".join([*map(voice.label, labels), *numbers])


def without_footnote(text: str, voice: Voice) -> str:
    """The log without the title that the procedure prints: a footnote stands where a page ends."""
    literal, heading = squeezed(voice.label(ANNEX3["literal"])), voice.label(ANNEX3["title"])
    first_line = squeezed(heading.partition("\n")[0])
    noted = text.replace(f"1{literal}", "").replace(f"{first_line}1", first_line)
    return noted.replace(literal, "")


@pytest.mark.clause("18")
@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_document_says_what_was_agreed(name: str, language: FormLanguage) -> None:
    form = SAMPLES[name]

    assert docx_text(form, language=language) == golden(form, language).read_text("utf-8")


@pytest.mark.clause("18")
@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_pdf_says_the_same_letter_by_letter(name: str, language: FormLanguage) -> None:
    form, voice = SAMPLES[name], Voice(language)
    agreed = squeezed(golden(form, language).read_text("utf-8"))
    printed = body(
        pdf.render(form, language=language), language=language, head=head_of(name, voice)
    )
    if name == "annex3":
        agreed, printed = without_footnote(agreed, voice), without_footnote(printed, voice)

    assert printed == agreed


@pytest.mark.parametrize("name", SAMPLES)
def test_kazakh_stands_before_russian(name: str) -> None:
    both = golden(SAMPLES[name], FormLanguage.BOTH).read_text("utf-8")
    kazakh, russian = ("Бөлімше", "Подразделение") if name != "annex1" else ("ЖОСПАР", "ПЛАН")

    assert 0 <= both.index(kazakh) < both.index(russian)


def test_the_log_names_its_title_in_the_procedure_in_a_footnote() -> None:
    told = body(
        pdf.render(SAMPLES["annex3"], language=FormLanguage.KAZAKH), language=FormLanguage.KAZAKH
    )

    assert "журналы1" in told
    assert squeezed("«Түзету әрекеттеріне сәйкес келмейтін құжаттарды тіркеу журналы»") in told
