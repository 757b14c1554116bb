"""The clock's round: run as often as you like, it does each thing once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tuzetu.conduct.recounting import wake_observed
from tuzetu.conduct.recounting_all import recount_open_deadlines
from tuzetu.dossier.round_mark import RoundMark
from tuzetu.notices.composing import compose_at_once
from tuzetu.notices.morning import compose_morning
from tuzetu.people.working_calendar import fingerprint
from tuzetu.procedure.calendar import local_day

CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did: verdicts now owed, deadlines moved, entries read, letters written."""

    verdicts_owed: int
    deadlines_moved: int
    entries_read: int
    letters_written: int


def tick(*, at: datetime) -> Round:
    """One round. A part that fails does not keep the others from their work.

    Raises ExceptionGroup with everything that failed, after all parts had their turn.
    """
    parts: tuple[Callable[..., int], ...] = (
        _end_observations, _follow_calendar, compose_at_once, compose_morning,
    )  # fmt: skip
    done, failed = [], []
    for part in parts:
        try:
            done.append(part(at=at))
        except Exception as error:  # noqa: BLE001  (whatever it is, it is raised below)
            failed.append(error)
    if failed:
        raise ExceptionGroup("the clock's round", failed)
    return Round(*done)


def _end_observations(*, at: datetime) -> int:
    """Where the observation period has ended, the final verdict becomes owed (17)."""
    return wake_observed(on=local_day(at))


def _follow_calendar(*, at: datetime) -> int:
    """When the working calendar changed, open deadlines are counted anew and journaled."""
    now = fingerprint()
    mark, first = RoundMark.objects.get_or_create(name=CALENDAR, defaults={"value": now, "at": at})
    if first or mark.value == now:
        return 0
    moved = recount_open_deadlines(at=at, on=local_day(at))
    RoundMark.objects.filter(pk=mark.pk).update(value=now, at=at)
    return moved
