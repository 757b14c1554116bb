"""Whether the worker is alive: it leaves a mark with every turn, and so does a round by hand."""

from datetime import datetime, timedelta

from tuzetu.dossier.round_mark import RoundMark

HEARTBEAT = "worker"
BY_HAND = "tick"
"""The mark's value where no worker runs and the command is called every quarter of an hour."""

STILL = timedelta(minutes=10)
"""A turn takes seconds, the longest round of the clock some minutes."""

STILL_BY_HAND = timedelta(minutes=20)


def last_beat() -> datetime | None:
    """When a worker was last alive; nothing where none has ever run."""
    return RoundMark.objects.filter(name=HEARTBEAT).values_list("at", flat=True).first()


def stands_still(*, at: datetime) -> bool:
    """Whether the last beat is so long ago that somebody has to look."""
    mark = RoundMark.objects.filter(name=HEARTBEAT).first()
    if mark is None:
        return True
    allowed = STILL_BY_HAND if mark.value == BY_HAND else STILL
    return at - mark.at > allowed
