"""Fills Annex 1 from a plan and everything that hangs on it (18.1)."""

from collections.abc import Sequence
from datetime import date, datetime

from tuzetu.dossier.case_facts import evaluation_of
from tuzetu.dossier.plan import Amendment as KeptAmendment
from tuzetu.dossier.plan import Criterion as KeptCriterion
from tuzetu.dossier.plan import Line, Plan, PlanCase
from tuzetu.dossier.plan import Meeting as KeptMeeting
from tuzetu.dossier.request import WORDING
from tuzetu.dossier.request import CriterionChange as KeptChange
from tuzetu.paperwork.annex1 import Action, Amendment, Annex1, Approval, PlannedCase, Supplement
from tuzetu.paperwork.gathering import (
    form_code,
    named,
    note,
    surname_first,
    title_words,
    unit_words,
    with_post,
)
from tuzetu.paperwork.labels import ACTION_KINDS, AMENDMENTS, CRITERIA_COLUMNS, KINDS
from tuzetu.paperwork.marks import Changed, Criterion, Meeting
from tuzetu.paperwork.words import kept_days_written
from tuzetu.people.appointment import head_of, holders
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.offices import Office
from tuzetu.procedure.states import ActionState

CODE = "Қ-01"
ABOUT_PEOPLE = frozenset({"executor", "controller"})
"""Amendments that put one person in the place of another."""
OF_CRITERION = ("criterion__lines", "criterion__changes")
"""What is told of a criterion that was changed: the lines it covers, both wordings."""


def annex1(plan: Plan, *, at: datetime) -> Annex1:
    """The plan as it would be printed at a moment."""
    on = local_day(at)
    related = ("implementing_unit", "executor", "confirmed_by", "followed_up_by")
    lines = list(plan.lines.select_related(*related).prefetch_related("co_executors"))
    return Annex1(
        form=form_code(CODE, on),
        printed_at=at,
        number=plan.number or "",
        dated_on=plan.dated_on,
        revision=plan.revision,
        digest=plan.frozen_hash,
        unit=unit_words(plan.unit),
        approval=_approval(plan, on),
        rows=_rows(plan, lines),
        head=named(head_of(plan.unit, on)),
        auditor=named(_auditor(plan, on)),
        supplement=_supplement(plan, lines),
    )


def _auditor(plan: Plan, on: date) -> Person | None:
    """Who judged a case of the plan as auditor, or is in office where an internal audit found one.

    The procedure asks for the line, not for a name: where no auditor has a part, it stays blank.
    """
    verdict = "cycle__evaluation__verdict_by"
    joined = list(plan.joined.current().select_related("cycle__nc", verdict))
    held = [one for one in (evaluation_of(entry.cycle) for entry in joined) if one]
    judges = [one.verdict_by for one in held if one.verdict_by_auditor]
    if judges or not any(entry.cycle.nc.internal_audit for entry in joined):
        return judges[-1] if judges else None
    in_office = holders(Office.AUDITOR, on)
    return in_office[0] if in_office else None


def _approval(plan: Plan, on: date) -> Approval:
    """The stamp: the name of whoever approved, or of the one in office."""
    post = title_words(plan.edition.rules().titles["vice_rector"])
    if plan.approved_at and plan.approved_by:
        acting = plan.approved_on_behalf_of_id is not None
        day = local_day(plan.approved_at)
        return Approval(post=post, name=named(plan.approved_by), acting=acting, approved_on=day)
    found = holders(Office.VICE_RECTOR, on)
    return Approval(post=post, name=named(found[0]) if found else "")


def _rows(plan: Plan, lines: Sequence[Line]) -> tuple[PlannedCase, ...]:
    numbers = {line.pk: number for number, line in enumerate(lines, 1)}
    joined = list(plan.joined.select_related("cycle__nc"))
    struck = [line for line in lines if line.phase == ActionState.STRUCK]
    standing = [line for line in lines if line.phase != ActionState.STRUCK]
    served = [entry for entry in joined if entry.left_at is None]
    left = [entry for entry in joined if entry.left_at is not None]
    again = {line.plan_case_id for line in struck}
    no_more = [_case(entry, struck, numbers) for entry in served if entry.pk in again]
    no_more += [_case(entry, lines, numbers) for entry in left]
    no_more.sort(key=lambda case: [action.number for action in case.actions])
    return (*(_case(entry, standing, numbers) for entry in served), *no_more)


