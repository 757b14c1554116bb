"""Plays the stories: every step at its own moment, in the order of time, up to now."""

import heapq
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import count

from tuzetu.demonstration.institution import found_institution
from tuzetu.demonstration.scene import Stage
from tuzetu.demonstration.stories import stories
from tuzetu.dossier.case import Nonconformity
from tuzetu.people.person import Person
from tuzetu.people.working_calendar import effective_calendar
from tuzetu.procedure.calendar import ALMATY, local_day

YEAR = timedelta(days=380)
MORNING = time(9, 30)


def is_empty() -> bool:
    """Whether nothing has been entered yet, so that the stories may be played."""
    return not Person.objects.exists() and not Nonconformity.objects.exists()


def play(*, at: datetime) -> None:
    """Found the institution and tell its last twelve months; never told twice, never re-dated."""
    found_institution(since=local_day(at - YEAR), at=at - YEAR)
    stage = Stage()
    turns = count()
    waiting: list[tuple[datetime, int, Iterator[int], datetime]] = []
    for story, ago in stories(stage):
        start = at - timedelta(days=ago)
        heapq.heappush(waiting, (_working_morning(start, next(turns)), next(turns), story, start))
    while waiting:
        moment, turn, story, start = heapq.heappop(waiting)
        if moment > at:
            continue
        stage.at = moment
        later = next(story, None)
        if later is not None:
            then = _working_morning(start + timedelta(days=later), next(turns))
            heapq.heappush(waiting, (max(then, moment + timedelta(minutes=7)), turn, story, start))


def _working_morning(moment: datetime, turn: int) -> datetime:
    """The morning of that day, or of the next working one; a few minutes apart from the others."""
    day = local_day(moment)
    calendar = effective_calendar(day)
    if not calendar.is_working(day):
        day = calendar.next_working(day)
    return datetime.combine(day, MORNING, ALMATY) + timedelta(minutes=turn % 400)
