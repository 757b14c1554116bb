"""A refusal of one's own matter names who decides: the substitute, others, or the rector."""

from datetime import date
from http import HTTPStatus

import pytest
from django.urls import reverse

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.scenes import address
from tests.web.visiting import Come, read, text_of
from tuzetu.dossier.plan import Plan
from tuzetu.people.person import Person
from tuzetu.procedure.offices import Office
from tuzetu.stages.decision.steps import merge_case
from tuzetu.stages.effectiveness.recurring import link_recurrence
from tuzetu.stages.registration.steps import name_concerned, name_substitute

pytestmark = [pytest.mark.django_db, pytest.mark.clause("38")]

MAY_NOT = "This matter concerns you, so you do not decide about it"
ASKED = "The rector is asked to name who decides."


def of_hers(home: House) -> Plan:
    """A submitted plan of a case that concerns the vice-rector."""
    plan = given.submitted(home)
    told = {"concerned": [home.maira], "reason": "Тексеруде көрінді"}
    name_concerned(plan.joined.get().cycle.nc, by=home.saule, at=day(1), **told)
    return given.plan_again(plan)


def names(home: House, plan: Plan, person: Person) -> None:
    told = {"part": "vice_rector", "person": person, "reason": "Өзіне қатысты"}
    name_substitute(plan.joined.get().cycle.nc, by=home.erlan, at=day(1), **told)


def both_pages(come: Come, who: Person, code: str, record: object) -> tuple[str, str]:
    """What the refusal says, and what its "why can't I?" does."""
    visitor = come(who)
    refused = text_of(visitor.get(address(code, record)))  # type: ignore[arg-type]
    return refused, text_of(visitor.get(reverse("why", args=(code, record.pk))))  # type: ignore[attr-defined]


@pytest.mark.clause("44")
def test_before_anybody_is_named_the_rector_is_asked(home: House, come: Come) -> None:
    for told in both_pages(come, home.maira, "approve_plan", of_hers(home)):
        assert MAY_NOT in told
        assert ASKED in told


@pytest.mark.clause("44")
@pytest.mark.parametrize("code", ["approve_plan", "return_plan"])
def test_whom_the_rector_named_is_told_and_not_the_rector(
    home: House, come: Come, code: str
) -> None:
    plan = of_hers(home)
    names(home, plan, home.asel)

    for told in both_pages(come, home.maira, code, plan):
        assert f"The rector has named who decides: {home.asel}." in told
        assert ASKED not in told
        assert "Name a substitute decider" not in told


def test_others_of_the_same_office_are_named(home: House, come: Come) -> None:
    nc = given.identified(home)
    other = given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)
    told = {"concerned": [home.saule], "reason": "Тексеруде көрінді"}
    name_concerned(nc, by=home.saule, at=day(1), **told)

    for page in both_pages(come, home.saule, "convene_group", nc):
        assert f"Of the office these may decide: {other}." in page
        assert "Name a substitute decider" not in page


@pytest.mark.clause("17")
def test_of_a_link_whoever_may_decide_on_both_cases_is_named(home: House, come: Come) -> None:
    earlier = given.observed(home)
    later = given.decided(home, day(100), detected_on=day(100).date())
    link = link_recurrence(later, by=home.saule, at=day(101), earlier=earlier, reason="Сол себеп")
    other = given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)
    told = {"concerned": [home.saule], "reason": "Тексеруде көрінді"}
    name_concerned(given.fresh(earlier), by=home.saule, at=day(102), **told)
    clock.set_to(day(102))
    assert f"/do/deny_recurrence/{link.pk}/" in text_of(come(other).get(f"/cases/{later.pk}/"))

    for page in both_pages(come, home.saule, "deny_recurrence", link):
        assert f"Of the office these may decide: {other}." in page


@pytest.mark.clause("44")
def test_everybody_is_told_that_the_office_may_not_decide_and_who_does(
    home: House, come: Come
) -> None:
    plan = of_hers(home)
    told = {who: both_pages(come, who, "approve_plan", plan) for who in (home.saule, home.erlan)}
    for page in (*told[home.saule], *told[home.erlan]):
        assert "Nobody of the office may decide here: the rector is asked to name who does." in page
    assert "Name a substitute decider" in told[home.erlan][0]
    assert "Name a substitute decider" not in told[home.saule][0]

    names(home, plan, home.asel)
    for page in both_pages(come, home.saule, "approve_plan", plan):
        assert f"The rector has named who decides: {home.asel}." in page
    case = plan.joined.get().cycle.nc_id
    shown = text_of(come(home.saule).get(f"/cases/{case}/"))
    assert f"taken by: {home.asel} (named by the rector)" in shown


