"""The clock's round: run as often as you like, it does each thing once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tuzetu.conduct.left_to_decide import deciders
from tuzetu.conduct.recounting import wake_observed
from tuzetu.conduct.recounting_all import recount_open_deadlines, recount_who_decides
from tuzetu.dossier.round_mark import RoundMark
from tuzetu.notices.composing import compose_at_once
from tuzetu.notices.morning import compose_morning
from tuzetu.people.working_calendar import fingerprint
from tuzetu.procedure.calendar import local_day

CALENDAR = "calendar"
DECIDERS = "deciders"


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did: verdicts now owed, deadlines moved, entries read, letters written."""

    verdicts_owed: int
    deadlines_moved: int
    cases_handed: int
    entries_read: int
    letters_written: int


def tick(*, at: datetime) -> Round:
    """One round. A part that fails does not keep the others from their work.

    Raises ExceptionGroup with everything that failed, after all parts had their turn.
    """
    parts: tuple[Callable[..., int], ...] = (
        _end_observations, _follow_calendar, _follow_offices, compose_at_once, compose_morning,
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
    return _followed(
        CALENDAR, fingerprint(), at, lambda: recount_open_deadlines(at=at, on=local_day(at))
    )


def _follow_offices(*, at: datetime) -> int:
    """When others hold the offices that decide, it is looked anew who is left to decide (38)."""
    on = local_day(at)
    return _followed(DECIDERS, deciders(on), at, lambda: recount_who_decides(on=on))


def _followed(name: str, now: str, at: datetime, recounted: Callable[[], int]) -> int:
    """What is done once what a mark remembers has changed."""
    mark, first = RoundMark.objects.get_or_create(name=name, defaults={"value": now, "at": at})
    if first or mark.value == now:
        return 0
    done = recounted()
    RoundMark.objects.filter(pk=mark.pk).update(value=now, at=at)
    return done
