"""What changed in a plan: remarks, changes since its last submission, changes after approval."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.conduct.subjects import kind_of
from tuzetu.dossier.plan import Amendment, Plan, Remark, Submission
from tuzetu.journal.history import last_told
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.flows.plan import PlanStep
from tuzetu.procedure.states import PlanState
from tuzetu.web import looks
from tuzetu.web.field_names import field_name

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def remark_shown(remark: Remark) -> looks.Remark:
    """What the vice-rector says, who that was and when."""
    return looks.Remark(
        by=looks.PersonChip(name=str(remark.made_by)),
        on=local_day(remark.made_at),
        says=remark.text,
    )


def revision_told(plan: Plan) -> str:
    """That the plan was approved before, since when it is or was revised, and why (45)."""
    if plan.revised_on is None:
        return ""
    begun = last_told(PlanStep.REVISE_PLAN.code, kind=kind_of(plan), subject=plan.pk)
    says = _("The plan was approved and is being revised since %(day)s. Reason: %(reason)s")
    if plan.approved_at is not None:
        says = _("Before that it was revised, from %(day)s on. Reason: %(reason)s")
    day = date_format(plan.revised_on, "DATE_FORMAT")
    return says % {"day": day, "reason": (begun and begun.reason) or "—"}


def revision_shown(plan: Plan) -> tuple[looks.Panel, ...]:
    """The same, for whoever discusses it or decides on it."""
    says = revision_told(plan) if plan.approved_at is None else ""
    return (looks.Panel(title=_("Revision of an approved plan"), says=says),) if says else ()


def changes_shown(plan: Plan, place: Mapping[int, int]) -> tuple[object, ...]:
    """What differs between the last two submissions, and the remarks with their lines."""
    sent = list(plan.submissions.select_related("submitted_by"))
    shown: list[object] = [*_said(plan, sent, place)]
    if len(sent) > 1:
        shown += differences(sent[-2].text, sent[-1].text, place)
    if not shown:
        return ()
    title = _("Remarks, and what the last submission changed")
    if plan.approved_at:
        title = _("Remarks and changes before the approval")
    head = looks.SectionHead(title=title, anchor="changes")
    return (looks.Section(head=head, looks=tuple(shown)),)


def _said(
    plan: Plan, sent: Sequence[Submission], place: Mapping[int, int]
) -> Iterator[looks.Remark]:
    """Remarks and answers to them, in the order in which they were made."""
    remarks = plan.remarks.select_related("made_by").order_by("made_at", "pk")
    answers = [one for one in sent if one.answer]
    for remark in remarks:
        while answers and answers[0].submitted_at < remark.made_at:
            yield _answer(answers.pop(0))
        yield _placed(remark, place)
    yield from map(_answer, answers)


def _answer(sent: Submission) -> looks.Remark:
    return looks.Remark(
        by=looks.PersonChip(name=str(sent.submitted_by)),
        on=local_day(sent.submitted_at),
        says=_("Answer to the remarks: %(text)s") % {"text": sent.answer},
    )


def remarks_to_meet(plan: Plan) -> tuple[object, ...]:
    """The remarks with which the plan came back, for whoever amends it."""
    last = plan.submissions.last()
    if plan.phase != PlanState.RETURNED or last is None:
        return ()
    place = plan.lines.numbers()
    rows = plan.remarks.filter(made_at__gte=last.submitted_at).order_by("line", "pk")
    shown = tuple(_placed(one, place) for one in rows.select_related("made_by"))
    head = looks.SectionHead(title=_("Remarks to meet"), anchor="remarks")
    return (looks.Section(head=head, looks=shown),)


def _placed(remark: Remark, place: Mapping[int, int]) -> looks.Remark:
    """A remark with the number of its line."""
    shown = remark_shown(remark)
    if remark.line_id is None or remark.line_id not in place:
        return shown
    line = _("Line %(number)s") % {"number": place[remark.line_id]}
    return replace(shown, says=f"{line}: {remark.text}")


def differences(before: str, after: str, place: Mapping[int, int]) -> Iterator[looks.Difference]:
    """Line by line and criterion by criterion, only what differs; numbers are those of now."""
    old, new = json.loads(before), json.loads(after)
    criteria = {row["id"]: number for number, row in enumerate(new["criteria"], 1)}
    for part, numbers, label, gone in (
        ("lines", place, _("Line %(number)s"), _("A line that was left out")),
        ("criteria", criteria, _("Criterion %(number)s"), _("A criterion that was left out")),
    ):
        was = {row["id"]: row for row in old[part]}
        now = {row["id"]: row for row in new[part]}
        for pk in dict.fromkeys([*now, *was]):
            told_before, told_now = _told(was.get(pk)), _told(now.get(pk))
            if told_before != told_now:
                named = label % {"number": numbers[pk]} if pk in numbers else gone
                yield looks.Difference(label=named, old=told_before, new=told_now)


AS_READ = (
    *("what", "cause", "unit", "executor", "co_executors", "due_on", "case"),
    *("measure", "value_now", "target", "data_source", "check_on"),
)
"""What a kept row says, in the order in which it is read."""


def _told(row: dict[str, object] | None) -> str:
    if row is None:
        return ""
    cells = (_cell(row[name]) for name in AS_READ if name in row)
    return " · ".join(cell for cell in cells if cell)


def _cell(value: object) -> str:
    """A value of the kept text as people write it."""
    if isinstance(value, list):
        return ", ".join(value)
    told = str(value or "")
    return date_format(date.fromisoformat(told), "DATE_FORMAT") if DAY.fullmatch(told) else told


def _days_read(wording: str) -> str:
    """A kept wording whose days are read as people write them."""
    return " · ".join(map(_cell, wording.split(" · ")))


def amendments_shown(plan: Plan, place: Mapping[int, int]) -> tuple[object, ...]:
    """What changed beside the approved text, as Annex 1 prints it on its sheet (45, 50)."""
    rows = tuple(
        looks.Difference(
            label=_amended(one, place), old=_days_read(one.before), new=_days_read(one.after)
        )
        for one in plan.amendments.select_related("criterion")
    )
    if not rows:
        return ()
    head = looks.SectionHead(title=_("Changes beside the frozen text"), anchor="amendments")
    return (looks.Section(head=head, looks=rows),)


def _amended(change: Amendment, place: Mapping[int, int]) -> str:
    """When, at which line or criterion, which field, and why."""
    where = ""
    if change.line_id is not None and change.line_id in place:
        where = _("Line %(number)s") % {"number": place[change.line_id]}
    field = field_name(change.what)
    if change.criterion:
        field = _("Criterion %(number)s") % {"number": change.criterion.position}
    day = date_format(local_day(change.made_at), "SHORT_DATE_FORMAT")
    return " · ".join(filter(None, (day, where, field, change.reason)))
