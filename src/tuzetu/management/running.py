"""Server and worker side by side: started together, stopped together."""

import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from types import FrameType

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from tuzetu.management.attached import GRACE, start_attached, stop_all

PAUSE = 0.1


def need_free_port() -> None:
    """Raise CommandError when somebody else already listens where we want to."""
    place = settings.ENVIRONMENT
    family = socket.AF_INET6 if ":" in place.bind else socket.AF_INET
    with closing(socket.socket(family)) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((place.bind, place.port))
        except OSError as problem:
            told = {"bind": place.bind, "port": place.port, "reason": problem.strerror}
            raise CommandError(
                _("Cannot listen on %(bind)s:%(port)d (%(reason)s). Choose another PORT.") % told
            ) from problem


def run_together(*, ready: Callable[[], None]) -> int:
    """Run until a signal, or until one of the two ends; the exit code of that one.

    ``ready`` is called once, as soon as pages are served; the worker begins then, too, so that it
    takes nothing from whoever waits for the first page.
    """
    asked = _asked_to_stop()
    running = [start_attached("tuzetu.management.serving")]
    try:
        _wait(asked, running, until=_serves)
        if _all_run(running) and not asked:
            running.append(start_attached("tuzetu.management.door", "worker", "--attached"))
            ready()
        _wait(asked, running, until=lambda: False)
        ended = next((one.returncode for one in running if one.poll() is not None), 0)
    finally:
        stop_all(running, grace=GRACE)
    return 0 if asked else ended or 1


def _asked_to_stop() -> list[int]:
    """The signals that came, none so far.

    No ``threading.Event``: whoever waits for one holds its lock for a moment, and a signal that
    comes in that moment would wait for the very lock, for ever.
    """
    asked: list[int] = []

    def ask(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask)
    return asked


def _wait(
    asked: Sequence[int],
    running: Sequence[subprocess.Popen[bytes]],
    *,
    until: Callable[[], bool],
) -> None:
    while not asked and _all_run(running) and not until():
        time.sleep(PAUSE)


def _all_run(running: Sequence[subprocess.Popen[bytes]]) -> bool:
    return all(one.poll() is None for one in running)


def _serves() -> bool:
    place = settings.ENVIRONMENT
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(place.bind, place.bind)  # noqa: S104  (asked, not bound)
    try:
        socket.create_connection((host, place.port), timeout=1).close()
    except OSError:
        return False
    return True
