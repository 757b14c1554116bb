"""The acts of planning: opening a plan, its cases, its meeting, its way to approval."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial

from django.db.models import F

from tuzetu.conduct.going_on import go_on
from tuzetu.conduct.lapsing import SETTLED, lapse_changes_without_lines, lapse_postponement
from tuzetu.conduct.locking import lock_case, lock_joining
from tuzetu.conduct.performing import Deed, one_act, opening, performing
from tuzetu.conduct.recounting import recount
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import current_cycle
from tuzetu.dossier.edition import edition_in_force
from tuzetu.dossier.number import next_number, printed
from tuzetu.dossier.plan import Line, Meeting, Plan, PlanCase, Remark, Submission
from tuzetu.dossier.plan_text import digest_of, text_of
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.flows.plan import CASES_FOLLOW, PlanStep
from tuzetu.procedure.parts import Part
from tuzetu.procedure.states import ActionState
from tuzetu.stages.planning.choosing import (
    answering,
    controlling,
    joining,
    recording,
    releasing,
    striking,
)
from tuzetu.stages.planning.planned import put_struck_last


def draft_plan(nc: Nonconformity, *, by: Person, at: datetime, version: int | None = None) -> Plan:
    """The head of the owning unit starts a plan for the case (43)."""
    edition = edition_in_force(local_day(at))
    with opening(PlanStep.DRAFT_PLAN, nc, by=by, at=at, version=version) as deed:
        held = lock_case(nc.pk)
        deed.record = Plan.objects.create(
            unit=held.owning_unit, edition=edition, author=by, opened_at=at
        )
        _join(deed.record, held)
    made: Plan = deed.record
    return made


def join_case(
    plan: Plan, *, by: Person, at: datetime, case: Nonconformity, version: int | None = None
) -> None:
    """Another case of the unit is planned in the same plan (43)."""
    step = PlanStep.JOIN_CASE
    with one_act():
        held = lock_joining(plan, case)
        choosing = partial(joining, case=held)
        with performing(step, plan, by=by, at=at, version=version, choosing=choosing) as deed:
            _join(deed.record, held)
            deed.note("case", None, held.number)


def _join(plan: Plan, nc: Nonconformity) -> None:
    position = plan.joined.count() + 1
    PlanCase.objects.create(plan=plan, cycle=current_cycle(nc), position=position)


def release_case(
    plan: Plan,
    *,
    by: Person,
    at: datetime,
    case: Nonconformity,
    reason: str,
    version: int | None = None,
) -> None:
    """A case leaves the plan; its lines are struck visibly, the rest stands (43)."""
    step, choosing = PlanStep.RELEASE_CASE, partial(releasing, case=case)
    with performing(
        step, plan, by=by, at=at, version=version, reason=reason, choosing=choosing
    ) as deed:
        entry = deed.record.joined.current().get(cycle__nc=case, cycle__ordinal=case.ordinal)
        entry.left_at, entry.left_because = at, reason
        entry.save()
        for line in entry.lines.exclude(SETTLED):
            lapse_postponement(line, at=at)
        entry.lines.exclude(SETTLED).update(state=ActionState.STRUCK.code)
        lapse_changes_without_lines(deed.record, at=at)
        entry.criteria.update(struck_at=at)
        put_struck_last(deed.record)
        deed.note("case", case.number, None)
        deed.cases = [case.pk, *_cases(deed.record)]
        recount(lock_case(case.pk), on=local_day(at))


def record_meeting(
    plan: Plan,
    *,
    by: Person,
    at: datetime,
    minutes_number: str,
    held_on: date,
    outcome: str = "",
    version: int | None = None,
) -> None:
    """The unit meeting considered the actions; number and date of its minutes (44)."""
    choosing = partial(recording, plan=plan, minutes_number=minutes_number, held_on=held_on)
    step = PlanStep.RECORD_MEETING
    with performing(step, plan, by=by, at=at, version=version, choosing=choosing) as deed:
        held = Meeting.objects.create(
            plan=deed.record,
            revision=deed.record.revision,
            minutes_number=minutes_number,
            held_on=held_on,
            outcome=outcome,
            entered_by=by,
            entered_at=at,
        )
        deed.note("minutes", None, str(held))


def strike_meeting(
    plan: Plan,
    *,
    by: Person,
    at: datetime,
    meeting: Meeting,
    reason: str,
    version: int | None = None,
) -> None:
    """Minutes recorded by mistake are struck with the reason; they stay, but count no more (18)."""
    step = PlanStep.STRIKE_MEETING
    choosing = partial(striking, plan=plan, meeting=meeting)
    with performing(
        step, plan, by=by, at=at, version=version, reason=reason, choosing=choosing
    ) as deed:
        struck = {"struck_by": by, "struck_at": at, "struck_because": reason}
        Meeting.objects.filter(pk=meeting.pk).update(**struck)
        deed.note("minutes", str(meeting), None)


def propose_controller(
    plan: Plan,
    *,
    by: Person,
    at: datetime,
    controller: Person,
    controller_substitute: Person | None = None,
    version: int | None = None,
) -> None:
    """The office proposes who controls the plan; the approval appoints (46)."""
    step = PlanStep.PROPOSE_CONTROLLER
    choosing = partial(controlling, controller=controller, substitute=controller_substitute)
    with performing(step, plan, by=by, at=at, version=version, choosing=choosing) as deed:
        deed.put(controller=controller, controller_substitute=controller_substitute)


def submit_plan(
    plan: Plan, *, by: Person, at: datetime, answer: str = "", version: int | None = None
) -> None:
    """The author sends the discussed plan for approval; it gets its number and date (44).

    ``answer`` is said to the remarks with which it came back.
    """
    step = PlanStep.SUBMIT_PLAN
    choosing = partial(answering, plan=plan, answer=answer)
    with performing(
        step, plan, by=by, at=at, version=version, reason=answer, choosing=choosing
    ) as deed:
        held = deed.record
        if held.number is None:
            on = local_day(at)
            prefix = held.edition.rules().prefixes.plan
            number = printed(prefix, on.year, next_number("plan", on.year))
            deed.put(number=number, dated_on=on)
        held.submitted_by, held.submitted_at = by, at
        held.save()
        text = text_of(held)
        sent = {"submitted_by": by, "submitted_at": at, "answer": answer}
        Submission.objects.create(plan=held, text=text, digest=digest_of(text), **sent)
        deed.note("text", None, digest_of(text))
        _cases_follow(deed, step)


def return_plan(
    plan: Plan,
    *,
    by: Person,
    at: datetime,
    remark: str = "",
    line_remarks: Mapping[int, str] | None = None,
    version: int | None = None,
) -> None:
    """The vice-rector sends the plan back with remarks, for the whole or at lines (44)."""
    step = PlanStep.RETURN_PLAN
    with performing(step, plan, by=by, at=at, version=version, reason=remark) as deed:
        digest = deed.record.submissions.latest("submitted_at").digest
        remarks: list[tuple[int | None, str]] = [(None, remark)]
        remarks.extend((line_remarks or {}).items())
        for line, text in remarks:
            if text:
                Remark.objects.create(
                    plan=deed.record,
                    line_id=line,
                    revision_hash=digest,
                    text=text,
                    made_by=by,
                    made_at=at,
                )
                deed.note(f"remark_{line or 'plan'}", None, text)
        _cases_follow(deed, step)


def approve_plan(plan: Plan, *, by: Person, at: datetime, version: int | None = None) -> None:
    """The vice-rector approves; the controller is appointed, the text frozen (44, 46)."""
    step = PlanStep.APPROVE_PLAN
    with one_act():
        with performing(step, plan, by=by, at=at, version=version) as deed:
            held, on = deed.record, local_day(at)
            held.approved_by, held.approved_at = by, at
            held.approved_on_behalf_of_id = deed.actor.on_behalf_of.get(Part.VICE_RECTOR)
            held.frozen_text = text_of(held)
            deed.put(frozen_hash=digest_of(held.frozen_text))
            deed.note("controller", None, str(held.controller))
            _set_first_dates(held, on)
            _cases_follow(deed, step)
        go_on(deed.record, by=by, at=at)


def _set_first_dates(plan: Plan, on: date) -> None:
    """A line keeps its approval day and first date when a revision leaves it unchanged."""
    for line in plan.lines.filter(first_due_on=None).standing():
        Line.objects.filter(pk=line.pk).update(first_due_on=line.due_on, approved_on=on)


def change_controller(
    plan: Plan,
    *,
    by: Person,
    at: datetime,
    controller: Person,
    reason: str,
    controller_substitute: Person | None = None,
    version: int | None = None,
) -> None:
    """Another controller, as an amendment beside the frozen text (46)."""
    step = PlanStep.CHANGE_CONTROLLER
    choosing = partial(controlling, controller=controller, substitute=controller_substitute)
    with performing(
        step, plan, by=by, at=at, version=version, reason=reason, choosing=choosing
    ) as deed:
        held = deed.record
        held.amendments.create(
            what="controller",
            before=str(held.controller),
            after=str(controller),
            reason=reason,
            made_by=by,
            made_at=at,
        )
        deed.put(controller=controller, controller_substitute=controller_substitute)


def revise_plan(
    plan: Plan, *, by: Person, at: datetime, reason: str, version: int | None = None
) -> None:
    """A change of action, cause or unit voids the approval: a new revision, same number (45)."""
    step = PlanStep.REVISE_PLAN
    with performing(step, plan, by=by, at=at, version=version, reason=reason) as deed:
        held = deed.record
        deed.put(revision=held.revision + 1, revised_on=local_day(at), frozen_hash="")
        held.approved_by, held.approved_at, held.frozen_text = None, None, ""
        _cases_follow(deed, step)


def abandon_plan(
    plan: Plan, *, by: Person, at: datetime, reason: str, version: int | None = None
) -> None:
    """A plan that serves no case any more is put away (43)."""
    step = PlanStep.ABANDON_PLAN
    with performing(step, plan, by=by, at=at, version=version, reason=reason):
        pass


def _cases(plan: Plan) -> list[int]:
    return list(plan.joined.current().values_list("cycle__nc", flat=True))


def _cases_follow(deed: Deed[Plan], step: PlanStep) -> None:
    """Planning, approval and execution are the plan's states, read by its cases.

    Cases that went past execution, or on to their next cycle, are untouched.
    """
    if step.target is None:
        return
    follow = CASES_FOLLOW[step.target]  # type: ignore[index]  # a plan step's target
    led = [state.code for state in CASES_FOLLOW.values()]
    served = deed.record.joined.current().filter(cycle__ordinal=F("cycle__nc__ordinal"))
    rows = Nonconformity.objects.filter(pk__in=served.values("cycle__nc"), state__in=led)
    for nc in rows.select_for_update().order_by("pk"):
        Nonconformity.objects.filter(pk=nc.pk).update(state=follow.code, version=nc.version + 1)
