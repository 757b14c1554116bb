"""What is chosen at the decision, as the rules see it."""

from dataclasses import replace
from datetime import date

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


def merging(facts: CaseFacts, *, into: Nonconformity, nc: Nonconformity) -> CaseFacts:
    """The facts once it is chosen which case goes on, as that case now is."""
    now = Nonconformity.objects.select_related("merged_into").get(pk=into.pk)
    onward = now.merged_into
    chosen = MergingFact(
        state=now.phase,
        same_case=now.pk == nc.pk,
        number=now.number,
        goes_on_in=onward.number if onward and not onward.confidential else "",
        links_waiting=links_waiting(nc).exclude(later=now).exclude(earlier__nc=now).exists(),
    )
    return replace(facts, merging=chosen)
