"""The three figures that matter: recurrence, proved effectiveness, kept first dates."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate

from tuzetu.dossier.evaluation import Evaluation
from tuzetu.dossier.plan import Line
from tuzetu.journal.models import ChainHead, Entry
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
    return _counted(on, *_last_entry())


def _last_entry() -> tuple[int, str]:
    """The last entry of the journal; where it is long, the last one whose number is round.

    The figures can only have changed after a step. In a house with some hundred thousand steps
    they are counted anew after each thousandth part of them: they tell a share, not a list.
    """
    head = ChainHead.objects.values_list("seq", "digest").first() or (0, "")
    exact = head[0] - head[0] % max(head[0] // 1000, 1)
    if exact == head[0]:
        return head
    return exact, Entry.objects.values_list("digest", flat=True).get(pk=exact)


@lru_cache(maxsize=8)
def _counted(on: date, _seq: int, _digest: str) -> Figures:
    start = date(on.year if on.month >= FIRST_MONTH else on.year - 1, FIRST_MONTH, 1)
    since = datetime.combine(start, time.min, ALMATY)
    effective = Q(verdict=Evaluation.Verdict.EFFECTIVE)
    verdicts = Evaluation.objects.filter(verdict_at__gte=since).aggregate(
        judged=Count("pk"),
        effective=Count("pk", filter=effective & Q(superseded_at=None)),
        recurred=Count("pk", filter=~Q(superseded_at=None)),
    )
    lines = Line.objects.filter(confirmed_at__gte=since).annotate(
        day=TruncDate("done_at", tzinfo=ALMATY)
    )
    done = lines.aggregate(done=Count("pk"), kept=Count("pk", filter=Q(day__lte=F("first_due_on"))))
    return Figures(**verdicts, **done)
