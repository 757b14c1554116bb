"""The migrations make exactly the records that the code knows."""

import pytest
from django.core.management import call_command
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader

AT_ONCE = "0001_the_records_at_once"


@pytest.mark.django_db
def test_no_record_waits_for_a_migration() -> None:
    """Ends the program with an error when a migration is missing."""
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_a_new_house_has_the_records_of_those_that_went_through_every_change() -> None:
    """What makes the records at once stands for the migrations that it names, no more, no less."""
    loader = MigrationLoader(None, replace_migrations=False)
    at_once = loader.get_migration("tuzetu", AT_ONCE)
    one_by_one = loader.project_state(at_once.replaces[-1])

    differences = MigrationAutodetector(
        loader.project_state(("tuzetu", AT_ONCE)), one_by_one
    ).changes(loader.graph)

    assert differences == {}
