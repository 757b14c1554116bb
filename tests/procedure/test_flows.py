"""The tables are sound: every state is reached and left, every step has its one name."""

from datetime import date
from enum import Enum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuzetu.procedure.edition import first_edition
from tuzetu.procedure.facts import (
    ActionFacts,
    CaseFacts,
    CorrectionFacts,
    CriterionChangeFacts,
    HoldFacts,
    LetterFacts,
    PlanFacts,
    PostponementFacts,
    RecurrenceFacts,
    SignedCopyFacts,
)
from tuzetu.procedure.flows.action import ActionStep
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.flows.correction import CorrectionStep
from tuzetu.procedure.flows.criterion_change import CriterionChangeStep
from tuzetu.procedure.flows.every import DRAFTS, FLOWS, STEPS
from tuzetu.procedure.flows.hold import HoldStep
from tuzetu.procedure.flows.letter import LetterStep
from tuzetu.procedure.flows.plan import CASES_FOLLOW, PlanStep
from tuzetu.procedure.flows.postponement import PostponementStep
from tuzetu.procedure.flows.recurrence import RecurrenceStep
from tuzetu.procedure.flows.signed_copy import SignedCopyStep
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import (
    OVER,
    PASSED,
    Facts,
    State,
    Step,
    is_open,
    offers,
    refusals,
)
from tuzetu.procedure.states import (
    FINAL,
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

STATES: dict[type[Step], type[State]] = {
    LetterStep: LetterState,
    CaseStep: CaseState,
    HoldStep: HoldState,
    CorrectionStep: CorrectionState,
    PlanStep: PlanState,
    ActionStep: ActionState,
    PostponementStep: PostponementState,
    CriterionChangeStep: CriterionChangeState,
    RecurrenceStep: RecurrenceState,
    SignedCopyStep: SignedCopyState,
}

ENDS: dict[type[Step], frozenset[State]] = {
    LetterStep: frozenset({LetterState.HANDED_OVER}),
    CaseStep: FINAL - {CaseState.CLOSED},
    HoldStep: frozenset({HoldState.RESUMED, HoldState.CONCESSION, HoldState.WITHDRAWN}),
    CorrectionStep: frozenset({CorrectionState.STRUCK}),
    PlanStep: frozenset({PlanState.CARRIED_OUT, PlanState.ABANDONED}),
    ActionStep: frozenset({ActionState.CONFIRMED, ActionState.STRUCK}),
    PostponementStep: frozenset(
        {PostponementState.GRANTED, PostponementState.REFUSED, PostponementState.LAPSED}
    ),
    CriterionChangeStep: frozenset(
        {
            CriterionChangeState.ACCEPTED,
            CriterionChangeState.REJECTED,
            CriterionChangeState.LAPSED,
        }
    ),
    RecurrenceStep: frozenset({RecurrenceState.CONFIRMED, RecurrenceState.DENIED}),
    SignedCopyStep: frozenset({SignedCopyState.STRUCK}),
}

BROUGHT: dict[type[Step], frozenset[State]] = {
    CaseStep: frozenset({CaseState.APPROVAL, CaseState.EXECUTION}),
    CorrectionStep: frozenset({CorrectionState.UNDER_WAY}),
    ActionStep: frozenset({ActionState.PLANNED, ActionState.STRUCK}),
}
"""States that no row of the own table leads to: the plan brings its cases and lines
there, the record of a correction the correction."""

ON = date(2026, 2, 2)
EDITION = first_edition()
every_flow = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.__name__)


@every_flow
def test_every_state_is_reached(flow: type[Step]) -> None:
    reached = {step.target for step in flow} | BROUGHT.get(flow, frozenset())

    assert reached >= set(STATES[flow])


@every_flow
def test_every_state_but_the_last_ones_is_left(flow: type[Step]) -> None:
    moving = [step for step in flow if step.target is not None]
    left = {source for step in moving for source in step.sources if source != step.target}
    left |= {state for state in CASES_FOLLOW.values() if flow is CaseStep}

    assert set(STATES[flow]) - left == ENDS[flow]


@every_flow
def test_every_row_speaks_of_the_states_of_its_own_flow(flow: type[Step]) -> None:
    for step in flow:
        assert step.sources <= set(STATES[flow])
        assert step.target is None or step.target in STATES[flow]
        assert step.done_by


@every_flow
def test_no_row_repeats_a_rule(flow: type[Step]) -> None:
    for step in flow:
        assert len(step.only_if) == len({rule.name for rule in step.only_if}), step.code


