"""The acts on a possible recurrence (10.6, 17)."""

from datetime import datetime
from functools import partial

from tuzetu.conduct.locking import lock_both, lock_case
from tuzetu.conduct.performing import one_act, opening, performing
from tuzetu.conduct.registering import open_cycle
from tuzetu.dossier.case import CONSEQUENCES, Cycle, Nonconformity
from tuzetu.dossier.evaluation import Evaluation
from tuzetu.dossier.plan_facts import facts_of_recurrence
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.facts import RecurrenceFacts
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.flows.recurrence import RecurrenceStep

CONFIRMED = (
    "correction_confirmed_at",
    "correction_confirmed_by",
    "correction_confirmed_note",
)
TAKEN_BACK = ("hold_waiver", "correction_waiver", *CONFIRMED, *CONSEQUENCES)
"""What a recurrence takes back from the case, and the round that ends keeps."""


def linking(facts: RecurrenceFacts, *, later: Nonconformity, earlier: Cycle) -> RecurrenceFacts:
    """The facts once it is chosen which earlier case came back."""
    return facts_of_recurrence(later, earlier, None, on=facts.on)


def link_recurrence(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    earlier: Nonconformity,
    reason: str,
    version: int | None = None,
) -> Recurrence:
    """Somebody sees that an earlier case may have come back in this one (10.6)."""
    step = RecurrenceStep.LINK_RECURRENCE
    with one_act():
        lock_both(nc, earlier)
        cycle = Cycle.objects.select_related("nc").get(nc=earlier, ordinal=earlier.ordinal)
        choosing = partial(linking, later=nc, earlier=cycle)
        with opening(
            step, nc, by=by, at=at, version=version, reason=reason, choosing=choosing
        ) as deed:
            deed.record = Recurrence.objects.create(
                later=nc, earlier=cycle, reason=reason, linked_by=by, linked_at=at
            )
            deed.note("earlier", None, earlier.number)
    made: Recurrence = deed.record
    return made


def reopens(nc: Nonconformity, questioned: Cycle) -> bool:
    """Whether a recurrence opens the case again: the round in question has come to its end (17)."""
    return nc.phase in CaseStep.REOPEN_CASE.sources and nc.ordinal == questioned.ordinal


def confirm_recurrence(
    link: Recurrence, *, by: Person, at: datetime, decision: str, version: int | None = None
) -> None:
    """The office confirms: the earlier verdict turns, its case opens as its next cycle (17)."""
    step = RecurrenceStep.CONFIRM_RECURRENCE
    with one_act():
        with performing(step, link, by=by, at=at, version=version, reason=decision) as deed:
            held = deed.record
            held.decision, held.decided_by, held.decided_at = decision, by, at
            deed.note("earlier", None, held.earlier.nc.number)
        earlier = lock_case(link.earlier.nc_id)
        if reopens(earlier, link.earlier):
            reopen_case(earlier, by=by, at=at, reason=decision)


def deny_recurrence(
    link: Recurrence, *, by: Person, at: datetime, decision: str, version: int | None = None
) -> None:
    """The office finds that it is another trouble (17)."""
    step = RecurrenceStep.DENY_RECURRENCE
    with performing(step, link, by=by, at=at, version=version, reason=decision) as deed:
        held = deed.record
        held.decision, held.decided_by, held.decided_at = decision, by, at


def reopen_case(
    nc: Nonconformity, *, by: Person, at: datetime, reason: str, version: int | None = None
) -> None:
    """The verdict did not hold: the case goes round again (17)."""
    on = local_day(at)
    step = CaseStep.REOPEN_CASE
    with performing(step, nc, by=by, at=at, version=version, reason=reason) as deed:
        held = deed.record
        Evaluation.objects.filter(cycle__nc=held, cycle__ordinal=held.ordinal).update(
            superseded_at=at, superseded_because=reason
        )
        ended = Cycle.objects.filter(nc=held, ordinal=held.ordinal)
        ended.update(**{name: getattr(held, name) for name in TAKEN_BACK})
        ended.filter(ended_at=None).update(ended_at=at)
        deed.put(ordinal=held.ordinal + 1, hold_waiver="", correction_waiver="")
        deed.put(correction_confirmed_at=None, correction_confirmed_by=None)
        deed.put(**dict.fromkeys(CONSEQUENCES, ""))
        held.correction_confirmed_note = ""
        open_cycle(held, on, on, on=on, because=reason, response_from=held.ordinal)
