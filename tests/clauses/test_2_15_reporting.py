"""Every employee may report, whatever the source; nothing is exempt (2, 15)."""

import pytest

from tests import given
from tests.given import MONDAY, House
from tests.refusing import not_theirs
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.edition import first_edition
from tuzetu.procedure.states import CaseState
from tuzetu.stages.intake.steps import Letter, open_case, register_letter, submit_report

SOURCES = [item.code for item in first_edition().lists["sources"]]


@pytest.mark.clause("2")
@pytest.mark.parametrize(
    "who", ["aigerim", "dauren", "saule", "timur", "maira", "erlan", "gulnar", "zhanar", "asel"]
)
def test_whoever_works_here_may_report(home: House, who: str) -> None:
    reporter = getattr(home, who)

    nc = submit_report(given.report(home.department), by=reporter, at=MONDAY)

    assert nc.reporter == reporter
    assert nc.phase == CaseState.REGISTERED


@pytest.mark.clause("15")
@pytest.mark.parametrize("source", SOURCES)
def test_a_fact_from_any_source_waits_for_the_office_alike(home: House, source: str) -> None:
    nc = submit_report(given.report(home.department, source=source), by=home.aigerim, at=MONDAY)

    assert given.fresh(nc).owed == Owed.DECIDE.code


@pytest.mark.clause("37")
@pytest.mark.clause("7")
def test_only_the_chancellery_enters_letters(home: House) -> None:
    letter = Letter(
        letter_kind="complaint",
        incoming_number="15",
        subject="Сабақ кестесі",
        received_on=MONDAY.date(),
        applicant="Серік Ахметов",
    )

    with not_theirs():
        register_letter(letter, by=home.aigerim, at=MONDAY)


@pytest.mark.clause("37")
def test_an_employee_opens_no_case_from_a_letter(home: House) -> None:
    item = given.letter(home)

    with not_theirs():
        open_case(item, by=home.aigerim, at=MONDAY, report=given.report(home.department))
