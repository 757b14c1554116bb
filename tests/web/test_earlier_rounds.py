"""A case in a later round leads to causes, plan and verdict of the rounds before (18)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.visiting import Come, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Plan
from tuzetu.stages.containment.steps import record_consequences, waive_hold
from tuzetu.stages.decision.steps import pass_to_unit
from tuzetu.stages.effectiveness.recurring import reopen_case
from tuzetu.stages.effectiveness.steps import order_further_actions


def reopened(home: House) -> Nonconformity:
    """A case whose first round was found effective and which came back."""
    nc = given.observed(home)
    record_consequences(nc, by=home.dauren, at=day(79), consequences="Екі сабақ өтпеді")
    reopen_case(given.fresh(nc), by=home.saule, at=day(80), reason="Қайталанды")
    clock.set_to(day(81))
    return given.fresh(nc)


def rounds_in(page: str) -> str:
    """The part of the page where the earlier rounds stand."""
    return page.partition('id="cycles"')[2].partition("</section>")[0]


@pytest.mark.clause("18")
@pytest.mark.parametrize("who", ["saule", "dauren", "bauyrzhan"])
def test_a_reopened_case_shows_the_round_before(home: House, come: Come, who: str) -> None:
    nc = reopened(home)
    plan = Plan.objects.get()

    told = rounds_in(text_of(come(getattr(home, who)).get(f"/cases/{nc.pk}/")))

    assert "Effective (superseded by a recurrence)" in told
    assert given.ROOT.text in told
    assert "Екі сабақ өтпеді" in told
    assert f'href="/plans/{plan.pk}/"' in told
    assert plan.number in told


@pytest.mark.clause("18")
def test_the_causes_and_the_plan_of_a_later_round_lead_to_those_before(
    home: House, come: Come
) -> None:
    nc = given.carried_out(home)
    given.measure(home, nc, at=day(75), met="partly")
    told = {"by": home.saule, "at": day(76), "reason": "Жеткіліксіз"}
    order_further_actions(given.fresh(nc), **told)
    clock.set_to(day(77))

    shown = text_of(come(home.dauren).get(f"/cases/{nc.pk}/"))

    causes = shown.partition('id="causes"')[2].partition("</header>")[0]
    assert 'href="#cycles"' in causes
    assert "Partially effective" in rounds_in(shown)


@pytest.mark.clause("18")
def test_a_case_in_its_first_round_has_no_earlier_ones(home: House, come: Come) -> None:
    nc = given.observed(home)
    clock.set_to(day(80))

    assert "#cycles" not in text_of(come(home.saule).get(f"/cases/{nc.pk}/"))


def test_many_rounds_are_asked_for_no_oftener_than_one(home: House, come: Come) -> None:
    nc, visitor = given.observed(home), come(home.saule)

    def asked() -> int:
        visitor.get(f"/cases/{nc.pk}/")
        with CaptureQueriesContext(connection) as statements:
            visitor.get(f"/cases/{nc.pk}/")
        return len(statements)

    reopen_case(nc, by=home.saule, at=day(80), reason="Қайталанды")
    again(home, nc, 81)
    one = asked()
    for number in (2, 3):
        Nonconformity.objects.filter(pk=nc.pk).update(state="observation")
        reopen_case(given.fresh(nc), by=home.saule, at=day(80 + 10 * number), reason="Тағы")
        again(home, nc, 81 + 10 * number)

    assert asked() == one <= 25


def again(home: House, nc: Nonconformity, on: int) -> None:
    """The causes are analysed once more."""
    waive_hold(given.fresh(nc), by=home.saule, at=day(on), hold_waiver="Тоқтататын ештеңе жоқ")
    told = {"unit": home.department, "reason": "Қайта"}
    pass_to_unit(given.fresh(nc), by=home.saule, at=day(on), **told)
    given.analyse(given.fresh(nc), by=home.dauren, at=day(on + 1))
    clock.set_to(day(on + 2))
