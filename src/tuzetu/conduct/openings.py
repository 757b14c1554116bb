"""Steps that bring a record into being: what they are asked on, with which facts."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tuzetu.access.parts import actor, actor_in_case, actor_in_line, actor_in_plan
from tuzetu.dossier.case_facts import current_cycle, stands_in_a_plan, waits_for_a_plan
from tuzetu.dossier.edition import edition_in_force
from tuzetu.dossier.plan_facts import (
    facts_of_criterion_change,
    facts_of_hold,
    facts_of_postponement,
    facts_of_recurrence,
)
from tuzetu.people.person import Person
from tuzetu.procedure.facts import (
    CaseFacts,
    JoiningFact,
    LetterFacts,
    PlanFacts,
    SignedCopyFacts,
)
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.flows.criterion_change import CriterionChangeStep
from tuzetu.procedure.flows.hold import HoldStep
from tuzetu.procedure.flows.letter import LetterStep
from tuzetu.procedure.flows.plan import PlanStep
from tuzetu.procedure.flows.postponement import PostponementStep
from tuzetu.procedure.flows.recurrence import RecurrenceStep
from tuzetu.procedure.flows.signed_copy import SignedCopyStep
from tuzetu.procedure.parts import Actor
from tuzetu.procedure.rulebook import Facts, Step
from tuzetu.procedure.states import LetterState


def _new_case(_record: object, by: Person, on: date) -> tuple[Facts, Actor]:
    edition = edition_in_force(on).rules()
    return CaseFacts(on=on, edition=edition, state=None), actor(by, on=on)


def _new_case_of_a_letter(item: Any, by: Person, on: date) -> tuple[Facts, Actor]:  # noqa: ANN401
    """While the letter is being handed over it is no parent: its first case opens with it."""
    edition = edition_in_force(on).rules()
    letter = LetterState[item.state.upper()] if item else None
    return CaseFacts(on=on, edition=edition, state=None, letter=letter), actor(by, on=on)


def _new_letter(_record: object, by: Person, on: date) -> tuple[Facts, Actor]:
    edition = edition_in_force(on).rules()
    return LetterFacts(on=on, edition=edition, state=None), actor(by, on=on)


def _new_plan(nc: Any, by: Person, on: date) -> tuple[Facts, Actor]:  # noqa: ANN401
    facts = PlanFacts(
        on=on,
        edition=edition_in_force(on).rules(),
        state=None,
        joining=JoiningFact(
            number=nc.number,
            stage=nc.phase,
            waits=waits_for_a_plan(nc),
            planned=stands_in_a_plan(nc),
        ),
    )
    return facts, actor_in_case(by, nc, on=on)


def _new_hold(nc: Any, by: Person, on: date) -> tuple[Facts, Actor]:  # noqa: ANN401
    return facts_of_hold(nc, None, on=on), actor_in_case(by, nc, on=on)


def _new_postponement(line: Any, by: Person, on: date) -> tuple[Facts, Actor]:  # noqa: ANN401
    return facts_of_postponement(line, None, on=on), actor_in_line(by, line, on=on)


def _new_change(criterion: Any, by: Person, on: date) -> tuple[Facts, Actor]:  # noqa: ANN401
    facts = facts_of_criterion_change(criterion, None, on=on)
    return facts, actor_in_plan(by, criterion.plan, on=on)


def _new_link(nc: Any, by: Person, on: date) -> tuple[Facts, Actor]:  # noqa: ANN401
    return facts_of_recurrence(nc, None, None, on=on), actor_in_case(by, nc, on=on)


def _new_copy(nc: Any, by: Person, on: date) -> tuple[Facts, Actor]:  # noqa: ANN401
    edition = current_cycle(nc).edition.rules()
    return SignedCopyFacts(on=on, edition=edition, state=None), actor_in_case(by, nc, on=on)


def _new_plan_copy(plan: Any, by: Person, on: date) -> tuple[Facts, Actor]:  # noqa: ANN401
    edition = plan.edition.rules()
    return SignedCopyFacts(on=on, edition=edition, state=None), actor_in_plan(by, plan, on=on)


OPENINGS: dict[Step, Callable[[Any, Person, date], tuple[Facts, Actor]]] = {
    CaseStep.SUBMIT_REPORT: _new_case,
    CaseStep.OPEN_CASE: _new_case_of_a_letter,
    LetterStep.REGISTER_LETTER: _new_letter,
    PlanStep.DRAFT_PLAN: _new_plan,
    HoldStep.SET_HOLD: _new_hold,
    PostponementStep.ASK_POSTPONEMENT: _new_postponement,
    CriterionChangeStep.PROPOSE_CRITERION_CHANGE: _new_change,
    RecurrenceStep.LINK_RECURRENCE: _new_link,
    SignedCopyStep.KEEP_SIGNED_COPY: _new_copy,
    SignedCopyStep.KEEP_SIGNED_PLAN: _new_plan_copy,
}
"""Step → how the rulebook sees the record on which it is asked, before anything exists."""
