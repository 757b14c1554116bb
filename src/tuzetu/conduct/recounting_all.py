"""After the working calendar changed: every open deadline anew; the journal tells which moved.

After somebody came into an office or left it: who decides where not everybody of it may.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from tuzetu.conduct.left_to_decide import may_decide, units_of_deciders
from tuzetu.conduct.locking import lock, lock_with_plan
from tuzetu.conduct.recounting import counted_once, recount, recount_decided_with
from tuzetu.conduct.subjects import BY_FLOW, Subject
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import PlanCase
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import PROPOSED, CriterionChange
from tuzetu.journal.writing import append
from tuzetu.procedure.flows.criterion_change import CriterionChangeStep
from tuzetu.procedure.flows.letter import LetterStep
from tuzetu.procedure.parts import Part
from tuzetu.procedure.states import ALIVE, LetterState, PlanState, RecurrenceState


def recount_who_decides(*, on: date) -> int:
    """Recount who decides, where that depends on who holds an office; in how many cases.

    Those that concern somebody, where the rector named somebody or is asked to, those of the
    deciders' units, of what they planned, asked or proposed, and linked ones (17, 38, 44, 50, 51).
    """
    alive = Nonconformity.objects.filter(state__in=[state.code for state in ALIVE])
    links = Recurrence.objects.filter(state=RecurrenceState.LINKED.code)
    linked = set(links.values_list("later", flat=True))
    cases = linked | set(alive.filter(_in_question(on)).values_list("pk", flat=True))
    for pk in sorted(cases):
        with transaction.atomic(), counted_once():
            nc = lock_with_plan(pk)
            recount(nc, on=on)
            recount_decided_with(nc, on=on)
    return len(cases)


def _in_question(on: date) -> Q:
    """Cases in which not everybody of an office that decides may."""
    people = may_decide(on)
    asked = Q(duties__waits=True) | Q(duties__part=Part.RECTOR.code) | Q(concerned__isnull=False)
    asked |= Q(substitutes__isnull=False) | Q(owning_unit__in=units_of_deciders(on))
    planned = Q(plan__author__in=people) | Q(plan__submitted_by__in=people)
    planned |= Q(lines__postponements__asked_by__in=people)
    planned |= Q(criteria__changes__proposed_by__in=people)
    return asked | Q(cycles__planned__in=PlanCase.objects.current().filter(planned))


BEFORE_APPROVAL = frozenset({PlanState.DRAFT, PlanState.RETURNED, PlanState.SUBMITTED})
"""Plans of which something is counted from the end of the analysis (44)."""

Dues = dict[str, date | None]


def recount_open_deadlines(*, at: datetime, on: date) -> int:
    """Recount every open deadline after the calendar changed; journal each that moved."""
    moved = 0
    cases = Nonconformity.objects.filter(state__in=[state.code for state in ALIVE])
    for pk in list(cases.values_list("pk", flat=True)):
        with transaction.atomic():
            moved += _recount_case(pk, at=at, on=on)
    for record in _beside_the_cases():
        with transaction.atomic():
            moved += _recount_beside(record, at=at, on=on)
    return moved


def _beside_the_cases() -> Iterator[IntakeItem | CriterionChange]:
    """Letters that wait for their hand-over (37), changes of criteria that wait (50)."""
    letters = IntakeItem.objects.filter(kind=IntakeItem.Kind.LETTER)
    yield from letters.filter(state=LetterState.RECEIVED.code).order_by("pk")
    yield from CriterionChange.objects.filter(state=PROPOSED).order_by("pk")


def _recount_case(pk: int, *, at: datetime, on: date) -> int:
    """A case with the plan that is being written for it (38, 44)."""
    nc = lock_with_plan(pk)
    before = _dues_in_case(pk)
    planned = PlanCase.objects.current().filter(cycle__nc=nc).select_related("plan").first()
    with counted_once():
        if planned and planned.plan.phase in BEFORE_APPROVAL:
            recount(planned.plan, on=on)
        recount(nc, on=on)
    return _tell_moved("case", pk, [pk], "38", before, _dues_in_case(pk), at)


def _dues_in_case(pk: int) -> Dues:
    planned = PlanCase.objects.current().filter(cycle__nc=pk).values("plan")
    rows = Duty.objects.filter(nc=pk) | Duty.objects.filter(plan__in=planned, nc=None)
    kept = rows.exclude(subject_kind__in=[BY_FLOW[flow].kind for flow in CLAUSES])
    return {
        f"{kind}.{owed}": due
        for kind, owed, due in kept.values_list("subject_kind", "owed", "due_on")
    }


CLAUSES = {LetterStep: "37", CriterionChangeStep: "50"}
"""What is counted apart from the case and its plan, with the clause of its term."""


def _recount_beside(record: IntakeItem | CriterionChange, *, at: datetime, on: date) -> int:
    """What is counted apart from the case and its plan."""
    subject = _subject_of(record)
    held = lock(record)
    before = _dues_of(subject, held.pk)
    recount(held, on=on)
    after = _dues_of(subject, held.pk)
    clause, cases = CLAUSES[subject.flow], subject.cases(held)
    return _tell_moved(subject.kind, held.pk, cases, clause, before, after, at)


def _subject_of(record: IntakeItem | CriterionChange) -> Subject:
    return next(one for one in map(BY_FLOW.__getitem__, CLAUSES) if one.model is type(record))


def _dues_of(subject: Subject, pk: int) -> Dues:
    rows = Duty.objects.filter(subject_kind=subject.kind, subject_id=pk)
    return {f"{subject.kind}.{owed}": due for owed, due in rows.values_list("owed", "due_on")}


def _tell_moved(
    kind: str, pk: int, cases: list[int], clause: str, before: Dues, after: Dues, at: datetime
) -> int:
    """One entry of the clock for all that moved on one record; how many did."""
    moved = {
        name: (before[name], after[name])
        for name in before.keys() & after.keys()
        if before[name] != after[name]
    }
    if moved:
        append(
            code="recount_deadline",
            clause=clause,
            subject_kind=kind,
            subject_id=pk,
            cases=cases,
            by=None,
            on_behalf_of=None,
            at=at,
            changes=moved,
        )
    return len(moved)
