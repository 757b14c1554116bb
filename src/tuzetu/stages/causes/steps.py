"""The acts of the cause analysis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tuzetu.conduct.performing import Deed, performing
from tuzetu.dossier.analysis import Analysis, Cause
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import current_cycle
from tuzetu.people.person import Person
from tuzetu.procedure.flows.case import CaseStep


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseRow:
    """One cause as typed: ``level`` 0 is a first cause, deeper ones follow their parent."""

    text: str
    level: int = 0
    kind: str = ""
    root: bool = False
    rank: int | None = None
    proof: str = ""


def write_analysis(
    nc: Nonconformity,
    *,
    by: Person,
    at: datetime,
    causes: Sequence[CauseRow],
    version: int | None = None,
    **findings: object,
) -> None:
    """The analysts save what they have so far; nothing is required yet (36).

    ``findings`` holds columns of the analysis.
    """
    with performing(CaseStep.WRITE_ANALYSIS, nc, by=by, at=at, version=version) as deed:
        cycle = current_cycle(deed.record)
        analysis, _new = Analysis.objects.get_or_create(cycle=cycle)
        for name, value in findings.items():
            setattr(analysis, name, value)
        analysis.saved_at = at
        analysis.save()
        _write_causes(analysis, causes)


def _write_causes(analysis: Analysis, rows: Sequence[CauseRow]) -> None:
    """A row one level deeper than the row above it is that row's cause."""
    analysis.causes.all().delete()
    chain: list[Cause] = []
    for position, row in enumerate(rows, 1):
        level = min(row.level, len(chain))
        parent = chain[level - 1] if level else None
        cause = Cause.objects.create(
            analysis=analysis,
            parent=parent,
            position=position,
            text=row.text,
            kind=row.kind,
            root=row.root,
            rank=row.rank if row.root or level == 0 else None,
            proof=row.proof,
        )
        chain = [*chain[:level], cause]


def complete_analysis(
    nc: Nonconformity, *, by: Person, at: datetime, version: int | None = None
) -> None:
    """The leader hands the analysis over; corrective action is needed (36, 39)."""
    with performing(CaseStep.COMPLETE_ANALYSIS, nc, by=by, at=at, version=version) as deed:
        _hand_over(deed, by=by, at=at)


def propose_no_action(
    nc: Nonconformity, *, by: Person, at: datetime, version: int | None = None
) -> None:
    """The leader hands the analysis over; it finds no corrective action necessary (10.4)."""
    with performing(CaseStep.PROPOSE_NO_ACTION, nc, by=by, at=at, version=version) as deed:
        _hand_over(deed, by=by, at=at)


def agree_no_action(
    nc: Nonconformity, *, by: Person, at: datetime, reason: str, version: int | None = None
) -> None:
    """The office agrees; the case goes to closing without plan or verdict (10.4)."""
    step = CaseStep.AGREE_NO_ACTION
    with performing(step, nc, by=by, at=at, version=version, reason=reason):
        pass


def require_action(
    nc: Nonconformity, *, by: Person, at: datetime, reason: str, version: int | None = None
) -> None:
    """The office does not agree; the case goes to planning (10.7)."""
    step = CaseStep.REQUIRE_ACTION
    with performing(step, nc, by=by, at=at, version=version, reason=reason):
        pass


FINDINGS = (
    "methods",
    "method_evidence",
    "information",
    "information_note",
    "forums",
    "significance",
    "influence",
    "possible_consequences",
    "cost",
    "similar",
    "similar_note",
    "action_needed",
    "need_reason",
)
"""What an analysis holds besides its causes; the journal keeps all of it at the hand-over."""


def _hand_over(deed: Deed[Nonconformity], *, by: Person, at: datetime) -> None:
    analysis = Analysis.objects.get(cycle__nc=deed.record, cycle__ordinal=deed.record.ordinal)
    analysis.completed_by, analysis.completed_at = by, at
    analysis.save()
    for name in FINDINGS:
        deed.note(name, None, getattr(analysis, name))
    roots = [cause.text for cause in analysis.causes.all() if cause.root]
    deed.note("root_causes", None, roots)
    deed.note("causes", None, [cause.text for cause in analysis.causes.all()])
