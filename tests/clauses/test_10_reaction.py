"""Correction, consequences, lessons, and what closing asks (10, 27.6, ISO 9001 10.2.1 f)."""

import pytest

from tests import given
from tests.given import FOUND, MONDAY, ROOT, House, day
from tests.refusing import not_now, not_theirs, refused
from tuzetu.access.parts import actor_in_case
from tuzetu.access.sight import visible_cases
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import facts_of_case
from tuzetu.dossier.containment import Correction
from tuzetu.dossier.duty import Duty
from tuzetu.journal.history import history_of
from tuzetu.journal.models import Entry
from tuzetu.people.person import Person
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.rules import closure, containment
from tuzetu.procedure.states import CaseState
from tuzetu.registers.duties import desk_of
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
from tuzetu.stages.decision.steps import void_case
from tuzetu.stages.effectiveness.recurring import reopen_case

LATER = day(264)


def entrusted(home: House, nc: Nonconformity, executor: Person | None = None) -> Correction:
    """A correction that takes until the second Wednesday."""
    who, until = executor or home.bauyrzhan, day(9).date()
    record_correction(
        nc, by=home.dauren, at=MONDAY, what="Силлабус түзетіледі", executor=who, due_on=until
    )
    return nc.corrections.latest("pk")


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

    correction = entrusted(home, nc)
    with refused(containment.corrections_are_finished):
        confirm_correction(nc, by=home.saule, at=MONDAY)

    finish_correction(correction, by=home.bauyrzhan, at=day(8), done_on=day(8).date())
    with not_theirs():
        confirm_correction(nc, by=home.dauren, at=day(9))
    confirm_correction(nc, by=home.saule, at=day(9))

    assert given.fresh(nc).correction_confirmed_by == home.saule


@pytest.mark.clause("10.2")
def test_what_is_confirmed_is_confirmed_again_only_once_something_has_changed(home: House) -> None:
    nc = given.decided(home)
    record_correction(nc, by=home.dauren, at=MONDAY, what="Түзетілді", done_on=MONDAY.date())
    confirm_correction(nc, by=home.saule, at=day(1), note="Көрдім")

    with refused(containment.the_correction_is_not_confirmed_yet):
        confirm_correction(nc, by=home.saule, at=day(2), note="Тағы көрдім")

    record_correction(nc, by=home.dauren, at=day(3), what="Тағы", done_on=day(3).date())
    confirm_correction(nc, by=home.saule, at=day(4), note="Екеуін де көрдім")
    assert given.fresh(nc).correction_confirmed_at == day(4)


@pytest.mark.clause("10.2")
def test_a_correction_under_way_bars_closing(home: House) -> None:
    nc = given.closable(home)
    record_correction(nc, by=home.dauren, at=LATER, what="Тағы", executor=home.bauyrzhan)

    with refused(containment.corrections_are_finished, containment.the_correction_is_confirmed):
        close(home, nc)


@pytest.mark.clause("5.8")
def test_a_correction_that_takes_time_is_owed_by_who_carries_it_out(home: House) -> None:
    nc = given.decided(home)
    correction = entrusted(home, nc)
    owed = Duty.objects.get(nc=nc, owed=Owed.FINISH_CORRECTION.code)

    assert (owed.person, owed.due_on) == (home.bauyrzhan, day(9).date())
    assert owed in desk_of(home.bauyrzhan, on=day(10).date()).mine
    assert owed not in desk_of(home.dauren, on=day(10).date()).mine
    assert nc in visible_cases(home.bauyrzhan, on=day(10).date())

    finish_correction(correction, by=home.bauyrzhan, at=day(8), done_on=day(8).date())

    assert not Duty.objects.filter(nc=nc, owed=Owed.FINISH_CORRECTION.code).exists()
    correction.refresh_from_db()
    assert (correction.done_on, correction.under_way) == (day(8).date(), False)


