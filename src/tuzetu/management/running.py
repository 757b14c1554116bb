"""Server and worker side by side: started together, stopped together."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from types import FrameType

from django.conf import settings

GRACE = 10
"""Seconds that a process has to end by itself."""

PAUSE = 0.2


def run_together() -> int:
    """Run until a signal, or until one of the two ends; the exit code of the first to end."""
    address = settings.ENVIRONMENT
    server = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", address.bind,
        "--port", str(address.port), "--workers", "2", "--blocking-threads", "4",
        "--no-ws", "--log-level", "warning", "--respawn-failed-workers", "tuzetu.wsgi:application",
    ]  # fmt: skip
    worker = [sys.executable, "-m", "tuzetu.management.door", "worker"]
    return _until_one_ends([_start(server), _start(worker)])


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, env=os.environ.copy(), start_new_session=True)


def _until_one_ends(running: list[subprocess.Popen[bytes]]) -> int:
    asked = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        asked.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    while not asked.is_set() and all(one.poll() is None for one in running):
        asked.wait(PAUSE)
    ended = next((one.returncode for one in running if one.returncode is not None), 0)
    _stop_all(running)
    return 0 if asked.is_set() else int(ended or 1)


def _stop_all(running: list[subprocess.Popen[bytes]]) -> None:
    for one in running:
        _signal(one, signal.SIGTERM)
    last = time.monotonic() + GRACE
    for one in running:
        try:
            one.wait(max(last - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            _signal(one, signal.SIGKILL)
    for one in running:
        _signal(one, signal.SIGKILL)


def _signal(one: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """To the whole group, so that no worker of the server outlives it."""
    try:
        os.killpg(one.pid, number)
    except ProcessLookupError:
        return
