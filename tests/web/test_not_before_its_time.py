"""What the rulebook would refuse now is no act to press: the page says what it waits for."""

import re

import pytest

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.visiting import Come, text_of
from tuzetu.stages.effectiveness.recurring import link_recurrence


def box(page: str) -> str:
    """What the page offers as the next act."""
    return page.partition('class="next-act')[2].partition("</section>")[0]


def acts(shown: str) -> set[str]:
    """The addresses of the buttons in it."""
    return set(re.findall(r'<a class="act[^"]*" href="([^"]+)"', shown))


@pytest.mark.clause("27.6")
def test_closing_is_no_act_until_everything_is_recorded(home: House, come: Come) -> None:
    nc = given.confirmed(home)
    clock.set_to(day(261))
    visitor = come(home.saule)

    before = box(text_of(visitor.get(f"/cases/{nc.pk}/")))
    given.answered(home, nc, at=day(261))
    given.confirm_correction(given.fresh(nc), by=home.saule, at=day(261), note="Түзетілді")
    given.learn(home, given.fresh(nc), at=day(261))
    after = box(text_of(visitor.get(f"/cases/{nc.pk}/")))

    close = f"/do/close_case/{nc.pk}/"
    assert close not in acts(before)
    assert "Close the case: conditions not met:" in before
    assert f'href="/why/close_case/{nc.pk}/"' in before
    assert close in acts(after)
    assert "conditions not met" not in after


@pytest.mark.clause("48")
def test_measuring_is_not_the_next_act_before_the_first_check_date(home: House, come: Come) -> None:
    nc = given.carried_out(home)
    address = f"/do/record_measurements/{nc.pk}/"
    visitor = come(home.dauren)

    clock.set_to(day(40))
    before = box(text_of(visitor.get(f"/cases/{nc.pk}/")))
    clock.set_to(day(70))
    after = box(text_of(visitor.get(f"/cases/{nc.pk}/")))

    assert "Too early: 1; the next check date is 13 April 2026." in before
    assert f'act--primary" href="{address}' not in before
    assert address in acts(before), "the view and the follow-up wait for no check date"
    assert "Too early" not in after
    assert f'act--primary" href="{address}' in after


@pytest.mark.clause("17")
def test_confirming_a_recurrence_is_no_act_before_the_later_case_is_decided(
    home: House, come: Come
) -> None:
    earlier = given.observed(home)
    later = given.identified(home, day(100), detected_on=day(99).date())
    link = link_recurrence(later, by=home.saule, at=day(101), earlier=earlier, reason="Сол")
    clock.set_to(day(102))
    visitor = come(home.saule)
    confirm, deny = (f"/do/{one}_recurrence/{link.pk}/" for one in ("confirm", "deny"))
    why = f'href="/why/confirm_recurrence/{link.pk}/"'

    for nc in (later, earlier):
        shown = text_of(visitor.get(f"/cases/{nc.pk}/"))
        assert confirm not in shown
        assert why in shown
        assert deny in shown
    given.pass_to_unit(
        given.fresh(later), by=home.saule, at=day(102), unit=home.department, reason="Ішкі"
    )

    assert confirm in text_of(visitor.get(f"/cases/{later.pk}/"))


@pytest.mark.clause("48")
@pytest.mark.clause("51")
def test_before_any_result_is_typed_the_form_tells_that_it_is_too_early(
    home: House, come: Come
) -> None:
    nc = given.carried_out(home)
    clock.set_to(day(31))

    early = text_of(come(home.dauren).get(f"/do/record_measurements/{nc.pk}/"))
    clock.set_to(day(75))
    later = text_of(come(home.dauren).get(f"/do/record_measurements/{nc.pk}/"))

    assert "It is too early for a result today" in early
    assert "Lies after the last day of the actions, 5 March 2026." in early
    assert 'name="recurrence_until" value' not in early
    assert "too early" not in later
    assert 'name="recurrence_until" value="2026-04-18"' in later


@pytest.mark.clause("17")
def test_the_refused_answer_is_the_one_the_rulebook_refuses(home: House, come: Come) -> None:
    earlier = given.observed(home)
    later = given.decided(home, day(1), detected_on=day(1).date())
    link = link_recurrence(later, by=home.saule, at=day(101), earlier=earlier, reason="Сол")
    clock.set_to(day(102))
    visitor = come(home.saule)

    shown = text_of(visitor.get(f"/cases/{earlier.pk}/"))
    refused = visitor.get(f"/why/confirm_recurrence/{link.pk}/")

    assert f"/do/confirm_recurrence/{link.pk}/" not in shown
    assert "before the earlier one was remedied" in text_of(refused)
