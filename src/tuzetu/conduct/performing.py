"""Taking a step: one transaction, one lock, all refusals, one entry in the journal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar

from django.db import transaction
from django.db.models import F, Model

from tuzetu.conduct.locking import lock
from tuzetu.conduct.openings import OPENINGS
from tuzetu.conduct.recounting import counted_once, recount
from tuzetu.conduct.subjects import Subject, kind_of, subject_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Plan
from tuzetu.dossier.signed_copy import SignedCopy
from tuzetu.journal.models import Entry
from tuzetu.journal.writing import append
from tuzetu.people.person import Person
from tuzetu.people.reading import reading
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.flows.every import DRAFTS
from tuzetu.procedure.parts import CLOCK, Actor
from tuzetu.procedure.rulebook import Facts, Refused, Step, refusals

R = TypeVar("R", bound=Model)

Change = tuple[object, object]

Choosing: TypeAlias = Callable[[Any], Any]
"""Adds to the facts what the person chose, so that the rules see it with all the rest."""

TOUCHING = frozenset({"case", "hold", "correction", "recurrence", "signed_copy"})
"""What is done on these changes the case that it is done on."""


def nothing_chosen(facts: Facts) -> Facts:
    """Most steps choose nothing that a rule looks at."""
    return facts


class Overtaken(Exception):  # noqa: N818  (somebody else was first; not an error of the program)
    """Somebody changed the record since the person opened it; carries the record and the entry."""

    def __init__(self, record: Model, entry: Entry | None) -> None:
        super().__init__(f"{record} has changed")
        self.record = record
        self.entry = entry


@dataclass
class Deed(Generic[R]):
    """A step under way: the locked record, and what changes in it for the journal."""

    record: R
    facts: Facts
    actor: Actor
    changes: dict[str, Change] = field(default_factory=dict)
    cases: list[int] = field(default_factory=list)

    def put(self, **values: object) -> None:
        """Set columns of the record, remembering old and new for the journal."""
        for name, value in values.items():
            self.note(name, getattr(self.record, name), value)
            setattr(self.record, name, value)

    def note(self, name: str, before: object, after: object) -> None:
        """Remember a change that is kept outside the record's own columns."""
        if before != after:
            self.changes[name] = (_plain(before), _plain(after))


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Model) else value


@contextmanager
def one_act() -> Iterator[None]:
    """Steps that stand or fall together, and are counted anew together."""
    with transaction.atomic(), counted_once():
        yield


@contextmanager
def performing(
    step: Step,
    record: R,
    *,
    by: Person | None,
    at: datetime,
    version: int | None = None,
    reason: str = "",
    choosing: Choosing = nothing_chosen,
) -> Iterator[Deed[R]]:
    """Take a step on a record that exists.

    ``by`` nobody means the clock. ``version`` is the one the person saw; without it the step
    is taken on the record as it now is. Raises ``Overtaken`` and ``Refused``.
    """
    subject = subject_of(step)
    with one_act():
        held = lock(record)
        _same_version(held, version)
        facts, who = _ask(subject, held, by, at)
        facts = choosing(facts)
        _refuse(step, facts, who)
        deed = Deed(held, facts, who)
        yield deed
        _move(held, step)
        _write(step, subject, deed, by=by, at=at, reason=reason)
        recount(held, on=local_day(at))


@contextmanager
def opening(
    step: Step,
    parent: Model | None,
    *,
    by: Person,
    at: datetime,
    version: int | None = None,
    reason: str = "",
    choosing: Choosing = nothing_chosen,
) -> Iterator[Deed[Any]]:
    """Take a step that brings a record into being; the body sets ``deed.record``.

    ``parent`` is the record on which it is asked; it is locked, and its version guards against
    two at once. Raises ``Overtaken`` and ``Refused``.
    """
    subject, on = subject_of(step), local_day(at)
    with one_act():
        held = lock(parent) if parent is not None else None
        if held is not None:
            _same_version(held, version)
        with reading():
            facts, who = OPENINGS[step](held, by, on)
        facts = choosing(facts)
        _refuse(step, facts, who)
        deed: Deed[Any] = Deed(None, facts, who)
        yield deed
        _touch(held)
        _write(step, subject, deed, by=by, at=at, reason=reason)
        recount(deed.record, on=on)


def _touch(parent: Model | None) -> None:
    """Whoever opened the parent before this step sees that something was added."""
    if parent is not None and hasattr(parent, "version"):
        rows = type(parent)._default_manager.filter(pk=parent.pk)  # noqa: SLF001
        rows.update(version=F("version") + 1)


def _same_version(held: Model, version: int | None) -> None:
    if version is not None and getattr(held, "version", version) != version:
        raise Overtaken(held, _last_change(held))


def _last_change(held: Model) -> Entry | None:
    """The entry of whoever was first: on the record itself, or on what was opened on a case."""
    if isinstance(held, Nonconformity):
        rows = Entry.objects.filter(told_in__case_id=held.pk, subject_kind__in=TOUCHING)
    else:
        rows = Entry.objects.filter(subject_kind=kind_of(held), subject_id=held.pk)
    if isinstance(held, Plan):
        copies = SignedCopy.objects.filter(plan=held).values("pk")
        rows |= Entry.objects.filter(subject_kind="signed_copy", subject_id__in=copies)
    return rows.order_by("-seq").first()


def _ask(subject: Subject, held: Model, by: Person | None, at: datetime) -> tuple[Facts, Actor]:
    on = local_day(at)
    with reading():  # the record is locked, nothing changes while it is asked
        who = subject.actor(by, held, on=on) if by else CLOCK
        return subject.facts(held, on=on), who


def _refuse(step: Step, facts: Facts, who: Actor) -> None:
    reasons = refusals(step, facts, who)
    if reasons:
        raise Refused(step, reasons)


def _move(held: Model, step: Step) -> None:
    """Compare and swap: whoever changed the row meanwhile wins, on either database."""
    seen = held.version  # type: ignore[attr-defined]
    held.version = seen + 1  # type: ignore[attr-defined]
    if step.target is not None:
        held.state = step.target.code  # type: ignore[attr-defined]
    columns = (one for one in held._meta.concrete_fields if not one.primary_key)  # noqa: SLF001
    values = {one.attname: getattr(held, one.attname) for one in columns}
    rows = type(held)._default_manager.filter(pk=held.pk, version=seen)  # noqa: SLF001
    if rows.update(**values) != 1:
        raise Overtaken(held, None)


def _write(
    step: Step, subject: Subject, deed: Deed[R], *, by: Person | None, at: datetime, reason: str
) -> None:
    if step.code in DRAFTS:
        return
    append(
        code=step.code,
        clause=step.clause,
        subject_kind=subject.kind,
        subject_id=deed.record.pk,
        cases=deed.cases or subject.cases(deed.record),
        by=by,
        on_behalf_of=_principal(step, deed.actor),
        at=at,
        reason=reason,
        changes=deed.changes,
    )


def _principal(step: Step, who: Actor) -> int | None:
    """Whom the person stands in for, if the step was taken in an acting office."""
    behalf = who.on_behalf_of
    return next((behalf[part] for part in step.done_by if part in behalf), None)
