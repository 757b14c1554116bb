"""A form refuses, at its field, a day that contradicts itself, and keeps what was typed."""

from http import HTTPStatus

import pytest

from tests import given
from tests.given import House
from tests.journeys import clock
from tests.web.scenes import SCENES, address, on_day
from tests.web.visiting import Come, text_of

OVER = "This day is over already; today is"
TO_COME = "This day has not come; today is"
BEFORE_DETECTION = "this day lies before it."
IMPOSSIBLE = {
    "a correction done tomorrow": ("record_correction", {"done_on": on_day(1)}, TO_COME),
    "a correction to be done yesterday": (
        "record_correction",
        {"done_on": "", "due_on": on_day(-1)},
        OVER,
    ),
    "recurrence looked for until some later day": (
        "record_measurements",
        {"recurrence_until": on_day(300)},
        TO_COME,
    ),
    "a period that begins after its end": (
        "record_measurements",
        {"recurrence_from": on_day(1), "recurrence_until": on_day(0)},
        "The period begins after its end.",
    ),
    "a correction done before there was something to correct": (
        "record_correction",
        {"done_on": on_day(-1)},
        BEFORE_DETECTION,
    ),
    "a correction finished before there was something to correct": (
        "finish_correction",
        {"done_on": on_day(-1)},
        BEFORE_DETECTION,
    ),
    "a meeting on a plan before its causes were found": (
        "record_meeting",
        {"held_on": on_day(-1)},
        "The causes were determined on",
    ),
    "a decision of the rectorate that is still to come": (
        "bind_to_rectorate",
        {"rectorate_decided_on": on_day(9)},
        TO_COME,
    ),
    "an attestation that is over": ("bind_to_rectorate", {"next_attestation_on": on_day(-9)}, OVER),
    "a meeting that is still to come": ("record_meeting", {"held_on": on_day(9)}, TO_COME),
    "a letter dated after it was received": (
        "register_letter",
        {"letter_date": on_day(1)},
        "A letter is dated no later than it was received.",
    ),
    "a criterion checked before anything it covers is due": (
        "write_plan",
        {"criterion-0-check_on": on_day(1)},
        "a criterion that covers it is not checked before that.",
    ),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_a_day_that_cannot_be_is_refused_at_its_field(home: House, come: Come, case: str) -> None:
    code, wrong, says = IMPOSSIBLE[case]
    who, record = SCENES[code].set(home)

    answer = come(who).post(address(code, record), SCENES[code].typed(home, record) | wrong)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert says in text_of(answer)


@pytest.mark.clause("35")
@pytest.mark.parametrize(("told", "taken"), [(on_day(5), True), (on_day(6), False)])
def test_an_attestation_that_came_meanwhile_may_stay_and_no_other_that_is_over_be_named(
    home: House, come: Come, told: str, *, taken: bool
) -> None:
    who, nc = SCENES["bind_to_rectorate"].set(home)
    visitor, where = come(who), address("bind_to_rectorate", nc)
    typed = SCENES["bind_to_rectorate"].typed(home, nc) | {"next_attestation_on": on_day(5)}
    visitor.post(where, typed)
    clock.set_to(given.day(9))

    answer = visitor.post(where, typed | {"rectorate_decision": "7", "next_attestation_on": told})

    assert answer.status_code == (HTTPStatus.FOUND if taken else HTTPStatus.UNPROCESSABLE_ENTITY)
    assert (OVER in text_of(answer)) is not taken
    assert (given.fresh(nc).rectorate_decision == "7") is taken
    assert given.fresh(nc).next_attestation_on == given.day(5).date()


@pytest.mark.parametrize("day", [on_day(-3), on_day(200)])
def test_a_term_outside_the_four_weeks_is_refused_as_such_and_not_asked_why_it_is_short(
    home: House, come: Come, day: str
) -> None:
    who, record = SCENES["convene_group"].set(home)
    typed = SCENES["convene_group"].typed(home, record) | {"due_on": day, "term_reason": ""}

    page = text_of(come(who).post(address("convene_group", record), typed))

    assert "is outside" in page
    assert "Say why the term is shorter." not in page


@pytest.mark.parametrize("why", ["Saturday", "Women"])
def test_a_deadline_on_a_day_off_is_taken_and_told(home: House, come: Come, why: str) -> None:
    until = {"Saturday": on_day(19), "Women": on_day(35)}[why]
    code = {"Saturday": "convene_group", "Women": "write_plan"}[why]
    who, record = SCENES[code].set(home)
    name = {"convene_group": "due_on", "write_plan": "line-0-due_on"}[code]
    typed = SCENES[code].typed(home, record) | {name: until}

    page = text_of(come(who).post(address(code, record), typed, follow=True))

    assert "Deadlines on a day off" in page
    assert why in page


def test_a_deadline_on_a_working_day_is_not_remarked_on(home: House, come: Come) -> None:
    who, record = SCENES["convene_group"].set(home)
    typed = SCENES["convene_group"].typed(home, record) | {"due_on": on_day(21)}

    page = text_of(come(who).post(address("convene_group", record), typed, follow=True))

    assert "Done: " in page
    assert "Deadlines on a day off" not in page
