"""Why no result is taken today, before any is typed (17, 48)."""

from dataclasses import replace

from django.utils.translation import gettext_noop as noop

from tuzetu.procedure.calendar import DAY
from tuzetu.procedure.facts_within import MeasuringFact
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.rulebook import Refusal, refusals
from tuzetu.procedure.rules import effectiveness
from tuzetu.web.case_file import CaseFile


def too_early_to_measure(file: CaseFile) -> tuple[Refusal, ...]:
    """What would be refused of every result, whatever it is, if it were entered today (17, 48)."""
    today, checks = file.facts.on, [one.check_on for one in file.criteria if one.check_on]
    ahead = [day for day in checks if day > today]
    entered = MeasuringFact(
        early=len(ahead) if len(ahead) == len(checks) else 0,
        next_check_on=min(ahead, default=None),
        ended_on=file.cycle.remedied_on,
        looked_until=today,
    )
    facts = replace(file.facts, measuring=entered)
    found = refusals(CaseStep.RECORD_MEASUREMENTS, facts, file.who)
    return tuple(_without_a_period(one, file) for one in found)


def _without_a_period(one: Refusal, file: CaseFile) -> Refusal:
    """Before any period was typed, what is told of it."""
    ended = file.cycle.remedied_on
    if one.says != BEYOND.says or ended is None:
        return one
    return replace(one, says=NO_PERIOD, values={"ended": ended, "from": ended + DAY})


BEYOND = effectiveness.the_period_reaches_beyond_the_actions
NO_PERIOD = noop(
    "The actions ended on {ended}: a recurrence is looked for from the day after, so from {from} "
    "on results can be entered."
)
