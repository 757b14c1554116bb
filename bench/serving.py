"""The product and the bare project, each behind the server that the product brings along."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tuzetu.management import serving as server

HERE = Path(__file__).resolve().parent
HOST = "127.0.0.1"
PATIENCE = 120.0
TO_CLOSE = 15.0
BARE = (
    "from granian import Granian\n"
    "from granian.constants import Interfaces\n"
    "from granian.log import LogLevels\n"
    "from tuzetu.management.attached import end_with_parent\n"
    "end_with_parent()\n"
    "Granian('bare.wsgi:application', address='127.0.0.1', port={port}, interface=Interfaces.WSGI,"
    " workers={workers}, blocking_threads={threads}, websockets=False,"
    " log_level=LogLevels.warning).serve()\n"
)


def surroundings(var: Path, database: str, **more: str) -> dict[str, str]:
    """The environment in which a program of the product finds its data."""
    kept = {
        name: told
        for name, told in os.environ.items()
        if not name.startswith(("TUZETU_", "DATABASE_URL", "PORT", "DJANGO_"))
    }
    path = os.pathsep.join((str(HERE.parent / "src"), str(HERE)))
    told = {"TUZETU_VAR": str(var), "DATABASE_URL": database, "PYTHONPATH": path}
    return kept | told | {"DJANGO_SETTINGS_MODULE": "tuzetu.settings"} | more


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


@contextmanager
def both(told: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """The ports of the bare project and of the product, while both are served."""
    with ExitStack() as stack:
        bare, product = free_port(), free_port()
        settings = {"workers": server.WORKERS, "threads": server.THREADS}
        program = BARE.format(port=bare, **settings)
        stack.enter_context(_running([sys.executable, "-c", program], told, bare, "bare.settings"))
        command = [sys.executable, "-m", "tuzetu.management.serving"]
        stack.enter_context(_running(command, told, product, "tuzetu.settings"))
        yield bare, product


@contextmanager
def _running(
    command: list[str], told: Mapping[str, str], port: int, settings: str
) -> Iterator[None]:
    environment = dict(told) | {"PORT": str(port), "DJANGO_SETTINGS_MODULE": settings}
    started = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE)
    try:
        wait_until_served(port)
        yield
    finally:
        started.stdin.close()
        _ended(started)


def wait_until_served(port: int) -> None:
    """Until a page comes."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            asking = http.client.HTTPConnection(HOST, port, timeout=5)
            asking.request("GET", "/")
            asking.getresponse().read()
        except OSError:
            time.sleep(0.02)
        else:
            return
        finally:
            asking.close()
    sys.exit(f"Nothing was served on port {port}.")


def _ended(started: "subprocess.Popen[bytes]") -> None:
    """Asked to end, and made to where it does not: a server once hung while it closed."""
    started.terminate()
    try:
        started.wait(timeout=TO_CLOSE)
    except subprocess.TimeoutExpired:
        started.kill()
        started.wait()
