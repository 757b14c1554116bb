"""What is chosen for a plan, as the rules see it."""

from dataclasses import replace
from datetime import date

from django.db.models import F

from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import stands_in_a_plan, waits_for_a_plan
from tuzetu.dossier.plan import Meeting, Plan
from tuzetu.dossier.plan_text import stands_as_submitted
from tuzetu.language.folding import folded
from tuzetu.people.person import Person
from tuzetu.procedure.facts import JoiningFact, PlanFacts, ProposedFact
from tuzetu.procedure.states import PlanState


def joining(facts: PlanFacts, *, case: Nonconformity) -> PlanFacts:
    """The facts once it is chosen which case joins."""
    chosen = JoiningFact(
        number=case.number,
        stage=case.phase,
        waits=waits_for_a_plan(case),
        planned=stands_in_a_plan(case),
        of_the_unit=case.owning_unit_id == facts.unit,
        alone=case.confidential,
    )
    return replace(facts, joining=chosen)


def releasing(facts: PlanFacts, *, case: Nonconformity) -> PlanFacts:
    """The facts once it is chosen which case leaves."""
    rounds = [one for one in facts.cases if one.id == case.pk]
    now = next((one for one in rounds if one.present), None)
    return replace(facts, releasing=now or next(iter(rounds), None))


def striking(facts: PlanFacts, *, plan: Plan, meeting: Meeting) -> PlanFacts:
    """The facts once it is chosen which minutes are struck."""
    standing = Meeting.objects.standing().filter(plan=plan.pk, revision=F("plan__revision"))
    return replace(facts, minutes_count=standing.filter(pk=meeting.pk).exists())


def recording(facts: PlanFacts, *, plan: Plan, minutes_number: str, held_on: date) -> PlanFacts:
    """The facts once it is told which minutes are recorded."""
    of_that_day = Meeting.objects.standing().filter(plan=plan.pk, held_on=held_on)
    known = {folded(one) for one in of_that_day.values_list("minutes_number", flat=True)}
    return replace(facts, minutes_known=folded(minutes_number) in known)


def answering(facts: PlanFacts, *, plan: Plan, answer: str) -> PlanFacts:
    """The facts once it is sent, with or without a word to the remarks."""
    came_back = facts.state == PlanState.RETURNED and stands_as_submitted(plan)
    return replace(facts, unanswered=came_back and not answer)


def controlling(facts: PlanFacts, *, controller: Person, substitute: Person | None) -> PlanFacts:
    """The facts once controller and substitute are chosen: whose case, whose own lines it is."""
    named = [one for one in (controller, substitute) if one]
    chosen = ProposedFact(
        concerned=tuple(str(one) for one in named if one.pk in facts.concerned),
        own_lines=tuple(
            number
            for number, line in enumerate(facts.lines, 1)
            if all(one.pk in {line.executor, *line.co_executors} for one in named)
        ),
    )
    return replace(facts, proposed=chosen)
