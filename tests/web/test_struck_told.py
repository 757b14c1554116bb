"""What was recorded by mistake: struck out on the pages, with who, when and why (18)."""

import pytest
from django.urls import reverse

from tests import given
from tests.given import MONDAY, House, day
from tests.journeys import clock
from tests.web.scenes import address
from tests.web.visiting import Come, read, text_of
from tuzetu.dossier.containment import Correction
from tuzetu.dossier.plan import Plan
from tuzetu.people.person import Person
from tuzetu.stages.containment.steps import record_correction, strike_correction
from tuzetu.stages.effectiveness.recurring import reopen_case
from tuzetu.stages.planning.steps import revise_plan, strike_meeting

WHY = "Басқа картаға арналған"
WHAT = "Журнал түзетілді"

pytestmark = pytest.mark.clause("18")


@pytest.fixture
def correction(home: House) -> Correction:
    """A correction that Bauyrzhan is to carry out."""
    nc = given.decided(home)
    record_correction(nc, by=home.dauren, at=MONDAY, what=WHAT, executor=home.bauyrzhan)
    return nc.corrections.get()


def struck_in(come: Come, who: Person, where: str) -> list[str]:
    """What the page shows struck out."""
    return [one.text_content() for one in read(come(who).get(where)).iter("s")]


def page_of(correction: Correction) -> str:
    return reverse("case", args=(correction.nc_id,))


def test_a_struck_correction_stands_struck_out_with_who_and_why(
    home: House, come: Come, correction: Correction
) -> None:
    assert struck_in(come, home.dauren, page_of(correction)) == []
    strike_correction(correction, by=home.dauren, at=day(1), reason=WHY)

    page = text_of(come(home.dauren).get(page_of(correction)))

    assert struck_in(come, home.dauren, page_of(correction)) == [WHAT]
    assert f"Struck by {home.dauren} on 3 February 2026: {WHY}" in page
    assert address("strike_correction", correction) not in page
    assert address("finish_correction", correction) not in page


@pytest.mark.parametrize(
    ("who", "offered"), [("dauren", True), ("saule", True), ("bauyrzhan", False), ("maira", False)]
)
def test_the_step_is_offered_at_the_correction_to_whoever_may_take_it(
    home: House, come: Come, correction: Correction, who: str, *, offered: bool
) -> None:
    page = text_of(come(getattr(home, who)).get(page_of(correction)))

    assert WHAT in page
    assert (address("strike_correction", correction) in page) == offered


def test_the_executor_finds_it_among_their_own_no_more(
    home: House, come: Come, correction: Correction
) -> None:
    assert WHAT in text_of(come(home.bauyrzhan).get(reverse("today")))
    strike_correction(correction, by=home.dauren, at=day(1), reason=WHY)

    assert WHAT not in text_of(come(home.bauyrzhan).get(reverse("today")))


def test_the_office_confirms_what_is_left_without_the_struck_one_before_its_eyes(
    home: House, come: Come, correction: Correction
) -> None:
    strike_correction(correction, by=home.dauren, at=day(1), reason=WHY)
    left = {"what": "Силлабус түзетілді", "done_on": day(1).date()}
    record_correction(correction.nc, by=home.dauren, at=day(1), **left)

    page = text_of(come(home.saule).get(address("confirm_correction", correction.nc)))

    assert left["what"] in page
    assert WHAT not in page


def test_the_log_leaves_a_struck_correction_out(
    home: House, come: Come, correction: Correction
) -> None:
    where = "/log/?year=2026"
    assert WHAT in text_of(come(home.saule).get(where))
    strike_correction(correction, by=home.dauren, at=day(1), reason=WHY)

    assert WHAT not in text_of(come(home.saule).get(where))


def test_a_correction_of_an_earlier_round_is_nobodys_to_strike(home: House, come: Come) -> None:
    nc = given.observed(home)
    record_correction(nc, by=home.dauren, at=day(79), what=WHAT, done_on=day(79).date())
    correction = nc.corrections.get()
    offer = address("strike_correction", correction)
    clock.set_to(day(81))
    assert offer in text_of(come(home.dauren).get(page_of(correction)))

    reopen_case(given.fresh(nc), by=home.saule, at=day(80), reason="Қайталанды")

    page = text_of(come(home.dauren).get(page_of(correction)))
    assert WHAT in page
    assert offer not in page


def test_minutes_on_which_an_approval_rests_are_nobodys_to_strike(home: House, come: Come) -> None:
    plan = given.approved(home)
    clock.set_to(day(6))
    revise_plan(plan, by=home.dauren, at=day(5), reason="Тағы әрекет керек")

    page = text_of(come(home.dauren).get(reverse("plan", args=(plan.pk,))))

    assert "Minutes No. 3" in page
    assert address("strike_meeting", plan) not in page


def strike_the_minutes(home: House, plan: Plan) -> None:
    meeting = plan.meetings.get()
    strike_meeting(plan, by=home.dauren, at=day(1), meeting=meeting, reason=WHY)


def test_struck_minutes_stand_struck_out_with_who_and_why(home: House, come: Come) -> None:
    plan = given.planned(home)
    where, offer = reverse("plan", args=(plan.pk,)), address("strike_meeting", plan)
    assert offer in text_of(come(home.dauren).get(where))
    strike_the_minutes(home, plan)

    page = text_of(come(home.dauren).get(where))

    assert struck_in(come, home.dauren, where) == ["Minutes No. 3"]
    assert f"Struck by {home.dauren} on 3 February 2026: {WHY}" in page
    assert offer not in page


def test_the_minutes_are_the_authors_to_strike(home: House, come: Come) -> None:
    plan = given.planned(home)
    where = reverse("plan", args=(plan.pk,))

    assert address("strike_meeting", plan) not in text_of(come(home.saule).get(where))


def test_a_case_names_no_struck_minutes(home: House, come: Come) -> None:
    plan = given.planned(home)
    where = reverse("case", args=(plan.joined.get().cycle.nc_id,))
    told = "No. 3"
    assert told in text_of(come(home.dauren).get(where))
    strike_the_minutes(home, plan)

    assert told not in text_of(come(home.dauren).get(where))
