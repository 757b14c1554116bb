"""A criterion that is changed on the way (49, 50)."""

from tuzetu.procedure.facts import CriterionChangeFacts
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import Values, asked_of_the_doer, asks_for, rule
from tuzetu.procedure.rules.execution import RAN, written_now
from tuzetu.procedure.states import PlanState
from tuzetu.procedure.wording import Phrase, _


@asks_for(_("The plan of the criterion was approved."))
@rule(
    "49",
    _("Until the plan is approved another criterion is written in the plan itself. {now} {next}"),
    who=(Part.AUTHOR, Part.VICE_RECTOR),
    mend=("write_plan", "approve_plan"),
    details=written_now,
)
def the_criterions_plan_was_approved(change: CriterionChangeFacts, _by: Actor) -> bool:
    """Before approval a criterion is simply written otherwise."""
    return change.plan_state in RAN


@asks_for(_("The plan is not finished yet."))
@rule("49", _("The plan is carried out; after its last action no criterion is changed."))
def the_criterions_plan_runs(change: CriterionChangeFacts, _by: Actor) -> bool:
    """What was carried out is measured by what it was planned with."""
    return change.plan_state != PlanState.CARRIED_OUT


def _half(change: CriterionChangeFacts, _by: Actor) -> Values:
    return {
        "approved": change.approved_on,
        "due": change.first_due_on,
        "half": change.last_day,
        "today": change.on,
    }


@asks_for(_("Half of the set period has not passed."))
@rule(
    "49",
    _(
        "Half of the set period has passed. The plan was approved on {approved}, the earliest "
        "first deadline is {due}, so a change could be proposed until {half}; today is {today}. "
        "The criterion stays as approved; while the plan is in progress, the whole plan may be "
        "revised and approved anew."
    ),
    who=Part.AUTHOR,
    mend="revise_plan",
    details=_half,
)
def half_of_the_period_has_not_passed(change: CriterionChangeFacts, _by: Actor) -> bool:
    """A change is proposed no later than half of the period; the day of the half counts."""
    if change.plan_state != PlanState.APPROVED:
        return True  # that is told by its own condition, and there is no period yet
    return change.last_day is not None and change.on <= change.last_day


@asks_for(_("No change of the criterion waits for a decision."))
@rule(
    "50",
    _("A change of this criterion already waits for the decision of the project office."),
    who=Part.OFFICE,
    mend="accept_criterion_change",
)
def no_change_waits(change: CriterionChangeFacts, _by: Actor) -> bool:
    """One proposal per criterion at a time."""
    return not change.another_open


@asks_for(_("A line of the criterion is not confirmed yet."))
@rule("49", _("The lines of this criterion are all confirmed or struck; its wording stands."))
def the_criterions_lines_are_open(change: CriterionChangeFacts, _by: Actor) -> bool:
    """What is done is measured by what was promised."""
    return change.lines_open


REJECT_NOW = _("Reject the change.")
REJECT_OR_WAIT = _("Reject the change, or accept it once the plan is approved anew.")


def _while_revised(change: CriterionChangeFacts, by: Actor) -> Values:
    """What is rewritten already can only be rejected."""
    answer = Phrase(REJECT_NOW if change.rewritten else REJECT_OR_WAIT, {})
    return {**written_now(change, by), "answer": answer}


@asks_for(_("The plan is not being revised."))
@rule(
    "50",
    _(
        "The plan is being revised, and another criterion is written in the plan itself. "
        "{next} {answer}"
    ),
    who=Part.OFFICE,
    mend="reject_criterion_change",
    details=_while_revised,
)
def the_plan_is_not_revised(change: CriterionChangeFacts, _by: Actor) -> bool:
    """What is written anew is not changed beside it."""
    return change.plan_state in RAN


@asks_for(_("The criterion reads as it did when the change was proposed."))
@rule(
    "50",
    _(
        "The plan was rewritten after the change was proposed, and the criterion reads otherwise "
        "now; reject the change, the plan author may propose another."
    ),
    who=Part.OFFICE,
    mend="reject_criterion_change",
)
def the_criterion_reads_as_before(change: CriterionChangeFacts, _by: Actor) -> bool:
    """What was approved later is not overwritten by what was proposed earlier."""
    return not change.rewritten


@asked_of_the_doer
@asks_for(_("Whoever decides has not proposed the change."))
@rule(
    "50",
    _(
        "Whoever proposed the change does not decide on it: somebody else of the office does, and "
        "where nobody else is left, a substitute whom the rector names."
    ),
    who=Part.RECTOR,
    mend="name_substitute",
)
def the_proposer_does_not_decide(change: CriterionChangeFacts, by: Actor) -> bool:
    """Nobody accepts their own proposal."""
    return change.proposed_by not in by.answers_for
