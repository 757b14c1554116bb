"""A scene is played by the rules in force: none is laid out that was played by others."""

from datetime import date

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from tests import given
from tests.drill.removals import removals
from tests.drill.taking_out import LOOSER, without
from tests.remembering import contents, forget
from tuzetu.dossier.duty import Duty
from tuzetu.journal.models import ChainHead, Entry, EntryContents
from tuzetu.procedure.duties import Owed

SHOWN = frozenset({"submit_report", "identify_case", "pass_to_unit"})
"""Steps on the way to that scene."""

SALTED = frozenset(one._meta.db_table for one in (ChainHead, Entry, EntryContents))
"""Tables of the journal, which salts what it keeps."""


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


@pytest.mark.parametrize("what", sorted(LOOSER))
def test_a_scene_is_played_by_looser_rules_as_by_those_in_force(what: str, db: None) -> None:
    looser = next(one for one in removals() if one.what == what and SHOWN & one.words)
    ordinary = rows_of_a_decided_case()

    with without(looser):
        played = rows_of_a_decided_case()

    assert played == ordinary


def rows_of_a_decided_case() -> dict[tuple[str, str], str]:
    """What it leaves when it is played anew, but for what the journal salts."""
    forget()
    with transaction.atomic():
        count_keys_from_the_beginning()
        given.decided(given.house())
        told = {place: row for place, row in contents().items() if place[0] not in SALTED}
        transaction.set_rollback(True)
    return told


def count_keys_from_the_beginning() -> None:
    """PostgreSQL does not take keys back with a transaction; nothing remembered needs them now."""
    tables = apps.get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
