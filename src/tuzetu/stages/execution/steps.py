"""The acts of execution and control."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from tuzetu.conduct.filing import attach
from tuzetu.conduct.going_on import go_on
from tuzetu.conduct.lapsing import lapse_requests
from tuzetu.conduct.performing import one_act, performing
from tuzetu.dossier.plan import Line, Plan
from tuzetu.people.person import Person
from tuzetu.procedure.flows.action import ActionStep
from tuzetu.stages.execution.choosing import handing_on


def mark_done(
    line: Line,
    *,
    by: Person,
    at: datetime,
    done_note: str,
    files: Sequence[int] = (),
    version: int | None = None,
) -> None:
    """The executor says what was done and shows the evidence (41)."""
    with performing(ActionStep.MARK_DONE, line, by=by, at=at, version=version) as deed:
        deed.put(done_note=done_note)
        deed.record.done_at, deed.record.done_by = at, by
        deed.note("files", [], attach(files, by=by, line=deed.record))


def send_back_action(
    line: Line, *, by: Person, at: datetime, reason: str, version: int | None = None
) -> None:
    """The controller does not see the line as done (46)."""
    step = ActionStep.SEND_BACK_ACTION
    with performing(step, line, by=by, at=at, version=version, reason=reason) as deed:
        deed.put(confirmed_note=reason)
        deed.record.done_at, deed.record.done_by = None, None


def confirm_action(
    line: Line, *, by: Person, at: datetime, confirmed_note: str = "", version: int | None = None
) -> None:
    """The controller confirms; the last line of a case moves it to evaluation (46)."""
    step = ActionStep.CONFIRM_ACTION
    with one_act():
        with performing(step, line, by=by, at=at, version=version) as deed:
            deed.put(confirmed_note=confirmed_note)
            held = deed.record
            held.confirmed_at, held.confirmed_by = at, by
            lapse_requests(held, at=at)
        go_on(Plan.objects.get(pk=line.plan_id), by=by, at=at)


def follow_up(
    line: Line, *, by: Person, at: datetime, note: str, version: int | None = None
) -> None:
    """The head of the unit notes how the line goes and what it brought (16)."""
    with performing(ActionStep.FOLLOW_UP, line, by=by, at=at, version=version) as deed:
        deed.put(follow_up=note)
        deed.record.followed_up_at, deed.record.followed_up_by = at, by


def change_executor(
    line: Line,
    *,
    by: Person,
    at: datetime,
    executor: Person,
    reason: str,
    version: int | None = None,
) -> None:
    """Another executor, as an amendment beside the frozen text (45)."""
    step, choosing = ActionStep.CHANGE_EXECUTOR, partial(handing_on, line=line, executor=executor)
    with performing(
        step, line, by=by, at=at, version=version, reason=reason, choosing=choosing
    ) as deed:
        held = deed.record
        held.plan.amendments.create(
            line=held,
            what="executor",
            before=str(held.executor),
            after=str(executor),
            reason=reason,
            made_by=by,
            made_at=at,
        )
        deed.put(executor=executor)
