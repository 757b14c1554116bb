"""The form of the analysis: the chain of causes comes before what is judged by it (36)."""

from decimal import Decimal

import pytest

from tests.given import House
from tests.web.scenes import SCENES, address
from tests.web.visiting import Come, text_of
from tuzetu.dossier.analysis import Analysis

ORDER = (
    "How the causes were looked for",
    "Chain of causes",
    "How much it weighs",
    "Whether there are others like it",
    "Whether to act",
)


@pytest.mark.clause("36.1")
@pytest.mark.clause("36.2")
def test_the_chain_stands_before_what_it_is_weighed_by(home: House, come: Come) -> None:
    who, nc = SCENES["write_analysis"].set(home)

    page = text_of(come(who).get(address("write_analysis", nc)))
    places = [page.index(f"<legend>{title}</legend>") for title in ORDER]

    assert places == sorted(places)
    assert page.count("<legend>Chain of causes</legend>") == 1


@pytest.mark.clause("36.1")
def test_every_level_of_the_chain_is_told_in_words(home: House, come: Come) -> None:
    who, nc = SCENES["write_analysis"].set(home)

    page = text_of(come(who).get(address("write_analysis", nc)))

    assert "Level 1: the direct cause" in page
    assert "Level 2: the cause of level 1" in page
    assert "Level 7: the cause of level 6" in page
    assert "→ →" not in page


def test_rows_of_a_plan_stand_behind_all_its_fields(home: House, come: Come) -> None:
    who, plan = SCENES["write_plan"].set(home)

    page = text_of(come(who).get(address("write_plan", plan)))

    assert page.index("<legend>Lines of the plan</legend>") > page.index('name="pasted"')


@pytest.mark.clause("34")
@pytest.mark.parametrize("typed", ["10,5", "10.5"])
def test_tiyns_stand_after_a_comma_or_a_point(home: House, come: Come, typed: str) -> None:
    scene = SCENES["write_analysis"]
    who, nc = scene.set(home)
    visitor = come(who, "kk")
    sent = {**scene.typed(home, nc), "version": nc.version, "cost": typed}

    visitor.post(address("write_analysis", nc), sent)

    assert Analysis.objects.get(cycle__nc=nc).cost == Decimal("10.5")
