"""``tuzetu prove``: go over the records of one database; prints what they hold, as JSON."""

import json
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from tuzetu.dossier.evidence import StoredFile
from tuzetu.journal.chain import examine
from tuzetu.journal.triggers import missing


class Command(BaseCommand):
    """Used by backup and restore on their copies; harmless on the running database."""

    help = "Proves the journal and its guards, and counts the records."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401
        """Print the proof, or tell the damage and leave by the exit code."""
        found = examine()
        unguarded = missing(connection)
        if found.damages or unguarded:
            harm = f"{found.damages[0].seq}: {found.damages[0].harm.value}" if found.damages else ""
            raise CommandError(
                _("The journal is damaged or unguarded.") + f" {harm} {' '.join(unguarded)}"
            )
        recorded = MigrationRecorder(connection).applied_migrations()
        models = apps.get_models(include_auto_created=True)
        told = {
            "tables": {one._meta.db_table: one._base_manager.count() for one in models},  # noqa: SLF001  (Django's own words for them)
            "migrations": sorted(f"{app}.{name}" for app, name in recorded),
            "files": dict(StoredFile.objects.order_by("digest").values_list("digest", "size")),
            "head": f"{found.head.seq}:{found.head.digest}",
        }
        self.stdout.write(json.dumps(told))
