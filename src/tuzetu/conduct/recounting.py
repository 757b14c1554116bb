"""After every step: what is owed now, stored as duties; the most pressing one on the case."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import attrgetter

from django.db.models import Model, QuerySet

from tuzetu.conduct.naming import name_again
from tuzetu.conduct.replacing_deciders import (
    handed_to_substitutes,
    rectors_duty,
    waits_for_the_rector,
)
from tuzetu.conduct.subjects import Subject
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import facts_of_case
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import Line, Plan, PlanCase
from tuzetu.dossier.plan_facts import (
    controller_of,
    facts_of_correction,
    facts_of_criterion_change,
    facts_of_letter,
    facts_of_plan,
    facts_of_postponement,
    facts_of_recurrence,
)
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import WAITING, CriterionChange, Postponement
from tuzetu.dossier.signed_copy import SignedCopy
from tuzetu.people.reading import reading
from tuzetu.people.working_calendar import effective_calendar
from tuzetu.procedure import duties as owing
from tuzetu.procedure.facts import ActionFacts
from tuzetu.procedure.states import CaseState


def recount(_subject: Subject, record: Model, *, on: date) -> None:
    """What is owed on the record and on everything its step touched."""
    if isinstance(record, Nonconformity):
        recount_case(record, on=on)
    else:
        _RECOUNTS[type(record)](record, on)


def recount_case(nc: Nonconformity, *, on: date) -> None:
    """Whom the case names, its own duties, then its most pressing one."""
    name_again(nc)
    with reading():
        facts = facts_of_case(nc, on=on)
        owed = list(_made("case", nc.pk, owing.owed_in_case(facts, effective_calendar(on)), nc=nc))
        for correction in nc.corrections.all():
            fixing = owing.owed_in_correction(facts_of_correction(correction, on=on))
            owed += _made("correction", correction.pk, fixing, nc=nc)
        handed_to_substitutes(owed, [nc], on=on)
        if waits_for_the_rector(nc, owed, facts.concerned, on=on):
            owed.append(rectors_duty(nc))
    _store(Duty.objects.filter(nc=nc, subject_kind__in=("case", "correction")), owed, on)
    summarise(nc)


def summarise(nc: Nonconformity) -> None:
    """Write the most pressing duty of a case, and of its plan, on the case itself."""
    planned = PlanCase.objects.current().filter(cycle__nc=nc).values("plan")
    rows = Duty.objects.filter(nc=nc) | Duty.objects.filter(plan__in=planned, nc=None)
    first = sorted(rows, key=lambda duty: (duty.due_on is None, duty.due_on or date.max, duty.pk))
    now = first[0] if first else None
    nc.due_on, nc.owed = (now.due_on, now.owed) if now else (None, "")
    Nonconformity.objects.filter(pk=nc.pk).update(due_on=nc.due_on, owed=nc.owed)


def recount_plan(plan: Plan, *, on: date) -> None:
    """The plan's duties, those of its lines, and the cases it serves."""
    owed = owing.owed_in_plan(facts_of_plan(plan, on=on), effective_calendar(on))
    _replace("plan", plan.pk, owed, on, plan=plan)
    for line in plan.lines.select_related("plan_case__cycle__nc", "plan"):
        _recount_line(line, on)
        for request in line.postponements.filter(state__in=WAITING):
            _recount_request(line, request, on)
    joined = list(plan.joined.select_related("cycle__nc"))
    now = {entry.cycle.nc for entry in joined if entry.left_at is None}
    for nc in now:
        recount_case(nc, on=on)
    for nc in {entry.cycle.nc for entry in joined} - now:
        name_again(nc)  # a case that left its plan goes on naming who controls it


def _recount_line(line: Line, on: date) -> None:
    nc = line.plan_case.cycle.nc
    facts = ActionFacts(
        on=on,
        edition=line.plan.edition.rules(),
        state=line.phase,
        plan_state=line.plan.phase,
        case_state=nc.phase,
        executor=line.executor_id,
        controller=controller_of(line, line.plan),
        due_on=line.due_on,
    )
    _replace("action", line.pk, owing.owed_in_action(facts), on, nc=nc, plan=line.plan)


def _recount_action(line: Line, on: date) -> None:
    _recount_line(line, on)
    recount_case(Nonconformity.objects.get(pk=line.plan_case.cycle.nc_id), on=on)


def _recount_postponement(request: Postponement, on: date) -> None:
    _recount_request(request.line, request, on)
    _recount_action(request.line, on)


def _recount_request(line: Line, request: Postponement, on: date) -> None:
    facts = facts_of_postponement(line, request, on=on)
    owed = owing.owed_in_postponement(facts, controller_of(line, line.plan))
    nc = line.plan_case.cycle.nc
    _replace("postponement", request.pk, owed, on, nc=nc, plan=line.plan)


