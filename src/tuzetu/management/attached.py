"""A program that must not outlive the one that started it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress

STANDARD_INPUT = 0

GRACE = 10.0
"""Seconds that a program has to end by itself."""


def start_attached(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a module of ours in a group of its own, its input held by us alone.

    However we end, the input closes, and what calls ``end_with_parent`` ends too.
    """
    command: Sequence[str] = (sys.executable, "-m", module, *arguments)
    return subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)


def end_with_parent(grace: float = GRACE) -> None:
    """From now on, the closing of our standard input ends this process: asked first, then made."""
    threading.Thread(target=_stop_when_input_closes, args=(grace,), daemon=True).start()


def _stop_when_input_closes(grace: float) -> None:
    while os.read(STANDARD_INPUT, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(grace)
    _end_group(os.getpid())


def stop_all(running: Sequence[subprocess.Popen[bytes]], *, grace: float) -> None:
    """Ask each to stop, wait so many seconds, then end whatever is left of their groups."""
    for one in running:
        one.terminate()
    too_long = threading.Timer(grace, _end_groups, (running,))
    too_long.start()
    for one in running:
        one.wait()
    too_long.cancel()
    _end_groups(running)


def _end_groups(running: Sequence[subprocess.Popen[bytes]]) -> None:
    """No helper of a program outlives it."""
    for one in running:
        _end_group(one.pid)


def _end_group(leader: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)
