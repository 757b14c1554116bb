"""The plan: its cases, lines and criteria (43, 45, 48)."""

from collections.abc import Iterable, Iterator
from datetime import date

from tuzetu.procedure.facts import PlanCaseFact, PlanFacts
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import Values, Word, asked_after, asks_for, rule
from tuzetu.procedure.states import ALIVE, CaseState
from tuzetu.procedure.wording import Phrase, _

WRITE = "write_plan"


def _joining(plan: PlanFacts, _by: Actor) -> Values:
    if plan.joining is None:
        return {}
    stages = {"stage": plan.joining.stage, "planning": CaseState.PLANNING}
    words = {name: Word(state.value) for name, state in stages.items()}
    return {"number": plan.joining.number, **words}


@asks_for(_("The case has not ended."))
@rule(
    "43",
    _("Case {number} has ended, its stage is “{stage}”; nothing is planned for it any more."),
    details=_joining,
)
def the_case_is_not_at_its_end(plan: PlanFacts, _by: Actor) -> bool:
    """What has ended waits for no actions."""
    return plan.joining is None or plan.joining.stage in ALIVE


@asked_after(the_case_is_not_at_its_end)
@asks_for(_("The case waits for a plan."))
@rule(
    "43",
    _("Case {number} is planned at the stage “{planning}”. Its stage now is “{stage}”."),
    details=_joining,
)
def the_case_waits_for_a_plan(plan: PlanFacts, _by: Actor) -> bool:
    """A case is planned once its causes are known."""
    chosen = plan.joining
    return chosen is None or chosen.waits or chosen.planned or chosen.stage not in ALIVE


@asked_after(the_case_is_not_at_its_end)
@asks_for(_("The case stands in no plan yet."))
@rule(
    "43",
    _("Case {number} stands in a plan already; open that plan from the page of the case."),
    details=_joining,
)
def the_case_stands_in_no_plan(plan: PlanFacts, _by: Actor) -> bool:
    """A case is planned in one plan at a time."""
    chosen = plan.joining
    return chosen is None or not chosen.planned or chosen.stage not in ALIVE


@asks_for(_("The case belongs to the unit of the plan."))
@rule(
    "43",
    _("Case {number} belongs to another unit; a plan is of one unit."),
    who=Part.AUTHOR,
    details=_joining,
)
def the_case_is_of_the_plans_unit(plan: PlanFacts, _by: Actor) -> bool:
    """The unit that owns the case plans for it."""
    return plan.joining is None or plan.joining.of_the_unit


@asks_for(_("The case is not carried out yet."))
@rule(
    "43",
    _("Case {number} is carried out or past that; it stays in its plan with what was done."),
    who=Part.AUTHOR,
    details=lambda plan, _by: {"number": plan.releasing.number} if plan.releasing else {},
)
def the_case_is_still_planned(plan: PlanFacts, _by: Actor) -> bool:
    """What was carried out and confirmed for a case is taken from no plan afterwards."""
    released = plan.releasing
    if released is None or not plan.cases:
        return True  # that nothing stands in the plan is told by its own condition
    return released.present and released.state == CaseState.PLANNING


@asks_for(_("The case is not confidential."))
@rule("18", _("A confidential case shares its plan with no other case."), who=Part.AUTHOR)
def the_case_may_share_a_plan(plan: PlanFacts, _by: Actor) -> bool:
    """Who sees the plan would see the case."""
    return plan.joining is None or not plan.joining.alone


def standing_lines(plan: PlanFacts) -> tuple[int, ...]:
    """The numbers of the lines that are not struck."""
    return tuple(number for number, line in enumerate(plan.lines, 1) if not line.struck)


def _numbers_without(plan: PlanFacts, attribute: str) -> Values:
    missing = [str(n) for n in standing_lines(plan) if not getattr(plan.lines[n - 1], attribute)]
    return {"lines": ", ".join(missing)}


def _cases_without_action(plan: PlanFacts) -> list[PlanCaseFact]:
    lines = [line for line in plan.lines if not line.struck]
    acting = {line.case for line in lines if line.corrective}
    preventing = {line.case for line in lines if line.preventive}
    served = {True: acting | preventing, False: acting}
    return [nc for nc in plan.cases if nc.id not in served[nc.potential]]


