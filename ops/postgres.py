"""A private PostgreSQL for tests: in a temporary folder, never as root, gone with its user.

It is reached through a socket in its folder, which takes half as long as through the network.

The server belongs to a keeper, a process of its own that waits for the end of its standard
input. However the tests end, also when they are killed, the keeper stops the server and removes
the folder.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

OWNERS = ("postgres", "nobody")
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{home}'
max_connections = 60
fsync = off
synchronous_commit = off
full_page_writes = off
jit = off
shared_buffers = 256MB
"""


def server_binaries() -> Path | None:
    """Where initdb lies, the newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version, reverse=True)
    if found:
        return found[0].parent
    told = shutil.which("initdb")
    return Path(told).resolve().parent if told else None


def _version(initdb: Path) -> int:
    name = initdb.parent.parent.name
    return int(name) if name.isdecimal() else 0


@contextmanager
def private_cluster(*settings: str) -> Iterator[str]:
    """The address of a server that runs until the end of the block, with these settings more."""
    keeper = subprocess.Popen(
        [sys.executable, __file__, *settings],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # an interrupt from the keyboard is for the tests
    )
    try:
        address = keeper.stdout.readline().strip()
        if not address:
            sys.exit("The private PostgreSQL did not start; the reason stands above.")
        yield address
    finally:
        keeper.stdin.close()
        keeper.wait()


def keep() -> None:
    """Start a server, print its address, and stop it when nobody holds our input any more."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_told: sys.exit(1))
    binaries = server_binaries()
    if binaries is None:
        sys.exit("PostgreSQL's server is missing. Debian: apt-get install postgresql")
    home = Path(tempfile.mkdtemp(prefix="tuzetu-postgres-"))
    try:
        print(_start(binaries, home), flush=True)
        sys.stdin.read()
    finally:
        with suppress(OSError):
            _run(binaries / "pg_ctl", "-D", str(home / "data"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(home, ignore_errors=True)


def _start(binaries: Path, home: Path) -> str:
    data, log = home / "data", home / "log"
    if os.geteuid() == 0:
        os.chown(home, _owner().pw_uid, _owner().pw_gid)
    _need(
        _run(
            *(binaries / "initdb", "-D", str(data), "-U", "tuzetu", "-A", "trust"),
            *("-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
        )
    )
    with (data / "postgresql.auto.conf").open("a") as settings:
        settings.write(SETTINGS.format(home=home))
        settings.writelines(f"{told}\n" for told in sys.argv[1:])
    _need(_run(binaries / "pg_ctl", "-D", str(data), "-l", str(log), "-w", "start"))
    _need(_run(binaries / "createdb", "-h", str(home), "-U", "tuzetu", "tuzetu"))
    return f"postgresql://tuzetu@{quote(str(home), safe='')}/tuzetu"


def _run(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """As the owner of the server: PostgreSQL refuses to run as root."""
    owner = _owner() if os.geteuid() == 0 else None
    command = [str(program), *arguments]
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if program.name != "pg_ctl" else None,
        text=True,
        cwd="/",
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        extra_groups=[] if owner else None,
    )


def _need(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode:
        sys.exit(f"{done.args[0]} failed. {done.stderr or ''}")


def _owner() -> pwd.struct_passwd:
    for name in OWNERS:
        with suppress(KeyError):
            return pwd.getpwnam(name)
    sys.exit("No user to run PostgreSQL as: add a user named postgres")


if __name__ == "__main__":
    keep()
