"""What the forms tell of a case: days, names and words that somebody gave and nobody else (18)."""

from datetime import date

import pytest

from tests import given
from tests.given import House, day
from tuzetu.access.sight import visible_cases
from tuzetu.paperwork.gather_annex3 import annex3
from tuzetu.paperwork.labels import PROVISIONAL, VERDICTS
from tuzetu.paperwork.words import Words
from tuzetu.stages.effectiveness.recurring import reopen_case
from tuzetu.stages.effectiveness.steps import confirm_effective

pytestmark = [pytest.mark.django_db, pytest.mark.clause("18")]


def in_the_log(home: House) -> tuple[Words | None, date | None]:
    """The verdict of the only case with the day beside it."""
    rows = visible_cases(home.saule, on=day(300).date())
    (entry,) = annex3(rows, 2026, at=day(300)).entries
    return entry.verdict, entry.verdict_on


@pytest.mark.clause("18.3")
@pytest.mark.clause("17")
def test_the_verdict_stands_with_the_day_on_which_this_word_was_given(home: House) -> None:
    nc = given.observed(home)
    assert in_the_log(home) == (PROVISIONAL["effective"], day(76).date())

    confirm_effective(nc, by=home.saule, at=day(260), reason="Қайталанбады")
    assert in_the_log(home) == (VERDICTS["effective"], day(260).date())

    reopen_case(given.fresh(nc), by=home.saule, at=day(280), reason="Қайталанды")
    _word, on = in_the_log(home)
    assert on == day(280).date()
