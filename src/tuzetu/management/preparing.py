"""Before the first request: tables, the journal's guards, the edition, static files."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tuzetu.dossier.founding import found_edition
from tuzetu.journal import triggers
from tuzetu.procedure.edition import Edition


def prepare(edition: Edition | None = None) -> None:
    """Bring everything to the state that this release needs; quick when nothing changed.

    ``edition`` is founded where there is none yet; without it, the one that is shipped.
    """
    if _migrations_wait():
        call_command("migrate", verbosity=0, interactive=False)
    triggers.install(connection)
    found_edition(edition)
    _collect_static()


def _migrations_wait() -> bool:
    """Asked first: the command looks at all addresses and rights, too, which takes a second."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _collect_static() -> None:
    """Static files are collected anew only when one of them changed."""
    stamp = Path(settings.STATIC_ROOT, "stamp")
    wanted = _static_fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(wanted, encoding="utf-8")


def _static_fingerprint() -> str:
    told = hashlib.sha256()
    for place in settings.STATICFILES_DIRS:
        for one in sorted(Path(place).rglob("*")):
            if one.is_file():
                told.update(f"{one.relative_to(place)}\0{one.stat().st_size}\0".encode())
                told.update(one.read_bytes())
    return told.hexdigest()
