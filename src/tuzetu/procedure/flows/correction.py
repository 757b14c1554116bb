"""A correction that takes time: begun with the case's record of it, finished by who does it (5.8)."""

from enum import unique

from tuzetu.procedure.parts import Part as P
from tuzetu.procedure.rulebook import Step
from tuzetu.procedure.rules import containment
from tuzetu.procedure.states import CorrectionState as S

FINISHERS = (P.EXECUTOR, P.HEAD, P.OFFICE)
FINISHABLE = (containment.its_case_is_open,)


@unique
class CorrectionStep(Step):
    """A row of the table."""

    # fmt: off
    #                    from          to           done by     only if      clause
    FINISH_CORRECTION = (S.UNDER_WAY,  S.FINISHED,  FINISHERS,  FINISHABLE,  "5.8")
    # fmt: on
