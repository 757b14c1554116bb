"""Nobody controls what they carry out, nor advises or decides on what they asked for (45, 46)."""

import pytest

from tests import given
from tests.clauses.test_43_45_plan import goal, row
from tests.given import MONDAY, House, day
from tests.refusing import refused
from tuzetu.dossier.plan import Line, Plan
from tuzetu.dossier.request import Postponement
from tuzetu.people.person import Person
from tuzetu.procedure.rules import approval, execution
from tuzetu.stages.execution.requests import (
    advise_postponement,
    ask_postponement,
    grant_postponement,
    refuse_postponement,
)
from tuzetu.stages.execution.steps import change_executor
from tuzetu.stages.planning.steps import (
    change_controller,
    draft_plan,
    propose_controller,
    submit_plan,
)
from tuzetu.stages.planning.writing import write_plan

pytestmark = [pytest.mark.clause("45"), pytest.mark.clause("46")]


def handed(line: Line, to: Person, home: House, on: int = 2) -> Line:
    """The author hands the line on."""
    change_executor(line, by=home.dauren, at=day(on), executor=to, reason="Ауысты")
    return Line.objects.get(pk=line.pk)


def asked(line: Line, by: Person, on: int = 3, until: int = 70) -> Postponement:
    """A later deadline is asked."""
    return ask_postponement(
        line, by=by, at=day(on), asked_until=day(until).date(), reason="Кешігеді"
    )


def test_no_line_is_handed_to_its_controller_without_a_substitute(home: House) -> None:
    plan = given.approved(home)
    line = given.only_line(plan)

    with refused(execution.somebody_else_controls_the_line):
        handed(line, home.timur, home)

    change_controller(
        plan,
        by=home.maira,
        at=day(2),
        controller=home.timur,
        controller_substitute=home.asel,
        reason="Орынбасар керек",
    )
    assert handed(line, home.timur, home).executor == home.timur


def test_no_line_is_handed_to_the_substitute_of_a_controller_who_helps_to_carry_it_out(
    home: House,
) -> None:
    plan = given.approved(home)
    line = given.only_line(plan)
    change_controller(
        plan,
        by=home.maira,
        at=day(2),
        controller=home.timur,
        controller_substitute=home.asel,
        reason="Орынбасар керек",
    )
    line.co_executors.add(home.timur)

    with refused(execution.somebody_else_controls_the_line):
        handed(line, home.asel, home)


def test_whoever_asked_gives_no_opinion_on_it(home: House) -> None:
    plan = given.approved(home)
    request = asked(given.only_line(plan), by=home.bauyrzhan)
    handed(given.only_line(plan), home.asel, home, on=4)
    change_controller(
        given.plan_again(plan), by=home.maira, at=day(4), controller=home.bauyrzhan, reason="Ауысты"
    )

    with refused(execution.the_asker_does_not_advise):
        advise_postponement(request, by=home.bauyrzhan, at=day(5), advised_for=True, advice="Иә")


@pytest.mark.clause("38")
def test_whom_the_case_concerns_gives_no_opinion_on_it(home: House) -> None:
    plan = given.approved(home)
    request = asked(given.only_line(plan), by=home.bauyrzhan)
    plan.joined.get().cycle.nc.concerned.add(home.timur)

    with refused(execution.the_adviser_is_not_concerned):
        advise_postponement(request, by=home.timur, at=day(4), advised_for=True, advice="Иә")


@pytest.mark.clause("44")
def test_no_deadline_is_granted_that_has_passed_until_the_decision(home: House) -> None:
    request = late(home)

    with refused(execution.the_deadline_asked_for_lies_ahead):
        grant_postponement(request, by=home.maira, at=day(62))
    refuse_postponement(request, by=home.maira, at=day(62), decision="Күні өтті")


@pytest.mark.clause("44")
def test_on_the_day_before_it_is_still_granted(home: House) -> None:
    grant_postponement(late(home), by=home.maira, at=day(61))

    assert given.only_line(Plan.objects.get()).due_on == day(62).date()


def late(home: House) -> Postponement:
    """Just before its deadline a line is asked to be due two days later."""
    request = asked(given.only_line(given.approved(home)), by=home.bauyrzhan, on=58, until=62)
    advise_postponement(request, by=home.timur, at=day(59), advised_for=True, advice="Иә")
    request.refresh_from_db()
    return request


def test_no_plan_is_sent_whose_controller_has_come_to_help_with_a_line(home: House) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    write_plan(plan, by=home.dauren, at=MONDAY, lines=[row(home, nc)], criteria=[goal(nc, 1)])
    given.discuss(home, given.plan_again(plan), at=MONDAY)
    propose_controller(given.plan_again(plan), by=home.saule, at=MONDAY, controller=home.timur)
    helped = [row(home, nc, line=given.only_line(plan).pk, co_executors=(home.timur,))]
    again = given.plan_again(plan)
    write_plan(again, by=home.dauren, at=MONDAY, lines=helped, criteria=[goal(nc, 1)])

    with refused(approval.nobody_controls_their_own_line):
        submit_plan(given.plan_again(plan), by=home.dauren, at=day(1))
