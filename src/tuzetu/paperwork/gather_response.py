"""Fills the first response of Annex 2, each round with what belonged to it (27.3, 32, 5.8)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from tuzetu.dossier.case import CONSEQUENCES, Cycle, Nonconformity
from tuzetu.dossier.containment import Correction as KeptCorrection
from tuzetu.dossier.containment import Hold as KeptHold
from tuzetu.paperwork.annex2 import Correction, Hold, Response
from tuzetu.paperwork.gathering import ListWords, named, note
from tuzetu.paperwork.labels import HOLD_ENDS, HOLD_OBJECTS
from tuzetu.paperwork.marks import Note
from tuzetu.procedure.calendar import local_day


def response_of(nc: Nonconformity, rounds: Sequence[Cycle], lists: ListWords) -> Response:
    """Part I-B: the first response of the first round, and what the whole case shares."""
    return Response(
        holds=_holds(nc, 1),
        hold_waiver=_answer("hold_waiver", nc, 1, rounds),
        corrections=_corrections(nc, 1),
        correction_waiver=_answer("correction_waiver", nc, 1, rounds),
        confirmed=_confirmed(nc, 1, rounds),
        **_consequences(nc, 1, rounds),
        disposition=lists.of("dispositions", nc.disposition),
        disposition_order=nc.disposition_order,
        rectorate_decision=nc.rectorate_decision,
        rectorate_decided_on=nc.rectorate_decided_on,
        next_attestation_on=nc.next_attestation_on,
    )


def later_response(nc: Nonconformity, cycle: Cycle, rounds: Sequence[Cycle]) -> Response | None:
    """The first response of a later round: its own holds and corrections, or what still answers."""
    ordinal = cycle.ordinal
    if ordinal == 1:
        return None
    return Response(
        holds=_holds(nc, ordinal),
        holds_before=nc.holds.filter(ordinal__lt=ordinal).exists(),
        hold_waiver=_answer("hold_waiver", nc, ordinal, rounds),
        corrections=_corrections(nc, ordinal),
        corrections_before=_corrected_before(nc, cycle),
        correction_waiver=_answer("correction_waiver", nc, ordinal, rounds),
        confirmed=_confirmed(nc, ordinal, rounds),
        consequences_before=cycle.response_from < ordinal,
        **_consequences(nc, ordinal, rounds),
    )


def _consequences(nc: Nonconformity, ordinal: int, rounds: Sequence[Cycle]) -> dict[str, Any]:
    """The consequences of a round; those after a recurrence are its own (10.3)."""
    return {name: _answer(name, nc, ordinal, rounds) for name in CONSEQUENCES}


def _corrected_before(nc: Nonconformity, cycle: Cycle) -> bool:
    """Whether a correction of an earlier round stands and still answers for this one."""
    kept = nc.corrections.standing().filter(ordinal__gte=cycle.response_from)
    return kept.filter(ordinal__lt=cycle.ordinal).exists()


def _holds(nc: Nonconformity, ordinal: int) -> tuple[Hold, ...]:
    """The holds in force at some time of a round."""
    set_by_then = nc.holds.filter(ordinal__lte=ordinal).exclude(ended_in__lt=ordinal)
    kept = set_by_then.select_related("set_by", "ended_by").order_by("pk")
    return tuple(_hold(hold, ordinal) for hold in kept)


def _hold(kept: KeptHold, ordinal: int) -> Hold:
    """A hold as a round knew it: an end in a later round is not told."""
    told = Hold(
        kind=HOLD_OBJECTS[kept.kind],
        what=kept.what,
        since_on=kept.since_on,
        set_by=named(kept.set_by),
        order_number=kept.order_number,
        replaced_by=kept.replaced_by,
        told=kept.told,
        goes_on=kept.nc.ordinal > ordinal and kept.ended_in != ordinal,
    )
    if kept.ended_in != ordinal or kept.ended_at is None:
        return told
    return replace(
        told,
        ended_on=local_day(kept.ended_at),
        ended_by=named(kept.ended_by),
        ended_as=HOLD_ENDS.get(kept.state),
        end_reason=kept.end_reason,
        authorised_by=kept.authorised_by,
    )


def _corrections(nc: Nonconformity, ordinal: int) -> tuple[Correction, ...]:
    named_in_it = ("executor", "finished_by", "struck_by")
    kept = nc.corrections.filter(ordinal=ordinal).select_related(*named_in_it)
    return tuple(_correction(one) for one in kept.prefetch_related("files").order_by("pk"))


def _correction(kept: KeptCorrection) -> Correction:
    return Correction(
        what=kept.what,
        executor=named(kept.executor),
        due_on=kept.due_on,
        done_on=kept.done_on,
        done_note=kept.done_note,
        finished_by=named(kept.finished_by),
        files=tuple(one.name for one in kept.files.all()),
        struck=note(kept.struck_by, kept.struck_at, kept.struck_because),
    )


def _answer(name: str, nc: Nonconformity, ordinal: int, rounds: Sequence[Cycle]) -> str:
    """The answer "not applicable" of a round."""
    found = (str(getattr(one, name)) for one in _keeping(nc, ordinal, rounds))
    return next(filter(None, found), "")


def _confirmed(nc: Nonconformity, ordinal: int, rounds: Sequence[Cycle]) -> Note | None:
    """The office's confirmation of the corrections that answer for a round (10.2)."""
    for one in _keeping(nc, ordinal, rounds):
        if one.correction_confirmed_at:
            at, said = one.correction_confirmed_at, one.correction_confirmed_note
            return note(one.correction_confirmed_by, at, said)
    return None


def _keeping(
    nc: Nonconformity, ordinal: int, rounds: Sequence[Cycle]
) -> Iterator[Cycle | Nonconformity]:
    """What keeps the first response of a round: the rounds that ended it, or still the case."""
    yield from (one for one in rounds if one.response_from <= ordinal <= one.ordinal)
    if not rounds or rounds[-1].response_from <= ordinal:
        yield nc
