"""Before somebody is proposed to control a plan nobody is asked to approve it (44, 46)."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from tests import given
from tests.given import MONDAY, House, day
from tests.refusing import refused
from tuzetu.conduct.recounting import recount
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Meeting, Plan
from tuzetu.people.working_calendar import effective_calendar
from tuzetu.procedure.duties import Owed, owed_in_plan
from tuzetu.procedure.edition import first_edition
from tuzetu.procedure.facts import PlanCaseFact, PlanFacts
from tuzetu.procedure.rules import approval
from tuzetu.procedure.states import CaseState, PlanState
from tuzetu.stages.planning.steps import (
    propose_controller,
    record_meeting,
    strike_meeting,
    submit_plan,
)
from tuzetu.stages.registration.steps import name_concerned

CASE = PlanCaseFact(id=1, number="СЕ-2026-0001", state=CaseState.PLANNING, potential=False)
APPROVE, NAME = Owed.APPROVE, Owed.NAME_CONTROLLER


@pytest.mark.clause("46")
@pytest.mark.parametrize(
    ("told", "owed", "unit"),
    [
        ({"state": PlanState.DRAFT}, Owed.SUBMIT, 7),
        ({"state": PlanState.DRAFT, "cases": ()}, None, None),
        ({"state": PlanState.RETURNED}, Owed.REVISE, 7),
        ({"state": PlanState.RETURNED, "cases": ()}, None, None),
        ({"state": PlanState.SUBMITTED}, NAME, None),
        ({"state": PlanState.SUBMITTED, "controller": 3}, APPROVE, None),
        ({"state": PlanState.SUBMITTED, "controller": 3, "concerned": frozenset({3})}, NAME, None),
        (
            {"state": PlanState.SUBMITTED, "controller": 3, "concerned": frozenset({4})},
            APPROVE,
            None,
        ),
        (
            {
                "state": PlanState.SUBMITTED,
                "controller": 3,
                "controller_substitute": 4,
                "concerned": frozenset({4}),
            },
            NAME,
            None,
        ),
    ],
)
def test_a_plan_waits_for_its_author_the_office_and_the_vice_rector_in_turn(
    db: None, told: dict[str, object], owed: Owed | None, unit: int | None
) -> None:
    about = {"on": date(2026, 2, 2), "unit": 7, "cases": (CASE,), "revised_on": date(2026, 2, 2)}
    facts = PlanFacts(edition=first_edition(), **(about | told))  # type: ignore[arg-type]

    duties = list(owed_in_plan(facts, effective_calendar(date(2026, 2, 2))))

    assert [(one.owed, one.unit) for one in duties] == ([(owed, unit)] if owed else [])
    assert all(one.due_on == date(2026, 2, 16) for one in duties)


@pytest.mark.clause("46")
def test_when_the_case_concerns_the_controller_the_office_proposes_another(home: House) -> None:
    plan = given.submitted(home)
    told = {"concerned": [home.timur], "reason": "Тексеруде көрінді"}

    name_concerned(plan.joined.get().cycle.nc, by=home.saule, at=day(1), **told)

    assert owed_on(plan) == [NAME.code]
    propose_controller(given.plan_again(plan), by=home.saule, at=day(2), controller=home.asel)
    assert owed_on(plan) == [APPROVE.code]


def owed_on(plan: Plan) -> list[str]:
    """What is owed on the plan itself."""
    return list(Duty.objects.filter(plan=plan, subject_kind="plan").values_list("owed", flat=True))


@pytest.mark.clause("46")
def test_what_was_kept_as_an_approval_becomes_the_proposal(home: House) -> None:
    plan, other = given.planned(home), given.submitted(home, description="Кесте жарияланбаған.")
    submit_plan(plan, by=home.dauren, at=MONDAY)
    kept = Duty.objects.get(plan=plan, owed=NAME.code)
    Duty.objects.create(
        owed=APPROVE.code,
        part="vice_rector",
        subject_kind="plan",
        subject_id=plan.pk,
        plan=plan,
        term=kept.term,
        counts_from=kept.counts_from,
        due_on=kept.due_on,
        since_on=kept.since_on,
    )
    Duty.objects.filter(pk=kept.pk).update(term="", counts_from=None, due_on=None)
    nc = plan.joined.get().cycle.nc
    type(nc).objects.filter(pk=nc.pk).update(owed=APPROVE.code)

    migration = import_module("tuzetu.migrations.0021_the_controller_comes_first")
    migration.hand_to_the_office(apps, None)

    again = Duty.objects.get(plan=plan)
    assert (again.owed, again.term, again.due_on) == (NAME.code, kept.term, kept.due_on)
    assert given.fresh(nc).owed == NAME.code
    assert owed_on(other) == [APPROVE.code]
    recount(given.plan_again(plan), on=day(1).date())
    assert Duty.objects.get(plan=plan).due_on == kept.due_on


@pytest.mark.clause("44")
@pytest.mark.parametrize("number", ["5-А", " 5-а ", "5-A"])
def test_the_same_minutes_are_recorded_once(home: House, number: str) -> None:
    plan = given.planned(home)
    told = {"by": home.dauren, "at": day(1), "held_on": MONDAY.date()}
    record_meeting(plan, minutes_number="5-а", **told)
    again = given.plan_again(plan)

    with refused(approval.the_minutes_are_new):
        record_meeting(again, minutes_number=number, **told)
    struck = Meeting.objects.get(minutes_number="5-а")
    strike_meeting(again, by=home.dauren, at=day(1), meeting=struck, reason="Қате")
    record_meeting(given.plan_again(plan), minutes_number=number, **told)
