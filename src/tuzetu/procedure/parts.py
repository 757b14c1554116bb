"""The parts people play towards a record: an office held, or a link that the record makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType

from tuzetu.procedure.wording import _


class Part(Enum):
    """Who does a step. The value names the part in words."""

    EMPLOYEE = _("employee")
    REPORTER = _("person who reported")
    CHANCELLERY = _("chancellery")
    OFFICE = _("project office")
    HEAD = _("head of the owning unit")
    LEADER = _("leader of the analysis")
    ANALYST = _("member of the analysis group")
    AUTHOR = _("plan author")
    RECORDER = _("person who recorded it")
    EXECUTOR = _("responsible executor")
    CO_EXECUTOR = _("co-executor")
    CONTROLLER = _("controller")
    AUDITOR = _("auditor")
    VICE_RECTOR = _("vice-rector for academic affairs")
    RECTOR = _("rector")
    ADMINISTRATOR = _("system administrator")
    CLOCK = _("clock")

    @property
    def code(self) -> str:
        """The part's name in lower case, as stored."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who wants to take a step, as the record sees that person on that day.

    ``units`` are the units the person belongs to or heads; ``on_behalf_of`` says, part by
    part, whom an acting substitute stands in for.
    """

    person: int | None
    parts: frozenset[Part]
    units: frozenset[int] = frozenset()
    on_behalf_of: Mapping[Part, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def answers_for(self) -> frozenset[int]:
        """The person, and whoever it is that the person stands in for."""
        own = frozenset() if self.person is None else frozenset({self.person})
        return own | frozenset(self.on_behalf_of.values())

    def plays(self, *parts: Part) -> bool:
        """Whether the person plays one of the parts."""
        return not self.parts.isdisjoint(parts)

    def acting_in(self, parts: tuple[Part, ...]) -> "Actor":
        """The same person in these parts: whom they stand in for in others is another matter."""
        behalf = {part: who for part, who in self.on_behalf_of.items() if part in parts}
        return replace(self, on_behalf_of=behalf)


CLOCK = Actor(person=None, parts=frozenset({Part.CLOCK}))
