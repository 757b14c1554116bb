"""What was merged, voided or not confirmed has not recurred, and nothing recurs in it (17)."""

from collections.abc import Callable

import pytest

from tests import given
from tests.given import House, day
from tests.refusing import not_theirs
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.journal.models import Entry
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.states import RecurrenceState
from tuzetu.stages.decision.steps import merge_case, reject_case, void_case
from tuzetu.stages.effectiveness.recurring import link_recurrence
from tuzetu.stages.effectiveness.steps import confirm_effective
from tuzetu.stages.registration.steps import name_concerned

pytestmark = pytest.mark.clause("17")

WAITING = (Owed.DECIDE_RECURRENCE.code, Owed.NAME_FOR_RECURRENCE.code)

ENDING: dict[str, Callable[[House, Nonconformity], None]] = {
    "rejected": lambda home, nc: reject_case(nc, by=home.saule, at=day(102), reason="Жоқ"),
    "voided": lambda home, nc: void_case(nc, by=home.saule, at=day(102), reason="Қате"),
    "merged": lambda home, nc: merge_case(
        nc, by=home.saule, at=day(102), reason="Бір мәселе", into=given.decided(home, day(95))
    ),
}


def linked(home: House, earlier: Nonconformity) -> Recurrence:
    later = given.registered(home, day(100), detected_on=day(100).date())
    return link_recurrence(
        later, by=home.saule, at=day(101), earlier=earlier, reason="Сол себептен қайталанды"
    )


@pytest.mark.parametrize("way", ENDING)
def test_a_link_ends_with_its_later_case(home: House, way: str) -> None:
    earlier = given.observed(home)
    made = linked(home, earlier)
    assert Duty.objects.filter(owed__in=WAITING).exists()

    ENDING[way](home, made.later)

    made.refresh_from_db()
    assert (made.state, made.decided_by) == (RecurrenceState.DENIED.code, None)
    assert not Duty.objects.filter(owed__in=WAITING).exists()
    assert Entry.objects.get(code="lapse_recurrence").by is None
    confirm_effective(earlier, by=home.saule, at=day(260))


@pytest.mark.parametrize("way", ENDING)
def test_a_link_ends_with_its_earlier_case(home: House, way: str) -> None:
    earlier = given.registered(home, day(90))
    made = linked(home, earlier)

    ENDING[way](home, earlier)

    made.refresh_from_db()
    assert made.state == RecurrenceState.DENIED.code
    assert not Duty.objects.filter(owed__in=WAITING).exists()


@pytest.mark.clause("38")
def test_also_where_the_rector_is_asked_who_decides(home: House) -> None:
    earlier = given.observed(home)
    name_concerned(
        earlier, by=home.saule, at=day(99), concerned=[home.saule], reason="Өзіне қатысты"
    )
    made = linked(home, earlier)
    assert Duty.objects.filter(owed=Owed.NAME_FOR_RECURRENCE.code).exists()

    void_case(made.later, by=home.saule, at=day(102), reason="Қате")

    made.refresh_from_db()
    assert made.state == RecurrenceState.DENIED.code
    assert not Duty.objects.filter(owed__in=WAITING).exists()


def test_an_ending_that_is_refused_leaves_the_link(home: House) -> None:
    made = linked(home, given.observed(home))

    with not_theirs():
        void_case(made.later, by=home.dauren, at=day(102), reason="Қате")

    made.refresh_from_db()
    assert made.state == RecurrenceState.LINKED.code
