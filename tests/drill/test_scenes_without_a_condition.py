"""A scene is played by the rules in force: none is laid out that was played by others."""

from datetime import date

from django.db import transaction

from tests import given
from tests.drill.removals import removals
from tests.drill.taking_out import without
from tuzetu.dossier.duty import Duty
from tuzetu.procedure.duties import Owed


def last_day_of_the_analysis() -> date | None:
    """Of a case decided on in a new institution, of which nothing stays behind."""
    with transaction.atomic():
        nc = given.decided(given.house())
        due_on = Duty.objects.get(nc=nc, owed=Owed.ANALYSE.code).due_on
        transaction.set_rollback(True)
    return due_on


def test_a_limit_that_is_another_counts_in_the_scene_and_is_forgotten_after(db: None) -> None:
    (longer,) = (one for one in removals() if one.name == "analysis_weeks: one more")
    ordinary = last_day_of_the_analysis()

    with without(longer):
        other = last_day_of_the_analysis()

    assert other != ordinary
    assert last_day_of_the_analysis() == ordinary
