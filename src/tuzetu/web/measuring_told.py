"""Why no result is taken today, before any is typed (17, 48)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.db.models import F, Q
from django.utils.translation import gettext_noop as noop

from tuzetu.dossier.plan import Criterion
from tuzetu.procedure.calendar import DAY
from tuzetu.procedure.facts_within import MeasuringFact
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.rulebook import Refusal, refusals
from tuzetu.procedure.rules import effectiveness
from tuzetu.web.case_file import CaseFile


def too_early_to_measure(file: CaseFile) -> tuple[Refusal, ...]:
    """What would be refused of every result, whatever it is, if it were entered today (17, 48)."""
    today, results = file.facts.on, file.facts.evaluation.results
    checks = [one.check_on for one in results if one.met is None and one.check_on]
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


def next_checks(cases: Collection[int], *, on: date) -> dict[int, date]:
    """Of cases in which no result can be entered on a day, from when one can; in one query (48)."""
    of_now = Q(plan_case__left_at=None, plan_case__cycle__ordinal=F(f"{CASE}__ordinal"))
    rows = Criterion.objects.filter(of_now, measurements=None, **{f"{CASE}__in": cases})
    days = defaultdict[int, list[date]](list)
    for nc, day in rows.exclude(check_on=None).values_list(CASE, "check_on"):
        days[nc].append(day)
    return {nc: min(known) for nc, known in days.items() if min(known) > on}


CASE = "plan_case__cycle__nc"


def _without_a_period(one: Refusal, file: CaseFile) -> Refusal:
    """Before any period was typed, what is told of it."""
    ended = file.cycle.remedied_on
    if one.says != BEYOND.says or ended is None:
        return one
    return replace(one, says=NO_PERIOD, values={"ended": ended, "from": ended + DAY})


BEYOND = effectiveness.the_period_reaches_beyond_the_actions
NO_PERIOD = noop(
    "The actions ended on {ended}: a recurrence is looked for from the day after, so what was "
    "found of it can be entered from {from} on."
)
