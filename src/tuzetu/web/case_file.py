"""Everything a case's page shows, read once, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import (
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from tuzetu.access.deciding import decided_unseen
from tuzetu.access.parts import PART_OF_OFFICE, actor_in_case
from tuzetu.access.sight import Eyes, cases_before, eyes_of, visible_cases
from tuzetu.dossier.analysis import Analysis, Cause, Decision
from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.case_facts import (
    analysis_of,
    decision_of,
    evaluation_of,
    facts_of_case,
    lessons_of,
    planned_in,
)
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.evaluation import Evaluation, Lessons, Measurement
from tuzetu.dossier.evidence import Attachment
from tuzetu.dossier.kept import keep_read
from tuzetu.dossier.plan import NUMBER, Criterion, Line, PlanCase
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import Postponement
from tuzetu.people.appointment import Appointment, acting
from tuzetu.people.person import untold
from tuzetu.people.written import written_once
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.facts import CaseFacts
from tuzetu.procedure.offices import Office
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.states import RecurrenceState
from tuzetu.web.case_records import has, rounds_of
from tuzetu.web.visit import Visit

COPIED_BY = ("signed_copy__kept_by", "signed_copy__struck_by")
COPIES = tuple(f"signed_copy__{one}" for one in ("cycle", "edition", "kept_by", "struck_by"))
"""What is told of a signed copy, whose pages are read with the other files."""


class Minutes(NamedTuple):
    """The unit's last meeting on the plan (44)."""

    number: str
    held_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A case with all its parts, as the visitor may see them."""

    nc: Nonconformity
    cycle: Cycle
    facts: CaseFacts
    who: Actor
    decision: Decision | None
    analysis: Analysis | None
    evaluation: Evaluation | None
    lessons: Lessons | None
    planned: PlanCase | None
    holds: list[Hold]
    corrections: list[Correction]
    causes: list[Cause]
    lines: list[Line]
    numbers: dict[int, int]
    """The number of each line in its plan."""
    criteria: list[Criterion]
    minutes: Minutes | None
    measured: dict[int, Measurement]
    links: list[Recurrence]
    unseen: frozenset[int]
    """Links that the visitor decides on, as nobody of the office sees the earlier case."""
    duties: list[Duty]
    in_office: list[Appointment]
    """Who holds the offices from which something is due."""
    files: list[Attachment]
    proofs: dict[int, list[Attachment]]
    """The evidence of each line."""
    remedies: dict[int, list[Attachment]]
    """What shows that a correction is done, of each correction."""
    earlier_cycles: list[Cycle]
    goes_on_in: Nonconformity | None
    """The case that took this one up, where the visitor may see it."""
    took_up: list[Nonconformity]
    """The cases of the same matter that go on in this one, as many as the visitor may see."""

    @property
    def on_hold(self) -> bool:
        """Whether something is stopped now."""
        return any(hold.in_force for hold in self.holds)


def open_file(nc: Nonconformity, seen: Visit) -> CaseFile:
    """Read the case: each kind of record once, for the facts and for the page."""
    cycle, earlier = rounds_of(nc)
    visible = visible_cases(seen.person, on=seen.on)
    links = _links(nc.pk, eyes_of(seen.person, on=seen.on))
    planned = planned_in(cycle)
    analysis, evaluation = analysis_of(cycle), evaluation_of(cycle)
    lines = _with_requests(planned) if planned else []
    files, proofs, remedies = _files(nc, lines)
    duties = _duties(nc, planned)
    who = actor_in_case(seen.person, nc, on=seen.on, cycle=cycle)
    return CaseFile(
        nc=nc,
        cycle=cycle,
        facts=facts_of_case(nc, on=seen.on, cycle=cycle, links=_about(cycle, links)),
        who=who,
        decision=decision_of(cycle),
        analysis=analysis,
        evaluation=evaluation,
        lessons=lessons_of(cycle),
        planned=planned,
        holds=list(nc.holds.all()),
        corrections=list(nc.corrections.all()),
        causes=list(analysis.causes.all()) if analysis else [],
        lines=lines,
        numbers=_numbers(lines),
        criteria=list(planned.criteria.all()) if planned else [],
        minutes=_minutes(planned) if planned else None,
        measured=_measured(evaluation),
        links=links,
        unseen=_decided_unseen(links, who, seen),
        duties=duties,
        in_office=_in_office(nc, duties, seen.on),
        files=files,
        proofs=proofs,
        remedies=remedies,
        earlier_cycles=earlier,
        goes_on_in=visible.filter(pk=nc.merged_into_id).first() if nc.merged_into_id else None,
        took_up=list(visible.filter(merged_into=nc).order_by("pk"))
        if has(cycle, "took_up")
        else [],
    )


def _files(
    nc: Nonconformity, lines: list[Line]
) -> tuple[list[Attachment], dict[int, list[Attachment]], dict[int, list[Attachment]]]:
    """The files of the case, of its lines and of its corrections, in one question."""
    fixes = [one.pk for one in nc.corrections.all()]
    rows = _attached(nc.pk, tuple(line.pk for line in lines), tuple(fixes))
    own: list[Attachment] = []
    proofs: dict[int, list[Attachment]] = {}
    remedies: dict[int, list[Attachment]] = {}
    for row in rows:
        if row.line_id:
            proofs.setdefault(row.line_id, []).append(row)
        elif row.correction_id:
            remedies.setdefault(row.correction_id, []).append(row)
        else:
            own.append(row)
    return own, proofs, remedies


@written_once
def _attached(nc: int, lines: tuple[int, ...], fixes: tuple[int, ...]) -> QuerySet[Attachment]:
    about = Q(nc=nc) | Q(line__in=lines) | Q(correction__in=fixes)
    rows = Attachment.objects.filter(about).select_related("file", "added_by", *COPIES)
    return rows.defer(*untold("added_by", *COPIED_BY))


def _minutes(planned: PlanCase) -> Minutes | None:
    """What came with the plan; where that was read before, it is asked for."""
    if hasattr(planned, "minutes_on"):
        return Minutes(planned.minutes_number, planned.minutes_on) if planned.minutes_on else None  # type: ignore[attr-defined]
    last = planned.plan.meetings.standing().last()
    return Minutes(last.minutes_number, last.held_on) if last else None


def _numbers(lines: list[Line]) -> dict[int, int]:
    """The numbers that came with the lines; where they were read before, they are asked for."""
    if all(hasattr(line, NUMBER) for line in lines):
        return {line.pk: getattr(line, NUMBER) for line in lines}
    return Line.objects.filter(plan__in={line.plan_id for line in lines}).numbers()


def _with_requests(planned: PlanCase) -> list[Line]:
    """The lines with the later deadlines that were asked; where none was, none is looked for."""
    lines, requests = list(planned.lines.all()), dict[int, list[Postponement]]()
    for one in _requests(planned.pk) if getattr(planned, "asked", True) else ():
        requests.setdefault(one.line_id, []).append(one)
    for line in lines:
        keep_read(line, "postponements", requests.get(line.pk, []))
    return lines


@written_once
def _requests(planned: int) -> QuerySet[Postponement]:
    rows = Postponement.objects.filter(line__plan_case=planned).select_related("decided_by")
    return rows.defer(*untold("decided_by"))


def _about(cycle: Cycle, links: list[Recurrence]) -> list[Recurrence]:
    """Those of the links that put this round in question."""
    return [link for link in links if link.earlier_id == cycle.pk]


def _measured(evaluation: Evaluation | None) -> dict[int, Measurement]:
    if evaluation is None:
        return {}
    return {row.criterion_id: row for row in evaluation.measurements.all()}


OWNER = "earlier__nc__owning_unit_id"


@written_once
def _links(nc: int, eyes: Eyes) -> QuerySet[Recurrence]:
    """Whether the visitor may see either case comes with the link itself, and who decides on it."""
    visible = cases_before(eyes)
    owed = Duty.objects.filter(subject_kind="recurrence", subject_id=OuterRef("pk"))
    owed = owed.filter(owed=Owed.DECIDE_RECURRENCE.code)
    both = Recurrence.objects.filter(Q(later=nc) | Q(earlier__nc=nc)).annotate(
        later_seen=Exists(visible.filter(pk=OuterRef("later"))),
        earlier_seen=Exists(visible.filter(pk=OuterRef("earlier__nc"))),
        decision_waits=Exists(owed.filter(waits=True)),
        decided_by_one=Subquery(owed.values("person")[:1]),
    )
    told = ("state", "reason", "decision", "earlier__nc_id", "earlier__ordinal")
    facts = ("later__state", "later__kind", "later__detected_on", "earlier__remedied_on")
    names = (
        "later__number",
        "later__title",
        "earlier__nc__number",
        "earlier__nc__title",
    )
    both = both.select_related("later", "earlier__nc").only(*told, *facts, OWNER, *names)
    return both.order_by("pk")


def _decided_unseen(links: list[Recurrence], who: Actor, seen: Visit) -> frozenset[int]:
    """Asked for those alone who decide, and of whom an earlier case is hidden."""
    waiting = RecurrenceState.LINKED.code
    asked = [one.pk for one in links if one.state == waiting and not one.earlier_seen]  # type: ignore[attr-defined]
    if not (asked and who.plays(Part.OFFICE)):
        return frozenset()
    return decided_unseen(seen.person, asked, on=seen.on)


def _duties(nc: Nonconformity, planned: PlanCase | None) -> list[Duty]:
    found = _owed_in(nc.pk, (planned.plan_id,) if planned else ())
    return sorted(found, key=lambda duty: (duty.due_on or date.max, duty.pk))


@written_once
def _owed_in(nc: int, plans: tuple[int, ...]) -> QuerySet[Duty]:
    owed = Q(nc=nc)
    for plan in plans:
        owed |= Q(plan=plan, nc=None)
    return Duty.objects.filter(owed).select_related("person").defer(*untold("person"))


def _in_office(nc: Nonconformity, duties: list[Duty], on: date) -> list[Appointment]:
    """Whoever owes something by an office; the head is the nearest above the owning unit."""
    owing = {duty.part for duty in duties if duty.person_id is None}
    if not owing:
        return []
    offices = [office.code for office, part in PART_OF_OFFICE.items() if part.code in owing]
    led = not owing.isdisjoint({Part.HEAD.code, Part.AUTHOR.code})
    lineage = tuple(nc.owning_unit.lineage) if led else ()
    found = _acting_in(tuple(offices), lineage, on)
    with_head = [row.unit_id for row in found if row.unit_id]
    nearest = next((unit for unit in reversed(lineage) if unit in with_head), None)
    return [row for row in found if row.unit_id in {None, nearest}]


@written_once
def _acting_in(offices: tuple[str, ...], units: tuple[int, ...], on: date) -> QuerySet[Appointment]:
    heads = Q(office=Office.HEAD_OF_UNIT.code, unit__in=units)
    rows = acting(on).filter(Q(office__in=offices) | heads).select_related("person")
    return rows.defer(*untold("person")).order_by("pk")
