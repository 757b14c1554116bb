"""The plan: lines, criteria, meeting, approval, controller (43-46, 48)."""

from collections.abc import Iterable
from datetime import date

from tuzetu.procedure.facts import PlanCaseFact, PlanFacts
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import Values, asked_of_the_doer, rule
from tuzetu.procedure.wording import _

WRITE = "write_plan"


def _joining(plan: PlanFacts, _by: Actor) -> Values:
    return {"number": plan.joining.number} if plan.joining else {}


@rule(
    "43",
    _("Case {number} does not wait for a plan."),
    who=(Part.HEAD, Part.AUTHOR),
    details=_joining,
)
def the_case_waits_for_a_plan(plan: PlanFacts, _by: Actor) -> bool:
    """A case is planned once its causes are known, in one plan at a time."""
    return plan.joining is None or plan.joining.waits


@rule(
    "43",
    _("Case {number} belongs to another unit; a plan is of one unit."),
    who=Part.AUTHOR,
    details=_joining,
)
def the_case_is_of_the_plans_unit(plan: PlanFacts, _by: Actor) -> bool:
    """The unit that owns the case plans for it."""
    return plan.joining is None or plan.joining.of_the_unit


@rule("18", _("A confidential case shares its plan with no other case."), who=Part.AUTHOR)
def the_case_may_share_a_plan(plan: PlanFacts, _by: Actor) -> bool:
    """Who sees the plan would see the case."""
    return plan.joining is None or not plan.joining.alone


def _lines(plan: PlanFacts) -> tuple[int, ...]:
    return tuple(number for number, line in enumerate(plan.lines, 1) if not line.struck)


def _numbers_without(plan: PlanFacts, attribute: str) -> Values:
    missing = [str(n) for n in _lines(plan) if not getattr(plan.lines[n - 1], attribute)]
    return {"lines": ", ".join(missing)}


def _cases_without_action(plan: PlanFacts) -> list[PlanCaseFact]:
    lines = [line for line in plan.lines if not line.struck]
    acting = {line.case for line in lines if line.corrective}
    preventing = {line.case for line in lines if line.preventive}
    served = {True: acting | preventing, False: acting}
    return [nc for nc in plan.cases if nc.id not in served[nc.potential]]


@rule(
    "43", _("The plan serves no case yet; take a case into it."), who=Part.AUTHOR, mend="join_case"
)
def the_plan_serves_a_case(plan: PlanFacts, _by: Actor) -> bool:
    """A plan is made for one or several cases of its unit."""
    return bool(plan.cases)


@rule(
    "43",
    _("Add at least one corrective action for: {cases}."),
    who=Part.AUTHOR,
    mend=WRITE,
    details=lambda plan, _by: {"cases": ", ".join(nc.number for nc in _cases_without_action(plan))},
)
def every_case_has_an_action(plan: PlanFacts, _by: Actor) -> bool:
    """Each case has a corrective line; a potential one, a preventive line."""
    return not _cases_without_action(plan)


@rule(
    "45",
    _("Name the responsible executor in lines: {lines}."),
    who=Part.AUTHOR,
    mend=WRITE,
    details=lambda plan, _by: _numbers_without(plan, "executor"),
)
def every_line_has_an_executor(plan: PlanFacts, _by: Actor) -> bool:
    """The plan names the persons responsible."""
    return all(line.executor for line in plan.lines if not line.struck)


@rule(
    "45",
    _("Set the deadline in lines: {lines}."),
    who=Part.AUTHOR,
    mend=WRITE,
    details=lambda plan, _by: _numbers_without(plan, "due_on"),
)
def every_line_has_a_deadline(plan: PlanFacts, _by: Actor) -> bool:
    """The plan sets the deadlines."""
    return all(line.due_on for line in plan.lines if not line.struck)


