"""Doing, confirming, postponing and changing criteria (16, 41, 46, 49, 50)."""

from datetime import date

from tuzetu.procedure.facts import (
    ActionFacts,
    CaseFacts,
    CriterionChangeFacts,
    PlanFacts,
    PostponementFacts,
)
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import Values, Word, asked_of_the_doer, asks_for, rule
from tuzetu.procedure.states import ActionState, CaseState, PlanState
from tuzetu.procedure.wording import Phrase, _, named

TO_BE_DONE = frozenset({ActionState.PLANNED, ActionState.DONE})
RAN = frozenset({PlanState.APPROVED, PlanState.CARRIED_OUT})
"""A plan that is carried out, or was."""


SUBMITTED_FIRST = _("Its author submits it first.")
DECIDED_FIRST = _("It was submitted: the vice-rector approves it or returns it.")


CONTROLLED_FIRST = _(
    "It was submitted: once the project office has proposed who controls it, the vice-rector "
    "approves it or returns it."
)


def _decided(one: ActionFacts | PostponementFacts | CriterionChangeFacts) -> str:
    return DECIDED_FIRST if one.plan_controlled else CONTROLLED_FIRST


NOT_APPROVED = _("It is not approved yet.")
REVISED = _("It was approved and is being revised.")


def _now(one: ActionFacts | PostponementFacts | CriterionChangeFacts) -> Phrase:
    """Whether the plan was approved before."""
    return Phrase(REVISED if one.plan_revised else NOT_APPROVED, {})


def _next(line: ActionFacts, _by: Actor) -> Values:
    """Who brings the plan nearer to its approval."""
    submitted = line.plan_state == PlanState.SUBMITTED
    return {"now": _now(line), "next": Phrase(_decided(line) if submitted else SUBMITTED_FIRST, {})}


WRITTEN_NOW = _("Its author writes it now.")


def written_now(asked: PostponementFacts | CriterionChangeFacts, _by: Actor) -> Values:
    """Who has the plan: what is before the vice-rector is written by nobody meanwhile."""
    submitted = asked.plan_state == PlanState.SUBMITTED
    return {"now": _now(asked), "next": Phrase(_decided(asked) if submitted else WRITTEN_NOW, {})}


@asks_for(_("The plan is approved."))
@rule(
    "45",
    _("The lines of a plan are carried out once it is approved. {now} {next}"),
    who=(Part.AUTHOR, Part.VICE_RECTOR),
    mend=("submit_plan", "approve_plan"),
    details=_next,
)
def the_plan_is_approved(line: ActionFacts, _by: Actor) -> bool:
    """Only an approved plan is carried out."""
    return line.plan_state == PlanState.APPROVED


@asks_for(_("The plan was approved."))
@rule(
    "16",
    _("The lines of a plan are carried out once it is approved. {now} {next}"),
    who=(Part.AUTHOR, Part.VICE_RECTOR),
    mend=("submit_plan", "approve_plan"),
    details=_next,
)
def the_plan_was_approved(line: ActionFacts, _by: Actor) -> bool:
    """The head follows up what is carried out, also when the whole plan has been."""
    return line.plan_state in {PlanState.APPROVED, PlanState.CARRIED_OUT}


JUDGED = frozenset(CaseState) - {
    *(CaseState.PLANNING, CaseState.APPROVAL, CaseState.EXECUTION, CaseState.EVALUATION)
}
"""Where a round of a case has its verdict, or had no action."""


@asks_for(_("The verdict on the case is still to come."))
@rule("18", _("The verdict on the case is given; nobody changes any more what it rests on."))
def the_verdict_is_still_to_come(line: ActionFacts, _by: Actor) -> bool:
    """What the evaluation was judged by is not changed afterwards."""
    return line.present and line.case_state not in JUDGED


@asks_for(_("Whoever confirms the line has not carried it out."))
@rule(
    "46",
    _(
        "Whoever carries out a line neither confirms it nor sends it back; its controller or the "
        "substitute does."
    ),
    who=Part.CONTROLLER,
)
def the_controller_did_not_execute_it(line: ActionFacts, by: Actor) -> bool:
    """Control is another person's, unless the edition allows otherwise."""
    doers = {line.executor, line.done_by, *line.co_executors}
    return line.edition.limits.executor_may_control or by.person not in doers


@asks_for(_("Somebody else controls the line of whoever is chosen."))
@rule(
    "46",
    _(
        "Whoever is chosen controls the plan, and no substitute would control this line; choose "
        "another executor, or the vice-rector appoints a substitute of the controller."
    ),
    who=Part.VICE_RECTOR,
    mend="change_controller",
)
def somebody_else_controls_the_line(line: ActionFacts, _by: Actor) -> bool:
    """A line is handed on only to somebody whom another person controls."""
    return line.edition.limits.executor_may_control or not line.handed_to_its_controller


@asks_for(_("Whoever controls is not concerned by the case."))
@rule(
    "38",
    _("The case concerns you, so another person controls it; the vice-rector appoints one."),
    who=Part.VICE_RECTOR,
    mend="change_controller",
)
def the_controller_is_not_concerned(line: ActionFacts, by: Actor) -> bool:
    """Nobody decides about what concerns themselves, even if it was named after the approval."""
    return by.person not in line.concerned


@asks_for(_("Every line of the case is confirmed."))
@rule(
    "46",
    _("Lines of the plan are not confirmed yet: {lines}."),
    who=Part.CONTROLLER,
    mend="confirm_action",
    details=lambda nc, _by: {"lines": named(nc.planned.lines_open)},
)
def every_line_is_confirmed(nc: CaseFacts, _by: Actor) -> bool:
    """Evaluation begins when the controller has confirmed the last line of the case."""
    return nc.planned.lines > 0 and not nc.planned.lines_open


