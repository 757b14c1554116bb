"""Of several who could meet a condition the page names whose turn it is."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.scenes import address
from tests.web.visiting import Come, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Line
from tuzetu.procedure.offices import Office
from tuzetu.stages.effectiveness.recurring import link_recurrence
from tuzetu.stages.execution.requests import advise_postponement, ask_postponement
from tuzetu.stages.planning.steps import revise_plan
from tuzetu.stages.registration.steps import restrict_case

ASK = "ask_postponement"

Scene = Callable[[House], Line]


def of_a_draft(home: House) -> Line:
    return given.only_line(given.planned(home))


def of_a_submitted(home: House) -> Line:
    return given.only_line(given.submitted(home))


def of_one_revised(home: House) -> Line:
    plan = given.approved(home)
    revise_plan(plan, by=home.dauren, at=day(1), reason="Әрекет өзгереді")
    return given.only_line(given.plan_again(plan))


def asked(home: House) -> Line:
    line = given.only_line(given.approved(home))
    told = {"asked_until": day(70).date(), "reason": "Кешігеді"}
    ask_postponement(line, by=home.bauyrzhan, at=day(1), **told)
    return line


def advised(home: House) -> Line:
    line = asked(home)
    told = {"advised_for": True, "advice": "Дұрыс"}
    advise_postponement(line.postponements.get(), by=home.timur, at=day(1), **told)
    return line


@pytest.mark.clause("45")
@pytest.mark.parametrize(
    ("scene", "whose"),
    [
        (of_a_draft, "plan author"),
        (of_one_revised, "plan author"),
        (of_a_submitted, "vice-rector for academic affairs"),
        (asked, "controller"),
        (advised, "vice-rector for academic affairs"),
    ],
)
def test_whose_turn_it_is_can_meet_it(home: House, come: Come, scene: Scene, whose: str) -> None:
    line = scene(home)
    clock.set_to(day(2))

    visitor = come(home.bauyrzhan)
    for page in (address(ASK, line), reverse("why", args=(ASK, line.pk))):
        assert f"who can meet it: {whose}<" in text_of(visitor.get(page))


@pytest.mark.clause("17")
@pytest.mark.clause("19")
def test_on_a_hidden_link_whoever_sees_it_is_named(home: House, come: Come) -> None:
    raushan = given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)
    nc, earlier = given.identified(home, day(1)), given.registered(home, day(1))
    link_recurrence(earlier, by=raushan, at=day(1), earlier=nc, reason="Сол себеп")
    clock.set_to(day(2))
    seen = refused_merging(home, come, nc)
    assert f"Of this case and of {earlier.number} it is still to be decided" in seen
    assert str(raushan) not in seen

    told = {"confidential": True, "readers": [], "reason": "Құпия"}
    restrict_case(given.fresh(earlier), by=raushan, at=day(2), **told)

    hidden = refused_merging(home, come, given.fresh(nc))
    assert earlier.number not in hidden
    assert f"a case that you do not see (these may decide on it: {raushan})" in hidden


def refused_merging(home: House, come: Come, nc: Nonconformity) -> str:
    """What the office reads that merges this case into another."""
    into = given.decided(home, day(1))
    typed = {"into": into.number, "reason": "Бір мәселе", "version": nc.version}
    return text_of(come(home.saule).post(address("merge_case", nc), typed))