@rule(
    "41",
    _("Name the implementing unit in lines: {lines}."),
    who=Part.AUTHOR,
    mend=WRITE,
    details=lambda plan, _by: _numbers_without(plan, "implementing_unit"),
)
def every_line_has_a_unit(plan: PlanFacts, _by: Actor) -> bool:
    """A line is carried out by the unit that takes part in it."""
    return all(line.implementing_unit for line in plan.lines if not line.struck)


@rule(
    "45",
    _("Describe the action in lines: {lines}."),
    who=Part.AUTHOR,
    mend=WRITE,
    details=lambda plan, _by: _numbers_without(plan, "described"),
)
def every_line_says_what(plan: PlanFacts, _by: Actor) -> bool:
    """A line says what will be done."""
    return all(line.described for line in plan.lines if not line.struck)


def _uncovered(plan: PlanFacts, _by: Actor) -> Values:
    missing = [n for n in _lines(plan) if _needs_criterion(plan, n)]
    return {"lines": ", ".join(str(number) for number in missing)}


def _needs_criterion(plan: PlanFacts, number: int) -> bool:
    line = plan.lines[number - 1]
    return (line.corrective or line.preventive) and not line.covered


@rule(
    "48",
    _("Enter an evaluation criterion for every corrective action; missing in lines: {lines}."),
    who=Part.AUTHOR,
    mend=WRITE,
    details=_uncovered,
)
def every_action_has_a_criterion(plan: PlanFacts, _by: Actor) -> bool:
    """The criterion is developed together with the plan; one may cover several lines."""
    return not any(_needs_criterion(plan, number) for number in _lines(plan))


@rule(
    "48",
    _("A criterion lacks its measure, value now, target, source of data or check date ({count})."),
    who=Part.AUTHOR,
    mend=WRITE,
    details=lambda plan, _by: {"count": plan.criteria - plan.criteria_complete},
)
def every_criterion_is_complete(plan: PlanFacts, _by: Actor) -> bool:
    """A criterion can be measured."""
    return plan.criteria == plan.criteria_complete


CHECKED_TOO_EARLY = _("The check date lies before a deadline that the criterion covers.")
"""The same words where it is typed and where it is pasted."""


def is_checked_too_early(check_on: date | None, deadlines: Iterable[date | None]) -> bool:
    """A criterion is checked when the last of its lines is due, or later."""
    return check_on is not None and any(day and check_on < day for day in deadlines)


def _checked_too_early(plan: PlanFacts) -> list[int]:
    """Lines that are due after a criterion of theirs is checked."""
    due = {n: plan.lines[n - 1] for n in _lines(plan)}
    return [
        n
        for n, line in due.items()
        if any(
            line.id in check.covers and is_checked_too_early(check.on, (line.due_on,))
            for check in plan.checks
        )
    ]


@rule(
    "48",
    _("The check date of a criterion lies before the deadline of what it covers; lines: {lines}."),
    who=Part.AUTHOR,
    mend=WRITE,
    details=lambda plan, _by: {"lines": ", ".join(map(str, _checked_too_early(plan)))},
)
def every_criterion_is_checked_in_time(plan: PlanFacts, _by: Actor) -> bool:
    """What is still to be done cannot be measured."""
    return not _checked_too_early(plan)


@rule(
    "44",
    _("Enter the number and date of the unit meeting's minutes."),
    who=Part.AUTHOR,
    mend="record_meeting",
)
def a_meeting_has_discussed_it(plan: PlanFacts, _by: Actor) -> bool:
    """The unit meeting considers the actions before they are submitted."""
    return plan.meetings > 0


@rule(
    "44",
    _("The plan was revised after its approval; a later meeting has to discuss it."),
    who=Part.AUTHOR,
    mend="record_meeting",
)
def a_meeting_has_discussed_this_revision(plan: PlanFacts, _by: Actor) -> bool:
    """A new revision needs later minutes."""
    return plan.meeting_after_revision


