"""What a plan is made for: its cases and their causes."""

from django.db.models import QuerySet

from tuzetu.dossier.analysis import Cause
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Plan


def cases_of(plan: Plan) -> QuerySet[Nonconformity]:
    """The cases that stand in a plan."""
    joined = plan.joined.current().values("cycle__nc")
    return Nonconformity.objects.filter(pk__in=joined)


def causes_of(plan: Plan) -> QuerySet[Cause]:
    """The causes found for the cases of a plan, roots first."""
    cycles = plan.joined.current().values("cycle")
    return Cause.objects.filter(analysis__cycle__in=cycles).order_by("-root", "position")
