"""What somebody owes now, derived from the facts: who has the ball, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, unique

from tuzetu.procedure.calendar import WorkingCalendar
from tuzetu.procedure.edition import Edition
from tuzetu.procedure.facts import (
    ActionFacts,
    CaseFacts,
    CorrectionFacts,
    CriterionChangeFacts,
    LetterFacts,
    PlanFacts,
    PostponementFacts,
    RecurrenceFacts,
)
from tuzetu.procedure.parts import Part as P
from tuzetu.procedure.states import (
    ALIVE,
    ActionState,
    CaseState,
    CorrectionState,
    CriterionChangeState,
    LetterState,
    PlanState,
    PostponementState,
    RecurrenceState,
)
from tuzetu.procedure.terms import Term, due
from tuzetu.procedure.wording import _


@unique
class Owed(Enum):
    """An act that is waited for: its words, whose it is, the step it opens, the clause."""

    # fmt: off
    HAND_OVER           = (_("Hand the letter over to the project office"),         P.CHANCELLERY, "hand_over_letter",       "37")
    TAKE_NOTE           = (_("Take note of the case"),                              P.HEAD,        "take_note",              "27.2")
    DECIDE              = (_("Set up a group or pass the case to a unit"),          P.OFFICE,      "convene_group",          "38")
    ANALYSE             = (_("Determine and analyse the causes"),                   P.LEADER,      "write_analysis",         "39")
    AGREE               = (_("Agree that no corrective action is needed, or not"),  P.OFFICE,      "agree_no_action",        "10.4")
    PLAN                = (_("Plan the actions and submit the plan"),               P.HEAD,        "draft_plan",             "43")
    DEVELOP             = (_("Develop actions on the decision of the rectorate"),   P.HEAD,        "draft_plan",             "35")
    SUBMIT              = (_("Finish the plan and submit it for approval"),         P.AUTHOR,      "write_plan",             "44")
    REVISE              = (_("Revise the returned plan and submit it again"),       P.AUTHOR,      "write_plan",             "44")
    NAME_CONTROLLER     = (_("Propose the controller of the plan"),                 P.OFFICE,      "propose_controller",     "46")
    APPROVE             = (_("Approve the plan or return it"),                      P.VICE_RECTOR, "approve_plan",           "44")
    REPLACE_CONTROLLER  = (_("Appoint another controller: a case of the plan concerns the present one"), P.VICE_RECTOR, "change_controller", "46")
    NAME_FOR_OFFICE     = (_("Name who decides in the case instead of the project office"), P.RECTOR, "name_substitute", "38")
    NAME_FOR_VICE_RECTOR = (_("Name who decides in the case instead of the vice-rector"), P.RECTOR, "name_substitute",  "38")
    NAME_FOR_AUDITOR    = (_("Name who judges in the case instead of the auditor"), P.RECTOR,      "name_substitute",       "38")
    NAME_FOR_RECURRENCE = (_("Name who decides on the recurrence instead of the project office; where both cases ask for it, the same person"), P.RECTOR, "name_substitute", "38")
    CARRY_OUT           = (_("Carry out the action and show the evidence"),         P.EXECUTOR,    "mark_done",              "41")
    CONFIRM             = (_("Confirm the completion of the action or send it back"), P.CONTROLLER, "confirm_action",        "46")
    ADVISE              = (_("Advise on the postponement"),                         P.CONTROLLER,  "advise_postponement",    "46")
    DECIDE_POSTPONEMENT = (_("Decide on the postponement"),                         P.VICE_RECTOR, "grant_postponement",     "44")
    DECIDE_CHANGE       = (_("Decide on the change of the criterion"),              P.OFFICE,      "accept_criterion_change", "50")
    FINISH_CORRECTION   = (_("Finish the correction"),                              P.EXECUTOR,    "finish_correction",      "5.8")
    MEASURE             = (_("Measure the criteria and give your view"),            P.HEAD,        "record_measurements",    "51")
    GIVE_VERDICT        = (_("Give the verdict on effectiveness"),                  P.OFFICE,      "find_effective",         "17")
    CONFIRM_VERDICT     = (_("Give the final verdict: the observation has ended"),  P.OFFICE,      "confirm_effective",      "17")
    DECIDE_RECURRENCE   = (_("Decide whether it is a recurrence"),                  P.OFFICE,      "confirm_recurrence",     "17")
    CLOSE               = (_("Complete the records and close the case"),            P.OFFICE,      "close_case",             "27.6")
    # fmt: on

    def __init__(self, says: str, part: P, step: str, clause: str) -> None:
        self.says = says
        self.part = part
        self.step = step
        self.clause = clause

    @property
    def code(self) -> str:
        """The name as stored."""
        return self.name.lower()

    @property
    def names_a_decider(self) -> bool:
        """Whether the rector is asked for a substitute: before that nobody may decide (38)."""
        return self.part is P.RECTOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One act owed: by a part, sometimes by one person or the head of one unit, until a day."""

    owed: Owed
    part: P
    person: int | None = None
    unit: int | None = None
    term: Term | None = None
    counts_from: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Counting:
    """What is needed to count a due date."""

    edition: Edition
    calendar: WorkingCalendar

    def until(self, term: Term, start: date | None) -> date | None:
        """The day on which a term that starts then falls due."""
        if start is None:
            return None
        return due(term, start, edition=self.edition, calendar=self.calendar).due_on


