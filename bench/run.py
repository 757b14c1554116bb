"""``make bench``: ratios against a bare Django page, on SQLite and PostgreSQL, in three sizes.

Ratios judge, milliseconds only inform. ``--sizes 1000`` for a quick look.
"""

import argparse
import json
import os
import platform
import sys
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src"))

from measuring import ROUNDS, measure
from telling import table

SIZES = (1_000, 10_000, 100_000)
DOCS = HERE.parent / "docs" / "bench"


def main() -> int:
    """Measure, write the figures and the table."""
    wanted = _wanted()
    postgres = os.environ.get("BENCH_POSTGRES_URL", "")
    databases = ["SQLite", *(["PostgreSQL"] if postgres else [])]
    began = time.monotonic()
    found: dict[str, object] = {
        "on": date.today().isoformat(),  # noqa: DTZ011  (the day on the wall)
        "python": platform.python_version(),
        "django": version("django"),
        "sizes": [],
        "databases": databases,
        "measured": {},
    }
    for size in wanted.sizes:
        for database in databases:
            print(f"{database}, {size} cases", flush=True)
            figures = measure(database, size, postgres, wanted.rounds)
            found["measured"][f"{database} {size}"] = figures
        found["sizes"].append(size)
        found["minutes"] = round((time.monotonic() - began) / 60, 1)
        if not wanted.only_print:
            _write(found)
    print(table(found))
    return 0


def _write(found: dict[str, object]) -> None:
    """After each size, so that a run which is broken off has not been for nothing."""
    DOCS.mkdir(parents=True, exist_ok=True)
    figures = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    (DOCS / "figures.json").write_text(figures, encoding="utf-8")
    (DOCS / "README.md").write_text(table(found), encoding="utf-8")


def _wanted() -> argparse.Namespace:
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    reading.add_argument("--rounds", type=int, default=ROUNDS)
    reading.add_argument("--only-print", action="store_true", help="leave docs/bench as it is")
    return reading.parse_args()


if __name__ == "__main__":
    sys.exit(main())
