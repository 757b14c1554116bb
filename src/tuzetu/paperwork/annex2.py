"""Annex 2: the nonconformity report with the evaluation of results (18.2, 51).

The procedure names the form without giving it; its fields follow from the clauses. Part I-A and
I-B stand once, I-C, I-D and II once for each cycle of the case. Who complained is no part of it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tuzetu.paperwork.marks import Changed, Criterion, Decided, FormCode, Meeting, Note
from tuzetu.paperwork.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """Part I-A: registration and identification (21, 27.1-27.3, 29, 30).

    `repeat_of` holds the numbers of earlier reports, `repeat_unseen` whether there is one that the
    reader may not see; `files` the names of kept files.
    """

    number: str
    registered_on: date
    registered_by: str
    detected_on: date
    detected_by: str
    unit: Words
    process: Words | None
    kind: Words
    source: Words | None
    method: Words | None
    source_document: str
    requirement: Words | None
    description: str
    evidence: str
    files: tuple[str, ...] = ()
    significance_class: Words | None = None
    repeat_of: tuple[str, ...] = ()
    repeat_unseen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A suspension with isolation and how it ended (27.3, 32); `ended_as` while it lasts None.

    `goes_on`: the round ended while it was in force.
    """

    kind: Words
    what: str
    since_on: date
    set_by: str
    order_number: str = ""
    replaced_by: str = ""
    told: str = ""
    ended_on: date | None = None
    ended_by: str = ""
    ended_as: Words | None = None
    end_reason: str = ""
    authorised_by: str = ""
    goes_on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What removes the nonconformity itself (5.8, 10.2, 20.1).

    One recorded by mistake stays in the report beneath the others as `struck`: by whom, when and
    why. It answers for nothing; the log, which sums up, leaves it out.
    """

    what: str
    executor: str = ""
    due_on: date | None = None
    done_on: date | None = None
    done_note: str = ""
    finished_by: str = ""
    files: tuple[str, ...] = ()
    struck: Note | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Part I-B: first response. A waiver is the reason why a field does not apply.

    `confirmed` is the office's word that the nonconformity itself is gone. In a later round
    `holds_before`, `corrections_before` and `consequences_before` tell that earlier ones answer.
    """

    holds: tuple[Hold, ...] = ()
    holds_before: bool = False
    hold_waiver: str = ""
    corrections: tuple[Correction, ...] = ()
    corrections_before: bool = False
    correction_waiver: str = ""
    confirmed: Note | None = None
    consequences_before: bool = False
    consequences: str = ""
    consequences_told: str = ""
    consequences_waiver: str = ""
    disposition: Words | None = None
    disposition_order: str = ""
    rectorate_decision: str = ""
    rectorate_decided_on: date | None = None
    next_attestation_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A possible cause and the deeper ones behind it (23, 36)."""

    text: str
    kind: Words | None = None
    rank: int | None = None
    root: bool = False
    proof: str = ""
    deeper: tuple["Cause", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Consideration:
    """Part I-C: the office's decision and the analysis of causes (10.4-10.6, 22-24, 34-40).

    `cost` in tenge; `decided` carries the way of clause 38, who took it and why; `first_decided`
    is of the first decision where it was taken anew.
    """

    received_on: date
    office_received_on: date
    decided: Decided | None = None
    first_decided: Note | None = None
    unit: Words | None = None
    leader: str = ""
    members: tuple[str, ...] = ()
    due_on: date | None = None
    limit_on: date | None = None
    term_reason: str = ""
    methods: tuple[Words, ...] = ()
    method_evidence: str = ""
    information: tuple[Words, ...] = ()
    information_note: str = ""
    forums: tuple[Words, ...] = ()
    causes: tuple[Cause, ...] = ()
    significance: str = ""
    influence: Words | None = None
    possible_consequences: str = ""
    cost: Decimal | None = None
    similar: Words | None = None
    similar_note: str = ""
    action_needed: Words | None = None
    need_reason: str = ""
    completed: Note | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionChange:
    """A proposal to change a criterion, and what the office decided (49, 50).

    `measure` is that of the criterion before; `changed` tells what is to be otherwise, and no more.
    """

    measure: str
    proposed_on: date
    changed: tuple[Changed, ...]
    outcome: Words
    decided: Note | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLink:
    """Part I-D: the plan that serves this cycle."""

    number: str
    dated_on: date | None
    meetings: tuple[Meeting, ...] = ()
    approved: Decided | None = None
    controller: str = ""
    controller_substitute: str = ""
    criteria: tuple[Criterion, ...] = ()
    criterion_changes: tuple[CriterionChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneAction:
    """When an action was really done, and what shows it (16, 46).

    `first_due_on` is the day first approved, `due_on` the day in force.
    """

    line: int
    what: str
    first_due_on: date
    due_on: date
    done_on: date | None
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """The measured value of a criterion in force and whether the criterion is met (48, 51)."""

    measure: str
    target: str
    value: str
    met: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Part II: results, verdicts, lessons (10.7-10.9, 16, 17, 51).

    `verdict` is provisional, `final` follows the observation; `superseded` is the note on a
    verdict that a recurrence overthrew. `evaluator` is the head of unit.
    """

    done: tuple[DoneAction, ...] = ()
    measured: tuple[Measurement, ...] = ()
    recurrence_from: date | None = None
    recurrence_until: date | None = None
    recurrence_found: str = ""
    head_view: str = ""
    evaluator: Note | None = None
    verdict: Decided | None = None
    final: Decided | None = None
    superseded: Note | None = None
    next_step: Words | None = None
    next_note: str = ""
    risks: Words | None = None
    risks_note: str = ""
    system: Words | None = None
    system_note: str = ""
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """One round of the case; `opened_because` tells why a later one began.

    `response` is that of a later round; that of the first stands in part I-B.
    """

    ordinal: int
    consideration: Consideration
    opened_because: str = ""
    acknowledged: Note | None = None
    response: Response | None = None
    plan: PlanLink | None = None
    evaluation: Evaluation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex2:
    """The report as it is printed; `printed_at` is aware."""

    form: FormCode
    printed_at: datetime
    institution: Words
    identification: Identification
    response: Response
    cycles: tuple[Cycle, ...]
