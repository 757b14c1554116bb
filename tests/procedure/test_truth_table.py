"""Who may take which step at which stage: the whole table against one reviewed page.

``python -m tests.procedure.test_truth_table`` writes the page anew; its diff is to be read.
"""

from pathlib import Path

from tests.procedure.test_flows import STATES, facts_at
from tuzetu.procedure.flows.every import FLOWS
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import Facts, Step, refusals

PAGE = Path(__file__).with_name("truth_table.md")


def may(step: Step, facts: Facts, part: Part) -> bool:
    """Whether stage and part speak for the step; its rules are proved elsewhere."""
    by = Actor(person=1, parts=frozenset({part}))
    rules = {rule.says for rule in step.only_if}
    return all(reason.says in rules for reason in refusals(step, facts, by))


def table() -> str:
    """The page: one table per flow, one row per step, one column per stage."""
    return "\n".join(["# Who may take which step at which stage", *map(_of_flow, FLOWS), ""])


def _of_flow(flow: type[Step]) -> str:
    stages = (None, *STATES[flow])
    names = [state.code if state else "(new)" for state in stages]
    rows = [
        f"| {step.code} | " + " | ".join(_cell(step, facts_at(flow, s)) for s in stages) + " |"
        for step in flow
    ]
    head = ["", f"## {flow.__name__}", "", f"| step | {' | '.join(names)} |"]
    return "\n".join([*head, "|---" * (len(names) + 1) + "|", *rows])


def _cell(step: Step, facts: Facts) -> str:
    return ", ".join(part.code for part in Part if may(step, facts, part))


def test_the_table_is_as_reviewed() -> None:
    assert table() == PAGE.read_text("utf-8"), "read the diff, then write the page anew"


def test_every_part_but_the_administrator_has_something_to_do() -> None:
    acting = {part for flow in FLOWS for step in flow for part in step.done_by}

    assert set(Part) - acting == {Part.ADMINISTRATOR, Part.REPORTER, Part.CO_EXECUTOR}


if __name__ == "__main__":
    PAGE.write_text(table(), "utf-8")
