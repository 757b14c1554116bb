"""The states of everything that lives in the procedure. The values are the words on the screen."""

from enum import unique

from tuzetu.procedure.rulebook import State
from tuzetu.procedure.wording import _


@unique
class CaseState(State):
    """A case, in the order of clause 27."""

    REGISTERED = _("With the project office")
    ANALYSIS = _("Cause analysis")
    AGREEMENT = _("No action proposed")
    PLANNING = _("Plan being drafted")
    APPROVAL = _("Awaiting approval")
    EXECUTION = _("In progress")
    EVALUATION = _("Under evaluation")
    OBSERVATION = _("Observed for recurrence")
    CLOSING = _("Being closed")
    CLOSED = _("Closed")
    NOT_CONFIRMED = _("Not confirmed")
    MERGED = _("Merged")
    VOIDED = _("Voided")


@unique
class PlanState(State):
    """A plan (Annex 1)."""

    DRAFT = _("Plan draft")
    SUBMITTED = _("Plan awaiting approval")
    RETURNED = _("Returned for revision")
    APPROVED = _("Plan in progress")
    CARRIED_OUT = _("Plan carried out")
    ABANDONED = _("Plan abandoned")


@unique
class ActionState(State):
    """A line of a plan."""

    PLANNED = _("Planned")
    DONE = _("Marked as done")
    CONFIRMED = _("Completion confirmed")
    STRUCK = _("Struck out")


@unique
class PostponementState(State):
    """A request for a later deadline of a line."""

    ASKED = _("Postponement asked")
    ADVISED = _("With the controller's advice")
    GRANTED = _("Postponement granted")
    REFUSED = _("Postponement refused")
    LAPSED = _("Request lapsed")


@unique
class CriterionChangeState(State):
    """A proposal to change a criterion (49, 50)."""

    PROPOSED = _("Change proposed")
    ACCEPTED = _("Change accepted")
    REJECTED = _("Change rejected")
    LAPSED = _("Proposal lapsed")


@unique
class HoldState(State):
    """A suspension with isolation (27.3, 32)."""

    IN_FORCE = _("On hold")
    RESUMED = _("Use resumed")
    CONCESSION = _("Released by concession")
    WITHDRAWN = _("Withdrawn for good")


@unique
class CorrectionState(State):
    """What removes the nonconformity itself (5.8, 10.2)."""

    UNDER_WAY = _("Correction under way")
    FINISHED = _("Correction finished")
    STRUCK = _("Correction struck")


@unique
class RecurrenceState(State):
    """A link that says: this later case is the earlier one come back (17)."""

    LINKED = _("Recurrence to be decided")
    CONFIRMED = _("Recurrence confirmed")
    DENIED = _("Not a recurrence")


@unique
class LetterState(State):
    """A complaint, claim or opinion entered by the chancellery (37)."""

    RECEIVED = _("Entered by the chancellery")
    HANDED_OVER = _("Handed over to the project office")


@unique
class SignedCopyState(State):
    """The scan of a paper that was signed by hand, kept with what it is a copy of (18)."""

    KEPT = _("Signed copy kept")
    STRUCK = _("Signed copy struck")


FINAL = frozenset({CaseState.CLOSED, CaseState.NOT_CONFIRMED, CaseState.MERGED, CaseState.VOIDED})
"""A case here waits for nobody; only a recurrence can open a closed one again."""

ALIVE = frozenset(CaseState) - FINAL
