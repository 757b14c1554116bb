"""Words in the two languages of a form, and dates as documents write them."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

BESIDE = " / "
BENEATH = "\n"
TIE = "\N{NO-BREAK SPACE}"
"""Keeps a number and its word on one line."""

KEPT_JOINT = " · "
"""Between the values of a wording that is kept whole."""

KEPT_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

MONTHS_KK = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
    "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
)  # fmt: skip
MONTHS_RU = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


class FormLanguage(StrEnum):
    """The language of a form's own words; what people typed stays as they typed it."""

    KAZAKH = "kk"
    RUSSIAN = "ru"
    BOTH = "kk+ru"

    @property
    def leading(self) -> str:
        """The language a reading machine is told: the one that stands first."""
        return self.value[:2]


@dataclass(frozen=True, slots=True)
class Words:
    """The same thing said in Kazakh and in Russian."""

    kk: str
    ru: str

    def said(self, language: FormLanguage, *, joint: str = BESIDE) -> str:
        """The words for a form: in one language, or in both with the Kazakh first."""
        if language is FormLanguage.RUSSIAN:
            return self.ru or self.kk
        if language is FormLanguage.KAZAKH or self.ru in ("", self.kk):
            return self.kk
        return f"{self.kk}{joint}{self.ru}"

    def filled(self, **values: str) -> "Words":
        """The same sentence with its named gaps filled."""
        return Words(self.kk.format(**values), self.ru.format(**values))


def long_date(day: date) -> Words:
    """A day as a document writes it: «2026 жылғы 23 қараша», «23 ноября 2026 г.»."""
    kk, ru = MONTHS_KK[day.month - 1], MONTHS_RU[day.month - 1]
    return Words(
        f"{day.year}{TIE}жылғы {day.day}{TIE}{kk}", f"{day.day}{TIE}{ru} {day.year}{TIE}г."
    )


def stamp_date(day: date | None) -> Words:
    """The date under a signature; without a day the gaps to be filled by hand."""
    if day is None:
        return Words("«____» ______________ 20___ жыл", "«____» ______________ 20___ г.")
    kk, ru = MONTHS_KK[day.month - 1], MONTHS_RU[day.month - 1]
    number = f"«{day.day:02}»"
    return Words(f"{number} {kk} {day.year} жыл", f"{number} {ru} {day.year} г.")


def numbered(number: str, day: date | None) -> Words:
    """The line with number and date under a title; gaps where a draft has none yet."""
    shown = number or "________"
    if day is None:
        gap = "«____» ______________"
        return Words(f"№ {shown}, 20___ жылғы {gap}", f"№ {shown} от {gap} 20___ года")
    kk, ru = MONTHS_KK[day.month - 1], MONTHS_RU[day.month - 1]
    in_kk = f"№ {shown}, {day.year} жылғы «{day.day:02}» {kk}"
    return Words(in_kk, f"№ {shown} от «{day.day:02}» {ru} {day.year} года")


def short_date(day: date | None) -> str:
    """A day as lists write it in both languages: 23.11.2026; nothing for none."""
    return f"{day:%d.%m.%Y}" if day else ""


def kept_days_written(text: str) -> str:
    """A text that a step put together of values, its days as lists write them."""
    return KEPT_JOINT.join(map(_day_written, text.split(KEPT_JOINT)))


def _day_written(part: str) -> str:
    try:
        return short_date(date.fromisoformat(part)) if KEPT_DAY.fullmatch(part) else part
    except ValueError:
        return part  # a person may have typed a day that the calendar does not have


def tenge(amount: Decimal) -> str:
    """An amount of money with spaces between thousands and a comma: «185 000,50 ₸»."""
    whole, _, rest = f"{amount:,.2f}".partition(".")
    digits = whole.replace(",", TIE)
    return f"{digits},{rest}{TIE}₸"
