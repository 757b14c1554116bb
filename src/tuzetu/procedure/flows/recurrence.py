"""Is this the earlier trouble come back? Linked, then decided by the office (10.6, 17)."""

from enum import unique

from tuzetu.procedure.parts import Part as P
from tuzetu.procedure.rulebook import NEW, Step
from tuzetu.procedure.rules import effectiveness
from tuzetu.procedure.rules.independence import IMPARTIAL
from tuzetu.procedure.states import RecurrenceState as S

LINKERS = (P.OFFICE, P.HEAD, P.LEADER, P.ANALYST)
LINKABLE = (
    effectiveness.the_cases_differ,
    effectiveness.the_link_is_new,
    effectiveness.the_later_case_is_actual,
    effectiveness.the_later_case_stands,
    effectiveness.the_earlier_case_stands,
)
CONFIRMABLE = (
    effectiveness.the_later_case_is_actual,
    effectiveness.the_later_case_stands,
    effectiveness.the_later_case_is_decided,
    effectiveness.the_earlier_one_is_remedied,
    effectiveness.it_came_after_the_remedy,
    *IMPARTIAL,
)


@unique
class RecurrenceStep(Step):
    """A row of the table."""

    # fmt: off
    #                      from       to            done by    only if       clause
    LINK_RECURRENCE     = (NEW,       S.LINKED,     LINKERS,   LINKABLE,     "10.6")
    CONFIRM_RECURRENCE  = (S.LINKED,  S.CONFIRMED,  P.OFFICE,  CONFIRMABLE,  "17")
    DENY_RECURRENCE     = (S.LINKED,  S.DENIED,     P.OFFICE,  IMPARTIAL,    "17")
    LAPSE_RECURRENCE    = (S.LINKED,  S.DENIED,     P.CLOCK,   (),           "17")
    # fmt: on
