"""What was merged, voided or not confirmed has not recurred, and nothing recurs in it (17)."""

from collections.abc import Callable

import pytest

from tests import given
from tests.given import House, day, fresh
from tests.refusing import not_theirs, refused, refused_among_others
from tuzetu.access.sight import visible_cases
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.journal.models import Entry
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.rules import effectiveness, registration
from tuzetu.procedure.states import CaseState, RecurrenceState
from tuzetu.stages.decision.steps import merge_case, reject_case, void_case
from tuzetu.stages.effectiveness.recurring import deny_recurrence, link_recurrence
from tuzetu.stages.effectiveness.steps import confirm_effective
from tuzetu.stages.registration.steps import name_concerned

pytestmark = pytest.mark.clause("17")

WAITING = (Owed.DECIDE_RECURRENCE.code, Owed.NAME_FOR_RECURRENCE.code)

ENDING: dict[str, Callable[[House, Nonconformity], None]] = {
    "rejected": lambda home, nc: reject_case(nc, by=home.saule, at=day(102), reason="Жоқ"),
    "voided": lambda home, nc: void_case(nc, by=home.saule, at=day(102), reason="Қате"),
}
"""What was no nonconformity at all has not recurred."""


def merge(home: House, nc: Nonconformity, into: Nonconformity) -> None:
    merge_case(nc, by=home.saule, at=day(102), reason="Бір мәселе", into=into)


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
    assert made.decided_at == day(102)
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


def test_all_links_of_the_case_end_and_what_was_decided_stands(home: House) -> None:
    nc = given.registered(home, day(100), detected_on=day(100).date())
    told = {"by": home.saule, "at": day(101), "reason": "Сол себеп"}
    denied, *waiting = (
        link_recurrence(nc, earlier=given.decided(home, day(number)), **told)
        for number in (90, 91, 92)
    )
    deny_recurrence(denied, by=home.saule, at=day(101), decision="Басқа мәселе")

    void_case(nc, by=home.saule, at=day(102), reason="Қате")

    states = {Recurrence.objects.get(pk=one.pk).state for one in waiting}
    assert states == {RecurrenceState.DENIED.code}
    denied.refresh_from_db()
    assert (denied.decided_by, denied.decided_at) == (home.saule, day(101))
    assert Entry.objects.filter(code="lapse_recurrence").count() == len(waiting)


@pytest.mark.clause("19")
@pytest.mark.parametrize("end", ["later", "earlier"])
def test_a_merging_loses_no_question_whether_the_trouble_came_back(home: House, end: str) -> None:
    earlier = given.observed(home) if end == "later" else given.identified(home, day(90))
    made, into = linked(home, earlier), given.decided(home, day(101))
    nc = made.later if end == "later" else earlier

    with refused(registration.no_link_would_be_lost) as told:
        merge(home, nc, into)

    other = made.earlier.nc if end == "later" else made.later
    assert (told["number"], told["linked"]) == (into.number, other.number)
    Nonconformity.objects.filter(pk=other.pk).update(confidential=True)
    with refused(registration.no_link_would_be_lost) as told:
        merge(home, nc, into)
    assert told["linked"] == registration.UNSEEN
    Nonconformity.objects.filter(pk=other.pk).update(confidential=False)
    made.refresh_from_db()
    assert made.state == RecurrenceState.LINKED.code
    deny_recurrence(made, by=home.saule, at=day(102), decision="Басқа карта байланыстырылды")
    merge(home, fresh(nc), into)
    assert fresh(nc).phase == CaseState.MERGED


@pytest.mark.clause("18")
@pytest.mark.clause("19")
def test_who_may_not_merge_is_told_no_number_of_a_case_out_of_sight(home: House) -> None:
    earlier, into = given.observed(home), given.registered(home, day(99))
    made = linked(home, earlier)
    assert not visible_cases(home.gulnar, on=day(102).date()).filter(pk=earlier.pk).exists()

    with refused_among_others(registration.no_link_would_be_lost) as told:
        merge_case(made.later, by=home.gulnar, at=day(102), reason="Бір", into=into)

    assert told["linked"] == registration.UNSEEN


@pytest.mark.clause("19")
@pytest.mark.parametrize("end", ["later", "earlier"])
def test_a_link_between_the_two_that_are_merged_ends(home: House, end: str) -> None:
    into = given.decided(home, day(95))
    if end == "later":
        made = linked(home, into)
        merge(home, made.later, into)
    else:
        nc = given.registered(home, day(90))
        told = {"by": home.saule, "at": day(101), "reason": "Сол себеп"}
        made = link_recurrence(into, earlier=nc, **told)
        merge(home, nc, into)

    made.refresh_from_db()
    assert (made.state, made.decided_by) == (RecurrenceState.DENIED.code, None)
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


def test_of_two_linked_cases_one_came_first(home: House) -> None:
    one, other = given.decided(home, day(1)), given.decided(home, day(2))
    told = {"by": home.saule, "at": day(3), "reason": "Сол себеп"}
    made = link_recurrence(other, earlier=one, **told)

    with refused(effectiveness.the_link_is_new):
        link_recurrence(one, earlier=other, **told)

    deny_recurrence(made, by=home.saule, at=day(3), decision="Керісінше")
    link_recurrence(one, earlier=other, **told)
