"""A criterion is changed no later than half of the period, by the office (49, 50)."""

from datetime import date, datetime

import pytest

from tests import given
from tests.clauses.test_43_45_plan import goal, row
from tests.given import MONDAY, House, day
from tests.refusing import not_theirs, refused, refused_among_others
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Criterion, Line, Plan
from tuzetu.dossier.request import WORDING, CriterionChange
from tuzetu.journal.models import Entry
from tuzetu.paperwork.gather_annex2 import annex2
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.rulebook import Refused
from tuzetu.procedure.rules import criterion_change
from tuzetu.stages.execution.requests import (
    accept_criterion_change,
    advise_postponement,
    ask_postponement,
    grant_postponement,
    propose_criterion_change,
    reject_criterion_change,
)
from tuzetu.stages.execution.steps import confirm_action, mark_done
from tuzetu.stages.planning.steps import (
    approve_plan,
    draft_plan,
    propose_controller,
    revise_plan,
    submit_plan,
)
from tuzetu.stages.planning.writing import write_plan

HALF = 30
"""Approved on day 0, first due on day 60: the half falls on day 30."""


def criterion_of(plan: Plan) -> Criterion:
    return plan.criteria.get()


def proposed(home: House, criterion: Criterion, at: datetime) -> CriterionChange:
    return propose_criterion_change(
        criterion,
        by=home.dauren,
        at=at,
        reason="Дерек көзі өзгерді",
        measure="Келісілген силлабустар үлесі",
        value_now="10 %",
        target="95 %",
        data_source="Оқу порталы",
        check_on=day(80).date(),
    )


@pytest.mark.clause("49")
def test_the_day_of_the_half_still_counts(home: House) -> None:
    change = proposed(home, criterion_of(given.approved(home)), day(HALF))

    assert change.last_day == day(HALF).date()


@pytest.mark.clause("49")
def test_the_day_after_the_half_is_refused_with_the_arithmetic(home: House) -> None:
    criterion = criterion_of(given.approved(home))

    with pytest.raises(Refused) as told:
        proposed(home, criterion, day(HALF + 1))

    (reason,) = told.value.reasons
    assert (reason.clause, reason.says) == (
        "49",
        criterion_change.half_of_the_period_has_not_passed.says,
    )
    assert dict(reason.values) == {
        "approved": date(2026, 2, 2),
        "due": date(2026, 4, 3),
        "half": date(2026, 3, 4),
        "today": date(2026, 3, 5),
    }


@pytest.mark.clause("49")
def test_an_odd_number_of_days_is_rounded_down(home: House) -> None:
    plan = given.approved(home)
    Line.objects.filter(plan=plan).update(first_due_on=day(61).date())

    with refused(criterion_change.half_of_the_period_has_not_passed):
        proposed(home, criterion_of(plan), day(31))


@pytest.mark.clause("49")
def test_a_postponement_does_not_move_the_half(home: House) -> None:
    plan = given.approved(home)
    line = given.only_line(plan)
    request = ask_postponement(
        line, by=home.bauyrzhan, at=day(5), asked_until=day(120).date(), reason="Кеңес кешікті"
    )
    advise_postponement(request, by=home.timur, at=day(6), advised_for=True, advice="Дұрыс")
    grant_postponement(request, by=home.maira, at=day(7))

    with refused(criterion_change.half_of_the_period_has_not_passed):
        proposed(home, criterion_of(plan), day(HALF + 1))


@pytest.mark.clause("49")
def test_the_half_is_counted_to_the_earliest_of_several_deadlines(home: House) -> None:
    plan = of_two_lines(home)

    with refused(criterion_change.half_of_the_period_has_not_passed):
        proposed(home, criterion_of(plan), day(HALF + 1))


