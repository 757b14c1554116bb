"""The log after a recurrence: no verdict of an earlier round stands, both reports name each other.

Proved on the page and in the spreadsheet, whose columns are those of the printed Annex 3.
"""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.test_linked_cases import body
from tests.web.visiting import Come, read
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.evaluation import Evaluation
from tuzetu.paperwork.labels import LOG_FACTS
from tuzetu.paperwork.xlsx import HEAD_AT
from tuzetu.people.person import Person
from tuzetu.stages.effectiveness.recurring import (
    confirm_recurrence,
    deny_recurrence,
    link_recurrence,
)
from tuzetu.stages.registration.steps import restrict_case

pytestmark = [pytest.mark.django_db, pytest.mark.clause("17"), pytest.mark.clause("18.3")]

OVERTHROWN = "Нәтижелі (қайталануға байланысты күшін жойды)"
WHY = "Сол себеп"
NOTE = "Ескертпе"


def linked(home: House, *, confirmed: bool | None) -> tuple[Nonconformity, Nonconformity]:
    """A case found effective and a later one linked with it; the office has decided or not yet."""
    earlier = given.observed(home)
    later = given.decided(home, day(100), detected_on=day(99).date())
    link = link_recurrence(later, by=home.saule, at=day(101), earlier=earlier, reason=WHY)
    if confirmed is not None:
        decide = confirm_recurrence if confirmed else deny_recurrence
        decide(link, by=home.saule, at=day(102), decision=WHY)
    clock.set_to(day(103))
    return given.fresh(earlier), given.fresh(later)


def on_the_page(come: Come, who: Person) -> dict[str, dict[str, str]]:
    """The rows of the log by their numbers, each cell by the head of its column."""
    page = read(come(who, "kk").get("/log/?year=2026"))
    rows = page.xpath("//tbody/tr")
    told = [
        {one.get("data-label"): " ".join(one.text_content().split()) for one in row} for row in rows
    ]
    return {row.xpath("string(th/a)"): cells for row, cells in zip(rows, told, strict=True)}


def in_the_sheet(come: Come, who: Person) -> dict[str, dict[str, object]]:
    """The rows of the spreadsheet by their numbers, each fact by its key."""
    book = CalamineWorkbook.from_filelike(
        BytesIO(body(come(who).get("/print/annex3/2026.xlsx?language=kk")))
    )
    rows = list(book.get_sheet_by_index(0).to_python(skip_empty_area=False))[HEAD_AT + 1 :]
    return {str(row[1]): dict(zip(LOG_FACTS, row, strict=False)) for row in rows if row[1]}


def test_a_verdict_that_a_recurrence_overthrew_stands_no_more(come: Come, home: House) -> None:
    earlier, _later = linked(home, confirmed=True)

    shown = on_the_page(come, home.saule)[earlier.number]["Қорытынды"]
    printed = in_the_sheet(come, home.saule)[earlier.number]

    assert (shown, printed["verdict"]) == (OVERTHROWN, OVERTHROWN)
    assert str(printed["verdict_on"]) == str(day(102).date())


def test_what_the_next_round_measures_brings_no_verdict_back(come: Come, home: House) -> None:
    earlier, _later = linked(home, confirmed=True)
    Evaluation.objects.create(cycle=earlier.cycles.get(ordinal=2), head_view="Қайта өлшенді")

    shown = on_the_page(come, home.saule)[earlier.number]["Қорытынды"]
    printed = in_the_sheet(come, home.saule)[earlier.number]["verdict"]

    assert (shown, printed) == (OVERTHROWN, OVERTHROWN)


def test_both_reports_of_a_recurrence_name_each_other(come: Come, home: House) -> None:
    earlier, later = linked(home, confirmed=True)

    page, sheet = on_the_page(come, home.saule), in_the_sheet(come, home.saule)

    assert page[earlier.number][NOTE] == f"{later.number} кейін қайталанды"
    assert page[later.number][NOTE] == f"{earlier.number} бұрынғы есеп"
    assert sheet[earlier.number]["remark"] == f"Кейін қайталанды: {later.number}"
    assert sheet[later.number]["remark"] == f"Қайталануы: {earlier.number}"


@pytest.mark.parametrize(("confirmed", "told"), [(None, True), (False, False)])
def test_a_link_that_is_not_confirmed_turns_nothing(
    come: Come, home: House, *, confirmed: bool | None, told: bool
) -> None:
    earlier, later = linked(home, confirmed=confirmed)

    page, sheet = on_the_page(come, home.saule), in_the_sheet(come, home.saule)

    for rows, verdict, remark in ((page, "Қорытынды", NOTE), (sheet, "verdict", "remark")):
        assert rows[earlier.number][verdict] == "Нәтижелі (алдын ала)"
        assert later.number not in str(rows[earlier.number][remark])
        assert (earlier.number in str(rows[later.number][remark])) is told


def test_a_reader_who_does_not_see_the_other_report_is_told_no_number(
    come: Come, home: House
) -> None:
    earlier, later = linked(home, confirmed=True)
    secret = {"confidential": True, "readers": [], "reason": "Иә"}
    restrict_case(later, by=home.saule, at=day(103), **secret)

    page, sheet = on_the_page(come, home.erlan), in_the_sheet(come, home.erlan)

    assert list(page) == list(sheet) == [earlier.number]
    for remark in (page[earlier.number][NOTE], sheet[earlier.number]["remark"]):
        assert later.number not in str(remark)
        assert remark
