"""The calendar in force: public holidays of Kazakhstan, corrected by the office's own entries."""

from datetime import date
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version

import holidays
from django.conf import settings
from django.db import models
from django.db.models import Count, Max

from tuzetu.procedure.calendar import Names, WorkingCalendar

FIRST_YEAR = 2015
LAST_YEAR = 2045
NAME = 200

RUSSIAN = {
    "Жаңа жыл": "Новый год",
    "Православиелік Рождество": "Православное Рождество",
    "Халықаралық әйелдер күні": "Международный женский день",
    "Конституция күні": "День Конституции",
    "Қазақстан Республикасының Конституциясы күні": "День Конституции Республики Казахстан",
    "Наурыз мейрамы": "Наурыз мейрамы",
    "Қазақстан халқының бірлігі мерекесі": "Праздник единства народа Казахстана",
    "Отан қорғаушы күні": "День защитника Отечества",
    "Жеңіс күні": "День Победы",
    "Құрбан айт": "Курбан-айт",
    "Астана күні": "День столицы",
    "Республика күні": "День Республики",
    "Тәуелсіздік күні": "День Независимости",
    "Тәуелсіздік Күні": "День Независимости",
    "Тұңғыш Президент күні": "День Первого Президента",
}
"""The package knows no Russian names; what is not here keeps its Kazakh one."""


class CalendarDay(models.Model):
    """A day that counts otherwise than the public calendar says, with the order behind it."""

    on = models.DateField(unique=True)
    works = models.BooleanField()
    reason = models.CharField(max_length=NAME)
    order_number = models.CharField(max_length=NAME, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("on",)

    def __str__(self) -> str:
        return f"{self.on.isoformat()}: {self.reason}"


def fingerprint() -> str:
    """Changes whenever the calendar does: by an entry, or by a new release of the holidays."""
    kept = CalendarDay.objects.aggregate(count=Count("pk"), last=Max("pk"), at=Max("entered_at"))
    told = f"{version('holidays')} {kept['count']} {kept['last']} {kept['at']}"
    return sha256(told.encode()).hexdigest()


def effective_calendar(_on: date) -> WorkingCalendar:
    """The calendar as it is known now; read once until an entry changes it."""
    kept = CalendarDay.objects.aggregate(count=Count("pk"), last=Max("pk"), at=Max("entered_at"))
    return _calendar((kept["count"], kept["last"], str(kept["at"])))


@lru_cache(maxsize=4)
def _calendar(_kept: tuple[object, ...]) -> WorkingCalendar:
    days_off, worked = dict(_public()), dict(_moved())
    for row in CalendarDay.objects.all():
        names = {"kk": row.reason, "ru": row.reason, "en": row.reason}
        days_off.pop(row.on, None)
        worked.pop(row.on, None)
        (worked if row.works else days_off)[row.on] = names
    return WorkingCalendar(FIRST_YEAR, LAST_YEAR, days_off, worked)


@lru_cache(maxsize=1)
def _public() -> dict[date, Names]:
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    kazakh = holidays.country_holidays("KZ", years=years, language="kk")
    english = holidays.country_holidays("KZ", years=years, language="en_US")
    return {
        day: {"kk": name, "ru": _russian(name), "en": english.get(day, name)}
        for day, name in kazakh.items()
    }


def _russian(name: str) -> str:
    known = next((kk for kk in RUSSIAN if kk in name), None)
    return RUSSIAN[known] if known else name


@lru_cache(maxsize=1)
def _moved() -> dict[date, Names]:
    """Weekend days that a Government resolution made working days."""
    kazakh = holidays.country_holidays("KZ", years=range(FIRST_YEAR, LAST_YEAR + 1))
    reason = {
        "kk": "ауыстырылған жұмыс күні",
        "ru": "перенесённый рабочий день",
        "en": "moved working day",
    }
    return dict.fromkeys(kazakh.weekend_workdays, reason)
