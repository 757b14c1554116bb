"""Who is at the door, and when: the clock is read here and passed on."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.http import HttpRequest, QueryDict

from tuzetu.clock import now
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import local_day


@dataclass(frozen=True, slots=True)
class Visit:
    """A signed-in person's request with its moment and its day in Almaty."""

    request: HttpRequest
    person: Person
    at: datetime
    on: date


def visit(request: HttpRequest) -> Visit:
    """The visit of a signed-in person; the guard has seen to the sign-in."""
    at = now()
    return Visit(request, cast("Person", request.user), at, local_day(at))


def told_in(asked: QueryDict, name: str, *, most: int = 100) -> str:
    """What an address says under a name, cut, without the zero that PostgreSQL does not know."""
    return asked.get(name, "").replace("\x00", "")[:most]
