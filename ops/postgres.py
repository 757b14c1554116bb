"""A private PostgreSQL for tests: in a temporary folder, not as root, gone with its user."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

OWNERS = ("postgres", "nobody")
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60",
            "listen_addresses=127.0.0.1")


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


@contextlib.contextmanager
def private_cluster() -> Iterator[str]:
    """Start a server and give its address; stop and remove it whatever happens."""
    binaries = server_binaries()
    if binaries is None:
        sys.exit("PostgreSQL's server is missing. Debian: apt-get install postgresql")
    home = Path(tempfile.mkdtemp(prefix="tuzetu-postgres-"))
    data, port = home / "data", _free_port()
    try:
        _own(home)
        _run(binaries / "initdb", "-D", str(data), "-U", "tuzetu", "-A", "trust", "-E", "UTF8",
             "--locale=C.UTF-8")
        options = " ".join(f"-c {one}" for one in (*SETTINGS, f"port={port}"))
        socket_place = f" -c unix_socket_directories={home}"
        _run(binaries / "pg_ctl", "-D", str(data), "-l", str(home / "log"), "-w", "-o",
             options + socket_place, "start")
        _run(binaries / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "tuzetu", "tuzetu")
        yield f"postgresql://tuzetu@127.0.0.1:{port}/tuzetu"
    finally:
        if (data / "postmaster.pid").exists():
            _run(binaries / "pg_ctl", "-D", str(data), "-m", "immediate", "stop", check=False)
        shutil.rmtree(home, ignore_errors=True)


def _own(home: Path) -> None:
    if os.geteuid() == 0:
        owner = _owner()
        os.chown(home, owner.pw_uid, owner.pw_gid)


def _owner() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root."""
    for name in OWNERS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    sys.exit("No user to run PostgreSQL as: add a user named postgres")


def _run(program: Path, *arguments: str, check: bool = True) -> None:
    more: dict[str, object] = {}
    if os.geteuid() == 0:
        owner = _owner()
        more = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    done = subprocess.run([str(program), *arguments], stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, cwd="/", check=False, **more)  # type: ignore[call-overload]
    if check and done.returncode:
        sys.exit(f"{program.name}: {done.stderr.decode(errors='replace')}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
