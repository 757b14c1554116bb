"""A decision of the rectorate: actions are owed, the attestation is a check date (35)."""

from datetime import date

import pytest

from tests import given
from tests.given import MONDAY, House, day
from tests.refusing import refused
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.journal.history import history_of
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.rules import causes
from tuzetu.procedure.states import CaseState
from tuzetu.stages.causes.steps import (
    agree_no_action,
    complete_analysis,
    propose_no_action,
    require_action,
    write_analysis,
)
from tuzetu.stages.decision.steps import pass_to_unit
from tuzetu.stages.planning.steps import draft_plan
from tuzetu.stages.registration.steps import bind_to_rectorate


def bound(home: House, nc: Nonconformity, attested: date | None = None) -> None:
    """The rectorate has decided; the office ties the case to it."""
    bind_to_rectorate(
        nc,
        by=home.saule,
        at=MONDAY,
        rectorate_decision="7",
        rectorate_decided_on=MONDAY.date(),
        next_attestation_on=attested,
    )


def owed_by_the_head(home: House, nc: Nonconformity) -> set[str]:
    """What the head of the department owes on the case, besides taking note."""
    rows = Duty.objects.filter(nc=nc, part="head", unit=home.department)
    return set(rows.exclude(owed=Owed.TAKE_NOTE.code).values_list("owed", flat=True))


@pytest.mark.clause("35")
def test_the_department_owes_actions_from_the_decision_until_a_plan_covers_the_case(
    home: House,
) -> None:
    nc = given.identified(home)
    assert owed_by_the_head(home, nc) == set()

    bound(home, nc)
    assert owed_by_the_head(home, nc) == {"develop"}
    pass_to_unit(nc, by=home.saule, at=MONDAY, unit=home.department, reason="Кафедра ісі")
    assert owed_by_the_head(home, nc) == {"develop"}
    given.analyse(nc, by=home.dauren, at=MONDAY)
    assert owed_by_the_head(home, nc) == {"plan"}
    draft_plan(nc, by=home.dauren, at=MONDAY)
    assert owed_by_the_head(home, nc) == set()


@pytest.mark.clause("35")
@pytest.mark.clause("10.4")
def test_no_case_that_the_rectorate_decided_on_ends_without_action(home: House) -> None:
    nc = given.decided(home)
    found = {**given.FOUND, "action_needed": False}
    write_analysis(nc, by=home.dauren, at=MONDAY, causes=[given.ROOT], **found)
    bound(home, nc)

    with refused(causes.the_rectorate_asked_for_no_action):
        propose_no_action(nc, by=home.dauren, at=MONDAY)

    write_analysis(nc, by=home.dauren, at=MONDAY, causes=[given.ROOT], **given.FOUND)
    complete_analysis(nc, by=home.dauren, at=MONDAY)
    assert given.fresh(nc).phase == CaseState.PLANNING


@pytest.mark.clause("35")
@pytest.mark.clause("10.4")
def test_a_proposal_that_waits_is_not_agreed_to_after_the_decision(home: House) -> None:
    nc = given.decided(home)
    found = {**given.FOUND, "action_needed": False}
    write_analysis(nc, by=home.dauren, at=MONDAY, causes=[given.ROOT], **found)
    propose_no_action(nc, by=home.dauren, at=MONDAY)
    bound(home, nc)
    assert owed_by_the_head(home, nc) == {"develop"}

    with refused(causes.the_rectorate_asked_for_no_action):
        agree_no_action(nc, by=home.saule, at=MONDAY, reason="Келісемін")

    require_action(nc, by=home.saule, at=MONDAY, reason="Ректорат шешімі бар")
    assert owed_by_the_head(home, nc) == {"plan"}


@pytest.mark.clause("35")
@pytest.mark.clause("51")
def test_the_evaluation_counts_from_the_attestation_where_it_is_the_last_check_date(
    home: House,
) -> None:
    plan = given.approved(home)
    nc = plan.joined.get().cycle.nc
    bound(home, nc, attested=day(120).date())

    given.confirm_lines(home, plan)

    duty = Duty.objects.get(nc=nc, owed=Owed.MEASURE.code)
    assert duty.counts_from == nc.cycles.get().evaluate_from == day(120).date()


@pytest.mark.clause("35")
@pytest.mark.clause("51")
def test_an_attestation_named_or_moved_later_moves_an_evaluation_that_waits(home: House) -> None:
    nc = given.carried_out(home)
    assert Duty.objects.get(nc=nc).counts_from == day(70).date()

    bound(home, given.fresh(nc), attested=day(120).date())
    assert Duty.objects.get(nc=nc).counts_from == day(120).date()
    told = {one.field: (one.before, one.after) for one in history_of(nc.pk).entries[0].changes}
    assert told["evaluate_from"] == (day(70).date().isoformat(), day(120).date().isoformat())

    bound(home, given.fresh(nc), attested=day(40).date())
    assert Duty.objects.get(nc=nc).counts_from == day(70).date()


@pytest.mark.clause("35")
def test_an_attestation_moves_no_case_that_is_not_being_evaluated(home: House) -> None:
    nc = given.observed(home)

    bound(home, nc, attested=day(120).date())

    assert nc.cycles.get().evaluate_from == day(70).date()
    assert owed_by_the_head(home, nc) == set()
