"""The acts of the first response."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from django.db.models import F

from tuzetu.conduct.filing import attach
from tuzetu.conduct.performing import opening, performing
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.people.person import Person
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.flows.correction import CorrectionStep
from tuzetu.procedure.flows.hold import HoldStep
from tuzetu.procedure.states import CorrectionState
from tuzetu.stages.containment.choosing import stopping


def set_hold(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    kind: str,
    what: str,
    since_on: date,
    order_number: str = "",
    replaced_by: str = "",
    told: str = "",
    version: int | None = None,
) -> Hold:
    """The head of the owning unit or the office stops and sets apart what does not conform (32)."""
    choosing = partial(stopping, kind=kind, order_number=order_number)
    step = HoldStep.SET_HOLD
    with opening(step, nc, by=by, at=at, version=version, choosing=choosing) as deed:
        deed.record = Hold.objects.create(
            nc=nc,
            ordinal=nc.ordinal,
            kind=kind,
            what=what,
            since_on=since_on,
            order_number=order_number,
            replaced_by=replaced_by,
            told=told,
            set_by=by,
            set_at=at,
        )
        deed.note("hold_kind", None, str(kind))
        deed.note("what", None, what)
        deed.note("since_on", None, since_on)
        deed.note("order_number", "", order_number)
        deed.note("replaced_by", "", replaced_by)
        deed.note("told", "", told)
        Nonconformity.objects.filter(pk=nc.pk).update(hold_waiver="")
    made: Hold = deed.record
    return made


def resume_use(
    hold: Hold, *, by: Person, at: datetime, end_reason: str, version: int | None = None
) -> None:
    """The office ends the hold: what was stopped conforms again (32)."""
    _end(HoldStep.RESUME_USE, hold, by=by, at=at, end_reason=end_reason, version=version)


def release_by_concession(
    hold: Hold,
    *,
    by: Person,
    at: datetime,
    authorised_by: str,
    end_reason: str,
    version: int | None = None,
) -> None:
    """The office ends the hold though it does not conform, by somebody's authority (32)."""
    _end(
        HoldStep.RELEASE_BY_CONCESSION,
        hold,
        by=by,
        at=at,
        end_reason=end_reason,
        version=version,
        authorised_by=authorised_by,
    )


def withdraw_for_good(
    hold: Hold, *, by: Person, at: datetime, end_reason: str, version: int | None = None
) -> None:
    """The office ends the hold: what was stopped never comes back (32)."""
    _end(HoldStep.WITHDRAW_FOR_GOOD, hold, by=by, at=at, end_reason=end_reason, version=version)


def _end(
    step: HoldStep,
    hold: Hold,
    *,
    by: Person,
    at: datetime,
    end_reason: str,
    version: int | None,
    authorised_by: str = "",
) -> None:
    with performing(step, hold, by=by, at=at, version=version, reason=end_reason) as deed:
        deed.put(authorised_by=authorised_by)
        held = deed.record
        held.end_reason, held.ended_by, held.ended_at = end_reason, by, at
        held.ended_in = held.nc.ordinal


def waive_hold(
    nc: Nonconformity, *, by: Person, at: datetime, hold_waiver: str, version: int | None = None
) -> None:
    """Stage 3 answered "not applicable", with the reason (27.3)."""
    with performing(CaseStep.WAIVE_HOLD, nc, by=by, at=at, version=version) as deed:
        deed.put(hold_waiver=hold_waiver)


def record_correction(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    what: str = "",
    executor: Person | None = None,
    due_on: date | None = None,
    done_on: date | None = None,
    correction_waiver: str = "",
    version: int | None = None,
) -> None:
    """What removes the nonconformity itself; or why it cannot be removed (5.8, 10.2)."""
    with performing(CaseStep.RECORD_CORRECTION, nc, by=by, at=at, version=version) as deed:
        deed.put(correction_waiver=correction_waiver)
        deed.put(correction_confirmed_at=None, correction_confirmed_by=None)
        deed.record.correction_confirmed_note = ""
        if what:
            ordinal = deed.record.ordinal
            Correction.objects.create(
                nc=deed.record,
                ordinal=ordinal,
                what=what,
                executor=executor,
                due_on=due_on,
                done_on=done_on,
                state=(CorrectionState.FINISHED if done_on else CorrectionState.UNDER_WAY).code,
                recorded_by=by,
                recorded_at=at,
            )
            deed.note("correction", None, what)
            deed.note("executor", None, executor)
            deed.note("due_on", None, due_on)
            deed.note("done_on", None, done_on)


def finish_correction(
    correction: Correction,
    *,
    by: Person,
    at: datetime,
    done_on: date,
    note: str = "",
    files: Sequence[int] = (),
    version: int | None = None,
) -> None:
    """Whoever carries a correction out, the head or the office says that it is done (5.8)."""
    step = CorrectionStep.FINISH_CORRECTION
    with performing(step, correction, by=by, at=at, version=version, reason=note) as deed:
        deed.note("correction", None, deed.record.what)
        deed.put(done_on=done_on)
        deed.record.done_note, deed.record.finished_by = note, by
        attach(files, by=by, correction=deed.record)


def strike_correction(
    correction: Correction, *, by: Person, at: datetime, reason: str, version: int | None = None
) -> None:
    """What was recorded by mistake is struck with the reason; it stays, but counts no more (18).

    A confirmation that counted it in lapses: the office confirms what is left.
    """
    step = CorrectionStep.STRIKE_CORRECTION
    with performing(step, correction, by=by, at=at, version=version, reason=reason) as deed:
        held = deed.record
        held.struck_by, held.struck_at, held.struck_because = by, at, reason
        deed.note("correction", held.what, None)
        deed.note("correction_confirmed_at", held.nc.correction_confirmed_at, None)
        deed.note("correction_confirmed_by", held.nc.correction_confirmed_by, None)
        Nonconformity.objects.filter(pk=held.nc_id).update(
            correction_confirmed_at=None,
            correction_confirmed_by=None,
            correction_confirmed_note="",
            version=F("version") + 1,
        )


def confirm_correction(
    nc: Nonconformity, *, by: Person, at: datetime, note: str = "", version: int | None = None
) -> None:
    """The office has seen that the nonconformity itself is gone (10.2)."""
    step = CaseStep.CONFIRM_CORRECTION
    with performing(step, nc, by=by, at=at, version=version, reason=note) as deed:
        deed.put(correction_confirmed_at=at, correction_confirmed_by=by)
        deed.record.correction_confirmed_note = note


def record_consequences(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    consequences: str = "",
    consequences_told: str = "",
    consequences_waiver: str = "",
    version: int | None = None,
) -> None:
    """Actual consequences and who was told; or why there are none (10.3)."""
    with performing(CaseStep.RECORD_CONSEQUENCES, nc, by=by, at=at, version=version) as deed:
        deed.put(
            consequences=consequences,
            consequences_told=consequences_told,
            consequences_waiver=consequences_waiver,
        )


def record_disposition(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    disposition: str,
    disposition_order: str = "",
    version: int | None = None,
) -> None:
    """How it was settled; a sanction is only a reference to an order (20, 26)."""
    with performing(CaseStep.RECORD_DISPOSITION, nc, by=by, at=at, version=version) as deed:
        deed.put(disposition=disposition, disposition_order=disposition_order)
