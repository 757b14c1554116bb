"""The words of Annex 3 and of the register of plans in a language."""

from tuzetu.paperwork.annex3 import Annex3, Entry
from tuzetu.paperwork.labels import (
    ANNEX3,
    ANNEX3_COLUMNS,
    EVERYWHERE,
    PLANS_COLUMNS,
    PLANS_REGISTER,
)
from tuzetu.paperwork.plans_register import PlansRegister, RegisteredPlan
from tuzetu.paperwork.voice import DASH, GAP, Sheet, Value, Voice, either, lines
from tuzetu.paperwork.words import short_date


def sheet(log: Annex3, voice: Voice) -> Sheet:
    """The log as it will stand on paper."""
    return {
        **voice.tongue(),
        "title": f"{voice.beside(ANNEX3['title'])}, {voice.beside(log.period)}",
        "annex": voice.beside(ANNEX3["annex"]),
        "institution": voice.beside(log.institution),
        "heading": voice.label(ANNEX3["title"]),
        "literal": voice.label(ANNEX3["literal"]),
        "derived": voice.beside(ANNEX3["derived"]),
        "period": voice.beside(log.period),
        "begun": voice.named(ANNEX3["begun"], short_date(log.begun_on)),
        "ended": voice.named(ANNEX3["ended"], short_date(log.ended_on) or GAP),
        "columns": voice.labels(ANNEX3_COLUMNS),
        "rows": [_row(entry, voice) for entry in log.entries],
        "entries": voice.named(ANNEX3["entries"], str(len(log.entries))),
        "keeper_title": voice.beside(ANNEX3["keeper"]),
        "keeper_post": voice.beside(log.keeper_post),
        "keeper": log.keeper,
        "signature_note": voice.beside(EVERYWHERE["signature"]),
        "footer": voice.footer(log.form),
    }


def _row(entry: Entry, voice: Voice) -> Value:
    return {
        "void": bool(entry.void_because),
        "ordinal": str(entry.ordinal),
        "report": lines(entry.number, short_date(entry.registered_on)),
        "unit": voice.beside(entry.unit),
        "source": lines(voice.beside(entry.source), entry.source_document) or DASH,
        "summary": _summary(entry, voice),
        "root_cause": lines(*entry.root_causes) or DASH,
        "correction": lines(*entry.corrections) or DASH,
        "actions": lines(*entry.actions, voice.named(ANNEX3["plan"], entry.plan_number)) or DASH,
        "executor": lines(*entry.executors) or DASH,
        "deadline": f"{either(entry.due_on)} / {either(entry.done_on)}",
        "verdict": lines(voice.beside(entry.verdict), short_date(entry.verdict_on)) or DASH,
        "status": lines(voice.beside(entry.status), short_date(entry.closed_on)),
        "remark": remark(entry, voice),
    }


def _summary(entry: Entry, voice: Voice) -> str:
    return lines(voice.beside(entry.kind), entry.summary, voice.beside(entry.requirement))


def remark(entry: Entry, voice: Voice) -> str:
    """Column 13: earlier and later reports of the same matter, a remark, why the row is void."""
    repeated = voice.named(ANNEX3["repeat_of"], ", ".join(entry.repeat_of))
    later = voice.named(ANNEX3["repeated_in"], ", ".join(entry.repeated_in))
    void = voice.named(ANNEX3["void"], entry.void_because)
    unseen = voice.beside(EVERYWHERE["unseen"]) if entry.unseen else ""
    return lines(void, repeated, later, entry.remark, unseen) or DASH


def register_sheet(register: PlansRegister, voice: Voice) -> Sheet:
    """The register of plans as it will stand on paper."""
    return {
        **voice.tongue(),
        "title": f"{voice.beside(PLANS_REGISTER['title'])}, {voice.beside(register.period)}",
        "institution": voice.beside(register.institution),
        "heading": voice.label(PLANS_REGISTER["title"]),
        "subject": voice.label(PLANS_REGISTER["subject"]),
        "period": voice.beside(register.period),
        "columns": voice.labels(PLANS_COLUMNS),
        "rows": [_plan(plan, voice) for plan in register.plans],
        "entries": voice.named(PLANS_REGISTER["entries"], str(len(register.plans))),
        "footer": voice.footer(register.form),
    }


def _plan(plan: RegisteredPlan, voice: Voice) -> Value:
    return [
        str(plan.ordinal),
        plan.number or DASH,
        either(plan.dated_on),
        voice.beside(plan.unit),
        lines(*plan.cases) or DASH,
        f"{plan.confirmed} / {plan.lines}",
        minutes(plan) or DASH,
        either(plan.approved_on),
        plan.controller or DASH,
        either(plan.due_on),
        either(plan.carried_out_on),
        voice.beside(plan.status),
    ]


def minutes(plan: RegisteredPlan) -> str:
    """The minutes of the meetings, each with its day."""
    return lines(*(f"№ {one.minutes_number}, {one.held_on:%d.%m.%Y}" for one in plan.meetings))
