"""Correction, consequences, lessons, and what closing asks (10, 27.6, ISO 9001 10.2.1 f)."""

import pytest

from tests import given
from tests.given import FOUND, MONDAY, ROOT, House, day
from tests.refusing import not_now, not_theirs, refused
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Correction
from tuzetu.dossier.duty import Duty
from tuzetu.journal.history import history_of
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.rules import closure, containment
from tuzetu.procedure.states import CaseState
from tuzetu.stages.causes.steps import agree_no_action, propose_no_action, write_analysis
from tuzetu.stages.closure.forms import RecordLessons
from tuzetu.stages.closure.steps import close_case, record_lessons
from tuzetu.stages.containment.forms import RecordConsequences, RecordCorrection
from tuzetu.stages.containment.steps import (
    confirm_correction,
    finish_correction,
    record_consequences,
    record_correction,
)

LATER = day(264)


def close(home: House, nc: Nonconformity) -> None:
    close_case(nc, by=home.saule, at=LATER)


@pytest.mark.clause("10")
@pytest.mark.clause("10.9")
@pytest.mark.clause("iso.10.2.1f")
@pytest.mark.clause("10.2")
@pytest.mark.clause("10.3")
@pytest.mark.clause("27.6")
def test_closing_asks_for_everything_that_was_to_be_done(home: House) -> None:
    nc = given.confirmed(home)

    with refused(
        closure.risks_are_answered,
        closure.changes_are_answered,
        containment.a_correction_is_recorded,
        containment.the_correction_is_confirmed,
        containment.the_consequences_are_answered,
    ):
        close(home, nc)

    given.answered(home, nc, at=LATER)
    given.learn(home, nc, at=LATER)
    with refused(containment.the_correction_is_confirmed):
        close(home, nc)
    confirm_correction(nc, by=home.saule, at=LATER)
    close(home, nc)

    assert given.fresh(nc).phase == CaseState.CLOSED
    assert nc.cycles.get().ended_at == LATER
    assert not Duty.objects.filter(nc=nc).exists()


@pytest.mark.clause("10.2")
@pytest.mark.clause("7")
def test_the_office_confirms_a_correction_that_is_recorded_and_finished(home: House) -> None:
    nc = given.decided(home)
    with refused(containment.a_correction_is_recorded):
        confirm_correction(nc, by=home.saule, at=MONDAY)

    record_correction(
        nc,
        by=home.dauren,
        at=MONDAY,
        what="Силлабус түзетіледі",
        executor=home.bauyrzhan,
        due_on=day(9).date(),
    )
    assert Duty.objects.filter(nc=nc, owed=Owed.FINISH_CORRECTION.code).exists()
    with refused(containment.corrections_are_finished):
        confirm_correction(nc, by=home.saule, at=MONDAY)

    finish_correction(
        nc,
        by=home.dauren,
        at=day(8),
        correction=Correction.objects.get(),
        done_on=day(8).date(),
    )
    assert not Duty.objects.filter(nc=nc, owed=Owed.FINISH_CORRECTION.code).exists()
    with not_theirs():
        confirm_correction(nc, by=home.dauren, at=day(9))
    confirm_correction(nc, by=home.saule, at=day(9))

    assert given.fresh(nc).correction_confirmed_by == home.saule


@pytest.mark.clause("10.2")
def test_a_correction_under_way_bars_closing(home: House) -> None:
    nc = given.closable(home)
    record_correction(nc, by=home.dauren, at=LATER, what="Тағы", executor=home.bauyrzhan)

    with refused(containment.corrections_are_finished, containment.the_correction_is_confirmed):
        close(home, nc)


@pytest.mark.clause("5.8")
@pytest.mark.clause("10.2")
def test_only_what_was_begun_is_finished(home: House) -> None:
    nc = given.decided(home)
    given.answered(home, nc, at=MONDAY)

    with refused(containment.a_correction_is_unfinished):
        finish_correction(
            nc,
            by=home.dauren,
            at=day(1),
            correction=Correction.objects.get(),
            done_on=day(1).date(),
        )


