"""A proposed change of a criterion, and a plan that was rewritten meanwhile (45, 48, 49, 50)."""

import pytest

from tests import given
from tests.clauses.test_43_45_plan import goal, row
from tests.clauses.test_45_revision import approved_anew
from tests.clauses.test_49_50_criterion_change import proposed
from tests.given import House, day
from tests.refusing import refused
from tuzetu.dossier.plan import Criterion, Plan
from tuzetu.dossier.request import CriterionChange
from tuzetu.procedure.rules import criterion_change
from tuzetu.procedure.states import CriterionChangeState
from tuzetu.stages.execution.requests import accept_criterion_change, reject_criterion_change
from tuzetu.stages.planning.steps import release_case, revise_plan
from tuzetu.stages.planning.writing import CriterionRow, write_plan

pytestmark = [pytest.mark.clause("48"), pytest.mark.clause("50")]


def rewritten(home: House, plan: Plan, criterion: CriterionRow) -> None:
    """The plan is revised: another action, and this criterion."""
    nc, line = plan.joined.get().cycle.nc, given.only_line(plan)
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(3), reason="Әрекет өзгереді")
    rows = [row(home, nc, line=line.pk, what="Басқаша")]
    write_plan(given.plan_again(plan), by=home.dauren, at=day(3), lines=rows, criteria=[criterion])
    approved_anew(home, given.plan_again(plan), 4)


def test_what_was_approved_later_is_not_overwritten(home: House) -> None:
    plan = given.approved(home)
    nc, criterion = plan.joined.get().cycle.nc, plan.criteria.get()
    change = proposed(home, criterion, day(1))
    rewritten(home, plan, goal(nc, 1, criterion=criterion.pk, measure="Басқа көрсеткіш"))

    with refused(criterion_change.the_criterion_reads_as_before):
        accept_criterion_change(change, by=home.saule, at=day(5))

    reject_criterion_change(change, by=home.saule, at=day(5), decision="Жоспар қайта жазылды")
    assert plan.criteria.get().measure == "Басқа көрсеткіш"


def test_what_the_revision_left_as_it_was_can_still_be_changed(home: House) -> None:
    plan = given.approved(home)
    nc, criterion = plan.joined.get().cycle.nc, plan.criteria.get()
    change = proposed(home, criterion, day(1))
    same = {name: getattr(criterion, name) for name in ("measure", "value_now", "target")}
    same |= {"data_source": criterion.data_source, "check_on": criterion.check_on}
    rewritten(home, plan, goal(nc, 1, criterion=criterion.pk, **same))

    accept_criterion_change(change, by=home.saule, at=day(5))

    assert plan.criteria.get().measure == change.measure


@pytest.mark.parametrize("word", ["waiting", "rejected"])
def test_a_criterion_that_the_revision_leaves_out_counts_no_more(home: House, word: str) -> None:
    plan = given.approved(home)
    nc, criterion = plan.joined.get().cycle.nc, plan.criteria.get()
    change = proposed(home, criterion, day(1))
    if word == "rejected":
        reject_criterion_change(change, by=home.saule, at=day(2), decision="Ескі қалады")

    rewritten(home, plan, goal(nc, 1, measure="Басқа көрсеткіш"))

    (left,) = plan.criteria.all()
    assert left.measure == "Басқа көрсеткіш"
    assert [one.pk for one in given.only_line(plan).criteria.all()] == [left.pk]
    kept = CriterionChange.objects.get(pk=change.pk)
    assert (kept.criterion.pk, kept.criterion.measure) == (criterion.pk, criterion.measure)
    ended = {"waiting": CriterionChangeState.LAPSED, "rejected": CriterionChangeState.REJECTED}
    assert kept.state == ended[word].code
    assert Criterion.objects.count() == 1


@pytest.mark.parametrize("covers", [(1,), ()])
def test_a_change_waits_on_where_another_line_takes_the_place_of_the_struck(
    home: House, covers: tuple[int, ...]
) -> None:
    plan = given.approved(home)
    nc, criterion = plan.joined.get().cycle.nc, plan.criteria.get()
    change = proposed(home, criterion, day(1))
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(3), reason="Әрекет өзгереді")
    kept = goal(nc, *covers, criterion=criterion.pk)

    write_plan(
        given.plan_again(plan), by=home.dauren, at=day(3), lines=[row(home, nc)], criteria=[kept]
    )

    assert [line.state for line in plan.lines.order_by("pk")] == ["struck", "planned"]
    change.refresh_from_db()
    assert change.state == ("proposed" if covers else "lapsed")


@pytest.mark.clause("43")
def test_criteria_of_a_case_leave_the_plan_with_it(home: House) -> None:
    plan = given.planned(home)

    release_case(
        plan, by=home.dauren, at=day(1), case=plan.joined.get().cycle.nc, reason="Бөлек жоспарға"
    )

    assert not plan.criteria.exists()
