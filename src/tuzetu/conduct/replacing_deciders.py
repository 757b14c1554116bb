"""Whose turn it is where those who would decide may not: the substitute's, or the rector's.

Nobody decides about what concerns themselves, what their own unit answers for (38) or what they
ask, propose or planned themselves (44, 45, 50, 51). What an office owes goes to the substitute
whom the rector named, once nobody else of the office is left; before that the rector is waited for.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from tuzetu.access.parts import PART_OF_OFFICE
from tuzetu.dossier.case import CaseSubstitute, Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Plan
from tuzetu.dossier.request import CriterionChange, Postponement
from tuzetu.people.appointment import acting
from tuzetu.people.reading import asked_once
from tuzetu.people.written import written_once
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.offices import office_of
from tuzetu.procedure.parts import Part
from tuzetu.procedure.states import CaseState

DECIDING = frozenset({Part.OFFICE.code, Part.VICE_RECTOR.code, Part.AUDITOR.code})
"""The parts for which the rector names a substitute."""

OWN_MATTERS = frozenset(
    {CaseState.APPROVAL, CaseState.EXECUTION, CaseState.EVALUATION, CaseState.OBSERVATION}
)
"""The stages at which what is to be decided may be a decider's own."""


def handed_to_substitutes(
    owed: Sequence[Duty], cases: Collection[Nonconformity], *, on: date
) -> None:
    """What an office owes in these cases goes to the substitute who alone is left to decide."""
    theirs = [duty for duty in owed if _is_of_office(duty)]
    named = list(_substitutes(cases)) if theirs else []
    for duty in theirs:
        fitting = [row for row in named if row.part == duty.part and _may_decide(row, duty)]
        if fitting and not _left_to_decide(duty, cases, fitting, on):
            duty.person_id = fitting[-1].person_id


def waits_for_the_rector(
    nc: Nonconformity, owed: Sequence[Duty], concerned: frozenset[int], *, on: date
) -> bool:
    """Whether a decision is owed in the case, or in its plan, that nobody is left to take."""
    if not (concerned or nc.phase in OWN_MATTERS or _answers_for_itself(nc, on)):
        return False
    planned = nc.cycles.filter(ordinal=nc.ordinal, planned__left_at=None).values("planned__plan")
    of_plan = Duty.objects.filter(plan__in=planned)
    theirs = (duty for duty in (*owed, *of_plan) if _is_of_office(duty))
    return any(not _left_to_decide(duty, [nc], (), on) for duty in theirs)


def _answers_for_itself(nc: Nonconformity, on: date) -> bool:
    """Whether the unit that answers is one of those where decisions are taken."""
    return any(nc.owning_unit_id in units for units in _units_of_deciders(on).values())


def rectors_duty(nc: Nonconformity) -> Duty:
    """The rector names who decides in the case (38)."""
    owed = Owed.NAME_SUBSTITUTE
    return Duty(
        owed=owed.code, part=owed.part.code, nc_id=nc.pk, subject_kind="case", subject_id=nc.pk
    )


def _is_of_office(duty: Duty) -> bool:
    named = duty.person_id is not None
    return not named and duty.part in DECIDING


def _substitutes(cases: Collection[Nonconformity]) -> Sequence[CaseSubstitute]:
    """The substitutes who work here and whom no case concerns by now, the latest named last."""
    rows = _named_for(tuple(nc.pk for nc in cases))
    concerned = _concerned(cases) if rows else set()
    return [row for row in rows if row.person_id not in concerned]


def _may_decide(row: CaseSubstitute, duty: Duty) -> bool:
    return row.person_id not in _whose_own(duty)


@written_once
def _named_for(cases: tuple[int, ...]) -> QuerySet[CaseSubstitute]:
    rows = CaseSubstitute.objects.filter(nc__in=cases, person__is_active=True)
    return rows.order_by("named_at", "pk")


def _concerned(cases: Collection[Nonconformity]) -> set[int]:
    return {person.pk for nc in cases for person in nc.concerned.all()}


def _left_to_decide(
    duty: Duty, cases: Collection[Nonconformity], named: Collection[CaseSubstitute], on: date
) -> bool:
    """Whether somebody of the office is impartial, of another unit, and not replaced."""
    if any(row.instead_of_id is None for row in named):
        return False
    units = _units_of_deciders(on)
    holding = {person for person, code in _deciders(on) if code == duty.part}
    answering = {nc.owning_unit_id for nc in cases}
    impartial = {person for person in holding if answering.isdisjoint(units[person])}
    replaced = {row.instead_of_id for row in named}
    left = impartial - _concerned(cases) - replaced
    return bool(left and left - _whose_own(duty)) or not holding


def _whose_own(duty: Duty) -> set[int | None]:
    """Who asked, proposed or planned what the duty is about, and so does not decide on it."""
    found = _OWN.get(duty.subject_kind)
    return {person for row in found(duty.subject_id) for person in row} if found else set()


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


@asked_once
def _deciders(on: date) -> frozenset[tuple[int, str]]:
    """Who may act in the offices that decide, with the part each has there."""
    held = ((person, office_of(code)) for person, code, _unit in _in_deciding_offices(on))
    return frozenset((person, PART_OF_OFFICE[office].code) for person, office in held)


@asked_once
def _units_of_deciders(on: date) -> Mapping[int, frozenset[int]]:
    """Where each of them works, and what each heads: who answers there decides nothing (38)."""
    works = {(person, unit) for person, _code, unit in _in_deciding_offices(on) if unit}
    headed = {(person, unit) for person, unit in _with_a_unit(on) if unit}
    people = {person for person, _part in _deciders(on)}
    return {
        person: frozenset(unit for one, unit in works | headed if one == person)
        for person in people
    }


@written_once
def _in_deciding_offices(on: date) -> QuerySet[Any, tuple[int, str, int | None]]:
    offices = [office.code for office, part in PART_OF_OFFICE.items() if part.code in DECIDING]
    rows = acting(on).filter(office__in=offices)
    return rows.values_list("person", "office", "person__unit")


@written_once
def _with_a_unit(on: date) -> QuerySet[Any, tuple[int, int | None]]:
    return acting(on).exclude(unit=None).values_list("person", "unit")
