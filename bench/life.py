"""One case while it is made up, and the findings of which it is made."""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files

from tuzetu.people.person import Person
from tuzetu.procedure.calendar import ALMATY

ALIVE = (
    ("registered", 12), ("analysis", 15), ("agreement", 3), ("planning", 10), ("approval", 6),
    ("execution", 27), ("evaluation", 8), ("observation", 15), ("closing", 4),
)  # fmt: skip
ORDER = [name for name, _weight in ALIVE] + ["closed"]


@dataclass
class Life:
    """One case while it is made up."""

    pk: int
    number: str
    state: str
    unit: int
    staff: list[Person]
    on: date
    story: dict[str, str]
    cycle: int = 0
    plan: int = 0
    pressing: tuple[date | None, str] = (None, "")

    def reached(self, state: str) -> bool:
        """Whether the case has come so far."""
        return self.state in ORDER and ORDER.index(self.state) >= ORDER.index(state)

    def day(self, days: int) -> date:
        """So many days after its report."""
        return self.on + timedelta(days=days)

    def moment(self, days: int) -> datetime:
        """The morning of that day."""
        return datetime.combine(self.day(days), time(10), ALMATY)


def findings() -> list[dict[str, str]]:
    """The demonstration's findings, each with what its story says of causes and actions."""
    shipped = files("tuzetu.demonstration")
    rows = csv.DictReader(
        shipped.joinpath("findings.csv").read_text(encoding="utf-8-sig").splitlines()
    )
    texts = {row["id"]: row for row in rows}
    stories = tomllib.loads(shipped.joinpath("stories.toml").read_text(encoding="utf-8"))
    return [
        texts[story["id"]] | story
        for story in stories["stories"]
        if {"action2", "correction", "measure"} <= story.keys()
    ]