@asks_for(_("The plan serves a case."))
@rule("43", _("The plan serves no case; take a case into it."), who=Part.AUTHOR, mend="join_case")
def the_plan_serves_a_case(plan: PlanFacts, _by: Actor) -> bool:
    """A plan is made for one or several cases of its unit."""
    return bool(plan.cases)


@asks_for(_("Every case has a corrective action."))
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


@asked_after(every_case_has_an_action)
@asks_for(_("Every line has a responsible executor."))
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


@asked_after(every_case_has_an_action)
@asks_for(_("Every line has a deadline."))
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


@asked_after(every_case_has_an_action)
@asks_for(_("Every line has an implementing unit."))
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


@asked_after(every_case_has_an_action)
@asks_for(_("Every line says what is done."))
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
    missing = [n for n in standing_lines(plan) if _needs_criterion(plan, n)]
    return {"lines": ", ".join(str(number) for number in missing)}


def _needs_criterion(plan: PlanFacts, number: int) -> bool:
    line = plan.lines[number - 1]
    return (line.corrective or line.preventive) and not line.covered


@asked_after(every_case_has_an_action)
@asks_for(_("Every corrective action has a criterion."))
@rule(
    "48",
    _("Enter an evaluation criterion for every corrective action; missing in lines: {lines}."),
    who=Part.AUTHOR,
    mend=WRITE,
    details=_uncovered,
)
def every_action_has_a_criterion(plan: PlanFacts, _by: Actor) -> bool:
    """The criterion is developed together with the plan; one may cover several lines."""
    return not any(_needs_criterion(plan, number) for number in standing_lines(plan))


PARTS = {
    "covers": _("Covers lines"),
    "measure": _("Measure"),
    "value_now": _("Value now"),
    "target": _("Target value"),
    "data_source": _("Source of data"),
    "check_on": _("Check date"),
}
"""What a criterion is measured by, in the words of its fields (48)."""


def _incomplete(plan: PlanFacts) -> Iterator[Phrase]:
    for number, criterion in enumerate(plan.criteria, 1):
        if criterion.lacks:
            parts = tuple(Word(PARTS[name]) for name in criterion.lacks)
            yield Phrase(_("criterion {number}: {parts}"), {"number": number, "parts": parts})


@asked_after(every_case_has_an_action)
@asks_for(_("Every criterion can be measured."))
@rule(
    "48",
    _("Without this a criterion cannot be measured: {criteria}."),
    who=Part.AUTHOR,
    mend=WRITE,
    details=lambda plan, _by: {"criteria": tuple(_incomplete(plan))},
)
def every_criterion_is_complete(plan: PlanFacts, _by: Actor) -> bool:
    """A criterion can be measured."""
    return not any(criterion.lacks for criterion in plan.criteria)


CHECKED_TOO_EARLY = _("The check date lies before a deadline that the criterion covers.")
"""The same words where it is typed and where it is pasted."""


def is_checked_too_early(check_on: date | None, deadlines: Iterable[date | None]) -> bool:
    """A criterion is checked when the last of its lines is due, or later."""
    return check_on is not None and any(day and check_on < day for day in deadlines)


def _checked_too_early(plan: PlanFacts) -> list[int]:
    """Lines that are due after a criterion of theirs is checked."""
    due = {n: plan.lines[n - 1] for n in standing_lines(plan)}
    return [
        n
        for n, line in due.items()
        if any(
            line.id in one.covers and is_checked_too_early(one.check_on, (line.due_on,))
            for one in plan.criteria
        )
    ]


@asked_after(every_case_has_an_action)
@asks_for(_("No criterion is checked before its actions are due."))
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


@asks_for(_("A confidential case stands alone in its plan."))
@rule(
    "18",
    _("A confidential case shares its plan with no other case."),
    who=Part.AUTHOR,
    mend="release_case",
)
def a_confidential_case_stands_alone(plan: PlanFacts, _by: Actor) -> bool:
    """Who sees the plan would see the case."""
    return len(plan.cases) <= 1 or not any(nc.confidential for nc in plan.cases)


@asks_for(_("The plan has no confidential case."))
@rule(
    "18",
    _("A confidential case shares its plan with no other case."),
    who=Part.HEAD,
    mend="draft_plan",
)
def its_case_is_not_confidential(plan: PlanFacts, _by: Actor) -> bool:
    """Who sees the plan would see the case; another case gets a plan of its own."""
    return not any(nc.confidential for nc in plan.cases)


@asks_for(_("No case stands in the plan."))
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
