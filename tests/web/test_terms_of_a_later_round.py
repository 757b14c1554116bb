"""A round on causes already found runs no terms of the office and of the analysis anew (10.7)."""

import pytest
from django.urls import reverse

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.visiting import Come, read
from tuzetu.stages.effectiveness.steps import order_further_actions


@pytest.mark.clause("10.7")
def test_what_was_carried_over_is_counted_in_its_own_round_alone(home: House, come: Come) -> None:
    nc = given.carried_out(home)
    given.measure(home, nc, at=day(75), met="partly")
    address = reverse("case", args=(nc.pk,))
    clock.set_to(day(75))
    visitor = come(home.saule)
    before = read(visitor.get(address))
    order_further_actions(given.fresh(nc), by=home.saule, at=day(76), reason="Тағы әрекет керек")

    clock.set_to(day(77))
    after = read(come(home.saule).get(address))

    for told in ("Decision of the office", "Analysis of causes"):
        assert told in before.find_class("clocks")[0].text_content()
        assert all(told not in clocks.text_content() for clocks in after.find_class("clocks"))
    assert "of -" not in after.text_content()


@pytest.mark.clause("38")
def test_what_was_decided_on_a_day_off_runs_its_terms_all_the_same(home: House, come: Come) -> None:
    saturday = day(5)
    nc = given.decided(home, saturday)
    clock.set_to(saturday)

    shown = read(come(home.saule).get(reverse("case", args=(nc.pk,))))

    terms = shown.find_class("clocks")[0].text_content()
    assert saturday.isoweekday() == 6
    assert "Decision of the office" in terms
    assert "Analysis of causes" in terms
