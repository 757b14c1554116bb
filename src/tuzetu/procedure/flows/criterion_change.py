"""A criterion changed on the way, until half of the period (49, 50)."""

from enum import unique

from tuzetu.procedure.parts import Part as P
from tuzetu.procedure.rulebook import NEW, Step
from tuzetu.procedure.rules import criterion_change
from tuzetu.procedure.rules.independence import IMPARTIAL
from tuzetu.procedure.states import CriterionChangeState as S

PROPOSABLE = (
    criterion_change.the_criterions_plan_was_approved,
    criterion_change.the_criterions_plan_runs,
    criterion_change.half_of_the_period_has_not_passed,
    criterion_change.no_change_waits,
    criterion_change.the_criterions_lines_are_open,
)
DECIDABLE = (criterion_change.the_proposer_does_not_decide, *IMPARTIAL)
ACCEPTABLE = (
    criterion_change.the_plan_is_not_revised,
    criterion_change.the_criterion_reads_as_before,
    *DECIDABLE,
)


@unique
class CriterionChangeStep(Step):
    """A row of the table."""

    # fmt: off
    #                            from        to           done by    only if      clause
    PROPOSE_CRITERION_CHANGE  = (NEW,        S.PROPOSED,  P.AUTHOR,  PROPOSABLE,  "49")
    ACCEPT_CRITERION_CHANGE   = (S.PROPOSED, S.ACCEPTED,  P.OFFICE,  ACCEPTABLE,  "50")
    REJECT_CRITERION_CHANGE   = (S.PROPOSED, S.REJECTED,  P.OFFICE,  DECIDABLE,   "50")
    LAPSE_CRITERION_CHANGE    = (S.PROPOSED, S.LAPSED,    P.CLOCK,   (),          "46")
    # fmt: on
