"""What we carry along is what its makers published, with its licence beside it."""

import tomllib
from hashlib import sha256
from pathlib import Path

import tuzetu.web

STATIC = Path(tuzetu.web.__file__).parent / "static"
PARTS = tomllib.loads((STATIC / "vendored.toml").read_text())["part"]


def test_every_carried_file_has_its_recorded_hash() -> None:
    recorded = {name: digest for part in PARTS for name, digest in part["files"].items()}

    found = {name: sha256((STATIC / name).read_bytes()).hexdigest() for name in recorded}

    assert found == recorded


def test_every_font_and_foreign_script_is_recorded() -> None:
    recorded = {name for part in PARTS for name in part["files"]}

    carried = {
        str(path.relative_to(STATIC))
        for folder in ("fonts", "vendor")
        for path in (STATIC / folder).iterdir()
        if path.suffix in {".woff2", ".js"}
    }

    assert carried <= recorded


def test_every_licence_stands_beside_its_part() -> None:
    assert [part["name"] for part in PARTS if not (STATIC / part["licence_file"]).read_text()] == []
