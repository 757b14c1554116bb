"""The earlier cases that a person may see and that are like a text (10.6, 19).

Title, description and requirement are looked at; who applied, who reported and who is named in a
case is not. Whatever the keeper finds passes the one filter of sight before anybody is told.
"""

import fcntl
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connections

from tuzetu.access.sight import visible_cases
from tuzetu.dossier.case import Nonconformity
from tuzetu.people.person import Person
from tuzetu.procedure.states import CaseState
from tuzetu.similarity.keeper import Keeper

SHOWN = 5
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Alike:
    """A case like the text, with the words of the text that both share."""

    nc: Nonconformity
    shared_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What is told: the cases, or that they cannot be told yet because the list is being made."""

    ready: bool
    cases: tuple[Alike, ...] = ()


def texts_since(last_id: int, most: int | None = None) -> Iterator[tuple[int, str]]:
    """What each later case is about, in the order of ids."""
    rows = Nonconformity.objects.filter(pk__gt=last_id).order_by("pk")
    told = rows.values_list("pk", "title", "description", "requirement")[:most]
    for pk, title, description, requirement in told.iterator(chunk_size=CHUNK):
        repeated = description.startswith(title.rstrip("…"))
        yield pk, "\n".join(filter(None, ("" if repeated else title, description, requirement)))


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other process of the installation makes its list."""
    place: Path = settings.ENVIRONMENT.var / "similar_cases"
    with place.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@cache
def keeper() -> Keeper:
    """The one of this process."""
    return Keeper(texts_since, afterwards=connections.close_all, alone=alone)


def earlier_cases(text: str, *, by: Person, on: date, besides: Nonconformity | None = None) -> Told:
    """The cases most like a text among those that the person may see; no void one, not itself."""

    def seen(ids: Sequence[int]) -> Collection[int]:
        rows = visible_cases(by, on=on).filter(pk__in=ids).exclude(state=CaseState.VOIDED.code)
        return set(rows.values_list("pk", flat=True)) - {besides.pk if besides else None}

    answer = keeper().similar_to(text, among=seen, limit=SHOWN)
    cases = Nonconformity.objects.select_related("owning_unit")
    rows = cases.in_bulk([found.case_id for found in answer.cases])
    return Told(
        ready=answer.ready,
        cases=tuple(
            Alike(rows[found.case_id], found.shared_words)
            for found in answer.cases
            if found.case_id in rows
        ),
    )


def text_of(nc: Nonconformity) -> str:
    """What a case itself is about."""
    return f"{nc.description}\n{nc.requirement}"
