"""The lock files: every package with its hashes, no address, both files agreeing."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.architecture.reading_code import ROOT

PINNED = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)( ; .+)?$")
HASHED = re.compile(r"^    --hash=sha256:[0-9a-f]{64}$")


@pytest.mark.parametrize("name", ["run", "test"])
def test_every_package_is_pinned_and_hashed(name: str) -> None:
    entries = _entries(name)
    unhashed = [head for head, hashes in entries if not hashes]
    unread = [line for head, hashes in entries for line in hashes if not HASHED.match(line)]

    assert len(entries) > 0
    assert [head for head, _hashes in entries if not PINNED.match(head)] == []
    assert unhashed == []
    assert unread == []


@pytest.mark.parametrize("name", ["run", "test"])
def test_no_lock_file_holds_an_address(name: str) -> None:
    assert re.findall(r"\w+://\S+|--(?:extra-)?index-url|--find-links", _text(name)) == []


def test_tests_run_what_is_run() -> None:
    assert {head for head, _hashes in _entries("run")} <= {head for head, _ in _entries("test")}


@pytest.mark.parametrize("name", ["run", "test"])
def test_the_lock_file_answers_the_project(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"]
    if name == "test":
        wanted = wanted + project["optional-dependencies"]["test"]
    pinned: dict[str, set[str]] = {}
    for head, _hashes in _entries(name):
        package, version = head.split(" ")[0].split("==")
        pinned.setdefault(package, set()).add(version)

    unanswered = [
        one
        for one in map(Requirement, wanted)
        if not any(one.specifier.contains(version) for version in pinned.get(one.name.lower(), ()))
    ]

    assert unanswered == []


def _text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")


def _entries(name: str) -> list[tuple[str, list[str]]]:
    """Each package's first line without its end, and the lines of its hashes."""
    entries: list[tuple[str, list[str]]] = []
    for raw in _text(name).splitlines():
        line = raw.removesuffix(" \\")
        if line.strip().startswith("#") or not line.strip():
            continue
        if line.startswith(" "):
            entries[-1][1].append(line)
        else:
            entries.append((line, []))
    return entries
