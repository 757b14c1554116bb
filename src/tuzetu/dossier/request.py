"""Requests on the way: postponements and changes of criteria (45, 49, 50)."""

from django.conf import settings
from django.db import models

from tuzetu.dossier.kept import LONG, NAME, Versioned, state_column, within
from tuzetu.dossier.plan import Criterion, Line
from tuzetu.procedure.states import CriterionChangeState, PostponementState

PERSON = settings.AUTH_USER_MODEL
WAITING = (PostponementState.ASKED.code, PostponementState.ADVISED.code)
"""States of a postponement on which somebody still has to say a word."""

PROPOSED = CriterionChangeState.PROPOSED.code
"""The state of a change of a criterion that waits for the office."""


class Postponement(Versioned):
    """A later deadline for a line: asked with a reason, advised on, decided."""

    line = models.ForeignKey(Line, models.PROTECT, related_name="postponements")
    state = state_column(PostponementState, default=PostponementState.ASKED.code)
    due_before = models.DateField()
    asked_until = models.DateField()
    reason = models.TextField()
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    advice = models.TextField(blank=True)
    advised_for = models.BooleanField(null=True)
    advised_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    advised_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            within("postponement_state_known", "state", PostponementState),
            models.UniqueConstraint(
                fields=("line",),
                condition=models.Q(state__in=WAITING),
                name="one_postponement_per_line",
            ),
        )


class CriterionChange(Versioned):
    """A proposed other wording of a criterion; the old and the new are both kept."""

    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="changes")
    state = state_column(CriterionChangeState, default=CriterionChangeState.PROPOSED.code)
    before = models.JSONField()
    measure = models.CharField(max_length=LONG)
    value_now = models.CharField(max_length=NAME)
    target = models.CharField(max_length=NAME)
    data_source = models.CharField(max_length=LONG)
    check_on = models.DateField()
    reason = models.TextField()
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    last_day = models.DateField()
    decision = models.TextField(blank=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            within("criterion_change_state_known", "state", CriterionChangeState),
            models.UniqueConstraint(
                fields=("criterion",),
                condition=models.Q(state=PROPOSED),
                name="one_change_per_criterion",
            ),
        )


WORDING = ("measure", "value_now", "target", "data_source", "check_on")
"""What a criterion says, and a change of it may say otherwise."""


def wording_of(criterion: Criterion) -> dict[str, str]:
    """What a criterion says now, as a change of it keeps it."""
    return {name: str(getattr(criterion, name) or "") for name in WORDING}
