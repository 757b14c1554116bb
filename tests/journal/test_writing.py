"""Entries are written in the transaction of what they record, numbered without gaps, sealed."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from threading import Thread

import pytest
from django.db import connection, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.conftest import MONDAY, Scribe
from tuzetu.journal import triggers
from tuzetu.journal.chain import verify
from tuzetu.journal.models import ChainHead, Entry, EntryCase, EntryContents
from tuzetu.journal.sealing import BEGINNING, Unwritable, canonical, plain
from tuzetu.journal.writing import ChainBroken, OutsideTransaction, _move_head, append, note_edit
from tuzetu.people.person import Person, written

WRITERS = 8
EACH = 12


class Colour(Enum):
    """A closed set of values."""

    RED = "red"


def _note(at: datetime = MONDAY, **more: object) -> Entry:
    return append(
        **{
            "code": "take_note",
            "clause": "27.2",
            "subject_kind": "case",
            "subject_id": 7,
            "cases": [7],
            "by": None,
            "on_behalf_of": None,
            "at": at,
            **more,
        }  # type: ignore[arg-type]
    )


def test_the_first_entry_follows_the_beginning(scribe: Scribe) -> None:
    first, second = scribe(2)

    assert (first.seq, first.previous) == (1, BEGINNING)
    assert (second.seq, second.previous) == (2, first.digest)
    assert ChainHead.objects.values_list("seq", "digest").get() == (2, second.digest)


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(OutsideTransaction):
        _note()

    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_fails_takes_its_entry_and_its_number_with_it() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _note()
        1 / 0  # noqa: B018
    with transaction.atomic():
        assert _note().seq == 1

    assert verify() == []


def test_a_lost_head_is_not_made_anew(scribe: Scribe) -> None:
    scribe(2)
    triggers.remove(connection)
    ChainHead.objects.all().delete()

    with pytest.raises(ChainBroken):
        _note()


def test_a_head_that_moved_meanwhile_is_noticed(scribe: Scribe) -> None:
    stale = ChainHead(pk=1, seq=0, digest=BEGINNING)
    first, second = scribe(2)

    with pytest.raises(ChainBroken):
        _move_head(stale, second)

    assert str(ChainHead.objects.get()) == f"2:{second.digest}"
    assert str(first) == "1 take_note"


def test_cases_are_told_once_each_in_order(db: None) -> None:
    entry = _note(cases=[9, 7, 9])

    told = EntryCase.objects.filter(entry=entry).order_by("pk").values_list("case_id", flat=True)
    assert list(told) == [7, 9]
    assert [str(row) for row in entry.told_in.order_by("pk")] == ["1 7", "1 9"]
    assert str(entry.contents) == "1"


def test_contents_hold_names_as_they_were(clerk: Person) -> None:
    entry = note_edit("person", clerk.pk, by=clerk, at=MONDAY, changes={"post": ("", "Декан")})
    clerk.surname = "Басқа"
    written(clerk)

    text = EntryContents.objects.get(entry=entry).text
    assert text == (
        '{"changes":{"post":["","Декан"]},"extra":{},"names":{"by":"Ғабитова Әсел"},"reason":""}'
    )
    assert (entry.code, entry.clause) == ("edit:person", "")


def test_a_substitute_is_named_with_the_principal(clerk: Person) -> None:
    principal = written(Person(login="p", surname="Ректоров", given_name="Ерлан"))

    entry = _note(by=clerk, on_behalf_of=principal.pk)

    assert '"on_behalf_of":"Ректоров Ерлан"' in EntryContents.objects.get(entry=entry).text
    assert entry.on_behalf_of_id == principal.pk


def test_salts_are_never_the_same(scribe: Scribe) -> None:
    scribe(20)

    assert len(set(EntryContents.objects.values_list("salt", flat=True))) == 20


def test_a_moment_without_zone_is_refused(db: None) -> None:
    with pytest.raises(Unwritable):
        _note(at=datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (None, None),
        (True, True),
        (5, 5),
        ("Ә", "Ә"),
        ("", ""),
        (date(2026, 1, 2), "2026-01-02"),
        (MONDAY, "2026-11-23 04:30:00.000000"),
        (Decimal("0.50"), "0.50"),
        (Colour.RED, "red"),
        ((1, (2,)), [1, [2]]),
        ({"b", "a"}, ["a", "b"]),
        ({"x": date(2026, 1, 2)}, {"x": "2026-01-02"}),
        ([], []),
        ({}, {}),
    ],
)
def test_values_are_kept_plainly(value: object, kept: object) -> None:
    assert plain(value) == kept


@pytest.mark.parametrize("value", [1.5, b"x", object(), {1: "x"}, [0.1], {"x": {2.0}}])
def test_values_without_a_canonical_text_are_refused(value: object) -> None:
    with pytest.raises(Unwritable):
        plain(value)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), VALUES))
def test_the_same_contents_always_give_the_same_text(contents: dict[str, object]) -> None:
    turned = dict(reversed(contents.items()))

    assert canonical(contents) == canonical(turned)


@pytest.mark.usefixtures("openly_guarded")
def test_writers_at_once_leave_no_gap() -> None:
    threads = [Thread(target=_write_many) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(Entry.objects.order_by("seq").values_list("seq", flat=True)) == list(
        range(1, WRITERS * EACH + 1)
    )
    assert verify() == []


def _write_many() -> None:
    for _ in range(EACH):
        with transaction.atomic():
            _note()
    connections[connection.alias].close()
