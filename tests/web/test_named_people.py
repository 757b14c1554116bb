"""Whom a step names finds the case from then on; an older database learns it when brought up."""

from http import HTTPStatus
from importlib import import_module

import pytest
from django.apps import apps

from tests import given
from tests.given import MONDAY, House
from tests.web.scenes import SCENES, address
from tests.web.visiting import Come, standing_in, text_of
from tuzetu.access.sight import visible_cases
from tuzetu.dossier.naming import Naming, named_otherwise
from tuzetu.stages.planning.steps import propose_controller

ON = MONDAY.date()


@pytest.mark.clause("38")
def test_whom_the_rector_named_for_a_case_finds_it(home: House, come: Come) -> None:
    nc = given.registered(home)
    assert not visible_cases(home.asel, on=ON).exists()

    typed = SCENES["name_substitute"].typed(home, nc)
    answer = come(home.erlan).post(address("name_substitute", nc), typed)

    assert answer.status_code == HTTPStatus.FOUND
    assert list(visible_cases(home.asel, on=ON)) == [nc]


@pytest.mark.clause("46")
def test_whoever_stands_in_for_the_controller_finds_the_case(home: House) -> None:
    plan = given.planned(home)
    told = {"controller": home.timur, "controller_substitute": home.asel}

    propose_controller(plan, by=home.saule, at=MONDAY, **told)

    assert visible_cases(home.asel, on=ON).exists()


@pytest.mark.clause("18")
def test_a_database_of_before_learns_whom_its_cases_name(home: House) -> None:
    given.approved(home)
    given.handed_over(home, given.letter(home))
    kept = set(Naming.objects.values_list("nc", "person"))
    Naming.objects.all().delete()

    migration = "tuzetu.migrations.0011_the_cases_that_name_a_person"
    import_module(migration).name(apps, None)

    assert set(Naming.objects.values_list("nc", "person")) == kept
    assert named_otherwise() == []


@pytest.mark.clause("38")
def test_whoever_left_stays_named_when_another_is_added(home: House, come: Come) -> None:
    nc = given.decided(home)
    nc.concerned.add(home.timur)
    home.timur.is_active = False
    home.timur.save()
    visitor, where = come(home.saule), address("name_concerned", nc)
    opened = standing_in(visitor.get(where))
    assert str(home.timur.pk) in opened["concerned"]

    both = [home.timur.pk, home.gulnar.pk]
    visitor.post(where, opened | {"concerned": both, "reason": "Тағы біреу"})

    assert set(nc.concerned.all()) == {home.timur, home.gulnar}


@pytest.mark.clause("38")
def test_a_list_that_changes_nothing_is_told_at_its_field(home: House, come: Come) -> None:
    nc = given.decided(home)

    back = come(home.saule).post(address("name_concerned", nc), {"reason": "Ешкім"})

    assert back.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Choose at least one person." in text_of(back)
    nc.concerned.add(home.timur)
    again = {"reason": "Ешкім", "concerned": [home.timur.pk]}
    back = come(home.saule).post(address("name_concerned", given.fresh(nc)), again)
    assert "These persons are named already; change the list." in text_of(back)