@asks_for(_("Every line of the plan is confirmed."))
@rule(
    "46", _("Lines of the plan are not confirmed yet."), who=Part.CONTROLLER, mend="confirm_action"
)
def nothing_is_left_to_confirm(plan: PlanFacts, _by: Actor) -> bool:
    """The plan is carried out when no case of it is in execution."""
    return not any(nc.present and nc.state == CaseState.EXECUTION for nc in plan.cases)


@asks_for(_("The line is not confirmed yet."))
@rule(
    "45",
    _("The state of the line is “{state}”: its deadline cannot be moved any more."),
    details=lambda request, _by: {"state": Word(request.action_state.value)},
)
def the_line_is_open(request: PostponementFacts, _by: Actor) -> bool:
    """Only what is still to be done can be postponed."""
    return request.action_state in TO_BE_DONE


@asks_for(_("The line is still to be done."))
@rule(
    "45",
    _("The line is marked as done; a later deadline is asked for once it has been sent back."),
    who=Part.CONTROLLER,
    mend="send_back_action",
)
def the_line_is_to_be_done(request: PostponementFacts, _by: Actor) -> bool:
    """What is said to be done needs no more time."""
    return request.action_state != ActionState.DONE


@asks_for(_("The plan of the line was approved."))
@rule(
    "45",
    _("Until the plan is approved another deadline is written in the plan itself. {now} {next}"),
    who=(Part.AUTHOR, Part.VICE_RECTOR),
    mend=("write_plan", "approve_plan"),
    details=written_now,
)
def the_lines_plan_was_approved(request: PostponementFacts, _by: Actor) -> bool:
    """Before approval a deadline is simply written otherwise, of what is still to be done."""
    return request.plan_state in RAN or request.action_state not in TO_BE_DONE


@asks_for(_("The plan is not being revised."))
@rule(
    "45",
    _(
        "The plan is being revised: until it is approved anew the postponement can be refused or "
        "left to wait, not granted. Another deadline is written in the plan itself. {next}"
    ),
    who=Part.VICE_RECTOR,
    mend="refuse_postponement",
    details=written_now,
)
def no_revision_is_under_way(request: PostponementFacts, _by: Actor) -> bool:
    """What is written anew is not moved beside it; of what is done nothing is moved at all."""
    return request.plan_state in RAN or request.action_state not in TO_BE_DONE


@asks_for(_("The plan is not finished yet."))
@rule("45", _("The plan is carried out; after its last action no deadline is changed."))
def the_plan_runs(request: PostponementFacts, _by: Actor) -> bool:
    """What was carried out in full needs no more time."""
    return request.plan_state != PlanState.CARRIED_OUT


@asks_for(_("No postponement of the line waits for a decision."))
@rule(
    "45",
    _("A postponement of this line already waits for a decision."),
    who=(Part.CONTROLLER, Part.VICE_RECTOR),
    mend=("advise_postponement", "grant_postponement", "refuse_postponement"),
)
def no_postponement_waits(request: PostponementFacts, _by: Actor) -> bool:
    """One request per line at a time."""
    return not request.another_open


@asks_for(_("The new deadline lies after the present one and after today."))
@rule(
    "45",
    _("The new deadline must lie after the present one ({due}) and after today."),
    who=Part.EXECUTOR,
    details=lambda request, _by: {"due": request.due_on},
)
def the_new_deadline_is_later(request: PostponementFacts, _by: Actor) -> bool:
    """A postponement leads to a day that is still to come."""
    return request.asked_until is None or _is_later(request, request.asked_until)


def _is_later(request: PostponementFacts, until: date) -> bool:
    return request.due_on is not None and until > max(request.due_on, request.on)


@asks_for(_("The deadline asked for lies ahead."))
@rule(
    "45",
    _(
        "A deadline is moved to a day after the present one ({due}) and after today; {until} was "
        "asked for. Refuse the postponement, the executor may ask for another."
    ),
    who=Part.VICE_RECTOR,
    mend="refuse_postponement",
    details=lambda request, _by: {"until": request.asked_until, "due": request.due_on},
)
def the_deadline_asked_for_lies_ahead(request: PostponementFacts, _by: Actor) -> bool:
    """What was asked in time may have passed until it is decided."""
    return request.asked_until is not None and _is_later(request, request.asked_until)


@asked_of_the_doer
@asks_for(_("Whoever gives the opinion has not asked for the postponement."))
@rule(
    "46",
    _("Whoever asked for the postponement gives no opinion on it; another controller does."),
    who=Part.VICE_RECTOR,
    mend="change_controller",
)
def the_asker_does_not_advise(request: PostponementFacts, by: Actor) -> bool:
    """The opinion is another person's, unless the edition lets executors control themselves."""
    return request.edition.limits.executor_may_control or by.person != request.asked_by


@asked_of_the_doer
@asks_for(_("Whoever gives the opinion is not concerned by the case."))
@rule(
    "38",
    _("The case concerns you, so another person controls it; the vice-rector appoints one."),
    who=Part.VICE_RECTOR,
    mend="change_controller",
)
def the_adviser_is_not_concerned(request: PostponementFacts, by: Actor) -> bool:
    """Nobody has a say in what concerns themselves."""
    return by.person not in request.concerned


@asked_of_the_doer
@asks_for(_("Whoever decides has not asked for the postponement."))
@rule(
    "45",
    _(
        "You asked for this postponement yourself, so a substitute whom the rector names for the "
        "case decides on it."
    ),
    who=Part.RECTOR,
    mend="name_substitute",
)
def the_asker_does_not_decide(request: PostponementFacts, by: Actor) -> bool:
    """Nobody grants their own request."""
    return request.asked_by not in by.answers_for
