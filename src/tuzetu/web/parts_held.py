"""Who plays a part towards a record: by name where the record itself knows who it is."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Model

from tuzetu.dossier.analysis import Decision
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import current_cycle, decision_of
from tuzetu.dossier.containment import Correction
from tuzetu.dossier.plan import Line, Plan
from tuzetu.dossier.plan_facts import controller_of
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.people.appointment import head_of
from tuzetu.people.person import Person
from tuzetu.procedure.parts import Part
from tuzetu.web.reaching import around
from tuzetu.web.wording import word


def held_by(parts: Iterable[Part], record: Model, *, on: date) -> str:
    """The parts in words, with the persons whom the record or one near it names for them.

    Of a link between two cases none is named: whoever decides on it may not see the later one.
    Whoever holds an office is not named either: in one case it is not theirs to decide, and who
    that is would show.
    """
    near = [] if isinstance(record, Recurrence) else around(record)
    told = (_told(part, near, on) for part in parts if not _is_nobodys(part, near))
    return ", ".join(sorted(told))


def _is_nobodys(part: Part, near: list[Any]) -> bool:
    """Where a unit analyses there is no group (38.2)."""
    decisions = [_decision(one) for one in near if isinstance(one, Nonconformity)]
    ways = [one.way for one in decisions[:1] if one]
    return part is Part.ANALYST and ways == [Decision.Way.UNIT]


def _told(part: Part, near: list[Any], on: date) -> str:
    names = ", ".join(_named(part, near, on))
    return f"{names} ({word(part)})" if names else word(part)


def _named(part: Part, near: list[Any], on: date) -> list[str]:
    """Whom the nearest record that knows somebody in the part names, of those who work here."""
    for one in near:
        found = NAMED.get((type(one), part))
        names = [str(who) for who in found(one, on) if who and who.works_on(on)] if found else []
        if names:
            return sorted(names)
    return []


Named = Iterable[Person | None]


def _decision(nc: Nonconformity) -> Decision | None:
    return decision_of(current_cycle(nc))


def _leader(nc: Nonconformity, _on: date) -> Iterator[Person | None]:
    decision = _decision(nc)
    yield decision.leader if decision else None


def _members(nc: Nonconformity, _on: date) -> Named:
    decision = _decision(nc)
    return decision.members.exclude(pk=decision.leader_id) if decision else ()


def _controller(line: Line, _on: date) -> Named:
    return Person.objects.filter(pk=controller_of(line, line.plan) or 0)


NAMED: dict[tuple[type[Model], Part], Callable[[Any, date], Named]] = {
    (Nonconformity, Part.HEAD): lambda nc, on: [head_of(nc.owning_unit, on)],
    (Nonconformity, Part.LEADER): _leader,
    (Nonconformity, Part.ANALYST): _members,
    (Plan, Part.HEAD): lambda plan, on: [head_of(plan.unit, on)],
    (Plan, Part.AUTHOR): lambda plan, on: [head_of(plan.unit, on)],
    (Plan, Part.CONTROLLER): lambda plan, _on: [plan.controller],
    (Line, Part.EXECUTOR): lambda line, _on: [line.executor],
    (Line, Part.CONTROLLER): _controller,
    (Correction, Part.EXECUTOR): lambda correction, _on: [correction.executor],
    (Correction, Part.RECORDER): lambda correction, _on: [correction.recorded_by],
}
"""By the kind of record and the part: the head plans for the unit, whoever began the plan (43)."""
