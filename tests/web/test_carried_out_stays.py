"""The grid of a revised plan: of a case that is carried out lines and criteria stay (43, 45)."""

from datetime import date
from typing import Any

import pytest

from tests.clauses.test_45_what_a_revision_keeps import half_done, of
from tests.given import House, day
from tests.journeys import clock
from tests.web.scenes import address
from tests.web.visiting import Come, read, standing_in, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Plan

pytestmark = [pytest.mark.clause("43"), pytest.mark.clause("45")]

HalfDone = tuple[Plan, Nonconformity, Nonconformity]
__all__ = ["half_done"]


def typed(home: House, come: Come, plan: Plan) -> dict[str, Any]:
    """What the grid of the plan sends when nothing is changed."""
    clock.set_to(day(7))
    grid = standing_in(come(home.dauren).get(address("write_plan", plan)))
    return {name: value for name, value in grid.items() if value is not None}


def told(home: House, come: Come, plan: Plan, sent: dict[str, Any]) -> str:
    return text_of(come(home.dauren).post(address("write_plan", plan), sent, follow=True))


def test_what_is_left_as_it_was_is_saved(home: House, come: Come, half_done: HalfDone) -> None:
    plan, first, second = half_done
    sent = typed(home, come, plan) | {"criterion-1-target": "99 %"}

    assert "is carried out or past that" not in told(home, come, plan, sent)
    assert (of(plan, first).target, of(plan, second).target) == ("100 %", "99 %")


def test_another_action_for_it_is_refused_at_its_row(
    home: House, come: Come, half_done: HalfDone
) -> None:
    plan, first, _second = half_done
    sent = typed(home, come, plan) | {"line-1-case": first.pk}

    says = f"Case {first.number} is carried out or past that; its actions and criteria stay"
    assert says in told(home, come, plan, sent)


def test_another_wording_of_its_criterion_is_refused_there(
    home: House, come: Come, half_done: HalfDone
) -> None:
    plan, first, _second = half_done
    sent = typed(home, come, plan) | {"criterion-0-target": "1 %"}

    shown = told(home, come, plan, sent)

    assert f"Case {first.number} is carried out or past that; its actions and criteria" in shown
    assert 'value="1 %"' in shown


@pytest.mark.parametrize("named", ["first", "none"])
def test_pasted_rows_are_for_a_case_that_waits(
    home: House, come: Come, half_done: HalfDone, named: str
) -> None:
    plan, first, second = half_done
    case = first.number if named == "first" else ""
    sent = typed(home, come, plan)
    sent["pasted"] = f"{case}\tТағы бір әрекет\t{date(2026, 6, 1):%d.%m.%Y}\t{home.asel}\t\t\n"

    shown = told(home, come, plan, sent)

    if named == "first":
        assert f"Case {first.number} is carried out or past that" in shown
    else:
        (pasted,) = plan.lines.filter(what="Тағы бір әрекет")
        assert pasted.plan_case.cycle.nc == second


def test_a_new_row_is_for_the_case_that_waits(home: House, come: Come, half_done: HalfDone) -> None:
    plan, _first, second = half_done
    clock.set_to(day(7))
    page = read(come(home.dauren).get(address("write_plan", plan)))

    offered = page.xpath("(//select[@name='line-2-case'])[1]/option/@value")
    assert offered[0] == str(second.pk) or offered[:2] == ["", str(second.pk)]
