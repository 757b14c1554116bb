"""A whole installation, used by the very commands that an operator runs."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import coverage

MEASURES = Path(__file__).parents[2] / "pyproject.toml"


@dataclass(frozen=True)
class Installation:
    """A folder and a database of its own."""

    var: Path
    database_url: str

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """``tuzetu`` with these arguments."""
        return subprocess.run(
            _command(*arguments),
            env=self._surroundings(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def must(self, *arguments: str) -> str:
        """The same, which has to succeed; what it printed."""
        done = self.run(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def started(self, *arguments: str, **told: str) -> Iterator[subprocess.Popen[str]]:
        """``tuzetu`` at work; what it and its programs say comes out of one pipe."""
        running = subprocess.Popen(
            _command(*arguments),
            env=self._surroundings() | told,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        with running:
            try:
                yield running
            finally:
                running.kill()

    def _surroundings(self) -> dict[str, str]:
        told = {"TUZETU_VAR": str(self.var), "DATABASE_URL": self.database_url, "LANG": "en_US"}
        measured = {"COVERAGE_PROCESS_START": str(MEASURES)} if coverage.Coverage.current() else {}
        return os.environ | told | measured | {"PYTHONUNBUFFERED": "1"}


Founding = Callable[[], Installation]


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "tuzetu.management.door", *arguments]
