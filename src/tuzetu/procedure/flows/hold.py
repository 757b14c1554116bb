"""Suspension and isolation: set by the head or the office, ended by the office alone (27.3, 32)."""

from enum import unique

from tuzetu.procedure.parts import Part as P
from tuzetu.procedure.rulebook import NEW, Step
from tuzetu.procedure.rules import containment
from tuzetu.procedure.rules.independence import IMPARTIAL
from tuzetu.procedure.states import HoldState as S

SETTABLE = (containment.the_case_is_open, containment.an_order_stops_it)


@unique
class HoldStep(Step):
    """A row of the table."""

    # fmt: off
    #                           from         to             done by              only if     clause
    SET_HOLD                 = (NEW,         S.IN_FORCE,    (P.OFFICE, P.HEAD),  SETTABLE,   "32")
    RESUME_USE               = (S.IN_FORCE,  S.RESUMED,     P.OFFICE,            IMPARTIAL,  "32")
    RELEASE_BY_CONCESSION    = (S.IN_FORCE,  S.CONCESSION,  P.OFFICE,            IMPARTIAL,  "32")
    WITHDRAW_FOR_GOOD        = (S.IN_FORCE,  S.WITHDRAWN,   P.OFFICE,            IMPARTIAL,  "32")
    # fmt: on