def test_every_step_has_its_one_name() -> None:
    names = [step.code for flow in FLOWS for step in flow]

    assert len(names) == len(set(names)) == len(STEPS)
    assert set(STEPS) >= DRAFTS


def test_a_plan_carries_its_cases_to_states_of_a_case() -> None:
    assert set(CASES_FOLLOW) == {step.target for step in PlanStep if step.target} - {
        PlanState.CARRIED_OUT,
        PlanState.ABANDONED,
    }


def facts_at(flow: type[Step], state: Enum | None) -> Facts:
    """Facts that say nothing but the state."""
    plain = {"on": ON, "edition": EDITION, "state": state}
    plan, case = PlanState.APPROVED, CaseState.EXECUTION
    made: dict[type[Step], Facts] = {
        LetterStep: LetterFacts(**plain),
        CaseStep: CaseFacts(**plain),
        HoldStep: HoldFacts(case_state=case, **plain),
        CorrectionStep: CorrectionFacts(case_state=case, **plain),
        PlanStep: PlanFacts(**plain),
        ActionStep: ActionFacts(plan_state=plan, case_state=case, **plain),
        PostponementStep: PostponementFacts(
            action_state=ActionState.PLANNED, plan_state=plan, **plain
        ),
        CriterionChangeStep: CriterionChangeFacts(plan_state=plan, **plain),
        RecurrenceStep: RecurrenceFacts(later_state=case, **plain),
        SignedCopyStep: SignedCopyFacts(**plain),
    }
    return made[flow]


anybody = st.builds(
    Actor,
    person=st.integers(min_value=1, max_value=9),
    parts=st.frozensets(st.sampled_from(list(Part)), max_size=4),
    units=st.frozensets(st.integers(min_value=1, max_value=3), max_size=2),
)
anywhere = st.sampled_from(FLOWS).flatmap(
    lambda flow: st.tuples(st.just(flow), st.sampled_from([None, *STATES[flow]]))
)


@settings(max_examples=300, deadline=None)
@given(place=anywhere, by=anybody)
def test_a_step_at_the_wrong_stage_or_of_another_part_is_never_free(
    place: tuple[type[Step], State | None], by: Actor
) -> None:
    facts = facts_at(*place)
    for step in place[0]:
        reasons = refusals(step, facts, by)
        if not is_open(step, facts) or not by.plays(*step.done_by):
            assert reasons


@settings(max_examples=300, deadline=None)
@given(place=anywhere, by=anybody)
def test_every_reason_is_a_sentence_that_can_be_said(
    place: tuple[type[Step], State | None], by: Actor
) -> None:
    facts = facts_at(*place)
    for step in place[0]:
        for reason in refusals(step, facts, by):
            assert reason.clause
            assert reason.says.format(**reason.values).strip()


@settings(max_examples=300, deadline=None)
@given(place=anywhere, by=anybody)
def test_what_is_offered_is_open_and_mine(
    place: tuple[type[Step], State | None], by: Actor
) -> None:
    flow, facts = place[0], facts_at(*place)
    offered = {offer.step: offer.reasons for offer in offers(flow, facts, by)}

    expected = {step for step in flow if is_open(step, facts) and by.plays(*step.done_by)}
    assert set(offered) == expected
    for step, reasons in offered.items():
        assert reasons == refusals(step, facts, by)


@pytest.mark.parametrize(
    ("step", "says"), [(CaseStep.CLOSE_CASE, OVER), (CaseStep.PASS_TO_UNIT, PASSED)]
)
def test_what_ended_early_is_not_told_to_have_passed_a_stage(step: CaseStep, says: str) -> None:
    nobody = Actor(person=1, parts=frozenset(), units=frozenset())

    (first, *_others) = refusals(step, facts_at(CaseStep, CaseState.VOIDED), nobody)

    assert first.says == says


ENDED_EARLY = {("CaseStep", name) for name in ("NOT_CONFIRMED", "MERGED", "VOIDED")}
"""Where a thing has ended before its later stages, beside a plan that was abandoned."""


def test_what_ended_early_alone_is_told_to_be_at_the_end_of_its_way() -> None:
    anybody = Actor(person=1, parts=frozenset(Part))
    told = {
        (flow.__name__, state.name)
        for flow in FLOWS
        for state in STATES[flow]
        for step in flow
        if OVER in {one.says for one in refusals(step, facts_at(flow, state), anybody)}
    }

    assert told == {*ENDED_EARLY, ("PlanStep", "ABANDONED")}
