"""The scene of the play: the moment, what was brought into being, one story's own view of it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tuzetu.demonstration.telling import Told, Turns
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Plan
from tuzetu.people.person import Person


@dataclass
class Stage:
    """The moment of the play, and what the stories have brought into being so far."""

    at: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    cases: dict[str, Nonconformity] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)

    def person(self, login: str) -> Person:
        """A person of the institution."""
        return Person.objects.get(login=login)

    def day(self, after: int) -> "datetime":
        """So many days after now."""
        return self.at + timedelta(days=after)


class Scene:
    """One finding on its way: its texts, its turns, its case and plan as they now are."""

    def __init__(self, stage: Stage, told: Told) -> None:
        self.stage = stage
        self.told = told
        self.turns = Turns(told.options)

    @property
    def nc(self) -> Nonconformity:
        """The case as it now is."""
        return Nonconformity.objects.get(pk=self.stage.cases[self.told.id].pk)

    @property
    def plan(self) -> Plan:
        """The plan as it now is."""
        return Plan.objects.get(pk=self.stage.plans[self.told.id].pk)

    def who(self, login: str) -> Person:
        """A person of the institution."""
        return self.stage.person(login)

    @property
    def head(self) -> Person:
        """The head of the owning unit."""
        return self.who(self.told.head)
