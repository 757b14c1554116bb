"""``make test`` and its smaller and larger circles."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from environment_of import ROOT, environment, stop
from postgres import private_cluster, server_binaries
from stages import Stage, run, surroundings

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUICKEST = BROWSERS[0]
"""What draws the pages of the tests: the first draws no window and takes half the time."""

ORDINARY = "not journey and not drill"
PYTHON_ROOMS = ("src", "tests", "ops")
JOURNEYS = ("tests/journeys", "tests/web")
"""Where journeys in a browser lie: nothing else is read to find them."""
PLANNED_AT_ONCE = ("join_collapse_limit = 1", "from_collapse_limit = 1")
"""Among the few rows of a test tables are joined as written: looking for a better order takes
longer than any of them. What is measured by `make bench` looks for it."""
PROVED_WHOLE = ("procedure", "conduct", "access", "journal")
"""Rooms whose every branch some test should go through."""

REACHED = "98"
"""Per cent of their branches reached so far; the goal is 100, this only ever rises."""


def main() -> int:
    """Run the circle that was asked for; the exit code of the first stage that failed."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_told: sys.exit(1))
    os.chdir(ROOT)
    return CIRCLES[sys.argv[1]](environment(".venv-test", "test"))


def everything(python: Path) -> int:
    """Lint, types, contracts, all tests on both databases, browser journeys, coverage."""
    need_system_packages("chromium", "postgresql")
    (ROOT / ".coverage").unlink(missing_ok=True)
    with private_cluster(*PLANNED_AT_ONCE) as address:
        postgres = {"DATABASE_URL": address}
        types, *rest = static(python)
        return run(
            rest,
            [types, pytest_run(python, "tests on SQLite", ORDINARY, *COVERED)],
            [pytest_run(python, "tests on PostgreSQL", ORDINARY, told=postgres)],
            [pytest_run(python, "browser journeys", "journey", *JOURNEYS)],
            coverage(python),
        )


def quick(python: Path) -> int:
    """Lint, types, contracts and the tests on SQLite, without a browser."""
    return run(static(python), [pytest_run(python, "tests on SQLite", ORDINARY)])


def drill(python: Path) -> int:
    """The long tests on both databases; they write their figures to docs/proof."""
    if not any((ROOT / "tests" / "drill").glob("test_*.py")):
        stop("There is no drill in tests/drill.")
    need_system_packages("chromium", "postgresql")
    with private_cluster(*PLANNED_AT_ONCE) as address:
        postgres = {"DATABASE_URL": address}
        return run(
            [pytest_run(python, "drill on SQLite", "drill", *BY_FILE)],
            [pytest_run(python, "drill on PostgreSQL", "drill", *BY_FILE, told=postgres)],
        )


def bench(python: Path) -> int:
    """Ratios against a bare page, on both databases."""
    if not (ROOT / "bench" / "run.py").exists():
        stop("There is nothing to measure: bench/run.py is missing.")
    need_system_packages("postgresql")
    with private_cluster() as address:
        told = {"BENCH_POSTGRES_URL": address}
        return run([Stage("bench", [str(python), "bench/run.py"], told)])


def messages(python: Path) -> int:
    """The catalogues of translations, brought up to date."""
    command = [str(python), "-m", "tuzetu.language.messages"]
    return subprocess.run(command, env=surroundings()).returncode


CIRCLES: dict[str, Callable[[Path], int]] = {
    "all": everything,
    "quick": quick,
    "drill": drill,
    "bench": bench,
    "messages": messages,
}
BY_FILE = ("--dist", "loadfile")
"""A file of the drill stays in one process, which writes its figures down."""

COVERED = ("--cov=tuzetu", "--cov-report=", "--cov-fail-under=0")
"""Measured on one database alone: measuring takes half as long again as the tests themselves.

The gates stand at the end; the plugin would read all files once more to ask for the first of them.
"""


def static(python: Path) -> list[Stage]:
    """What is seen without running the product."""
    rooms = [room for room in (*PYTHON_ROOMS, "bench") if (ROOT / room).exists()]
    linter = str(python.parent / "lint-imports")
    return [
        Stage("types", module(python, "mypy")),
        Stage("ruff", module(python, "ruff", "check", "--quiet", *rooms)),
        Stage("format", module(python, "ruff", "format", "--check", "--quiet", *rooms)),
        Stage("templates", module(python, "djlint", "--lint", "--quiet", "src/tuzetu/web")),
        Stage("contracts", [linter, "--no-cache"]),
    ]


def pytest_run(
    python: Path, name: str, marked: str, *more: str, told: dict[str, str] | None = None
) -> Stage:
    """A run of pytest over the tests marked so, two at a time."""
    return Stage(
        name,
        module(python, "pytest", "-q", "-n", "2", "--dist", "worksteal", "-m", marked, *more),
        told or {},
    )


def coverage(python: Path) -> list[Stage]:
    """The gates: the house as a whole, and the rooms that are proved branch by branch."""
    rooms = ",".join(f"src/tuzetu/{room}/*" for room in PROVED_WHOLE)
    whole = module(python, "coverage", "report", f"--include={rooms}", f"--fail-under={REACHED}")
    return [
        Stage("coverage of the rulebook, conduct, access, journal", whole),
        Stage("coverage of the house", module(python, "coverage", "report")),
    ]


def module(python: Path, name: str, *arguments: str) -> list[str]:
    """A tool of the environment."""
    return [str(python), "-m", name, *arguments]


def need_system_packages(*wanted: str) -> None:
    """Chromium and PostgreSQL: installed as root or in CI, otherwise named."""
    if "chromium" in wanted and may_install() and not shutil.which(QUICKEST):
        install(QUICKEST)  # where the system has no such package, another browser does
    there = {
        "chromium": any(map(shutil.which, BROWSERS)),
        "postgresql": server_binaries() is not None,
    }
    missing = [name for name in wanted if not there[name]]
    if missing and not may_install():
        stop(
            "The tests need from the system: " + ", ".join(missing),
            "Debian, Ubuntu: sudo apt-get install " + " ".join(missing),
        )
    if missing and not install(*missing):
        stop("apt-get failed; install by hand: " + ", ".join(missing))


def may_install() -> bool:
    """As root or in CI, where there is a package manager that we know."""
    may = os.geteuid() == 0 or os.environ.get("CI") == "true"
    return may and shutil.which("apt-get") is not None


def install(*packages: str) -> bool:
    """Ask the system's package manager, without questions back; whether it succeeded."""
    print("Installing from the system's packages: " + ", ".join(packages), flush=True)
    return apt_get("update") and apt_get("install", "-y", "--no-install-recommends", *packages)


def apt_get(*arguments: str) -> bool:
    """Run one command of the package manager."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    command = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", *arguments]
    return subprocess.run(command, stdin=subprocess.DEVNULL).returncode == 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
