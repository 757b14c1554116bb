"""The wall clock, read at the doors alone; tests put another in its place."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.utils.module_loading import import_string


def wall() -> datetime:
    """The moment now, in UTC."""
    return datetime.now(tz=UTC)


def now() -> datetime:
    """The moment now, by the clock that the setting CLOCK names."""
    clock: Callable[[], datetime] = import_string(settings.CLOCK)
    return clock()
