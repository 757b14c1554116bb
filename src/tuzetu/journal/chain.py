"""Going over the whole chain: every entry still says what it said, none is missing.

What this cannot see is a rewrite of everything up to the head by somebody who rules the machine;
heads noted elsewhere (``notes``) show that too.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from itertools import groupby
from operator import itemgetter
from typing import Any, ClassVar

from django.db import DatabaseError, connection
from django.db.models import F, Func, TextField
from django.utils.translation import gettext_noop as _

from tuzetu.journal.erasing import ENTRY, ERASURE
from tuzetu.journal.models import ChainHead, Entry
from tuzetu.journal.sealing import BEGINNING, SALT_LENGTH, Sealed, commit, seal

AT_ONCE = 2_000
STEP_OF_PROGRESS = 10_000
WHOLE_SECOND = 19


class Harm(Enum):
    """What can be wrong with an entry. The value tells it."""

    MISSING = _("The entry is missing.")
    ALTERED = _("The entry, its time, its author or its cases were altered.")
    OUT_OF_ORDER = _("The entry does not follow the one before it.")
    CONTENTS_ALTERED = _("The contents of the entry were altered.")
    CONTENTS_MISSING = _("The contents of the entry are missing.")
    EMPTIED = _("The contents were emptied, but no act of erasure says so.")
    CUT_OFF = _("The journal ends before its head: entries were cut off its end.")
    BEYOND_HEAD = _("The entry stands after the head of the journal.")
    HEAD_ALTERED = _("The head of the journal does not belong to its last entry.")
    HEAD_MISSING = _("The journal has entries but no head.")
    NOTE_DIFFERS = _("The entry differs from the head that was noted outside.")
    UNREADABLE = _("The database cannot be read from this entry on.")


@dataclass(frozen=True, slots=True)
class Damage:
    """Something wrong, at an entry; ``until`` is the last of several that are missing."""

    harm: Harm
    seq: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """An entry's number and digest: enough to prove the whole journal up to it."""

    seq: int
    digest: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What going over the journal gave: damage by entry, the first one first."""

    damages: tuple[Damage, ...]
    entries: int
    erased: int
    head: Head


class InstantText(Func):
    """A moment as the digest has it, as text, so that no damaged value can stop the reading."""

    output_field: ClassVar["TextField[str, str]"] = TextField()
    template = "CAST(%(expressions)s AS TEXT)"

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:  # noqa: ANN401
        """PostgreSQL would write a moment shortened and in the zone of the session."""
        template = "TO_CHAR(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
        return self.as_sql(compiler, connection, template=template, **more)


Row = tuple[Any, ...]
COLUMNS = (
    "seq", "previous", "code", "clause", "subject_kind", "subject_id", "by_id",
    "on_behalf_of_id", "instant", "commitment", "digest", "contents__salt", "contents__text",
    "told_in__case_id",
)  # fmt: skip


def verify(*, progress: Callable[[int], None] | None = None) -> list[Damage]:
    """Everything wrong with the journal, the first broken entry first; empty when it is whole."""
    return list(examine(progress=progress).damages)


def examine(
    *, notes: Iterable[Head] = (), progress: Callable[[int], None] | None = None
) -> Findings:
    """Go over the journal in one reading while others may go on writing.

    ``notes`` are heads kept outside. ``progress`` hears of every ten thousandth entry.
    """
    before = known_head()
    search = _Search(before, {note.seq: note.digest for note in notes})
    try:
        for seq, rows in groupby(_rows(), key=itemgetter(0)):
            search.read(seq, list(rows))
            if progress and search.entries % STEP_OF_PROGRESS == 0:
                progress(search.entries)
    except DatabaseError:
        search.find(Harm.UNREADABLE, search.last.seq + 1)
    else:
        search.end(known_head())
    damages = sorted(search.damages, key=lambda damage: damage.seq)
    return Findings(tuple(damages), search.entries, len(search.erased), search.last)


def known_head() -> Head | None:
    """The head of the chain as stored, to be noted outside; none while nothing was written."""
    row = ChainHead.objects.values_list("seq", "digest").first()
    return Head(*row) if row else None


def _rows() -> Iterator[Row]:
    entries = Entry.objects.annotate(instant=InstantText(F("at")))
    ordered = entries.order_by("seq", "told_in__case_id").values_list(*COLUMNS)
    with _any_text():
        yield from ordered.iterator(chunk_size=AT_ONCE)


@contextmanager
def _any_text() -> Iterator[None]:
    """SQLite keeps any bytes as text; bytes that are no text must not stop the reading."""
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        yield
        return
    lower = connection.connection
    lower.text_factory = lambda raw: raw.decode(errors="surrogateescape")
    try:
        yield
    finally:
        lower.text_factory = str


@dataclass
class _Search:
    """The state of the reading: the last good link, what was found, what was erased."""

    head: Head | None
    noted: Mapping[int, str]
    last: Head = field(default_factory=lambda: Head(0, BEGINNING))
    entries: int = 0
    damages: list[Damage] = field(default_factory=list)
    erased: set[int] = field(default_factory=set)
    acts_of_erasure: set[int] = field(default_factory=set)

    def find(self, harm: Harm, seq: int, until: int | None = None) -> None:
        self.damages.append(Damage(harm, seq, until))

    def read(self, seq: int, rows: list[Row]) -> None:
        """One entry, with a row for each of its cases."""
        _, previous, code, clause, kind, subject, by, behalf, at, commitment, digest, *_ = rows[0]
        cases = tuple(row[-1] for row in rows if row[-1] is not None)
        sealed = Sealed(seq, previous, code, clause, kind, subject, by, behalf, _whole(at),
                        cases, commitment)  # fmt: skip
        self.entries += 1
        if not isinstance(seq, int):
            self.find(Harm.ALTERED, self.last.seq + 1)
            return
        self._follow(seq, previous)
        if seal(sealed) != digest:
            self.find(Harm.ALTERED, seq)
        self._contents(seq, commitment, *rows[0][-3:-1])
        if code == ERASURE and kind == ENTRY:
            self.acts_of_erasure.add(subject)
        self._compare(Head(seq, digest))
        self.last = Head(seq, digest)

    def _follow(self, seq: int, previous: str) -> None:
        expected = self.last.seq + 1
        if seq > expected:
            self.find(Harm.MISSING, expected, seq - 1)
        elif seq < expected or previous != self.last.digest:
            self.find(Harm.OUT_OF_ORDER, seq)

    def _contents(self, seq: int, commitment: str, salt: str | None, text: str | None) -> None:
        if salt is None or text is None:
            self.find(Harm.CONTENTS_MISSING, seq)
        elif not salt and not text:
            self.erased.add(seq)
        elif len(salt) != SALT_LENGTH or commit(salt, text) != commitment:
            self.find(Harm.CONTENTS_ALTERED, seq)

    def _compare(self, now: Head) -> None:
        if self.noted.get(now.seq, now.digest) != now.digest:
            self.find(Harm.NOTE_DIFFERS, now.seq)
        if self.head and self.head.seq == now.seq and self.head.digest != now.digest:
            self.find(Harm.HEAD_ALTERED, now.seq)

    def end(self, head: Head | None) -> None:
        """Both the head before the reading and the one after it belong to the chain read."""
        for seq in self.erased - self.acts_of_erasure:
            self.find(Harm.EMPTIED, seq)
        promised = max((*self.noted, self.head.seq if self.head else 0))
        if promised > self.last.seq:
            self.find(Harm.CUT_OFF, self.last.seq + 1, promised)
        if head is None and self.entries:
            self.find(Harm.HEAD_MISSING, self.last.seq)
        elif head and head.seq < self.last.seq:
            self.find(Harm.BEYOND_HEAD, head.seq + 1, self.last.seq)


def _whole(at: str) -> str:
    """SQLite leaves the fraction out of a whole second."""
    return f"{at}.000000" if isinstance(at, str) and len(at) == WHOLE_SECOND else at
