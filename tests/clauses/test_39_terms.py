"""The term of the analysis: four weeks from receipt, perhaps shorter, never later (39)."""

from datetime import date, timedelta

import pytest

from tests import given
from tests.given import MONDAY, House, day
from tests.refusing import not_theirs, refused, refused_saying
from tuzetu.dossier.analysis import Decision
from tuzetu.dossier.case import Nonconformity
from tuzetu.procedure.rules import causes
from tuzetu.stages.causes.steps import complete_analysis, write_analysis
from tuzetu.stages.decision.choosing import analysis_limit
from tuzetu.stages.decision.forms import PassToUnit
from tuzetu.stages.decision.steps import convene_group, pass_to_unit

pytestmark = pytest.mark.clause("39")

LIMIT = MONDAY.date() + timedelta(weeks=4)
OUTSIDE = causes.the_term_is_within_the_limit.says


def passed(home: House, nc: Nonconformity, due_on: date | None, *, on: int = 1) -> Decision:
    pass_to_unit(
        nc, by=home.saule, at=day(on), unit=home.department, reason="Кафедра", due_on=due_on
    )
    return Decision.objects.get(cycle__nc=nc)


def test_the_whole_term_is_four_calendar_weeks_from_receipt(home: House) -> None:
    decision = passed(home, given.identified(home), None)

    assert (decision.due_on, decision.limit_on) == (LIMIT, LIMIT)
    assert date(2026, 3, 2) == LIMIT


@pytest.mark.parametrize("due_on", [day(1).date(), LIMIT - timedelta(days=1), LIMIT])
def test_the_term_may_be_shorter(home: House, due_on: date) -> None:
    assert passed(home, given.identified(home), due_on).due_on == due_on


@pytest.mark.parametrize("due_on", [LIMIT + timedelta(days=1), day(0).date()])
def test_the_term_is_never_later_nor_in_the_past(home: House, due_on: date) -> None:
    nc = given.identified(home)

    with refused_saying(OUTSIDE) as clauses:
        passed(home, nc, due_on)
    with refused(causes.the_term_is_within_the_limit) as told:
        passed(home, nc, due_on)
    assert (told["weeks"], told["received"]) == ("4", "2 February 2026")
    assert told["limit"] == "2 March 2026"
    with refused_saying(OUTSIDE):
        convene_group(
            nc,
            by=home.saule,
            at=day(1),
            leader=home.asel,
            members=[],
            owning_unit=home.department,
            reason="Топ",
            due_on=due_on,
        )

    assert clauses == ["39"]


def test_the_office_may_not_set_a_shorter_term_without_its_reason(home: House) -> None:
    nc = given.identified(home)
    told = {
        "unit": home.department.pk,
        "owning_unit": home.department.pk,
        "reason": "Кафедра",
        "due_on": "2026-02-20",
    }

    lacking = PassToUnit(told, record=nc, by=home.saule, on=MONDAY.date())
    whole = PassToUnit(
        {**told, "term_reason": "Мәселе қарапайым"}, record=nc, by=home.saule, on=MONDAY.date()
    )

    assert list(lacking.errors) == ["term_reason"]
    assert whole.is_valid(), whole.errors


@pytest.mark.parametrize("off", [-1, 1, 30])
def test_a_limit_that_has_passed_is_not_moved(home: House, off: int) -> None:
    nc = given.identified(home)

    with refused(causes.a_limit_that_has_passed_is_the_term) as told:
        passed(home, nc, LIMIT + timedelta(days=off), on=29)
    assert (told["limit"], told["weeks"]) == ("2 March 2026", "4")
    with refused(causes.a_limit_that_has_passed_is_the_term):
        convene_group(
            nc,
            by=home.saule,
            at=day(29),
            leader=home.asel,
            members=[],
            owning_unit=home.department,
            reason="Күрделі",
            due_on=LIMIT + timedelta(days=off),
        )


@pytest.mark.parametrize("off", [-1, 1])
def test_on_its_last_day_a_limit_has_not_passed(home: House, off: int) -> None:
    with refused(causes.the_term_is_within_the_limit):
        passed(home, given.identified(home), LIMIT + timedelta(days=off), on=28)


def test_a_limit_that_passed_before_the_decision_is_itself_the_term(home: House) -> None:
    decision = passed(home, given.identified(home), None, on=40)

    assert decision.due_on == LIMIT


def test_late_analysis_is_accepted(home: House) -> None:
    nc = given.decided(home)
    write_analysis(nc, by=home.dauren, at=day(50), causes=[given.ROOT], **given.FOUND)

    complete_analysis(nc, by=home.dauren, at=day(50))

    assert nc.cycles.get().analysis.completed_at == day(50)


def test_only_the_leader_hands_the_analysis_over(home: House) -> None:
    nc = given.identified(home)
    convene_group(
        nc,
        by=home.saule,
        at=MONDAY,
        leader=home.asel,
        members=[home.timur],
        owning_unit=home.department,
        reason="Топ",
    )
    write_analysis(nc, by=home.timur, at=day(1), causes=[given.ROOT], **given.FOUND)

    with not_theirs():
        complete_analysis(nc, by=home.timur, at=day(1))
    with not_theirs():
        write_analysis(nc, by=home.aigerim, at=day(1), causes=[given.ROOT])

    complete_analysis(nc, by=home.asel, at=day(1))


@pytest.mark.clause("37")
def test_the_four_weeks_run_from_the_receipt_of_the_letter_not_from_its_hand_over(
    home: House,
) -> None:
    item = given.letter(home, at=MONDAY)
    nc = given.handed_over(home, item, at=day(1))
    cycle = nc.cycles.get()
    assert (cycle.received_on, cycle.office_received_on) == (MONDAY.date(), day(1).date())

    assert analysis_limit(cycle, on=day(1).date()) == LIMIT
