"""One installation of one size on one database: filled, asked, weighed, gone."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from asking import Times, Visitor
from pages import PAGES, address
from serving import both, surroundings
from weighing import weigh

HERE = Path(__file__).resolve().parent
WARMING = 6
ROUNDS = 40


def measure(database: str, size: int, postgres: str, rounds: int) -> dict[str, Any]:
    """Everything that is measured of this size on this database."""
    with _place(database, size, postgres) as told:
        began = time.monotonic()
        filled = said_by(told, "filling.py", str(size))
        found: dict[str, Any] = {"filled_in_s": round(time.monotonic() - began, 1)}
        found["statements"] = said_by(told, "counting.py", json.dumps(filled))
        found["times"] = _times(told, filled, rounds)
        found["papers"] = said_by(told, "papers.py", json.dumps(filled))
        found["similar"] = said_by(told, "likeness.py", json.dumps(filled))
        found["whole"] = weigh(told)
    return found


@contextmanager
def _place(database: str, size: int, postgres: str) -> Iterator[dict[str, str]]:
    """A folder and a database of its own; the surroundings of programs that use them."""
    with TemporaryDirectory(prefix="tuzetu-bench-") as folder:
        var = Path(folder)
        if database == "SQLite":
            yield surroundings(var, f"sqlite:///{var / 'tuzetu.sqlite3'}")
            return
        name = f"bench_{size}"
        with psycopg.connect(postgres, autocommit=True) as line:
            line.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        try:
            yield surroundings(var, f"{postgres.rpartition('/')[0]}/{name}")
        finally:
            with psycopg.connect(postgres, autocommit=True) as line:
                line.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def said_by(told: dict[str, str], program: str, *arguments: str) -> Any:
    """What one of our programs prints, as JSON."""
    command = [sys.executable, str(HERE / program), *arguments]
    done = subprocess.run(command, env=told, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def _times(told: dict[str, str], filled: dict[str, Any], rounds: int) -> dict[str, Any]:
    found = {page.name: Times() for page in PAGES} | {"step": Times()}
    with both(told) as (bare_port, port):
        bare = Visitor(bare_port)
        people = {
            who: Visitor(port, {"sessionid": key, "language": "kk"})
            for who, key in filled["sessions"].items()
        }
        for at in range(-WARMING, rounds):
            for page in PAGES:
                before = bare.get("/")[0]
                took = people[page.who].get(address(page, filled, at))[0]
                if at >= 0:
                    found[page.name].bare.append(before)
                    found[page.name].measured.append(took)
            _step(found["step"], bare, people["officer"], filled["correctable"], at)
    return {name: times.told() for name, times in found.items()}


def _step(times: Times, bare: Visitor, officer: Visitor, cases: list[int], at: int) -> None:
    """The office records a correction; the bare project inserts a row and updates another."""
    told = {"what": "Кесте түзетілді", "csrfmiddlewaretoken": bare.cookies["csrftoken"]}
    before = bare.post("/write/", told)
    path = f"/do/record_correction/{cases[at % len(cases)]}/"
    told = {
        "what": "Кесте түзетілді",
        "done_on": time.strftime("%Y-%m-%d"),
        "csrfmiddlewaretoken": officer.token(path),
    }
    took = officer.post(path, told)
    if at >= 0:
        times.bare.append(before)
        times.measured.append(took)
