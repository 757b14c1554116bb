"""The procedure told from its own tables: flows, who may do what, deadlines, clauses."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tuzetu.catalogue import AUTOMATIC, CATALOGUE
from tuzetu.procedure.clauses import Clause, clauses
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.edition import first_edition
from tuzetu.procedure.flows.every import FLOWS, STEPS
from tuzetu.procedure.flows.plan import CASES_FOLLOW
from tuzetu.procedure.names import STEP_NAMES
from tuzetu.procedure.rulebook import Rule, State, Step
from tuzetu.procedure.states import CaseState
from tuzetu.procedure.terms import Term

WRITTEN = "Written by `tuzetu describe` from the tables of the procedure; not edited by hand."


def pages(tests: Path) -> dict[str, str]:
    """The pages by name; ``tests`` is the folder whose tests carry clauses."""
    return {
        "flow.md": _page("How things live", map(_flow, FLOWS)),
        "who-may.md": _page("Who may take which step, and on which conditions", map(_who, FLOWS)),
        "deadlines.md": _page("Terms and what is owed", (_terms(), _owed())),
        "clauses.md": _page("From clause to proof", (_matrix(tests),)),
    }


def _page(title: str, sections: Iterable[str]) -> str:
    return "\n\n".join((f"# {title}", WRITTEN, *sections)) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _called(flow: type[Step]) -> str:
    return flow.__name__.removesuffix("Step")


def _flow(flow: type[Step]) -> str:
    """A flow as a diagram; steps that stay where they are stand in the table of parts."""
    steps = [step for step in flow if step.target is not None]
    lines = [line for step in steps for line in _moves(step)]
    if type(next(iter(CASES_FOLLOW.values()))) in {type(step.target) for step in steps}:
        lines += _led_by_the_plan()
    named = {state for step in flow for state in (*step.sources, step.target) if state}
    words = [f"    {state.code} : {state.value}" for state in sorted(named, key=_order)]
    return "\n".join(
        [f"## {_called(flow)}", "", "```mermaid", "stateDiagram-v2", *words, *lines, "```"]
    )


def _order(state: State) -> int:
    return list(type(state)).index(state)


def _moves(step: Step) -> Iterator[str]:
    starts = [state.code for state in sorted(step.sources, key=_order)] or ["[*]"]
    for start in starts:
        yield f"    {start} --> {step.target.code if step.target else start} : {step.code}"


def _led_by_the_plan() -> Iterator[str]:
    """Planning, approval and execution of a case are the plan's own states."""
    ways = (
        (CaseState.PLANNING, CaseState.APPROVAL, "submit_plan"),
        (CaseState.APPROVAL, CaseState.PLANNING, "return_plan"),
        (CaseState.APPROVAL, CaseState.EXECUTION, "approve_plan"),
        (CaseState.EXECUTION, CaseState.PLANNING, "revise_plan"),
    )
    return (f"    {start.code} --> {end.code} : {code}" for start, end, code in ways)


def _who(flow: type[Step]) -> str:
    head = ("step", "from", "to", "done by", "only if", "clause")
    return f"## {_called(flow)}\n\n" + _table(head, map(_row, flow))


def _row(step: Step) -> tuple[str, ...]:
    sources = ", ".join(state.value for state in sorted(step.sources, key=_order)) or "(new)"
    parts = ", ".join(part.value for part in step.done_by)
    rules = "<br>".join(f"{rule.name.replace('_', ' ')} ({rule.clause})" for rule in step.only_if)
    target = step.target.value if step.target else "stays"
    return f"{STEP_NAMES[step.code]} `{step.code}`", sources, target, parts, rules, step.clause


def _terms() -> str:
    limits = first_edition().limits
    head = ("term", "limit in the first edition", "counted in", "from", "clause")
    rows = (
        (term.says, _limit(getattr(limits, term.limit)), term.days.value, term.since, term.clause)
        for term in Term
    )
    return "## Terms\n\n" + _table(head, rows)


def _limit(value: object) -> str:
    if isinstance(value, tuple):
        return "-".join(f"{part:02d}" for part in value)
    return str(value)


def _owed() -> str:
    rows = ((owed.says, owed.part.value, f"`{owed.step}`", owed.clause) for owed in Owed)
    return "## What is owed\n\n" + _table(("duty", "by", "step", "clause"), rows)


def _matrix(tests: Path) -> str:
    proofs = proving_tests(tests)
    head = (
        "clause",
        "Қазақша",
        "Русский",
        "English",
        "mark",
        "rules",
        "steps",
        "forms",
        "tests",
        "page",
    )
    return _table(head, (_of_clause(one, proofs) for one in clauses().values()))


def _of_clause(one: Clause, proofs: dict[str, list[str]]) -> tuple[str, ...]:
    rules = {rule.name: rule for step in STEPS.values() for rule in step.only_if}
    behind = [name for name, rule in rules.items() if rule.clause == one.number]
    steps = [code for code, step in STEPS.items() if _serves(step, one, rules, behind)]
    asking = [CATALOGUE[code].asks for code in steps if code not in AUTOMATIC]
    asked = [
        made.asks.__name__
        for made in CATALOGUE.values()
        if one.number in made.asks.clauses.values()
    ]
    forms = sorted({form.__name__ for form in asking} | set(asked))
    told = (behind, steps, forms, proofs.get(one.number, []))
    listed = tuple("<br>".join(f"`{name}`" for name in names) for names in told)
    title = one.title
    return one.number, title.kk, title.ru, title.en, one.mark.value, *listed, one.page or ""


def _serves(step: Step, one: Clause, rules: dict[str, Rule], behind: Sequence[str]) -> bool:
    return step.clause == one.number or any(rules[name] in step.only_if for name in behind)


def proving_tests(tests: Path) -> dict[str, list[str]]:
    """Clause → files of tests that carry it, as they stand in the tests themselves."""
    found: dict[str, set[str]] = {}
    for path in tests.rglob("test_*.py"):
        for number in _marks(path.read_text("utf-8")):
            found.setdefault(number, set()).add(path.relative_to(tests).as_posix())
    return {number: sorted(names) for number, names in found.items()}


def _marks(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.clause":
            yield from (str(word.value) for word in node.args if isinstance(word, ast.Constant))
