"""The terms beside a case: a shorter one that the office set counts, with its reason."""

from datetime import timedelta

import pytest

from tests import given
from tests.given import MONDAY, House, day
from tests.web.visiting import Come, text_of
from tuzetu.stages.decision.steps import pass_to_unit


@pytest.mark.clause("39")
@pytest.mark.parametrize(("days", "tally"), [(None, "0 of 28 days"), (14, "0 of 14 days")])
def test_the_analysis_runs_against_the_term_that_the_office_set(
    home: House, come: Come, days: int | None, tally: str
) -> None:
    nc = given.identified(home)
    shorter = (
        {}
        if days is None
        else {
            "due_on": MONDAY.date() + timedelta(days=days),
            "term_reason": "Мәселе күрделі емес",
        }
    )
    pass_to_unit(
        nc,
        by=home.saule,
        at=day(0),
        unit=home.department,
        reason="Кафедра ішіндегі мәселе",
        **shorter,
    )

    page = text_of(come(home.saule).get(f"/cases/{nc.pk}/"))

    assert tally in page
    assert ("Мәселе күрделі емес" in page.split("How was the term counted?")[1]) is bool(days)
