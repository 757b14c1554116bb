"""What waits for an answer lapses with what it is about (17, 46)."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from tuzetu.conduct.performing import performing
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Criterion, Line, Plan
from tuzetu.dossier.recurrence import links_waiting
from tuzetu.dossier.request import PROPOSED, WAITING, CriterionChange
from tuzetu.procedure.flows.criterion_change import CriterionChangeStep
from tuzetu.procedure.flows.postponement import PostponementStep
from tuzetu.procedure.flows.recurrence import RecurrenceStep
from tuzetu.procedure.states import ActionState

SETTLED = Q(state__in=(ActionState.CONFIRMED.code, ActionState.STRUCK.code))
"""Lines of which nothing is left to do."""


def lapse_requests(line: Line, *, at: datetime) -> None:
    """Confirming a line lapses what was asked about it: no request outlives it."""
    lapse_postponement(line, at=at)
    lapse_changes_without_lines(line.plan, but=line, at=at)


def lapse_postponement(line: Line, *, at: datetime) -> None:
    """What was struck or confirmed needs no other deadline (45)."""
    for request in line.postponements.filter(state__in=WAITING):
        with performing(PostponementStep.LAPSE_POSTPONEMENT, request, by=None, at=at):
            pass


def lapse_changes_without_lines(plan: Plan, *, at: datetime, but: Line | None = None) -> None:
    """What was proposed of a criterion lapses once nothing that it covers is left to do (46, 50).

    ``but``: a line that is being settled just now.
    """
    still_to_do = Line.objects.filter(criteria=OuterRef("criterion")).exclude(SETTLED)
    still_to_do = still_to_do.exclude(pk=but.pk) if but else still_to_do
    waiting = CriterionChange.objects.filter(criterion__plan=plan, state=PROPOSED)
    _lapse(waiting.exclude(Exists(still_to_do)), at=at)


def lapse_changes(criterion: Criterion, *, at: datetime) -> None:
    """What was proposed of a criterion that counts no more lapses with it (46, 50)."""
    _lapse(criterion.changes.filter(state=PROPOSED), at=at)


def _lapse(changes: QuerySet[CriterionChange], *, at: datetime) -> None:
    for change in changes:
        with performing(CriterionChangeStep.LAPSE_CRITERION_CHANGE, change, by=None, at=at):
            pass


def lapse_links(nc: Nonconformity, *, at: datetime) -> None:
    """What was merged, voided or not confirmed has not recurred, and nothing recurs in it (17).

    Its case and all that are linked with it are locked by then: ``lock_with_linked``.
    """
    for link in links_waiting(nc):
        with performing(RecurrenceStep.LAPSE_RECURRENCE, link, by=None, at=at) as deed:
            deed.record.decided_at = at
