"""Who is left to decide: nobody does about what concerns themselves, their unit or their own acts.

Nobody decides about what concerns themselves, what their own unit answers for (38) or what they
ask, propose or planned themselves (44, 45, 50, 51).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import F, QuerySet

from tuzetu.access.parts import PART_OF_OFFICE
from tuzetu.dossier.case import CaseSubstitute, Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Plan
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import CriterionChange, Postponement
from tuzetu.people.appointment import acting
from tuzetu.people.reading import asked_once
from tuzetu.people.written import written_once
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.offices import office_of
from tuzetu.procedure.parts import Part
from tuzetu.procedure.states import CaseState

DECIDING = frozenset({Part.OFFICE.code, Part.VICE_RECTOR.code, Part.AUDITOR.code})
"""The parts for which the rector names a substitute."""

OWN_MATTERS = frozenset(
    {CaseState.APPROVAL, CaseState.EXECUTION, CaseState.EVALUATION, CaseState.OBSERVATION}
)
"""The stages at which what is to be decided may be a decider's own."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What is decided on: in which cases, whom it concerns, which units answer for it.

    ``in_each``: whoever decides acts for the office in each of the cases.
    """

    cases: tuple[Nonconformity, ...]
    concerned: frozenset[int]
    answering: frozenset[int]
    in_each: bool = False


def matter_of(cases: Collection[Nonconformity]) -> Matter:
    """What is decided in a case, or in a plan that serves several."""
    answering = frozenset(nc.owning_unit_id for nc in cases)
    return Matter(tuple(cases), _concerned(cases), answering)


def matter_of_link(link: Recurrence) -> Matter:
    """Whether a trouble came back; where the verdict on the earlier case turns, in both (17)."""
    later, earlier = link.later, link.earlier.nc
    turns = earlier.phase in CaseStep.REOPEN_CASE.sources
    cases = (later, earlier) if turns else (later,)
    answering = frozenset({earlier.owning_unit_id})
    return Matter(cases, _concerned((later, earlier)), answering, in_each=True)


def _concerned(cases: Collection[Nonconformity]) -> frozenset[int]:
    return frozenset(person.pk for nc in cases for person in nc.concerned.all())


def is_of_office(duty: Duty) -> bool:
    """Whether an office owes it in whose place the rector names somebody."""
    return duty.person_id is None and duty.part in DECIDING


def may_lack_a_decider(matter: Matter, on: date) -> bool:
    """Whether a decider could be concerned, have asked or planned it, or answer for it."""
    own = matter.in_each or any(nc.phase in OWN_MATTERS for nc in matter.cases)
    return bool(matter.concerned) or own or bool(matter.answering & units_of_deciders(on))


def holders_of_part(part: str, on: date) -> frozenset[int]:
    """Who may act in an office that decides."""
    return frozenset(person for person, code in _deciders(on) if code == part)


def left_of_office(duty: Duty, matter: Matter, on: date) -> frozenset[int]:
    """Whoever of the office is impartial, of another unit, and decides on nothing of their own.

    Nor of whom they stand in for.
    """
    units, holding = _units_of_deciders(on), holders_of_part(duty.part, on)
    impartial = {one for one in holding if matter.answering.isdisjoint(units[one])}
    barred = matter.concerned | (whose_own(duty) if impartial - matter.concerned else frozenset())
    principals = _principals(on)
    return frozenset(
        one for one in impartial if barred.isdisjoint({one, *principals[one, duty.part]})
    )


def named_instead(duty: Duty, matter: Matter) -> list[CaseSubstitute]:
    """Whom the rector named for the office and who may decide on it, the latest last."""
    rows = _named_for(tuple(nc.pk for nc in matter.cases))
    able = [row for row in rows if row.part == duty.part and row.person_id not in matter.concerned]
    able = [row for row in able if row.person.unit_id not in matter.answering]
    own = whose_own(duty) if able else frozenset()
    return [row for row in able if row.person_id not in own]


@written_once
def _named_for(cases: tuple[int, ...]) -> QuerySet[CaseSubstitute]:
    rows = CaseSubstitute.objects.filter(nc__in=cases, person__is_active=True)
    return rows.select_related("person").order_by("named_at", "pk")


def whose_own(duty: Duty) -> frozenset[int | None]:
    """Who asked, proposed or planned what the duty is about, and so does not decide on it."""
    found = _OWN.get(duty.subject_kind)
    rows: Sequence[tuple[int | None, ...]] = found(duty.subject_id) if found else ()
    return frozenset(person for row in rows for person in row)


@written_once
def _askers(postponement: int) -> QuerySet[Any, tuple[int]]:
    return Postponement.objects.filter(pk=postponement).values_list("asked_by")


@written_once
def _proposers(change: int) -> QuerySet[Any, tuple[int]]:
    return CriterionChange.objects.filter(pk=change).values_list("proposed_by")


@written_once
def _authors(plan: int) -> QuerySet[Any, tuple[int, int | None]]:
    return Plan.objects.filter(pk=plan).values_list("author", "submitted_by")


@written_once
def _planners(case: int) -> QuerySet[Any, tuple[int | None, int | None]]:
    now = Nonconformity.objects.filter(pk=case, cycles__ordinal=F("ordinal"))
    of_plan = (f"cycles__planned__plan__{name}" for name in ("author", "submitted_by"))
    return now.filter(cycles__planned__left_at=None).values_list(*of_plan)


_OWN: Mapping[str, Callable[[int], Sequence[tuple[int | None, ...]]]] = {
    "postponement": _askers,
    "criterion_change": _proposers,
    "plan": _authors,
    "case": _planners,
}


def may_decide(on: date) -> frozenset[int]:
    """Whoever may act in an office that decides."""
    return frozenset(person for person, _part in _deciders(on))


def units_of_deciders(on: date) -> frozenset[int]:
    """The units in which they work, and those that they head."""
    return frozenset(unit for units in _units_of_deciders(on).values() for unit in units)


def deciders(on: date) -> str:
    """Who may decide on a day, in which office, from which unit and for whom; as one word."""
    people = may_decide(on)
    heading = (row for row in _with_a_unit(on) if row[0] in people)
    rows = sorted(map(str, (*_in_offices(on), *heading)))
    return sha256("\n".join(rows).encode()).hexdigest()


@asked_once
def _deciders(on: date) -> frozenset[tuple[int, str]]:
    """Who may act in the offices that decide, with the part each has there."""
    return frozenset((person, _part(code)) for person, code, _unit, _for in _in_offices(on))


def _part(office: str) -> str:
    return PART_OF_OFFICE[office_of(office)].code


@asked_once
def _principals(on: date) -> Mapping[tuple[int, str], frozenset[int]]:
    """For whom each of them stands in."""
    found = defaultdict[tuple[int, str], frozenset[int]](frozenset)
    for person, code, _unit, principal in _in_offices(on):
        found[person, _part(code)] |= {principal} if principal else frozenset()
    return found


@asked_once
def _units_of_deciders(on: date) -> Mapping[int, frozenset[int]]:
    """Where each of them works, and what each heads: who answers there decides nothing (38)."""
    works = {(person, unit) for person, _code, unit, _for in _in_offices(on) if unit}
    headed = {(person, unit) for person, unit in _with_a_unit(on) if unit}
    return {
        person: frozenset(unit for one, unit in works | headed if one == person)
        for person in may_decide(on)
    }


@written_once
def _in_offices(on: date) -> QuerySet[Any, tuple[int, str, int | None, int | None]]:
    offices = [office.code for office, part in PART_OF_OFFICE.items() if part.code in DECIDING]
    rows = acting(on).filter(office__in=offices)
    return rows.values_list("person", "office", "person__unit", "acting_for__person")


@written_once
def _with_a_unit(on: date) -> QuerySet[Any, tuple[int, int | None]]:
    return acting(on).exclude(unit=None).values_list("person", "unit")