def _case(entry: PlanCase, lines: Sequence[Line], numbers: dict[int, int]) -> PlannedCase:
    nc = entry.cycle.nc
    return PlannedCase(
        number=nc.number,
        kind=KINDS[nc.kind],
        text=nc.description,
        actions=tuple(
            _action(line, numbers[line.pk], entry)
            for line in lines
            if line.plan_case_id == entry.pk
        ),
        left_because=entry.left_because,
    )


def _action(line: Line, number: int, entry: PlanCase) -> Action:
    struck = line.phase == ActionState.STRUCK
    return Action(
        number=number,
        kind=ACTION_KINDS[line.kind],
        what=line.what,
        first_due_on=line.first_due_on or line.due_on,
        due_on=line.due_on,
        executor=with_post(line.executor),
        unit=unit_words(line.implementing_unit) if line.implementing_unit else None,
        co_executors=tuple(named(one) for one in line.co_executors.all()),
        confirmed=note(line.confirmed_by, line.confirmed_at, line.confirmed_note),
        followed_up=note(line.followed_up_by, line.followed_up_at, line.follow_up),
        struck_because=(entry.left_because or "—") if struck else "",
    )


def _supplement(plan: Plan, lines: Sequence[Line]) -> Supplement:
    numbers = {line.pk: number for number, line in enumerate(lines, 1)}
    criteria = plan.criteria.select_related("plan_case__cycle__nc").prefetch_related("lines")
    return Supplement(
        criteria=tuple(criterion_of(one, numbers) for one in criteria),
        meetings=tuple(_meeting(one) for one in plan.meetings.select_related("struck_by")),
        controller=with_post(plan.controller),
        controller_substitute=with_post(plan.controller_substitute),
        amendments=tuple(
            _amendment(one, numbers)
            for one in plan.amendments.select_related("made_by").prefetch_related(*OF_CRITERION)
        ),
    )


def meetings_of(plan: Plan) -> tuple[Meeting, ...]:
    """The unit meetings that discussed the plan, as the forms that refer to them tell."""
    return tuple(_meeting(one) for one in plan.meetings.all() if one.struck_at is None)


def _meeting(kept: KeptMeeting) -> Meeting:
    return Meeting(
        minutes_number=kept.minutes_number,
        held_on=kept.held_on,
        outcome=kept.outcome,
        struck=note(kept.struck_by, kept.struck_at, kept.struck_because),
    )


def criterion_of(kept: KeptCriterion, numbers: dict[int, int]) -> Criterion:
    """A criterion with the numbers of the lines that it covers."""
    covers = tuple(sorted(numbers[line.pk] for line in kept.lines.all() if line.pk in numbers))
    return Criterion(
        covers=covers,
        case_number=kept.plan_case.cycle.nc.number,
        measure=kept.measure,
        value_now=kept.value_now,
        target=kept.target,
        data_source=kept.data_source,
        check_on=kept.check_on,
    )


def wording_of(change: KeptChange) -> tuple[Changed, ...]:
    """Every part of a criterion's wording as it was and as it was proposed, named (49)."""
    return tuple(
        Changed(
            name=words,
            before=kept_days_written(change.before.get(name, "")),
            after=kept_days_written(str(getattr(change, name))),
        )
        for name, words in zip(WORDING, CRITERIA_COLUMNS[2:], strict=True)
    )


def _amendment(kept: KeptAmendment, numbers: dict[int, int]) -> Amendment:
    criterion = kept.criterion
    covered = criterion.lines.all() if criterion else ()
    concerned = {kept.line_id, *(line.pk for line in covered)}
    changes = criterion.changes.all() if criterion else ()
    accepted = (one for one in changes if one.decided_at == kept.made_at)
    written = surname_first if kept.what in ABOUT_PEOPLE else kept_days_written
    return Amendment(
        made_on=local_day(kept.made_at),
        what=AMENDMENTS[kept.what],
        concerns=tuple(number for line, number in numbers.items() if line in concerned),
        before=written(kept.before),
        after=written(kept.after),
        wording=next(map(wording_of, accepted), ()),
        reason=kept.reason,
        made_by=named(kept.made_by),
    )
