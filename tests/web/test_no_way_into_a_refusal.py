"""What a page offers can be done; whose it is is told the same by every page of a step."""

from datetime import date

import pytest

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.scenes import address
from tests.web.visiting import Come, read, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Line
from tuzetu.procedure.offices import Office
from tuzetu.stages.execution.steps import mark_done, send_back_action


@pytest.mark.clause("16")
@pytest.mark.clause("18")
def test_after_the_verdict_no_follow_up_is_offered(home: House, come: Come) -> None:
    nc = given.measured(home)
    (line,) = given.lines_of(nc)
    plan, follow = f"/plans/{line.plan_id}/", f"/do/follow_up/{line.pk}/"
    clock.set_to(day(76))
    assert follow in text_of(come(home.dauren).get(plan))
    given.find_effective(nc, by=home.saule, at=day(76), reason="Критерий орындалды")

    assert follow not in text_of(come(home.dauren).get(plan))


@pytest.mark.clause("51")
@pytest.mark.parametrize(
    ("audit", "judge", "other"),
    [(False, "project office", "auditor"), (True, "auditor", "project office")],
)
def test_why_not_names_the_one_judge(
    home: House,
    come: Come,
    audit: bool,  # noqa: FBT001
    judge: str,
    other: str,
) -> None:
    given.appoint(home.gulnar, Office.AUDITOR)
    nc = given.carried_out(home)
    Nonconformity.objects.filter(pk=nc.pk).update(internal_audit=audit)
    clock.set_to(day(75))
    who = home.saule if audit else home.gulnar

    page = read(come(who).get(f"/why/find_effective/{nc.pk}/"))

    assert f"it is taken by: {judge}" in page.text_content()
    facts = " ".join(page.find_class("why-table")[0].find_class("facts")[0].text_content().split())
    assert judge in facts.partition("Your part")[0]
    assert other not in facts.partition("Your part")[0]


@pytest.mark.clause("46")
def test_why_not_tells_at_its_head_that_an_action_came_back(home: House, come: Come) -> None:
    line = given.only_line(given.approved(home))
    mark_done(line, by=home.bauyrzhan, at=day(1), done_note="Бітті")
    again = Line.objects.get(pk=line.pk)
    send_back_action(again, by=home.timur, at=day(2), reason="Парақты тіркеңіз")
    clock.set_to(day(3))

    why = text_of(come(home.timur).get(f"/why/confirm_action/{line.pk}/"))

    assert why.count("Sent back to the executor") == 2
    assert "Planned" not in why


@pytest.mark.clause("45")
def test_a_plan_that_cannot_be_approved_any_more_is_returned_from_the_case(
    home: House, come: Come
) -> None:
    plan = given.submitted(home)
    Line.objects.update(due_on=day(9).date())
    nc = plan.joined.get().cycle.nc
    clock.set_to(day(10))

    shown = read(come(home.maira).get(f"/cases/{nc.pk}/"))

    first = shown.find_class("act--primary")[0].get("href")
    assert first == f"/do/return_plan/{plan.pk}/"
    assert f"/do/approve_plan/{plan.pk}/" not in [one.get("href") for one in shown.iter("a")]


@pytest.mark.clause("17")
def test_a_potential_case_is_not_offered_to_be_linked(home: House, come: Come) -> None:
    actual, potential = given.registered(home), given.registered(home, kind="potential")
    clock.set_to(day(1))

    links = [
        f"/do/link_recurrence/{nc.pk}/" in text_of(come(home.saule).get(f"/cases/{nc.pk}/"))
        for nc in (actual, potential)
    ]

    assert links == [True, False]


@pytest.mark.clause("17")
def test_once_the_observation_has_ended_the_verdict_can_be_given(home: House, come: Come) -> None:
    nc = given.observed(home)
    until = nc.cycles.get().observed_until
    assert until is not None
    said = []
    for on in (until, date.fromordinal(until.toordinal() + 1)):
        clock.set_to(given.at_noon(on))
        said.append(text_of(come(home.aigerim).get(address("find_effective", nc))))

    assert "the case is observed until" in said[0]
    assert "the final verdict can be given" in said[1]
