# ruff: noqa: S608  (the attacks are written as an attacker would write them)
"""Whatever is done to the journal behind its back is found, and the first broken entry named."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Max
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.journal.conftest import MONDAY, Scribe
from tuzetu.journal import triggers
from tuzetu.journal.chain import Damage, Harm, Head, examine, known_head, verify
from tuzetu.journal.erasing import erase
from tuzetu.journal.models import ChainHead, Entry, EntryCase, EntryContents
from tuzetu.journal.sealing import Sealed, canonical, commit, instant, seal
from tuzetu.journal.writing import note_edit
from tuzetu.people.person import Person

LENGTH = 12
E, T = Entry._meta.db_table, EntryContents._meta.db_table
Chain = list[Entry]


@pytest.fixture
def chain(scribe: Scribe) -> Chain:
    """A chain whose guards the attacker has dropped."""
    written = scribe(LENGTH)
    triggers.remove(connection)
    return written


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves no trace."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def first() -> tuple[Harm, int]:
    damage = verify()[0]
    return damage.harm, damage.seq


def resealed(seq: int) -> str:
    """The digest an attacker who knows the scheme would give an altered entry."""
    entry = Entry.objects.get(seq=seq)
    cases = tuple(entry.told_in.order_by("case_id").values_list("case_id", flat=True))
    return seal(
        Sealed(entry.seq, entry.previous, entry.code, entry.clause, entry.subject_kind,
               entry.subject_id, entry.by_id, entry.on_behalf_of_id, instant(entry.at), cases,
               entry.commitment)
    )  # fmt: skip


def rewrite_from(seq: int) -> None:
    """Seal everything anew from an entry to the head, as whoever rules the machine could."""
    last = Entry.objects.aggregate(last=Max("seq"))["last"]
    for number in range(seq, last + 1):
        digest = resealed(number)
        Entry.objects.filter(seq=number).update(digest=digest)
        Entry.objects.filter(seq=number + 1).update(previous=digest)
    ChainHead.objects.update(seq=last, digest=digest)


def test_a_whole_journal_has_no_damage(chain: Chain) -> None:
    findings = examine()

    assert findings.damages == ()
    assert (findings.entries, findings.erased) == (LENGTH, 0)
    assert findings.head == Head(LENGTH, chain[-1].digest) == known_head()


@pytest.mark.django_db
def test_an_empty_journal_is_whole() -> None:
    assert verify() == []
    assert known_head() is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("code", "close_case"),
        ("clause", "27"),
        ("subject_kind", "plan"),
        ("subject_id", 8),
        ("by_id", None),
        ("on_behalf_of_id", F("by_id")),
        ("at", MONDAY - timedelta(days=400)),
        ("at", F("at") + timedelta(microseconds=1)),
        ("commitment", "a" * 64),
        ("digest", "a" * 64),
        ("previous", "a" * 64),
    ],
)
def test_an_altered_entry_is_named(chain: Chain, column: str, value: object) -> None:
    Entry.objects.filter(seq=6).update(**{column: value})

    harm, seq = first()
    assert seq == 6
    assert harm == (Harm.OUT_OF_ORDER if column == "previous" else Harm.ALTERED)
    assert len(chain) == LENGTH


@pytest.mark.usefixtures("chain")
def test_a_back_dated_entry_sealed_anew_breaks_the_next_link() -> None:
    Entry.objects.filter(seq=6).update(at=MONDAY - timedelta(days=30))
    Entry.objects.filter(seq=6).update(digest=resealed(6))

    assert first() == (Harm.OUT_OF_ORDER, 7)


@pytest.mark.usefixtures("chain")
def test_the_last_entry_sealed_anew_no_longer_fits_the_head() -> None:
    Entry.objects.filter(seq=LENGTH).update(code="x")
    Entry.objects.filter(seq=LENGTH).update(digest=resealed(LENGTH))

    assert first() == (Harm.HEAD_ALTERED, LENGTH)


@pytest.mark.usefixtures("chain")
def test_deleted_entries_are_named() -> None:
    with undone():
        _delete(4, 5)
        assert verify() == [Damage(Harm.MISSING, 4, 5)]


def _delete(*seqs: int) -> None:
    for model in (EntryCase, EntryContents):
        model.objects.filter(entry__in=seqs).delete()
    _run(f"DELETE FROM {E} WHERE seq IN ({', '.join(map(str, seqs))})")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("chain")
def test_a_cut_tail_is_named() -> None:
    with undone():
        _delete(LENGTH - 1, LENGTH)
        assert verify() == [Damage(Harm.CUT_OFF, LENGTH - 1, LENGTH)]


@pytest.mark.usefixtures("chain")
def test_a_journal_emptied_to_the_last_entry_is_named() -> None:
    with undone():
        _delete(*range(1, LENGTH + 1))
        assert verify() == [Damage(Harm.CUT_OFF, 1, LENGTH)]


@pytest.mark.usefixtures("chain")
def test_swapped_entries_are_named() -> None:
    with undone():
        for old, new in ((4, 99), (8, 4), (99, 8)):
            _run(f"UPDATE {E} SET seq = {new} WHERE seq = {old}")
        assert {damage.seq for damage in verify()} >= {4, 8}
        assert first()[1] == 4


@pytest.mark.usefixtures("chain")
def test_an_entry_added_after_the_head_is_named() -> None:
    head = ChainHead.objects.get()
    _forge(LENGTH + 1, head.digest)

    assert verify() == [Damage(Harm.BEYOND_HEAD, LENGTH + 1, LENGTH + 1)]


def _forge(seq: int, previous: str) -> None:
    text = canonical({"reason": "жалған"})
    salt = "5" * 64
    Entry.objects.create(
        seq=seq, code="approve_plan", subject_kind="plan", subject_id=1, at=MONDAY,
        commitment=commit(salt, text), previous=previous, digest="",
    )  # fmt: skip
    EntryContents.objects.create(entry_id=seq, salt=salt, text=text)
    Entry.objects.filter(seq=seq).update(digest=resealed(seq))


@pytest.mark.usefixtures("chain")
def test_an_entry_pushed_in_between_is_named() -> None:
    with undone():
        for number in range(LENGTH, 5, -1):
            _run(f"UPDATE {E} SET seq = {number + 1} WHERE seq = {number}")
            _run(f"UPDATE {T} SET entry_id = {number + 1} WHERE entry_id = {number}")
        _forge(6, Entry.objects.get(seq=5).digest)
        assert first()[1] in {6, 7}


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize("fields", [{"text": "{}"}, {"salt": "b" * 64}, {"salt": ""}, {"text": ""}])
def test_altered_contents_are_named(fields: dict[str, str]) -> None:
    EntryContents.objects.filter(entry=5).update(**fields)

    assert verify() == [Damage(Harm.CONTENTS_ALTERED, 5)]


@pytest.mark.usefixtures("chain")
def test_letters_moved_between_salt_and_text_are_noticed() -> None:
    kept = EntryContents.objects.get(entry=5)
    EntryContents.objects.filter(entry=5).update(
        salt=kept.salt[:-1], text=kept.salt[-1] + kept.text
    )

    assert verify() == [Damage(Harm.CONTENTS_ALTERED, 5)]


@pytest.mark.usefixtures("chain")
def test_deleted_contents_are_named() -> None:
    EntryContents.objects.filter(entry=5).delete()

    assert verify() == [Damage(Harm.CONTENTS_MISSING, 5)]


@pytest.mark.usefixtures("chain")
def test_contents_emptied_without_an_act_are_named() -> None:
    EntryContents.objects.filter(entry=5).update(salt="", text="")

    assert verify() == [Damage(Harm.EMPTIED, 5)]


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize("change", ["add", "move", "delete"])
def test_an_entry_told_in_other_cases_is_named(change: str) -> None:
    cases = EntryCase.objects.filter(entry=4)
    if change == "add":
        EntryCase.objects.create(entry_id=4, case_id=1000)
    elif change == "move":
        cases.filter(case_id=9).update(case_id=10)
    else:
        cases.filter(case_id=9).delete()

    assert verify() == [Damage(Harm.ALTERED, 4)]


@pytest.mark.usefixtures("chain")
def test_a_missing_head_is_named() -> None:
    ChainHead.objects.all().delete()

    assert verify() == [Damage(Harm.HEAD_MISSING, LENGTH)]


@pytest.mark.usefixtures("chain")
def test_a_rewrite_of_everything_is_seen_only_by_a_head_noted_outside() -> None:
    noted = Head(9, Entry.objects.get(seq=9).digest)
    Entry.objects.filter(seq=3).update(code="close_case")
    rewrite_from(3)

    assert verify() == []
    assert examine(notes=[noted]).damages == (Damage(Harm.NOTE_DIFFERS, 9),)


@pytest.mark.usefixtures("chain")
def test_a_tail_cut_with_its_head_is_seen_by_a_head_noted_outside() -> None:
    noted = Head(LENGTH, Entry.objects.get(seq=LENGTH).digest)
    with undone():
        _delete(LENGTH)
        rewrite_from(LENGTH - 1)

        assert verify() == []
        assert examine(notes=[noted]).damages == (Damage(Harm.CUT_OFF, LENGTH, LENGTH),)


def test_erasure_keeps_the_proof_and_says_so(chain: Chain, clerk: Person) -> None:
    acts = erase([4, 5, 4], by=clerk, at=MONDAY, reason="Жеке деректерді жою")

    findings = examine()
    assert findings.damages == ()
    assert findings.erased == 2
    assert [(act.subject_kind, act.subject_id) for act in acts] == [("entry", 4), ("entry", 5)]
    assert set(EntryContents.objects.filter(entry__in=[4, 5]).values_list("salt", "text")) == {
        ("", "")
    }
    assert len(chain) + 2 == Entry.objects.count()


@pytest.mark.usefixtures("chain", "guarded")
def test_the_guards_let_erasure_pass(clerk: Person) -> None:
    erase([4], by=clerk, at=MONDAY, reason="Жеке деректерді жою")

    assert verify() == []


def test_progress_is_told_in_tens_of_thousands(
    scribe: Scribe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tuzetu.journal.chain.STEP_OF_PROGRESS", 5)
    scribe(12)
    heard: list[int] = []

    verify(progress=heard.append)

    assert heard == [5, 10]


def _odd_values() -> list[str]:
    return [
        f"UPDATE {E} SET at = 'never' WHERE seq = 5",
        f"UPDATE {E} SET at = x'00ff' WHERE seq = 5",
        f"UPDATE {E} SET code = CAST(x'ff41' AS TEXT) WHERE seq = 5",
        f"UPDATE {E} SET code = x'ff' WHERE seq = 5",
        f"UPDATE {E} SET seq = 'five' WHERE seq = 5",
        f"UPDATE {T} SET text = CAST(x'c328' AS TEXT) WHERE entry_id = 5",
        f"UPDATE {T} SET salt = x'31' WHERE entry_id = 5",
    ]


def _odd_values_of_postgresql() -> list[str]:
    return [
        f"UPDATE {E} SET at = 'infinity' WHERE seq = 5",
        f"UPDATE {E} SET at = '20000-01-01' WHERE seq = 5",
        f"UPDATE {E} SET subject_id = 9223372036854775807 WHERE seq = 5",
    ]


@pytest.mark.usefixtures("chain")
def test_values_that_are_no_values_do_not_stop_the_reading() -> None:
    odd = {"sqlite": _odd_values, "postgresql": _odd_values_of_postgresql}[connection.vendor]()

    for statement in odd:
        with undone():
            _run(statement)
            assert first()[1] == 5, statement
    assert verify() == []


@pytest.mark.usefixtures("chain")
def test_a_database_that_cannot_be_read_on_is_damage() -> None:
    def fail(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if "told_in" in sql or "entrycase" in sql:
            raise DatabaseError("disk image is malformed")
        return execute(sql, *rest)

    with connection.execute_wrapper(fail):
        assert verify() == [Damage(Harm.UNREADABLE, 1)]


ENTRY_COLUMNS = (
    "code", "clause", "subject_kind", "commitment", "previous", "digest",
)  # fmt: skip


@given(
    seq=st.integers(1, LENGTH),
    column=st.sampled_from(ENTRY_COLUMNS),
    place=st.integers(0, 200),
    letter=st.characters(codec="utf-8", exclude_characters="\0"),
)
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_letter_exchanged_in_any_entry_is_found(
    chain: Chain, seq: int, column: str, place: int, letter: str
) -> None:
    old = getattr(chain[seq - 1], column)
    at = place % len(old)
    new = old[:at] + letter + old[at + 1 :]
    with undone():
        Entry.objects.filter(seq=seq).update(**{column: new})
        assert (first()[1] == seq) if new != old else (verify() == [])


@given(
    seq=st.integers(1, LENGTH),
    column=st.sampled_from(("salt", "text")),
    place=st.integers(0, 200),
    letter=st.characters(codec="utf-8", exclude_characters="\0"),
)
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_letter_exchanged_in_any_contents_is_found(
    chain: Chain, seq: int, column: str, place: int, letter: str
) -> None:
    old = getattr(chain[seq - 1].contents, column)
    at = place % len(old)
    new = old[:at] + letter + old[at + 1 :]
    with undone():
        EntryContents.objects.filter(entry=seq).update(**{column: new})
        expected = [] if new == old else [Damage(Harm.CONTENTS_ALTERED, seq)]
        assert verify() == expected


@given(
    gone=st.sets(st.integers(1, LENGTH), min_size=1),
    moved=st.permutations(range(1, LENGTH + 1)),
)
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_rows_deleted_or_shuffled_are_found(
    chain: Chain, gone: set[int], moved: list[int]
) -> None:
    with undone():
        _delete(*gone)
        assert first()[1] == min(gone)
    misplaced = [old for old, new in enumerate(moved, 1) if old != new]
    with undone():
        for old, new in enumerate(moved, 1):
            _run(f"UPDATE {E} SET seq = {1000 + new} WHERE seq = {old}")
        _run(f"UPDATE {E} SET seq = seq - 1000")
        assert (first()[1] == min(misplaced)) if misplaced else (verify() == [])
    assert len(chain) == LENGTH


def test_writing_goes_on_while_the_journal_is_gone_over(
    chain: Chain, clerk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tuzetu.journal.chain.STEP_OF_PROGRESS", LENGTH)

    def write_more(_entries: int) -> None:
        note_edit("person", clerk.pk, by=clerk, at=MONDAY, changes={})

    assert verify(progress=write_more) == []
    assert Entry.objects.count() == len(chain) + 1
