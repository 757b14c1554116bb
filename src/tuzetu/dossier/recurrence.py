"""Links that say: this later case is the earlier trouble come back (10.6, 17)."""

from django.conf import settings
from django.db import models

from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.kept import Versioned, state_column, within
from tuzetu.procedure.states import RecurrenceState

PERSON = settings.AUTH_USER_MODEL


class Recurrence(Versioned):
    """A later case and the cycle of the earlier case that it puts in question."""

    later = models.ForeignKey(Nonconformity, models.PROTECT, related_name="recurrence_of")
    earlier = models.ForeignKey(Cycle, models.PROTECT, related_name="recurrences")
    state = state_column(RecurrenceState, default=RecurrenceState.LINKED.code)
    reason = models.TextField()
    linked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()
    decision = models.TextField(blank=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            within("recurrence_state_known", "state", RecurrenceState),
            models.UniqueConstraint(fields=("later", "earlier"), name="linked_once"),
        )
        indexes = (models.Index(fields=("state",), name="recurrence_state"),)


def links_waiting(nc: Nonconformity) -> "models.QuerySet[Recurrence]":
    """What is still to be decided of a case, as the later one and as the earlier one."""
    linked = models.Q(later=nc) | models.Q(earlier__nc=nc)
    return Recurrence.objects.filter(linked, state=RecurrenceState.LINKED.code)
