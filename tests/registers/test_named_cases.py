"""Whoever is named in a case finds it, and nobody else does: whatever step named them last."""

from datetime import timedelta

import pytest

from tests import given
from tests.given import MONDAY, House, day, fresh
from tuzetu.access.sight import visible_cases
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.naming import Naming, named_in
from tuzetu.dossier.plan import Plan
from tuzetu.people.person import Person
from tuzetu.registers.cases import Wanted, find_cases
from tuzetu.stages.execution.steps import change_executor
from tuzetu.stages.planning.steps import join_case, propose_controller, release_case
from tuzetu.stages.registration.steps import restrict_case

ON = MONDAY.date()


def found(who: Person, **wanted: object) -> list[Nonconformity]:
    """The table of cases of somebody without any office."""
    return find_cases(Wanted(**wanted), by=who, on=ON).rows  # type: ignore[arg-type]


@pytest.mark.clause("18")
def test_a_step_names_and_the_next_one_unnames(home: House) -> None:
    plan = given.approved(home)
    nc, line = plan.joined.get().cycle.nc, given.only_line(plan)
    assert found(home.bauyrzhan) == [nc]
    assert found(home.asel) == []

    change_executor(line, by=home.dauren, at=day(1), executor=home.asel, reason="Ауысты")

    assert found(home.asel) == [nc]
    assert found(home.bauyrzhan) == []
    assert not visible_cases(home.bauyrzhan, on=ON).exists()


@pytest.mark.clause("18")
def test_readers_of_a_restricted_case_come_and_go(home: House) -> None:
    nc = given.registered(home)
    told = {"confidential": True, "reason": "Жеке деректер"}
    restrict_case(nc, by=home.saule, at=MONDAY, readers=[home.asel], **told)
    assert found(home.asel) == [nc]

    restrict_case(fresh(nc), by=home.saule, at=day(1), readers=[], **told)

    assert found(home.asel) == []


@pytest.mark.clause("46")
def test_a_case_that_left_its_plan_names_its_controller_as_its_records_do(home: House) -> None:
    plan, left = given.approved(home), given.analysed(home)
    Plan.objects.filter(pk=plan.pk).update(state="draft")
    join_case(plan, by=home.dauren, at=day(1), case=left)
    plan.refresh_from_db()
    release_case(plan, by=home.dauren, at=day(2), case=fresh(left), reason="Бөлек жоспар")
    plan.refresh_from_db()

    propose_controller(plan, by=home.saule, at=day(3), controller=home.asel)

    assert set(found(home.asel)) == {left, plan.joined.current().get().cycle.nc}


def test_every_case_on_its_way_is_known_to_name_whom_its_records_name(home: House) -> None:
    given.closed(home)
    given.decided(home)
    given.handed_over(home, given.letter(home))

    for nc in Nonconformity.objects.all():
        known, now = named_in(nc)
        assert known == now
    assert Naming.objects.exists()


@pytest.mark.parametrize("order", ["number", "-number", "due", "title"])
def test_the_cases_that_name_somebody_stand_in_the_order_asked_for(home: House, order: str) -> None:
    cases = [
        given.registered(home, MONDAY + timedelta(days=at), description=f"{name} сай емес")
        for at, name in enumerate("ВАБ")
    ]
    by_title = [cases[1], cases[2], cases[0]]
    wanted = {"-number": cases[::-1], "title": by_title}.get(order, cases)

    assert found(home.aigerim, order=order) == wanted
