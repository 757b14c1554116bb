"""Putting letters into the outbox, each once; reading it for the pages."""

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation

from tuzetu.notices.models import Letter
from tuzetu.notices.writing import Written
from tuzetu.people.person import Person
from tuzetu.procedure.notices import QUIET_BETWEEN


def put(
    written: Written,
    *,
    to: Person,
    kind: str,
    key: str,
    at: datetime,
    nc: int | None = None,
) -> bool:
    """Put a letter into the outbox unless its key is there already; whether it was put."""
    kept = settings.KEEP_MAILS
    _letter, put_now = Letter.objects.get_or_create(
        key=key,
        defaults={
            "person": to,
            "kind": kind,
            "nc_id": nc,
            "language": translation.get_language() or settings.LANGUAGE_CODE,
            "subject": written.subject[:300],
            "text": written.text,
            "html": written.html,
            "state": Letter.State.KEPT if kept else Letter.State.WAITING,
            "created_at": at,
            "not_before": at,
        },
    )
    return put_now


def lately_told(*, at: datetime) -> set[tuple[int, int | None]]:
    """Persons with the cases about which they had a letter of their own in the last hours."""
    return set(_lately(at).values_list("person", "nc"))


def had_a_letter(person: Person, *, nc: int | None, at: datetime) -> bool:
    """Whether the person had a letter of their own about the case in the last hours."""
    return _lately(at).filter(person=person, nc=nc).exists()


def _lately(at: datetime) -> QuerySet[Letter]:
    rows = Letter.objects.filter(created_at__gt=at - QUIET_BETWEEN, nc__isnull=False)
    return rows.exclude(kind=Letter.Kind.DIGEST)


def letters_of(person: Person) -> QuerySet[Letter]:
    """A person's letters, the latest first."""
    return Letter.objects.filter(person=person)


def troubled_letters() -> QuerySet[Letter]:
    """Letters that could not be sent so far, or ever."""
    return Letter.objects.filter(state=Letter.State.GIVEN_UP) | Letter.objects.filter(
        state=Letter.State.WAITING, tries__gt=0
    )
