"""When nothing of a case is left to confirm: its evaluation, and the end of its plan (46)."""

from datetime import date, datetime

from django.db.models import F, Max

from tuzetu.conduct.performing import Deed, performing
from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.case_facts import standing_lines
from tuzetu.dossier.plan import Plan, PlanCase
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.flows.plan import PlanStep
from tuzetu.procedure.states import ActionState, CaseState


def go_on(plan: Plan, *, by: Person, at: datetime) -> None:
    """Cases enter evaluation with their last line, the plan ends with its last case.

    The confirmation of a line brings this about, or the approval of a revision that leaves
    nothing to do.
    """
    served = plan.joined.current().filter(cycle__ordinal=F("cycle__nc__ordinal"))
    for entry in served.select_related("cycle__nc"):
        waiting = standing_lines(entry).exclude(state=ActionState.CONFIRMED.code)
        if entry.cycle.nc.phase == CaseState.EXECUTION and not waiting.exists():
            with performing(CaseStep.ENTER_EVALUATION, entry.cycle.nc, by=by, at=at) as deed:
                _begin_evaluation(deed, entry, on=local_day(at))
    if not served.filter(cycle__nc__state=CaseState.EXECUTION.code).exists():
        with performing(PlanStep.COMPLETE_PLAN, plan, by=by, at=at):
            pass


def evaluation_start(entry: PlanCase, carried_out_on: date, attestation_on: date | None) -> date:
    """Evaluation counts from the later of the last confirmation and the last check date (51).

    The next final attestation is a check date, too, when the rectorate named one (35).
    """
    checks = [row.check_on for row in entry.criteria.all()]
    return max(day for day in (carried_out_on, attestation_on, *checks) if day)


def _begin_evaluation(deed: Deed[Nonconformity], entry: PlanCase, *, on: date) -> None:
    start = evaluation_start(entry, on, deed.record.next_attestation_on)
    last = standing_lines(entry).aggregate(at=Max("confirmed_at"))["at"]
    remedied_on = local_day(last) if last else on
    Cycle.objects.filter(pk=entry.cycle_id).update(remedied_on=remedied_on, evaluate_from=start)
    deed.note("evaluate_from", None, start)
