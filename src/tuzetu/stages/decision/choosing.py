"""What is chosen at the decision, as the rules see it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from tuzetu.access.sight import visible_cases
from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.case_facts import current_cycle
from tuzetu.dossier.recurrence import links_waiting
from tuzetu.people.person import Person
from tuzetu.people.working_calendar import effective_calendar
from tuzetu.procedure.facts import CaseFacts
from tuzetu.procedure.facts_within import DecidingFact, MergingFact
from tuzetu.procedure.terms import Term, due


def analysis_limit(cycle: Cycle, *, on: date) -> date:
    """The last day that clause 39 allows for the analysis of a cycle."""
    calendar = effective_calendar(on)
    edition = cycle.edition.rules()
    return due(Term.ANALYSIS, cycle.received_on, edition=edition, calendar=calendar).due_on


def deciding(
    facts: CaseFacts,
    *,
    nc: Nonconformity,
    due_on: date | None,
    leader: Person | None,
    led: bool = True,
) -> CaseFacts:
    """The facts once term and leader are chosen; without a day the whole term stands."""
    limit = analysis_limit(current_cycle(nc), on=facts.on)
    who = leader.pk if leader else None
    chosen = DecidingFact(due_on=due_on or limit, limit_on=limit, led=led, leader=who)
    return replace(facts, deciding=chosen)


def _asked_with(
    nc: Nonconformity, *, but: Nonconformity, numbers: Mapping[int, str]
) -> Iterator[str]:
    """The numbers of the cases with which a link of this one still waits, but for one."""
    for link in links_waiting(nc).select_related("later", "earlier__nc").order_by("pk"):
        other = link.earlier.nc if link.later_id == nc.pk else link.later
        if other.pk != but.pk:
            yield numbers.get(other.pk, "")


def merging(facts: CaseFacts, *, into: Nonconformity, nc: Nonconformity, by: Person) -> CaseFacts:
    """The facts once it is chosen which case goes on, as that case now is."""
    now = Nonconformity.objects.get(pk=into.pk)
    beside = links_waiting(nc).values_list("later", "earlier__nc")
    named = {now.merged_into_id or 0, *(pk for pair in beside for pk in pair)}
    seen = visible_cases(by, on=facts.on).filter(pk__in=named)
    numbers = dict(seen.values_list("pk", "number"))
    chosen = MergingFact(
        state=now.phase,
        same_case=now.pk == nc.pk,
        number=now.number,
        goes_on_in=numbers.get(now.merged_into_id or 0, ""),
        linked=tuple(_asked_with(nc, but=now, numbers=numbers)),
    )
    return replace(facts, merging=chosen)
