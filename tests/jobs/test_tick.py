"""The clock's round does each thing once, and one failing part does not stop the others."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from pytest_django.fixtures import Settings

from tests import given
from tests.clauses.test_49_50_criterion_change import proposed
from tests.given import MONDAY, House, day
from tuzetu.conduct.recounting import recount
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.round_mark import RoundMark
from tuzetu.jobs.tick import Round, tick
from tuzetu.journal.chain import verify
from tuzetu.journal.history import Change, history_of
from tuzetu.journal.models import Entry
from tuzetu.notices.models import Letter
from tuzetu.people.working_calendar import CalendarDay

MORNING = MONDAY + timedelta(days=1) - timedelta(hours=1, minutes=30)
"""Half past eight on the day after MONDAY."""

DUE = date(2026, 2, 9)


def test_a_round_reads_the_journal_and_writes_letters(home: House) -> None:
    given.submitted(home)
    given.registered(home)
    entries = Entry.objects.count()

    done = tick(at=MORNING)

    assert done.entries_read == entries
    assert done.letters_written == 2
    assert Letter.objects.filter(person=home.maira, kind="at_once").count() == 1


def test_a_second_round_changes_nothing(home: House) -> None:
    given.submitted(home)
    tick(at=MORNING)
    before = (Letter.objects.count(), Entry.objects.count(), Duty.objects.count())

    assert tick(at=MORNING) == Round(0, 0, 0, 0, 0)
    assert tick(at=MORNING + timedelta(minutes=15)) == Round(0, 0, 0, 0, 0)

    assert (Letter.objects.count(), Entry.objects.count(), Duty.objects.count()) == before


@pytest.mark.clause("17")
def test_when_the_observation_ends_the_final_verdict_is_owed(home: House) -> None:
    nc = given.observed(home)
    cycle = nc.cycles.get(ordinal=1)
    assert cycle.observed_until is not None
    last = day((cycle.observed_until - MONDAY.date()).days)

    assert tick(at=last).verdicts_owed == 0
    recount(nc, on=last.date())
    assert not Duty.objects.filter(owed="confirm_verdict").exists()
    assert tick(at=last + timedelta(days=1)).verdicts_owed == 1

    assert Duty.objects.get(owed="confirm_verdict").nc == nc
    assert tick(at=last + timedelta(days=1)).verdicts_owed == 0


@pytest.mark.clause("38")
def test_a_changed_calendar_moves_deadlines_and_the_journal_says_so(home: House) -> None:
    nc = given.registered(home)
    tick(at=MORNING)
    assert given.fresh(nc).due_on == DUE
    CalendarDay.objects.create(
        on=date(2026, 2, 5), works=False, reason="Боран", order_number="12",
        entered_by=home.saule, entered_at=MORNING,
    )  # fmt: skip

    assert tick(at=MORNING + timedelta(minutes=15)).deadlines_moved == 1

    told = history_of(nc.pk).entries[0]
    assert (told.code, told.by) == ("recount_deadline", "")
    assert told.changes == (Change("case.decide", "2026-02-09", "2026-02-10"),)
    assert tick(at=MORNING + timedelta(minutes=30)).deadlines_moved == 0
    assert verify() == []


@pytest.mark.clause("37")
@pytest.mark.clause("50")
def test_a_letter_and_a_change_of_a_criterion_move_with_the_calendar_too(home: House) -> None:
    letter = given.letter(home)
    change = proposed(home, given.approved(home).criteria.get(), day(1))
    tick(at=MORNING)
    due = dict(Duty.objects.values_list("subject_kind", "due_on"))
    for on in {due["letter"], due["criterion_change"]}:
        CalendarDay.objects.create(
            on=on, works=False, reason="Боран", order_number="12",
            entered_by=home.saule, entered_at=MORNING,
        )  # fmt: skip

    assert tick(at=MORNING + timedelta(minutes=15)).deadlines_moved == 2

    for kind, clause, record in (("letter", "37", letter), ("criterion_change", "50", change)):
        duty = Duty.objects.get(subject_kind=kind)
        told = Entry.objects.get(code="recount_deadline", subject_kind=kind)
        assert duty.due_on > due[kind]
        assert (told.clause, told.subject_id, told.by) == (clause, record.pk, None)
    case = change.criterion.plan_case.cycle.nc
    (moved,) = history_of(case.pk).entries[0].changes
    assert (moved.field, moved.before) == (
        "criterion_change.decide_change",
        due["criterion_change"].isoformat(),
    )
    assert tick(at=MORNING + timedelta(minutes=30)).deadlines_moved == 0


def test_the_calendar_first_met_moves_nothing(home: House) -> None:
    given.registered(home)

    assert tick(at=MORNING).deadlines_moved == 0
    assert RoundMark.objects.get(name="calendar").at == MORNING


def test_a_part_that_fails_does_not_stop_the_others(home: House) -> None:
    given.registered(home)

    def fail(execute: object, sql: str, *rest: object) -> object:
        if "roundmark" in sql:
            raise DatabaseError("no such table")
        return execute(sql, *rest)  # type: ignore[operator]

    with connection.execute_wrapper(fail), pytest.raises(ExceptionGroup) as failed:
        tick(at=MORNING)

    assert [type(error) for error in failed.value.exceptions] == [DatabaseError] * 2
    assert Letter.objects.filter(kind="digest").exists()


def test_the_command_tells_what_it_did(home: House, settings: Settings) -> None:
    settings.CLOCK = "tests.jobs.test_tick.morning"
    settings.KEEP_MAILS = True
    given.registered(home)
    out = StringIO()

    call_command("tick", stdout=out)

    assert out.getvalue().startswith("verdicts owed 0, deadlines moved 0, cases handed ")
    assert "letters written 2, sent 0" in out.getvalue()


def morning() -> object:
    return MORNING
