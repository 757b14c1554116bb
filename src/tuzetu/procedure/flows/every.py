"""All flows, in the order in which a case meets them."""

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
from tuzetu.procedure.rulebook import Step

FLOWS: tuple[type[Step], ...] = (
    LetterStep,
    CaseStep,
    HoldStep,
    CorrectionStep,
    PlanStep,
    ActionStep,
    PostponementStep,
    CriterionChangeStep,
    RecurrenceStep,
    SignedCopyStep,
)

STEPS: dict[str, Step] = {step.code: step for flow in FLOWS for step in flow}
"""Every step by its one name."""

DRAFTS: frozenset[str] = frozenset({"write_analysis", "write_plan"})
"""Drafts save without a journal entry; the step that hands over records all."""
