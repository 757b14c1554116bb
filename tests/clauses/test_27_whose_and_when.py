"""Whose every step is and at which stage it is open, told once more in plain words (27 and others).

The tables of the flows are the program's word; this page is the procedure's. A step that is
opened to somebody else, or to another stage, fails here under its clause.
"""

import pytest

from tests.procedure.test_flows import STATES, facts_at
from tests.refusing import NOT_NOW, NOT_YOURS
from tuzetu.procedure.flows.every import STEPS
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import refusals

NOTHING_YET = "There is nothing yet that this step could be taken on."
ALIVE = "registered analysis agreement planning approval execution evaluation observation closing"

TOLD = """
    clause | step                      | whose                        | at
    37     | register_letter           | chancellery                  | new
    37     | hand_over_letter          | chancellery                  | received
    30     | submit_report             | employee                     | new
    37     | open_case                 | chancellery office           | new
    27.2   | identify_case             | office                       | registered
    27.2   | take_note                 | head                         | ALIVE
    38     | name_concerned            | office                       | ALIVE
    38     | name_substitute           | rector                       | ALIVE closed
    18     | restrict_case             | office                       | ALIVE
    35     | bind_to_rectorate         | office                       | ALIVE
    32     | set_hold                  | head office                  | new
    32     | resume_use                | office                       | in_force
    32     | release_by_concession     | office                       | in_force
    32     | withdraw_for_good         | office                       | in_force
    27.3   | waive_hold                | head office                  | registered
    10.2   | record_correction         | head office                  | ALIVE
    5.8    | finish_correction         | executor head office         | under_way
    18     | strike_correction         | recorder head office         | under_way finished
    10.2   | confirm_correction        | office                       | ALIVE
    10.3   | record_consequences       | head office                  | ALIVE
    26     | record_disposition        | head office                  | ALIVE
    38.1   | convene_group             | office                       | registered analysis
    38.2   | pass_to_unit              | office                       | registered analysis
    38     | reject_case               | office                       | registered
    19     | merge_case                | office                       | registered
    18     | void_case                 | office                       | registered
    36     | write_analysis            | leader analyst               | analysis
    39     | complete_analysis         | leader                       | analysis
    10.4   | propose_no_action         | leader                       | analysis
    10.4   | agree_no_action           | office                       | agreement
    10.7   | require_action            | office                       | agreement
    43     | draft_plan                | head                         | new
    43     | join_case                 | author                       | draft returned
    43     | release_case              | author                       | draft returned
    45     | write_plan                | author                       | draft returned
    44     | record_meeting            | author                       | draft returned
    18     | strike_meeting            | author                       | draft returned
    46     | propose_controller        | office                       | draft returned submitted
    44     | submit_plan               | author                       | draft returned
    44     | return_plan               | vice_rector                  | submitted
    44     | approve_plan              | vice_rector                  | submitted
    46     | change_controller         | vice_rector                  | approved
    45     | revise_plan               | author                       | approved
    46     | complete_plan             | controller vice_rector       | approved
    43     | abandon_plan              | author                       | draft returned
    41     | mark_done                 | executor                     | planned
    46     | send_back_action          | controller                   | done
    46     | confirm_action            | controller                   | done
    16     | follow_up                 | head                         | planned done confirmed
    45     | change_executor           | author                       | planned
    45     | ask_postponement          | executor                     | new
    46     | advise_postponement       | controller                   | asked
    44     | grant_postponement        | vice_rector                  | advised
    44     | refuse_postponement       | vice_rector                  | advised
    46     | lapse_postponement        | clock                        | asked advised
    49     | propose_criterion_change  | author                       | new
    50     | accept_criterion_change   | office                       | proposed
    50     | reject_criterion_change   | office                       | proposed
    46     | lapse_criterion_change    | clock                        | proposed
    46     | enter_evaluation          | controller vice_rector       | execution
    51     | record_measurements       | head                         | evaluation
    17     | find_effective            | office auditor               | evaluation
    10.7   | order_further_actions     | office auditor               | evaluation
    10.8   | order_new_analysis        | office auditor               | evaluation
    17     | confirm_effective         | office auditor               | observation
    17     | reopen_case               | office                       | observation closing closed
    10.6   | link_recurrence           | office head leader analyst   | new
    17     | confirm_recurrence        | office                       | linked
    17     | deny_recurrence           | office                       | linked
    17     | lapse_recurrence          | clock                        | linked
    10.9   | record_lessons            | office                       | closing
    27.6   | close_case                | office                       | closing
    18.2   | keep_signed_copy          | office head                  | new
    18.1   | keep_signed_plan          | office head author           | new
    18     | strike_signed_copy        | office head author           | kept
"""

ROWS = [
    pytest.param(step, set(whose.split()), set(at.replace("ALIVE", ALIVE).split()), id=step,
                 marks=pytest.mark.clause(clause))
    for clause, step, whose, at in (
        [cell.strip() for cell in line.split("|")] for line in TOLD.strip().splitlines()[1:]
    )
]  # fmt: skip


def test_every_step_is_told() -> None:
    assert {str(row.id) for row in ROWS} == set(STEPS)


@pytest.mark.parametrize(("code", "whose", "at"), ROWS)
def test_a_step_belongs_to_those_and_to_nobody_else(
    code: str, whose: set[str], at: set[str]
) -> None:
    step = STEPS[code]
    states = {state.code: state for state in STATES[type(step)]}
    facts = facts_at(type(step), states.get(min(at)))

    free = {part.code for part in Part if not _says(code, facts, part) & {NOT_YOURS}}  # not_theirs

    assert free == whose


@pytest.mark.parametrize(("code", "whose", "at"), ROWS)
def test_a_step_is_open_at_those_stages_and_at_no_other(
    code: str, whose: set[str], at: set[str]
) -> None:
    step = STEPS[code]
    part = next(part for part in Part if part.code in whose)
    stages = [None, *STATES[type(step)]]

    free = {  # not_now
        state.code if state else "new"
        for state in stages
        if not _says(code, facts_at(type(step), state), part) & {*NOT_NOW, NOTHING_YET}
    }

    assert free == at


def _says(code: str, facts: object, part: Part) -> set[str]:
    by = Actor(person=1, parts=frozenset({part}))
    return {reason.says for reason in refusals(STEPS[code], facts, by)}  # type: ignore[arg-type]
