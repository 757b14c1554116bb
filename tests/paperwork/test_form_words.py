"""The words of the forms: dates as documents write them, labels in both languages, characters."""

import re
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tuzetu.paperwork import annex1, annex2, annex3, labels, marks, plans_register, report_labels
from tuzetu.paperwork.characters import BOX, STYLES, code_points, drawable, drawn, legible
from tuzetu.paperwork.report_labels import Field
from tuzetu.paperwork.words import (
    FormLanguage,
    Words,
    kept_days_written,
    long_date,
    numbered,
    stamp_date,
    tenge,
)

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
KAZAKH_ONLY = re.compile("[әғқңөұүһі]", re.IGNORECASE)
PLAIN = {str, int, bool, date, datetime, Decimal, type(None), Words}
FORMS = (annex1, annex2, annex3, plans_register, marks)


def all_words() -> list[Words]:
    """Every label of every form."""
    found: list[Words] = []
    for module in (labels, report_labels):
        for name in (name for name in vars(module) if name.isupper()):
            kept = getattr(module, name)
            several = kept.values() if isinstance(kept, dict) else kept
            found += [one.label if isinstance(one, Field) else one for one in several
                      if isinstance(one, Words | Field)]  # fmt: skip
    return found


def test_a_day_is_written_as_documents_write_it() -> None:
    day = long_date(date(2026, 11, 23))

    assert day.kk.replace("\u00a0", " ") == "2026 жылғы 23 қараша"
    assert day.ru.replace("\u00a0", " ") == "23 ноября 2026 г."


@pytest.mark.parametrize(
    ("month", "kk", "ru"),
    [
        (1, "қаңтар", "января"), (2, "ақпан", "февраля"), (3, "наурыз", "марта"),
        (4, "сәуір", "апреля"), (5, "мамыр", "мая"), (6, "маусым", "июня"),
        (7, "шілде", "июля"), (8, "тамыз", "августа"), (9, "қыркүйек", "сентября"),
        (10, "қазан", "октября"), (11, "қараша", "ноября"), (12, "желтоқсан", "декабря"),
    ],
)  # fmt: skip
def test_every_month_has_its_name(month: int, kk: str, ru: str) -> None:
    assert long_date(date(2026, month, 1)).kk.endswith(kk)
    assert ru in long_date(date(2026, month, 1)).ru


@pytest.mark.parametrize(
    ("kept", "written"),
    [
        ("2026-04-03", "03.04.2026"),
        ("Үлесі · 0 % · 2026-04-13", "Үлесі · 0 % · 13.04.2026"),
        ("№ 2026-04-03/5 хаттама", "№ 2026-04-03/5 хаттама"),
        ("2026-13-40", "2026-13-40"),
        ("2026-02-30", "2026-02-30"),
        ("", ""),
    ],
)
def test_a_kept_day_is_written_as_in_lists(kept: str, written: str) -> None:
    assert kept_days_written(kept) == written


def test_stamp_and_number_follow_the_form() -> None:
    assert stamp_date(date(2026, 11, 3)).kk == "«03» қараша 2026 жыл"
    assert numbered("7", date(2026, 11, 3)).kk == "№ 7, 2026 жылғы «03» қараша"
    assert numbered("7", date(2026, 11, 3)).ru == "№ 7 от «03» ноября 2026 года"


def test_money_has_spaces_between_thousands() -> None:
    assert tenge(Decimal(1234567)).replace("\u00a0", " ") == "1 234 567,00 ₸"
    assert tenge(Decimal("0.5")).replace("\u00a0", " ") == "0,50 ₸"


def test_both_languages_stand_side_by_side_once_where_they_agree() -> None:
    assert Words("Жоспар", "План").said(FormLanguage.BOTH) == "Жоспар / План"
    assert Words("Аудитор", "Аудитор").said(FormLanguage.BOTH) == "Аудитор"
    assert Words("Кітапхана", "").said(FormLanguage.RUSSIAN) == "Кітапхана"


def test_every_label_stands_in_both_languages() -> None:
    found = all_words()

    assert len(found) > 250
    assert [one for one in found if not (one.kk and one.ru)] == []
    assert [one.ru for one in found if KAZAKH_ONLY.search(one.ru)] == []


@pytest.mark.parametrize("wrong", ["процес", "үрдіс", "студент", "бақылаушы", "іс-әрекеттер"])
def test_labels_use_the_words_of_the_glossary(wrong: str) -> None:
    assert [one.kk for one in all_words() if wrong in one.kk.lower()] == []


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.stem)
def test_every_style_of_the_typeface_has_the_kazakh_letters(style: object) -> None:
    assert style in STYLES
    points = code_points(next(one for one in STYLES if one == style).read_bytes())

    assert {ord(letter) for letter in ALPHABET + ALPHABET.upper() + "₸№«»—–…" + BOX} <= points


def test_there_are_four_styles_with_their_licence() -> None:
    assert len(STYLES) == 4
    assert "SIL OPEN FONT LICENSE" in (STYLES[0].parent / "Tinos-LICENSE.txt").read_text("utf-8")


@given(some.text(alphabet=some.characters(), max_size=200))
def test_a_legible_text_can_be_kept_drawn_and_cleaned_again(text: str) -> None:
    clean = legible(text)

    assert clean.encode("utf-8").decode() == clean
    assert legible(clean) == clean
    assert {ord(sign) for sign in drawable(clean)} - {10} <= drawn()


@given(some.text(alphabet=ALPHABET + ALPHABET.upper() + " .,-«»№₸\n", max_size=200))
def test_kazakh_texts_stay_as_they_are(text: str) -> None:
    assert drawable(legible(text)) == text


def test_letters_put_together_from_parts_become_whole() -> None:
    assert legible("Йод Ёлка") == "Йод Ёлка"


def test_nameless_signs_become_boxes() -> None:
    assert legible("а\ue000б\U000f0000в") == f"а{BOX}б{BOX}в"


def test_forms_are_frozen_and_hold_only_what_can_be_printed() -> None:
    kinds = [kind for module in FORMS for kind in vars(module).values() if is_dataclass(kind)]

    assert len(kinds) > 20
    for kind in kinds:
        assert isinstance(kind, type)
        assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
        assert hasattr(kind, "__slots__")
        for name, hint in get_type_hints(kind, {**vars(annex2), **vars(annex1)}).items():
            assert name in {field.name for field in fields(kind)}
            assert {part for part in _parts(hint) if not is_dataclass(part)} <= PLAIN


def _parts(hint: object) -> set[object]:
    """The types a field is made of."""
    if get_origin(hint) in (tuple, Union, UnionType):
        return {part for arg in get_args(hint) if arg is not Ellipsis for part in _parts(arg)}
    return {hint}
