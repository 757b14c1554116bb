"""Whether the installation runs: restoring under a running program would lose what it writes."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _


@contextmanager
def in_use() -> Iterator[None]:
    """Hold the installation as a running program; several may at once. Raises CommandError."""
    with _held(fcntl.LOCK_SH, _("The installation is being restored; wait until that has ended.")):
        yield


@contextmanager
def out_of_use() -> Iterator[None]:
    """Hold the installation alone. Raises CommandError while any program runs."""
    with _held(fcntl.LOCK_EX, _("Tuzetu is running; stop it first.")):
        yield


@contextmanager
def _held(kind: int, otherwise: str) -> Iterator[None]:
    place: Path = settings.ENVIRONMENT.var / "in_use"
    with place.open("w") as held:
        try:
            fcntl.flock(held, kind | fcntl.LOCK_NB)
        except OSError as problem:
            raise CommandError(otherwise) from problem
        yield
