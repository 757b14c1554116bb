"""What was saved of a plan, as rows of its grid (45, 48)."""

from collections.abc import Iterable, Iterator
from typing import Any

from tuzetu.dossier.plan import Line, Plan


def standing(plan: Plan, **told: str) -> list[Line]:
    """The rows of the grid in order; those of which this is ``told``."""
    lines = plan.lines.planned().filter(**told)
    return list(lines.select_related("plan_case__cycle"))


def saved_lines(plan: Plan, **told: str) -> list[dict[str, Any]]:
    """The lines that stand; those of which this is ``told``."""
    return [
        {
            "line": line.pk,
            "case": line.plan_case.cycle.nc_id,
            "kind": line.kind,
            "what": line.what,
            "cause": line.cause_id,
            "unit": line.implementing_unit_id,
            "executor": line.executor_id,
            "due_on": line.due_on,
            "co_executors": sorted(line.co_executors.values_list("pk", flat=True)),
        }
        for line in standing(plan, **told)
    ]


def saved_criteria(plan: Plan) -> list[dict[str, object]]:
    """The criteria of the cases that stand in the plan."""
    return [row for row, _case in criteria_by_case(plan)]


def criteria_by_case(plan: Plan) -> Iterator[tuple[dict[str, Any], int]]:
    """Each criterion as a row of the grid, with its case."""
    place = {line.pk: number for number, line in enumerate(standing(plan), 1)}
    held = plan.criteria.filter(plan_case__left_at=None).select_related("plan_case__cycle")
    for criterion in held:
        row = {
            "criterion": criterion.pk,
            "measure": criterion.measure,
            "value_now": criterion.value_now,
            "target": criterion.target,
            "data_source": criterion.data_source,
            "check_on": criterion.check_on,
            "covers": _covered(criterion.lines.values_list("pk", flat=True), place),
        }
        yield row, criterion.plan_case.cycle.nc_id


def _covered(lines: Iterable[int], place: dict[int, int]) -> str:
    return ", ".join(str(place[pk]) for pk in sorted(lines) if pk in place)
