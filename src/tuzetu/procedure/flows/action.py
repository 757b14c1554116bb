"""The life of a plan line: done, confirmed, followed up (16, 41, 46)."""

from enum import unique

from tuzetu.procedure.parts import Part as P
from tuzetu.procedure.rulebook import SAME, Step
from tuzetu.procedure.rules import execution
from tuzetu.procedure.states import ActionState as S

STANDING = frozenset({S.PLANNED, S.DONE, S.CONFIRMED})
RUNNING = (execution.the_plan_is_approved,)
BEGUN = (execution.the_plan_was_approved, execution.the_verdict_is_still_to_come)
HANDED_ON = (*RUNNING, execution.somebody_else_controls_the_line)
CONFIRMABLE = (
    execution.the_plan_is_approved,
    execution.the_controller_did_not_execute_it,
    execution.the_controller_is_not_concerned,
)


@unique
class ActionStep(Step):
    """A row of the table."""

    # fmt: off
    #                    from        to             done by        only if       clause
    MARK_DONE         = (S.PLANNED,  S.DONE,        P.EXECUTOR,    RUNNING,      "41")
    SEND_BACK_ACTION  = (S.DONE,     S.PLANNED,     P.CONTROLLER,  CONFIRMABLE,  "46")
    CONFIRM_ACTION    = (S.DONE,     S.CONFIRMED,   P.CONTROLLER,  CONFIRMABLE,  "46")
    FOLLOW_UP         = (STANDING,   SAME,          P.HEAD,        BEGUN,        "16")
    CHANGE_EXECUTOR   = (S.PLANNED,  SAME,          P.AUTHOR,      HANDED_ON,    "45")
    # fmt: on
