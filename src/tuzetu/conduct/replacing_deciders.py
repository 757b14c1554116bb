"""Whose turn it is where those who would decide may not: the substitute's, or the rector's.

What an office owes goes to the substitute whom the rector named, once nobody else of the office is
left to decide; before that the decision waits, and the rector is asked to name somebody (38).
"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q

from tuzetu.conduct.left_to_decide import (
    Matter,
    holders_of_part,
    is_of_office,
    left_of_office,
    matter_of_link,
    may_lack_a_decider,
    named_instead,
)
from tuzetu.dossier.case import CaseSubstitute, Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.parts import Part

WANTED = {
    Part.OFFICE.code: Owed.NAME_FOR_OFFICE,
    Part.VICE_RECTOR.code: Owed.NAME_FOR_VICE_RECTOR,
    Part.AUDITOR.code: Owed.NAME_FOR_AUDITOR,
}
"""What the rector owes in a case, by the office that may not decide there."""


def handed_to_deciders(owed: Sequence[Duty], matter: Matter, *, on: date) -> None:
    """Name whom the rector named where nobody of the office is left; without one, it waits."""
    theirs = [duty for duty in owed if is_of_office(duty)]
    for duty in theirs if theirs and may_lack_a_decider(matter, on) else ():
        named = named_instead(duty, matter)
        held = named or holders_of_part(duty.part, on)
        if held and not _others_left(duty, matter, named, on):
            duty.person_id = _who_decides(named, matter)
            duty.waits = duty.person_id is None


def _others_left(duty: Duty, matter: Matter, named: Sequence[CaseSubstitute], on: date) -> bool:
    """Whoever was named in one case of two replaces nobody as a whole: that one decides not."""
    replaced = {row.instead_of_id for row in named}
    if None in replaced and _who_decides(named, matter):
        return False
    return bool(left_of_office(duty, matter, on) - replaced)


def _who_decides(named: Sequence[CaseSubstitute], matter: Matter) -> int | None:
    """Whoever was named last; where each case asks for it, of those named in each."""
    wanted = {nc.pk for nc in matter.cases} if matter.in_each else set()
    where = {(row.person_id, row.nc_id) for row in named}
    able = [row.person_id for row in named if all((row.person_id, nc) in where for nc in wanted)]
    return able[-1] if able else None


def rectors_duties(nc: Nonconformity, owed: Sequence[Duty]) -> Iterator[Duty]:
    """One for each office of which nobody is left to decide in the case, or on its plan."""
    planned = nc.cycles.filter(ordinal=nc.ordinal, planned__left_at=None).values("planned__plan")
    waiting = [duty for duty in owed if duty.waits]
    waiting += Duty.objects.filter(Q(nc=None) | Q(nc=nc), plan__in=planned, waits=True)
    for part in sorted({duty.part for duty in waiting}):
        theirs = (duty for duty in waiting if duty.part == part)
        first = min(theirs, key=lambda duty: duty.due_on or date.max)
        yield _rectors(WANTED[part], nc, "case", nc.pk, first)


def rectors_duty_on_link(link: Recurrence, decision: Duty) -> Iterator[Duty]:
    """Somebody is named for the office in the later case first, then in the earlier (17).

    Not in a case in which nobody is named any more.
    """
    matter = matter_of_link(link)
    named = {row.nc_id for row in named_instead(decision, matter)}
    lacking = next((nc for nc in matter.cases if nc.pk not in named), link.later)
    if lacking.phase in CaseStep.NAME_SUBSTITUTE.sources:
        yield _rectors(Owed.NAME_FOR_RECURRENCE, lacking, "recurrence", link.pk, decision)


def _rectors(owed: Owed, nc: Nonconformity, kind: str, pk: int, waits: Duty) -> Duty:
    """Within the term of the decision that waits."""
    made = Duty(owed=owed.code, part=owed.part.code, nc=nc, subject_kind=kind, subject_id=pk)
    made.term, made.counts_from, made.due_on = waits.term, waits.counts_from, waits.due_on
    return made
