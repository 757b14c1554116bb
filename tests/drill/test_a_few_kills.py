"""Killed inside a step: all of it is kept or nothing. A few of the drill's kills, every day."""

from itertools import count

import pytest

from tests.drill.conftest import Coming, scene_of
from tests.drill.killing import contents, killed_after, sends
from tests.given import House
from tests.web.scenes import SCENES, address
from tuzetu.dossier.case import Nonconformity
from tuzetu.journal.chain import verify
from tuzetu.journal.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)

STRIDE = 4


@pytest.mark.parametrize("code", ["submit_report", "approve_plan"])
def test_a_killed_step_leaves_nothing_and_is_taken_again(
    home: House, come: Coming, code: str
) -> None:
    who, record = scene_of(code, home)
    act = sends(come(who), address(code, record), SCENES[code].typed(home, record))
    before, entries = contents(), Entry.objects.count()

    for statement in count(1, STRIDE):
        killed = killed_after(statement, act)
        if not killed or contents() != before:
            break
        assert verify() == []

    assert statement > STRIDE
    assert Entry.objects.count() > entries
    numbers = Nonconformity.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(numbers) == list(range(1, len(numbers) + 1))
    assert verify() == []
