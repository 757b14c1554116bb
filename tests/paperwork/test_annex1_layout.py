"""How the plan lies on the page: stamp, six columns, returning head, whole rows, signatures."""

import re
from dataclasses import replace

import pytest

from tests.paperwork.papers import Chunk, chunks, pages, squeezed
from tuzetu.paperwork import pdf
from tuzetu.paperwork.annex1 import Annex1, Approval, Supplement
from tuzetu.paperwork.samples import PLAN, TIMETABLE
from tuzetu.paperwork.words import FormLanguage

KK = FormLanguage.KAZAKH
MIDDLE = 297 / 2
LEFT_MARGIN, RIGHT_MARGIN = 30, 282
SHARE = (RIGHT_MARGIN - LEFT_MARGIN - 9 - 30) / 4.5
WIDTHS = (9, 1.1 * SHARE, 1.1 * SHARE, 30, 1.1 * SHARE, 1.2 * SHARE)
EDGES = [LEFT_MARGIN + sum(WIDTHS[:place]) for place in range(len(WIDTHS) + 1)]


def with_lines(count: int, *, what: str = "Кестені бекіту тәртібін енгізу.") -> Annex1:
    """The sample with as many lines, each marked at its beginning and its end."""
    action = TIMETABLE.actions[1]
    actions = tuple(
        replace(action, number=place, what=f"бас{place}. {what} {what} соң{place}.")
        for place in range(1, count + 1)
    )
    return replace(PLAN, rows=(replace(TIMETABLE, actions=actions),))


def drawn(plan: Annex1, language: FormLanguage = KK) -> list[Chunk]:
    """Where everything of the plan stands."""
    return chunks(pdf.render(plan, language=language))


def place_of(found: list[Chunk], text: str) -> Chunk:
    """The only place where a text stands."""
    (only,) = (chunk for chunk in found if chunk.text == text)
    return only


@pytest.mark.clause("44")
def test_the_stamp_stands_above_the_title_right_of_the_middle() -> None:
    found = drawn(PLAN)
    stamp, title = place_of(found, "БЕКІТЕМІН"), place_of(found, "ЖОСПАР")

    assert stamp.left > MIDDLE
    assert stamp.bottom > title.bottom
    assert place_of(found[:10], "Қасымов Р. Д.").left > MIDDLE
    assert place_of(found, "«20» қазан 2026 жыл").left == stamp.left


@pytest.mark.clause("44")
def test_a_plan_not_yet_approved_leaves_room_for_name_and_day() -> None:
    blank = replace(PLAN, approval=Approval(post=PLAN.approval.post), supplement=Supplement())
    (first, *_rest) = pages(pdf.render(blank, language=KK))

    assert "«____» ______________ 20___ жыл" in first
    assert "Қасымов" not in first


def test_a_draft_without_number_leaves_room_for_it() -> None:
    (first, *_rest) = pages(pdf.render(replace(PLAN, number="", dated_on=None), language=KK))

    assert "№ ________, 20___ жылғы «____» ______________" in first


@pytest.mark.clause("45")
def test_the_table_has_six_columns_with_their_numbers_in_order() -> None:
    found = drawn(PLAN)
    numbers = [chunk for chunk in found if chunk.page == 0 and chunk.size == pytest.approx(9)]
    row = [chunk for chunk in numbers if chunk.text in set("123456")]

    assert [chunk.text for chunk in row] == list("123456")
    assert len({chunk.bottom for chunk in row}) == 1
    inside = [edge < one.left < end for one, edge, end in zip(row, EDGES, EDGES[1:], strict=False)]
    assert inside == [True] * 6


def test_head_and_column_numbers_return_on_each_page() -> None:
    plan = with_lines(20)
    told = [squeezed(page) for page in pages(pdf.render(plan, language=KK))]
    with_rows = [page for page in told if re.search(r"бас\d", page)]

    assert len(with_rows) > 2
    assert all("Орындаунәтижелігітуралыбелгі123456" in page for page in with_rows)


