"""The things that live, each with its flow: how one is locked, seen by the rulebook, named."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Model

from tuzetu.access.parts import actor as plain_actor
from tuzetu.access.parts import actor_in_case, actor_in_correction, actor_in_line, actor_in_plan
from tuzetu.dossier import plan_facts
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import facts_of_case
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import Line, Plan
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import CriterionChange, Postponement
from tuzetu.dossier.signed_copy import SignedCopy, facts_of_signed_copy
from tuzetu.people.person import Person
from tuzetu.procedure.flows.action import ActionStep
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.flows.correction import CorrectionStep
from tuzetu.procedure.flows.criterion_change import CriterionChangeStep
from tuzetu.procedure.flows.hold import HoldStep
from tuzetu.procedure.flows.letter import LetterStep
from tuzetu.procedure.flows.plan import PlanStep
from tuzetu.procedure.flows.postponement import PostponementStep
from tuzetu.procedure.flows.recurrence import RecurrenceStep
from tuzetu.procedure.flows.signed_copy import SignedCopyStep
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import Facts, Step


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of thing that lives, with what the conduct of its steps needs."""

    kind: str
    flow: type[Step]
    model: type[Model]
    facts: Callable[..., Facts]
    actor: Callable[..., Actor]
    cases: Callable[[Any], list[int]]


def _plan_cases(plan: Plan) -> list[int]:
    return list(plan.joined.current().values_list("cycle__nc", flat=True))


def _line_case(line: Line) -> list[int]:
    return [line.plan_case.cycle.nc_id]


def _postponement_actor(person: Person, request: Postponement, *, on: date) -> Actor:
    return actor_in_line(person, request.line, on=on)


def _change_actor(person: Person, change: CriterionChange, *, on: date) -> Actor:
    return actor_in_plan(person, change.criterion.plan, on=on)


def _hold_actor(person: Person, hold: Hold, *, on: date) -> Actor:
    return actor_in_case(person, hold.nc, on=on)


def _recurrence_actor(person: Person, link: Recurrence, *, on: date) -> Actor:
    """Whoever confirms reopens the earlier case, too, where its verdict turns (17)."""
    who, earlier = actor_in_case(person, link.later, on=on), link.earlier.nc
    turns = earlier.phase in CaseStep.REOPEN_CASE.sources
    if turns and not actor_in_case(person, earlier, on=on).plays(Part.OFFICE):
        return replace(who, parts=who.parts - {Part.OFFICE})
    return who


def _copy_actor(person: Person, copy: SignedCopy, *, on: date) -> Actor:
    if copy.plan:
        return actor_in_plan(person, copy.plan, on=on)
    return actor_in_case(person, _case_of(copy), on=on)


def _copy_cases(copy: SignedCopy) -> list[int]:
    return _plan_cases(copy.plan) if copy.plan else [_case_of(copy).pk]


def _case_of(copy: SignedCopy) -> Nonconformity:
    """A copy that is not of a plan is of a case; the database sees to it."""
    return Nonconformity.objects.get(cycles=copy.cycle_id)


def _letter_actor(person: Person, _item: IntakeItem, *, on: date) -> Actor:
    return plain_actor(person, on=on)


def _postponement_facts(request: Postponement, *, on: date) -> Facts:
    return plan_facts.facts_of_postponement(request.line, request, on=on)


def _change_facts(change: CriterionChange, *, on: date) -> Facts:
    return plan_facts.facts_of_criterion_change(change.criterion, change, on=on)


def _hold_facts(hold: Hold, *, on: date) -> Facts:
    return plan_facts.facts_of_hold(hold.nc, hold, on=on)


def _recurrence_facts(link: Recurrence, *, on: date) -> Facts:
    return plan_facts.facts_of_recurrence(link.later, link.earlier, link, on=on)


# fmt: off
SUBJECTS: tuple[Subject, ...] = (
    Subject("case", CaseStep, Nonconformity, facts_of_case, actor_in_case, lambda nc: [nc.pk]),
    Subject("plan", PlanStep, Plan, plan_facts.facts_of_plan, actor_in_plan, _plan_cases),
    Subject("action", ActionStep, Line, plan_facts.facts_of_action, actor_in_line, _line_case),
    Subject("postponement", PostponementStep, Postponement, _postponement_facts,
            _postponement_actor, lambda request: _line_case(request.line)),
    Subject("criterion_change", CriterionChangeStep, CriterionChange, _change_facts,
            _change_actor, lambda change: [change.criterion.plan_case.cycle.nc_id]),
    Subject("hold", HoldStep, Hold, _hold_facts, _hold_actor, lambda hold: [hold.nc_id]),
    Subject("correction", CorrectionStep, Correction, plan_facts.facts_of_correction,
            actor_in_correction, lambda correction: [correction.nc_id]),
    Subject("recurrence", RecurrenceStep, Recurrence, _recurrence_facts, _recurrence_actor,
            lambda link: [link.later_id, link.earlier.nc_id]),
    Subject("letter", LetterStep, IntakeItem, plan_facts.facts_of_letter, _letter_actor,
            lambda item: list(item.cases.values_list("pk", flat=True))),
    Subject("signed_copy", SignedCopyStep, SignedCopy, facts_of_signed_copy, _copy_actor,
            _copy_cases),
)
# fmt: on

BY_FLOW = {subject.flow: subject for subject in SUBJECTS}


def kind_of(record: Model) -> str:
    """The name of the kind of thing that a record is."""
    return next((one.kind for one in SUBJECTS if one.model is type(record)), "")


def subject_of(step: Step) -> Subject:
    """The kind of thing on which a step is taken."""
    return BY_FLOW[type(step)]