def _recount_change(change: CriterionChange, on: date) -> None:
    facts = facts_of_criterion_change(change.criterion, change, on=on)
    owed = owing.owed_in_criterion_change(facts, effective_calendar(on))
    nc = change.criterion.plan_case.cycle.nc
    _replace("criterion_change", change.pk, owed, on, nc=nc, plan=change.criterion.plan)
    summarise(nc)


def _recount_response(part: Hold | Correction, on: date) -> None:
    recount_case(Nonconformity.objects.get(pk=part.nc_id), on=on)


def _recount_recurrence(link: Recurrence, on: date) -> None:
    facts = facts_of_recurrence(link.later, link.earlier, link, on=on)
    _replace("recurrence", link.pk, owing.owed_in_recurrence(facts), on, nc=link.later)
    for nc in Nonconformity.objects.filter(pk__in=(link.later_id, link.earlier.nc_id)):
        recount_case(nc, on=on)


def _recount_letter(item: IntakeItem, on: date) -> None:
    facts = facts_of_letter(item, on=on)
    owed = owing.owed_in_letter(facts, item.received_on, effective_calendar(on))
    _replace("letter", item.pk, owed, on)


def _nothing_owed(_copy: SignedCopy, _on: date) -> None:
    """A signed copy moves nothing and nobody waits for it."""


_RECOUNTS: dict[type[Model], Callable[..., None]] = {
    Plan: lambda plan, on: recount_plan(plan, on=on),
    Line: _recount_action,
    Postponement: _recount_postponement,
    CriterionChange: _recount_change,
    Hold: _recount_response,
    Correction: _recount_response,
    Recurrence: _recount_recurrence,
    IntakeItem: _recount_letter,
    SignedCopy: _nothing_owed,
}


def _replace(
    kind: str,
    pk: int,
    owed: Iterable[owing.Duty],
    on: date,
    *,
    nc: Nonconformity | None = None,
    plan: Plan | None = None,
) -> None:
    """Store what is owed now on one record."""
    rows = Duty.objects.filter(subject_kind=kind, subject_id=pk)
    made = list(_made(kind, pk, owed, nc=nc, plan=plan))
    handed_to_substitutes(made, [nc] if nc else _cases_of(plan) if plan else [], on=on)
    _store(rows, made, on)


def _cases_of(plan: Plan) -> list[Nonconformity]:
    """The cases that a plan serves now."""
    joined = plan.joined.filter(left_at=None).select_related("cycle__nc")
    return [entry.cycle.nc for entry in joined]


def _made(
    kind: str,
    pk: int,
    owed: Iterable[owing.Duty],
    *,
    nc: Nonconformity | None = None,
    plan: Plan | None = None,
) -> Iterator[Duty]:
    for duty in owed:
        yield Duty(
            owed=duty.owed.code,
            part=duty.part.code,
            person_id=duty.person,
            unit_id=duty.unit,
            nc_id=nc.pk if nc else None,
            plan_id=plan.pk if plan else None,
            subject_kind=kind,
            subject_id=pk,
            term=duty.term.code if duty.term else "",
            counts_from=duty.counts_from,
            due_on=duty.due_on,
        )


SAID = (
    *("subject_kind", "subject_id", "owed", "part", "person_id", "unit_id", "nc_id", "plan_id"),
    *("term", "counts_from", "due_on"),
)
"""What a duty says, but for the day since when it is owed."""
_said = attrgetter(*SAID)
_named = attrgetter("subject_kind", "subject_id", "owed")


def _store(rows: QuerySet[Duty], owed: list[Duty], on: date) -> None:
    """Store what is owed now in place of some rows; what is owed as before is left as it is.

    A duty that goes on otherwise keeps the day since when it is owed.
    """
    before = {_named(row): row for row in rows}
    now = {_named(duty): duty for duty in owed}
    gone = [row.pk for name, row in before.items() if not _same(row, now.get(name))]
    fresh = [duty for name, duty in now.items() if not _same(duty, before.get(name))]
    for duty in fresh:
        known = before.get(_named(duty))
        duty.since_on = known.since_on if known else on
    if gone:
        Duty.objects.filter(pk__in=gone).delete()
    if fresh:
        Duty.objects.bulk_create(fresh)


def _same(one: Duty, other: Duty | None) -> bool:
    return other is not None and _said(one) == _said(other)


def wake_observed(*, on: date) -> int:
    """Make the final verdict owed where the observation period has ended (17)."""
    ended = Nonconformity.objects.filter(
        state=CaseState.OBSERVATION.code, cycles__observed_until__lt=on
    )
    ended = ended.exclude(duties__owed=owing.Owed.CONFIRM_VERDICT.code).distinct()
    for nc in ended:
        recount_case(nc, on=on)
    return len(ended)
