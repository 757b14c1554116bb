"""What each step demands before it is taken: a form sent blank names every such field."""

import pytest

from tests.given import MONDAY, House
from tuzetu.catalogue import CATALOGUE
from tuzetu.people.person import Person

# clause     | step                      | fields that may not stay blank
ASKED = """
  30         | submit_report             | kind unit
  27.1       | submit_report             | detected_on
  18         | submit_report             | description
  37         | register_letter           | letter_kind incoming_number received_on subject
  37         | register_letter           | applicant content
  30         | hand_over_letter          | kind
  27.1       | hand_over_letter          | detected_on
  18         | hand_over_letter          | description
  37         | hand_over_letter          | unit
  30         | open_case                 | kind
  27.1       | open_case                 | detected_on
  18         | open_case                 | description
  37         | open_case                 | unit
  27.2       | identify_case             | title kind process
  5.5        | identify_case             | requirement
  21         | identify_case             | source
  29         | identify_case             | method
  38         | name_concerned            | reason
  38         | name_substitute           | part person reason
  18         | restrict_case             | confidential reason
  35         | bind_to_rectorate         | rectorate_decision rectorate_decided_on
  32         | set_hold                  | kind what since_on
  27.3       | waive_hold                | hold_waiver
  5.8        | finish_correction         | done_on
  18         | strike_correction         | reason
  10.2       | confirm_correction        | note
  26         | record_disposition        | disposition
  32         | resume_use                | end_reason
  32         | release_by_concession     | authorised_by end_reason
  32         | withdraw_for_good         | end_reason
  38.1       | convene_group             | owning_unit leader members
  38         | convene_group             | reason
  39         | convene_group             | due_on
  38.2       | pass_to_unit              | owning_unit unit
  38         | pass_to_unit              | reason
  39         | pass_to_unit              | due_on
  38         | reject_case               | reason
  19         | merge_case                | into reason
  18         | void_case                 | reason
  10.4       | agree_no_action           | reason
  10.7       | require_action            | reason
  43         | join_case                 | case
  43         | release_case              | case reason
  44         | record_meeting            | minutes_number held_on
  18         | strike_meeting            | meeting reason
  46         | propose_controller        | controller
  46         | change_controller         | controller reason
  45         | revise_plan               | reason
  43         | abandon_plan              | reason
  41         | mark_done                 | done_note
  46         | send_back_action          | reason
  16         | follow_up                 | note
  45         | change_executor           | executor reason
  45         | ask_postponement          | asked_until reason
  46         | advise_postponement       | advised_for advice
  44         | refuse_postponement       | decision
  49         | propose_criterion_change  | measure value_now target data_source check_on
  49         | propose_criterion_change  | reason
  50         | reject_criterion_change   | decision
  51         | record_measurements       | recurrence_from
  17         | record_measurements       | recurrence_until recurrence_found
  16         | record_measurements       | head_view
  17         | find_effective            | reason
  10.7       | order_further_actions     | reason
  51         | order_new_analysis        | verdict
  10.8       | order_new_analysis        | reason
  17         | confirm_effective         | reason
  10.6       | link_recurrence           | earlier reason
  17         | confirm_recurrence        | decision
  17         | deny_recurrence           | decision
  10.9       | record_lessons            | risks_updated risks changes
  iso.10.2.1f | record_lessons           | system_changed
  18.2       | keep_signed_copy          | signed_by signed_on
  18.1       | keep_signed_plan          | signed_by signed_on
  18         | strike_signed_copy        | reason
"""
ROWS = [
    pytest.param(code, set(fields.split()), marks=pytest.mark.clause(clause))
    for clause, code, fields in (map(str.strip, row.split("|")) for row in ASKED.split("\n")[1:-1])
]
AMONG_VISIBLE_CASES = frozenset({"merge_case", "link_recurrence"})
"""Their forms look up what the person may see."""
DRAFTED = frozenset({"write_plan"})
"""Rows of a draft; what they miss, the submission says."""


def blank_in(code: str, by: Person) -> set[str]:
    """The fields that the step's form misses when nothing is typed."""
    form = CATALOGUE[code].asks({}, record=None, by=by, on=MONDAY.date())
    told = form.errors.as_data()
    return {name for name in told if any(one.code == "required" for one in told[name])}


@pytest.mark.parametrize(
    ("code", "fields"), [row for row in ROWS if row.values[0] not in AMONG_VISIBLE_CASES]
)
def test_a_form_sent_blank_names_what_it_misses(code: str, fields: set[str]) -> None:
    assert fields <= blank_in(code, Person())


@pytest.mark.parametrize(
    ("code", "fields"), [row for row in ROWS if row.values[0] in AMONG_VISIBLE_CASES]
)
def test_a_form_with_cases_to_choose_from_names_what_it_misses(
    home: House, code: str, fields: set[str]
) -> None:
    assert fields <= blank_in(code, home.saule)


def test_everything_demanded_is_told_here(home: House) -> None:
    told = {(str(row.values[0]), name) for row in ROWS for name in row.values[1]}  # type: ignore[union-attr]

    asked = {code: blank_in(code, home.saule) for code in CATALOGUE.keys() - DRAFTED}
    assert told == {(code, name) for code, names in asked.items() for name in names}
