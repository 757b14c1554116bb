"""The approval freezes the whole text; a revision rewrites nothing done or remarked on (44)."""

import json

import pytest

from tests import given
from tests.clauses.test_27_on_whose_behalf import stands_in
from tests.clauses.test_43_45_plan import goal, row
from tests.clauses.test_49_50_criterion_change import of_two_lines
from tests.given import MONDAY, House, day
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan_text import digest_of, text_of
from tuzetu.paperwork.gather_annex1 import annex1
from tuzetu.paperwork.gather_annex3 import annex3
from tuzetu.procedure.states import ActionState
from tuzetu.stages.execution.requests import (
    advise_postponement,
    ask_postponement,
    grant_postponement,
)
from tuzetu.stages.execution.steps import confirm_action, mark_done
from tuzetu.stages.planning.steps import (
    approve_plan,
    draft_plan,
    propose_controller,
    return_plan,
    revise_plan,
    submit_plan,
)
from tuzetu.stages.planning.writing import write_plan

pytestmark = pytest.mark.clause("44")


def test_the_frozen_text_holds_criteria_and_everybody_who_carries_out(home: House) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    rows = [row(home, nc, co_executors=(home.asel,))]
    write_plan(plan, by=home.dauren, at=MONDAY, lines=rows, criteria=[goal(nc, 1)])
    given.discuss(home, given.plan_again(plan), at=MONDAY)
    propose_controller(given.plan_again(plan), by=home.saule, at=MONDAY, controller=home.timur)
    submit_plan(given.plan_again(plan), by=home.dauren, at=MONDAY)
    approve_plan(given.plan_again(plan), by=home.maira, at=MONDAY)

    approved = given.plan_again(plan)
    frozen = json.loads(approved.frozen_text)
    assert frozen["lines"][0]["co_executors"] == [str(home.asel)]
    assert [one["measure"] for one in frozen["criteria"]] == ["Келісілген силлабустар"]
    assert approved.frozen_hash == digest_of(approved.frozen_text)

    plan.criteria.update(target="50 %")
    assert digest_of(text_of(approved)) != approved.frozen_hash


@pytest.mark.clause("45")
def test_a_revision_rewrites_no_line_that_is_confirmed(home: House) -> None:
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
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(7), reason="Әрекет өзгереді")

    again = [row(home, nc, line=done.pk, what="Мүлде басқа", executor=home.asel)]
    write_plan(given.plan_again(plan), by=home.dauren, at=day(8), lines=again, criteria=[])

    kept = plan.lines.get(pk=done.pk)
    assert (kept.what, kept.executor, kept.phase) == (
        done.what,
        home.bauyrzhan,
        ActionState.CONFIRMED,
    )


def test_a_line_that_was_remarked_on_is_struck_and_stays(home: House) -> None:
    plan = given.submitted(home)
    line, nc = given.only_line(plan), plan.joined.get().cycle.nc
    return_plan(
        plan, by=home.maira, at=day(1), remark="", line_remarks={line.pk: "Мерзімі тым ұзақ"}
    )

    rows = [row(home, nc, what="Басқа әрекет")]
    write_plan(given.plan_again(plan), by=home.dauren, at=day(2), lines=rows, criteria=[])

    assert plan.lines.get(pk=line.pk).phase == ActionState.STRUCK
    assert plan.lines.standing().get().what == "Басқа әрекет"


@pytest.mark.clause("45")
def test_the_first_date_stays_on_paper_beside_the_later_one(home: House) -> None:
    plan = given.approved(home)
    line = given.only_line(plan)
    request = ask_postponement(
        line, by=home.bauyrzhan, at=day(5), asked_until=day(90).date(), reason="Кешігеді"
    )
    advise_postponement(request, by=home.timur, at=day(6), advised_for=True, advice="Иә")
    request.refresh_from_db()
    grant_postponement(request, by=home.maira, at=day(7))

    (case,) = annex1(given.plan_again(plan), at=day(8)).rows
    (printed,) = case.actions
    assert (printed.first_due_on, printed.due_on) == (day(60).date(), day(90).date())


@pytest.mark.parametrize("acting", [True, False])
def test_the_stamp_says_whether_a_substitute_approved(home: House, *, acting: bool) -> None:
    plan = given.submitted(home)
    if acting:
        stands_in(home.asel, home.maira)

    approve_plan(plan, by=home.asel if acting else home.maira, at=day(1))

    stamp = annex1(given.plan_again(plan), at=day(2)).approval
    assert (stamp.acting, stamp.name is not None) == (acting, True)


@pytest.mark.clause("18")
def test_the_log_tells_the_last_deadline_and_no_end_while_a_line_is_open(home: House) -> None:
    plan = of_two_lines(home)
    first, _second = plan.lines.order_by("position")
    mark_done(first, by=home.bauyrzhan, at=day(5), done_note="Бекітілді")
    first.refresh_from_db()
    confirm_action(first, by=home.timur, at=day(6))

    (entry,) = annex3(Nonconformity.objects.all(), 2026, at=day(7)).entries

    assert (entry.due_on, entry.done_on) == (day(100).date(), None)
