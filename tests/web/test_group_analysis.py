"""Members of an analysis group find the analysis that they share with its leader (38.1)."""

import pytest

from tests.given import House
from tests.journeys import clock
from tests.web.scenes import SCENES
from tests.web.visiting import Come, read, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.stages.decision.steps import convene_group


def analysed_by_a_group(home: House) -> Nonconformity:
    """A case whose causes Asel and Timur look for; Asel leads."""
    who, nc = SCENES["convene_group"].set(home)
    assert isinstance(nc, Nonconformity)
    group, unit = [home.asel, home.timur], home.department
    told = {"leader": home.asel, "members": group, "owning_unit": unit, "reason": "Күрделі"}
    convene_group(nc, by=who, at=clock.now(), **told)
    return nc


@pytest.mark.clause("38.1")
def test_a_member_finds_the_analysis_on_the_case(home: House, come: Come) -> None:
    nc = analysed_by_a_group(home)

    box = read(come(home.timur).get(f"/cases/{nc.pk}/")).find_class("next-act")[0]

    assert f"/do/write_analysis/{nc.pk}/" in [link.get("href") for link in box.iter("a")]
    assert "This step is not yours" not in box.text_content()


@pytest.mark.clause("38.1")
def test_a_stranger_to_the_group_reads_whose_step_it_is(home: House, come: Come) -> None:
    nc = analysed_by_a_group(home)

    box = read(come(home.dauren).get(f"/cases/{nc.pk}/")).find_class("next-act")[0]

    assert f"/do/write_analysis/{nc.pk}/" not in [link.get("href") for link in box.iter("a")]
    assert "This step is not yours" in box.text_content()


@pytest.mark.clause("38.1")
def test_today_tells_a_member_of_the_shared_analysis_and_others_nothing(
    home: House, come: Come
) -> None:
    nc = analysed_by_a_group(home)

    member, leader, head = (
        text_of(come(who).get("/")) for who in (home.timur, home.asel, home.dauren)
    )

    assert "Together with your group" in member
    assert f"Leader: {home.asel}" in member
    assert member.count(f'href="/do/write_analysis/{nc.pk}/"') == 1
    assert "Together with your group" not in leader + head


def test_why_not_leads_to_a_step_that_is_open(home: House, come: Come) -> None:
    nc = analysed_by_a_group(home)

    answer = come(home.timur).get(f"/why/write_analysis/{nc.pk}/")

    assert f'href="/do/write_analysis/{nc.pk}/"' in text_of(answer)
    assert "Nothing stands in the way of this step." in text_of(answer)
    assert "Why can't I?" not in read(answer).findtext(".//h1")


@pytest.mark.clause("38")
@pytest.mark.parametrize(("who", "told"), [("aigerim", False), ("saule", True)])
def test_impartiality_is_told_to_those_alone_whose_part_the_step_is(
    home: House, come: Come, who: str, *, told: bool
) -> None:
    _who, nc = SCENES["convene_group"].set(home)
    home.saule.unit = home.department
    home.saule.save()
    visitor = come(getattr(home, who))

    pages = [text_of(visitor.get(f"/{way}/convene_group/{nc.pk}/")) for way in ("do", "why")]

    assert ["Your own unit answers for this matter" in page for page in pages] == [told, told]


@pytest.mark.clause("38.1")
def test_whose_group_works_on_an_analysis_is_not_told_that_nothing_is_waited_for(
    home: House, come: Come
) -> None:
    analysed_by_a_group(home)

    member, stranger = (text_of(come(who).get("/")) for who in (home.timur, home.aigerim))

    assert "You work on an analysis together with your group: 1." in member
    for nothing in ("Nothing is waited for from you.", "You owe nothing today."):
        assert nothing not in member
        assert nothing in stranger
