"""A case that may have come back leads to the other one, for those who may see that one."""

import pytest

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.visiting import Come, text_of
from tuzetu.stages.effectiveness.recurring import link_recurrence
from tuzetu.stages.registration.steps import restrict_case

SECRET = "Құпия істің мәтіні"
WHY = "Сол адам туралы"


@pytest.mark.clause("18")
def test_of_a_linked_case_nothing_is_told_to_those_who_may_not_see_it(
    home: House, come: Come
) -> None:
    earlier = given.measured(home)
    later = given.decided(home, day(100), detected_on=day(99).date(), description=SECRET)
    link_recurrence(later, by=home.saule, at=day(101), earlier=earlier, reason=WHY)
    restrict_case(
        given.fresh(later), by=home.saule, at=day(101), confidential=True, readers=[], reason="Иә"
    )
    clock.set_to(day(102))

    shown = text_of(come(home.erlan).get(f"/cases/{earlier.pk}/"))

    assert "A case that you do not see." in shown
    for told in (SECRET, WHY, f"/cases/{later.pk}/"):
        assert told not in shown


def test_of_a_linked_case_everything_is_told_to_those_who_see_it(home: House, come: Come) -> None:
    earlier = given.measured(home)
    later = given.decided(home, day(100), detected_on=day(99).date())
    link_recurrence(later, by=home.saule, at=day(101), earlier=earlier, reason=WHY)
    clock.set_to(day(102))

    shown = text_of(come(home.saule).get(f"/cases/{earlier.pk}/"))

    assert WHY in shown
    assert f"/cases/{later.pk}/" in shown
