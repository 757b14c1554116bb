"""The first edition from a file: founded once, checked whole, never changed under running cases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests import given
from tests.given import MONDAY
from tests.web.visiting import text_of
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.edition import ProcedureEdition
from tuzetu.dossier.founding import found_edition
from tuzetu.management.edition_told import edition_told, need_founded
from tuzetu.people.lists import ListItem
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.offices import Office
from tuzetu.stages.intake.steps import submit_report

SHIPPED = files("tuzetu.procedure").joinpath("first_edition.toml").read_text("utf-8")

Told = Callable[..., None]


@pytest.fixture
def told(settings: Any, tmp_path: Path) -> Told:  # noqa: ANN401
    """The operator names a file that says the shipped edition with some words changed."""
    settings.STATIC_ROOT = tmp_path / "static"

    def tell(*changes: tuple[str, str]) -> None:
        text = SHIPPED.replace('code = "2025"', f'code = "{uuid4()}"', 1)
        for was, now in changes:
            assert was in text
            text = text.replace(was, now, 1)
        place = tmp_path / "edition.toml"
        place.write_text(text, "utf-8")
        settings.ENVIRONMENT = replace(settings.ENVIRONMENT, edition=place)

    return tell


def test_without_a_file_the_shipped_edition_is_founded(db: None) -> None:
    assert edition_told() is None
    found_edition(edition_told())

    assert ProcedureEdition.objects.get().rules().limits.decision_days == 5


@pytest.mark.clause("38")
@pytest.mark.clause("60")
def test_the_limits_lists_and_prefixes_of_the_file_are_in_force(db: None, told: Told) -> None:
    told(
        ("decision_days = 5", "decision_days = 3"),
        ('case = "СЕ"', 'case = "СҚ"'),
        ('code = "teaching"', 'code = "recitals"'),
    )
    found_edition(edition_told())
    unit = given.unit("dombyra", "department")
    reporter = given.person("aigerim", "Айгерім", unit)
    given.person("saule", "Сәуле", unit, Office.OFFICE_OFFICER)

    nc = submit_report(given.report(unit), by=reporter, at=MONDAY)

    assert nc.number == "СҚ-2026-0001"
    assert Duty.objects.get(nc=nc, owed=Owed.DECIDE.code).due_on == date(2026, 2, 5)
    assert ListItem.objects.filter(code="recitals").exists()


def test_every_fault_of_the_file_is_named_before_anything_is_written(
    transactional_db: None, told: Told
) -> None:
    told(
        ("decision_days = 5", "decision_days = 0"),
        ('criterion_share = "1/2"', 'criterion_share = "half"'),
        ('case = "СЕ"', 'case = ""'),
        ("handover_days = 1", "handed_over_days = 1"),
        ('code = "21.1"', 'code = "21.7"'),
        ('ru = "Ректор"', f'ru = "{"Р" * 301}"'),
    )

    with pytest.raises(CommandError) as refused:
        call_command("serve")

    for place in (
        "limits.decision_days",
        "limits.criterion_share",
        "limits.handover_days",
        "limits.handed_over_days",
        "prefixes.case",
        "lists.sources",
        "titles.rector.ru",
    ):
        assert place in str(refused.value)
    assert not ProcedureEdition.objects.exists()


@pytest.mark.parametrize("text", ["limits = ", "\x00", "limits = 3"])
def test_what_is_no_edition_at_all_is_told(
    settings: Any,  # noqa: ANN401
    tmp_path: Path,
    text: str,
) -> None:
    place = tmp_path / "edition.toml"
    place.write_text(text, "utf-8")
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, edition=place)

    with pytest.raises(CommandError, match=r"edition\.toml"):
        edition_told()


def test_the_same_file_goes_on(db: None, told: Told) -> None:
    told(("decision_days = 5", "decision_days = 3"))
    edition = edition_told()
    assert edition
    found_edition(edition)

    need_founded(edition)


def test_another_file_is_refused_and_limits_of_running_cases_stay(
    transactional_db: None, told: Told
) -> None:
    home = given.house()
    nc = given.registered(home)
    told(
        ("decision_days = 5", "decision_days = 3"),
        ('ru = "Ректор"', 'ru = "Ректор консерватории"'),
        ('code = "teaching"', 'code = "recitals"'),
    )

    with pytest.raises(CommandError) as refused:
        call_command("serve")

    said = str(refused.value)
    for place in ("limits.decision_days", "titles.rector.ru"):
        assert place in said
    for code in ("teaching", "recitals"):
        assert f"lists.processes.{code}" in said
    assert "limits.analysis_weeks" not in said
    assert ProcedureEdition.objects.get().rules().limits.decision_days == 5
    assert Duty.objects.get(nc=nc, owed=Owed.DECIDE.code).due_on == date(2026, 2, 9)


@pytest.mark.clause("60")
def test_the_page_of_the_procedure_shows_the_limits_in_force(db: None, told: Told) -> None:
    told(
        ("decision_days = 5", "decision_days = 3"),
        ("analysis_weeks = 4", "analysis_weeks = 2"),
        ('yearly_analysis_by = "06-30"', 'yearly_analysis_by = "08-31"'),
    )
    found_edition(edition_told())
    unit = given.unit("dombyra", "department")
    visitor = Client(headers={"accept-language": "en"})
    visitor.force_login(given.person("aigerim", "Айгерім", unit))

    page = text_of(visitor.get("/procedure/"))

    for says in ("3 working days", "2 weeks", "5 months", "until 1/2 of the period"):
        assert says in page
    assert "31 August" in page
