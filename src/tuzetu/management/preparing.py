"""Before the first request: catalogues, tables, guards of the journal, static files, the edition."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tuzetu.dossier.founding import found_edition
from tuzetu.journal import triggers
from tuzetu.language.catalogues import compile_catalogues


def prepare() -> None:
    """Bring everything to the state that this release needs; quick when nothing changed."""
    compile_catalogues(Path(settings.LOCALE_PATHS[0]))
    call_command("migrate", verbosity=0, interactive=False)
    triggers.install(connection)
    found_edition()
    _collect_static()


def _collect_static() -> None:
    """Static files are collected anew only when one of them changed."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    now = _static_fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == now:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now, encoding="utf-8")


def _static_fingerprint() -> str:
    told = hashlib.sha256()
    for place in settings.STATICFILES_DIRS:
        for one in sorted(Path(place).rglob("*")):
            if one.is_file():
                told.update(f"{one.name}{one.stat().st_size}{one.stat().st_mtime_ns}".encode())
    return told.hexdigest()
