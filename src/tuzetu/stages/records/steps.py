"""The acts on papers that were signed by hand."""

from collections.abc import Sequence
from datetime import date, datetime

from tuzetu.conduct.performing import Deed, opening, performing
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import current_cycle
from tuzetu.dossier.evidence import Attachment
from tuzetu.dossier.plan import Plan
from tuzetu.dossier.signed_copy import SignedCopy
from tuzetu.people.person import Person
from tuzetu.procedure.flows.signed_copy import SignedCopyStep
from tuzetu.procedure.states import PlanState


def keep_signed_copy(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    signed_by: str,
    signed_on: date,
    files: Sequence[int],
    ordinal: int | None = None,
    version: int | None = None,
) -> SignedCopy:
    """The scan of the signed report is kept with the round of the case that it tells (18)."""
    step = SignedCopyStep.KEEP_SIGNED_COPY
    with opening(step, nc, by=by, at=at, version=version) as deed:
        cycle = nc.cycles.select_related("edition").get(
            ordinal=ordinal or current_cycle(nc).ordinal
        )
        kept = SignedCopy(cycle=cycle, edition=cycle.edition)
        deed.note("ordinal", None, cycle.ordinal)
        _keep(deed, kept, signed_by=signed_by, signed_on=signed_on, by=by, at=at)
        _take_pages(deed, kept, files, by=by, nc=nc)
    return kept


def keep_signed_plan(
    plan: Plan,
    *,
    by: Person,
    at: datetime,
    signed_by: str,
    signed_on: date,
    files: Sequence[int],
    revision: int | None = None,
    version: int | None = None,
) -> SignedCopy:
    """The scan of the signed plan is kept with its revision and the hash of its text (18)."""
    step = SignedCopyStep.KEEP_SIGNED_PLAN
    with opening(step, plan, by=by, at=at, version=version) as deed:
        held = Plan.objects.select_related("edition").get(pk=plan.pk)
        number = revision or held.revision
        told = _hash_of(held) if number == held.revision else ""
        kept = SignedCopy(plan=held, revision=number, edition=held.edition, text_hash=told)
        deed.note("revision", None, number)
        deed.note("text_hash", "", told)
        _keep(deed, kept, signed_by=signed_by, signed_on=signed_on, by=by, at=at)
        _take_pages(deed, kept, files, by=by, plan=held)
    return kept


def _hash_of(plan: Plan) -> str:
    """That of the approved text, or of the text that awaits approval; a draft has none yet."""
    if plan.frozen_hash or plan.phase != PlanState.SUBMITTED:
        return plan.frozen_hash
    return plan.submissions.latest("submitted_at").digest


def _keep(
    deed: Deed[SignedCopy],
    kept: SignedCopy,
    *,
    signed_by: str,
    signed_on: date,
    by: Person,
    at: datetime,
) -> None:
    kept.signed_by, kept.signed_on = signed_by, signed_on
    kept.kept_by, kept.kept_at = by, at
    kept.save()
    deed.record = kept
    deed.note("signed_by", "", signed_by)
    deed.note("signed_on", None, signed_on)


def _take_pages(
    deed: Deed[SignedCopy],
    kept: SignedCopy,
    files: Sequence[int],
    *,
    by: Person,
    nc: Nonconformity | None = None,
    plan: Plan | None = None,
) -> None:
    """The scans leave the keeper's draft; the journal remembers each by name and content."""
    pages = Attachment.objects.filter(
        pk__in=files, added_by=by, purpose=Attachment.Purpose.SIGNED_COPY
    )
    named = [f"{one.name} ({one.file.digest[:16]})" for one in pages.select_related("file")]
    pages.update(nc=nc, plan=plan, signed_copy=kept, draft=None)
    deed.note("pages", [], named)


def strike_signed_copy(
    copy: SignedCopy, *, by: Person, at: datetime, reason: str, version: int | None = None
) -> None:
    """A copy that was kept by mistake is struck with the reason; it stays where it was (18)."""
    step = SignedCopyStep.STRIKE_SIGNED_COPY
    with performing(step, copy, by=by, at=at, version=version, reason=reason) as deed:
        held = deed.record
        held.struck_by, held.struck_at, held.struck_because = by, at, reason
