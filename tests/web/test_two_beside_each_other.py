"""Two acts meet on records that one of them only touches: both get their answer (18)."""

from functools import partial
from http import HTTPStatus

import pytest

from tests import given
from tests.given import House, day, fresh
from tests.web.scenes import SCENES, address
from tests.web.test_two_at_once import ROUNDS, colleague, together
from tests.web.visiting import Come
from tuzetu.dossier.naming import named_otherwise
from tuzetu.dossier.plan import Plan
from tuzetu.stages.planning.steps import join_case, release_case

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.clause("46")
def test_a_plan_and_a_case_that_left_it(home: House, come: Come) -> None:
    """The case goes on naming the controller of the plan, so the plan's step writes it too."""
    plan, left = given.approved(home), given.analysed(home)
    Plan.objects.filter(pk=plan.pk).update(state="draft")
    join_case(plan, by=home.dauren, at=day(1), case=left)
    plan.refresh_from_db()
    release_case(plan, by=home.dauren, at=day(2), case=fresh(left), reason="Бөлек жоспар")
    bound = dict(SCENES["bind_to_rectorate"].typed(home, left))
    one, other = come(home.saule), come(colleague(home))
    codes = set()

    for turn in range(ROUNDS):
        controller = {"controller": (home.asel, home.timur)[turn % 2].pk}
        answers = together(
            partial(one.post, address("propose_controller", plan), controller),
            partial(other.post, address("bind_to_rectorate", left), bound),
        )
        codes |= {answer.status_code for answer in answers}

    assert codes == {HTTPStatus.FOUND}
    assert named_otherwise() == []


@pytest.mark.clause("10.6")
def test_a_later_case_and_the_earlier_one_that_may_have_come_back(home: House, come: Come) -> None:
    earlier = given.observed(home)
    bound = dict(SCENES["bind_to_rectorate"].typed(home, earlier))
    one, other = come(home.saule), come(colleague(home))
    codes = set()

    for turn in range(ROUNDS):
        told = {"description": f"Қайта болды {turn}", "detected_on": day(119).date()}
        later = given.identified(home, day(120), **told)
        linked = {"earlier": earlier.number, "reason": "Мәселе бір", "version": later.version}
        answers = together(
            partial(one.post, address("link_recurrence", later), linked),
            partial(other.post, address("bind_to_rectorate", earlier), bound),
        )
        codes |= {answer.status_code for answer in answers}

    assert codes == {HTTPStatus.FOUND}
