"""Reading the journal for people: what happened to a case or a record, the latest first."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from tuzetu.journal.models import Entry

PAGE = 50


@dataclass(frozen=True, slots=True)
class Change:
    """A field before and after, as the journal holds values: text, number, list or nothing."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as it is read. Names are those of the day; empty for the clock.

    With ``erased`` contents the names are today's, and reason and changes are empty.
    """

    seq: int
    code: str
    clause: str
    subject_kind: str
    subject_id: int
    at: datetime
    by_id: int | None
    by: str
    on_behalf_of: str
    reason: str
    changes: tuple[Change, ...]
    extra: dict[str, object]
    erased: bool


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of a history; ``older`` is what to ask for next, nothing at the beginning."""

    entries: tuple[Told, ...]
    older: int | None


def history_of(case_id: int, *, before: int | None = None, limit: int = PAGE) -> HistoryPage:
    """The history of a case: its own steps and those of its plans, lines, holds, requests.

    ``before`` is the ``older`` of the page read last. One query, however long the history.
    """
    entries = Entry.objects.filter(told_in__case_id=case_id)
    if before is not None:
        entries = entries.filter(seq__lt=before)
    found = tuple(_told(_readable(entries).order_by("-seq")[: limit + 1]))
    more = len(found) > limit
    return HistoryPage(found[:limit], found[limit - 1].seq if more else None)


def last_taken(code: str, *, kind: str, subjects: Collection[int]) -> dict[int, Entry]:
    """The last time that a step was taken on each of some records of a kind; in one query."""
    taken = Entry.objects.filter(code=code, subject_kind=kind, subject_id__in=subjects)
    return {entry.subject_id: entry for entry in taken.select_related("by").order_by("seq")}


def last_told(code: str, *, kind: str, subject: int) -> Told | None:
    """What was said when a step was last taken on a record; nothing where it never was."""
    taken = Entry.objects.filter(code=code, subject_kind=kind, subject_id=subject)
    return next(_told(_readable(taken).order_by("-seq")[:1]), None)


def _readable(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    return entries.select_related("by", "on_behalf_of").annotate(contents_text=F("contents__text"))


def _told(entries: QuerySet[Entry]) -> Iterator[Told]:
    for entry in entries:
        yield _tell(entry)


def _tell(entry: Entry) -> Told:
    text = entry.contents_text  # type: ignore[attr-defined]
    contents = json.loads(text) if text else {}
    names = contents.get("names") or _names_now(entry)
    return Told(
        seq=entry.seq,
        code=entry.code,
        clause=entry.clause,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        at=entry.at,
        by_id=entry.by_id,
        by=names.get("by", ""),
        on_behalf_of=names.get("on_behalf_of", ""),
        reason=contents.get("reason", ""),
        changes=tuple(
            Change(field, before, after)
            for field, (before, after) in contents.get("changes", {}).items()
        ),
        extra=contents.get("extra", {}),
        erased=not text,
    )


def _names_now(entry: Entry) -> dict[str, str]:
    people = {"by": entry.by, "on_behalf_of": entry.on_behalf_of}
    return {role: person.full_name for role, person in people.items() if person}
