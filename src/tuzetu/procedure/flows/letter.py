"""A complaint, claim or opinion from outside: entered and handed over (37)."""

from enum import unique

from tuzetu.procedure.parts import Part as P
from tuzetu.procedure.rulebook import NEW, Step
from tuzetu.procedure.states import LetterState as S


@unique
class LetterStep(Step):
    """A row of the table."""

    # fmt: off
    #                    from         to              done by        only if  clause
    REGISTER_LETTER   = (NEW,         S.RECEIVED,     P.CHANCELLERY, (),      "37")
    HAND_OVER_LETTER  = (S.RECEIVED,  S.HANDED_OVER,  P.CHANCELLERY, (),      "37")
    # fmt: on
