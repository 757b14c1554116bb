"""Annex 2 of a case that went round again: each round shows only what belonged to it (18.2, 32)."""

import pytest

from tests import given
from tests.clauses.test_43_45_plan import goal
from tests.clauses.test_49_50_criterion_change import proposed
from tests.clauses.test_50_after_a_revision import rewritten
from tests.given import MONDAY, House, day
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import facts_of_case
from tuzetu.dossier.containment import Hold
from tuzetu.paperwork.annex2 import Annex2, Response
from tuzetu.paperwork.annex2 import Hold as PrintedHold
from tuzetu.paperwork.annex2_containment import containment
from tuzetu.paperwork.gather_annex2 import annex2
from tuzetu.paperwork.labels import REQUESTS
from tuzetu.paperwork.voice import Voice
from tuzetu.paperwork.words import FormLanguage
from tuzetu.procedure.calendar import local_day
from tuzetu.stages.containment.steps import record_consequences, resume_use, set_hold
from tuzetu.stages.effectiveness.recurring import reopen_case
from tuzetu.stages.effectiveness.steps import order_further_actions
from tuzetu.stages.execution.requests import accept_criterion_change

pytestmark = [pytest.mark.django_db, pytest.mark.clause("32")]


def stop(home: House, nc: Nonconformity, what: str, on: int) -> Hold:
    return set_hold(
        given.fresh(nc), by=home.saule, at=day(on), kind="service", what=what,
        since_on=MONDAY.date(),
    )  # fmt: skip


def end(home: House, hold: Hold, on: int) -> None:
    resume_use(
        Hold.objects.get(pk=hold.pk), by=home.saule, at=day(on), end_reason="Талапқа сай болды"
    )


def reopened(home: House, nc: Nonconformity, on: int) -> Annex2:
    reopen_case(given.fresh(nc), by=home.saule, at=day(on), reason="Қайталанды")
    return annex2(given.fresh(nc), at=day(on))


def second(report: Annex2) -> tuple[PrintedHold, ...]:
    later = report.cycles[1].response
    assert later is not None
    return later.holds


def test_a_hold_of_the_first_round_is_not_the_second_ones(home: House) -> None:
    nc = given.observed(home)
    hold = stop(home, nc, "Бірінші", 40)
    end(home, hold, 41)

    report = reopened(home, nc, 60)

    assert [one.what for one in report.response.holds] == ["Бірінші"]
    assert report.response.holds[0].ended_on is not None
    assert second(report) == ()


def test_a_hold_of_the_second_round_is_not_the_first_ones(home: House) -> None:
    nc = given.observed(home)
    waived = given.fresh(nc).hold_waiver
    reopened(home, nc, 60)
    stop(home, nc, "Екінші", 61)

    report = annex2(given.fresh(nc), at=day(62))

    assert report.response.holds == ()
    assert waived
    assert report.response.hold_waiver == waived
    assert [one.what for one in second(report)] == ["Екінші"]


def test_a_hold_that_goes_on_ends_in_the_round_in_which_it_ended(home: House) -> None:
    nc = given.observed(home)
    hold = stop(home, nc, "Созылған", 40)
    reopened(home, nc, 60)
    end(home, hold, 61)

    report = annex2(given.fresh(nc), at=day(62))

    first, later = report.response.holds[0], second(report)[0]
    assert (first.what, first.ended_on, first.ended_as, first.goes_on) == (
        "Созылған", None, None, True,
    )  # fmt: skip
    assert (later.what, later.goes_on) == ("Созылған", False)
    assert later.ended_on == day(61).date()


def test_an_answer_taken_back_stays_with_its_round(home: House) -> None:
    nc = given.observed(home)
    waived = given.fresh(nc).hold_waiver

    report = reopened(home, nc, 60)

    later = report.cycles[1].response
    assert later is not None
    assert (report.response.hold_waiver, later.hold_waiver) == (waived, "")


@pytest.mark.clause("10.3")
def test_consequences_stay_with_the_round_that_had_them(home: House) -> None:
    nc = given.observed(home)
    told = {"consequences": "Екі сабақ өтпеді", "consequences_told": "Білім алушылар"}
    record_consequences(nc, by=home.dauren, at=day(40), **told)

    once = reopened(home, nc, 60)
    record_consequences(given.fresh(nc), by=home.dauren, at=day(61), consequences_waiver="Болмады")
    twice = annex2(given.fresh(nc), at=day(62))

    assert (once.response.consequences, once.response.consequences_told) == tuple(told.values())
    assert once.cycles[1].response == Response(hold_waiver="", consequences="")
    again = twice.cycles[1].response
    assert (twice.response.consequences, twice.response.consequences_waiver) == (
        told["consequences"], "",
    )  # fmt: skip
    assert again is not None
    assert (again.consequences, again.consequences_waiver) == ("", "Болмады")


@pytest.mark.clause("10.3")
def test_further_actions_ask_for_no_other_consequences_and_print_none(home: House) -> None:
    nc = given.carried_out(home)
    given.measure(home, nc, at=day(75), met="partly")
    record_consequences(
        given.fresh(nc), by=home.dauren, at=day(75), consequences="Екі сабақ өтпеді"
    )
    order_further_actions(given.fresh(nc), by=home.saule, at=day(76), reason="Жеткіліксіз")

    report = annex2(given.fresh(nc), at=day(77))

    later = report.cycles[1].response
    assert later is not None
    printed = containment(later, Voice(FormLanguage.KAZAKH))
    assert report.response.consequences == "Екі сабақ өтпеді"
    assert "consequences" not in printed
    assert facts_of_case(given.fresh(nc), on=day(77).date()).containment.consequences_answered


@pytest.mark.clause("50")
def test_a_decided_change_of_a_criterion_that_a_revision_left_out_stands_on_paper(
    home: House,
) -> None:
    plan = given.approved(home)
    nc, criterion = plan.joined.get().cycle.nc, plan.criteria.get()
    accept_criterion_change(proposed(home, criterion, day(1)), by=home.saule, at=day(2))
    rewritten(home, plan, goal(nc, 1, measure="Басқа көрсеткіш"))

    told = annex2(given.fresh(nc), at=day(4)).cycles[0].plan

    assert told is not None
    assert [one.outcome for one in told.criterion_changes] == [REQUESTS["accepted"]]


@pytest.mark.clause("27.6")
def test_the_day_of_closing_stays_with_the_round_that_closed(home: House) -> None:
    nc = given.closed(home)
    ended = nc.cycles.get().ended_at
    assert ended is not None
    assert ended < day(400)

    report = reopened(home, nc, 400)

    first = report.cycles[0].evaluation
    assert first is not None
    assert first.closed_on == local_day(ended)
