"""The panel of people names the whole group, and who holds the offices that act (38)."""

import pytest

from tests import given
from tests.given import MONDAY, House, day
from tests.journeys import clock
from tests.web.visiting import Come, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.stages.containment.steps import record_correction, strike_correction
from tuzetu.stages.decision.steps import convene_group
from tuzetu.stages.registration.steps import name_substitute, take_note


def panel(home: House, come: Come, nc: Nonconformity) -> dict[str, str]:
    """Who is named on the case's page, each with what the person is to it."""
    clock.set_to(day(1))
    shown = text_of(come(home.saule).get(f"/cases/{nc.pk}/"))
    chips = shown.partition('<ul class="people">')[2].partition("</ul>")[0].split("</li>")
    told = (one.partition('chip__words">')[2] for one in chips if "chip__words" in one)
    named = (one.partition("<span>")[2].partition("</span>") for one in told)
    return {
        name: rest.partition("<small>")[2].partition("</small>")[0] for name, _end, rest in named
    }


@pytest.mark.clause("38.1")
def test_the_members_of_the_group_are_named_beside_its_leader(home: House, come: Come) -> None:
    nc = given.identified(home)
    convene_group(
        nc, by=home.saule, at=MONDAY, leader=home.asel, members=[home.asel, home.gulnar],
        owning_unit=home.department, reason="Күрделі",
    )  # fmt: skip

    told = panel(home, come, given.fresh(nc))

    assert told[str(home.asel)] == "leads the analysis"
    assert told[str(home.gulnar)] == "member of the analysis group"


@pytest.mark.clause("38")
def test_an_office_that_acts_is_named_with_its_holder(home: House, come: Come) -> None:
    told = panel(home, come, given.registered(home))

    assert told[str(home.saule)] == "project office officer"
    assert told[str(home.dauren)] == "head of the owning unit"
    assert str(home.maira) not in told, "nothing waits for the vice-rector"


@pytest.mark.clause("38")
def test_whom_the_rector_named_is_told_instead_of_whom_it_replaces(home: House, come: Come) -> None:
    nc = given.registered(home)
    named = {"part": "office", "person": home.timur, "reason": "Кеңсеге қатысты"}
    name_substitute(nc, by=home.erlan, at=MONDAY, instead_of=home.saule, **named)

    told = panel(home, come, given.fresh(nc))

    assert told[str(home.timur)] == "project office"
    assert str(home.saule) not in told


@pytest.mark.clause("44")
def test_the_vice_rector_is_named_while_a_plan_waits_for_approval(home: House, come: Come) -> None:
    nc = given.submitted(home).joined.get().cycle.nc

    told = panel(home, come, nc)

    assert str(home.maira) in told
    assert told[str(home.saule)] == "decided on the case", "nothing waits for the office"


@pytest.mark.clause("27.2")
def test_the_head_who_took_note_stays_named_when_nothing_waits_for_the_head(
    home: House, come: Come
) -> None:
    nc = given.registered(home)
    take_note(nc, by=home.dauren, at=MONDAY)

    told = panel(home, come, given.fresh(nc))

    assert told[str(home.dauren)] == "took note as the head"


@pytest.mark.clause("5.8")
def test_whoever_carries_out_a_correction_is_named_until_it_is_struck(
    home: House, come: Come
) -> None:
    nc = given.registered(home)
    record_correction(nc, by=home.saule, at=MONDAY, what="Түзетіледі", executor=home.bauyrzhan)

    assert panel(home, come, given.fresh(nc))[str(home.bauyrzhan)] == "executor of a correction"

    strike_correction(nc.corrections.get(), by=home.saule, at=MONDAY, reason="Басқа іс")
    assert str(home.bauyrzhan) not in panel(home, come, given.fresh(nc))


@pytest.mark.clause("38")
def test_who_had_a_part_in_a_case_stands_there_to_its_end(home: House, come: Come) -> None:
    nc = given.closed(home)

    told = panel(home, come, given.fresh(nc))

    assert "executor" in told[str(home.bauyrzhan)]
    assert "controller" in told[str(home.timur)]
    assert "drafted the plan" in told[str(home.dauren)]
    assert "confirmed the correction" in told[str(home.saule)]
    assert "gave the verdict" in told[str(home.saule)]
    assert "decided on the case" in told[str(home.saule)]
    assert told[str(home.maira)] == "approved the plan"


@pytest.mark.clause("18")
def test_whom_it_concerns_is_shown_to_the_office_and_the_rector_alone(
    home: House, come: Come
) -> None:
    nc = given.decided(home)
    nc.concerned.add(home.timur)

    told = {
        who.login: "the case concerns them" in text_of(come(who).get(f"/cases/{nc.pk}/"))
        for who in (home.saule, home.erlan, home.dauren)
    }

    assert told == {home.saule.login: True, home.erlan.login: True, home.dauren.login: False}
