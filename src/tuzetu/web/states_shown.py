"""States as tags: the word with its tone and mark; red belongs to what is late."""

from django.utils.translation import gettext as _

from tuzetu.procedure.rulebook import State
from tuzetu.procedure.states import (
    ActionState,
    CaseState,
    CorrectionState,
    CriterionChangeState,
    HoldState,
    LetterState,
    PlanState,
    PostponementState,
    RecurrenceState,
    SignedCopyState,
)
from tuzetu.web.looks import Tag, Tone
from tuzetu.web.wording import word

TONES: dict[State, Tone] = {
    CaseState.REGISTERED: Tone.RECEIVED,
    CaseState.ANALYSIS: Tone.CAUSES,
    CaseState.AGREEMENT: Tone.APPROVAL,
    CaseState.PLANNING: Tone.PLAN,
    CaseState.APPROVAL: Tone.APPROVAL,
    CaseState.EXECUTION: Tone.DOING,
    CaseState.EVALUATION: Tone.CHECKING,
    CaseState.OBSERVATION: Tone.CHECKING,
    CaseState.CLOSING: Tone.CHECKING,
    CaseState.CLOSED: Tone.CLOSED,
    CaseState.NOT_CONFIRMED: Tone.REJECTED,
    CaseState.MERGED: Tone.REJECTED,
    CaseState.VOIDED: Tone.REJECTED,
    PlanState.DRAFT: Tone.PLAN,
    PlanState.SUBMITTED: Tone.APPROVAL,
    PlanState.RETURNED: Tone.PLAN,
    PlanState.APPROVED: Tone.DOING,
    PlanState.CARRIED_OUT: Tone.CLOSED,
    PlanState.ABANDONED: Tone.REJECTED,
    ActionState.PLANNED: Tone.PLAN,
    ActionState.DONE: Tone.CHECKING,
    ActionState.CONFIRMED: Tone.CLOSED,
    ActionState.STRUCK: Tone.REJECTED,
    PostponementState.ASKED: Tone.APPROVAL,
    PostponementState.ADVISED: Tone.APPROVAL,
    PostponementState.GRANTED: Tone.CLOSED,
    PostponementState.REFUSED: Tone.REJECTED,
    PostponementState.LAPSED: Tone.REJECTED,
    CriterionChangeState.PROPOSED: Tone.APPROVAL,
    CriterionChangeState.ACCEPTED: Tone.CLOSED,
    CriterionChangeState.REJECTED: Tone.REJECTED,
    CriterionChangeState.LAPSED: Tone.REJECTED,
    HoldState.IN_FORCE: Tone.HOLD,
    HoldState.RESUMED: Tone.CLOSED,
    HoldState.CONCESSION: Tone.CLOSED,
    HoldState.WITHDRAWN: Tone.REJECTED,
    CorrectionState.UNDER_WAY: Tone.DOING,
    CorrectionState.FINISHED: Tone.CLOSED,
    CorrectionState.STRUCK: Tone.REJECTED,
    RecurrenceState.LINKED: Tone.APPROVAL,
    RecurrenceState.CONFIRMED: Tone.HOLD,
    RecurrenceState.DENIED: Tone.REJECTED,
    LetterState.RECEIVED: Tone.RECEIVED,
    LetterState.HANDED_OVER: Tone.CLOSED,
    SignedCopyState.KEPT: Tone.CLOSED,
    SignedCopyState.STRUCK: Tone.REJECTED,
}
"""Every state has its tone; a test keeps it so."""


def tag_of(state: State | None) -> Tag:
    """A state as a tag; what does not exist yet is being filled in."""
    if state is None:
        return Tag(tone=Tone.PLAN, says=_("Draft"))
    return Tag(tone=TONES[state], says=word(state))


def late_tag() -> Tag:
    """The only red one."""
    return Tag(tone=Tone.OVERDUE, says=_("Overdue"))


def hold_tag() -> Tag:
    """Something is stopped; shown wherever the case is."""
    return tag_of(HoldState.IN_FORCE)


def restricted_tag() -> Tag:
    """The case is confidential."""
    return Tag(tone=Tone.HOLD, says=_("Confidential"))
