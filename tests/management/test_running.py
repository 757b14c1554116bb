"""``tuzetu serve`` as an operator starts it: pages are served, and everything ends together."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Timer
from types import FrameType
from urllib.request import urlopen

import pytest

from tests.management.installation import Founding, Installation
from tuzetu.management import running as together

RUNNING = "Tuzetu is running"
PASSWORD = "Тамшы-тамшы-көл-болар-7"
LONG = 120
"""Seconds after which an end has not come."""


@pytest.fixture(scope="module")
def house(founding: Founding) -> Installation:
    """An installation in which nothing was started yet."""
    return founding()


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """Who the first administrator is, and a port that nobody uses."""
    kept = tmp_path / "password"
    kept.write_text(PASSWORD, encoding="utf-8")
    with closing(socket.create_server(("127.0.0.1", 0))) as tried:
        port = tried.getsockname()[1]
    return {
        "PORT": str(port),
        "TUZETU_ADMIN": "marat Оспанов Марат",
        "TUZETU_ADMIN_PASSWORD_FILE": str(kept),
    }


def wait_for_pages(running: subprocess.Popen[str]) -> None:
    """Read what the program says until it says that it serves."""
    assert running.stdout is not None
    said = []
    for line in running.stdout:
        said.append(line)
        if RUNNING in line:
            return
    pytest.fail("".join(said))


def wait_for_the_end(running: subprocess.Popen[str]) -> int:
    """The pipe closes when the last of the programs that hold it has ended."""
    running.communicate(timeout=LONG)
    return running.returncode


def program(running: subprocess.Popen[str], name: str) -> int:
    """The process that was started for a purpose; one that just starts has no name yet."""
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    give_up = time.monotonic() + LONG
    while time.monotonic() < give_up:
        for one in children.read_text("ascii").split():
            if name in Path(f"/proc/{one}/cmdline").read_text("utf-8"):
                return int(one)
    pytest.fail(f"no {name} was started")


def test_the_first_start_makes_the_administrator_serves_and_ends_when_asked(
    house: Installation, surroundings: dict[str, str]
) -> None:
    with house.started("serve", **surroundings) as running:
        wait_for_pages(running)
        with urlopen(f"http://127.0.0.1:{surroundings['PORT']}/") as page:
            read = page.read().decode()
        running.send_signal(signal.SIGTERM)
        left_by = wait_for_the_end(running)

    assert 'name="password"' in read
    assert left_by == 0
    (account,) = house.must("user", "list").splitlines()
    assert account.split() == ["marat", "open", "administrator", "Оспанов", "Марат"]


@pytest.mark.unmeasured
def test_when_the_worker_is_lost_the_server_does_not_go_on_alone(
    house: Installation, surroundings: dict[str, str]
) -> None:
    with house.started("serve", **surroundings) as running:
        wait_for_pages(running)
        os.kill(program(running, "worker"), signal.SIGKILL)
        left_by = wait_for_the_end(running)

    assert left_by != 0


@pytest.mark.unmeasured
def test_nothing_outlives_a_program_that_was_killed(
    house: Installation, surroundings: dict[str, str]
) -> None:
    with house.started("serve", **surroundings) as running:
        wait_for_pages(running)
        running.kill()
        wait_for_the_end(running)

    with closing(socket.socket()) as tried, pytest.raises(ConnectionRefusedError):
        tried.connect(("127.0.0.1", int(surroundings["PORT"])))
    assert house.run("restore", "/nowhere.tar", "--replace").stderr.count("stop it first") == 0


@pytest.fixture
def unsettled() -> Iterator[None]:
    """What signals do is put back afterwards; whatever hangs is given up after ten seconds."""

    def too_long(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)
    before = {number: signal.getsignal(number) for number in numbers}
    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(10)
    yield
    signal.alarm(0)
    for number, did in before.items():
        signal.signal(number, did)


@pytest.mark.unmeasured
@pytest.mark.usefixtures("unsettled")
def test_a_signal_stops_at_whatever_moment_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "PAUSE", 0)

    for _ in range(200):
        asked = together._asked_to_stop()
        Timer(0.001, os.kill, (os.getpid(), signal.SIGTERM)).start()
        together._wait(asked, [], until=lambda: False)

        assert asked == [signal.SIGTERM]


DEAF = """
import signal
from tuzetu.management.attached import end_with_parent

signal.signal(signal.SIGTERM, signal.SIG_IGN)
end_with_parent(grace=0.1)
print("listening", flush=True)
while True:
    signal.pause()
"""


def test_what_does_not_end_when_its_parent_is_gone_is_made_to() -> None:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    deaf = subprocess.Popen((sys.executable, "-c", DEAF), start_new_session=True, **pipes)  # type: ignore[call-overload]
    assert deaf.stdout.readline() == b"listening\n"

    deaf.communicate(timeout=LONG)

    assert deaf.returncode == -signal.SIGKILL
