"""A step and what follows from it are one: if the second entry fails, so does the first (18)."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection

from tests import given
from tests.clauses.test_17_effectiveness import again, link
from tests.clauses.test_43_45_plan import goal, row
from tests.given import MONDAY, House, day
from tuzetu.dossier.plan import Line
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.journal.models import Entry
from tuzetu.procedure.states import ActionState, CaseState, PlanState, RecurrenceState
from tuzetu.stages.effectiveness.recurring import confirm_recurrence
from tuzetu.stages.execution.steps import confirm_action, mark_done
from tuzetu.stages.planning.steps import (
    approve_plan,
    draft_plan,
    propose_controller,
    record_meeting,
    revise_plan,
    submit_plan,
)
from tuzetu.stages.planning.writing import write_plan

pytestmark = pytest.mark.clause("18")


@contextmanager
def the_second_entry_fails() -> Iterator[None]:
    """The database refuses the second entry that is written; no entry stays."""
    table, written, before = Entry._meta.db_table, [], Entry.objects.count()

    def refuse(execute: object, sql: str, *rest: object) -> object:
        if sql.startswith(f'INSERT INTO "{table}" '):
            written.append(sql)
            if len(written) > 1:
                raise DatabaseError("disk full")
        return execute(sql, *rest)  # type: ignore[operator]

    with connection.execute_wrapper(refuse), pytest.raises(DatabaseError, match="disk full"):
        yield
    assert Entry.objects.count() == before


@pytest.mark.clause("46")
def test_the_last_confirmation_and_the_evaluation_that_it_opens(home: House) -> None:
    plan = given.approved(home)
    line = given.only_line(plan)
    mark_done(line, by=home.bauyrzhan, at=day(5), done_note="Бекітілді")
    line.refresh_from_db()

    with the_second_entry_fails():
        confirm_action(line, by=home.timur, at=day(6))

    assert Line.objects.get(pk=line.pk).phase == ActionState.DONE
    assert given.fresh(plan.joined.get().cycle.nc).phase == CaseState.EXECUTION


@pytest.mark.clause("44")
def test_the_approval_and_what_it_leaves_to_nobody(home: House) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    rows = [row(home, nc), row(home, nc, what="Екінші әрекет")]
    write_plan(plan, by=home.dauren, at=MONDAY, lines=rows, criteria=[goal(nc, 1, 2)])
    given.discuss(home, given.plan_again(plan), at=MONDAY)
    propose_controller(given.plan_again(plan), by=home.saule, at=MONDAY, controller=home.timur)
    submit_plan(given.plan_again(plan), by=home.dauren, at=MONDAY)
    approve_plan(given.plan_again(plan), by=home.maira, at=MONDAY)
    done = plan.lines.order_by("position")[0]
    mark_done(done, by=home.bauyrzhan, at=day(5), done_note="Бекітілді")
    done.refresh_from_db()
    confirm_action(done, by=home.timur, at=day(6))
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(7), reason="Керек емес")
    kept, writing = [row(home, nc, line=done.pk)], given.plan_again(plan)
    write_plan(writing, by=home.dauren, at=day(7), lines=kept, criteria=[goal(nc, 1)])
    held = {"minutes_number": "9", "held_on": day(8).date()}
    record_meeting(given.plan_again(plan), by=home.dauren, at=day(8), **held)
    submit_plan(given.plan_again(plan), by=home.dauren, at=day(8))

    with the_second_entry_fails():
        approve_plan(given.plan_again(plan), by=home.maira, at=day(9))

    assert given.plan_again(plan).phase == PlanState.SUBMITTED


@pytest.mark.clause("17")
def test_the_recurrence_and_the_round_that_it_opens(home: House) -> None:
    earlier = given.observed(home)
    made = link(home, again(home, 100), earlier, on=101)

    with the_second_entry_fails():
        confirm_recurrence(made, by=home.saule, at=day(102), decision="Сол себеп")

    assert Recurrence.objects.get(pk=made.pk).state == RecurrenceState.LINKED.code
    assert given.fresh(earlier).ordinal == 1
