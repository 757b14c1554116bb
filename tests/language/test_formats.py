"""Dates, numbers and the framework's own words, as the three languages write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.utils import translation
from django.utils.formats import date_format, get_format, number_format

LANGUAGES = ("kk", "ru", "en")
DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("kk", "2026 жылғы 23 қараша"),
        ("ru", "23 ноября 2026 г."),
        ("en", "23 November 2026"),
    ],
)
def test_a_date_is_written_out(language: str, written: str) -> None:
    with translation.override(language):
        assert date_format(DAY, "DATE_FORMAT") == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_date_is_the_same_everywhere(language: str) -> None:
    with translation.override(language):
        assert date_format(DAY, "SHORT_DATE_FORMAT") == "23.11.2026"
        assert date_format(datetime(2026, 11, 23, 14, 7), "SHORT_DATETIME_FORMAT") == (  # noqa: DTZ001  (a written form has no zone)
            "23.11.2026 14:07"
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_week_starts_on_monday(language: str) -> None:
    with translation.override(language):
        assert get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["23.11.2026", "2026-11-23", "23.11.26"])
def test_a_date_is_read_as_typed(language: str, typed: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean(typed) == DAY


@pytest.mark.parametrize(
    ("language", "written"),
    [("kk", "1 234 567,89"), ("ru", "1 234 567,89"), ("en", "1 234 567.89")],
)
def test_a_number_is_grouped_by_spaces(language: str, written: str) -> None:
    with translation.override(language):
        told = number_format(Decimal("1234567.89"), decimal_pos=2, force_grouping=True)
        assert told.replace("\N{NO-BREAK SPACE}", " ") == written


def test_kazakh_months_and_weekdays_are_lower_case() -> None:
    with translation.override("kk"):
        assert [date_format(date(2026, month, 1), "F") for month in (1, 5, 12)] == [
            "қаңтар",
            "мамыр",
            "желтоқсан",
        ]
        assert date_format(DAY, "l") == "дүйсенбі"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("", "Бұл өрісті толтыру міндетті."), ("кеше", "Күнді дұрыс енгізіңіз (кк.аа.жжжж).")],
)
def test_the_framework_answers_in_kazakh(typed: str, answer: str) -> None:
    with translation.override("kk"), pytest.raises(forms.ValidationError) as refused:
        forms.DateField().clean(typed)
    with translation.override("kk"):  # the message is lazy: it speaks the language of its reader
        assert refused.value.messages == [answer]
