"""Killed at every statement of every step, and at any moment: all or nothing.

The process that takes a step is killed (SIGKILL) after each statement that writes. What is
left must be, row for row, what was there before, until the kill that comes after the commit; that
one must have left as many rows in every table as the whole step makes. Numbers have no gaps and
the journal is whole after each kill.
"""

import os
import signal
from itertools import count as counting
from random import Random

import pytest
from django.db import connection, transaction

from tests.drill.conftest import Coming, Figures, count, scene_of
from tests.drill.killing import Act, contents, forget_drafts, killed_after, sends, sizes
from tests.given import MONDAY, House, report
from tests.web.scenes import SCENES, address
from tuzetu.dossier.case import Nonconformity
from tuzetu.journal.chain import verify
from tuzetu.stages.intake.steps import submit_report
from tuzetu.stages.registration.steps import take_note

pytestmark = [pytest.mark.drill, pytest.mark.django_db(transaction=True)]

MOMENTS = 25


@pytest.mark.parametrize("code", SCENES)
def test_killed_at_every_statement(home: House, come: Coming, code: str, figures: Figures) -> None:
    who, record = scene_of(code, home)
    act = sends(come(who), address(code, record), SCENES[code].typed(home, record))
    before, whole = contents(), sizes_when_taken(act)
    count(figures, "steps")

    for statement in counting(1):
        killed = killed_after(statement, act)
        count(figures, "kills", killed)
        forget_drafts()
        assert_sound()
        if not killed or contents() != before:
            break
        count(figures, "kills that left nothing")

    count(figures, "kills that left the whole step", killed)
    assert statement > 1
    assert sizes() == whole


def sizes_when_taken(act: Act) -> dict[str, int]:
    """How many rows every table has when the whole step is taken; then it is undone."""
    with transaction.atomic():
        act()
        told = sizes()
        transaction.set_rollback(True)
    return told


def assert_sound() -> None:
    """Numbers without gaps, a whole journal."""
    numbers = Nonconformity.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(numbers) == list(range(1, len(numbers) + 1))
    assert verify() == []


def test_killed_at_any_moment(home: House, figures: Figures) -> None:
    """What was acknowledged is kept; of what was not, at most the one step under way."""
    chance = Random(connection.vendor)
    for _moment in range(MOMENTS):
        before = Nonconformity.objects.count()
        acknowledged = killed_while_reporting(home, chance.randint(1, 9))
        kept = Nonconformity.objects.count() - before
        assert acknowledged <= kept <= acknowledged + 1
        assert_sound()
        count(figures, "kills at any moment")
        count(figures, "reports acknowledged before such a kill, all kept", acknowledged)


def killed_while_reporting(home: House, patience: int) -> int:
    """A process reports without end and is killed after so many; how many it acknowledged."""
    connection.close()
    heard, tell = os.pipe()
    child = os.fork()
    if child == 0:
        _report_for_ever(home, tell)
    os.close(tell)
    told = sum(len(os.read(heard, 1)) for _report in range(patience))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(heard, "rb") as rest:
        return told + len(rest.read())


def _report_for_ever(home: House, tell: int) -> None:
    """What the child does until it is killed; a failure ends it and closes its pipe."""
    try:
        while True:
            nc = submit_report(report(home.department), by=home.aigerim, at=MONDAY)
            os.write(tell, b".")
            take_note(nc, by=home.dauren, at=MONDAY)
    finally:
        os._exit(1)
