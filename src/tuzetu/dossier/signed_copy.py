"""Papers signed by hand, kept as scans beside the records that they are copies of (18)."""

from datetime import date

from django.conf import settings
from django.db import models

from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.edition import ProcedureEdition
from tuzetu.dossier.kept import NAME, Versioned, state_column, within
from tuzetu.dossier.plan import Plan
from tuzetu.procedure.facts import SignedCopyFacts
from tuzetu.procedure.states import SignedCopyState

PERSON = settings.AUTH_USER_MODEL


class SignedCopy(Versioned):
    """A signed paper: Annex 2 of a round of a case, or Annex 1 of a revision of a plan.

    ``text_hash`` is that of the plan's text where it had one; the scanned pages are the copy's
    files. A mistaken copy is struck with a reason and stays.
    """

    state = state_column(SignedCopyState, default=SignedCopyState.KEPT.code)
    cycle = models.ForeignKey(Cycle, models.PROTECT, null=True, related_name="signed_copies")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="signed_copies")
    revision = models.PositiveSmallIntegerField(null=True)
    edition = models.ForeignKey(ProcedureEdition, models.PROTECT, related_name="+")
    text_hash = models.CharField(max_length=64, blank=True)
    signed_by = models.CharField(max_length=NAME)
    signed_on = models.DateField()
    kept_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    struck_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    struck_at = models.DateTimeField(null=True)
    struck_because = models.TextField(blank=True)

    class Meta:
        constraints = (
            within("signed_copy_state_known", "state", SignedCopyState),
            models.CheckConstraint(
                condition=models.Q(cycle=None, plan__isnull=False, revision__isnull=False)
                | models.Q(cycle__isnull=False, plan=None, revision=None),
                name="signed_copy_of_one_form",
            ),
        )
        ordering = ("kept_at", "id")

    @property
    def phase(self) -> SignedCopyState:
        """The state as the rulebook knows it."""
        return SignedCopyState[self.state.upper()]

    @property
    def nc(self) -> Nonconformity | None:
        """The case whose report it is."""
        return self.cycle.nc if self.cycle else None


def facts_of_signed_copy(copy: SignedCopy, *, on: date) -> SignedCopyFacts:
    """A copy that is kept, or was struck."""
    return SignedCopyFacts(on=on, edition=copy.edition.rules(), state=copy.phase)
