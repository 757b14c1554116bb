"""The registers tell days as Almaty has them, not as the moments are kept."""

from datetime import UTC, date, datetime

import pytest

from tests import given
from tests.given import House
from tests.web.visiting import Come, read
from tuzetu.access.sight import visible_cases
from tuzetu.dossier.plan import Plan
from tuzetu.paperwork.gather_annex3 import annex3

pytestmark = [pytest.mark.django_db, pytest.mark.clause("18")]

AFTER_MIDNIGHT = datetime(2026, 2, 10, 19, 37, tzinfo=UTC)
"""37 minutes past midnight of 11 February in Almaty."""


def test_a_case_stands_in_the_log_under_the_day_on_which_it_was_registered(
    come: Come, home: House
) -> None:
    given.registered(home, AFTER_MIDNIGHT)

    (row,) = read(come(home.saule).get("/log/?year=2026")).xpath("//tbody/tr")
    visible = visible_cases(home.saule, on=AFTER_MIDNIGHT.date())
    (printed,) = annex3(visible, 2026, at=AFTER_MIDNIGHT).entries

    assert "11.02.2026" in row.text_content()
    assert printed.registered_on == date(2026, 2, 11)


def test_a_plan_stands_in_the_register_under_the_day_on_which_it_was_approved(
    come: Come, home: House
) -> None:
    plan = given.approved(home)
    Plan.objects.filter(pk=plan.pk).update(approved_at=AFTER_MIDNIGHT)

    (row,) = read(come(home.saule).get("/plans/")).xpath("//tbody/tr")

    assert "11.02.2026" in row.text_content()