@rule(
    "18",
    _("These minutes do not count for the plan as it is being drafted; they stay as they are."),
    who=Part.AUTHOR,
)
def the_minutes_count(plan: PlanFacts, _by: Actor) -> bool:
    """What an approval rested on is not changed afterwards; what is struck, is struck once."""
    return plan.minutes_count


@asked_of_the_doer
@rule("44", _("Whoever drafted or submitted the plan does not approve it."))
def the_approver_is_not_the_author(plan: PlanFacts, by: Actor) -> bool:
    """The vice-rector never approves a plan of their own."""
    return by.person not in {plan.author, plan.submitted_by} - {None}


def _too_early(plan: PlanFacts) -> list[int]:
    """Lines due today or before; what a revision left unchanged keeps its approval and date."""
    due = ((n, plan.lines[n - 1]) for n in _lines(plan) if not plan.lines[n - 1].approved)
    return [n for n, line in due if line.due_on and line.due_on <= plan.on]


@rule(
    "45",
    _("The deadline must lie after the day of approval ({today}); lines: {lines}."),
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


@rule(
    "46",
    _("Appoint the official who controls the plan."),
    who=Part.OFFICE,
    mend="propose_controller",
)
def a_controller_is_named(plan: PlanFacts, _by: Actor) -> bool:
    """No plan runs without its specially appointed controller."""
    return plan.controller is not None


def _self_controlled(plan: PlanFacts) -> list[int]:
    """Lines whose controller carries them out, alone or with others."""
    lines = ((n, plan.lines[n - 1]) for n in _lines(plan))
    return [n for n, line in lines if line.controller in {line.executor, *line.co_executors}]


@rule(
    "46",
    _("The controller executes lines {lines}; name a substitute who controls them."),
    who=Part.OFFICE,
    mend="propose_controller",
    details=lambda plan, _by: {"lines": ", ".join(map(str, _self_controlled(plan)))},
)
def nobody_controls_their_own_line(plan: PlanFacts, _by: Actor) -> bool:
    """The executor of a line does not confirm it, unless the edition allows it."""
    allowed = plan.edition.limits.executor_may_control
    return allowed or plan.controller is None or not _self_controlled(plan)


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


@rule(
    "38",
    _("A case of the plan concerns its controller or the substitute; propose somebody else."),
    who=Part.OFFICE,
    mend="propose_controller",
)
def nobody_controls_what_concerns_them(plan: PlanFacts, _by: Actor) -> bool:
    """A case that joins after the proposal may concern whoever was proposed."""
    return not plan.concerned & {plan.controller, plan.controller_substitute}


@rule(
    "18",
    _("A confidential case shares its plan with no other case."),
    who=Part.AUTHOR,
    mend="release_case",
)
def a_confidential_case_stands_alone(plan: PlanFacts, _by: Actor) -> bool:
    """Who sees the plan would see the case."""
    return len(plan.cases) <= 1 or not any(nc.confidential for nc in plan.cases)


@rule(
    "18",
    _("A confidential case shares its plan with no other case."),
    who=Part.HEAD,
    mend="draft_plan",
)
def its_case_is_not_confidential(plan: PlanFacts, _by: Actor) -> bool:
    """Who sees the plan would see the case; another case gets a plan of its own."""
    return not any(nc.confidential for nc in plan.cases)


@rule(
    "43",
    _("Cases stand in this plan; release them first."),
    who=Part.AUTHOR,
    mend="release_case",
)
def no_case_depends_on_it(plan: PlanFacts, _by: Actor) -> bool:
    """Only an empty plan is abandoned."""
    return not plan.cases


COMPLETE = (
    the_plan_serves_a_case,
    every_case_has_an_action,
    every_line_says_what,
    every_line_has_a_unit,
    every_line_has_an_executor,
    every_line_has_a_deadline,
    every_action_has_a_criterion,
    every_criterion_is_complete,
    every_criterion_is_checked_in_time,
    a_confidential_case_stands_alone,
)
"""The plan with its criteria is complete (45, 48)."""
