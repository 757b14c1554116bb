"""Half past eight in Almaty, day after day."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from tuzetu.notices.models import Letter
from tuzetu.notices.morning import compose_morning
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import ALMATY


def half_past_eight(on: date) -> datetime:
    """The moment when letters of the day are written."""
    return datetime.combine(on, time(8, 30), ALMATY).astimezone(UTC)


def days(first: date, last: date) -> Iterable[date]:
    """Every day of the calendar, from the first to the last."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def mornings(first: date, last: date) -> None:
    """The round of every morning, also of days off."""
    for on in days(first, last):
        compose_morning(at=half_past_eight(on))


def got(person: Person) -> list[tuple[str, str]]:
    """The day and kind of a person's letters, the earliest first."""
    rows = Letter.objects.filter(person=person).order_by("created_at", "pk")
    return [
        (letter.created_at.astimezone(ALMATY).date().isoformat(), letter.kind) for letter in rows
    ]
