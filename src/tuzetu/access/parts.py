"""The parts a person plays towards a record on a day: offices held, links of the record itself."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.case_facts import current_cycle, decision_of, members_of, planned_in
from tuzetu.dossier.containment import Correction
from tuzetu.dossier.kept import listed
from tuzetu.dossier.plan import Line, Plan
from tuzetu.dossier.plan_facts import cases_in, co_executors_of, controller_of
from tuzetu.people.appointment import HeldOffice, offices_of, units_headed, units_with_a_head
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.procedure.offices import Office
from tuzetu.procedure.parts import Actor, Part

PART_OF_OFFICE: dict[Office, Part] = {
    Office.CHANCELLERY_OFFICER: Part.CHANCELLERY,
    Office.OFFICE_OFFICER: Part.OFFICE,
    Office.OFFICE_HEAD: Part.OFFICE,
    Office.AUDITOR: Part.AUDITOR,
    Office.VICE_RECTOR: Part.VICE_RECTOR,
    Office.RECTOR: Part.RECTOR,
    Office.ADMINISTRATOR: Part.ADMINISTRATOR,
}
"""Heading a unit becomes a part only towards that unit's records."""


def actor(person: Person, *, on: date) -> Actor:
    """Who the person is before any record is opened."""
    return _actor(person, offices_of(person, on), ())


def actor_in_case(
    person: Person, nc: Nonconformity, *, on: date, cycle: Cycle | None = None
) -> Actor:
    """Who the person is to a case; ``cycle`` is its round where it has been read already."""
    held = offices_of(person, on)
    cycle = cycle or current_cycle(nc)
    links = (*_links(person, nc, cycle, on=on), *_substitute_parts(person, nc))
    return _actor(person, held, links, unit=nc.owning_unit_id)


def actor_in_correction(person: Person, correction: Correction, *, on: date) -> Actor:
    """Who the person is to a correction: what one is to its case, and what it names one."""
    who = actor_in_case(person, correction.nc, on=on)
    return replace(who, parts=parts_in_correction(who, correction))


def parts_in_correction(who: Actor, correction: Correction) -> frozenset[Part]:
    """The parts in its case, and of who carries the correction out or has recorded it."""
    links = {Part.EXECUTOR: correction.executor_id, Part.RECORDER: correction.recorded_by_id}
    return who.parts | {part for part, linked in links.items() if linked == who.person}


def actor_in_plan(person: Person, plan: Plan, *, on: date) -> Actor:
    """Who the person is to a plan."""
    held = offices_of(person, on)
    links = [*_of_plan(person, plan, on=on)]
    for entry in cases_in(plan):
        links += _substitute_parts(person, entry.cycle.nc)
    return _actor(person, held, links, unit=plan.unit_id)


def actor_in_line(person: Person, line: Line, *, on: date) -> Actor:
    """Who the person is to a line of a plan."""
    held = offices_of(person, on)
    links = [*_of_unit(person, line.plan, on=on), *_of_line(person, line)]
    links += _substitute_parts(person, line.plan_case.cycle.nc)
    return _actor(person, held, links, unit=line.plan.unit_id)


def heads(person: Person, unit: Unit, *, on: date) -> bool:
    """Whether the person is the head who answers for a unit on a day."""
    headed = {held.unit_id for held in offices_of(person, on) if held.unit_id}
    if unit.pk in headed or headed.isdisjoint(unit.lineage):
        return unit.pk in headed  # a unit has one head at a time
    led = units_with_a_head(on)
    return next((one for one in reversed(unit.lineage) if one in led), None) in headed


def _heads_some(person: Person, on: date) -> bool:
    """Whether the person heads any unit; else a record's unit need not be read."""
    return bool(units_headed(offices_of(person, on)))


def _actor(
    person: Person, held: Iterable[HeldOffice], links: Iterable[Part], *, unit: int | None = None
) -> Actor:
    """Heading the record's ``unit``, also from above while it has no head, makes it one's own."""
    behalf: dict[Part, int] = {}
    parts = {Part.EMPLOYEE, *links}
    units = {person.unit_id} if person.unit_id else set()
    if unit is not None and Part.HEAD in parts:
        units.add(unit)
    for office in held:
        part = PART_OF_OFFICE.get(office.office)
        if part is not None:
            parts.add(part)
        if office.unit_id:
            units.add(office.unit_id)
        if office.on_behalf_of:
            behalf[part or Part.HEAD] = office.on_behalf_of
    return Actor(person.pk, frozenset(parts), frozenset(units), behalf)


def _links(person: Person, nc: Nonconformity, cycle: Cycle, *, on: date) -> Iterable[Part]:
    if nc.reporter_id == person.pk:
        yield Part.REPORTER
    if _heads_some(person, on) and heads(person, nc.owning_unit, on=on):
        yield Part.HEAD
    decision, planned = decision_of(cycle), planned_in(cycle)
    if decision and decision.leader_id == person.pk:
        yield Part.LEADER
    if decision and person.pk in members_of(decision):
        yield Part.ANALYST
    if planned and person.pk in _controllers(planned.plan):
        yield Part.CONTROLLER


def _controllers(plan: Plan) -> set[int | None]:
    return {plan.controller_id, plan.controller_substitute_id}


def _of_plan(person: Person, plan: Plan, *, on: date) -> Iterable[Part]:
    yield from _of_unit(person, plan, on=on)
    if person.pk in _controllers(plan):
        yield Part.CONTROLLER


def _of_unit(person: Person, plan: Plan, *, on: date) -> Iterable[Part]:
    if _heads_some(person, on) and heads(person, plan.unit, on=on):
        yield Part.HEAD
        yield Part.AUTHOR
    elif plan.author_id == person.pk:
        yield Part.AUTHOR


def _of_line(person: Person, line: Line) -> Iterable[Part]:
    """Each line has one controller; the substitute has the lines that the controller executes."""
    if line.executor_id == person.pk:
        yield Part.EXECUTOR
    if person.pk in co_executors_of(line):
        yield Part.CO_EXECUTOR
    if controller_of(line, line.plan) == person.pk:
        yield Part.CONTROLLER


def _substitute_parts(person: Person, nc: Nonconformity) -> list[Part]:
    named = (one for one in listed(nc, "substitutes") if one.person_id == person.pk)
    return [Part[one.part.upper()] for one in named]
