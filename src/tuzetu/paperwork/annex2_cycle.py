"""The words of one cycle of Annex 2: consideration, causes, plan, evaluation (I-C, I-D, II)."""

from tuzetu.paperwork import report_labels
from tuzetu.paperwork.annex2 import (
    Consideration,
    CriterionChange,
    Cycle,
    DoneAction,
    Evaluation,
    Measurement,
    PlanLink,
    Response,
)
from tuzetu.paperwork.annex2_containment import containment
from tuzetu.paperwork.causes import cause_rows, roots
from tuzetu.paperwork.labels import ANNEX1
from tuzetu.paperwork.marks import Changed, Criterion, Decided, Note
from tuzetu.paperwork.report_fields import each, fields, filled
from tuzetu.paperwork.report_labels import (
    CONSIDERATION,
    EVALUATION,
    HEADINGS,
    IDENTIFICATION,
    PARTS,
    PLAN,
    RESPONSE,
)
from tuzetu.paperwork.voice import DASH, Value, Voice, either, lines
from tuzetu.paperwork.words import Words, numbered, tenge


def cycle_sheet(cycle: Cycle, voice: Voice, *, several: bool) -> Value:
    """A cycle as it will stand on paper; only one of several bears a heading."""
    evaluation = cycle.evaluation or Evaluation()
    return {
        "title": voice.beside(HEADINGS["cycle"].filled(n=str(cycle.ordinal))) if several else "",
        "opened": voice.named(HEADINGS["opened"], cycle.opened_because),
        "acknowledged": _acknowledged(cycle, voice),
        **_response(cycle.response, voice),
        "consideration_title": voice.beside(HEADINGS["consideration"]),
        **_consideration(cycle.consideration, voice),
        "plan_title": voice.beside(HEADINGS["plan"]),
        **_plan(cycle.plan or PlanLink(number="", dated_on=None), voice),
        "evaluation_title": voice.beside(HEADINGS["evaluation"]),
        "superseded": _superseded(evaluation.superseded, voice),
        **_evaluation(evaluation, voice),
    }


def _acknowledged(cycle: Cycle, voice: Voice) -> Value:
    """Field 17 again for a later cycle; that of the first stands in part I-A."""
    if cycle.ordinal == 1:
        return []
    text = voice.signed_by_hand(voice.note(cycle.acknowledged, wording=PARTS["disagreement"]))
    return [filled(IDENTIFICATION["acknowledged"], text, voice)]


def _response(response: Response | None, voice: Voice) -> dict[str, Value]:
    """Fields 18 to 21 again for a later cycle; what it has no own of, part I-B tells."""
    if response is None:
        return {"response_title": "", "response": []}
    told = fields(RESPONSE, containment(response, voice), voice)
    return {"response_title": voice.beside(HEADINGS["response"]), "response": told}


def _consideration(part: Consideration, voice: Voice) -> dict[str, Value]:
    first = {**_decision(part, voice), **_method(part, voice)}
    return {
        "decision": fields(CONSIDERATION, first, voice),
        "causes": filled(CONSIDERATION["causes"], DASH if part.causes else "", voice),
        "cause_rows": cause_rows(part.causes, voice),
        "findings": fields(CONSIDERATION, _findings(part, voice), voice),
    }


def _decision(part: Consideration, voice: Voice) -> dict[str, str]:
    lead = PARTS["leader"] if part.members else PARTS["responsible"]
    return {
        "received_on": lines(
            voice.day(part.office_received_on),
            voice.named(PARTS["received"], voice.day(part.received_on)),
        ),
        "decision": lines(
            _decided(part.decided, voice),
            voice.named(PARTS["first_decision"], voice.note(part.first_decided)),
        ),
        "analysts": lines(
            voice.beside(part.unit),
            voice.named(lead, part.leader),
            voice.named(PARTS["members"], ", ".join(part.members)),
        ),
        "analysis_due": lines(
            voice.day(part.due_on),
            voice.named(PARTS["limit"], voice.day(part.limit_on)),
            voice.named(PARTS["reason"], part.term_reason),
        ),
    }


def _decided(decided: Decided | None, voice: Voice) -> str:
    """The word of a decision, its reason, and beneath who gave it and when."""
    if decided is None:
        return ""
    return lines(
        voice.beside(decided.word),
        voice.named(PARTS["reason"], decided.reason),
        _signed(decided, voice),
    )


def _signed(decided: Decided | None, voice: Voice) -> str:
    if decided is None:
        return ""
    return f"{voice.beside(decided.office)}: {decided.by}, {voice.day(decided.on)}"


def _method(part: Consideration, voice: Voice) -> dict[str, str]:
    return {
        "cause_method": lines(_listed(part.methods, voice), part.method_evidence),
        "information": lines(
            _listed(part.information, voice),
            part.information_note,
            voice.named(PARTS["forums"], "; ".join(voice.beside(one) for one in part.forums)),
        ),
    }


def _listed(several: tuple[Words, ...], voice: Voice) -> str:
    return lines(*(voice.beside(one) for one in several))


