"""Makes a virtual environment from a lock file; does nothing when its inputs did not change.

The standard library alone; the first lines must run on any Python 3, to say what is missing.
"""

import os
import shutil
import sys

OLDEST = (3, 11)
NEWER = ("python3.13", "python3.12", "python3.11", "python3.14")


def _need_a_new_enough_python():
    """Go on with a newer Python of this machine, or say which one is needed."""
    if sys.version_info >= OLDEST:
        return
    for name in NEWER:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, *sys.argv])
    sys.exit(
        "Tuzetu needs Python 3.11 or newer; " + sys.executable + " is " + sys.version.split()[0]
        + ".\nDebian 12, Ubuntu 24.04 or newer: apt-get install python3 python3-venv"
        + "\nElsewhere: install Python 3.11+ and run: make PYTHON=/path/to/python3.11 demo"
    )  # fmt: skip


_need_a_new_enough_python()

import fcntl  # noqa: E402  (what follows needs the new enough Python)
import hashlib  # noqa: E402
import importlib.util  # noqa: E402
import re  # noqa: E402
import subprocess  # noqa: E402
from contextlib import contextmanager  # noqa: E402
from pathlib import Path  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
FOREIGN = (
    "PYTHONHOME",
    "PYTHONPATH",
    "VIRTUAL_ENV",
    "DJANGO_SETTINGS_MODULE",
    "PYTHONDONTWRITEBYTECODE",
)
"""Of the caller's environment, what would lead our Python elsewhere, or compile all anew."""


def stop(*lines: str) -> None:
    """Say what is missing and how to get it, and end."""
    sys.exit("\n".join(lines))


def environment(name: str, lock: str) -> Path:
    """The path of the environment's python, installed from ``requirements/<lock>.txt``."""
    home = ROOT / name
    python, stamp = home / "bin" / "python", home / "stamp"
    with _alone(name):
        wanted = _fingerprint(ROOT / "requirements" / f"{lock}.txt")
        if python.exists() and stamp.exists() and stamp.read_text() == wanted:
            return python
        print(f"{name}: Орнатылуда · Устанавливается · Installing …", flush=True)
        _make(home)
        _install_locked(python, ROOT / "requirements" / f"{lock}.txt", place=home)
        _need(_install(python, "--no-deps", "--no-build-isolation", "-e", str(ROOT)))
        stamp.write_text(wanted)
    return python


@contextmanager
def _alone(name: str):
    """Two starts at once must not build one environment together."""
    place = ROOT / "var"
    place.mkdir(exist_ok=True)
    with (place / f"{name}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _fingerprint(lock: Path) -> str:
    """Changes with the lock file, the project's own dependencies, the Python and the place."""
    told = (
        lock.read_bytes(),
        (ROOT / "pyproject.toml").read_bytes(),
        f"{sys.version} {sys.executable} {ROOT}".encode(),
    )
    return hashlib.sha256(b"\0".join(told)).hexdigest()


def _make(home: Path) -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        _venv_is_missing()
    if home.exists():
        shutil.rmtree(home)
    command = [sys.executable, "-m", "venv", str(home)]
    if subprocess.run(command, env=plain(), stdout=subprocess.DEVNULL).returncode:
        shutil.rmtree(home, ignore_errors=True)
        _venv_is_missing()


def _venv_is_missing() -> None:
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    stop(
        f"{sys.executable} cannot make virtual environments: venv or ensurepip is missing.",
        f"Debian, Ubuntu: apt-get install {version}-venv",
        "Fedora, openSUSE, Alpine: reinstall the package python3 whole, with pip",
    )


def _install_locked(python: Path, lock: Path, *, place: Path) -> None:
    """What the lock names, in two halves at once: pip unpacks with one processor alone.

    Nothing is compiled beforehand; the first start compiles what it imports, a third of it all.
    """
    named = [entry for entry in re.split(r"\n(?=\S)", lock.read_text("utf-8")) if "==" in entry]
    halves = [place / f"{lock.stem}-{number}.txt" for number in range(2)]
    for number, half in enumerate(halves):
        half.write_text("\n".join(named[number::2]) + "\n", "utf-8")
    told = ("--no-compile", "--require-hashes", "--no-deps", "-r")
    _need(*(_install(python, *told, str(half)) for half in halves))


def _install(python: Path, *what: str) -> subprocess.Popen:
    """With the machine's own configuration of pip: its index, certificates, folders of wheels."""
    command = [str(python), "-m", "pip", "-qq", "--disable-pip-version-check", "install", *what]
    return subprocess.Popen(command, cwd=ROOT, env=plain())


def _need(*under_way: subprocess.Popen) -> None:
    """Wait for all of them; one that failed has said why."""
    ended = [one.wait() for one in under_way]
    if any(ended):
        stop("The packages could not be installed; the reason stands above.")


def plain() -> dict[str, str]:
    """The caller's environment without what would lead our Python elsewhere."""
    return {name: value for name, value in os.environ.items() if name not in FOREIGN}


def clean() -> dict[str, str]:
    """The same, with a home that can be written to: browsers and checkers keep things there."""
    told = plain()
    home = told.get("HOME", "")
    if not home or not os.access(home, os.W_OK):
        place = ROOT / "var" / "home"
        place.mkdir(parents=True, exist_ok=True)
        told["HOME"] = str(place)
    return told
