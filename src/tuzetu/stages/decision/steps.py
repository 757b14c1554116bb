"""The acts of the decision."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import cast

from tuzetu.conduct.lapsing import lapse_links
from tuzetu.conduct.locking import lock_with_linked
from tuzetu.conduct.performing import Deed, one_act, performing
from tuzetu.dossier.analysis import Decision
from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.case_facts import current_cycle
from tuzetu.people.appointment import head_of
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.facts import CaseFacts
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.stages.decision.choosing import deciding, merging


def convene_group(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    leader: Person,
    members: Sequence[Person],
    owning_unit: Unit,
    reason: str,
    due_on: date | None = None,
    term_reason: str = "",
    version: int | None = None,
) -> None:
    """The office sets up a group to determine and analyse the causes (38.1)."""
    step = CaseStep.CONVENE_GROUP
    choosing = partial(deciding, nc=nc, due_on=due_on, leader=leader)
    with performing(
        step, nc, by=by, at=at, version=version, reason=reason, choosing=choosing
    ) as deed:
        decision = _decision(deed, by=by, at=at, term_reason=term_reason)
        decision.way, decision.unit, decision.leader = Decision.Way.GROUP, None, leader
        _settle(deed, decision, [*members, leader], owning_unit, reason)


def pass_to_unit(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    unit: Unit,
    reason: str,
    owning_unit: Unit | None = None,
    leader: Person | None = None,
    due_on: date | None = None,
    term_reason: str = "",
    version: int | None = None,
) -> None:
    """The office passes the information to a unit, whose head answers for the analysis (38.2)."""
    step = CaseStep.PASS_TO_UNIT
    leading = leader or head_of(unit, local_day(at))
    choosing = partial(deciding, nc=nc, due_on=due_on, leader=leading, led=leading is not None)
    with performing(
        step, nc, by=by, at=at, version=version, reason=reason, choosing=choosing
    ) as deed:
        decision = _decision(deed, by=by, at=at, term_reason=term_reason)
        decision.way, decision.unit = Decision.Way.UNIT, unit
        decision.leader = cast("Person", leading)
        _settle(deed, decision, [decision.leader], owning_unit or unit, reason)


def reject_case(
    nc: Nonconformity, *, by: Person, at: datetime, reason: str, version: int | None = None
) -> None:
    """The office finds that the fact is not confirmed; the case keeps its number (38)."""
    _end(CaseStep.REJECT_CASE, nc, by=by, at=at, reason=reason, version=version)


def void_case(
    nc: Nonconformity, *, by: Person, at: datetime, reason: str, version: int | None = None
) -> None:
    """An entry made by mistake is struck with its reason, never deleted (18)."""
    _end(CaseStep.VOID_CASE, nc, by=by, at=at, reason=reason, version=version)


def merge_case(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    into: Nonconformity,
    reason: str,
    version: int | None = None,
) -> None:
    """The same matter already has a decided case that is not yet evaluated (19)."""
    step, choosing = CaseStep.MERGE_CASE, partial(merging, into=into, nc=nc, by=by)
    with one_act():
        lock_with_linked(nc, into)
        with performing(
            step, nc, by=by, at=at, version=version, reason=reason, choosing=choosing
        ) as deed:
            deed.put(merged_into=into, ended_reason=reason)
            _end_cycle(deed, at)
        lapse_links(nc, at=at)


def _end(
    step: CaseStep,
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    reason: str,
    version: int | None,
) -> None:
    with one_act():
        lock_with_linked(nc)
        with performing(step, nc, by=by, at=at, version=version, reason=reason) as deed:
            deed.put(ended_reason=reason)
            _end_cycle(deed, at)
        lapse_links(nc, at=at)


def _end_cycle(deed: Deed[Nonconformity], at: datetime) -> None:
    """Whatever way a case ends, its round ends with it."""
    Cycle.objects.filter(nc=deed.record, ordinal=deed.record.ordinal).update(ended_at=at)


def _decision(deed: Deed[Nonconformity], *, by: Person, at: datetime, term_reason: str) -> Decision:
    """The decision with its term, which the rules have seen."""
    cycle, term = current_cycle(deed.record), cast("CaseFacts", deed.facts).deciding
    decision = Decision.objects.filter(cycle=cycle).first() or Decision(cycle=cycle)
    if term is not None:
        decision.due_on, decision.limit_on = term.due_on, term.limit_on
    decision.term_reason = term_reason
    if decision.pk and decision.first_decided_at is None:
        decision.first_decided_by = decision.decided_by
        decision.first_decided_at = decision.decided_at
    decision.decided_by, decision.decided_at = by, at
    return decision


def _settle(
    deed: Deed[Nonconformity],
    decision: Decision,
    members: Sequence[Person],
    owning_unit: Unit,
    reason: str,
) -> None:
    before = _settled(Decision.objects.filter(pk=decision.pk or 0).first())
    decision.reason = reason
    decision.save()
    decision.members.set(members)
    deed.put(owning_unit=owning_unit)
    for name, value in _settled(decision).items():
        deed.note(name, before.get(name), value)


def _settled(decision: Decision | None) -> dict[str, object]:
    """What the journal tells of a decision; a later one says what stood before."""
    if decision is None:
        return {"term_reason": ""}
    return {
        "leader": str(decision.leader),
        "members": sorted(str(person) for person in decision.members.all()),
        "unit": str(decision.unit) if decision.unit else None,
        "analysis_due_on": decision.due_on,
        "term_reason": decision.term_reason,
    }
