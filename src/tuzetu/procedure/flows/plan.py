"""The life of a plan, Annex 1 (43-46, 48)."""

from enum import unique

from tuzetu.procedure.parts import Part as P
from tuzetu.procedure.rulebook import NEW, SAME, Step
from tuzetu.procedure.rules import approval, execution, planning
from tuzetu.procedure.rules.independence import IMPARTIAL, UNCONCERNED
from tuzetu.procedure.states import CaseState
from tuzetu.procedure.states import PlanState as S

OPEN = frozenset({S.DRAFT, S.RETURNED})
BEFORE_APPROVAL = OPEN | {S.SUBMITTED}

DISCUSSED = (approval.a_meeting_has_discussed_it, approval.a_meeting_has_discussed_this_revision)
PLANNABLE = (
    planning.the_case_is_not_at_its_end,
    planning.the_case_waits_for_a_plan,
    planning.the_case_stands_in_no_plan,
)
JOINABLE = (
    planning.its_case_is_not_confidential,
    *PLANNABLE,
    planning.the_case_is_of_the_plans_unit,
    planning.the_case_may_share_a_plan,
)
RELEASABLE = (planning.the_plan_serves_a_case, planning.the_case_is_still_planned)
CONTROLLABLE = (
    approval.nobody_controls_their_own_line,
    approval.nobody_controls_what_concerns_them,
)
SUBMITTABLE = (
    *planning.COMPLETE,
    *DISCUSSED,
    approval.the_remarks_are_met_or_answered,
    approval.every_deadline_can_be_approved,
    *CONTROLLABLE,
)
APPROVABLE = (
    approval.the_approver_is_not_the_author,
    approval.a_controller_is_named,
    *CONTROLLABLE,
    approval.every_deadline_lies_ahead,
    *IMPARTIAL,
)

RECORDABLE = (*approval.DISCUSSABLE, approval.the_minutes_are_new)
PROPOSABLE = (*approval.CHOSEN_TO_CONTROL, *UNCONCERNED)
CONFIRMERS = (P.CONTROLLER, P.VICE_RECTOR)
"""Whose act ends a plan: the last confirmation, or the approval that leaves nothing to do."""


@unique
class PlanStep(Step):
    """A row of the table."""

    # fmt: off
    #                      from             to              done by                 only if                                    clause
    DRAFT_PLAN          = (NEW,             S.DRAFT,        P.HEAD,                 PLANNABLE,                                 "43")
    JOIN_CASE           = (OPEN,            SAME,           P.AUTHOR,               JOINABLE,                                  "43")
    RELEASE_CASE        = (OPEN,            SAME,           P.AUTHOR,               RELEASABLE,                                "43")
    WRITE_PLAN          = (OPEN,            SAME,           P.AUTHOR,               (),                                        "45")
    RECORD_MEETING      = (OPEN,            SAME,           P.AUTHOR,               RECORDABLE,                                "44")
    STRIKE_MEETING      = (OPEN,            SAME,           P.AUTHOR,               (approval.the_minutes_count,),             "18")
    PROPOSE_CONTROLLER  = (BEFORE_APPROVAL, SAME,           P.OFFICE,               PROPOSABLE,                                "46")
    SUBMIT_PLAN         = (OPEN,            S.SUBMITTED,    P.AUTHOR,               SUBMITTABLE,                               "44")
    RETURN_PLAN         = (S.SUBMITTED,     S.RETURNED,     P.VICE_RECTOR,          IMPARTIAL,                                 "44")
    APPROVE_PLAN        = (S.SUBMITTED,     S.APPROVED,     P.VICE_RECTOR,          APPROVABLE,                                "44")
    CHANGE_CONTROLLER   = (S.APPROVED,      SAME,           P.VICE_RECTOR,          (*approval.CHOSEN_TO_CONTROL, *IMPARTIAL), "46")
    REVISE_PLAN         = (S.APPROVED,      S.DRAFT,        P.AUTHOR,               (),                                        "45")
    COMPLETE_PLAN       = (S.APPROVED,      S.CARRIED_OUT,  CONFIRMERS,             (execution.nothing_is_left_to_confirm,),   "46")
    ABANDON_PLAN        = (OPEN,            S.ABANDONED,    P.AUTHOR,               (planning.no_case_depends_on_it,),         "43")
    # fmt: on


CASES_FOLLOW = {
    S.DRAFT: CaseState.PLANNING,
    S.RETURNED: CaseState.PLANNING,
    S.SUBMITTED: CaseState.APPROVAL,
    S.APPROVED: CaseState.EXECUTION,
}
"""Planning, approval and execution are the plan's states, read by its cases."""