@pytest.mark.clause("51")
def test_before_it_is_owed_others_of_the_office_are_named_as_well(home: House, come: Come) -> None:
    nc = given.observed(home)
    Plan.objects.update(author=home.saule)
    other = given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)
    clock.set_to(given.at_noon(date(2026, 9, 20)))

    told = text_of(come(home.saule).get(address("confirm_effective", nc)))

    assert f"Of the office these may decide: {other}." in told


@pytest.mark.clause("17")
def test_whom_the_rector_named_in_the_later_case_alone_is_let_in_where_it_is_enough(
    home: House, come: Come
) -> None:
    earlier = given.approved(home).joined.get().cycle.nc
    later = given.decided(home, day(1), detected_on=day(1).date())
    link = link_recurrence(later, by=home.saule, at=day(1), earlier=earlier, reason="Сол себеп")
    told = {"concerned": [home.saule], "reason": "Тексеруде көрінді"}
    name_concerned(given.fresh(later), by=home.saule, at=day(1), **told)
    named = {"part": "office", "person": home.asel, "reason": "Кеңсеге қатысты"}
    name_substitute(given.fresh(later), by=home.erlan, at=day(1), **named)
    clock.set_to(day(1))
    visitor = come(home.asel)
    for nc in (later, earlier):
        shown = text_of(come(home.saule).get(f"/cases/{nc.pk}/"))
        assert f"/do/deny_recurrence/{link.pk}/" not in shown

    assert f"/do/deny_recurrence/{link.pk}/" in text_of(visitor.get(f"/cases/{later.pk}/"))
    assert visitor.get(address("deny_recurrence", link)).status_code == HTTPStatus.OK


@pytest.mark.clause("38")
def test_whom_it_concerns_is_led_to_no_step_that_is_refused_for_it(home: House, come: Come) -> None:
    nc = given.registered(home)
    nc.concerned.add(home.saule)

    page = read(come(home.saule).get(reverse("why", args=("pass_to_unit", nc.pk))))

    assert address("identify_case", nc) not in {
        (link.get("href") or "").partition("#")[0] for link in page.iter("a")
    }


def test_others_are_told_who_of_an_office_may_decide_where_not_all_of_it_may(
    home: House, come: Come
) -> None:
    nc = given.identified(home)
    other = given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)
    ways = both_pages(come, home.dauren, "pass_to_unit", nc)
    assert all("these may decide" not in page for page in ways)

    told = {"concerned": [home.saule], "reason": "Тексеруде көрінді"}
    name_concerned(nc, by=home.saule, at=day(1), **told)

    for page in both_pages(come, home.dauren, "pass_to_unit", nc):
        assert f"Of the office these may decide: {other}." in page


@pytest.mark.clause("10.2")
def test_what_nobody_owes_and_nobody_may_decide_is_to_be_told_to_the_rector(
    home: House, come: Come
) -> None:
    nc = given.decided(home)
    nc.concerned.add(home.saule)

    for page in both_pages(come, home.saule, "confirm_correction", nc):
        assert "Nobody has asked the rector yet: tell the rector" in page


@pytest.mark.clause("51")
def test_where_the_auditor_may_not_judge_the_office_is_told_who_does(
    home: House, come: Come
) -> None:
    given.appoint(home.gulnar, Office.AUDITOR)
    nc = given.carried_out(home)
    type(nc).objects.filter(pk=nc.pk).update(internal_audit=True)
    nc.concerned.add(home.gulnar)
    given.measure(home, given.fresh(nc), at=day(75))
    clock.set_to(day(76))
    assert ASKED in text_of(come(home.saule).get(address("find_effective", nc)))

    told = {"part": "auditor", "person": home.timur, "reason": "Аудиторға қатысты"}
    name_substitute(given.fresh(nc), by=home.erlan, at=day(76), **told)
    page = text_of(come(home.saule).get(address("find_effective", nc)))
    assert f"The rector has named who decides: {home.timur}." in page


@pytest.mark.clause("44")
def test_what_is_not_owed_yet_leads_to_the_rector_as_ever(home: House, come: Come) -> None:
    nc = given.closable(home)
    nc.concerned.add(home.saule)
    nc.duties.all().delete()

    refused = text_of(come(home.saule).get(address("close_case", given.fresh(nc))))

    assert MAY_NOT in refused
    assert ASKED not in refused


@pytest.mark.clause("19")
def test_a_step_on_a_merged_case_tells_that_another_goes_on(home: House, come: Come) -> None:
    nc, other = given.identified(home), given.decided(home)
    merge_case(nc, by=home.saule, at=day(1), into=other, reason="Бір мәселе")

    told = text_of(come(home.saule).get(address("convene_group", given.fresh(nc))))

    assert "it goes on in another case; its page tells" in told
    assert other.number not in told  # whoever may see it finds the way on the page of the case
