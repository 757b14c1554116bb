"""One name for each step: row, function, form, words, address; and what hangs on a step."""

import ast
from collections.abc import Iterator

import pytest
from django.urls import resolve, reverse

from tests.architecture.reading_code import modules
from tuzetu.catalogue import AUTOMATIC, CATALOGUE, form_name
from tuzetu.conduct.asking import StepForm
from tuzetu.conduct.openings import OPENINGS
from tuzetu.conduct.subjects import BY_FLOW
from tuzetu.dossier.request import WORDING
from tuzetu.procedure.clauses import clauses
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.flows.action import ActionStep
from tuzetu.procedure.flows.every import FLOWS, STEPS
from tuzetu.procedure.names import STEP_NAMES
from tuzetu.procedure.rulebook import Rule, State, Step
from tuzetu.procedure.states import (
    ALIVE,
    ActionState,
    CaseState,
    CorrectionState,
    CriterionChangeState,
    HoldState,
    LetterState,
    PlanState,
    PostponementState,
    RecurrenceState,
    SignedCopyState,
)
from tuzetu.procedure.terms import Term
from tuzetu.stages.causes.steps import FINDINGS
from tuzetu.stages.registration.forms import IdentifyCase
from tuzetu.web.case_stations import PLACES
from tuzetu.web.field_names import FIELD_NAMES
from tuzetu.web.line_acts import LINE_ACTS
from tuzetu.web.plan_shown import TURNS
from tuzetu.web.states_shown import TONES

STATES: tuple[type[State], ...] = (
    CaseState,
    PlanState,
    ActionState,
    PostponementState,
    CriterionChangeState,
    HoldState,
    CorrectionState,
    RecurrenceState,
    LetterState,
    SignedCopyState,
)
RULES: dict[str, Rule] = {rule.name: rule for step in STEPS.values() for rule in step.only_if}


def test_every_step_is_in_the_catalogue_or_brought_about_by_others() -> None:
    assert set(CATALOGUE) | AUTOMATIC == set(STEPS)
    assert not set(CATALOGUE) & AUTOMATIC


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_step_has_one_name_everywhere(code: str) -> None:
    performance = CATALOGUE[code]

    assert performance.step is STEPS[code]
    assert performance.perform.__name__ == code
    assert performance.asks.__name__ == form_name(code)
    assert issubclass(performance.asks, StepForm)
    asked_on = (code,) if performance.record is None else (code, 1)
    for name in ("open", "why_open") if performance.record is None else ("step", "why"):
        assert code in reverse(name, args=asked_on).split("/")
        assert resolve(reverse(name, args=asked_on)).kwargs["code"] == code


def test_every_step_has_its_words() -> None:
    assert set(STEP_NAMES) == set(STEPS)
    assert all(STEP_NAMES.values())


def test_every_flow_has_its_subject_and_every_opening_step_its_facts() -> None:
    assert set(BY_FLOW) == set(FLOWS)
    assert set(OPENINGS) == {step for step in STEPS.values() if step.opens}


def test_every_state_has_a_tone_and_a_word() -> None:
    every = [state for states in STATES for state in states]

    assert set(TONES) == set(every)
    assert all(state.value.strip() for state in every)
    assert len({state.value for state in every}) == len(every)


def test_every_state_has_its_place_on_the_page_of_its_record() -> None:
    assert set(PLACES) == ALIVE
    assert set(TURNS) == set(PlanState)
    assert set(LINE_ACTS) == set(ActionState)


def test_every_step_on_a_line_stands_at_it_in_every_state_where_it_is_open() -> None:
    lacking = [(step, state) for step in ActionStep for state in step.sources - _offered_at(step)]

    assert lacking == []


def _offered_at(step: Step) -> set[State]:
    return {state for state, steps in LINE_ACTS.items() if step in steps}


def test_every_duty_opens_a_step_that_its_part_takes() -> None:
    for owed in Owed:
        step = STEPS[owed.step]
        assert owed.step in CATALOGUE, owed
        assert owed.part in step.done_by, owed


def test_what_mends_a_refusal_is_a_step_that_somebody_takes() -> None:
    for rule in RULES.values():
        assert set(rule.mends) <= set(CATALOGUE), rule.name


def test_whoever_can_mend_takes_the_step_that_mends() -> None:
    for rule in RULES.values():
        for mend in rule.mends:
            assert rule.who & set(STEPS[mend].done_by), rule.name


def test_every_clause_that_is_cited_exists() -> None:
    cited = {step.clause for step in STEPS.values()} | {rule.clause for rule in RULES.values()}
    cited |= {owed.clause for owed in Owed} | {term.clause for term in Term}
    cited |= {
        clause for performance in CATALOGUE.values() for clause in performance.asks.clauses.values()
    }

    assert cited <= set(clauses())


def test_every_field_that_steps_write_to_the_journal_has_words() -> None:
    written = set(_noted()) | set(FINDINGS) | set(WORDING)
    written |= set(IdentifyCase.base_fields) - {"version", "files"}

    assert written - set(FIELD_NAMES) == set()


def _noted() -> Iterator[str]:
    """Names that the steps put or note, as they stand in the code."""
    for module in modules():
        if module.room == "stages":
            yield from _of_module(module.tree)


def _of_module(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr == "put":
            yield from (word.arg for word in node.keywords if word.arg)
        elif node.func.attr == "note" and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)
