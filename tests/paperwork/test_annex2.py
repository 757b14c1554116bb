"""The report: all fields of the form, causes as a tree, cycles, what is empty or overthrown."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import get_args, get_type_hints

import pytest

from tests.paperwork.papers import chunks, docx_text, pages
from tuzetu.paperwork import annex2, pdf, report_labels
from tuzetu.paperwork.annex2 import Annex2, Cause, Evaluation, Response
from tuzetu.paperwork.causes import cause_rows
from tuzetu.paperwork.report_labels import Field
from tuzetu.paperwork.samples_report import CAUSES, FIRST, REPORT, SECOND
from tuzetu.paperwork.sheets import sheet_of
from tuzetu.paperwork.voice import Voice
from tuzetu.paperwork.words import FormLanguage

KK, RU = FormLanguage.KAZAKH, FormLanguage.RUSSIAN
GROUPS = ("IDENTIFICATION", "RESPONSE", "CONSIDERATION", "PLAN", "EVALUATION")
ADDED = {"19-1", "22-1", "27-1", "30-1", "44-1", "45-1", "47-1"}


def asked() -> list[Field]:
    """Every field of the form, in its order."""
    return [field for group in GROUPS for field in getattr(report_labels, group).values()]


def told(report: Annex2, language: FormLanguage = KK) -> str:
    """What the printed report says, spaces as one."""
    return " ".join(" ".join(pages(pdf.render(report, language=language))).split())


@pytest.mark.clause("51")
def test_the_form_has_all_fifty_fields_and_the_added_ones() -> None:
    numbers = [number for field in asked() for number in field.number.split(", ")]

    assert [number for number in numbers if "-" not in number] == [str(n) for n in range(1, 51)]
    assert {number for number in numbers if "-" in number} == ADDED


@pytest.mark.clause("51")
@pytest.mark.parametrize("language", FormLanguage)
def test_every_field_is_printed_with_number_and_label(language: FormLanguage) -> None:
    document = docx_text(REPORT, language=language)

    for field in asked():
        label = Voice(language).label(field.label)
        assert f"{field.number}\n{label}\n" in document or f"{field.number}  {label}" in document


def test_a_form_that_is_not_in_the_procedure_says_so() -> None:
    assert "Нысан рәсімнің тармақтары негізінде жасалған." in told(REPORT)
    assert "Форма выведена из пунктов процедуры." in told(REPORT, RU)


def test_a_field_that_must_be_filled_says_that_it_is_not() -> None:
    bare = replace(REPORT, response=Response(), cycles=(replace(SECOND, ordinal=1),))
    document = docx_text(bare, language=KK)

    assert "20\nТүзету (қабылданған шара, күні)\nтолтырылмаған\n" in document
    assert "22\nШешу тәсілі\n—\n" in document
    assert "28  Ықтимал себептер: мазмұны, тобы, маңыздылық реті: толтырылмаған\n" in document
    assert "39  Нәтижелілікті бағалау критерийлері: —\n" in document


def test_what_does_not_apply_says_why() -> None:
    waived = replace(REPORT, response=Response(hold_waiver="қызмет көрсетілмейді"))

    assert "18\n" in docx_text(waived, language=KK)
    assert "Қолданылмайды: қызмет көрсетілмейді" in docx_text(waived, language=KK)


@pytest.mark.clause("36")
def test_causes_are_told_as_a_tree_with_ranks_and_root() -> None:
    rows = cause_rows(CAUSES, Voice(KK))
    shown = [(row["number"], row["depth"], row["root"]) for row in rows if isinstance(row, dict)]

    assert shown == [("1", 0, False), ("1.1", 1, True), ("2", 0, False), ("2.1", 1, False)]
    assert "1.1 Жүктемені бекіту мерзімі белгіленбеген түпкі себеп" in told(REPORT)
    assert "реті: 1; Оқу үдерісін ұйымдастыру" in told(REPORT)


def test_a_deeper_cause_stands_further_right() -> None:
    found = {one.text: one for one in chunks(pdf.render(REPORT, language=KK))}

    assert found["1.1"].left == pytest.approx(found["2.1"].left)
    assert found["1.1"].left > found[CAUSES[0].text].left


def test_a_chain_of_forty_causes_keeps_room_for_its_words() -> None:
    chain = Cause(text="түпкі", root=True)
    for _depth in range(40):
        chain = Cause(text="себеп", deeper=(chain,))
    first = replace(FIRST, consideration=replace(FIRST.consideration, causes=(chain,)))

    found = chunks(pdf.render(replace(REPORT, cycles=(first,)), language=KK))

    assert max(one.left for one in found if "түпкі" in one.text) < 180


@pytest.mark.clause("17")
def test_an_overthrown_verdict_stays_and_is_marked() -> None:
    text = told(REPORT)

    assert text.index("Бұл қорытындының күші жойылды: 13.09.2027") < text.index("45-1")
    assert "Байқау кезеңінде қайталанбады" in text


def test_each_cycle_is_a_section_and_a_single_one_needs_no_heading() -> None:
    several, alone = told(REPORT), told(replace(REPORT, cycles=(FIRST,)))

    assert several.index("1-айналым") < several.index("2-айналым")
    assert "Қайта ашылу негізі: СЕ-2027-0021 есебі" in several
    assert "айналым" not in alone


@pytest.mark.clause("48")
def test_late_and_punctual_actions_are_told_apart() -> None:
    assert "29.10.2026 мерзімінде" in told(REPORT)
    assert "24.11.2026 кешіккен" in told(REPORT)


def test_the_labels_name_the_value_once_in_both_languages() -> None:
    assert "Бұйрық / Приказ: 112-н" in told(REPORT, FormLanguage.BOTH)


def test_money_is_written_with_spaces_and_a_comma() -> None:
    assert "185 000,50 ₸" in told(REPORT)


def test_nobody_who_complained_can_be_named() -> None:
    names = {field.name for kind in _kinds(Annex2, set()) for field in fields(kind)}

    assert len(names) > 100
    assert not [name for name in names if re.search("applicant|complain|contact|sender", name)]


def _kinds(kind: type, seen: set[type]) -> set[type]:
    """The dataclass and all those it is made of."""
    seen.add(kind)
    for hint in get_type_hints(kind, vars(annex2)).values():
        for part in (hint, *get_args(hint), *(a for h in get_args(hint) for a in get_args(h))):
            if is_dataclass(part) and isinstance(part, type) and part not in seen:
                _kinds(part, seen)
    return seen


def test_an_evaluation_not_begun_is_empty_and_still_printed() -> None:
    begun = replace(FIRST, evaluation=None)
    empty = replace(FIRST, evaluation=Evaluation())
    alike = [sheet_of(replace(REPORT, cycles=(one,)), language=KK) for one in (begun, empty)]

    assert alike[0] == alike[1]
