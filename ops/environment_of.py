"""Makes a virtual environment from a lock file; does nothing when its inputs did not change."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)


def stop(*lines: str) -> None:
    """Say what is missing and how to get it, and end."""
    sys.exit("\n".join(lines))


def environment(name: str, lock: str) -> Path:
    """The path of the environment's python, installed from ``requirements/<lock>.txt``."""
    if sys.version_info < OLDEST:
        stop("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ".")
    home = ROOT / name
    python = home / "bin" / "python"
    stamp = home / "stamp"
    wanted = _fingerprint(ROOT / "requirements" / f"{lock}.txt")
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return python
    print(f"Installing into {name} (once) …", flush=True)
    _make(home)
    _install(python, "--require-hashes", "-r", str(ROOT / "requirements" / f"{lock}.txt"))
    _install(python, "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    stamp.write_text(wanted)
    return python


def _fingerprint(lock: Path) -> str:
    told = (lock.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), sys.version.encode(),
            str(ROOT).encode())
    return hashlib.sha256(b"\0".join(told)).hexdigest()


def _make(home: Path) -> None:
    if home.exists():
        shutil.rmtree(home)
    made = subprocess.run([sys.executable, "-m", "venv", str(home)], check=False)
    if made.returncode:
        shutil.rmtree(home, ignore_errors=True)
        stop(
            "Python's own virtual environments are missing.",
            "On Debian or Ubuntu: apt-get install python3-venv",
        )


def _install(python: Path, *what: str) -> None:
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what]
    if subprocess.run(command, env=clean(), check=False).returncode:
        stop("The packages could not be installed; the reason stands above.")


def clean() -> dict[str, str]:
    """The environment of this process, with a home that can be written to."""
    told = dict(os.environ)
    home = told.get("HOME")
    if not home or not os.access(home, os.W_OK):
        told["HOME"] = str(ROOT / "var")
        (ROOT / "var").mkdir(exist_ok=True)
    return told
