"""What stands in a row of the plan stays, also unfinished; what is cleared goes (45, 48)."""

import pytest

from tests import given
from tests.given import MONDAY, House
from tuzetu.catalogue import CATALOGUE
from tuzetu.dossier.plan import Plan
from tuzetu.stages.planning.writing import write_plan

LINE = {"kind": "corrective"}
COUNTS = {f"{row}-{count}": "2" for row in ("line", "criterion") for count in ("TOTAL_FORMS",)}
COUNTS |= {f"{row}-INITIAL_FORMS": "1" for row in ("line", "criterion")}


def rows(
    home: House, plan: Plan, line: dict[str, object], criterion: dict[str, object]
) -> tuple[list[str], list[str]]:
    """What the actions and the measures of the plan are, once a second row of each is sent so."""
    first, goal = plan.lines.get(), plan.criteria.get()
    case = plan.joined.get().cycle.nc_id
    known: dict[str, object] = {"what": first.what, "line": first.pk, "due_on": first.due_on}
    known |= {"unit": home.department.pk, "executor": home.bauyrzhan.pk}
    aim: dict[str, object] = {"criterion": goal.pk, "covers": "1", "measure": goal.measure}
    sent = {
        **COUNTS,
        **{f"line-0-{name}": value for name, value in {**LINE, "case": case, **known}.items()},
        **{f"line-1-{name}": value for name, value in {**LINE, "case": case, **line}.items()},
        **{f"criterion-0-{name}": value for name, value in aim.items()},
        **{f"criterion-1-{name}": value for name, value in criterion.items()},
    }
    form = CATALOGUE["write_plan"].asks(sent, record=plan, by=home.dauren, on=MONDAY.date())
    assert form.is_valid(), form.errors
    told = form.arguments()
    return [one.what for one in told["lines"]], [one.measure for one in told["criteria"]]


@pytest.mark.clause("45")
@pytest.mark.parametrize("name", ["what", "unit", "executor", "co_executors", "due_on"])
def test_a_line_of_which_anything_is_written_stays(home: House, name: str) -> None:
    plan = given.planned(home)
    value = {"what": "Тағы бір әрекет", "unit": home.office.pk, "due_on": "2026-05-05"}
    value |= {"executor": home.asel.pk, "co_executors": [home.asel.pk]}

    lines, _criteria = rows(home, plan, {name: value[name]}, {})

    assert lines == [plan.lines.get().what, value["what"] if name == "what" else ""]


@pytest.mark.clause("45")
def test_a_line_that_says_nothing_is_none(home: House) -> None:
    plan = given.planned(home)

    assert rows(home, plan, {}, {}) == ([plan.lines.get().what], [plan.criteria.get().measure])


@pytest.mark.clause("45")
def test_a_saved_line_that_is_cleared_is_taken_out(home: House) -> None:
    plan = given.planned(home)
    case = plan.joined.get().cycle.nc_id
    sent = COUNTS | {"line-TOTAL_FORMS": "1", "criterion-TOTAL_FORMS": "1"}
    cleared = {f"line-0-{name}": value for name, value in {**LINE, "case": case}.items()}
    cleared |= {"line-0-line": plan.lines.get().pk, "criterion-0-criterion": plan.criteria.get().pk}

    asks = CATALOGUE["write_plan"].asks
    form = asks(sent | cleared, record=plan, by=home.dauren, on=MONDAY.date())
    assert form.is_valid(), form.errors
    write_plan(plan, by=home.dauren, at=MONDAY, **form.arguments())

    assert (plan.lines.standing().count(), plan.criteria.count()) == (0, 0)


@pytest.mark.clause("48")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("covers", "1"),
        ("value_now", "0 %"),
        ("target", "95 %"),
        ("data_source", "Журнал"),
        ("check_on", "2026-12-01"),
    ],
)
def test_a_criterion_of_which_anything_is_written_stays(home: House, name: str, value: str) -> None:
    plan = given.planned(home)

    _lines, criteria = rows(home, plan, {}, {name: value})

    assert criteria == [plan.criteria.get().measure, ""]
