"""What may be done at a line of a plan, and with the later deadline that is asked for it."""

from collections.abc import Mapping

from tuzetu.dossier.plan import Line, Plan
from tuzetu.dossier.request import Postponement
from tuzetu.procedure.flows.action import ActionStep
from tuzetu.procedure.flows.postponement import PostponementStep
from tuzetu.procedure.parts import Part
from tuzetu.procedure.rulebook import Step
from tuzetu.procedure.rules.execution import JUDGED
from tuzetu.procedure.states import ActionState, PlanState, PostponementState
from tuzetu.web import looks
from tuzetu.web.addresses import step_href
from tuzetu.web.visit import Visit
from tuzetu.web.wording import step_name

RUN = frozenset({PlanState.APPROVED, PlanState.CARRIED_OUT})
"""Plans at whose lines something can be done; where all is confirmed, the follow-up alone."""

LINE_ACTS: Mapping[ActionState, tuple[Step, ...]] = {
    ActionState.PLANNED: (
        ActionStep.MARK_DONE,
        PostponementStep.ASK_POSTPONEMENT,
        ActionStep.CHANGE_EXECUTOR,
        ActionStep.FOLLOW_UP,
    ),
    ActionState.DONE: (
        ActionStep.CONFIRM_ACTION,
        ActionStep.SEND_BACK_ACTION,
        ActionStep.FOLLOW_UP,
    ),
    ActionState.CONFIRMED: (ActionStep.FOLLOW_UP,),
    ActionState.STRUCK: (),
}
"""The steps that stand at a line, the most wanted first; a test keeps to the flow of lines."""

REQUEST_ACTS: Mapping[str, tuple[Step, ...]] = {
    PostponementState.ASKED.code: (PostponementStep.ADVISE_POSTPONEMENT,),
    PostponementState.ADVISED.code: (
        PostponementStep.GRANT_POSTPONEMENT,
        PostponementStep.REFUSE_POSTPONEMENT,
    ),
}
"""What is done with a later deadline that was asked for; it stands at its line."""


def line_acts(
    line: Line, plan: Plan, parts: frozenset[Part] | set[Part], seen: Visit
) -> tuple[looks.Act, ...]:
    """What the visitor may do at a line, and with the later deadline that is asked for it.

    While the plan is revised nothing is done at its lines, and no request is granted (45).
    """
    runs = plan.phase in RUN
    wanted: list[tuple[Step, Line | Postponement]] = [
        (step, request)
        for request in line.postponements.all()
        for step in REQUEST_ACTS.get(request.state, ())
        if runs or step is not PostponementStep.GRANT_POSTPONEMENT
    ]
    waits = any(request.state in REQUEST_ACTS for request in line.postponements.all())
    wanted += [
        (step, line)
        for step in LINE_ACTS[line.phase]
        if runs and not (waits and step is PostponementStep.ASK_POSTPONEMENT)
        if not (step is ActionStep.FOLLOW_UP and _is_judged(line))
    ]
    return tuple(
        looks.Act(label=step_name(step.code), href=step_href(step.code, record), about=line.what)
        for step, record in wanted
        if not parts.isdisjoint(step.done_by)
        and (record is line or not _is_their_own(line, seen.person.pk))
    )


def _is_judged(line: Line) -> bool:
    """Whether the verdict on its case is given: what it rests on stays as it is (18)."""
    cycle = line.plan_case.cycle
    return cycle.ordinal != cycle.nc.ordinal or cycle.nc.phase in JUDGED


def _is_their_own(line: Line, person: int) -> bool:
    """Whether its case concerns a person, who neither advises nor decides on the line (38)."""
    return any(one.pk == person for one in line.plan_case.cycle.nc.concerned.all())
