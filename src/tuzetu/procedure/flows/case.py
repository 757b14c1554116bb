"""The life of a case: from the report to closing, and round again (27)."""

from enum import unique

from tuzetu.procedure.parts import Part as P
from tuzetu.procedure.rulebook import NEW, SAME, Step
from tuzetu.procedure.rules import (
    causes,
    closure,
    containment,
    effectiveness,
    execution,
    registration,
)
from tuzetu.procedure.rules.independence import IMPARTIAL, UNCONCERNED
from tuzetu.procedure.states import ALIVE
from tuzetu.procedure.states import CaseState as S

OFFICE_AND_HEAD = (P.OFFICE, P.HEAD)
ANALYSTS = (P.LEADER, P.ANALYST)
JUDGES = (P.OFFICE, P.AUDITOR)
CONFIRMERS = (P.CONTROLLER, P.VICE_RECTOR)
"""Whose act moves a case to evaluation: the last confirmation, or the approval of a revision."""


TO_DECIDE = frozenset({S.REGISTERED, S.ANALYSIS})
RETURNING = ALIVE | {S.CLOSED}
"""A closed case may have come back: somebody has to decide whether it has (17)."""

FIRST = (registration.it_is_the_first_decision, containment.no_hold_is_in_force, *IMPARTIAL)
MERGEABLE = (
    *FIRST,
    registration.the_other_case_is_decided,
    registration.the_other_case_takes_it_up,
    registration.the_other_case_is_another,
    registration.the_other_case_is_not_merged,
    registration.no_link_would_be_lost,
)
DECIDABLE = (
    *registration.IDENTIFIED,
    containment.the_hold_is_answered,
    causes.the_term_is_within_the_limit,
    causes.a_limit_that_has_passed_is_the_term,
    causes.the_chosen_leader_is_not_concerned,
    *IMPARTIAL,
)
PASSABLE = (*DECIDABLE, causes.somebody_leads_the_analysis)
OF_A_LETTER = (registration.the_letter_is_handed_over,)
ACTION = (causes.action_is_needed,)
NO_ACTION = (causes.action_is_not_needed, causes.the_rectorate_asked_for_no_action)
AGREEABLE = (causes.the_rectorate_asked_for_no_action, *IMPARTIAL)
JUDGED = (*effectiveness.RELIABLE, *IMPARTIAL)
EFFECTIVE = (
    effectiveness.every_criterion_is_met,
    effectiveness.nothing_has_recurred,
    effectiveness.every_recurrence_is_decided,
)
FINAL_VERDICT = (
    effectiveness.the_observation_has_ended,
    effectiveness.nothing_has_recurred,
    effectiveness.every_recurrence_is_decided,
    *effectiveness.RIGHT_JUDGE,
    effectiveness.the_judge_is_not_the_author,
    *IMPARTIAL,
)
CONFIRMABLE = (
    containment.a_correction_is_recorded,
    containment.corrections_are_finished,
    containment.the_correction_is_not_confirmed_yet,
)
CLOSABLE = (
    closure.risks_are_answered,
    closure.changes_are_answered,
    containment.no_hold_is_in_force,
    containment.a_correction_is_recorded,
    containment.corrections_are_finished,
    containment.the_correction_is_confirmed,
    containment.the_consequences_are_answered,
    effectiveness.every_recurrence_is_decided,
    *IMPARTIAL,
)


