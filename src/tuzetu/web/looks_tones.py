"""The colour and mark of every state of the procedure."""

from collections.abc import Mapping

from django.utils.translation import gettext

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
from tuzetu.web.looks_case import Tag, Tone

TONES: Mapping[State, Tone] = {
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
    PostponementState.ASKED: Tone.RECEIVED,
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


def tag_of(state: State) -> Tag:
    """The state's name in the reader's language, with its colour and mark."""
    return Tag(tone=TONES[state], says=gettext(state.value))
