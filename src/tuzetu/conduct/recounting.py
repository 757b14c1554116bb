"""After every act: what is owed now, stored as duties; the most pressing one on the case."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Model, Q, QuerySet

from tuzetu.conduct.left_to_decide import matter_of, matter_of_link, may_lack_a_decider
from tuzetu.conduct.naming import name_again
from tuzetu.conduct.replacing_deciders import (
    handed_to_deciders,
    rectors_duties,
    rectors_duty_on_link,
)
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import facts_of_case
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.kept import listed
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import Line, Plan, PlanCase
from tuzetu.dossier.plan_facts import (
    cases_ever_in,
    cases_in,
    controller_of,
    facts_of_correction,
    facts_of_criterion_change,
    facts_of_letter,
    facts_of_plan,
    facts_of_postponement,
    facts_of_recurrence,
)
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import PROPOSED, WAITING, CriterionChange, Postponement
from tuzetu.dossier.signed_copy import SignedCopy
from tuzetu.people.reading import reading
from tuzetu.people.working_calendar import effective_calendar
from tuzetu.people.written import written_once
from tuzetu.procedure import duties as owing
from tuzetu.procedure.facts import ActionFacts
from tuzetu.procedure.states import CaseState, RecurrenceState


@dataclass
class _Act:
    """The steps taken together, and what they touched."""

    on: date | None = None
    touched: dict[tuple[type[Model], int], Model] = field(default_factory=dict)
    """Each record once, as the last step that took hold of it left it."""


_act: ContextVar[_Act | None] = ContextVar("act", default=None)


@contextmanager
def counted_once() -> Iterator[_Act]:
    """Steps taken inside are one act: what they touched is counted anew at its end, once.

    A confirmation may bring a case into evaluation and its plan to an end; what is owed in the
    case in between is told to nobody.
    """
    under_way = _act.get()
    if under_way is not None:
        yield under_way
        return
    act = _Act()
    none = _act.set(act)
    try:
        yield act
        if act.on is not None:
            _count(act.touched, act.on)
    finally:
        _act.reset(none)


def recount(record: Model, *, on: date) -> None:
    """What is owed on the record and on everything its step touched, as of the end of the act."""
    with counted_once() as act:
        act.on = on
        act.touched[type(record), record.pk] = record


def recount_decided_with(nc: Nonconformity, *, on: date) -> None:
    """Whoever decides in a case decides on its plan, on what is asked of it and on its links."""
    for entry in PlanCase.objects.current().filter(cycle__nc=nc).select_related("plan"):
        recount(entry.plan, on=on)
    for change in CriterionChange.objects.filter(
        state=PROPOSED, criterion__plan_case__cycle__nc=nc
    ).order_by("pk"):
        recount(change, on=on)
    waiting = Recurrence.objects.filter(state=RecurrenceState.LINKED.code)
    for link in waiting.filter(Q(later=nc) | Q(earlier__nc=nc)).order_by("pk"):
        recount(link, on=on)


def _count(touched: dict[tuple[type[Model], int], Model], on: date) -> None:
    """Everything beside the cases first: who is left to decide in a case asks for its plan.

    Of what stands beside them plans come last: they count their lines as the whole act left them.
    """
    cases = {nc.pk: nc for nc in touched.values() if isinstance(nc, Nonconformity)}
    in_order = sorted(touched.items(), key=lambda named: named[0][0] is Plan)
    with reading():  # duties and names alone are written, and nothing kept here asks for those
        beside = {
            pk
            for (kind, _pk), record in in_order
            if kind is not Nonconformity
            for pk in _BESIDE[kind](record, on)
        }
        beside |= _count_links(cases, touched, on)
        for nc in Nonconformity.objects.filter(pk__in=beside - cases.keys()).order_by("pk"):
            cases[nc.pk] = nc
        for nc in cases.values():
            _count_case(nc, on)


def _count_links(
    cases: Iterable[int], touched: Mapping[tuple[type[Model], int], Model], on: date
) -> set[int]:
    """Who decides whether a case came back follows from its stage (17)."""
    links = _links_to(tuple(sorted(cases)))
    untouched = (link for link in links if (Recurrence, link.pk) not in touched)
    return {pk for link in untouched for pk in _count_recurrence(link, on)}


@written_once
def _links_to(cases: tuple[int, ...]) -> QuerySet[Recurrence]:
    waiting = Recurrence.objects.filter(state=RecurrenceState.LINKED.code)
    return waiting.filter(earlier__nc__in=cases).select_related("later", "earlier__nc")


def _count_case(nc: Nonconformity, on: date) -> None:
    """Whom the case names, its own duties, then its most pressing one."""
    name_again(nc)
    facts = facts_of_case(nc, on=on)
    owed = list(_made("case", nc.pk, owing.owed_in_case(facts, effective_calendar(on)), nc=nc))
    for correction in listed(nc, "corrections"):
        fixing = owing.owed_in_correction(facts_of_correction(correction, on=on))
        owed += _made("correction", correction.pk, fixing, nc=nc)
    matter = matter_of([nc])
    handed_to_deciders(owed, matter, on=on)
    if may_lack_a_decider(matter, on):
        owed += rectors_duties(nc, owed)
    _store(_owed_in_case(nc.pk), owed, on)
    _summarise(nc)


@written_once
def _owed_in_case(nc: int) -> QuerySet[Duty]:
    return Duty.objects.filter(nc=nc, subject_kind__in=("case", "correction"))


def _summarise(nc: Nonconformity) -> None:
    """Write the most pressing duty of a case, and of its plan, on the case itself."""
    rows = _owed_with_plan(nc.pk)
    now = min(rows, key=_pressing, default=None)
    nc.due_on, nc.owed = (now.due_on, now.owed) if now else (None, "")
    Nonconformity.objects.filter(pk=nc.pk).update(due_on=nc.due_on, owed=nc.owed)


def _pressing(duty: Duty) -> tuple[date, bool, int]:
    """By its day; what waits for the rector comes after what the rector owes."""
    return duty.due_on or date.max, duty.waits, duty.pk


@written_once
def _owed_with_plan(nc: int) -> QuerySet[Duty]:
    planned = PlanCase.objects.current().filter(cycle__nc=nc).values("plan")
    return Duty.objects.filter(nc=nc) | Duty.objects.filter(plan__in=planned, nc=None)


Cases = Iterable[int]
"""The keys of the cases that are counted anew with a record."""


def _count_plan(plan: Plan, on: date) -> Cases:
    """The plan's duties and those of its lines; a case that left it names its controller still."""
    served = [entry.cycle.nc for entry in cases_in(plan)]
    of_plan = owing.owed_in_plan(facts_of_plan(plan, on=on), effective_calendar(on))
    owed = list(_made("plan", plan.pk, of_plan, plan=plan))
    handed_to_deciders(owed, matter_of(served), on=on)
    lines = {line.pk: line for line in _lines_of(plan.pk)}
    for line in lines.values():
        line.plan = plan
        owed += _owed_in_line(line, on)
    for request in _requests_in(plan.pk):
        owed += _owed_in_request(lines[request.line_id], request, on)
    _store(_owed_in_plan(plan.pk), owed, on)
    return cases_ever_in(plan.pk)


