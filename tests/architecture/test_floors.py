"""Every room stands on a floor, and every contract knows the rooms it is about."""

import re
import tomllib

from tests.architecture.reading_code import HOUSE, ROOT

BESIDE_THE_FLOORS = frozenset({"locale", "migrations", "formats"})
READERS = frozenset({"registers", "paperwork", "notices", "similarity"})


def test_every_room_stands_on_a_floor() -> None:
    layers = " ".join(_contract("The house has floors")["layers"])
    named = set(re.findall(r"\w+", layers))

    assert _rooms() - named == BESIDE_THE_FLOORS


def test_every_stage_is_kept_apart_from_the_others() -> None:
    stages = {f"tuzetu.stages.{path.parent.name}" for path in HOUSE.glob("stages/*/__init__.py")}

    assert set(_contract("Stages never meet")["modules"]) == stages


def test_every_reader_is_kept_from_writing() -> None:
    readers = {f"tuzetu.{room}" for room in READERS & _rooms()}

    assert set(_contract("Reading never writes")["source_modules"]) == readers


def test_every_room_of_the_plan_is_told() -> None:
    told = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    rooms = _rooms() - BESIDE_THE_FLOORS

    assert {room for room in rooms if f"`{room}/" not in told} == set()


def _rooms() -> set[str]:
    return {path.parent.name for path in HOUSE.glob("*/__init__.py")} | {
        path.name for path in HOUSE.iterdir() if path.is_dir() and any(path.rglob("*.po"))
    }


def _contract(name: str) -> dict[str, list[str]]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = told["tool"]["importlinter"]["contracts"]
    found: dict[str, list[str]] = next(one for one in contracts if one["name"] == name)
    return found
