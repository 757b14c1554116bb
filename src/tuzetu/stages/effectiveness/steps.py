"""The acts of the evaluation and the verdict."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial

from tuzetu.conduct.performing import Deed, performing
from tuzetu.conduct.registering import open_cycle
from tuzetu.dossier.analysis import Cause, Decision
from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.case_facts import current_cycle, decision_of, planned_in, standing_lines
from tuzetu.dossier.evaluation import Evaluation, Measurement
from tuzetu.people.person import Person
from tuzetu.people.working_calendar import effective_calendar
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.parts import Part
from tuzetu.procedure.terms import Term, due
from tuzetu.stages.effectiveness.choosing import measuring


def record_measurements(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    measured: Mapping[int, tuple[str, str]],
    recurrence_from: date | None = None,
    recurrence_until: date | None = None,
    recurrence_found: str = "",
    head_view: str = "",
    followed: Mapping[int, str] | None = None,
    version: int | None = None,
) -> None:
    """The head enters the measured value of each criterion, what recurred, and a view (16, 51).

    ``measured``: criterion → (value, met: yes, partly or no); ``followed``: line → what came of
    the action, unless the head has said so at the line already.
    """
    step = CaseStep.RECORD_MEASUREMENTS
    choosing = partial(measuring, nc=nc, measured=measured, until=recurrence_until)
    with performing(step, nc, by=by, at=at, version=version, choosing=choosing) as deed:
        held, _new = Evaluation.objects.get_or_create(cycle=current_cycle(deed.record))
        told = {
            "head_view": head_view,
            "recurrence_found": recurrence_found,
            "recurrence_from": recurrence_from,
            "recurrence_until": recurrence_until,
        }
        for name, value in told.items():
            deed.note(name, getattr(held, name), value)
            setattr(held, name, value)
        held.entered_by, held.entered_at = by, at
        held.save()
        before = {one.criterion_id: _measured_words(one) for one in held.measurements.all()}
        for criterion, (value, met) in measured.items():
            now, _new = Measurement.objects.update_or_create(
                evaluation=held, criterion_id=criterion, defaults={"value": value, "met": met}
            )
            deed.note(f"criterion_{criterion}", before.get(criterion), _measured_words(now))
        _follow_up(deed, followed or {}, by=by, at=at)


def _measured_words(one: Measurement) -> str:
    return f"{one.value} ({one.met})"


def _follow_up(
    deed: Deed[Nonconformity], followed: Mapping[int, str], *, by: Person, at: datetime
) -> None:
    """The follow-up of every action of the case in one act (16)."""
    entry = planned_in(current_cycle(deed.record))
    for line in standing_lines(entry).filter(pk__in=followed) if entry else ():
        note = followed[line.pk]
        if note != line.follow_up:
            deed.note(f"follow_up_{line.pk}", line.follow_up, note)
            line.follow_up, line.followed_up_at, line.followed_up_by = note, at, by
            line.version += 1
            line.save(update_fields=("follow_up", "followed_up_at", "followed_up_by", "version"))


def find_effective(
    nc: Nonconformity, *, by: Person, at: datetime, reason: str, version: int | None = None
) -> None:
    """Provisionally effective: every criterion is met and nothing has recurred (17, 51)."""
    step = CaseStep.FIND_EFFECTIVE
    with performing(step, nc, by=by, at=at, version=version, reason=reason) as deed:
        cycle = _judge(deed, Evaluation.Verdict.EFFECTIVE, by=by, at=at, reason=reason)
        on = local_day(at)
        until = _observed_until(cycle, on)
        Cycle.objects.filter(pk=cycle.pk).update(observed_from=on, observed_until=until)
        deed.note("observed_until", None, until)


def _observed_until(cycle: Cycle, on: date) -> date:
    edition, calendar = cycle.edition.rules(), effective_calendar(on)
    return due(Term.OBSERVATION, on, edition=edition, calendar=calendar).due_on


def order_further_actions(
    nc: Nonconformity, *, by: Person, at: datetime, reason: str, version: int | None = None
) -> None:
    """Partly effective: the next cycle begins at planning, on the causes already found (10.7)."""
    step = CaseStep.ORDER_FURTHER_ACTIONS
    with performing(step, nc, by=by, at=at, version=version, reason=reason) as deed:
        ended = _judge(deed, Evaluation.Verdict.PARTLY, by=by, at=at, reason=reason)
        begun = _next_cycle(deed, at=at, because=reason)
        _carry_over(ended, begun, at=at)


FELL_SHORT = (Evaluation.Verdict.PARTLY, Evaluation.Verdict.NOT_EFFECTIVE)
"""The verdicts with which a case goes round again (10.8)."""


def order_new_analysis(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    verdict: str,
    reason: str,
    version: int | None = None,
) -> None:
    """Partly or not effective: the next cycle begins at the decision (10.8).

    Raises ValueError for any other verdict.
    """
    if verdict not in FELL_SHORT:
        raise ValueError(verdict)
    step = CaseStep.ORDER_NEW_ANALYSIS
    with performing(step, nc, by=by, at=at, version=version, reason=reason) as deed:
        _judge(deed, Evaluation.Verdict(verdict), by=by, at=at, reason=reason)
        _next_cycle(deed, at=at, because=reason)


def confirm_effective(
    nc: Nonconformity, *, by: Person, at: datetime, reason: str = "", version: int | None = None
) -> None:
    """The observation ended without recurrence: the verdict is final (17)."""
    step = CaseStep.CONFIRM_EFFECTIVE
    with performing(step, nc, by=by, at=at, version=version, reason=reason) as deed:
        held = Evaluation.objects.get(cycle=current_cycle(deed.record))
        held.final_by, held.final_at, held.final_reason = by, at, reason
        held.save()
        deed.note("verdict", "provisional", "final")


def _judge(
    deed: Deed[Nonconformity], verdict: str, *, by: Person, at: datetime, reason: str
) -> Cycle:
    cycle = current_cycle(deed.record)
    held = Evaluation.objects.get(cycle=cycle)
    deed.note("verdict", held.verdict, str(verdict))
    held.verdict, held.verdict_reason = verdict, reason
    held.verdict_by, held.verdict_at = by, at
    held.verdict_by_auditor = deed.actor.plays(Part.AUDITOR)
    held.save()
    return cycle


def _next_cycle(deed: Deed[Nonconformity], *, at: datetime, because: str) -> Cycle:
    """The opening day of a cycle is the receipt for both clocks."""
    on, held = local_day(at), deed.record
    ended = Cycle.objects.get(nc=held, ordinal=held.ordinal)
    Cycle.objects.filter(pk=ended.pk).update(ended_at=at)
    deed.put(ordinal=held.ordinal + 1)
    held.save(update_fields=("ordinal",))
    answered = ended.response_from
    return open_cycle(held, on, on, on=on, because=because, response_from=answered)


def _carry_over(ended: Cycle, begun: Cycle, *, at: datetime) -> None:
    """Further actions stand on the decision and the causes of the cycle before."""
    before = decision_of(ended)
    if before is None:
        return
    members = list(before.members.all())
    analysis = ended.analysis
    causes = list(analysis.causes.all())
    copy = Decision.objects.get(pk=before.pk)
    copy.pk, copy.cycle = None, begun
    copy.save()
    copy.members.set(members)
    analysis.pk, analysis.cycle = None, begun
    analysis.completed_at = at
    analysis.save()
    renewed: dict[int | None, Cause | None] = {None: None}
    for cause in causes:
        was, parent = cause.pk, cause.parent_id
        cause.pk, cause.analysis, cause.parent = None, analysis, renewed[parent]
        cause.save()
        renewed[was] = cause
