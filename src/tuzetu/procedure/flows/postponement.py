"""A later deadline: asked, advised, decided (45)."""

from enum import unique

from tuzetu.procedure.parts import Part as P
from tuzetu.procedure.rulebook import NEW, Step
from tuzetu.procedure.rules import execution
from tuzetu.procedure.rules.independence import IMPARTIAL
from tuzetu.procedure.states import PostponementState as S

WAITING = frozenset({S.ASKED, S.ADVISED})
ASKABLE = (
    execution.the_lines_plan_was_approved,
    execution.the_plan_runs,
    execution.the_line_is_open,
    execution.the_line_is_to_be_done,
    execution.no_postponement_waits,
    execution.the_new_deadline_is_later,
)
DECIDABLE = (execution.the_line_is_open, execution.the_asker_does_not_decide, *IMPARTIAL)
ADVISABLE = (execution.the_asker_does_not_advise, execution.the_adviser_is_not_concerned)
GRANTABLE = (
    execution.no_revision_is_under_way,
    execution.the_plan_runs,
    execution.the_deadline_asked_for_lies_ahead,
    *DECIDABLE,
)


@unique
class PostponementStep(Step):
    """A row of the table."""

    # fmt: off
    #                       from       to          done by         only if     clause
    ASK_POSTPONEMENT     = (NEW,       S.ASKED,    P.EXECUTOR,     ASKABLE,    "45")
    ADVISE_POSTPONEMENT  = (S.ASKED,   S.ADVISED,  P.CONTROLLER,   ADVISABLE,  "46")
    GRANT_POSTPONEMENT   = (S.ADVISED, S.GRANTED,  P.VICE_RECTOR,  GRANTABLE,  "44")
    REFUSE_POSTPONEMENT  = (S.ADVISED, S.REFUSED,  P.VICE_RECTOR,  DECIDABLE,  "44")
    LAPSE_POSTPONEMENT   = (WAITING,   S.LAPSED,   P.CLOCK,        (),         "46")
    # fmt: on
