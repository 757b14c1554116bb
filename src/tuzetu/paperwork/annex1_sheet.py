"""The words of Annex 1 in a language."""

from tuzetu.paperwork import labels
from tuzetu.paperwork.annex1 import Action, Amendment, Annex1, PlannedCase, Supplement
from tuzetu.paperwork.labels import ANNEX1, EVERYWHERE
from tuzetu.paperwork.marks import Criterion, Meeting, Note
from tuzetu.paperwork.voice import DASH, Sheet, Value, Voice, either, lines
from tuzetu.paperwork.words import Words, numbered, stamp_date


def sheet(plan: Annex1, voice: Voice) -> Sheet:
    """The plan as it will stand on paper."""
    return {
        **voice.tongue(),
        "title": f"{voice.beside(ANNEX1['title'])} {plan.number}".strip(),
        "annex": voice.beside(ANNEX1["annex"]),
        "stamp": _stamp(plan, voice),
        "heading": voice.label(ANNEX1["title"]),
        "subject": voice.label(ANNEX1["subject"]),
        "unit": voice.beside(plan.unit),
        "unit_note": voice.beside(ANNEX1["unit"]),
        "numbered": voice.label(numbered(plan.number, plan.dated_on)),
        "revision": _revision(plan, voice),
        "columns": voice.labels(labels.ANNEX1_COLUMNS),
        "rows": [row for case in plan.rows for row in _rows(case, voice)],
        "signatures": _signatures(plan, voice),
        "signature_note": voice.beside(EVERYWHERE["signature"]),
        "supplement": _supplement(plan.supplement, voice),
        "footer": voice.footer(plan.form, number=plan.number, digest=plan.digest),
    }


def _revision(plan: Annex1, voice: Voice) -> str:
    return voice.named(ANNEX1["revision"], str(plan.revision)) if plan.revision > 1 else ""


def _stamp(plan: Annex1, voice: Voice) -> Value:
    return {
        "approve": voice.beside(ANNEX1["approve"]),
        "post": voice.label(plan.approval.post),
        "acting": voice.beside(EVERYWHERE["acting"]) if plan.approval.acting else "",
        "name": plan.approval.name,
        "day": voice.label(stamp_date(plan.approval.approved_on)),
    }


def _signatures(plan: Annex1, voice: Voice) -> Value:
    return [
        {"post": voice.label(ANNEX1["head"]), "name": plan.head},
        {"post": voice.label(ANNEX1["auditor"]), "name": plan.auditor},
    ]


def _rows(case: PlannedCase, voice: Voice) -> list[Value]:
    """One row per action; the nonconformity is told in the first and named in the others."""
    return [_row(case, action, voice, first=not i) for i, action in enumerate(case.actions)]


def _row(case: PlannedCase, action: Action, voice: Voice, *, first: bool) -> Value:
    why = case.left_because or action.struck_because
    return {
        "first": first,
        "struck": bool(why),
        "number": str(action.number),
        "case": case.number,
        "case_kind": voice.beside(case.kind) if first else "",
        "case_text": case.text if first else "",
        "kind": voice.beside(action.kind),
        "action": action.what,
        "deadline": _deadline(action, voice),
        "executors": _executors(action, voice),
        "marks": _marks(action, voice),
        "why_struck": voice.named(EVERYWHERE["struck"], why),
    }


def _deadline(action: Action, voice: Voice) -> str:
    """The day in force; a postponed line shows the first day and the later one."""
    first, due = action.first_due_on, action.due_on
    if first is None or due is None or first == due:
        return voice.stacked_day(due or first)
    before = voice.named(ANNEX1["first_due"], voice.narrow_day(first))
    return lines(before, voice.named(ANNEX1["postponed"], voice.narrow_day(due)))


def _executors(action: Action, voice: Voice) -> str:
    joint = voice.named(ANNEX1["co_executors"], ", ".join(action.co_executors))
    return lines(action.executor, voice.beside(action.unit), joint)


def _marks(action: Action, voice: Voice) -> list[Value]:
    """Column 6: the controller's confirmation (46) and the head's follow-up note (16)."""
    confirmed = _noted(ANNEX1["confirmed"], action.confirmed, voice)
    followed = _noted(ANNEX1["followed_up"], action.followed_up, voice)
    return list(filter(None, (confirmed, followed)))


def _noted(what: Words, note: Note | None, voice: Voice) -> str:
    if note is None:
        return ""
    return lines(f"{voice.beside(what)}: {note.by}, {voice.narrow_day(note.on)}", note.text)


def _supplement(supplement: Supplement, voice: Voice) -> Value:
    behind = voice.named(ANNEX1["substitute"], supplement.controller_substitute)
    return {
        "title": voice.label(ANNEX1["supplement"]),
        "note": voice.label(ANNEX1["supplement_note"]),
        "control_title": voice.label(ANNEX1["control"]),
        "control": lines(supplement.controller, behind) or DASH,
        "nothing": voice.beside(EVERYWHERE["nothing"]),
        "criteria_title": voice.label(ANNEX1["criteria"]),
        "criteria_columns": voice.labels(labels.CRITERIA_COLUMNS),
        "criteria": [_criterion(criterion) for criterion in supplement.criteria],
        "meetings_title": voice.label(ANNEX1["meetings"]),
        "meetings_columns": voice.labels(labels.MEETINGS_COLUMNS),
        "meetings": [_meeting(meeting, voice) for meeting in supplement.meetings],
        "amendments_title": voice.label(ANNEX1["amendments"]),
        "amendments_columns": voice.labels(labels.AMENDMENTS_COLUMNS),
        "amendments": [_amendment(change, voice) for change in supplement.amendments],
    }


def _criterion(criterion: Criterion) -> Value:
    return {
        "covers": ", ".join(map(str, criterion.covers)) or DASH,
        "case": criterion.case_number,
        "measure": criterion.measure,
        "value_now": criterion.value_now or DASH,
        "target": criterion.target or DASH,
        "source": criterion.data_source or DASH,
        "check_on": either(criterion.check_on),
    }


def _meeting(meeting: Meeting, voice: Voice) -> Value:
    """Minutes; of struck ones, first that they count for nothing."""
    return {
        "number": meeting.minutes_number,
        "held_on": either(meeting.held_on),
        "outcome": lines(_noted(EVERYWHERE["struck"], meeting.struck, voice), meeting.outcome)
        or DASH,
    }


def _amendment(change: Amendment, voice: Voice) -> Value:
    return {
        "made_on": either(change.made_on),
        "what": voice.beside(change.what),
        "line": ", ".join(map(str, change.concerns)) or DASH,
        "before": lines(*(voice.named(one.name, one.before or DASH) for one in change.wording))
        or change.before
        or DASH,
        "after": lines(*(voice.named(one.name, one.after or DASH) for one in change.wording))
        or change.after
        or DASH,
        "reason": change.reason or DASH,
        "made_by": change.made_by,
    }
