"""Registers as spreadsheets: days are days, counts are numbers, what people type stays text."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from tuzetu.paperwork import xlsx
from tuzetu.paperwork.labels import LOG_FACTS
from tuzetu.paperwork.samples_lists import LOG, PLANS
from tuzetu.paperwork.words import FormLanguage
from tuzetu.paperwork.xlsx import HEAD_AT

KK = FormLanguage.KAZAKH
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "{=1}",
    "https://example.org",
    "007",
    "1e5",
]


def rows_of(file: bytes) -> list[list[object]]:
    """The cells of the only sheet."""
    book = CalamineWorkbook.from_filelike(BytesIO(file))
    return [list(row) for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]


def entries(file: bytes) -> list[dict[str, object]]:
    """The rows of the log by the keys of their columns."""
    rows = rows_of(file)
    return [dict(zip(LOG_FACTS, row, strict=False)) for row in rows[HEAD_AT + 1 :]]


def xml_of(file: bytes) -> str:
    """The sheet as it is kept."""
    with ZipFile(BytesIO(file)) as package:
        return package.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.clause("18")
def test_days_are_days_and_numbers_are_numbers() -> None:
    first = entries(xlsx.render(LOG, language=KK))[0]

    assert first["registered_on"] == date(2026, 9, 16)
    assert first["due_on"] == date(2026, 11, 23)
    assert first["closed_on"] == date(2027, 5, 3)
    assert first["ordinal"] == 1


def test_a_missing_day_is_an_empty_cell() -> None:
    assert entries(xlsx.render(LOG, language=KK))[2]["closed_on"] == ""


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    entry = replace(LOG.entries[0], summary=text, source_document=text, executors=(text,))
    file = xlsx.render(replace(LOG, entries=(entry,)), language=KK)
    (first, *_foot) = entries(file)

    assert (first["summary"], first["source_document"], first["executors"]) == (text, text, text)
    assert "<f>" not in xml_of(file)
    assert "<hyperlink" not in xml_of(file)


@pytest.mark.parametrize("language", FormLanguage)
def test_headings_stand_in_the_language_of_the_form(language: FormLanguage) -> None:
    rows = rows_of(xlsx.render(LOG, language=language))
    wanted = [words.said(language, joint="\n") for words in LOG_FACTS.values()]

    assert rows[HEAD_AT] == wanted
    assert rows[HEAD_AT - 1][:3] == ["1", "2", "2"]


def test_every_column_of_the_form_is_there() -> None:
    numbers = rows_of(xlsx.render(LOG, language=KK))[HEAD_AT - 1]

    assert list(dict.fromkeys(numbers)) == [str(number) for number in range(1, 14)]


def test_the_head_is_frozen_and_filters() -> None:
    sheet = xml_of(xlsx.render(LOG, language=KK))

    assert 'ySplit="6"' in sheet
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A6:U9"/>' in sheet


@pytest.mark.clause("18")
def test_a_void_row_is_struck_through() -> None:
    with ZipFile(BytesIO(xlsx.render(LOG, language=KK))) as package:
        assert "<strike/>" in package.read("xl/styles.xml").decode()
    second = entries(xlsx.render(LOG, language=KK))[1]
    assert second["remark"] == "Күші жойылды: СЕ-2026-0014 есебімен бірдей, қате енгізілген"


def test_a_text_longer_than_a_cell_is_cut_visibly() -> None:
    long = replace(LOG.entries[0], summary="ә" * 40_000, remark="🎻" * 20_000)
    (first, *_foot) = entries(xlsx.render(replace(LOG, entries=(long,)), language=KK))

    assert first["summary"] == "ә" * 32_000 + "…"
    assert str(first["remark"]).endswith("🎻…")


def test_marks_that_break_files_vanish() -> None:
    odd = replace(LOG.entries[0], summary="а\x00б\x0bв\ud800г\u202eд")
    (first, *_foot) = entries(xlsx.render(replace(LOG, entries=(odd,)), language=KK))

    assert first["summary"] == "аб\nвгд"


def test_the_register_of_plans_tells_each_plan() -> None:
    rows = rows_of(xlsx.render(PLANS, language=KK))
    first, second = rows[HEAD_AT + 1], rows[HEAD_AT + 2]

    assert first[:4] == [1, "ТӘЖ-2026-0005", date(2026, 10, 16), "«Домбыра» кафедрасы"]
    assert first[4] == "СЕ-2026-0014\nСЕ-2026-0017"
    assert first[5:7] == [1, 3]
    assert second[1:3] == ["", ""]


def test_the_foot_counts_and_the_log_names_its_keeper() -> None:
    told = [row[0] for row in rows_of(xlsx.render(LOG, language=KK))[-4:]]

    assert told[0] == "Жазбалар саны: 3"
    assert str(told[1]).endswith("Бекжанова Л. Т.")
    assert rows_of(xlsx.render(PLANS, language=KK))[-1][0] == "Жоспарлар саны: 2"


@pytest.mark.parametrize("form", [LOG, PLANS], ids=["log", "register"])
def test_the_same_register_gives_the_same_bytes(form: xlsx.Table) -> None:
    assert xlsx.render(form, language=KK) == xlsx.render(form, language=KK)


def test_an_empty_log_has_its_head() -> None:
    rows = rows_of(xlsx.render(replace(LOG, entries=()), language=KK))

    assert rows[HEAD_AT][0] == "Р/с №"
    assert next(row[0] for row in rows[HEAD_AT + 1 :] if row[0]) == "Жазбалар саны: 0"
