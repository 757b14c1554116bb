"""Canonical texts and digests: the same entry always gives the same 64 hexadecimal digits."""

import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import NamedTuple

BEGINNING = "0" * 64
"""What the first entry has for a predecessor."""

SALT_LENGTH = 64


class Unwritable(TypeError):  # noqa: N818  (said of the value)
    """A value that has no canonical text, such as a float or a moment without a zone."""


class Sealed(NamedTuple):
    """What the digest of an entry answers for, in this order; ``at`` as ``instant`` writes it."""

    seq: int
    previous: str
    code: str
    clause: str
    subject_kind: str
    subject_id: int
    by: int | None
    on_behalf_of: int | None
    at: str
    cases: tuple[int, ...]
    commitment: str


def seal(entry: Sealed) -> str:
    """The digest of an entry. Damaged values of any type still give some digest."""
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), default=repr)
    return sha256(text.encode(errors="surrogateescape")).hexdigest()


def commit(salt: str, text: str) -> str:
    """The commitment to contents: without the salt nobody can guess them from it."""
    return sha256(f"{salt}{text}".encode(errors="surrogateescape")).hexdigest()


def instant(at: datetime) -> str:
    """A moment in UTC to the microsecond: ``2026-11-24 06:00:00.000000``."""
    if at.tzinfo is None:
        raise Unwritable(f"{at!r} has no zone")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")


def canonical(contents: Mapping[str, object]) -> str:
    """Contents as JSON with sorted keys: days in ISO form, decimals as text, no floats."""
    return json.dumps(
        plain(contents), ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False
    )


def plain(value: object) -> object:
    """A value as JSON can hold it. Raises ``Unwritable``."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Enum):
        return value.name.lower()
    return _plain_moment(value) or _plain_many(value)


def _plain_moment(value: object) -> str | None:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else None


def _plain_many(value: object) -> object:
    if isinstance(value, Mapping):
        return {_key(key): plain(each) for key, each in value.items()}
    if isinstance(value, AbstractSet):
        return sorted((plain(each) for each in value), key=json.dumps)
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray, memoryview)):
        return [plain(each) for each in value]
    raise Unwritable(f"{type(value).__name__} has no place in the journal")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise Unwritable(f"{key!r} does not name a field")
    return key
