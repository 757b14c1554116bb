"""Reference lists: dated rows, so that old cases read as they did."""

from datetime import timedelta

import pytest

from tests.given import MONDAY, House, day
from tuzetu.journal.models import Entry
from tuzetu.people.faults import Unfit
from tuzetu.people.listing import (
    LISTS,
    Wording,
    add_item,
    named_by_clause,
    retire_item,
    reword_item,
)
from tuzetu.people.lists import ListItem, items
from tuzetu.procedure.edition import first_edition

TODAY = MONDAY.date()
YESTERDAY = TODAY - timedelta(days=1)


def words(code: str = "stage", text: str = "Сахна", **told: object) -> Wording:
    return Wording(**{"code": code, "kk": text, "ru": text, "en": text, **told})  # type: ignore[arg-type]


def codes(name: str) -> list[str]:
    return [item.code for item in items(name)]


@pytest.mark.clause("23")
def test_an_added_entry_stands_last_and_is_offered_from_its_day(home: House) -> None:
    add_item("cause_kinds", words(), by=home.saule, at=MONDAY)

    assert codes("cause_kinds")[-1] == "stage"
    assert "stage" not in {item.code for item in items("cause_kinds", on=YESTERDAY)}
    assert Entry.objects.get(subject_kind="list_item").by_id == home.saule.pk


@pytest.mark.clause("21")
def test_a_reworded_entry_keeps_its_place_and_its_old_words_for_old_cases(home: House) -> None:
    before = codes("sources")
    item = items("sources").get(code="21.3")
    old = item.kk

    reword_item(item, words("ignored", "Ішкі бақылау"), by=home.saule, at=MONDAY)

    assert codes("sources") == before
    assert items("sources").get(code="21.3").kk == "Ішкі бақылау"
    assert items("sources", on=YESTERDAY).get(code="21.3").kk == old


def test_rewording_twice_a_day_leaves_the_last_words(home: House) -> None:
    item = items("sources").get(code="21.3")
    once = reword_item(item, words("", "Бір"), by=home.saule, at=MONDAY)
    reword_item(once, words("", "Екі", position=1), by=home.saule, at=MONDAY)

    assert items("sources").get(code="21.3").kk == "Екі"
    assert codes("sources").count("21.3") == 1
    assert "21.3" in codes("sources")[:2]


def test_a_retired_entry_is_read_but_not_offered(home: House) -> None:
    item = items("processes").get(code="website")

    retire_item(item, by=home.saule, at=MONDAY, reason="Біріктірілді")

    assert "website" not in codes("processes")
    assert items("processes", on=YESTERDAY).get(code="website") == item


@pytest.mark.clause("29")
def test_what_a_clause_names_goes_only_with_an_edition(home: House) -> None:
    item = items("methods").get(code="29.3")

    assert named_by_clause(item)
    with pytest.raises(Unfit):
        retire_item(item, by=home.saule, at=MONDAY)
    assert "29.3" in codes("methods")


def test_a_list_keeps_one_entry(home: House) -> None:
    ListItem.objects.filter(list="letter_kinds").exclude(code="claim").delete()

    with pytest.raises(Unfit):
        retire_item(items("letter_kinds").get(), by=home.saule, at=MONDAY)


@pytest.mark.parametrize(
    ("list_name", "wording", "fields"),
    [
        ("sources", words("21.3"), ["code", "code"]),
        ("processes", words("website"), ["code"]),
        ("processes", words("", " "), ["code", "en", "kk", "ru"]),
        ("nothing", words(), [""]),
    ],
)
def test_every_fault_of_an_entry_is_told_at_once(
    home: House, list_name: str, wording: Wording, fields: list[str]
) -> None:
    with pytest.raises(Unfit) as unfit:
        add_item(list_name, wording, by=home.saule, at=day(1))

    assert sorted(fault.field for fault in unfit.value.faults) == fields


def test_every_list_of_the_edition_has_its_title_and_clause() -> None:
    assert set(first_edition().lists) <= set(LISTS)
