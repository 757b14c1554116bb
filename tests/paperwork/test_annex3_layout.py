"""How the log lies on the page: thirteen columns, a returning head, void rows, the keeper."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from tests.paperwork.papers import chunks, docx_text, pages, squeezed
from tuzetu.paperwork import pdf
from tuzetu.paperwork.labels import ANNEX3_COLUMNS, PLANS_COLUMNS
from tuzetu.paperwork.samples_all import SAMPLES
from tuzetu.paperwork.samples_lists import LOG, PLANS
from tuzetu.paperwork.voice import Voice
from tuzetu.paperwork.words import FormLanguage

KK = FormLanguage.KAZAKH
WIDTHS = [10, 19, 18, 19, 0, 19, 18, 21.2, 18.5, 18, 21, 18.5, 19.5]
WIDTHS[4] = 252 - sum(WIDTHS)
EDGES = [30 + sum(WIDTHS[:place]) for place in range(14)]


@pytest.mark.clause("18")
def test_thirteen_columns_bear_their_numbers_in_order() -> None:
    found = [one for one in chunks(pdf.render(LOG, language=KK)) if one.page == 0]
    row = [one for one in found if one.size == pytest.approx(6.5)]

    assert [one.text for one in row] == [str(number) for number in range(1, 14)]
    inside = [edge < one.left < end for one, edge, end in zip(row, EDGES, EDGES[1:], strict=False)]
    assert inside == [True] * 13


def test_every_text_column_is_wide_enough_for_kazakh() -> None:
    assert min(WIDTHS[1:]) >= 18


def test_head_and_numbers_return_on_each_page() -> None:
    rows = tuple(replace(LOG.entries[0], ordinal=place) for place in range(1, 31))
    told = [squeezed(page) for page in pages(pdf.render(replace(LOG, entries=rows), language=KK))]
    with_rows = [page for page in told if "СЕ-2026-0014" in page]

    assert len(with_rows) > 2
    assert all(squeezed(ANNEX3_COLUMNS[12].kk) + "12345678910111213" in page for page in with_rows)


@pytest.mark.parametrize("language", FormLanguage)
@pytest.mark.parametrize("form", [LOG, PLANS], ids=["log", "register"])
def test_no_word_of_a_heading_is_broken(form: object, language: FormLanguage) -> None:
    assert form in (LOG, PLANS)
    printed = LOG if form is LOG else PLANS
    columns = ANNEX3_COLUMNS if printed is LOG else PLANS_COLUMNS
    found = " ".join(one.text for one in chunks(pdf.render(printed, language=language)))
    shown = {part for word in found.split() for part in word.replace("/", "-").split("-")}

    wanted = {
        part
        for column in columns
        for word in Voice(language).label(column).split()
        for part in word.replace("/", "-").split("-")
    }
    assert sorted(wanted - shown) == []


@pytest.mark.parametrize("language", FormLanguage)
@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_written_over_anything_else(name: str, language: FormLanguage) -> None:
    found = chunks(pdf.render(SAMPLES[name], language=language))
    lines = sorted(found, key=lambda one: (one.page, round(one.bottom, 1), one.left))
    neighbours = [
        (one.text, other.text, one.right - other.left)
        for one, other in pairwise(lines)
        if (one.page, round(one.bottom, 1)) == (other.page, round(other.bottom, 1))
    ]

    assert len(neighbours) > 10
    assert [near for near in neighbours if near[2] > 0.2] == []
    assert max(one.right for one in found) <= (195 if name == "annex2" else 282) + 0.2


@pytest.mark.clause("18")
def test_a_void_row_stays_with_its_reason() -> None:
    text = " ".join(pages(pdf.render(LOG, language=KK))[0].split())

    assert "СЕ-2026-0015" in text
    assert "Күші жойылды: СЕ-2026-0014 есебімен бірдей, қате енгізілген" in text


@pytest.mark.parametrize("language", FormLanguage)
def test_nothing_in_the_log_runs_over_its_column(language: FormLanguage) -> None:
    word = "Ы" * 80
    entry = replace(
        LOG.entries[0], source_document=word, summary=word, root_causes=(word,), actions=(word,),
        corrections=(word,), executors=(word,), remark=word,
    )  # fmt: skip
    found = chunks(pdf.render(replace(LOG, entries=(entry,)), language=language))
    cells = [one for one in found if "Ы" in one.text]

    assert sum(one.text.count("Ы") for one in cells) == 7 * 80
    for one in cells:
        assert one.right <= next(edge for edge in EDGES if edge > one.left) - 0.3


def test_the_log_tells_when_it_was_begun_and_ended_and_who_keeps_it() -> None:
    open_log = docx_text(LOG, language=KK)
    closed = docx_text(replace(LOG, ended_on=date(2026, 12, 31)), language=KK)

    assert "Басталды: 05.01.2026\nАяқталды: ____" in open_log
    assert "Аяқталды: 31.12.2026" in closed
    assert "Жазбалар саны: 3" in open_log
    assert "Журналды жүргізуші: Жобалық кеңсе қызметкері" in open_log


def test_an_empty_log_is_still_a_log() -> None:
    empty = replace(LOG, entries=())

    assert "Жазбалар саны: 0" in " ".join(pages(pdf.render(empty, language=KK)))
    assert "Жазбалар саны: 0" in docx_text(empty, language=KK)


def test_a_long_word_is_broken_between_syllables_with_a_hyphen() -> None:
    entry = replace(LOG.entries[0], root_causes=("қоныстандыруғанда стратегического",))
    told = pages(pdf.render(replace(LOG, entries=(entry,)), language=KK))[0]
    parts = "".join(told.split())

    assert "қоныстанды-руғанда" in parts
    assert "стра-тегического" in parts
