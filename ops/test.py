"""``make test`` and its smaller and larger circles: stages in order, the first failure stops."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from environment_of import ROOT, clean, environment, stop
from postgres import private_cluster, server_binaries

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
Stage = tuple[str, list[str], dict[str, str]]


def main() -> None:
    """Run the circle that was asked for."""
    circle = sys.argv[1]
    python = environment(".venv-test", "test")
    os.chdir(ROOT)
    if circle == "messages":
        sys.exit(subprocess.run([python, "-m", "tuzetu.language.messages"], env=clean()).returncode)
    if circle == "quick":
        sys.exit(run([*static(python), *tests(python, "SQLite", {}, "not journey and not drill")]))
    if circle == "bench":
        sys.exit(with_postgres(lambda url: run(bench(python, url))))
    need_system_packages()
    if circle == "drill":
        sys.exit(with_postgres(lambda url: run(drill(python, url))))
    sys.exit(with_postgres(lambda url: run(everything(python, url))))


def everything(python: Path, url: str) -> list[Stage]:
    """The stages of ``make test``."""
    unit = "not journey and not drill"
    postgres = {"DATABASE_URL": url}
    return [
        *static(python),
        *tests(python, "SQLite", {}, unit, coverage=True),
        *tests(python, "PostgreSQL", postgres, unit, coverage=True),
        *tests(python, "browser journeys", {}, "journey", coverage=True),
        ("coverage", tool(python, "coverage", "report"), {}),
    ]


def static(python: Path) -> list[Stage]:
    """What is seen without running the product."""
    pages = "src/tuzetu/web"
    return [
        ("ruff", tool(python, "ruff", "check", "--quiet", "src", "tests", "ops"), {}),
        ("format", tool(python, "ruff", "format", "--check", "--quiet", "src", "tests", "ops"), {}),
        ("templates", tool(python, "djlint", "--lint", "--quiet", pages), {}),
        ("types", tool(python, "mypy"), {}),
        ("contracts", [str(python.parent / "lint-imports"), "--no-cache"], {}),
    ]


def tests(
    python: Path, name: str, told: dict[str, str], marked: str, *, coverage: bool = False
) -> list[Stage]:
    """A run of pytest."""
    command = tool(python, "pytest", "-q", "-n", "2", "-m", marked)
    if coverage:
        command += ["--cov=tuzetu", "--cov-append", "--cov-report="]
    return [(name, command, told)]


def drill(python: Path, url: str) -> list[Stage]:
    """Long tests on both databases."""
    run_one = tool(python, "pytest", "-q", "-m", "drill")
    return [("drill SQLite", run_one, {}), ("drill PostgreSQL", run_one, {"DATABASE_URL": url})]


def bench(python: Path, url: str) -> list[Stage]:
    """The table of ratios."""
    return [("bench", [str(python), "bench/run.py"], {"BENCH_POSTGRES_URL": url})]


def tool(python: Path, name: str, *arguments: str) -> list[str]:
    """A tool of the environment."""
    return [str(python), "-m", name, *arguments]


def run(stages: list[Stage]) -> int:
    """Run stages until one fails; print what each took."""
    Path(".coverage").unlink(missing_ok=True)
    took: list[tuple[str, float]] = []
    for name, command, told in stages:
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        code = subprocess.run(command, env=clean() | scratch() | told).returncode
        took.append((name, time.monotonic() - began))
        if code:
            print(f"\n{name} failed.", flush=True)
            return code
    print("\n" + "\n".join(f"{seconds:7.1f} s  {name}" for name, seconds in took), flush=True)
    return 0


def scratch() -> dict[str, str]:
    """Tests keep their files apart from real use."""
    return {"TUZETU_VAR": str(ROOT / "var" / "test"), "TUZETU_DEMO": "1"}


def with_postgres(act) -> int:  # noqa: ANN001  (a function from an address to an exit code)
    """Run something with a private PostgreSQL that ends with it."""
    with private_cluster() as url:
        return act(url)


def need_system_packages() -> None:
    """Chromium and PostgreSQL: installed as root or in CI, otherwise named."""
    missing = []
    if not any(Path(one).exists() for one in CHROMIUM):
        missing.append("chromium")
    if server_binaries() is None:
        missing.append("postgresql")
    if not missing:
        return
    if not shutil.which("apt-get") or not (os.geteuid() == 0 or os.environ.get("CI")):
        stop("The tests need: " + ", ".join(missing), "Debian: apt-get install " + " ".join(missing))
    print("Installing " + ", ".join(missing) + " …", flush=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *missing]):
        if subprocess.run([*sudo, "apt-get", *command], env=os.environ | quiet).returncode:
            stop("apt-get failed; install by hand: " + " ".join(missing))


main()