def of_two_lines(home: House) -> Plan:
    """An approved plan whose one criterion covers two lines, due one after the other."""
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    rows = [row(home, nc), row(home, nc, what="Тексеру", due_on=day(100).date())]
    goals = [goal(nc, 1, 2, check_on=day(110).date())]
    write_plan(plan, by=home.dauren, at=MONDAY, lines=rows, criteria=goals)
    given.discuss(home, plan, at=MONDAY)
    propose_controller(given.plan_again(plan), by=home.saule, at=MONDAY, controller=home.timur)
    submit_plan(given.plan_again(plan), by=home.dauren, at=MONDAY)
    approve_plan(given.plan_again(plan), by=home.maira, at=MONDAY)
    return given.plan_again(plan)


@pytest.mark.clause("49")
def test_a_proposal_waits_on_while_another_line_of_its_criterion_is_open(home: House) -> None:
    plan = of_two_lines(home)
    change = proposed(home, criterion_of(plan), day(1))
    first, second = plan.lines.order_by("position")

    for line, state in ((first, "proposed"), (second, "lapsed")):
        mark_done(line, by=home.bauyrzhan, at=day(5), done_note="Бекітілді")
        line.refresh_from_db()
        confirm_action(line, by=home.timur, at=day(6))
        assert CriterionChange.objects.get(pk=change.pk).state == state


@pytest.mark.clause("49")
@pytest.mark.parametrize("who", ["saule", "maira", "timur", "bauyrzhan", "aigerim"])
def test_only_the_developer_proposes(home: House, who: str) -> None:
    criterion = criterion_of(given.approved(home))
    other = getattr(home, who)

    with not_theirs():
        propose_criterion_change(
            criterion,
            by=other,
            at=day(1),
            reason="Себебі",
            measure="Басқа",
            value_now="0",
            target="1",
            data_source="Тізілім",
            check_on=day(80).date(),
        )


@pytest.mark.clause("49")
def test_nothing_is_changed_once_the_plan_is_carried_out(home: House) -> None:
    plan = given.carried_out(home).cycles.get().planned.get().plan

    with refused_among_others(criterion_change.the_criterions_plan_runs):
        proposed(home, criterion_of(plan), day(40))
    with pytest.raises(Refused) as why:
        proposed(home, criterion_of(plan), day(40))
    assert criterion_change.the_criterions_plan_was_approved.says not in {
        one.says for one in why.value.reasons
    }


@pytest.mark.clause("49")
def test_nothing_is_changed_in_a_plan_that_does_not_run(home: House) -> None:
    plan = given.approved(home)
    revise_plan(plan, by=home.dauren, at=day(1), reason="Әрекет өзгереді")

    with refused(criterion_change.the_criterions_plan_was_approved):
        proposed(home, criterion_of(plan), day(2))


@pytest.mark.clause("49")
def test_what_is_done_is_measured_by_what_was_promised(home: House) -> None:
    plan = given.approved(home)
    Line.objects.filter(plan=plan).update(state="confirmed")

    with refused(criterion_change.the_criterions_lines_are_open):
        proposed(home, criterion_of(plan), day(2))


@pytest.mark.clause("50")
def test_a_second_proposal_waits_for_the_first(home: House) -> None:
    criterion = criterion_of(given.approved(home))
    proposed(home, criterion, day(1))

    with refused(criterion_change.no_change_waits):
        proposed(home, criterion, day(2))


@pytest.mark.clause("50")
@pytest.mark.clause("7")
def test_only_the_office_decides_and_both_wordings_are_kept(home: House) -> None:
    plan = given.approved(home)
    change = proposed(home, criterion_of(plan), day(1))
    duty = Duty.objects.get(owed=Owed.DECIDE_CHANGE.code)
    assert (duty.part, duty.due_on) == ("office", date(2026, 2, 6))

    for who in (home.dauren, home.maira, home.timur):
        with not_theirs():
            accept_criterion_change(change, by=who, at=day(2))
        with not_theirs():
            reject_criterion_change(change, by=who, at=day(2), decision="Жоқ")
    accept_criterion_change(change, by=home.saule, at=day(2), decision="Негізді")

    criterion, change = criterion_of(plan), CriterionChange.objects.get()
    assert (criterion.measure, criterion.target) == ("Келісілген силлабустар үлесі", "95 %")
    assert change.before["measure"] == "Келісілген силлабустар"
    amendment = plan.amendments.get()
    assert "100 %" in amendment.before
    assert "95 %" in amendment.after
    assert not Duty.objects.filter(owed=Owed.DECIDE_CHANGE.code).exists()


