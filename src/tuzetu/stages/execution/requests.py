"""The acts on the way: postponements and changes of criteria (45, 49, 50)."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import cast

from tuzetu.conduct.locking import lock
from tuzetu.conduct.performing import opening, performing
from tuzetu.dossier.plan import Criterion, Line
from tuzetu.dossier.plan_facts import last_day_of_change
from tuzetu.dossier.request import WORDING, CriterionChange, Postponement, wording_of
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.facts import PostponementFacts
from tuzetu.procedure.flows.criterion_change import CriterionChangeStep
from tuzetu.procedure.flows.postponement import PostponementStep


def asking_until(facts: PostponementFacts, *, until: date) -> PostponementFacts:
    """The facts once the new deadline is chosen."""
    return replace(facts, asked_until=until)


def ask_postponement(
    line: Line,
    *,
    by: Person,
    at: datetime,
    asked_until: date,
    reason: str,
    version: int | None = None,
) -> Postponement:
    """The executor asks for a later deadline, with the reason (45)."""
    step, choosing = PostponementStep.ASK_POSTPONEMENT, partial(asking_until, until=asked_until)
    with opening(
        step, line, by=by, at=at, version=version, reason=reason, choosing=choosing
    ) as deed:
        held = lock(line)
        deed.record = Postponement.objects.create(
            line=held,
            due_before=cast("date", held.due_on),
            asked_until=asked_until,
            reason=reason,
            asked_by=by,
            asked_at=at,
        )
        deed.note("due_on", held.due_on, asked_until)
    asked: Postponement = deed.record
    return asked


def advise_postponement(
    request: Postponement,
    *,
    by: Person,
    at: datetime,
    advised_for: bool,
    advice: str,
    version: int | None = None,
) -> None:
    """The controller recommends for or against (46)."""
    step = PostponementStep.ADVISE_POSTPONEMENT
    with performing(step, request, by=by, at=at, version=version, reason=advice) as deed:
        deed.put(advised_for=advised_for, advice=advice)
        deed.record.advised_by, deed.record.advised_at = by, at


def grant_postponement(
    request: Postponement,
    *,
    by: Person,
    at: datetime,
    decision: str = "",
    version: int | None = None,
) -> None:
    """The vice-rector moves the deadline; the first one stays visible (44)."""
    step = PostponementStep.GRANT_POSTPONEMENT
    with performing(step, request, by=by, at=at, version=version, reason=decision) as deed:
        held = deed.record
        held.decision, held.decided_by, held.decided_at = decision, by, at
        line = lock(held.line)
        line.plan.amendments.create(
            line=line,
            what="due_on",
            before=line.due_on.isoformat() if line.due_on else "",
            after=held.asked_until.isoformat(),
            reason=held.reason,
            made_by=by,
            made_at=at,
        )
        deed.note("due_on", line.due_on, held.asked_until)
        line.due_on, line.version = held.asked_until, line.version + 1
        line.save(update_fields=("due_on", "version"))
        held.line = line


def refuse_postponement(
    request: Postponement,
    *,
    by: Person,
    at: datetime,
    decision: str,
    version: int | None = None,
) -> None:
    """The vice-rector keeps the deadline (44)."""
    step = PostponementStep.REFUSE_POSTPONEMENT
    with performing(step, request, by=by, at=at, version=version, reason=decision) as deed:
        held = deed.record
        held.decision, held.decided_by, held.decided_at = decision, by, at


def propose_criterion_change(
    criterion: Criterion,
    *,
    by: Person,
    at: datetime,
    reason: str,
    measure: str,
    value_now: str,
    target: str,
    data_source: str,
    check_on: date,
    version: int | None = None,
) -> CriterionChange:
    """The author proposes another wording, no later than half of the period (49)."""
    step, on = CriterionChangeStep.PROPOSE_CRITERION_CHANGE, local_day(at)
    with opening(step, criterion, by=by, at=at, version=version, reason=reason) as deed:
        last_day = last_day_of_change(criterion)
        wording = {
            "measure": measure,
            "value_now": value_now,
            "target": target,
            "data_source": data_source,
            "check_on": check_on,
        }
        deed.record = CriterionChange.objects.create(
            criterion=criterion,
            before=wording_of(criterion),
            reason=reason,
            proposed_by=by,
            proposed_at=at,
            last_day=last_day or on,
            **wording,
        )
        for name in WORDING:
            deed.note(name, getattr(criterion, name), wording[name])
    proposed: CriterionChange = deed.record
    return proposed


def accept_criterion_change(
    change: CriterionChange,
    *,
    by: Person,
    at: datetime,
    decision: str = "",
    version: int | None = None,
) -> None:
    """The office accepts; old and new wording are both kept (50)."""
    step = CriterionChangeStep.ACCEPT_CRITERION_CHANGE
    with performing(step, change, by=by, at=at, version=version, reason=decision) as deed:
        held, criterion = deed.record, deed.record.criterion
        held.decision, held.decided_by, held.decided_at = decision, by, at
        for name in WORDING:
            deed.note(name, getattr(criterion, name), getattr(held, name))
            setattr(criterion, name, getattr(held, name))
        criterion.save()
        criterion.plan.amendments.create(
            criterion=criterion,
            what="criterion",
            before=" · ".join(held.before[name] for name in WORDING),
            after=" · ".join(wording_of(criterion).values()),
            reason=held.reason,
            made_by=by,
            made_at=at,
        )


def reject_criterion_change(
    change: CriterionChange,
    *,
    by: Person,
    at: datetime,
    decision: str,
    version: int | None = None,
) -> None:
    """The office keeps the criterion as it stands (50)."""
    step = CriterionChangeStep.REJECT_CRITERION_CHANGE
    with performing(step, change, by=by, at=at, version=version, reason=decision) as deed:
        held = deed.record
        held.decision, held.decided_by, held.decided_at = decision, by, at
