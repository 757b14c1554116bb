"""The way of a plan: meeting, approval, controller (44-46)."""

from tuzetu.procedure.facts import PlanFacts
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import asked_after, asked_of_the_doer, asks_for, rule
from tuzetu.procedure.rules.planning import (
    WRITE,
    every_case_has_an_action,
    standing_lines,
    the_plan_serves_a_case,
)
from tuzetu.procedure.wording import _


@asked_after(the_plan_serves_a_case)
@asks_for(_("The plan has lines to discuss."))
@rule(
    "44",
    _("The plan has no lines yet; a unit meeting discusses the actions of the plan."),
    who=Part.AUTHOR,
    mend=WRITE,
)
def there_is_something_to_discuss(plan: PlanFacts, _by: Actor) -> bool:
    """The meeting considers the actions; without a case there is none to write either."""
    return bool(plan.lines) or not plan.cases


DISCUSSABLE = (the_plan_serves_a_case, there_is_something_to_discuss)


@asks_for(_("The remarks of a returned plan are met or answered."))
@rule(
    "44",
    _("The plan stands as it was returned; change it, or answer the remarks."),
    who=Part.AUTHOR,
    mend=WRITE,
)
def the_remarks_are_met_or_answered(plan: PlanFacts, _by: Actor) -> bool:
    """The same text is not sent again in silence."""
    return not plan.unanswered


@asks_for(_("A meeting of the unit has discussed the plan."))
@rule(
    "44",
    _("Enter the number and date of the unit meeting's minutes."),
    who=Part.AUTHOR,
    mend="record_meeting",
)
def a_meeting_has_discussed_it(plan: PlanFacts, _by: Actor) -> bool:
    """The unit meeting considers the actions before they are submitted."""
    return plan.meetings > 0


@asks_for(_("A meeting of the unit has discussed the revised plan."))
@rule(
    "44",
    _(
        "The plan was revised on {day}, after its approval. A meeting held since then has to "
        "discuss it; earlier minutes do not count."
    ),
    who=Part.AUTHOR,
    mend="record_meeting",
    details=lambda plan, _by: {"day": plan.revised_on},
)
def a_meeting_has_discussed_this_revision(plan: PlanFacts, _by: Actor) -> bool:
    """A new revision needs later minutes."""
    return plan.meeting_after_revision


@asks_for(_("The minutes are not recorded yet."))
@rule(
    "44",
    _(
        "Minutes of this number and day are recorded already; the meeting that discussed the plan "
        "as it is now has minutes of its own."
    ),
    who=Part.AUTHOR,
)
def the_minutes_are_new(plan: PlanFacts, _by: Actor) -> bool:
    """The same meeting is told once, also where the plan was revised after it."""
    return not plan.minutes_known


@asks_for(_("The minutes count for the plan as it is being drafted."))
@rule(
    "18",
    _("These minutes do not count for the plan as it is being drafted; they stay as they are."),
    who=Part.AUTHOR,
)
def the_minutes_count(plan: PlanFacts, _by: Actor) -> bool:
    """What an approval rested on is not changed afterwards; what is struck, is struck once."""
    return plan.minutes_count


@asked_of_the_doer
@asks_for(_("Whoever approves the plan has not drafted it."))
@rule(
    "44",
    _(
        "Whoever drafted or submitted the plan does not approve it: somebody else of the office "
        "does, and where nobody else is left, a substitute whom the rector names."
    ),
    who=Part.RECTOR,
    mend="name_substitute",
)
def the_approver_is_not_the_author(plan: PlanFacts, by: Actor) -> bool:
    """The vice-rector never approves a plan of their own."""
    return by.answers_for.isdisjoint({plan.author, plan.submitted_by})


def _too_early(plan: PlanFacts) -> list[int]:
    """Lines due today or before; what a revision left unchanged keeps its approval and date."""
    due = ((n, plan.lines[n - 1]) for n in standing_lines(plan) if not plan.lines[n - 1].approved)
    return [n for n, line in due if line.due_on and line.due_on <= plan.on]


