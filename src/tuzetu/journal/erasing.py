"""Erasing what an entry says, when a person's data must go: the chain still verifies after it."""

from collections.abc import Iterable
from datetime import datetime

from tuzetu.journal.models import Entry, EntryContents
from tuzetu.journal.writing import Named, append

ERASURE = "edit:erasure"
ENTRY = "entry"


def erase(seqs: Iterable[int], *, by: Named, at: datetime, reason: str) -> list[Entry]:
    """Empty the contents of entries, each by an entry of its own that says who did it and why.

    What was emptied in any other way is reported as damage. Runs inside a transaction.
    """
    return [_erase(seq, by=by, at=at, reason=reason) for seq in sorted(set(seqs))]


def _erase(seq: int, *, by: Named, at: datetime, reason: str) -> Entry:
    EntryContents.objects.filter(entry=seq).update(salt="", text="")
    told_in = Entry.objects.get(seq=seq).told_in.values_list("case_id", flat=True)
    return append(
        code=ERASURE,
        clause="",
        subject_kind=ENTRY,
        subject_id=seq,
        cases=told_in,
        by=by,
        on_behalf_of=None,
        at=at,
        reason=reason,
    )