@pytest.mark.clause("5.8")
def test_two_corrections_of_one_case_are_owed_each_by_its_own_executor(home: House) -> None:
    nc = given.decided(home)
    first, second = entrusted(home, nc), entrusted(home, nc, executor=home.timur)
    finish_correction(first, by=home.bauyrzhan, at=day(1), done_on=day(1).date())

    owed = Duty.objects.get(nc=nc, owed=Owed.FINISH_CORRECTION.code)

    assert (owed.subject_id, owed.person) == (second.pk, home.timur)


@pytest.mark.clause("5.8")
def test_a_correction_that_names_nobody_is_the_heads(home: House) -> None:
    nc = given.decided(home)
    record_correction(nc, by=home.dauren, at=MONDAY, what="Тағы")

    owed = Duty.objects.get(nc=nc, owed=Owed.FINISH_CORRECTION.code)

    assert (owed.part, owed.unit) == ("head", home.department)


@pytest.mark.clause("5.8")
@pytest.mark.parametrize("who", ["bauyrzhan", "dauren", "saule"])
def test_the_executor_the_head_and_the_office_finish_a_correction(home: House, who: str) -> None:
    correction = entrusted(home, given.decided(home))

    finish_correction(correction, by=getattr(home, who), at=day(1), done_on=day(1).date())

    assert Entry.objects.get(code="finish_correction").by == getattr(home, who)


@pytest.mark.clause("5.8")
@pytest.mark.parametrize("who", ["timur", "aigerim", "maira"])
def test_nobody_else_finishes_it(home: House, who: str) -> None:
    nc = given.decided(home)
    correction = entrusted(home, nc)
    entrusted(home, nc, executor=home.timur)

    with not_theirs():
        finish_correction(correction, by=getattr(home, who), at=day(1), done_on=day(1).date())


@pytest.mark.clause("5.8")
@pytest.mark.clause("10.2")
def test_what_is_finished_is_not_finished_again(home: House) -> None:
    nc = given.decided(home)
    given.answered(home, nc, at=MONDAY)

    with not_now():
        finish_correction(
            Correction.objects.get(), by=home.dauren, at=day(1), done_on=day(1).date()
        )


@pytest.mark.clause("5.8")
def test_the_correction_of_a_case_that_has_ended_is_waited_for_no_longer(home: House) -> None:
    nc = given.registered(home)
    correction = entrusted(home, nc)
    void_case(nc, by=home.saule, at=day(1), reason="Қате жазба")

    assert not Duty.objects.filter(nc=nc).exists()
    with refused(containment.its_case_is_open):
        finish_correction(correction, by=home.bauyrzhan, at=day(2), done_on=day(2).date())


@pytest.mark.clause("5.8")
@pytest.mark.clause("17")
def test_a_case_that_came_back_waits_for_no_correction_of_the_round_before(home: House) -> None:
    nc = given.observed(home)
    entrusted(home, nc)
    reopen_case(nc, by=home.saule, at=day(200), reason="Қайталанды")

    assert not Duty.objects.filter(nc=nc, owed=Owed.FINISH_CORRECTION.code).exists()


@pytest.mark.clause("10.3")
@pytest.mark.clause("17")
def test_what_came_back_has_consequences_of_its_own(home: House) -> None:
    nc = given.observed(home)
    record_consequences(nc, by=home.dauren, at=day(199), consequences="Сабақ өтпеді")
    asked = containment.the_consequences_are_answered
    actor = actor_in_case(home.saule, nc, on=day(200).date())
    assert asked.unmet(facts_of_case(given.fresh(nc), on=day(200).date()), actor) is None

    reopen_case(given.fresh(nc), by=home.saule, at=day(200), reason="Қайталанды")

    again = given.fresh(nc)
    assert asked.unmet(facts_of_case(again, on=day(200).date()), actor) is not None
    assert (again.consequences, nc.cycles.get(ordinal=1).consequences) == ("", "Сабақ өтпеді")


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
