"""Numbers, terms and duties of a case go by its own day, unit, judge and edition (27, 38, 44)."""

from datetime import UTC, datetime

import pytest

from tests import given
from tests.clauses.test_17_effectiveness import again, link
from tests.given import MONDAY, House, day
from tuzetu.conduct.recounting import recount
from tuzetu.dossier.analysis import Decision
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.edition import ProcedureEdition
from tuzetu.dossier.plan_facts import facts_of_plan
from tuzetu.people.unit import Unit
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.offices import Office
from tuzetu.procedure.parts import Part
from tuzetu.stages.decision.steps import pass_to_unit
from tuzetu.stages.effectiveness.recurring import confirm_recurrence
from tuzetu.stages.effectiveness.steps import order_new_analysis
from tuzetu.stages.planning.steps import draft_plan, join_case

pytestmark = pytest.mark.clause("27")


@pytest.mark.clause("27.2")
def test_the_first_night_of_a_year_counts_in_the_new_year(home: House) -> None:
    before = given.registered(
        home, datetime(2025, 12, 31, 9, tzinfo=UTC), detected_on=day(-40).date()
    )
    night = datetime(2025, 12, 31, 21, tzinfo=UTC)  # two o'clock in the morning in Almaty

    after = given.registered(home, night, detected_on=day(-40).date())

    assert (before.year, before.sequence) == (2025, 1)
    assert (after.year, after.sequence) == (2026, 1)
    assert "-2026-" in after.number


@pytest.mark.clause("38")
def test_the_decision_gives_the_case_to_the_owning_unit_that_it_names(home: House) -> None:
    nc = given.identified(home)
    kobyz = given.unit("kobyz", "department", home.department.parent)
    given.person("qanat", "Қанат", kobyz, Office.HEAD_OF_UNIT, kobyz)

    pass_to_unit(nc, by=home.saule, at=day(1), unit=kobyz, owning_unit=kobyz, reason="Солардікі")

    assert given.fresh(nc).owning_unit == Unit.objects.get(pk=kobyz.pk)
    assert Decision.objects.get().reason == "Солардікі"


@pytest.mark.clause("51")
def test_the_verdict_on_what_an_internal_audit_found_is_owed_by_the_auditor(home: House) -> None:
    given.appoint(home.gulnar, Office.AUDITOR)
    plain = given.measured(home)
    audited = given.measured(home, description="Ішкі аудит тапқан мәселе")
    Nonconformity.objects.filter(pk=audited.pk).update(internal_audit=True)
    recount(given.fresh(audited), on=day(76).date())

    owed = {duty.nc_id: duty.part for duty in Duty.objects.filter(owed=Owed.GIVE_VERDICT.code)}

    assert owed == {plain.pk: Part.OFFICE.code, audited.pk: Part.AUDITOR.code}


@pytest.mark.clause("44")
def test_the_term_of_a_plan_runs_from_the_earliest_analysis_of_its_cases(home: House) -> None:
    first = given.analysed(home)
    second = given.analysed(home, day(6), description="Екінші мәселе", detected_on=day(5).date())
    plan = draft_plan(second, by=home.dauren, at=day(6))
    join_case(given.plan_again(plan), by=home.dauren, at=day(6), case=first)

    facts = facts_of_plan(given.plan_again(plan), on=day(6).date())

    assert facts.analysis_ended_on == MONDAY.date()


@pytest.mark.clause("17")
def test_a_new_round_says_why_and_goes_by_the_edition_then_in_force(home: House) -> None:
    nc = given.measured(home)
    old = nc.cycles.get().edition
    new = ProcedureEdition.objects.get(pk=old.pk)
    new.pk, new.code, new.in_force_from = None, "2026-04", day(70).date()
    new.save()

    order_new_analysis(nc, by=home.saule, at=day(76), verdict="partly", reason="Тағы бір себеп")

    begun = nc.cycles.get(ordinal=2)
    assert (begun.edition, begun.opened_because) == (new, "Тағы бір себеп")
    assert begun.response_from == 1  # the correction of the first round answers for it, too
    assert nc.cycles.get(ordinal=1).edition == old


@pytest.mark.clause("17")
def test_a_case_opened_again_says_why(home: House) -> None:
    nc = given.observed(home)
    made = link(home, again(home, 100), nc, on=101)

    confirm_recurrence(made, by=home.saule, at=day(102), decision="Сол себеп қайталанды")

    assert nc.cycles.get(ordinal=2).opened_because == "Сол себеп қайталанды"
