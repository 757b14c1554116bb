"""The grid of a revised plan: of a case that is carried out lines and criteria stay (43, 45)."""

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


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("line-0-what", "Басқаша", "The line is confirmed; it stays as it is."),
        ("line-0-due_on", "2026-03-01", "The line is confirmed; it stays as it is."),
        ("criterion-0-measure", "", "its actions and criteria stay as they are"),
        ("criterion-1-covers", "1", "its actions and criteria stay as they are"),
        ("criterion-0-covers", "2", "its actions and criteria stay as they are"),
    ],
)
def test_nothing_typed_there_is_dropped_in_silence(
    home: House, come: Come, half_done: HalfDone, name: str, value: str, says: str
) -> None:
    plan = half_done[0]
    sent = typed(home, come, plan) | {name: value}

    shown = told(home, come, plan, sent)

    assert says in shown
    assert f'href="#id_{name}"' in shown


def test_a_row_that_is_cleared_shifts_no_criterion(
    home: House, come: Come, half_done: HalfDone
) -> None:
    plan = half_done[0]
    told(home, come, plan, typed(home, come, plan) | {"pasted": pasted(home, "Үшінші")})
    sent = typed(home, come, plan) | {"criterion-2-covers": "3", "criterion-2-measure": "Жаңа"}
    sent["criterion-1-measure"] = sent["criterion-1-covers"] = ""
    told(home, come, plan, cleared(sent, "criterion-1") | {"criterion-TOTAL_FORMS": "3"})
    before = plan.criteria.get(measure="Жаңа")
    assert [line.what for line in before.lines.all()] == ["Үшінші"]

    sent = cleared(typed(home, come, plan), "line-1")
    told(home, come, plan, sent)

    assert [line.what for line in before.lines.all()] == ["Үшінші"]
    assert [line.what for line in plan.lines.planned()][-1] == "Үшінші"


def cleared(sent: dict[str, Any], row: str) -> dict[str, Any]:
    """The same, with all that a row says taken out."""
    keep = {f"{row}-{name}" for name in ("line", "case", "kind", "criterion")}
    return {k: "" if k.startswith(f"{row}-") and k not in keep else v for k, v in sent.items()}


def pasted(home: House, what: str, case: str = "") -> str:
    return f"{case}\t{what}\t01.06.2026\t{home.asel}\t\t\n"


@pytest.mark.parametrize("named", ["first", "none"])
def test_pasted_rows_are_for_a_case_that_waits(
    home: House, come: Come, half_done: HalfDone, named: str
) -> None:
    plan, first, second = half_done
    case = first.number if named == "first" else ""
    sent = typed(home, come, plan)
    sent["pasted"] = pasted(home, "Тағы бір әрекет", case)

    shown = told(home, come, plan, sent)

    if named == "first":
        assert f"Case {first.number} is carried out or past that" in shown
    else:
        (line,) = plan.lines.filter(what="Тағы бір әрекет")
        assert line.plan_case.cycle.nc == second


def test_a_new_row_is_for_the_case_that_waits(home: House, come: Come, half_done: HalfDone) -> None:
    plan, _first, second = half_done
    clock.set_to(day(7))
    page = read(come(home.dauren).get(address("write_plan", plan)))

    offered = page.xpath("(//select[@name='line-2-case'])[1]/option/@value")
    assert offered[0] == str(second.pk) or offered[:2] == ["", str(second.pk)]
