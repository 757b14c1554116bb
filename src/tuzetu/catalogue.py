"""The contents page: every step with its function, its form and the record it is asked on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db.models import Model

from tuzetu.conduct.asking import StepForm
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import Criterion, Line, Plan
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import CriterionChange, Postponement
from tuzetu.dossier.signed_copy import SignedCopy
from tuzetu.procedure.flows.every import STEPS
from tuzetu.procedure.rulebook import Step
from tuzetu.stages.causes import forms as causes_forms
from tuzetu.stages.causes import steps as causes
from tuzetu.stages.closure import forms as closure_forms
from tuzetu.stages.closure import steps as closure
from tuzetu.stages.containment import forms as containment_forms
from tuzetu.stages.containment import steps as containment
from tuzetu.stages.decision import forms as decision_forms
from tuzetu.stages.decision import steps as decision
from tuzetu.stages.effectiveness import forms as effectiveness_forms
from tuzetu.stages.effectiveness import recurring
from tuzetu.stages.effectiveness import steps as effectiveness
from tuzetu.stages.execution import forms as execution_forms
from tuzetu.stages.execution import requests
from tuzetu.stages.execution import steps as execution
from tuzetu.stages.intake import forms as intake_forms
from tuzetu.stages.intake import steps as intake
from tuzetu.stages.planning import forms as planning_forms
from tuzetu.stages.planning import grid, writing
from tuzetu.stages.planning import steps as planning
from tuzetu.stages.records import forms as records_forms
from tuzetu.stages.records import steps as records
from tuzetu.stages.registration import forms as registration_forms
from tuzetu.stages.registration import steps as registration


@dataclass(frozen=True, slots=True)
class Performance:
    """How a step is taken: by which function, asked by which form, on which record."""

    step: Step
    perform: Callable[..., Any]
    asks: type[StepForm]
    record: type[Model] | None


ROOMS: tuple[tuple[type[Model] | None, object, object, str], ...] = (
    (None, intake, intake_forms, "submit_report register_letter"),
    (IntakeItem, intake, intake_forms, "hand_over_letter open_case"),
    (Nonconformity, registration, registration_forms, "identify_case take_note name_concerned"),
    (
        Nonconformity,
        registration,
        registration_forms,
        "name_substitute restrict_case bind_to_rectorate",
    ),
    (Nonconformity, containment, containment_forms, "set_hold waive_hold record_correction"),
    (Nonconformity, containment, containment_forms, "confirm_correction"),
    (Correction, containment, containment_forms, "finish_correction strike_correction"),
    (Nonconformity, containment, containment_forms, "record_consequences record_disposition"),
    (Hold, containment, containment_forms, "resume_use release_by_concession withdraw_for_good"),
    (Nonconformity, decision, decision_forms, "convene_group pass_to_unit"),
    (Nonconformity, decision, decision_forms, "reject_case merge_case void_case"),
    (Nonconformity, causes, causes_forms, "write_analysis complete_analysis propose_no_action"),
    (Nonconformity, causes, causes_forms, "agree_no_action require_action"),
    (Nonconformity, planning, planning_forms, "draft_plan"),
    (Plan, writing, grid, "write_plan"),
    (Plan, planning, planning_forms, "join_case release_case record_meeting strike_meeting"),
    (Plan, planning, planning_forms, "propose_controller"),
    (Plan, planning, planning_forms, "submit_plan return_plan approve_plan"),
    (Plan, planning, planning_forms, "change_controller revise_plan abandon_plan"),
    (Line, execution, execution_forms, "mark_done send_back_action confirm_action"),
    (Line, execution, execution_forms, "follow_up change_executor"),
    (Line, requests, execution_forms, "ask_postponement"),
    (Postponement, requests, execution_forms, "advise_postponement"),
    (Postponement, requests, execution_forms, "grant_postponement refuse_postponement"),
    (Criterion, requests, execution_forms, "propose_criterion_change"),
    (CriterionChange, requests, execution_forms, "accept_criterion_change"),
    (CriterionChange, requests, execution_forms, "reject_criterion_change"),
    (Nonconformity, effectiveness, effectiveness_forms, "record_measurements find_effective"),
    (Nonconformity, effectiveness, effectiveness_forms, "order_further_actions"),
    (Nonconformity, effectiveness, effectiveness_forms, "order_new_analysis confirm_effective"),
    (Nonconformity, recurring, effectiveness_forms, "link_recurrence"),
    (Recurrence, recurring, effectiveness_forms, "confirm_recurrence deny_recurrence"),
    (Nonconformity, closure, closure_forms, "record_lessons close_case"),
    (Nonconformity, records, records_forms, "keep_signed_copy"),
    (Plan, records, records_forms, "keep_signed_plan"),
    (SignedCopy, records, records_forms, "strike_signed_copy"),
)
"""The record a step is asked on, the modules of its function and its form, its name."""

AUTOMATIC = frozenset(
    {
        "enter_evaluation",
        "complete_plan",
        "reopen_case",
        "lapse_postponement",
        "lapse_criterion_change",
        "lapse_recurrence",
    }
)
"""Steps that other steps bring about; nobody is asked for them."""


def form_name(code: str) -> str:
    """The name of a step's form: ``approve_plan`` asks ``ApprovePlan``."""
    return "".join(word.capitalize() for word in code.split("_"))


def _contents() -> dict[str, Performance]:
    return {
        code: Performance(STEPS[code], getattr(acts, code), getattr(forms, form_name(code)), record)
        for record, acts, forms, codes in ROOMS
        for code in codes.split()
    }


CATALOGUE: Mapping[str, Performance] = MappingProxyType(_contents())
"""Every step that somebody takes, by its one name."""
