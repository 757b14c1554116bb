"""Backups made while people write: each proves itself, and the last one comes back whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drill.conftest import Figures, count
from tests.management.conftest import founding
from tests.management.installation import Founding, Installation

pytestmark = [pytest.mark.drill, pytest.mark.django_db(transaction=True)]

__all__ = ["founding"]

BACKUPS = 4
WRITING = """
import sys
from tests import given
home = given.house()
while True:
    given.registered(home)
    sys.stdout.write(".")
    sys.stdout.flush()
"""
COUNTING = "from tuzetu.dossier.case import Nonconformity as N; print(N.objects.count())"


def writer(there: Installation) -> subprocess.Popen[bytes]:
    """A process that registers cases without end."""
    told = {"TUZETU_VAR": str(there.var), "DATABASE_URL": there.database_url}
    paths = {"PYTHONPATH": os.pathsep.join(("src", str(Path.cwd())))}
    command = (sys.executable, "-m", "tuzetu.management.door", "shell", "--no-imports")
    return subprocess.Popen(
        [*command, "-c", WRITING], env=os.environ | told | paths, stdout=subprocess.PIPE
    )


def test_backups_while_people_write(founding: Founding, figures: Figures) -> None:
    there, other = founding(), founding()
    there.must("migrate", "-v", "0")
    writing = writer(there)
    try:
        written = 0
        for _backup in range(BACKUPS):
            written += len(writing.stdout.read(3))
            there.must("backup")
            count(figures, "backups made while cases were registered, each proved")
    finally:
        writing.kill()
        writing.wait()

    last = max((there.var / "backups").iterdir(), key=lambda made: made.stat().st_mtime_ns)
    other.must("restore", str(last))
    kept = int(other.must("shell", "--no-imports", "-c", COUNTING))
    count(figures, "cases in the last one, restored and proved", kept)
    assert kept >= written
    other.must("verify")
