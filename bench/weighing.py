"""The whole product as its operator starts it: how soon it serves, what it holds in memory."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from serving import free_port, wait_until_served

KIB = 1024
RUNNING = 20
"""Seconds that the worker is let run, so that its first round is weighed too."""


def weigh(told: dict[str, str]) -> dict[str, float]:
    """Seconds until the first page, MiB of all its programs together."""
    port = free_port()
    environment = told | {"PORT": str(port)}
    command = [sys.executable, "-m", "tuzetu.management.door", "serve"]
    began = time.monotonic()
    started = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_until_served(port)
        start = time.monotonic() - began
        time.sleep(RUNNING)
        memory = sum(_held(pid) for pid in _family(started.pid))
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait()
    return {"start_s": round(start, 2), "memory_mib": round(memory / KIB)}


def _family(pid: int) -> list[int]:
    """A process and everything that it started."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += _family(int(child))
    return found


def _held(pid: int) -> int:
    """KiB of memory, what is shared with others counted in parts."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


if __name__ == "__main__":
    print(weigh(dict(os.environ)))
