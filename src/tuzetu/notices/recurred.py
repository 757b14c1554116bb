"""Who hears of the answer to a possible recurrence, and with which reason (10.9, 17)."""

from collections.abc import Iterator
from datetime import date, datetime

from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.case_facts import decision_of, planned_in
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.journal.models import Entry
from tuzetu.notices.addressing import Addressees, sees_all
from tuzetu.people.person import Person
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.flows.recurrence import RecurrenceStep
from tuzetu.procedure.notices import Notice


def link_of(entry: Entry) -> Recurrence | None:
    """The link that an entry answers, or whose answer reopened the case."""
    links = Recurrence.objects.select_related(
        "later__owning_unit", "earlier__nc__owning_unit", "linked_by__unit"
    )
    if entry.subject_kind == "recurrence":
        return links.get(pk=entry.subject_id)
    if entry.code == CaseStep.REOPEN_CASE.code:
        return links.filter(earlier__nc=entry.subject_id, decided_at=entry.at).first()
    return None


def told_on(link: Recurrence, entry: Entry) -> Nonconformity:
    """The case on which the answer is told: the later one, until the earlier is concerned."""
    confirmed = entry.code == RecurrenceStep.CONFIRM_RECURRENCE.code
    return link.earlier.nc if confirmed else link.later


def told_of(link: Recurrence, notice: Notice, entry: Entry, who: Addressees) -> list[Person]:
    """The head of the case; of a denial whoever linked it, of a return all who worked on it."""
    earlier, later = (who.head(nc.owning_unit) for nc in (link.earlier.nc, link.later))
    if notice is Notice.RECURRENCE_DENIED:
        return _each(link.linked_by, later)
    if notice is Notice.CASE_REOPENED:
        return _each(earlier)
    worked = _each(*_people_of(link.earlier))
    if notice is Notice.ROUND_REOPENED:
        return [one for one in worked if one != earlier]
    return [] if _reopened(link, entry.at) else [*worked, *_each(earlier)]


def reason_for(person: Person, link: Recurrence, *, on: date) -> str:
    """Why it was decided so, for those who see both cases, unless either is confidential."""
    cases = (link.later, link.earlier.nc)
    if any(nc.confidential for nc in cases) or not sees_all(person, cases, on=on):
        return ""
    return link.decision


def _each(*persons: Person | None) -> list[Person]:
    return [one for one in persons if one]


def _reopened(link: Recurrence, at: datetime) -> bool:
    """Whether the answer given then reopened the earlier case, of which its own entry tells."""
    told = Entry.objects.filter(subject_kind="case", subject_id=link.earlier.nc_id, at=at)
    return told.filter(code=CaseStep.REOPEN_CASE.code).exists()


def _people_of(cycle: Cycle) -> Iterator[Person | None]:
    """Who worked in a round: the leader and the group, those who carried out, who controlled."""
    decision, planned = decision_of(cycle), planned_in(cycle)
    if decision:
        yield decision.leader
        yield from decision.members.select_related("unit")
    if planned:
        yield planned.plan.controller
        yield planned.plan.controller_substitute
        for line in planned.lines.standing().select_related("executor__unit"):
            yield line.executor
            yield from line.co_executors.select_related("unit")
