"""What is entered at the evaluation, as the rules see it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import current_cycle, planned_in
from tuzetu.procedure.facts import CaseFacts
from tuzetu.procedure.facts_within import MeasuringFact


def measuring(
    facts: CaseFacts, *, nc: Nonconformity, measured: Collection[int], until: date | None
) -> CaseFacts:
    """The facts once results are entered, and until when recurrence was looked for."""
    cycle = current_cycle(nc)
    planned = planned_in(cycle)
    checks = {one.pk: one.check_on for one in planned.criteria.all()} if planned else {}
    ahead = [day for pk, day in checks.items() if pk in measured and day and day > facts.on]
    entered = MeasuringFact(
        early=len(ahead),
        next_check_on=min(ahead, default=None),
        ended_on=cycle.remedied_on,
        looked_until=until,
    )
    return replace(facts, measuring=entered)
