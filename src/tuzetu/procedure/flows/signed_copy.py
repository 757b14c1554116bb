"""The scan of a hand-signed form: kept with its record; a mistaken one is struck, and stays (18)."""

from enum import unique

from tuzetu.procedure.parts import Part as P
from tuzetu.procedure.rulebook import NEW, Step
from tuzetu.procedure.states import SignedCopyState as S

KEEPERS = (P.OFFICE, P.HEAD)
PLAN_KEEPERS = (*KEEPERS, P.AUTHOR)


@unique
class SignedCopyStep(Step):
    """A row of the table."""

    # fmt: off
    #                      from     to         done by         only if   clause
    KEEP_SIGNED_COPY    = (NEW,     S.KEPT,    KEEPERS,        (),       "18.2")
    KEEP_SIGNED_PLAN    = (NEW,     S.KEPT,    PLAN_KEEPERS,   (),       "18.1")
    STRIKE_SIGNED_COPY  = (S.KEPT,  S.STRUCK,  PLAN_KEEPERS,   (),       "18")
    # fmt: on
