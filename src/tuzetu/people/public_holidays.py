"""Kazakhstan's days off by law, and the days moved by the Government, named in three languages.

Source: the package ``holidays`` (Law on holidays, Labour Code 84 and 85, resolutions). It
knows no Russian names, so all names are told here; one that is new to us keeps the package's.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from holidays import HolidayBase, Kazakhstan  # type: ignore[attr-defined]  # read when called
from holidays.observed_holiday_base import ObservedRule

from tuzetu.procedure.calendar import Names

WEEK = frozenset(range(7))
NEXT_WORKDAY = 7
"""The package's sign for a holiday on a day off: the next working day is off instead."""

NAMES: Mapping[str, tuple[str, str]] = {
    "New Year's Day": ("Жаңа жыл", "Новый год"),
    "Orthodox Christmas": ("Православиелік Рождество", "Православное Рождество"),
    "International Women's Day": ("Халықаралық әйелдер күні", "Международный женский день"),
    "Constitution Day": (
        "Қазақстан Республикасының Конституциясы күні",
        "День Конституции Республики Казахстан",
    ),
    "Nowruz Holiday": ("Наурыз мейрамы", "Наурыз мейрамы"),
    "Kazakhstan's People Solidarity Holiday": (
        "Қазақстан халқының бірлігі мерекесі",
        "Праздник единства народа Казахстана",
    ),
    "Defender of the Fatherland Day": ("Отан қорғаушы күні", "День защитника Отечества"),
    "Victory Day": ("Жеңіс күні", "День Победы"),
    "Eid al-Adha": ("Құрбан айт", "Курбан айт"),
    "Capital Day": ("Астана күні", "День столицы"),
    "Republic Day": ("Республика күні", "День Республики"),
    "First President Day": (
        "Қазақстан Республикасының Тұңғыш Президенті күні",
        "День Первого Президента Республики Казахстан",
    ),
    "Independence Day": ("Тәуелсіздік күні", "День Независимости"),
}
"""Holidays by their English name: in Kazakh, in Russian."""

TRANSFERRED = {
    "kk": "{name} (ауыстырылған демалыс)",
    "ru": "{name} (перенесённый выходной)",
    "en": "{name} (day off transferred)",
}
ESTIMATED = {
    "kk": "{name} (күні болжамды)",
    "ru": "{name} (дата предварительная)",
    "en": "{name} (date estimated)",
}
OFF_INSTEAD = {
    "kk": "{day} күнінен ауыстырылған демалыс",
    "ru": "выходной, перенесённый с {day}",
    "en": "day off moved from {day}",
}
WORKED_INSTEAD = {
    "kk": "{day} күнгі демалыс үшін жұмыс күні",
    "ru": "рабочий день за выходной {day}",
    "en": "worked for the day off on {day}",
}

LABEL = re.compile(r" \((?P<label>[a-z, ]+)\)$")
SUBSTITUTED = re.compile(r"^Day off \(substituted from (?P<day>[\d/]+)\)$")


@dataclass(frozen=True, slots=True)
class PublicDays:
    """Days off, and days worked instead of others, each with its reason by language."""

    off: Mapping[date, Names]
    worked: Mapping[date, Names]


@lru_cache(maxsize=4)
def public_days(first_year: int, last_year: int, week: frozenset[int]) -> PublicDays:
    """The public days of some years for a working week; Monday is 0."""
    known = _country(first_year, last_year, week)
    moved = {day: origin for day in known if (origin := _origin(known[day]))}
    off = {day: _names_of(known.get_list(day)) for day in known}
    off |= {day: _about(OFF_INSTEAD, origin) for day, origin in moved.items()}
    worked = {origin: _about(WORKED_INSTEAD, day) for day, origin in moved.items()}
    return PublicDays(off, worked)


def _country(first_year: int, last_year: int, week: frozenset[int]) -> HolidayBase:
    days_off = WEEK - week
    rule = ObservedRule(dict.fromkeys(days_off, NEXT_WORKDAY))
    known: HolidayBase = Kazakhstan(language="en_US", observed_rule=rule)
    known.weekend = set(days_off)
    for year in range(first_year, last_year + 1):
        known.get(date(year, 1, 1))  # asking about a year makes it known
    return known


def _origin(name: str) -> date | None:
    """The day instead of which the Government made this one a day off."""
    found = SUBSTITUTED.match(name)
    return datetime.strptime(found["day"], "%m/%d/%Y").date() if found else None  # noqa: DTZ007


def _about(texts: Names, day: date) -> Names:
    return {language: text.format(day=f"{day:%d.%m.%Y}") for language, text in texts.items()}


def _names_of(told: Iterable[str]) -> Names:
    named = [_name(one) for one in told]
    return {language: "; ".join(name[language] for name in named) for language in TRANSFERRED}


def _name(told: str) -> Names:
    label = LABEL.search(told)
    english = told[: label.start()] if label else told
    kazakh, russian = NAMES.get(english, (english, english))
    name = {"kk": kazakh, "ru": russian, "en": english}
    for word, texts in (("observed", TRANSFERRED), ("estimated", ESTIMATED)):
        if label and word in label["label"]:
            name = {language: texts[language].format(name=name[language]) for language in name}
    return name
