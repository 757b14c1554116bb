"""What is chosen about a case's sight, as the rules see it."""

from dataclasses import replace

from tuzetu.access.parts import actor
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import current_cycle, planned_in
from tuzetu.people.person import Person
from tuzetu.procedure.facts import CaseFacts
from tuzetu.procedure.facts_within import SharingFact, SubstituteFact
from tuzetu.procedure.flows.plan import CASES_FOLLOW
from tuzetu.procedure.states import PlanState

SHARED = frozenset({PlanState.SUBMITTED, PlanState.APPROVED})
"""A plan in writing is asked at its submission."""


def substituting(
    facts: CaseFacts, *, person: Person, part: str, instead_of: Person | None
) -> CaseFacts:
    """The facts once it is chosen who decides in whose place."""
    who = actor(person, on=facts.on)
    own = {one.code for one in who.parts - set(who.on_behalf_of)}
    chosen = SubstituteFact(
        person=person.pk,
        instead_of=instead_of.pk if instead_of else None,
        units=who.units,
        holds_it=part in own,
    )
    return replace(facts, substitute=chosen)


def restricting(facts: CaseFacts, *, nc: Nonconformity, confidential: bool) -> CaseFacts:
    """The facts once it is chosen that the case is to be confidential."""
    entry = planned_in(current_cycle(nc)) if confidential else None
    if entry is None or entry.plan.phase not in SHARED:
        return facts
    others = entry.plan.joined.current().exclude(pk=entry.pk)
    numbers = ", ".join(others.order_by("pk").values_list("cycle__nc__number", flat=True))
    if not numbers:
        return facts
    chosen = SharingFact(
        plan=entry.plan.number or "",
        cases=numbers,
        state=entry.plan.phase,
        follows=facts.state in CASES_FOLLOW.values(),
    )
    return replace(facts, sharing=chosen)