@written_once
def _lines_of(plan: int) -> QuerySet[Line]:
    lines = Line.objects.filter(plan=plan).select_related("plan_case__cycle__nc")
    return lines.prefetch_related("co_executors")


@written_once
def _requests_in(plan: int) -> QuerySet[Postponement]:
    return Postponement.objects.filter(line__plan=plan, state__in=WAITING)


@written_once
def _owed_in_plan(plan: int) -> QuerySet[Duty]:
    return Duty.objects.filter(plan=plan, subject_kind__in=("plan", "action", "postponement"))


def _owed_in_line(line: Line, on: date) -> list[Duty]:
    nc = line.plan_case.cycle.nc
    facts = ActionFacts(
        on=on,
        edition=line.plan.edition.rules(),
        state=line.phase,
        plan_state=line.plan.phase,
        case_state=nc.phase,
        executor=line.executor_id,
        controller=controller_of(line, line.plan),
        due_on=line.due_on,
    )
    return list(_made("action", line.pk, owing.owed_in_action(facts), nc=nc, plan=line.plan))


def _count_action(line: Line, on: date) -> Cases:
    _store(_owed_on("action", line.pk), _owed_in_line(line, on), on)
    return [line.plan_case.cycle.nc_id]


def _owed_in_request(line: Line, request: Postponement, on: date) -> list[Duty]:
    nc, facts = line.plan_case.cycle.nc, facts_of_postponement(line, request, on=on)
    asked = owing.owed_in_postponement(facts, controller_of(line, line.plan))
    owed = list(_made("postponement", request.pk, asked, nc=nc, plan=line.plan))
    handed_to_deciders(owed, matter_of([nc]), on=on)
    return owed


def _count_postponement(request: Postponement, on: date) -> Cases:
    owed = _owed_in_request(request.line, request, on)
    _store(_owed_on("postponement", request.pk), owed, on)
    return _count_action(request.line, on)


