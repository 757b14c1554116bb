"""Criteria are developed together with the plan (48)."""

from dataclasses import replace

import pytest
from django.utils.translation import gettext as _

from tests import given
from tests.clauses.test_43_45_plan import discussed, goal, row
from tests.given import MONDAY, House, day
from tests.refusing import refused
from tuzetu.dossier.plan import Line
from tuzetu.procedure.rules import planning
from tuzetu.stages.planning.pasting import COPY_CELLS, Reading
from tuzetu.stages.planning.steps import draft_plan, submit_plan

pytestmark = pytest.mark.clause("48")


def test_no_plan_goes_without_a_criterion_for_every_corrective_line(home: House) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    lines = [row(home, nc), row(home, nc, what="Оқытушыларды хабардар ету")]

    discussed(home, plan, lines, [goal(nc, 1)], MONDAY)
    with refused(planning.every_action_has_a_criterion):
        submit_plan(plan, by=home.dauren, at=MONDAY)

    discussed(home, plan, lines, [goal(nc, 1, 2)], MONDAY)
    submit_plan(plan, by=home.dauren, at=MONDAY)
    assert plan.criteria.get().lines.count() == 2


def test_a_correction_needs_no_criterion(home: House) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    lines = [row(home, nc), row(home, nc, kind=Line.Kind.CORRECTION)]

    discussed(home, plan, lines, [goal(nc, 1)], MONDAY)

    submit_plan(plan, by=home.dauren, at=MONDAY)


@pytest.mark.parametrize("field", ["measure", "value_now", "target", "data_source", "check_on"])
def test_a_criterion_can_be_measured(home: House, field: str) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    nothing = None if field == "check_on" else ""
    without = replace(goal(nc, 1), **{field: nothing})

    discussed(home, plan, [row(home, nc)], [goal(nc, 1), without], MONDAY)

    with refused(planning.every_criterion_is_complete) as told:
        submit_plan(plan, by=home.dauren, at=day(1))
    assert told["criteria"] == f"criterion 2: {planning.PARTS[field]}"


def test_what_each_criterion_lacks_is_named(home: House) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    bare = replace(goal(nc, 1), value_now="", target="", check_on=None)
    sourceless = replace(goal(nc, 1), data_source="")

    discussed(home, plan, [row(home, nc)], [bare, goal(nc, 1), sourceless], MONDAY)

    with refused(planning.every_criterion_is_complete) as told:
        submit_plan(plan, by=home.dauren, at=day(1))
    assert told["criteria"] == (
        "criterion 1: Value now, Target value, Check date; criterion 3: Source of data"
    )


def test_a_criterion_covers_lines_of_its_own_case_alone(home: House) -> None:
    first, second = given.analysed(home), given.analysed(home)
    plan = draft_plan(first, by=home.dauren, at=MONDAY)
    given.joins(home, plan, second)

    discussed(home, plan, [row(home, first), row(home, second)], [goal(first, 1, 2)], MONDAY)

    assert plan.criteria.get().lines.get().plan_case.cycle.nc == first
    with refused(planning.every_action_has_a_criterion):
        submit_plan(plan, by=home.dauren, at=MONDAY)


def test_a_criterion_is_not_checked_before_the_last_deadline_that_it_covers(home: House) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    first, last = row(home, nc), row(home, nc, due_on=day(71).date())

    discussed(home, plan, [first, last], [goal(nc, 1, 2)], MONDAY)
    with refused(planning.every_criterion_is_checked_in_time):
        submit_plan(plan, by=home.dauren, at=MONDAY)

    meets = replace(goal(nc, 1, 2), check_on=day(71).date())
    discussed(home, plan, [first, last], [meets], MONDAY)
    submit_plan(plan, by=home.dauren, at=MONDAY)


@pytest.mark.parametrize(("due", "faults"), [(60, 0), (70, 0), (71, 1)])
def test_a_pasted_row_is_refused_as_a_typed_one(home: House, due: int, faults: int) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    cells = (
        nc.number, "Тексеру", day(due).date().isoformat(), "", "", "", "Үлесі", "0", "1", "Журнал",
        day(70).date().isoformat(),
    )  # fmt: skip

    found = Reading(plan).read("\t".join(cells)).faults

    assert [(fault.row, fault.column) for fault in found] == [(1, 11)] * faults
    assert [fault.says for fault in found] == [_(planning.CHECKED_TOO_EARLY)] * faults


@pytest.mark.clause("45")
def test_rows_that_are_not_parted_into_cells_are_told_so_once(home: House) -> None:
    plan = draft_plan(given.analysed(home), by=home.dauren, at=MONDAY)

    read = Reading(plan).read("СЕ-2026-001;Тексеру;20.02.2026\nСЕ-2026-001;Жөндеу;21.02.2026")

    (fault,) = read.faults
    assert (fault.row, fault.column, fault.says) == (1, 1, _(COPY_CELLS))
    assert (read.lines, read.criteria) == ((), ())
