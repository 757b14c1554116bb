"""The plan as a case's page shows it: lines, criteria, meetings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tuzetu.dossier.evaluation import Measurement
from tuzetu.dossier.evidence import Attachment
from tuzetu.dossier.plan import Criterion, Line
from tuzetu.dossier.request import CriterionChange
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.states import ActionState
from tuzetu.web import looks
from tuzetu.web.addresses import address
from tuzetu.web.case_file import CaseFile, Minutes
from tuzetu.web.evidence_shown import tile
from tuzetu.web.plan_changes import revision_shown
from tuzetu.web.postponements_shown import postponement_marks
from tuzetu.web.sent_back_told import is_sent_back
from tuzetu.web.states_shown import tag_of

KINDS = {
    Line.Kind.CORRECTION: noop("Elimination (correction)"),
    Line.Kind.CORRECTIVE: noop("Corrective action"),
    Line.Kind.PREVENTIVE: noop("Preventive action"),
}
TIE = "\N{NO-BREAK SPACE}"
"""Keeps a number and its sign on one line."""

VERDICT = {
    Measurement.Met.YES: (looks.Tone.CLOSED, noop("Met")),
    Measurement.Met.PARTLY: (looks.Tone.PLAN, noop("Partly met")),
    Measurement.Met.NO: (looks.Tone.HOLD, noop("Not met")),
}


def plan_sections(file: CaseFile, beside: tuple[looks.Act, ...] = ()) -> tuple[object, ...]:
    """The plan's part of a case, if it has one; ``beside`` leads on from its head."""
    if file.planned is None:
        return ()
    plan = file.planned.plan
    title = _("Plan %(number)s") % {"number": plan.number} if plan.number else _("Plan (draft)")
    head = looks.SectionHead(
        title=title,
        byline=_minutes(file.minutes),
        anchor="plan",
        acts=(looks.Act(label=_("Open the plan"), href=address("plan", plan.pk)), *beside),
    )
    caption = _("Lines of the plan")
    rows = plan_lines(file.lines, file.criteria, file.proofs, file.numbers)
    table = looks.PlanTable(caption=caption, lines=rows)
    criteria = criteria_table(file.criteria, file.measured)
    shown = (table, criteria) if file.criteria else (table,)
    return (looks.Section(head=head, looks=(*revision_shown(plan), *shown)),)


def _minutes(last: Minutes | None) -> str:
    if last is None:
        return _("Annex 1")
    return _("Annex 1 · minutes No. %(number)s, %(day)s") % {
        "number": last.number,
        "day": date_format(last.held_on, "DATE_FORMAT"),
    }


def plan_lines(
    lines: Sequence[Line],
    criteria: Sequence[Criterion],
    proofs: Mapping[int, Sequence[Attachment]],
    numbers: Mapping[int, int],
) -> tuple[looks.PlanLine, ...]:
    """Lines with what their criteria say and their evidence."""
    said: dict[int, list[str]] = {}
    for criterion in criteria:
        for covered in criterion.lines.all():
            said.setdefault(covered.pk, []).append(wording(criterion))
    return tuple(
        plan_line(line, numbers[line.pk], "; ".join(said.get(line.pk, ())), proofs.get(line.pk, ()))
        for line in lines
    )


def plan_line(
    line: Line, number: int, criterion: str = "", proofs: Sequence[Attachment] = ()
) -> looks.PlanLine:
    """A line as the table shows it."""
    return looks.PlanLine(
        number=number,
        kind=_(KINDS[Line.Kind(line.kind)]),
        says=line.what,
        executor=str(line.executor or "—"),
        co_executors=", ".join(str(one) for one in line.co_executors.all()),
        due_on=line.due_on,
        first_due_on=line.first_due_on if line.first_due_on != line.due_on else None,
        criterion=criterion,
        state=_state(line) if line.approved_on else None,
        marks=_marks(line),
        evidence=tuple(tile(held) for held in proofs),
        struck=_struck(line) if line.phase == ActionState.STRUCK else "",
    )


def _struck(line: Line) -> str:
    return line.plan_case.left_because or _("the plan was revised")


def _state(line: Line) -> looks.Tag:
    """How the line stands; one that came back is planned again, and says that it came back."""
    tag = tag_of(line.phase)
    return replace(tag, says=_("Sent back to the executor")) if is_sent_back(line) else tag


def _marks(line: Line) -> tuple[str, ...]:
    marks = []
    if line.done_at:
        day = date_format(local_day(line.done_at), "DATE_FORMAT")
        marks.append(_("Done on %(day)s: %(note)s") % {"day": day, "note": line.done_note})
    if line.confirmed_at:
        day = date_format(local_day(line.confirmed_at), "DATE_FORMAT")
        marks.append(_("Confirmed on %(day)s %(note)s") % {"day": day, "note": line.confirmed_note})
    elif line.confirmed_note:
        marks.append(_("Sent back: %(note)s") % {"note": line.confirmed_note})
    if line.follow_up:
        marks.append(_("Follow-up: %(note)s") % {"note": line.follow_up})
    return (*marks, *postponement_marks(line))


def wording(criterion: Criterion | CriterionChange) -> str:
    """A criterion in one line: measure, from, to, when."""
    change = f"{criterion.value_now} → {criterion.target}".replace(" %", f"{TIE}%")
    day = date_format(criterion.check_on, "DATE_FORMAT") if criterion.check_on else ""
    return ", ".join(filter(None, (f"{criterion.measure}: {change}", day)))


def criteria_table(
    criteria: Sequence[Criterion], measured: dict[int, Measurement]
) -> looks.CriteriaTable:
    """Criteria with their measured values."""
    rows = tuple(_criterion(one, measured.get(one.pk)) for one in criteria)
    return looks.CriteriaTable(caption=_("Evaluation criteria"), criteria=rows)


def _criterion(criterion: Criterion, found: Measurement | None) -> looks.Criterion:
    tone, says = VERDICT[Measurement.Met(found.met)] if found else (looks.Tone.PLAN, "")
    return looks.Criterion(
        measure=criterion.measure,
        baseline=criterion.value_now,
        target=criterion.target,
        check_on=criterion.check_on,
        source=criterion.data_source,
        measured=found.value if found else "",
        verdict=looks.Tag(tone=tone, says=_(says)) if found else None,
    )
