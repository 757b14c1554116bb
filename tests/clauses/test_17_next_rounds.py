"""What the next round of a case takes over, and what it asks for anew (10.2, 17, 32, 36, 38)."""

import pytest

from tests import given
from tests.clauses.test_17_effectiveness import again, link
from tests.given import House, day
from tests.refusing import refused, refused_among_others
from tuzetu.dossier.analysis import Cause, Decision
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Hold
from tuzetu.dossier.evaluation import Evaluation
from tuzetu.procedure.offices import Office
from tuzetu.procedure.rules import closure, containment
from tuzetu.procedure.states import CaseState
from tuzetu.stages.closure.steps import close_case
from tuzetu.stages.containment.steps import resume_use, set_hold
from tuzetu.stages.decision.steps import pass_to_unit
from tuzetu.stages.effectiveness.recurring import confirm_recurrence, link_recurrence
from tuzetu.stages.effectiveness.steps import (
    find_effective,
    order_further_actions,
    order_new_analysis,
)

pytestmark = pytest.mark.clause("17")


def reopened(home: House, nc: Nonconformity, on: int) -> Nonconformity:
    """The trouble came back, and the office confirmed it."""
    made = link(home, again(home, on), nc, on=on + 1)
    confirm_recurrence(made, by=home.saule, at=day(on + 2), decision="Сол себеп")
    return given.fresh(nc)


@pytest.mark.clause("10.2")
def test_the_correction_before_a_recurrence_closes_nothing_after_it(home: House) -> None:
    earlier = given.closed(home)
    Nonconformity.objects.filter(pk=earlier.pk).update(correction_waiver="Түзету мүмкін емес")
    assert earlier.hold_waiver
    nc = reopened(home, given.fresh(earlier), 300)
    assert (nc.hold_waiver, nc.correction_waiver) == ("", "")
    assert (nc.correction_confirmed_at, nc.correction_confirmed_by) == (None, None)

    Nonconformity.objects.filter(pk=nc.pk).update(state=CaseState.CLOSING.code)
    for rule in (
        containment.a_correction_is_recorded,
        containment.the_consequences_are_answered,
        closure.risks_are_answered,
        closure.changes_are_answered,
    ):
        with refused_among_others(rule) as told:
            close_case(given.fresh(nc), by=home.saule, at=day(310))
        assert told["anew"] == containment.ANEW
    with refused_among_others(containment.the_correction_is_confirmed):
        close_case(given.fresh(nc), by=home.saule, at=day(310))


@pytest.mark.clause("27")
@pytest.mark.clause("32")
@pytest.mark.parametrize("ends", ["ended", "in force"])
def test_a_hold_that_ended_before_a_recurrence_answers_nothing_after_it(
    home: House, ends: str
) -> None:
    earlier = given.observed(home)
    hold = set_hold(
        earlier,
        by=home.dauren,
        at=day(90),
        kind=Hold.Object.SERVICE,
        what="Сабақ",
        since_on=day(90).date(),
    )
    if ends == "ended":
        resume_use(hold, by=home.saule, at=day(95), end_reason="Сай")
    nc = reopened(home, earlier, 100)

    def decide() -> None:
        pass_to_unit(
            given.fresh(nc), by=home.saule, at=day(103), unit=home.department, reason="Кафедра"
        )

    if ends == "ended":
        with refused(containment.the_hold_is_answered):
            decide()
    else:
        decide()


def test_a_recurrence_of_an_earlier_round_opens_no_round_again(home: House) -> None:
    nc = reopened(home, given.observed(home), 100)
    first = nc.cycles.get(ordinal=1)
    later = again(home, 101)
    made = link_recurrence(later, by=home.saule, at=day(102), earlier=nc, reason="Сол себеп")
    type(made).objects.filter(pk=made.pk).update(earlier=first)
    made.refresh_from_db()
    Nonconformity.objects.filter(pk=nc.pk).update(state=CaseState.OBSERVATION.code)

    confirm_recurrence(made, by=home.saule, at=day(104), decision="Сол себеп")

    assert (given.fresh(nc).phase, given.fresh(nc).ordinal) == (CaseState.OBSERVATION, 2)


@pytest.mark.clause("51")
def test_a_verdict_of_the_office_is_not_told_as_the_auditors(home: House) -> None:
    nc = given.measured(home)
    given.appoint(home.gulnar, Office.AUDITOR)

    find_effective(nc, by=home.saule, at=day(76), reason="Бәрі дұрыс")

    assert not Evaluation.objects.get(cycle__nc=nc).verdict_by_auditor


@pytest.mark.clause("36")
@pytest.mark.clause("38")
def test_further_actions_stand_on_the_group_and_the_tree_of_the_round_before(home: House) -> None:
    nc = given.measured(home)
    decision, root = Decision.objects.get(cycle__nc=nc), Cause.objects.get(analysis__cycle__nc=nc)
    decision.way = Decision.Way.GROUP
    decision.save()
    decision.members.set([home.asel, home.dauren])
    Cause.objects.create(analysis=root.analysis, parent=root, position=2, text="Тәртіп ескірген")

    order_further_actions(nc, by=home.saule, at=day(76), reason="Тағы әрекет керек")

    renewed = Decision.objects.get(cycle__nc=nc, cycle__ordinal=2)
    assert set(renewed.members.all()) == {home.asel, home.dauren}
    deeper = Cause.objects.get(analysis__cycle=renewed.cycle, text="Тәртіп ескірген")
    assert deeper.parent is not None
    assert (deeper.parent.text, deeper.parent.analysis) == (root.text, deeper.analysis)


@pytest.mark.clause("51")
def test_a_case_goes_round_again_only_with_a_verdict_that_falls_short(home: House) -> None:
    nc = given.measured(home)

    with pytest.raises(ValueError, match="effective"):
        order_new_analysis(
            nc, by=home.saule, at=day(76), verdict=Evaluation.Verdict.EFFECTIVE, reason="Жоқ"
        )
    assert given.fresh(nc).phase == CaseState.EVALUATION
