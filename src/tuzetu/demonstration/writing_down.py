"""The stories as written down: findings with their texts and turns."""

import csv
import tomllib
from importlib.resources import files

from tuzetu.demonstration.telling import Told


def told_stories() -> list[Told]:
    """Every story with its finding, in the order of the findings."""
    place = files("tuzetu.demonstration")
    findings = {
        row["id"]: row
        for row in csv.DictReader(
            place.joinpath("findings.csv").read_text(encoding="utf-8").splitlines()
        )
    }
    rows = tomllib.loads(place.joinpath("stories.toml").read_text(encoding="utf-8"))["stories"]
    return [Told.of(row, findings[row["id"]]) for row in rows]
