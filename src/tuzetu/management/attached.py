"""A program that must not outlive the one that started it."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

STANDARD_INPUT = 0


def start_attached(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a module of ours in a group of its own, its input held by us alone.

    However we end, the input closes, and what calls ``end_with_parent`` ends too.
    """
    command: Sequence[str] = (sys.executable, "-m", module, *arguments)
    return subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)


def end_with_parent() -> None:
    """From now on, the closing of our standard input asks this process to stop."""
    threading.Thread(target=_stop_when_input_closes, daemon=True).start()


def _stop_when_input_closes() -> None:
    while os.read(STANDARD_INPUT, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def stop_all(running: Sequence[subprocess.Popen[bytes]], *, grace: float) -> None:
    """Ask each to stop, wait so many seconds, then end whatever is left of their groups."""
    for one in running:
        _signal(one, signal.SIGTERM)
    waiting = threading.Timer(grace, _end_all, (running,))
    waiting.start()
    for one in running:
        one.wait()
    waiting.cancel()
    _end_all(running)


def _end_all(running: Sequence[subprocess.Popen[bytes]]) -> None:
    for one in running:
        _signal(one, signal.SIGKILL)


def _signal(one: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """To the whole group, so that no helper of a program outlives it."""
    try:
        os.killpg(one.pid, number)
    except ProcessLookupError:
        return
