"""Sessions kept in the database and known by person, so that each can be seen and ended.

Named by the setting ``SESSION_ENGINE``. A session remembers since when and with what program
it was opened; its address is not kept.
"""

from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar, cast

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime

from tuzetu.people.person import Person

PROGRAM = "program"
OPENED_AT = "opened_at"
RENEWED_AT = "renewed_at"


class Session(AbstractBaseSession):
    """One open session; without a person it belongs to a visitor."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions"
    )
    program = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField(null=True)

    objects: ClassVar[BaseSessionManager[Any]] = BaseSessionManager()

    @property
    def handle(self) -> str:
        """A name for the session that does not give its key away."""
        return sha256(self.session_key.encode()).hexdigest()[:16]

    @classmethod
    def get_session_store_class(cls) -> type["SessionStore"]:
        """The store that reads and writes these rows."""
        return SessionStore


class SessionStore(DatabaseSessionStore):
    """Django's database sessions, with the person beside the encoded content."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The rows of this store."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to be saved for a session's content."""
        row = cast("Session", super().create_model_instance(data))
        key = data.get("_auth_user_id")
        row.person_id = int(key) if key else None
        row.program = str(data.get(PROGRAM, ""))[:200]
        row.opened_at = parse_datetime(str(data.get(OPENED_AT, "")))
        return row


def begin(session: SessionBase, *, program: str, at: datetime) -> None:
    """Write into a session that was just opened with what program and when."""
    session[PROGRAM] = program[:200]
    session[OPENED_AT] = at.isoformat()
    session[RENEWED_AT] = at.isoformat()


def renew(session: SessionBase, person: Person, *, at: datetime) -> None:
    """Give the session a new key once the person's rights have changed since the last one."""
    changed_at = person.rights_changed_at
    renewed_at = parse_datetime(str(session.get(RENEWED_AT, "")))
    if changed_at is None or (renewed_at is not None and changed_at <= renewed_at):
        return
    session.cycle_key()
    session[RENEWED_AT] = at.isoformat()


def sessions_of(person: Person, *, at: datetime) -> QuerySet[Session]:
    """The person's open sessions, the newest first."""
    return Session.objects.filter(person=person, expire_date__gt=at).order_by("-opened_at")


def end_session(person: Person, handle: str, *, at: datetime) -> bool:
    """End one of the person's own sessions, named by its handle; whether there was one."""
    for session in sessions_of(person, at=at):
        if session.handle == handle:
            session.delete()
            return True
    return False


def end_sessions(person: Person, *, but: str | None = None) -> int:
    """End the person's sessions on every device, perhaps but one; how many were ended."""
    ended, _each = Session.objects.filter(person=person).exclude(session_key=but).delete()
    return ended
