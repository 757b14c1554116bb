"""The acts of the decision."""

from collections.abc import Sequence
from datetime import date, datetime

from tuzetu.conduct.performing import Deed, performing
from tuzetu.dossier.analysis import Decision
from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.case_facts import current_cycle
from tuzetu.people.appointment import head_of
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.people.working_calendar import effective_calendar
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.rulebook import Refusal, Refused
from tuzetu.procedure.rules.causes import a_term_within_the_limit
from tuzetu.procedure.states import ALIVE, CaseState
from tuzetu.procedure.terms import Term, due
from tuzetu.procedure.wording import _


def analysis_limit(cycle: Cycle, *, on: date) -> date:
    """The last day that clause 39 allows for the analysis of a cycle."""
    calendar = effective_calendar(on)
    edition = cycle.edition.rules()
    return due(Term.ANALYSIS, cycle.received_on, edition=edition, calendar=calendar).due_on


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
    with performing(step, nc, by=by, at=at, version=version, reason=reason) as deed:
        decision = _decision(deed, step, by=by, at=at, due_on=due_on, term_reason=term_reason)
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
    with performing(step, nc, by=by, at=at, version=version, reason=reason) as deed:
        decision = _decision(deed, step, by=by, at=at, due_on=due_on, term_reason=term_reason)
        decision.way, decision.unit = Decision.Way.UNIT, unit
        decision.leader = leader or _head(step, unit, on=local_day(at))
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
    step = CaseStep.MERGE_CASE
    mergeable = ALIVE - {
        CaseState.REGISTERED,
        CaseState.EVALUATION,
        CaseState.OBSERVATION,
        CaseState.CLOSING,
    }
    with performing(step, nc, by=by, at=at, version=version, reason=reason) as deed:
        if into.phase not in mergeable or into.pk == nc.pk:
            says = _("A case is merged only into another, decided case that is not yet evaluated.")
            raise Refused(step, (Refusal("19", says),))
        deed.put(merged_into=into, ended_reason=reason)
        _end_cycle(deed, at)


def _end(
    step: CaseStep,
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    reason: str,
    version: int | None,
) -> None:
    with performing(step, nc, by=by, at=at, version=version, reason=reason) as deed:
        deed.put(ended_reason=reason)
        _end_cycle(deed, at)


def _end_cycle(deed: Deed[Nonconformity], at: datetime) -> None:
    """Whatever way a case ends, its round ends with it."""
    Cycle.objects.filter(nc=deed.record, ordinal=deed.record.ordinal).update(ended_at=at)


def _decision(
    deed: Deed[Nonconformity],
    step: CaseStep,
    *,
    by: Person,
    at: datetime,
    due_on: date | None,
    term_reason: str,
) -> Decision:
    cycle = current_cycle(deed.record)
    on = local_day(at)
    limit = analysis_limit(cycle, on=on)
    due_on = due_on or limit
    if not a_term_within_the_limit(due_on, limit, on):
        says = _("The analysis ends no later than {limit} and not before today; {due} is outside.")
        raise Refused(step, (Refusal("39", says, {"due": due_on, "limit": limit}),))
    decision = Decision.objects.filter(cycle=cycle).first() or Decision(cycle=cycle)
    decision.due_on, decision.limit_on, decision.term_reason = due_on, limit, term_reason
    decision.decided_by, decision.decided_at = by, at
    return decision


def _settle(
    deed: Deed[Nonconformity],
    decision: Decision,
    members: Sequence[Person],
    owning_unit: Unit,
    reason: str,
) -> None:
    decision.reason = reason
    decision.save()
    decision.members.set(members)
    deed.put(owning_unit=owning_unit)
    deed.note("leader", None, str(decision.leader))
    deed.note("members", None, sorted(str(person) for person in members))
    deed.note("unit", None, str(decision.unit) if decision.unit else None)
    deed.note("analysis_due_on", None, decision.due_on)
    deed.note("term_reason", "", decision.term_reason)


def _head(step: CaseStep, unit: Unit, *, on: date) -> Person:
    head = head_of(unit, on)
    if head is None:
        says = _("The unit has no head on this day; name who leads the analysis.")
        raise Refused(step, (Refusal("38.2", says),))
    return head
