"""A correction: begun with the case's record of it, finished by who does it, or struck (5.8, 18)."""

from enum import unique

from tuzetu.procedure.parts import Part as P
from tuzetu.procedure.rulebook import Step
from tuzetu.procedure.rules import containment
from tuzetu.procedure.states import CorrectionState as S

FINISHERS = (P.EXECUTOR, P.HEAD, P.OFFICE)
FINISHABLE = (containment.its_case_is_open,)
KEEPERS = (P.RECORDER, P.HEAD, P.OFFICE)
STRIKABLE = (containment.its_case_still_records, containment.its_round_is_not_over)
STANDING = frozenset({S.UNDER_WAY, S.FINISHED})


@unique
class CorrectionStep(Step):
    """A row of the table."""

    # fmt: off
    #                    from          to           done by     only if      clause
    FINISH_CORRECTION = (S.UNDER_WAY,  S.FINISHED,  FINISHERS,  FINISHABLE,  "5.8")
    STRIKE_CORRECTION = (STANDING,     S.STRUCK,    KEEPERS,    STRIKABLE,   "18")
    # fmt: on
