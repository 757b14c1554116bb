"""Effective if it does not recur: observation, recurrence, the next cycle (10.6, 17)."""

from datetime import date

import pytest

from tests import given
from tests.given import MONDAY, House, day
from tests.refusing import not_theirs, refused
from tuzetu.conduct.recounting import wake_observed
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.evaluation import Evaluation
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.journal.models import Entry, EntryCase
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.offices import Office
from tuzetu.procedure.rules import effectiveness
from tuzetu.procedure.rules.going_on import GOES_ON
from tuzetu.procedure.states import CaseState
from tuzetu.registers.duties import desk_of
from tuzetu.stages.closure.steps import close_case
from tuzetu.stages.containment.steps import record_correction
from tuzetu.stages.decision.steps import merge_case, reject_case
from tuzetu.stages.effectiveness.recurring import (
    confirm_recurrence,
    deny_recurrence,
    link_recurrence,
)
from tuzetu.stages.effectiveness.steps import confirm_effective, find_effective

pytestmark = pytest.mark.clause("17")

REMEDIED = 31
"""The day on which the scene's last line is confirmed."""


def again(home: House, on: int = 100, **told: object) -> Nonconformity:
    """The same trouble, reported and decided later."""
    return given.decided(home, day(on), **{"detected_on": day(on).date(), **told})


def link(home: House, later: Nonconformity, earlier: Nonconformity, on: int = 101) -> Recurrence:
    return link_recurrence(
        later, by=home.saule, at=day(on), earlier=earlier, reason="Сол себептен қайталанды"
    )


def test_a_first_effective_is_provisional_for_five_months(home: House) -> None:
    nc = given.observed(home)

    cycle = nc.cycles.get()
    assert (cycle.observed_from, cycle.observed_until) == (date(2026, 4, 19), date(2026, 9, 19))
    assert not Duty.objects.filter(nc=nc).exists()
    with refused(effectiveness.the_observation_has_ended):
        confirm_effective(nc, by=home.saule, at=given.at_noon(date(2026, 9, 19)))

    confirm_effective(nc, by=home.saule, at=given.at_noon(date(2026, 9, 20)))

    assert given.fresh(nc).phase == CaseState.CLOSING
    assert Evaluation.objects.get().final_by == home.saule


@pytest.mark.clause("51")
def test_the_end_of_the_observation_makes_the_final_verdict_owed_by_the_whole_office(
    home: House,
) -> None:
    other = given.person("office2", "Дана", home.office, Office.OFFICE_OFFICER)
    nc = given.observed(home)

    assert wake_observed(on=date(2026, 9, 19)) == 0
    assert wake_observed(on=date(2026, 9, 20)) == 1

    duty = Duty.objects.get(nc=nc)
    assert (duty.owed, duty.part, duty.person) == (Owed.CONFIRM_VERDICT.code, "office", None)
    assert (duty.term, duty.counts_from) == ("evaluation", date(2026, 9, 19))
    assert duty.due_on == date(2026, 10, 2)  # ten working days after a Saturday
    on = date(2026, 9, 20)
    for officer in (home.saule, other):
        assert duty in desk_of(officer, on=on).mine
    confirm_effective(nc, by=other, at=given.at_noon(on), reason="Қайталанбады")
    assert given.fresh(nc).phase == CaseState.CLOSING


def test_the_final_verdict_is_owed_beside_a_correction_still_under_way(home: House) -> None:
    nc = given.observed(home)
    record_correction(nc, by=home.dauren, at=day(90), what="Тағы", executor=home.bauyrzhan)

    wake_observed(on=date(2026, 9, 20))

    owed = Duty.objects.filter(nc=nc).values_list("owed", flat=True)
    assert set(owed) == {Owed.FINISH_CORRECTION.code, Owed.CONFIRM_VERDICT.code}
    assert wake_observed(on=date(2026, 9, 21)) == 0


@pytest.mark.clause("10.6")
@pytest.mark.parametrize("who", ["saule", "dauren"])
def test_the_office_and_those_who_work_on_the_case_link_it(home: House, who: str) -> None:
    earlier, later = given.closed(home), again(home, 300)

    made = link_recurrence(
        later, by=getattr(home, who), at=day(301), earlier=earlier, reason="Сол себеп"
    )

    assert (made.later, made.earlier.nc, made.state) == (later, earlier, "linked")
    assert Duty.objects.filter(nc=later, owed=Owed.DECIDE_RECURRENCE.code).exists()
    told_in = EntryCase.objects.filter(entry=Entry.objects.get(code="link_recurrence"))
    assert {row.case_id for row in told_in} == {later.pk, earlier.pk}