@unique
class CaseStep(Step):
    """A row of the table."""

    # fmt: off
    #                        from           to                done by                   only if                                        clause
    SUBMIT_REPORT         = (NEW,           S.REGISTERED,     P.EMPLOYEE,               (),                                            "30")
    OPEN_CASE             = (NEW,           S.REGISTERED,     (P.CHANCELLERY, P.OFFICE), OF_A_LETTER,                                  "37")
    IDENTIFY_CASE         = (S.REGISTERED,  SAME,             P.OFFICE,                 UNCONCERNED,                                   "27.2")
    TAKE_NOTE             = (ALIVE,         SAME,             P.HEAD,                   (registration.note_is_not_taken_yet,),         "27.2")
    NAME_CONCERNED        = (ALIVE,         SAME,             P.OFFICE,                 UNCONCERNED,                                   "38")
    NAME_SUBSTITUTE       = (RETURNING,     SAME,             P.RECTOR,                 registration.SUBSTITUTABLE,                    "38")
    RESTRICT_CASE         = (ALIVE,         SAME,             P.OFFICE,                 (*registration.CONFIDENTIAL, *UNCONCERNED),    "18")
    WAIVE_HOLD            = (S.REGISTERED,  SAME,             OFFICE_AND_HEAD,          (containment.nothing_is_on_hold, *UNCONCERNED), "27.3")
    RECORD_CORRECTION     = (ALIVE,         SAME,             OFFICE_AND_HEAD,          (),                                            "10.2")
    RECORD_CONSEQUENCES   = (ALIVE,         SAME,             OFFICE_AND_HEAD,          (),                                            "10.3")
    RECORD_DISPOSITION    = (ALIVE,         SAME,             OFFICE_AND_HEAD,          (),                                            "26")
    CONFIRM_CORRECTION    = (ALIVE,         SAME,             P.OFFICE,                 (*CONFIRMABLE, *IMPARTIAL),                    "10.2")
    CONVENE_GROUP         = (TO_DECIDE,     S.ANALYSIS,       P.OFFICE,                 DECIDABLE,                                     "38.1")
    PASS_TO_UNIT          = (TO_DECIDE,     S.ANALYSIS,       P.OFFICE,                 PASSABLE,                                      "38.2")
    REJECT_CASE           = (S.REGISTERED,  S.NOT_CONFIRMED,  P.OFFICE,                 FIRST,                                         "38")
    MERGE_CASE            = (S.REGISTERED,  S.MERGED,         P.OFFICE,                 MERGEABLE,                                     "19")
    VOID_CASE             = (S.REGISTERED,  S.VOIDED,         P.OFFICE,                 FIRST,                                         "18")
    WRITE_ANALYSIS        = (S.ANALYSIS,    SAME,             ANALYSTS,                 (),                                            "36")
    COMPLETE_ANALYSIS     = (S.ANALYSIS,    S.PLANNING,       P.LEADER,                 (*causes.HANDED_OVER, *ACTION),                "39")
    PROPOSE_NO_ACTION     = (S.ANALYSIS,    S.AGREEMENT,      P.LEADER,                 (*causes.HANDED_OVER, *NO_ACTION),             "10.4")
    AGREE_NO_ACTION       = (S.AGREEMENT,   S.CLOSING,        P.OFFICE,                 AGREEABLE,                                     "10.4")
    REQUIRE_ACTION        = (S.AGREEMENT,   S.PLANNING,       P.OFFICE,                 IMPARTIAL,                                     "10.7")
    BIND_TO_RECTORATE     = (ALIVE,         SAME,             P.OFFICE,                 UNCONCERNED,                                   "35")
    ENTER_EVALUATION      = (S.EXECUTION,   S.EVALUATION,     CONFIRMERS,               (execution.every_line_is_confirmed,),          "46")
    RECORD_MEASUREMENTS   = (S.EVALUATION,  SAME,             P.HEAD,                   effectiveness.MEASURABLE,                      "51")
    FIND_EFFECTIVE        = (S.EVALUATION,  S.OBSERVATION,    JUDGES,                   (*EFFECTIVE, *JUDGED),                         "17")
    ORDER_FURTHER_ACTIONS = (S.EVALUATION,  S.PLANNING,       JUDGES,                   JUDGED,                                        "10.7")
    ORDER_NEW_ANALYSIS    = (S.EVALUATION,  S.REGISTERED,     JUDGES,                   JUDGED,                                        "10.8")
    CONFIRM_EFFECTIVE     = (S.OBSERVATION, S.CLOSING,        JUDGES,                   FINAL_VERDICT,                                 "17")
    REOPEN_CASE           = (frozenset({S.OBSERVATION, S.CLOSING, S.CLOSED}), S.REGISTERED, P.OFFICE, IMPARTIAL,                       "17")
    RECORD_LESSONS        = (S.CLOSING,     SAME,             P.OFFICE,                 (),                                            "10.9")
    CLOSE_CASE            = (S.CLOSING,     S.CLOSED,         P.OFFICE,                 CLOSABLE,                                      "27.6")
    # fmt: on
