"""The clock of tests that visit pages: it stands at a moment until somebody moves it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.given import MONDAY

ALMATY = ZoneInfo("Asia/Almaty")
_stands_at = [MONDAY]


def now() -> datetime:
    """The moment it is."""
    return _stands_at[0]


def today() -> date:
    """The day it is in Almaty."""
    return now().astimezone(ALMATY).date()


def set_to(moment: datetime) -> None:
    """It is that moment."""
    _stands_at[0] = moment


def go_to(day: date, hour: int = 10) -> None:
    """It is that day, by default at ten in the morning in Almaty."""
    set_to(datetime.combine(day, time(hour), ALMATY).astimezone(UTC))


def pass_days(days: int) -> None:
    """So many days go by."""
    set_to(now() + timedelta(days=days))
