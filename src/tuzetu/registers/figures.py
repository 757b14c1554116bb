"""The three figures that matter: recurrence, proved effectiveness, kept first dates."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate

from tuzetu.dossier.evaluation import Evaluation
from tuzetu.dossier.plan import Line
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import ALMATY

FIRST_MONTH = 9
"""The academic year begins on 1 September."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts since the beginning of the academic year, over all cases of the institution."""

    judged: int
    effective: int
    recurred: int
    done: int
    kept: int


def figures_of_year(_person: Person, *, on: date) -> Figures:
    """Verdicts given, those that stand, those turned; lines confirmed, those kept in time."""
    start = date(on.year if on.month >= FIRST_MONTH else on.year - 1, FIRST_MONTH, 1)
    effective = Q(verdict=Evaluation.Verdict.EFFECTIVE)
    verdicts = Evaluation.objects.filter(verdict_at__date__gte=start).aggregate(
        judged=Count("pk"),
        effective=Count("pk", filter=effective & Q(superseded_at=None)),
        recurred=Count("pk", filter=~Q(superseded_at=None)),
    )
    lines = Line.objects.filter(confirmed_at__date__gte=start).annotate(
        day=TruncDate("done_at", tzinfo=ALMATY)
    )
    done = lines.aggregate(done=Count("pk"), kept=Count("pk", filter=Q(day__lte=F("first_due_on"))))
    return Figures(**verdicts, **done)
