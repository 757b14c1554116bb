"""Annex 1 prints what stands in a plan first, what was struck or left it behind (43, 45)."""

import pytest

from tests import given
from tests.clauses.test_43_45_plan import goal, row, shared
from tests.given import House, day
from tuzetu.dossier.plan import Plan
from tuzetu.paperwork.gather_annex1 import annex1
from tuzetu.stages.planning.steps import approve_plan, release_case, revise_plan, submit_plan
from tuzetu.stages.planning.writing import write_plan

pytestmark = [pytest.mark.clause("annex1"), pytest.mark.clause("43")]


def printed(plan: Plan) -> list[tuple[str, int, str, bool]]:
    """Each printed row: its case, its number, what is done, whether it is struck."""
    return [
        (case.number, action.number, action.what, bool(action.struck_because))
        for case in annex1(given.plan_again(plan), at=day(5)).rows
        for action in case.actions
    ]


def test_rows_that_stand_come_first_and_the_others_by_their_numbers(home: House) -> None:
    plan, first, second = shared(home)
    submit_plan(plan, by=home.dauren, at=day(1))
    approve_plan(given.plan_again(plan), by=home.maira, at=day(1))
    one, two = plan.lines.order_by("position")
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(2), reason="Әрекет өзгереді")
    rows = [row(home, second, line=two.pk, what=two.what), row(home, first, what="Басқа әрекет")]
    told = {"lines": rows, "criteria": [goal(second, 1), goal(first, 2)]}
    write_plan(given.plan_again(plan), by=home.dauren, at=day(2), **told)

    assert printed(plan) == [
        (first.number, 2, "Басқа әрекет", False),
        (second.number, 1, two.what, False),
        (first.number, 3, one.what, True),
    ]
    leaving = {"case": given.fresh(first), "reason": "Бөлек жоспарға"}
    release_case(given.plan_again(plan), by=home.dauren, at=day(3), **leaving)
    assert [row[1:] for row in printed(plan)] == [
        (1, two.what, False),
        (2, "Басқа әрекет", True),
        (3, one.what, True),
    ]