@pytest.mark.clause("50")
def test_the_wording_before_is_kept_in_the_order_of_the_plan(home: House) -> None:
    plan = given.approved(home)
    change = proposed(home, criterion_of(plan), day(1))
    as_the_database_likes = dict(sorted(change.before.items()))
    CriterionChange.objects.filter(pk=change.pk).update(before=as_the_database_likes)

    accept_criterion_change(change, by=home.saule, at=day(2))

    assert plan.amendments.get().before == (
        "Келісілген силлабустар · 0 % · 100 % · Тізілім · 2026-04-13"
    )


@pytest.mark.clause("50")
def test_a_rejected_change_leaves_the_criterion_as_it_stands(home: House) -> None:
    plan = given.approved(home)
    change = proposed(home, criterion_of(plan), day(1))

    reject_criterion_change(change, by=home.saule, at=day(2), decision="Негізсіз")

    assert criterion_of(plan).measure == "Келісілген силлабустар"
    assert CriterionChange.objects.get().state == "rejected"


@pytest.mark.clause("50")
def test_whoever_proposed_a_change_does_not_decide_on_it(home: House) -> None:
    change = proposed(home, criterion_of(given.approved(home)), day(1))
    CriterionChange.objects.filter(pk=change.pk).update(proposed_by=home.saule)

    with refused(criterion_change.the_proposer_does_not_decide):
        accept_criterion_change(change, by=home.saule, at=day(2))
    with refused(criterion_change.the_proposer_does_not_decide):
        reject_criterion_change(change, by=home.saule, at=day(2), decision="Жоқ")


@pytest.mark.clause("50")
@pytest.mark.clause("46")
def test_a_proposal_lapses_when_its_last_line_is_confirmed(home: House) -> None:
    plan = given.approved(home)
    proposed(home, criterion_of(plan), day(1))
    line = given.only_line(plan)
    mark_done(line, by=home.bauyrzhan, at=day(2), done_note="Бекітілді")
    line.refresh_from_db()

    confirm_action(line, by=home.timur, at=day(3))

    assert CriterionChange.objects.get().state == "lapsed"
    assert Entry.objects.get(code="lapse_criterion_change").by is None
    assert not Duty.objects.filter(subject_kind="criterion_change").exists()


@pytest.mark.clause("49")
@pytest.mark.clause("18.2")
def test_the_report_tells_what_of_a_criterion_is_changed_and_no_more(home: House) -> None:
    criterion = criterion_of(given.approved(home))
    kept = {
        name: getattr(criterion, name) for name in ("measure", "value_now", "target", "data_source")
    }
    propose_criterion_change(
        criterion,
        by=home.dauren,
        at=day(1),
        reason="Сессия кейінге қалды",
        check_on=date(2026, 5, 4),
        **kept,
    )

    link = annex2(criterion.plan_case.cycle.nc, at=day(2)).cycles[0].plan

    assert link is not None
    (change,) = link.criterion_changes
    assert [(one.name.ru, one.before, one.after) for one in change.changed] == [
        ("Дата проверки", "13.04.2026", "04.05.2026")
    ]


@pytest.mark.clause("49")
def test_before_its_approval_no_period_of_a_plan_is_told(home: House) -> None:
    criterion = given.planned(home).criteria.get()
    told = {name: getattr(criterion, name) for name in WORDING}

    with refused(criterion_change.the_criterions_plan_was_approved):
        propose_criterion_change(criterion, by=home.dauren, at=day(1), reason="Басқаша", **told)
