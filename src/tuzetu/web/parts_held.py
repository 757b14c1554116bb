"""Who plays a part towards a record, by name where the record or an office knows one person."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Model

from tuzetu.conduct.left_to_decide import holders_of_part
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

OF_ONE = frozenset({Part.VICE_RECTOR, Part.AUDITOR})
"""Offices that one person holds; the project office acts as one, whoever of it does."""


def held_by(parts: Iterable[Part], record: Model, *, on: date) -> str:
    """The parts in words, with the person who plays each of them now, where there is just one.

    Of a link between two cases none is named: whoever decides on it may not see the later one.
    """
    near = [] if isinstance(record, Recurrence) else around(record)
    return ", ".join(sorted(_told(part, near, on) for part in parts))


def _told(part: Part, near: list[Any], on: date) -> str:
    person = _in_office(part, on) if part in OF_ONE else _of_record(part, near, on)
    return f"{person} ({word(part)})" if person else word(part)


def _in_office(part: Part, on: date) -> Person | None:
    holders = holders_of_part(part.code, on)
    return Person.objects.get(pk__in=holders) if len(holders) == 1 else None


def _of_record(part: Part, near: list[Any], on: date) -> Person | None:
    """The nearest record that knows somebody in the part tells who that is."""
    known = (told for one in near for told in _named_in(one, part, on))
    return next(known, None)


def _named_in(one: Any, part: Part, on: date) -> Iterator[Person]:  # noqa: ANN401
    found = NAMED.get((type(one), part))
    person = found(one, on) if found else None
    if person is not None:
        yield person


def _leader(nc: Nonconformity, _on: date) -> Person | None:
    decision = decision_of(current_cycle(nc))
    return decision.leader if decision else None


def _controller(line: Line, _on: date) -> Person | None:
    controls = controller_of(line, line.plan)
    return Person.objects.get(pk=controls) if controls else None


NAMED: dict[tuple[type[Model], Part], Callable[[Any, date], Person | None]] = {
    (Nonconformity, Part.HEAD): lambda nc, on: head_of(nc.owning_unit, on),
    (Nonconformity, Part.REPORTER): lambda nc, _on: nc.reporter,
    (Nonconformity, Part.LEADER): _leader,
    (Plan, Part.HEAD): lambda plan, on: head_of(plan.unit, on),
    (Plan, Part.AUTHOR): lambda plan, on: head_of(plan.unit, on),
    (Plan, Part.CONTROLLER): lambda plan, _on: plan.controller,
    (Line, Part.EXECUTOR): lambda line, _on: line.executor,
    (Line, Part.CONTROLLER): _controller,
    (Correction, Part.EXECUTOR): lambda correction, _on: correction.executor,
    (Correction, Part.RECORDER): lambda correction, _on: correction.recorded_by,
}
"""By the kind of record and the part: the head plans for the unit, whoever began the plan (43)."""
