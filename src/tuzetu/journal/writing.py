"""Writing an entry, in the transaction of the step or edit that it records."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from django.contrib.auth import get_user_model
from django.db import connection

from tuzetu.journal.models import ChainHead, Entry, EntryCase, EntryContents
from tuzetu.journal.sealing import BEGINNING, SALT_LENGTH, Sealed, canonical, commit, instant, seal

NOTHING: Mapping[str, object] = MappingProxyType({})
NO_CHANGES: Mapping[str, tuple[object, object]] = MappingProxyType({})


class Named(Protocol):
    """A person as the journal knows one: a key, and the name to be remembered."""

    @property
    def pk(self) -> int:
        """The person's key."""

    @property
    def full_name(self) -> str:
        """The name as it now is."""


class OutsideTransaction(RuntimeError):  # noqa: N818  (said of the call)
    """An entry stands or falls with what it records; alone it would not."""


class ChainBroken(RuntimeError):  # noqa: N818  (said of the journal)
    """The head of the chain is gone or was moved aside while entries exist."""


def append(
    *,
    code: str,
    clause: str,
    subject_kind: str,
    subject_id: int,
    cases: Iterable[int],
    by: Named | None,
    on_behalf_of: int | None,
    at: datetime,
    reason: str = "",
    changes: Mapping[str, tuple[object, object]] = NO_CHANGES,
    extra: Mapping[str, object] = NOTHING,
) -> Entry:
    """Write the next entry of the chain; writers queue at its head, so no number is skipped.

    ``by`` nobody means the clock; ``on_behalf_of`` is the key of the person stood in for.
    ``changes`` maps fields to values before and after. Raises ``OutsideTransaction``,
    ``ChainBroken`` and ``Unwritable``.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(code)
    salt = secrets.token_hex(SALT_LENGTH // 2)
    text = canonical(
        {
            "names": _names(by, on_behalf_of),
            "reason": reason,
            "changes": changes,
            "extra": extra,
        }
    )
    told_in = tuple(sorted(set(cases)))
    moment = instant(at)
    head = _locked_head()
    sealed = Sealed(
        seq=head.seq + 1,
        previous=head.digest,
        code=code,
        clause=clause,
        subject_kind=subject_kind,
        subject_id=subject_id,
        by=by.pk if by else None,
        on_behalf_of=on_behalf_of,
        at=moment,
        cases=told_in,
        commitment=commit(salt, text),
    )
    entry = _kept(sealed, at=at, salt=salt, text=text)
    _move_head(head, entry)
    return entry


def note_edit(
    subject_kind: str,
    subject_id: int,
    *,
    by: Named | None,
    at: datetime,
    changes: Mapping[str, tuple[object, object]],
    reason: str = "",
) -> Entry:
    """Record an edit of a setting: people, calendar, lists. It is no step and has no clause."""
    return append(
        code=f"edit:{subject_kind}",
        clause="",
        subject_kind=subject_kind,
        subject_id=subject_id,
        cases=(),
        by=by,
        on_behalf_of=None,
        at=at,
        reason=reason,
        changes=changes,
    )


def _names(by: Named | None, on_behalf_of: int | None) -> dict[str, str]:
    names = {"by": by.full_name} if by else {}
    if on_behalf_of is not None:
        names["on_behalf_of"] = get_user_model().objects.get(pk=on_behalf_of).full_name
    return names


def _locked_head() -> ChainHead:
    """The head, locked; made when the journal is empty, never afterwards."""
    heads = ChainHead.objects.select_for_update()
    head = heads.filter(pk=1).first()
    if head is not None:
        return head
    beginning = {"seq": 0, "digest": BEGINNING}
    _head, made = ChainHead.objects.get_or_create(pk=1, defaults=beginning)
    if made and Entry.objects.exists():
        raise ChainBroken
    return heads.get(pk=1)


def _kept(sealed: Sealed, *, at: datetime, salt: str, text: str) -> Entry:
    entry = Entry.objects.create(
        seq=sealed.seq,
        code=sealed.code,
        clause=sealed.clause,
        subject_kind=sealed.subject_kind,
        subject_id=sealed.subject_id,
        by_id=sealed.by,
        on_behalf_of_id=sealed.on_behalf_of,
        at=at,
        commitment=sealed.commitment,
        previous=sealed.previous,
        digest=seal(sealed),
    )
    EntryContents.objects.create(entry=entry, salt=salt, text=text)
    EntryCase.objects.bulk_create(EntryCase(entry=entry, case_id=case) for case in sealed.cases)
    return entry


def _move_head(head: ChainHead, entry: Entry) -> None:
    """Compare and swap, in case the database does not lock as it should."""
    heads = ChainHead.objects.filter(pk=head.pk, seq=head.seq, digest=head.digest)
    if heads.update(seq=entry.seq, digest=entry.digest) != 1:
        raise ChainBroken