@pytest.mark.clause("10.2")
@pytest.mark.clause("10.3")
@pytest.mark.parametrize("who", ["aigerim", "maira", "timur", "zhanar"])
def test_correction_and_consequences_are_the_heads_and_the_offices(home: House, who: str) -> None:
    nc, by = given.decided(home), getattr(home, who)

    with not_theirs():
        record_correction(nc, by=by, at=MONDAY, what="Түзетілді", done_on=MONDAY.date())
    with not_theirs():
        record_consequences(nc, by=by, at=MONDAY, consequences="Сабақ босатылды")


@pytest.mark.clause("10.2")
@pytest.mark.clause("5.13")
def test_a_potential_nonconformity_says_why_nothing_is_corrected(home: House) -> None:
    nc = given.registered(home, kind="potential")

    record_correction(nc, by=home.saule, at=MONDAY, correction_waiver="Әлі болған жоқ")
    record_consequences(nc, by=home.saule, at=MONDAY, consequences_waiver="Әлі болған жоқ")

    kept = given.fresh(nc)
    assert kept.correction_waiver == kept.consequences_waiver == "Әлі болған жоқ"


@pytest.mark.clause("10.2")
@pytest.mark.clause("10.3")
@pytest.mark.clause("10.9")
@pytest.mark.parametrize("asks", [RecordCorrection, RecordConsequences, RecordLessons])
def test_an_empty_answer_is_no_answer(home: House, asks: type) -> None:
    nc = given.registered(home)

    form = asks({}, record=nc, by=home.saule, on=MONDAY.date())

    assert form.errors


@pytest.mark.clause("10.9")
@pytest.mark.clause("7")
def test_lessons_are_recorded_by_the_office_while_the_case_is_being_closed(home: House) -> None:
    nc = given.decided(home)
    told = {"risks_updated": True, "risks": "Иә", "system_changed": False, "changes": "Жоқ"}

    with not_now():
        record_lessons(nc, by=home.saule, at=MONDAY, **told)  # type: ignore[arg-type]


@pytest.mark.clause("10.9")
def test_lessons_recorded_anew_stand_in_the_journal_beside_the_earlier_ones(home: House) -> None:
    nc = given.confirmed(home)
    told = {"risks": "Тізілім", "system_changed": False, "changes": "Жоқ"}
    record_lessons(nc, by=home.saule, at=day(300), risks_updated=False, **told)  # type: ignore[arg-type]
    record_lessons(nc, by=home.saule, at=day(301), risks_updated=True, **told)  # type: ignore[arg-type]

    last, first, *_earlier = history_of(nc.pk).entries

    assert [(one.field, one.before, one.after) for one in last.changes] == [
        ("risks_updated", False, True)
    ]
    assert {one.field for one in first.changes} == {"risks_updated", *told}


@pytest.mark.clause("10.4")
@pytest.mark.clause("10.2")
@pytest.mark.clause("27")
def test_a_case_without_action_closes_only_when_its_correction_is_confirmed(home: House) -> None:
    nc = given.decided(home)
    write_analysis(
        nc, by=home.dauren, at=MONDAY, causes=[ROOT], **{**FOUND, "action_needed": False}
    )
    propose_no_action(nc, by=home.dauren, at=MONDAY)
    agree_no_action(nc, by=home.saule, at=day(1), reason="Жалғыз жағдай")
    given.answered(home, nc, at=day(2))
    given.learn(home, nc, at=day(2))

    with refused(containment.the_correction_is_confirmed):
        close(home, nc)

    confirm_correction(nc, by=home.saule, at=day(3))
    close(home, nc)
    cycle = nc.cycles.get()
    assert cycle.remedied_on == LATER.date()
    assert not cycle.planned.exists()
