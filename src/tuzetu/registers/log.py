"""The log of Annex 3: one row per case and never one less, read in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, When
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.access.sight import visible_cases
from tuzetu.dossier.analysis import Cause
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Correction, stopped
from tuzetu.dossier.evaluation import Evaluation
from tuzetu.dossier.plan import Line
from tuzetu.dossier.repeats import Repeats, repeats_of
from tuzetu.people.lists import items
from tuzetu.people.person import Person, short_name
from tuzetu.people.written import written_once
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.states import CaseState
from tuzetu.registers.leaf import Leaf, leaf_of

SHOWN = (
    *("number", "registered_at", "state", "title", "requirement"),
    *("source", "source_document", "ended_reason"),
    *("owning_unit__name_kk", "owning_unit__name_ru", "owning_unit__name_en"),
    *("owning_unit__short_kk", "owning_unit__short_ru", "owning_unit__short_en"),
)
"""The columns that the log shows; a case has many more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """A row as the page shows it; the printed log has its own dataclass."""

    nc: Nonconformity
    source: str
    root_causes: str
    corrections: str
    actions: str
    plan_number: str
    executors: str
    due: str
    done: str
    verdict: str
    remark: str
    repeats: Repeats


JUDGED = Evaluation.objects.filter(cycle__nc=OuterRef("pk")).exclude(verdict="")
LAST_VERDICT = JUDGED.order_by("-cycle__ordinal")[:1]
"""The verdict of the latest round that has one."""


class _Planned(NamedTuple):
    """A line of a plan as the log tells it; it was done when its confirmed report says so."""

    what: str
    due_on: date | None
    done_at: datetime | None
    plan_number: str
    executor: str


def log_rows(
    person: Person, year: int, *, on: date, page: int
) -> tuple[list[LogRow], Leaf[Nonconformity]]:
    """A page of the log of a year, in the order of numbers."""
    rows: QuerySet[Any] = visible_cases(person, on=on).filter(year=year)
    rows = rows.select_related("owning_unit").only(*SHOWN)
    rows = rows.annotate(
        verdict=Subquery(LAST_VERDICT.values("verdict")),
        overthrown_at=Subquery(LAST_VERDICT.values("superseded_at")),
        stopped=stopped(),
    )
    shown = leaf_of(rows.order_by("sequence"), page)
    return told(shown.rows, visible_cases(person, on=on)), shown


def told(cases: Sequence[Nonconformity], visible: QuerySet[Nonconformity]) -> list[LogRow]:
    """Rows for some cases; six queries however many there are."""
    sources = {item.code: item.name for item in items("sources")}
    causes, fixes = _root_causes(cases), _corrections(cases)
    lines, repeats = _lines(cases), repeats_of(cases, visible)
    return [
        _row(
            nc, repeats.get(nc.pk, Repeats()), sources,
            causes[nc.pk], fixes[nc.pk], lines[nc.pk],
        )
        for nc in cases
    ]  # fmt: skip


def _row(
    nc: Nonconformity,
    repeats: Repeats,
    sources: dict[str, str],
    causes: list[str],
    fixes: list[str],
    lines: list["_Planned"],
) -> LogRow:
    return LogRow(
        nc=nc,
        source=sources.get(nc.source, ""),
        root_causes="; ".join(causes),
        corrections="; ".join(fixes),
        actions="; ".join(line.what for line in lines),
        plan_number=", ".join(dict.fromkeys(line.plan_number for line in lines)),
        executors=", ".join(dict.fromkeys(line.executor for line in lines if line.executor)),
        due=_days(line.due_on for line in lines),
        done=_days(local_day(line.done_at) if line.done_at else None for line in lines),
        verdict=_verdict(nc),
        remark=nc.ended_reason,
        repeats=repeats,
    )


def _verdict(nc: Nonconformity) -> str:
    """The verdict; overthrown by a recurrence, or provisional as long as it is observed (17)."""
    verdict = getattr(nc, "verdict", "")
    if not verdict:
        return ""
    name = str(Evaluation.Verdict(verdict).label)
    if getattr(nc, "overthrown_at", None):
        return _("%(verdict)s (superseded by a recurrence)") % {"verdict": name}
    if nc.phase == CaseState.OBSERVATION:
        return _("%(verdict)s (provisional)") % {"verdict": name}
    return name


def _days(days: Iterable[date | None]) -> str:
    return ", ".join(dict.fromkeys(date_format(one, "SHORT_DATE_FORMAT") for one in days if one))


def _root_causes(cases: Sequence[Nonconformity]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for nc, text in _roots_of(tuple(nc.pk for nc in cases)):
        if text not in found[nc]:
            found[nc].append(text)
    return found


def _corrections(cases: Sequence[Nonconformity]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for nc, what in _kept_of(tuple(nc.pk for nc in cases)):
        found[nc].append(what)
    return found


def _lines(cases: Sequence[Nonconformity]) -> dict[int, list["_Planned"]]:
    found: dict[int, list[_Planned]] = defaultdict(list)
    told = _lines_for(tuple(nc.pk for nc in cases))
    for nc, what, due_on, done_at, number, given_name, surname in told:
        executor = short_name(given_name or "", surname or "")
        found[nc].append(_Planned(what, due_on, done_at, number or "", executor))
    return found


@written_once
def _roots_of(cases: tuple[int, ...]) -> QuerySet[Any, tuple[int, str]]:
    rows = Cause.objects.filter(analysis__cycle__nc__in=cases, root=True)
    return rows.values_list("analysis__cycle__nc", "text")


@written_once
def _kept_of(cases: tuple[int, ...]) -> QuerySet[Any, tuple[int, str]]:
    return Correction.objects.filter(nc__in=cases).standing().values_list("nc", "what")


@written_once
def _lines_for(cases: tuple[int, ...]) -> QuerySet[Any, tuple[Any, ...]]:
    rows = Line.objects.filter(plan_case__cycle__nc__in=cases, plan_case__left_at=None)
    rows = rows.standing().order_by("plan", "position")
    done = Case(When(confirmed_at=None, then=None), default=F("done_at"))
    who = ("executor__given_name", "executor__surname")
    return rows.annotate(known_done_at=done).values_list(
        "plan_case__cycle__nc", "what", "due_on", "known_done_at", "plan__number", *who
    )
