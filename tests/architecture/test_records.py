"""The migrations make exactly the records that the code knows."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_record_waits_for_a_migration() -> None:
    """Ends the program with an error when a migration is missing."""
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
