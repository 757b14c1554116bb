"""What a person may do with a record now, and every reason why not; for any step of any flow."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from tuzetu.conduct.openings import OPENINGS
from tuzetu.conduct.performing import Choosing, nothing_chosen
from tuzetu.conduct.subjects import SUBJECTS, subject_of
from tuzetu.people.person import Person
from tuzetu.procedure.parts import Actor
from tuzetu.procedure.rulebook import Facts, Offer, Refusal, Step, is_open, offers, refusals


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands towards a step: the facts, who the person is, all reasons against."""

    step: Step
    facts: Facts
    who: Actor
    reasons: tuple[Refusal, ...]


def standing(
    step: Step,
    record: Model | None,
    *,
    by: Person,
    on: date,
    choosing: Choosing = nothing_chosen,
) -> Standing:
    """May this person take this step on this record on this day, and if not, why?"""
    facts, who = _ask(step, record, by, on)
    facts = choosing(facts)
    return Standing(step, facts, who, refusals(step, facts, who))


def offers_on(record: Model, *, by: Person, on: date) -> tuple[Offer, ...]:
    """The steps of the record's own flow that are open now and are this person's."""
    subject = next(subject for subject in SUBJECTS if subject.model is type(record))
    return offers(subject.flow, subject.facts(record, on=on), subject.actor(by, record, on=on))


def is_theirs(step: Step, record: Model, *, by: Person, on: date) -> bool:
    """Whether the step is open at this stage and this person's, whatever else stands in its way.

    It is not where the person may not take it for who they are: nobody decides about their own.
    """
    facts, who = _ask(step, record, by, on)
    if not is_open(step, facts):
        return False
    doer = who.acting_in(step.done_by)
    of_them = (rule for rule in step.only_if if rule.of_the_doer)
    return who.plays(*step.done_by) and all(rule.holds(facts, doer) for rule in of_them)


def stands_open(step: Step, record: Model, *, on: date) -> bool:
    """Whether the stage of the record admits the step; what is still to be has no stage."""
    return step in OPENINGS or is_open(step, subject_of(step).facts(record, on=on))


def _ask(step: Step, record: Any, by: Person, on: date) -> tuple[Facts, Actor]:  # noqa: ANN401
    if step in OPENINGS:
        return OPENINGS[step](record, by, on)
    subject = subject_of(step)
    return subject.facts(record, on=on), subject.actor(by, record, on=on)