def owed_in_letter(
    letter: LetterFacts, received_on: date, calendar: WorkingCalendar
) -> Iterator[Duty]:
    """The chancellery hands over what it received (37)."""
    if letter.state == LetterState.RECEIVED:
        yield _counted(
            Owed.HAND_OVER, Term.HAND_OVER, received_on, Counting(letter.edition, calendar)
        )


def owed_in_case(nc: CaseFacts, calendar: WorkingCalendar) -> Iterator[Duty]:
    """What the case itself waits for; what its plan waits for is counted with the plan."""
    count = Counting(nc.edition, calendar)
    if nc.state == CaseState.REGISTERED:
        yield _counted(Owed.DECIDE, Term.DECISION, nc.office_received_on, count)
    elif nc.state == CaseState.ANALYSIS:
        yield Duty(
            owed=Owed.ANALYSE,
            part=P.LEADER,
            person=nc.analysis.leader,
            term=Term.ANALYSIS,
            counts_from=nc.received_on,
            due_on=nc.analysis.due_on,
        )
    elif nc.state == CaseState.AGREEMENT:
        yield Duty(owed=Owed.AGREE, part=P.OFFICE)
    elif nc.state == CaseState.PLANNING and nc.planned.plan is None:
        yield _of_head(_counted(Owed.PLAN, Term.APPROVAL, nc.analysis.ended_on, count), nc)
    elif nc.state == CaseState.EVALUATION:
        yield _of_evaluation(nc, count)
    elif nc.state in {CaseState.OBSERVATION, CaseState.CLOSING}:
        yield from _towards_the_end(nc, count)
    yield from _beside_the_stages(nc)


def _of_evaluation(nc: CaseFacts, count: Counting) -> Duty:
    if not nc.evaluation.entered or nc.planned.lines_not_followed:
        return _of_head(_counted(Owed.MEASURE, Term.EVALUATION, nc.evaluation.starts_on, count), nc)
    duty = _counted(Owed.GIVE_VERDICT, Term.EVALUATION, nc.evaluation.starts_on, count)
    return replace(duty, part=_judge(nc))


def _towards_the_end(nc: CaseFacts, count: Counting) -> Iterator[Duty]:
    """The end of the observation is the last check date: the evaluation's term runs from it."""
    if nc.state == CaseState.CLOSING:
        yield Duty(owed=Owed.CLOSE, part=P.OFFICE)
    elif nc.evaluation.observed_until and nc.on > nc.evaluation.observed_until:
        ended = nc.evaluation.observed_until
        yield replace(
            _counted(Owed.CONFIRM_VERDICT, Term.EVALUATION, ended, count), part=_judge(nc)
        )


TOWARDS_A_PLAN = frozenset({CaseState.REGISTERED, CaseState.ANALYSIS, CaseState.AGREEMENT})
"""Stages before planning; there the head owes the plan itself, within a term."""


def _beside_the_stages(nc: CaseFacts) -> Iterator[Duty]:
    if nc.rectorate_decided and nc.state in TOWARDS_A_PLAN:
        yield Duty(owed=Owed.DEVELOP, part=P.HEAD, unit=nc.owning_unit)
    if nc.state == CaseState.REGISTERED and not nc.identification.noted:
        yield Duty(owed=Owed.TAKE_NOTE, part=P.HEAD, unit=nc.owning_unit)


