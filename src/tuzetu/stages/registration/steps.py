"""The acts of registration and identification."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from tuzetu.conduct.finding import write_words
from tuzetu.conduct.going_on import evaluation_start
from tuzetu.conduct.locking import lock_with_plan
from tuzetu.conduct.performing import Deed, one_act, performing
from tuzetu.conduct.recounting import recount_decided_with
from tuzetu.dossier.case import CaseSubstitute, Cycle, Nonconformity
from tuzetu.dossier.case_facts import current_cycle, planned_in
from tuzetu.language.alphabet import sort_key
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.parts import Part
from tuzetu.procedure.states import CaseState
from tuzetu.stages.registration.choosing import restricting, substituting


def identify_case(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    version: int | None = None,
    concerned: Sequence[Person] = (),
    **identity: object,
) -> None:
    """The office completes requirement, source, method, process and class (27.2, 5.5).

    ``identity`` holds columns of the case: title, kind, requirement, source,
    source_document, internal_audit, method, process, significance_class.
    """
    with one_act(), performing(CaseStep.IDENTIFY_CASE, nc, by=by, at=at, version=version) as deed:
        deed.put(**identity)
        _put_concerned(deed, concerned)
        deed.record.title_sort = sort_key(deed.record.title)
        write_words(deed.record)
        recount_decided_with(nc, on=local_day(at))


def take_note(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    version: int | None = None,
    disagreement: str = "",
) -> None:
    """The head of the unit takes note; a disagreement is kept, and bars nothing (27.2)."""
    with performing(CaseStep.TAKE_NOTE, nc, by=by, at=at, version=version) as deed:
        cycle = Cycle.objects.get(nc=nc, ordinal=deed.record.ordinal)
        cycle.noted_at, cycle.noted_by, cycle.disagreement = at, by, disagreement
        cycle.save()
        deed.note("disagreement", "", disagreement)


def name_concerned(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    concerned: Sequence[Person],
    reason: str,
    version: int | None = None,
) -> None:
    """The office names whom the case concerns, also when that is found later: they decide nothing.

    The whole list, as it stands from now on (38; house reading on 44 and 51).
    """
    step = CaseStep.NAME_CONCERNED
    with one_act():
        lock_with_plan(nc.pk)
        with performing(step, nc, by=by, at=at, version=version, reason=reason) as deed:
            _put_concerned(deed, concerned)
        recount_decided_with(nc, on=local_day(at))


def _put_concerned(deed: Deed[Nonconformity], concerned: Sequence[Person]) -> None:
    before = sorted(str(person) for person in deed.record.concerned.all())
    deed.note("concerned", before, sorted(str(person) for person in concerned))
    deed.record.concerned.set(concerned)


def name_substitute(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    part: str,
    person: Person,
    reason: str,
    instead_of: Person | None = None,
    version: int | None = None,
) -> None:
    """The rector names who decides where somebody is concerned (38, 44)."""
    step = CaseStep.NAME_SUBSTITUTE
    choosing = partial(substituting, person=person, part=part, instead_of=instead_of)
    with one_act():
        lock_with_plan(nc.pk)
        with performing(
            step, nc, by=by, at=at, version=version, reason=reason, choosing=choosing
        ) as deed:
            CaseSubstitute.objects.create(
                nc=deed.record,
                part=Part[part.upper()].code,
                person=person,
                instead_of=instead_of,
                named_by=by,
                named_at=at,
                reason=reason,
            )
            deed.note("substitute", str(instead_of or ""), f"{part}: {person}")
        recount_decided_with(nc, on=local_day(at))


def restrict_case(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    confidential: bool,
    readers: Sequence[Person],
    reason: str,
    version: int | None = None,
) -> None:
    """The office makes a case confidential, or open again; readers are named (18)."""
    step, choosing = CaseStep.RESTRICT_CASE, partial(restricting, nc=nc, confidential=confidential)
    with performing(
        step, nc, by=by, at=at, version=version, reason=reason, choosing=choosing
    ) as deed:
        deed.put(confidential=confidential)
        before = sorted(str(person) for person in deed.record.readers.all())
        deed.note("readers", before, sorted(str(person) for person in readers))
        deed.record.readers.set([*readers, by] if confidential else readers)


def bind_to_rectorate(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    rectorate_decision: str,
    rectorate_decided_on: date,
    next_attestation_on: date | None = None,
    version: int | None = None,
) -> None:
    """A rectorate decision makes the graduating department owe actions (35).

    The owning unit counts as that department; the attestation becomes a check date.
    """
    with performing(CaseStep.BIND_TO_RECTORATE, nc, by=by, at=at, version=version) as deed:
        deed.put(
            rectorate_decision=rectorate_decision,
            rectorate_decided_on=rectorate_decided_on,
            next_attestation_on=next_attestation_on,
        )
        _move_evaluation(deed)


def _move_evaluation(deed: Deed[Nonconformity]) -> None:
    """An evaluation that waits already counts from the last check date."""
    cycle = current_cycle(deed.record)
    entry = planned_in(cycle)
    if deed.record.phase == CaseState.EVALUATION and entry and cycle.remedied_on:
        attestation_on = deed.record.next_attestation_on
        start = evaluation_start(entry, cycle.remedied_on, attestation_on)
        deed.note("evaluate_from", cycle.evaluate_from, start)
        Cycle.objects.filter(pk=cycle.pk).update(evaluate_from=start)
