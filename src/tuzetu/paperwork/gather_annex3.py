"""Fills Annex 3, the log of a year, and the register of plans (18.1, 18.3)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext, override

from tuzetu.dossier.analysis import Cause
from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.containment import Correction
from tuzetu.dossier.evaluation import Evaluation
from tuzetu.dossier.plan import Line, Plan
from tuzetu.dossier.repeats import Repeats, repeats_of
from tuzetu.paperwork.annex3 import Annex3, Entry
from tuzetu.paperwork.gather_annex1 import meetings_of
from tuzetu.paperwork.gathering import (
    ListWords,
    form_code,
    institution,
    named,
    unit_words,
)
from tuzetu.paperwork.labels import KINDS, OVERTHROWN, PROVISIONAL, VERDICTS
from tuzetu.paperwork.plans_register import PlansRegister, RegisteredPlan
from tuzetu.paperwork.words import Words
from tuzetu.people.appointment import holders
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.offices import Office
from tuzetu.procedure.rulebook import State
from tuzetu.procedure.states import ActionState, CaseState

LOG_CODE = "Қ-03"
REGISTER_CODE = "Қ-04"
AT_ONCE = 500
KEEPER = Words("Жобалық кеңсе басшысы", "Руководитель проектного офиса")


def annex3(rows: QuerySet[Nonconformity], year: int, *, at: datetime) -> Annex3:
    """The log of a year, of the cases that its reader may see."""
    on = local_day(at)
    keepers = holders(Office.OFFICE_HEAD, on)
    return Annex3(
        form=form_code(LOG_CODE, on),
        printed_at=at,
        institution=institution(on),
        period=Words(f"{year} жыл", f"{year} год"),
        begun_on=date(year, 1, 1),
        ended_on=date(year, 12, 31) if on.year > year else None,
        entries=tuple(_entries(rows, rows.filter(year=year).order_by("sequence"))),
        keeper_post=KEEPER,
        keeper=named(keepers[0]) if keepers else "",
    )


def state_words(state: State) -> Words:
    """A state in both languages of the form."""
    with override("kk"):
        kazakh = gettext(str(state.value))
    with override("ru"):
        return Words(kazakh, gettext(str(state.value)))


def _entries(visible: QuerySet[Nonconformity], rows: QuerySet[Nonconformity]) -> Iterable[Entry]:
    """Entries in slices, so that a long log stays within its memory and its queries."""
    related = rows.select_related("owning_unit", "merged_into")
    lists, words = ListWords(), {state: state_words(state) for state in CaseState}
    keys = list(related.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        cases = list(related.filter(pk__in=keys[start : start + AT_ONCE]))
        kept = _Kept(cases, visible)
        for ordinal, nc in enumerate(cases, start + 1):
            yield _entry(ordinal, nc, kept, lists, words[nc.phase])


class _Kept:
    """What hangs on some cases, by case; a constant number of queries for a slice."""

    def __init__(self, cases: Sequence[Nonconformity], visible: QuerySet[Nonconformity]) -> None:
        self.repeats = repeats_of(cases, visible)
        self.seen = set(visible.filter(merged__in=cases).values_list("pk", flat=True))
        self.roots = _grouped(
            Cause.objects.filter(analysis__cycle__nc__in=cases, root=True)
            .order_by("pk")
            .values_list("analysis__cycle__nc", "text")
        )
        self.corrections = _grouped(
            Correction.objects.filter(nc__in=cases)
            .standing()
            .order_by("pk")
            .values_list("nc", "what")
        )
        lines = Line.objects.filter(plan_case__cycle__nc__in=cases, plan_case__left_at=None)
        lines = lines.standing().order_by("plan", "position")
        self.lines: dict[int, list[Line]] = defaultdict(list)
        for line in lines.select_related("plan", "executor", "plan_case__cycle"):
            self.lines[line.plan_case.cycle.nc_id].append(line)
        held = Evaluation.objects.filter(cycle__nc__in=cases).select_related("cycle")
        self.verdicts = {  # asked for here, it would lead PostgreSQL through all verdicts
            one.cycle.nc_id: one for one in held.order_by("cycle__ordinal") if one.verdict
        }
        ended = Cycle.objects.filter(nc__in=cases, nc__state=CaseState.CLOSED.code)
        self.closed = {
            nc: local_day(at)
            for nc, at in ended.order_by("ordinal").values_list("nc", "ended_at")
            if at
        }


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for pk, text in rows:
        if text not in found[pk]:
            found[pk].append(text)
    return found


def _entry(ordinal: int, nc: Nonconformity, kept: _Kept, lists: ListWords, status: Words) -> Entry:
    lines, held = kept.lines[nc.pk], kept.verdicts.get(nc.pk)
    repeats, merged = kept.repeats.get(nc.pk, Repeats()), nc.merged_into_id
    dues = [line.due_on for line in lines if line.due_on]
    dones = [local_day(line.done_at) for line in lines if line.done_at and line.confirmed_at]
    return Entry(
        ordinal=ordinal,
        number=nc.number,
        registered_on=local_day(nc.registered_at),
        unit=unit_words(nc.owning_unit),
        source=lists.of("sources", nc.source),
        source_document=nc.source_document,
        kind=KINDS[nc.kind],
        summary=nc.title,
        requirement=Words(nc.requirement, nc.requirement) if nc.requirement else None,
        root_causes=tuple(kept.roots[nc.pk]),
        corrections=tuple(kept.corrections[nc.pk]),
        actions=tuple(line.what for line in lines),
        plan_number=", ".join(dict.fromkeys(line.plan.number or "" for line in lines)),
        executors=tuple(dict.fromkeys(named(line.executor) for line in lines if line.executor)),
        due_on=max(dues, default=None),
        done_on=max(dones, default=None) if len(dones) == len(lines) else None,
        verdict=_verdict(nc, held),
        verdict_on=_verdict_on(held),
        status=status,
        closed_on=kept.closed.get(nc.pk),
        repeat_of=tuple(one.number for one in repeats.of),
        repeated_in=tuple(one.number for one in repeats.later),
        remark=nc.merged_into.number if merged in kept.seen and nc.merged_into else "",
        unseen=repeats.unseen or (merged is not None and merged not in kept.seen),
        void_because=nc.ended_reason if nc.phase == CaseState.VOIDED else "",
    )


def _verdict(nc: Nonconformity, held: Evaluation | None) -> Words | None:
    """The last verdict; overthrown by a recurrence, or provisional while it is observed (17)."""
    if held is None:
        return None
    if held.superseded_at:
        return OVERTHROWN[held.verdict]
    words = (VERDICTS | PROVISIONAL) if nc.phase == CaseState.OBSERVATION else VERDICTS
    return words[held.verdict]


def _verdict_on(held: Evaluation | None) -> date | None:
    """The day of the word that stands there: of its end by a recurrence, else the final one."""
    at = (held.superseded_at or held.final_at or held.verdict_at) if held else None
    return local_day(at) if at else None


def plans_register(rows: QuerySet[Plan], *, at: datetime) -> PlansRegister:
    """Every numbered plan that its reader may see."""
    on = local_day(at)
    numbered = rows.exclude(number=None).select_related("unit", "controller").order_by("pk")
    related = numbered.prefetch_related("lines", "meetings", "joined__cycle__nc")
    return PlansRegister(
        form=form_code(REGISTER_CODE, on),
        printed_at=at,
        institution=institution(on),
        period=Words(f"{on.year} жыл", f"{on.year} год"),
        plans=tuple(_plan(ordinal, plan) for ordinal, plan in enumerate(related, 1)),
    )


def _plan(ordinal: int, plan: Plan) -> RegisteredPlan:
    lines = [line for line in plan.lines.all() if line.phase != ActionState.STRUCK]
    confirmed = [line.confirmed_at for line in lines if line.confirmed_at]
    all_done = bool(lines) and len(confirmed) == len(lines)
    return RegisteredPlan(
        ordinal=ordinal,
        number=plan.number or "",
        dated_on=plan.dated_on,
        unit=unit_words(plan.unit),
        cases=tuple(one.cycle.nc.number for one in plan.joined.all() if one.left_at is None),
        lines=len(lines),
        confirmed=len(confirmed),
        status=state_words(plan.phase),
        meetings=meetings_of(plan),
        approved_on=local_day(plan.approved_at) if plan.approved_at else None,
        controller=named(plan.controller),
        due_on=max((line.due_on for line in lines if line.due_on), default=None),
        carried_out_on=local_day(max(confirmed)) if all_done else None,
    )