def owed_in_correction(correction: CorrectionFacts) -> Iterator[Duty]:
    """Whoever carries the correction out finishes it; where nobody is named, the head (5.8)."""
    waited_for = correction.state == CorrectionState.UNDER_WAY and correction.case_state in ALIVE
    if not (waited_for and correction.answers):
        return
    duty = Duty(owed=Owed.FINISH_CORRECTION, part=P.EXECUTOR, due_on=correction.due_on)
    if correction.executor is None:
        yield replace(duty, part=P.HEAD, unit=correction.owning_unit)
    else:
        yield replace(duty, person=correction.executor)


def owed_in_plan(plan: PlanFacts, calendar: WorkingCalendar) -> Iterator[Duty]:
    """The author finishes, the office proposes a controller, the vice-rector decides (44, 46).

    Whoever approves is not waited for before there is something to approve.
    """
    owed = _towards_approval(plan)
    if owed is not None:
        duty = _counted(owed, Term.APPROVAL, _begun(plan), Counting(plan.edition, calendar))
        yield replace(duty, unit=plan.unit if owed.part is P.AUTHOR else None)
    elif plan.state == PlanState.APPROVED and _controllers(plan) & plan.concerned:
        yield Duty(owed=Owed.REPLACE_CONTROLLER, part=P.VICE_RECTOR)


def _towards_approval(plan: PlanFacts) -> Owed | None:
    if plan.state == PlanState.SUBMITTED:
        lacking = plan.controller is None or _controllers(plan) & plan.concerned
        return Owed.NAME_CONTROLLER if lacking else Owed.APPROVE
    if plan.state == PlanState.RETURNED and plan.cases:
        return Owed.REVISE
    return Owed.SUBMIT if plan.state == PlanState.DRAFT and plan.cases else None


def _controllers(plan: PlanFacts) -> set[int | None]:
    return {plan.controller, plan.controller_substitute}


def _begun(plan: PlanFacts) -> date | None:
    """From when the term of meeting and approval runs: the analysis, or the last revision (44)."""
    return max(filter(None, (plan.analysis_ended_on, plan.revised_on)), default=None)


def owed_in_action(line: ActionFacts) -> Iterator[Duty]:
    """The executor carries out, the controller confirms (41, 46)."""
    if line.plan_state != PlanState.APPROVED:
        return
    if line.state == ActionState.PLANNED:
        yield Duty(owed=Owed.CARRY_OUT, part=P.EXECUTOR, person=line.executor, due_on=line.due_on)
    elif line.state == ActionState.DONE:
        yield Duty(owed=Owed.CONFIRM, part=P.CONTROLLER, person=line.controller, due_on=line.due_on)


def owed_in_postponement(request: PostponementFacts, controller: int | None) -> Iterator[Duty]:
    """The controller advises, the vice-rector decides."""
    if request.state == PostponementState.ASKED:
        yield Duty(owed=Owed.ADVISE, part=P.CONTROLLER, person=controller, due_on=request.due_on)
    elif request.state == PostponementState.ADVISED:
        yield Duty(owed=Owed.DECIDE_POSTPONEMENT, part=P.VICE_RECTOR, due_on=request.due_on)


def owed_in_criterion_change(
    change: CriterionChangeFacts, calendar: WorkingCalendar
) -> Iterator[Duty]:
    """The office decides on a proposal (50)."""
    if change.state == CriterionChangeState.PROPOSED:
        count = Counting(change.edition, calendar)
        yield _counted(Owed.DECIDE_CHANGE, Term.CRITERION_DECISION, change.proposed_on, count)


def owed_in_recurrence(link: RecurrenceFacts) -> Iterator[Duty]:
    """The office decides whether the trouble came back (17)."""
    if link.state == RecurrenceState.LINKED:
        yield Duty(owed=Owed.DECIDE_RECURRENCE, part=P.OFFICE)


def _judge(nc: CaseFacts) -> P:
    return P.AUDITOR if nc.evaluation.auditor_judges else P.OFFICE


def _counted(owed: Owed, term: Term, start: date | None, count: Counting) -> Duty:
    return Duty(
        owed=owed, part=owed.part, term=term, counts_from=start, due_on=count.until(term, start)
    )


def _of_head(duty: Duty, nc: CaseFacts) -> Duty:
    return replace(duty, part=P.HEAD, unit=nc.owning_unit)
