"""The plan as one canonical text: what is submitted, frozen by the approval, and compared."""

import json
from hashlib import sha256

from tuzetu.dossier.plan import Criterion, Line, Plan


def text_of(plan: Plan) -> str:
    """Everything the approval freezes, in a fixed order, as JSON."""
    lines = plan.lines.planned()
    lines = lines.select_related("plan_case__cycle__nc", "executor", "implementing_unit")
    content = {
        "number": plan.number,
        "revision": plan.revision,
        "unit": plan.unit.name_kk,
        "lines": [_line(line) for line in lines],
        "criteria": [_criterion(criterion) for criterion in plan.criteria.all()],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1)


def stands_as_submitted(plan: Plan) -> bool:
    """Whether the plan is still the text that was submitted last."""
    last = plan.submissions.last()
    return last is not None and text_of(plan) == last.text


def digest_of(text: str) -> str:
    """The SHA-256 of a frozen text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def _line(line: Line) -> dict[str, object]:
    return {
        "id": line.pk,
        "case": line.plan_case.cycle.nc.number,
        "kind": line.kind,
        "what": line.what,
        "cause": line.cause.text if line.cause else "",
        "unit": line.implementing_unit.name_kk if line.implementing_unit else "",
        "executor": str(line.executor or ""),
        "co_executors": sorted(str(person) for person in line.co_executors.all()),
        "due_on": line.due_on.isoformat() if line.due_on else "",
    }


def _criterion(criterion: Criterion) -> dict[str, object]:
    return {
        "id": criterion.pk,
        "lines": sorted(criterion.lines.values_list("pk", flat=True)),
        "measure": criterion.measure,
        "value_now": criterion.value_now,
        "target": criterion.target,
        "data_source": criterion.data_source,
        "check_on": criterion.check_on.isoformat() if criterion.check_on else "",
    }
