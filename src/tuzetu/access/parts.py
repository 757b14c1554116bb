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
    cycle, led_from = cycle or current_cycle(nc), _led_from(person, nc, on=on)
    links = (*_links(person, nc, cycle, led_from), *_substitute_parts(person, nc))
    return _actor(person, offices_of(person, on), links, nc.owning_unit_id, led_from)


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
    led_from = _led_from(person, plan, on=on)
    links = [*_of_plan(person, plan, led_from)]
    for entry in cases_in(plan):
        links += _substitute_parts(person, entry.cycle.nc)
    return _actor(person, offices_of(person, on), links, plan.unit_id, led_from)


def actor_in_line(person: Person, line: Line, *, on: date) -> Actor:
    """Who the person is to a line of a plan."""
    led_from = _led_from(person, line.plan, on=on)
    links = [*_of_unit(led_from), *_of_line(person, line)]
    links += _substitute_parts(person, line.plan_case.cycle.nc)
    return _actor(person, offices_of(person, on), links, line.plan.unit_id, led_from)


def heads(person: Person, unit: Unit, *, on: date) -> bool:
    """Whether the person is the head who answers for a unit on a day."""
    return _headed_from(person, unit, on=on) is not None


def _headed_from(person: Person, unit: Unit, *, on: date) -> int | None:
    """The unit as whose head the person answers for a unit: itself, or the nearest with a head."""
    headed = {held.unit_id for held in offices_of(person, on) if held.unit_id}
    if unit.pk in headed:
        return unit.pk
    if headed.isdisjoint(unit.lineage):
        return None  # a unit has one head at a time
    led = units_with_a_head(on)
    nearest = next((one for one in reversed(unit.lineage) if one in led), None)
    return nearest if nearest in headed else None


def _led_from(person: Person, record: Nonconformity | Plan, *, on: date) -> int | None:
    """The same for the unit of a record, which is not read for who heads nothing."""
    if not units_headed(offices_of(person, on)):
        return None
    unit = record.owning_unit if isinstance(record, Nonconformity) else record.unit
    return _headed_from(person, unit, on=on)


def _actor(
    person: Person,
    held: Iterable[HeldOffice],
    links: Iterable[Part],
    unit: int | None = None,
    led_from: int | None = None,
) -> Actor:
    """Heading the record's ``unit``, also from above while it has no head, makes it one's own.

    Whoever stands in for a head elsewhere acts on nobody's behalf here, nor does whom the rector
    named for the case itself.
    """
    behalf: dict[Part, int] = {}
    links = frozenset(links)
    parts = {Part.EMPLOYEE, *links}
    units = {person.unit_id} if person.unit_id else set()
    if unit is not None and led_from is not None:
        units.add(unit)
    for office in held:
        part = PART_OF_OFFICE.get(office.office)
        if part is not None:
            parts.add(part)
        if office.unit_id:
            units.add(office.unit_id)
        if office.on_behalf_of and part is not None and part not in links:
            behalf[part] = office.on_behalf_of
        elif office.on_behalf_of and part is None and office.unit_id == led_from:
            behalf |= dict.fromkeys((Part.HEAD, Part.AUTHOR), office.on_behalf_of)
    return Actor(person.pk, frozenset(parts), frozenset(units), behalf)


def _links(person: Person, nc: Nonconformity, cycle: Cycle, led_from: int | None) -> Iterable[Part]:
    if nc.reporter_id == person.pk:
        yield Part.REPORTER
    decision, planned = decision_of(cycle), planned_in(cycle)
    if led_from is not None:
        yield Part.HEAD
        if planned is not None and planned.plan.unit_id == nc.owning_unit_id:
            yield Part.AUTHOR
    if decision and decision.leader_id == person.pk:
        yield Part.LEADER
    if decision and person.pk in members_of(decision):
        yield Part.ANALYST
    if planned and person.pk in _controllers(planned.plan):
        yield Part.CONTROLLER


def _controllers(plan: Plan) -> set[int | None]:
    return {plan.controller_id, plan.controller_substitute_id}


def _of_plan(person: Person, plan: Plan, led_from: int | None) -> Iterable[Part]:
    yield from _of_unit(led_from)
    if person.pk in _controllers(plan):
        yield Part.CONTROLLER


def _of_unit(led_from: int | None) -> Iterable[Part]:
    """The head of the unit plans (43): whoever began a plan and heads it no more does not."""
    if led_from is not None:
        yield Part.HEAD
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
