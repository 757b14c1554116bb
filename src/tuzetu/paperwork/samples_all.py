"""The sample of each form by the form's name, and what any layout of it must show."""

from collections.abc import Mapping

from tuzetu.paperwork.samples import PLAN
from tuzetu.paperwork.samples_lists import LOG, PLANS
from tuzetu.paperwork.samples_report import CAUSES, REPORT
from tuzetu.paperwork.sheets import Form

SAMPLES: Mapping[str, Form] = {
    "annex1": PLAN,
    "annex2": REPORT,
    "annex3": LOG,
    "plans_register": PLANS,
}

ACTIONS = tuple(action for case in PLAN.rows for action in case.actions)

ESSENTIALS: Mapping[str, tuple[str, ...]] = {
    "annex1": (
        PLAN.number,
        PLAN.unit.kk,
        PLAN.approval.post.kk,
        PLAN.approval.name,
        *(case.text for case in PLAN.rows),
        *(action.what for action in ACTIONS),
        *(action.executor for action in ACTIONS),
        PLAN.head,
        PLAN.auditor,
    ),
    "annex2": (
        REPORT.identification.number,
        REPORT.identification.description,
        REPORT.identification.evidence,
        REPORT.response.consequences,
        CAUSES[0].deeper[0].text,
        PLAN.number,
        PLAN.supplement.criteria[0].measure,
    ),
    "annex3": (
        *(entry.number for entry in LOG.entries),
        *(entry.summary for entry in LOG.entries),
        LOG.keeper,
    ),
    "plans_register": (PLAN.number, *(plan.unit.kk for plan in PLANS.plans)),
}
