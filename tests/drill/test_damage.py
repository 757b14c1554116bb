"""Every kind of damage to every row of a case's journal is named by `tuzetu verify`.

A case goes the whole way; then, past the guards, each value of each entry is altered, each entry
is taken out or put elsewhere. The first broken entry that the command names is that one.
"""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F

from tests import given
from tests.drill.conftest import Figures, count
from tests.given import House
from tuzetu.journal import triggers
from tuzetu.journal.models import Entry, EntryCase, EntryContents

pytestmark = [pytest.mark.drill, pytest.mark.django_db(transaction=True)]

ALTERED = {
    "code": "void_case",
    "clause": "61",
    "subject_kind": "letter",
    "subject_id": F("subject_id") + 1,
    "at": F("at") - timedelta(seconds=1),
    "commitment": "0" * 64,
    "digest": "f" * 64,
}


def test_every_altered_value_is_named(home: House, figures: Figures) -> None:
    given.closed(home)
    triggers.remove(connection)
    entries = list(Entry.objects.values_list("seq", flat=True))
    count(figures, "entries of the journal", len(entries))

    for seq in entries:
        for name, value in ALTERED.items():
            damaged(seq, lambda s=seq, n=name, v=value: _alter(s, n, v), figures)
        damaged(seq, lambda s=seq: _forge(s), figures)
        damaged(seq, lambda s=seq: _take_out(s), figures)
        damaged(seq, lambda s=seq: EntryCase.objects.create(entry_id=s, case_id=999), figures)


def _alter(seq: int, name: str, value: object) -> None:
    Entry.objects.filter(seq=seq).update(**{name: value})


def _forge(seq: int) -> None:
    EntryContents.objects.filter(entry=seq).update(text='{"reason":"x"}')


def _take_out(seq: int) -> None:
    EntryCase.objects.filter(entry=seq).delete()
    EntryContents.objects.filter(entry=seq).delete()
    Entry.objects.filter(seq=seq).delete()


def damaged(seq: int, harm: object, figures: Figures) -> None:
    """The harm is done, named at its entry, undone."""
    with transaction.atomic():
        harm()
        told = StringIO()
        with pytest.raises(CommandError):
            call_command("verify", "--language", "en", stdout=told)
        transaction.set_rollback(True)
    first = told.getvalue().splitlines()[0]
    assert first.startswith((f"Entry {seq}:", f"Entries {seq} to")), first
    count(figures, "damages, each named at its entry")