def _count_change(change: CriterionChange, on: date) -> Cases:
    nc = change.criterion.plan_case.cycle.nc
    facts = facts_of_criterion_change(change.criterion, change, on=on)
    asked = owing.owed_in_criterion_change(facts, effective_calendar(on))
    owed = list(_made("criterion_change", change.pk, asked, nc=nc, plan=change.criterion.plan))
    handed_to_deciders(owed, matter_of([nc]), on=on)
    _store(_owed_on("criterion_change", change.pk), owed, on)
    return [nc.pk]


def _count_response(part: Hold | Correction, _on: date) -> Cases:
    return [part.nc_id]


def _count_recurrence(link: Recurrence, on: date) -> Cases:
    asked = owing.owed_in_recurrence(facts_of_recurrence(link.later, link.earlier, link, on=on))
    owed = list(_made("recurrence", link.pk, asked, nc=link.later))
    handed_to_deciders(owed, matter_of_link(link), on=on)
    owed += [each for duty in owed if duty.waits for each in rectors_duty_on_link(link, duty)]
    _store(_owed_on("recurrence", link.pk), owed, on)
    return [link.later_id, link.earlier.nc_id]


def _count_letter(item: IntakeItem, on: date) -> Cases:
    facts = facts_of_letter(item, on=on)
    asked = owing.owed_in_letter(facts, item.received_on, effective_calendar(on))
    _store(_owed_on("letter", item.pk), list(_made("letter", item.pk, asked)), on)
    return []


def _nothing_owed(_copy: SignedCopy, _on: date) -> Cases:
    """A signed copy moves nothing and nobody waits for it."""
    return []


_BESIDE: dict[type[Model], Callable[[Any, date], Cases]] = {
    Plan: _count_plan,
    Line: _count_action,
    Postponement: _count_postponement,
    CriterionChange: _count_change,
    Hold: _count_response,
    Correction: _count_response,
    Recurrence: _count_recurrence,
    IntakeItem: _count_letter,
    SignedCopy: _nothing_owed,
}


@written_once
def _owed_on(kind: str, pk: int) -> QuerySet[Duty]:
    return Duty.objects.filter(subject_kind=kind, subject_id=pk)


def _made(
    kind: str,
    pk: int,
    owed: Iterable[owing.Duty],
    *,
    nc: Nonconformity | None = None,
    plan: Plan | None = None,
) -> Iterator[Duty]:
    for duty in owed:
        yield Duty(
            owed=duty.owed.code,
            part=duty.part.code,
            person_id=duty.person,
            unit_id=duty.unit,
            nc_id=nc.pk if nc else None,
            plan_id=plan.pk if plan else None,
            subject_kind=kind,
            subject_id=pk,
            term=duty.term.code if duty.term else "",
            counts_from=duty.counts_from,
            due_on=duty.due_on,
        )


SAID = (
    *("subject_kind", "subject_id", "owed", "part", "person_id", "unit_id", "nc_id", "plan_id"),
    *("term", "counts_from", "due_on", "waits"),
)
"""What a duty says, but for the day since when it is owed."""
_said = attrgetter(*SAID)
_named = attrgetter("subject_kind", "subject_id", "owed")


def _store(rows: Iterable[Duty], owed: list[Duty], on: date) -> None:
    """Store what is owed now in place of some rows; what is owed as before is left as it is.

    A duty that goes on otherwise keeps the day since when it is owed.
    """
    before = {_named(row): row for row in rows}
    now = {_named(duty): duty for duty in owed}
    gone = [row.pk for name, row in before.items() if not _same(row, now.get(name))]
    fresh = [duty for name, duty in now.items() if not _same(duty, before.get(name))]
    for duty in fresh:
        known = before.get(_named(duty))
        duty.since_on = known.since_on if known else on
    if gone:
        Duty.objects.filter(pk__in=gone).delete()
    if fresh:
        Duty.objects.bulk_create(fresh)


def _same(one: Duty, other: Duty | None) -> bool:
    return other is not None and _said(one) == _said(other)


def wake_observed(*, on: date) -> int:
    """Make the final verdict owed where the observation period has ended (17)."""
    ended = Nonconformity.objects.filter(
        state=CaseState.OBSERVATION.code, cycles__observed_until__lt=on
    )
    ended = ended.exclude(duties__owed=owing.Owed.CONFIRM_VERDICT.code).distinct()
    for nc in ended:
        recount(nc, on=on)
    return len(ended)
