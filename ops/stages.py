"""Stages in order: the first that fails ends the run; a table tells what each took."""

import re
import subprocess
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from environment_of import ROOT, clean

OF_THE_OPERATOR = ("TUZETU_", "DATABASE_URL", "PORT", "PYTEST_ADDOPTS")
AT_ONCE = 2
CLOSING = re.compile(r"\d+ (passed|failed|error)")


@dataclass
class Stage:
    """A command, and what its environment has beyond ours."""

    name: str
    command: list[str]
    told: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    closing: str = ""
    """The last line of a run of tests: how many passed."""
    code: int | None = None
    started: subprocess.Popen[str] | None = None


def run(*rounds: Iterable[Stage]) -> int:
    """Run rounds until one fails; then the table, and the closing lines of all runs of tests.

    The stages of a round run at once: what takes one processor for a moment leaves the other
    idle. Whatever ends us ends them.
    """
    began, rounds = time.monotonic(), tuple(map(tuple, rounds))
    for stages in rounds:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            try:
                list(pool.map(_timed, stages))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                _end(stages)
                raise
        if any(stage.code for stage in stages):
            break
    stages = [stage for told in rounds for stage in told]
    _tell(stages, time.monotonic() - began)
    return next((stage.code for stage in stages if stage.code), 0)


def _timed(stage: Stage) -> None:
    print(f"\n== {stage.name}", flush=True)
    began = time.monotonic()
    stage.code = _stream(stage)
    stage.seconds = time.monotonic() - began


def _end(stages: Iterable[Stage]) -> None:
    for stage in stages:
        if stage.started and stage.started.poll() is None:
            stage.started.terminate()


def _stream(stage: Stage) -> int:
    """Run a command, its words passed on as they come."""
    stage.started = started = subprocess.Popen(
        stage.command,
        cwd=ROOT,
        env=surroundings() | dict(stage.told),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    for line in started.stdout:
        print(line, end="", flush=True)
        if CLOSING.search(line):
            stage.closing = line.strip()
    return started.wait()


def surroundings() -> dict[str, str]:
    """The environment of every stage: nothing that the operator set for real use."""
    kept = {name: told for name, told in clean().items() if not name.startswith(OF_THE_OPERATOR)}
    return kept | {"TUZETU_VAR": str(ROOT / "var" / "test"), "PYTHONUNBUFFERED": "1"}


def _tell(stages: list[Stage], together: float) -> None:
    print()
    for stage in stages:
        outcome = {None: "not run", 0: "ok"}.get(stage.code, "FAILED")
        print(f"{stage.seconds:8.1f} s  {outcome:8} {stage.name}")
    print(f"{together:8.1f} s  together")
    for stage in stages:
        if stage.closing:
            print(f"\n{stage.name}:\n{stage.closing}")
    print(end="", flush=True)
