"""Persons on paper: the surname first in every form, nobody twice in one place (18)."""

import pytest

from tests import given
from tests.given import House, day
from tuzetu.dossier.case import Nonconformity
from tuzetu.paperwork.gather_annex1 import annex1
from tuzetu.paperwork.gather_annex2 import annex2
from tuzetu.paperwork.gathering import surname_first
from tuzetu.stages.decision.steps import convene_group
from tuzetu.stages.execution.steps import change_executor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("18")]


def test_who_reported_and_who_detected_is_the_same_name(home: House) -> None:
    nc = given.registered(home, detected_by=str(home.aigerim))

    known = annex2(nc, at=day(1)).identification

    assert known.registered_by == known.detected_by == "Айгерімов А."


def test_who_else_detected_it_is_told_as_it_was_typed(home: House) -> None:
    nc = given.registered(home, detected_by="МТКҚ сарапшылары")

    assert annex2(nc, at=day(1)).identification.detected_by == "МТКҚ сарапшылары"


def test_the_leader_of_a_group_stands_there_once(home: House) -> None:
    nc = given.identified(home)
    convene_group(
        nc, by=home.saule, at=day(1), leader=home.asel, members=[home.timur, home.asel],
        owning_unit=home.department, reason="Бірнеше бөлімшеге қатысты",
    )  # fmt: skip

    (cycle,) = annex2(Nonconformity.objects.get(pk=nc.pk), at=day(1)).cycles

    assert cycle.consideration.leader == "Әселов Ә."
    assert cycle.consideration.members == ("Тимуров Т.",)


def test_an_executor_who_was_replaced_is_named_as_the_one_who_came(home: House) -> None:
    plan = given.approved(home)
    line = given.only_line(plan)
    change_executor(line, by=home.dauren, at=day(3), executor=home.asel, reason="Ауысты")

    (amendment,) = annex1(given.plan_again(plan), at=day(4)).supplement.amendments

    assert (amendment.before, amendment.after) == ("Бауыржанов Б.", "Әселов Ә.")


@pytest.mark.parametrize(
    ("kept", "printed"),
    [
        ("А. Қалиева", "Қалиева А."),
        ("Н. ван дер Берг", "ван дер Берг Н."),
        ("Қалиева", "Қалиева"),
        ("", ""),
    ],
)
def test_a_kept_name_is_turned_round(kept: str, printed: str) -> None:
    assert surname_first(kept) == printed