def test_no_row_is_split_between_pages() -> None:
    told = pages(pdf.render(with_lines(20), language=KK))

    for place in range(1, 21):
        (holding,) = (page for page in told if f"бас{place}." in page)
        assert f"соң{place}." in holding


@pytest.mark.parametrize("count", range(1, 13))
def test_the_two_signature_lines_stay_together(count: int) -> None:
    told = pages(pdf.render(with_lines(count), language=KK))
    (signed,) = (page for page in told if "Тексерілетін бөлімшенің басшысы" in page)

    assert "Аудитор" in signed
    assert "Сейітова А. Қ." in signed
    assert "Оспанова Г. М." in signed


def test_the_supplement_stands_on_pages_of_its_own_and_says_that_it_is_not_the_form() -> None:
    told = pages(pdf.render(PLAN, language=KK))
    (supplement,) = (page for page in told if "Жоспарға қосымша мәліметтер" in page)

    assert supplement.startswith("Жоспарға қосымша мәліметтер")
    assert "Бұл бет нысанның бөлігі емес" in supplement
    assert "Аудитор" not in supplement


def test_every_page_bears_code_edition_number_hash_and_page() -> None:
    told = pages(pdf.render(PLAN, language=KK))

    for number, page in enumerate(told, start=1):
        assert "Нысан коды: Қ-01, редакция: 2025" in page
        assert "ТӘЖ-2026-0005, бақылау коды: 9f2c41d07be8" in page
        assert f"{number}-бет, барлығы {len(told)} бет" in page


def test_a_postponed_line_shows_both_days() -> None:
    whole = " ".join(" ".join(pages(pdf.render(PLAN, language=KK))).split())

    assert "бастапқы мерзім: 2026 жылғы 10 қараша ұзартылған мерзім: 2026 жылғы 23 қараша" in whole


@pytest.mark.clause("16")
@pytest.mark.clause("46")
def test_column_six_holds_the_controllers_and_the_heads_marks() -> None:
    column = [one for one in drawn(PLAN) if one.page == 0 and one.left >= EDGES[5]]
    told = squeezed("".join(one.text for one in column if one.size == pytest.approx(10.5)))

    assert told.startswith(squeezed("Орындалғаны расталды: Бекжанова Л. Т., 2026 жылғы 29 қазан"))
    assert squeezed("Бөлімше басшысының белгісі: Сейітова А. Қ., 2026 жылғы 2 қараша") in told


@pytest.mark.parametrize("letter", ["Ш", "ә", "W", "і"])
@pytest.mark.parametrize("language", FormLanguage)
def test_words_of_eighty_letters_stay_within_their_columns(
    letter: str, language: FormLanguage
) -> None:
    word = letter * 80
    action = replace(
        TIMETABLE.actions[1], what=word, executor=word, co_executors=(word,), unit=None
    )
    plan = replace(PLAN, rows=(replace(TIMETABLE, text=word, actions=(action,)),))

    cells = [one for one in drawn(plan, language) if one.size == pytest.approx(10.5)]

    assert sum(one.text.count(letter) for one in cells) >= 4 * 80
    for one in cells:
        ends = next(edge for edge in EDGES if edge > one.left)
        assert one.right <= ends - 0.5


@pytest.mark.parametrize("word", ["Нәтижелілігі", "Әбдіқалықова", "қолданылмайтындықтан"])
def test_ordinary_long_words_are_not_broken(word: str) -> None:
    found = drawn(with_lines(2, what=word))

    assert sum(one.text.count(word) for one in found) == 4


def test_ten_thousand_letters_in_a_cell_are_all_printed() -> None:
    text = " ".join(f"сөз{place}" for place in range(1500))
    told = squeezed("".join(pages(pdf.render(with_lines(1, what=text), language=KK))))

    missing = [place for place in range(1500) if f"сөз{place}" not in told]
    assert missing == []
    assert len(text) >= 9_000