@asks_for(_("Every deadline lies ahead."))
@rule(
    "45",
    _(
        "The deadline must lie after the day of approval ({today}); lines: {lines}. The plan is "
        "returned, its author sets a later one."
    ),
    who=Part.VICE_RECTOR,
    mend="return_plan",
    details=lambda plan, _by: {
        "lines": ", ".join(map(str, _too_early(plan))),
        "today": plan.on,
    },
)
def every_deadline_lies_ahead(plan: PlanFacts, _by: Actor) -> bool:
    """Nothing can be due before it was approved."""
    return not _too_early(plan)


@asked_after(every_case_has_an_action)
@asks_for(_("No deadline has passed."))
@rule(
    "45",
    _("A deadline of {today} or earlier cannot be approved; set a later one in lines: {lines}."),
    who=Part.AUTHOR,
    mend=WRITE,
    details=lambda plan, _by: {
        "lines": ", ".join(map(str, _too_early(plan))),
        "today": plan.on,
    },
)
def every_deadline_can_be_approved(plan: PlanFacts, _by: Actor) -> bool:
    """What could not be approved even today is not submitted."""
    return not _too_early(plan)


@asks_for(_("Somebody is proposed to control the plan."))
@rule(
    "46",
    _("The project office has not proposed who controls the plan yet."),
    who=Part.OFFICE,
    mend="propose_controller",
)
def a_controller_is_named(plan: PlanFacts, _by: Actor) -> bool:
    """No plan runs without its specially appointed controller."""
    return plan.controller is not None


def _self_controlled(plan: PlanFacts) -> list[int]:
    """Lines whose controller carries them out, alone or with others."""
    lines = ((n, plan.lines[n - 1]) for n in standing_lines(plan))
    return [n for n, line in lines if line.controller in {line.executor, *line.co_executors}]


@asks_for(_("Nobody controls a line of their own."))
@rule(
    "46",
    _(
        "The controller executes lines {lines}; name a substitute who controls them, or choose "
        "another executor in the plan."
    ),
    who=(Part.OFFICE, Part.AUTHOR),
    mend=("propose_controller", "write_plan"),
    details=lambda plan, _by: {"lines": ", ".join(map(str, _self_controlled(plan)))},
)
def nobody_controls_their_own_line(plan: PlanFacts, _by: Actor) -> bool:
    """The executor of a line does not confirm it, unless the edition allows it."""
    allowed = plan.edition.limits.executor_may_control
    return allowed or plan.controller is None or not _self_controlled(plan)


@asks_for(_("Whoever is chosen carries out no line that they control."))
@rule(
    "46",
    _("Whoever is chosen executes lines {lines}; choose a substitute who controls them."),
    who=(Part.OFFICE, Part.VICE_RECTOR),
    details=lambda plan, _by: {
        "lines": ", ".join(map(str, plan.proposed.own_lines)) if plan.proposed else ""
    },
)
def nobody_is_chosen_to_control_their_own_line(plan: PlanFacts, _by: Actor) -> bool:
    """What the approval would refuse is not proposed."""
    allowed = plan.edition.limits.executor_may_control
    return allowed or plan.proposed is None or not plan.proposed.own_lines


@asks_for(_("Whoever is chosen is not concerned by a case of the plan."))
@rule(
    "38",
    _("A case of the plan concerns {people}, who cannot control it; choose another."),
    who=(Part.OFFICE, Part.VICE_RECTOR),
    details=lambda plan, _by: {
        "people": ", ".join(plan.proposed.concerned) if plan.proposed else ""
    },
)
def nobody_is_chosen_to_control_what_concerns_them(plan: PlanFacts, _by: Actor) -> bool:
    """Nobody decides about what concerns themselves, so nobody controls it either."""
    return plan.proposed is None or not plan.proposed.concerned


CHOSEN_TO_CONTROL = (
    nobody_is_chosen_to_control_their_own_line,
    nobody_is_chosen_to_control_what_concerns_them,
)


@asks_for(_("The controller is not concerned by the matter."))
@rule(
    "38",
    _("A case of the plan concerns its controller or the substitute; propose somebody else."),
    who=Part.OFFICE,
    mend="propose_controller",
)
def nobody_controls_what_concerns_them(plan: PlanFacts, _by: Actor) -> bool:
    """A case that joins after the proposal may concern whoever was proposed."""
    return not plan.concerned & {plan.controller, plan.controller_substitute}
