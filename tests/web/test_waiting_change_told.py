"""A change of a criterion that waits for its decision stands beside the criterion (49, 50)."""

from datetime import date, timedelta

import pytest
from django.utils.formats import date_format

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.visiting import Come, text_of
from tuzetu.dossier.plan import Plan
from tuzetu.dossier.plan_facts import last_day_of_change
from tuzetu.dossier.request import CriterionChange
from tuzetu.stages.execution.requests import propose_criterion_change, reject_criterion_change


def proposed(home: House) -> CriterionChange:
    """Dauren proposes ninety per cent instead of all."""
    criterion = given.approved(home).criteria.get()
    clock.set_to(day(2))
    return propose_criterion_change(
        criterion, by=home.dauren, at=day(1), measure=criterion.measure, target="90 %",
        value_now=criterion.value_now, data_source="Деканат анықтамасы",
        check_on=date(2026, 4, 20), reason="Өзгерді",
    )  # fmt: skip


def answers(change: CriterionChange) -> set[str]:
    """The addresses of both answers."""
    return {f'href="/do/{one}_criterion_change/{change.pk}/"' for one in ("accept", "reject")}


@pytest.mark.clause("50")
def test_the_plans_page_tells_the_change_and_leads_the_office_to_its_decision(
    home: House, come: Come
) -> None:
    change = proposed(home)
    page = f"/plans/{Plan.objects.get().pk}/"

    office, author = (text_of(come(who).get(page)) for who in (home.saule, home.dauren))

    for shown in (office, author):
        table = shown.partition("criteria-table")[2].partition("</table>")[0].replace("\u00a0", " ")
        assert "A change waits for the decision of the project office:" in table
        for told in ("Target value: 100 % → 90 %", "→ Деканат анықтамасы", "→ 20 April 2026"):
            assert told in table
        assert "Measure:" not in table, "what stays is not told as a change"
        assert str(home.dauren) in table
    assert all(one in office for one in answers(change))
    assert not any(one in author for one in answers(change))
    propose = f"/do/propose_criterion_change/{change.criterion_id}/"
    assert propose not in author, "beside one that waits there is no other"


@pytest.mark.clause("50")
def test_what_is_decided_waits_no_more(home: House, come: Come) -> None:
    change = proposed(home)
    reject_criterion_change(change, by=home.saule, at=day(2), decision="Негізсіз")

    shown = text_of(come(home.saule).get(f"/plans/{Plan.objects.get().pk}/"))

    assert "A change waits" not in shown
    assert not any(one in shown for one in answers(change))


@pytest.mark.clause("49")
@pytest.mark.parametrize("late", [False, True])
def test_after_half_of_the_period_a_change_is_no_button_but_tells_its_last_day(
    home: House, come: Come, *, late: bool
) -> None:
    criterion = given.approved(home).criteria.get()
    last = last_day_of_change(criterion)
    clock.set_to(given.at_noon(last + timedelta(days=1) if late else last))

    shown = text_of(come(home.dauren).get(f"/plans/{criterion.plan_id}/"))

    propose = f"/propose_criterion_change/{criterion.pk}/"
    assert (f"/do{propose}" in shown) is not late
    assert (f"/why{propose}" in shown) is late
    assert (f"The last day was {date_format(last, 'DATE_FORMAT')}." in shown) is late