def _findings(part: Consideration, voice: Voice) -> dict[str, str]:
    return {
        "root_cause": lines(*roots(part.causes)),
        "significance": lines(voice.beside(part.influence), part.significance),
        "possible_consequences": part.possible_consequences,
        "cost": "" if part.cost is None else tenge(part.cost),
        "similar": lines(voice.beside(part.similar), part.similar_note),
        "action_needed": lines(voice.beside(part.action_needed), part.need_reason),
        "analysis_done": voice.signed_by_hand(voice.note(part.completed)),
    }


def _plan(link: PlanLink, voice: Voice) -> dict[str, Value]:
    substitute = voice.named(PARTS["substitute"], link.controller_substitute)
    said = {
        "plan": voice.label(numbered(link.number, link.dated_on)) if link.number else "",
        "minutes": each(*(f"№ {m.minutes_number}, {voice.day(m.held_on)}" for m in link.meetings)),
        "approved": _signed(link.approved, voice),
        "controller": lines(link.controller, substitute),
    }
    changes = link.criterion_changes
    return {
        "plan": fields(PLAN, said, voice),
        "criteria": filled(PLAN["criteria"], DASH if link.criteria else "", voice),
        "criteria_columns": voice.labels(report_labels.CRITERIA_COLUMNS),
        "criteria_rows": [_criterion(criterion) for criterion in link.criteria],
        "changes": filled(PLAN["criterion_changes"], DASH if changes else "", voice),
        "changes_columns": voice.labels(report_labels.CHANGES_COLUMNS),
        "changes_rows": [_change(change, voice) for change in changes],
    }


def _criterion(criterion: Criterion) -> Value:
    return {
        "covers": ", ".join(map(str, criterion.covers)) or DASH,
        "measure": criterion.measure,
        "value_now": criterion.value_now or DASH,
        "target": criterion.target or DASH,
        "source": criterion.data_source or DASH,
        "check_on": either(criterion.check_on),
    }


def _change(change: CriterionChange, voice: Voice) -> Value:
    return {
        "measure": change.measure,
        "proposed_on": either(change.proposed_on),
        "proposal": lines(*(_changed(part, voice) for part in change.changed)) or DASH,
        "outcome": lines(voice.beside(change.outcome), voice.note(change.decided)),
    }


def _changed(part: Changed, voice: Voice) -> str:
    return voice.named(part.name, f"{part.before or DASH} → {part.after or DASH}")


def _superseded(note: Note | None, voice: Voice) -> str:
    if note is None:
        return ""
    why = ", ".join(filter(None, (either(note.on), note.text)))
    return voice.named(HEADINGS["superseded"], why)


def _evaluation(part: Evaluation, voice: Voice) -> dict[str, Value]:
    return {
        "done": filled(EVALUATION["done"], DASH if part.done else "", voice),
        "done_columns": voice.labels(report_labels.DONE_COLUMNS),
        "done_rows": [_done(action, voice) for action in part.done],
        "measured": filled(EVALUATION["measured"], DASH if part.measured else "", voice),
        "measured_columns": voice.labels(report_labels.MEASURED_COLUMNS),
        "measured_rows": [_measured(one, voice) for one in part.measured],
        "outcome": fields(EVALUATION, {**_verdict(part, voice), **_lessons(part, voice)}, voice),
    }


def _done(action: DoneAction, voice: Voice) -> Value:
    return {
        "line": str(action.line),
        "what": action.what,
        "due_on": _deadline(action, voice),
        "done_on": lines(either(action.done_on), _punctual(action, voice)),
        "proof": action.proof or DASH,
    }


def _deadline(action: DoneAction, voice: Voice) -> str:
    """The day in force; of a postponed line, beneath it the day first approved."""
    if action.first_due_on == action.due_on:
        return either(action.due_on)
    before = voice.named(ANNEX1["first_due"], either(action.first_due_on))
    return lines(either(action.due_on), before)


def _punctual(action: DoneAction, voice: Voice) -> str:
    if action.done_on is None:
        return ""
    return voice.beside(PARTS["late" if action.done_on > action.due_on else "in_time"])


def _measured(one: Measurement, voice: Voice) -> Value:
    return {
        "measure": one.measure,
        "target": one.target,
        "value": one.value or DASH,
        "met": voice.beside(one.met),
    }


def _verdict(part: Evaluation, voice: Voice) -> dict[str, str]:
    return {
        "recurrence": lines(_observed(part, voice), part.recurrence_found),
        "head_view": part.head_view,
        "verdict": _decided(part.verdict, voice),
        "final": _decided(part.final, voice),
        "evaluator": voice.signed_by_hand(voice.note(part.evaluator)),
        "giver": voice.signed_by_hand(_signed(part.final or part.verdict, voice)),
    }


def _observed(part: Evaluation, voice: Voice) -> str:
    days = voice.day(part.recurrence_from), voice.day(part.recurrence_until)
    return " – ".join(filter(None, days))


def _lessons(part: Evaluation, voice: Voice) -> dict[str, str]:
    return {
        "next": lines(voice.beside(part.next_step), part.next_note),
        "risks": lines(voice.beside(part.risks), part.risks_note),
        "system": lines(voice.beside(part.system), part.system_note),
        "closed_on": voice.day(part.closed_on),
    }
