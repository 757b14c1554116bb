"""Sending what waits in the outbox: at least once, by whichever worker holds the lease."""

import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q, QuerySet

from tuzetu.notices.models import Letter

LEASE = timedelta(minutes=10)
"""Longer than a batch can take, even when every letter waits for a slow server."""

AT_ONCE = 20
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 480, 720, 1440))
"""How long after each failed try the next one comes; after the last the letter is given up."""

REFUSED_FOR_GOOD = 500
NO_ADDRESS = "the person has no mail address"


@dataclass(frozen=True, slots=True)
class Posted:
    """What one round of sending gave."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0


def post(*, at: datetime) -> Posted:
    """Send the letters that wait; a server that cannot be reached ends the round."""
    if settings.KEEP_MAILS:
        _waiting(at).update(state=Letter.State.KEPT)
        return Posted()
    taken = _take(at)
    if not taken:
        return Posted()
    connection = get_connection()
    try:
        return _post_all(taken, connection, at)
    finally:
        connection.close()


def _waiting(at: datetime) -> QuerySet[Letter]:
    free = Q(leased_until=None) | Q(leased_until__lte=at)
    return Letter.objects.filter(free, state=Letter.State.WAITING, not_before__lte=at)


def _take(at: datetime) -> list[Letter]:
    """Take a lease on letters; what another worker took meanwhile stays with it."""
    waiting = _waiting(at).select_related("person").order_by("created_at", "pk")
    return [
        letter
        for letter in waiting[:AT_ONCE]
        if _waiting(at).filter(pk=letter.pk).update(leased_until=at + LEASE)
    ]


@dataclass(frozen=True, slots=True)
class _Failure:
    says: str
    for_good: bool = False


def _post_all(letters: list[Letter], connection: BaseEmailBackend, at: datetime) -> Posted:
    sent = failed = given_up = 0
    down: _Failure | None = None
    for letter in letters:
        down = down or _open(connection)
        failure = down or _send(letter, connection)
        if failure is None:
            sent += _mark_sent(letter, at)
        elif _put_off(letter, failure, at):
            failed += 1
        else:
            given_up += 1
    return Posted(sent, failed, given_up)


def _open(connection: BaseEmailBackend) -> _Failure | None:
    """One failure to reach the server is enough for all letters of the round."""
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as trouble:
        return _failure(trouble)
    return None


def _send(letter: Letter, connection: BaseEmailBackend) -> _Failure | None:
    if not letter.person.email:
        return _Failure(NO_ADDRESS, for_good=True)
    try:
        message_to(letter, connection).send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _said in refused.recipients.values()]
        return _failure(refused, for_good=min(codes) >= REFUSED_FOR_GOOD)
    except smtplib.SMTPDataError as refused:
        return _failure(refused, for_good=refused.smtp_code >= REFUSED_FOR_GOOD)
    except Exception as trouble:  # noqa: BLE001  (one bad letter must not hold up the others)
        connection.close()
        return _failure(trouble)
    return None


def _failure(trouble: Exception, *, for_good: bool = False) -> _Failure:
    return _Failure(f"{type(trouble).__name__}: {trouble}", for_good)


def message_to(letter: Letter, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    """The letter as mail. Its identity follows from its key, so that a second copy is known."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ") or "localhost"
    identity = sha256(letter.key.encode()).hexdigest()[:32]
    message = EmailMultiAlternatives(
        letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.person.email],
        headers={
            "Message-ID": f"<{identity}@{host}>",
            "Content-Language": letter.language,
            "Auto-Submitted": "auto-generated",
        },
        connection=connection,
    )  # fmt: skip
    message.attach_alternative(letter.html, "text/html")
    return message


def _mark_sent(letter: Letter, at: datetime) -> int:
    rows = Letter.objects.filter(pk=letter.pk, state=Letter.State.WAITING)
    return rows.update(
        state=Letter.State.SENT, sent_at=at, leased_until=None, tries=F("tries") + 1, last_error=""
    )


def _put_off(letter: Letter, failure: _Failure, at: datetime) -> bool:
    """Note the failure; whether there will be another try."""
    again = not failure.for_good and letter.tries < len(WAITS)
    Letter.objects.filter(pk=letter.pk, state=Letter.State.WAITING).update(
        state=Letter.State.WAITING if again else Letter.State.GIVEN_UP,
        not_before=at + WAITS[letter.tries] if again else letter.not_before,
        leased_until=None,
        tries=letter.tries + 1,
        last_error=failure.says[:300],
    )
    return again