@pytest.mark.clause("10.6")
@pytest.mark.parametrize("who", ["aigerim", "timur", "maira"])
def test_nobody_else_links(home: House, who: str) -> None:
    earlier, later = given.observed(home), again(home)

    with not_theirs():
        link_recurrence(later, by=getattr(home, who), at=day(101), earlier=earlier, reason="Сол")


def test_a_link_joins_two_different_actual_cases_once(home: House) -> None:
    earlier, later = given.observed(home), again(home)
    potential = again(home, kind="potential")

    with refused(effectiveness.the_cases_differ):
        link(home, earlier, earlier)
    with refused(effectiveness.the_later_case_is_actual):
        link(home, potential, earlier)
    link(home, later, earlier)
    with refused(effectiveness.the_link_is_new):
        link(home, later, earlier)


def test_what_was_not_confirmed_or_goes_on_elsewhere_is_linked_to_no_earlier_case(
    home: House,
) -> None:
    earlier = given.observed(home)
    rejected = given.identified(home, day(100), detected_on=day(100).date())
    reject_case(rejected, by=home.saule, at=day(101), reason="Талапқа сай")

    with refused(effectiveness.the_later_case_stands):
        link(home, given.fresh(rejected), earlier)
    with refused(effectiveness.the_earlier_case_stands) as told:
        link(home, again(home), given.fresh(rejected))
    assert (told["number"], told["where"]) == (rejected.number, effectiveness.ANOTHER)


def test_of_a_merged_case_its_page_tells_where_it_goes_on(home: House) -> None:
    earlier, onward = given.observed(home), given.decided(home, day(99))
    merged = given.identified(home, day(100), detected_on=day(100).date())
    merge_case(merged, by=home.saule, at=day(101), into=onward, reason="Бір мәселе")

    with refused(effectiveness.the_later_case_stands) as later:
        link(home, given.fresh(merged), earlier)
    with refused(effectiveness.the_earlier_case_stands) as before:
        link(home, again(home), given.fresh(merged))

    for told in (later, before):
        assert (told["number"], told["where"]) == (merged.number, GOES_ON)
        assert onward.number not in str(told), "whoever links may not see that case"


def test_only_the_office_decides_whether_it_came_back(home: House) -> None:
    made = link(home, again(home), given.observed(home))

    for who in (home.dauren, home.maira, home.gulnar):
        with not_theirs():
            confirm_recurrence(made, by=who, at=day(102), decision="Иә")
        with not_theirs():
            deny_recurrence(made, by=who, at=day(102), decision="Жоқ")


@pytest.mark.clause("38")
def test_what_the_office_has_not_decided_on_is_no_recurrence_yet(home: House) -> None:
    earlier = given.observed(home)
    later = given.identified(home, day(100), detected_on=day(100).date())
    made = link(home, later, earlier)

    with refused(effectiveness.the_later_case_is_decided):
        confirm_recurrence(made, by=home.saule, at=day(102), decision="Иә")

    Nonconformity.objects.filter(pk=later.pk).update(state=CaseState.VOIDED.code)
    with refused(effectiveness.the_later_case_stands):
        confirm_recurrence(made, by=home.saule, at=day(103), decision="Иә")


@pytest.mark.parametrize(("detected", "counts"), [(REMEDIED, False), (REMEDIED + 1, True)])
def test_only_what_came_after_the_remedy_is_a_recurrence(
    home: House, detected: int, counts: object
) -> None:
    made = link(home, again(home, detected_on=day(detected).date()), given.observed(home))

    if counts:
        confirm_recurrence(made, by=home.saule, at=day(102), decision="Иә")
    else:
        with refused(effectiveness.it_came_after_the_remedy):
            confirm_recurrence(made, by=home.saule, at=day(102), decision="Иә")


def test_an_undecided_link_bars_the_final_verdict(home: House) -> None:
    earlier = given.observed(home)
    made = link(home, again(home), earlier)

    with refused(effectiveness.every_recurrence_is_decided):
        confirm_effective(earlier, by=home.saule, at=day(260))

    deny_recurrence(made, by=home.saule, at=day(261), decision="Басқа мәселе")
    confirm_effective(earlier, by=home.saule, at=day(261))


def test_an_undecided_link_bars_closing(home: House) -> None:
    earlier = given.closable(home)
    made = link(home, again(home, 262), earlier, on=263)

    with refused(effectiveness.every_recurrence_is_decided):
        close_case(earlier, by=home.saule, at=day(264))

    deny_recurrence(made, by=home.saule, at=day(265), decision="Басқа мәселе")
    close_case(earlier, by=home.saule, at=day(265))


