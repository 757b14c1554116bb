"""Every record of the house, so that Django finds them in one app."""

from tuzetu.dossier.analysis import Analysis, Cause, Decision
from tuzetu.dossier.case import CaseSubstitute, Cycle, Nonconformity
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.edition import ProcedureEdition
from tuzetu.dossier.evaluation import Evaluation, Lessons, Measurement
from tuzetu.dossier.evidence import Attachment, Draft, StoredFile
from tuzetu.dossier.letter import Applicant, IntakeItem
from tuzetu.dossier.number import Counter
from tuzetu.dossier.plan import (
    Amendment,
    Criterion,
    Line,
    Meeting,
    Plan,
    PlanCase,
    Remark,
    Submission,
)
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import CriterionChange, Postponement
from tuzetu.dossier.search import SearchWord

__all__ = [
    "Amendment",
    "Analysis",
    "Applicant",
    "Attachment",
    "CaseSubstitute",
    "Cause",
    "Correction",
    "Counter",
    "Criterion",
    "CriterionChange",
    "Cycle",
    "Decision",
    "Draft",
    "Duty",
    "Evaluation",
    "Hold",
    "IntakeItem",
    "Lessons",
    "Line",
    "Measurement",
    "Meeting",
    "Nonconformity",
    "Plan",
    "PlanCase",
    "Postponement",
    "ProcedureEdition",
    "Recurrence",
    "Remark",
    "SearchWord",
    "StoredFile",
    "Submission",
]
