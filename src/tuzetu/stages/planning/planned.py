"""What a plan is made for: its cases and their causes."""

from django.db.models import F, QuerySet

from tuzetu.dossier.analysis import Cause
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Line, Plan, PlanCase
from tuzetu.procedure.states import CaseState


def cases_of(plan: Plan) -> QuerySet[Nonconformity]:
    """The cases that stand in a plan."""
    joined = plan.joined.current().values("cycle__nc")
    return Nonconformity.objects.filter(pk__in=joined)


def planned_cases_of(plan: Plan) -> QuerySet[Nonconformity]:
    """Those of them that wait for the plan; what is carried out or past that stays in it."""
    rounds = plan.joined.current().filter(cycle__ordinal=F("cycle__nc__ordinal"))
    waiting = Nonconformity.objects.filter(state=CaseState.PLANNING.code)
    return waiting.filter(pk__in=rounds.values("cycle__nc"))


def cases_that_may_join(plan: Plan) -> QuerySet[Nonconformity]:
    """Cases of the same unit that wait for a plan and stand in none; no confidential ones."""
    planned = PlanCase.objects.current().filter(cycle__ordinal=F("cycle__nc__ordinal"))
    waiting = Nonconformity.objects.filter(
        owning_unit=plan.unit_id, state=CaseState.PLANNING.code, confidential=False
    )
    return waiting.exclude(pk__in=planned.values("cycle__nc"))


def put_struck_last(plan: Plan) -> None:
    """So the numbers of the rows that stand are those of the grid, on the page and on paper."""
    stand = set(plan.lines.planned().values_list("pk", flat=True))
    rows = sorted(plan.lines.all(), key=lambda line: line.pk not in stand)
    for place, line in enumerate(rows, 1):
        if line.position != place:
            Line.objects.filter(pk=line.pk).update(position=place)


def causes_of(plan: Plan) -> QuerySet[Cause]:
    """The causes found for the cases of a plan, roots first."""
    cycles = plan.joined.current().values("cycle")
    return Cause.objects.filter(analysis__cycle__in=cycles).order_by("-root", "position")
