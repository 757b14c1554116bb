"""What waits for an answer lapses with what it is about (17, 46)."""

from datetime import datetime

from django.db.models import Q

from tuzetu.conduct.performing import performing
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Criterion, Line
from tuzetu.dossier.recurrence import links_waiting
from tuzetu.dossier.request import PROPOSED, WAITING
from tuzetu.procedure.flows.criterion_change import CriterionChangeStep
from tuzetu.procedure.flows.postponement import PostponementStep
from tuzetu.procedure.flows.recurrence import RecurrenceStep
from tuzetu.procedure.states import ActionState


def lapse_requests(line: Line, *, at: datetime) -> None:
    """Confirming or striking a line lapses what was asked about it: no request outlives it."""
    lapse_postponement(line, at=at)
    for criterion in line.criteria.all():
        if not criterion.lines.exclude(pk=line.pk).exclude(SETTLED).exists():
            lapse_changes(criterion, at=at)


SETTLED = Q(state__in=(ActionState.CONFIRMED.code, ActionState.STRUCK.code))


def lapse_postponement(line: Line, *, at: datetime) -> None:
    """What was struck or confirmed needs no other deadline (45)."""
    for request in line.postponements.filter(state__in=WAITING):
        with performing(PostponementStep.LAPSE_POSTPONEMENT, request, by=None, at=at):
            pass


def lapse_changes(criterion: Criterion, *, at: datetime) -> None:
    """What was proposed of a criterion that counts no more lapses with it (46, 50)."""
    for change in criterion.changes.filter(state=PROPOSED):
        with performing(CriterionChangeStep.LAPSE_CRITERION_CHANGE, change, by=None, at=at):
            pass


def lapse_links(nc: Nonconformity, *, at: datetime) -> None:
    """What was merged, voided or not confirmed has not recurred, and nothing recurs in it (17).

    Its case and all that are linked with it are locked by then: ``lock_with_linked``.
    """
    for link in links_waiting(nc):
        with performing(RecurrenceStep.LAPSE_RECURRENCE, link, by=None, at=at) as deed:
            deed.record.decided_at = at
