"""Every record of the house, so that Django finds them in one app."""

from tuzetu.dossier.analysis import Analysis, Cause, Decision
from tuzetu.dossier.case import CaseSubstitute, Cycle, Nonconformity
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.edition import ProcedureEdition
from tuzetu.dossier.evaluation import Evaluation, Lessons, Measurement
from tuzetu.dossier.evidence import Attachment, Draft, StoredFile
from tuzetu.dossier.form_template import FormTemplate
from tuzetu.dossier.letter import Applicant, IntakeItem
from tuzetu.dossier.naming import Naming
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
from tuzetu.dossier.round_mark import RoundMark
from tuzetu.dossier.search import SearchWord
from tuzetu.dossier.signed_copy import SignedCopy
from tuzetu.journal.models import ChainHead, Entry, EntryCase, EntryContents
from tuzetu.notices.models import Letter, Mention, ReaderPosition, Told
from tuzetu.people.appointment import Appointment
from tuzetu.people.lists import ListItem
from tuzetu.people.person import Person
from tuzetu.people.sessions import Session
from tuzetu.people.unit import Unit
from tuzetu.people.working_calendar import CalendarDay

__all__ = [
    "Amendment",
    "Analysis",
    "Applicant",
    "Appointment",
    "Attachment",
    "CalendarDay",
    "CaseSubstitute",
    "Cause",
    "ChainHead",
    "Correction",
    "Counter",
    "Criterion",
    "CriterionChange",
    "Cycle",
    "Decision",
    "Draft",
    "Duty",
    "Entry",
    "EntryCase",
    "EntryContents",
    "Evaluation",
    "FormTemplate",
    "Hold",
    "IntakeItem",
    "Lessons",
    "Letter",
    "Line",
    "ListItem",
    "Measurement",
    "Meeting",
    "Mention",
    "Naming",
    "Nonconformity",
    "Person",
    "Plan",
    "PlanCase",
    "Postponement",
    "ProcedureEdition",
    "ReaderPosition",
    "Recurrence",
    "Remark",
    "RoundMark",
    "SearchWord",
    "Session",
    "SignedCopy",
    "StoredFile",
    "Submission",
    "Told",
    "Unit",
]