def test_a_confirmed_recurrence_bars_the_verdict_effective(home: House) -> None:
    earlier = given.measured(home)
    made = link(home, again(home, 76), earlier, on=77)
    confirm_recurrence(made, by=home.saule, at=day(78), decision="Сол себеп")
    assert given.fresh(earlier).phase == CaseState.EVALUATION

    with refused(effectiveness.nothing_has_recurred):
        find_effective(earlier, by=home.saule, at=day(79), reason="Бәрі дұрыс")


def test_a_recurrence_bars_the_final_verdict_of_its_cycle(home: House) -> None:
    earlier = given.observed(home)
    made = link(home, again(home), earlier)
    Recurrence.objects.filter(pk=made.pk).update(state="confirmed")

    with refused(effectiveness.nothing_has_recurred):
        confirm_effective(earlier, by=home.saule, at=day(260))


@pytest.mark.parametrize(
    ("scene", "on"), [(given.observed, 100), (given.confirmed, 262), (given.closed, 300)]
)
def test_a_recurrence_turns_the_verdict_and_opens_the_next_cycle(
    home: House, scene: object, on: int
) -> None:
    earlier: Nonconformity = scene(home)  # type: ignore[operator]
    made = link(home, again(home, on), earlier, on=on + 1)

    confirm_recurrence(made, by=home.saule, at=day(on + 2), decision="Сол себеп")

    reopened = given.fresh(earlier)
    assert (reopened.phase, reopened.ordinal) == (CaseState.REGISTERED, 2)
    turned = Evaluation.objects.get(cycle__ordinal=1)
    assert (turned.superseded_at, turned.superseded_because) == (day(on + 2), "Сол себеп")
    owed = Duty.objects.filter(nc=reopened).values_list("owed", flat=True)
    assert set(owed) == {Owed.DECIDE.code, Owed.TAKE_NOTE.code}
    assert reopened.due_on is not None
    assert Entry.objects.filter(code="reopen_case", subject_id=earlier.pk).exists()
    begun = reopened.cycles.get(ordinal=2)
    assert begun.received_on == day(on + 2).date()


def test_a_recurrence_bars_only_the_cycle_it_puts_in_question(home: House) -> None:
    earlier = given.closed(home)
    made = link(home, again(home, 300), earlier, on=301)

    confirm_recurrence(made, by=home.saule, at=day(302), decision="Сол себеп")

    assert Recurrence.objects.get().earlier.ordinal == 1
    assert given.fresh(earlier).cycles.get(ordinal=2).recurrences.count() == 0


def test_a_denied_link_leaves_the_earlier_case_alone(home: House) -> None:
    earlier = given.closed(home)
    made = link(home, again(home, 300), earlier, on=301)

    deny_recurrence(made, by=home.saule, at=day(302), decision="Басқа мәселе")

    assert given.fresh(earlier).phase == CaseState.CLOSED
    assert not Duty.objects.filter(owed=Owed.DECIDE_RECURRENCE.code).exists()


def test_the_effectiveness_of_a_quiet_case_stands(home: House) -> None:
    nc = given.closed(home, MONDAY)

    assert Evaluation.objects.get(cycle__nc=nc).superseded_at is None


def test_an_undecided_link_bars_the_verdict_effective(home: House) -> None:
    earlier = given.measured(home)
    made = link(home, again(home, 76), earlier, on=77)

    with refused(effectiveness.every_recurrence_is_decided):
        find_effective(earlier, by=home.saule, at=day(78), reason="Бәрі дұрыс")

    deny_recurrence(made, by=home.saule, at=day(79), decision="Басқа мәселе")
    find_effective(earlier, by=home.saule, at=day(79), reason="Бәрі дұрыс")


def test_what_turns_out_to_be_potential_is_no_recurrence(home: House) -> None:
    earlier, later = given.observed(home), again(home)
    made = link(home, later, earlier)
    Nonconformity.objects.filter(pk=later.pk).update(kind="potential")

    with refused(effectiveness.the_later_case_is_actual):
        confirm_recurrence(made, by=home.saule, at=day(102), decision="Иә")


def test_what_was_never_gone_has_not_come_back(home: House) -> None:
    made = link(home, again(home), given.carried_out(home))
    type(made.earlier).objects.filter(pk=made.earlier_id).update(remedied_on=None)
    made.refresh_from_db()

    with refused(effectiveness.the_earlier_one_is_remedied):
        confirm_recurrence(made, by=home.saule, at=day(102), decision="Иә")
