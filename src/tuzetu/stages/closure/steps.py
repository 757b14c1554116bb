"""The acts of closing."""

from datetime import datetime

from tuzetu.conduct.performing import performing
from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.case_facts import current_cycle
from tuzetu.dossier.evaluation import Lessons
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.flows.case import CaseStep


def record_lessons(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    risks_updated: bool,
    risks: str,
    system_changed: bool,
    changes: str,
    version: int | None = None,
) -> None:
    """Risks and opportunities, changes to the management system: what, or why not (10.9)."""
    with performing(CaseStep.RECORD_LESSONS, nc, by=by, at=at, version=version) as deed:
        held, _new = Lessons.objects.get_or_create(cycle=current_cycle(deed.record))
        deed.note("risks_updated", held.risks_updated, risks_updated)
        deed.note("risks", held.risks, risks)
        deed.note("system_changed", held.system_changed, system_changed)
        deed.note("changes", held.changes, changes)
        held.risks_updated, held.risks = risks_updated, risks
        held.system_changed, held.changes = system_changed, changes
        held.recorded_by, held.recorded_at = by, at
        held.save()


def close_case(
    nc: Nonconformity, *, by: Person, at: datetime, reason: str = "", version: int | None = None
) -> None:
    """The office closes; only a recurrence opens the case again (27.6)."""
    step = CaseStep.CLOSE_CASE
    with performing(step, nc, by=by, at=at, version=version, reason=reason) as deed:
        cycle = current_cycle(deed.record)
        ended = {"ended_at": at, "remedied_on": cycle.remedied_on or local_day(at)}
        Cycle.objects.filter(pk=cycle.pk).update(**ended)
        deed.note("ended_at", None, at)
