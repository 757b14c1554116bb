"""What the rules may look at: frozen facts of a case, a plan, a line and the rest, as of a day.

``dossier`` makes them from the records, tests write them by hand. Ids are those of the records.
"""

from dataclasses import dataclass
from datetime import date

from tuzetu.procedure.edition import Edition
from tuzetu.procedure.states import (
    ActionState,
    CaseState,
    CorrectionState,
    CriterionChangeState,
    HoldState,
    LetterState,
    PlanState,
    PostponementState,
    RecurrenceState,
    SignedCopyState,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseFact:
    """A cause in the tree of clause 36."""

    id: int
    parent: int | None = None
    root: bool = False
    rank: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentificationFact:
    """What registration and identification know (5.5, 21, 27.2, 29)."""

    requirement: bool = False
    source: str = ""
    source_document: bool = False
    method: bool = False
    process: bool = False
    noted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainmentFact:
    """What was done at once (10.2, 10.3, 27.3, 32)."""

    hold_answered: bool = False
    holds_in_force: int = 0
    corrections: int = 0
    correction_waived: bool = False
    corrections_open: int = 0
    correction_confirmed: bool = False
    consequences_answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisFact:
    """Who analyses until when, and what the analysis holds so far (10.4-10.6, 22, 34-40)."""

    leader: int | None = None
    due_on: date | None = None
    ended_on: date | None = None
    causes: tuple[CauseFact, ...] = ()
    methods: bool = False
    method_evidence: bool = False
    information: bool = False
    possible_consequences: bool = False
    significance: bool = False
    influence: bool = False
    cost_known: bool = False
    similar_looked_for: bool = False
    action_needed: bool | None = None
    need_reason: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFact:
    """What the case has in its plan (41-46)."""

    plan: int | None = None
    authors: frozenset[int] = frozenset()
    lines: int = 0
    lines_open: int = 0
    lines_followed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationFact:
    """What the evaluation holds so far, and who judges (17, 51, Annex 2 part II)."""

    starts_on: date | None = None
    criteria: int = 0
    measured: int = 0
    met: int = 0
    recurrence_looked_for: bool = False
    head_view: bool = False
    auditor_judges: bool = False
    recurrences_confirmed: int = 0
    recurrences_undecided: int = 0
    observed_from: date | None = None
    observed_until: date | None = None

    @property
    def entered(self) -> bool:
        """Whether the head of the unit has entered everything."""
        measured = self.criteria > 0 and self.measured == self.criteria
        return measured and self.recurrence_looked_for and self.head_view


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuringFact:
    """What is being entered: results before their check date, the period looked at (17, 48)."""

    early: int = 0
    next_check_on: date | None = None
    ended_on: date | None = None
    looked_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonsFact:
    """What closing asks (10.9, ISO 9001 10.2.1 f)."""

    risks_answered: bool = False
    changes_answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidingFact:
    """What is chosen at the decision: the term, its limit, whether somebody leads (38.2, 39)."""

    due_on: date
    limit_on: date
    led: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MergingFact:
    """The other case that is chosen to go on for both (19)."""

    state: CaseState
    same_case: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingFact:
    """The plan that a case shares with others, once it is to be confidential (18).

    ``follows`` until the case's own actions are carried out.
    """

    plan: str
    cases: str
    state: PlanState
    follows: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """A case in its present cycle, as of a day.

    ``letter`` is the state of the letter that a new case is opened from; ``deciding``,
    ``merging``, ``sharing`` and ``substitute`` are nothing until it is chosen.
    """

    on: date
    edition: Edition
    state: CaseState | None
    cycle: int = 1
    potential: bool = False
    owning_unit: int | None = None
    answering_units: frozenset[int] = frozenset()
    concerned: frozenset[int] = frozenset()
    received_on: date | None = None
    office_received_on: date | None = None
    rectorate_decided: bool = False
    identification: IdentificationFact = IdentificationFact()
    containment: ContainmentFact = ContainmentFact()
    analysis: AnalysisFact = AnalysisFact()
    planned: PlannedFact = PlannedFact()
    evaluation: EvaluationFact = EvaluationFact()
    lessons: LessonsFact = LessonsFact()
    letter: LetterState | None = None
    deciding: DecidingFact | None = None
    merging: MergingFact | None = None
    measuring: MeasuringFact | None = None
    sharing: SharingFact | None = None
    substitute: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFact:
    """A line of a plan as its plan sees it."""

    id: int
    case: int
    corrective: bool = True
    preventive: bool = False
    described: bool = True
    executor: int | None = None
    co_executors: frozenset[int] = frozenset()
    implementing_unit: int | None = None
    due_on: date | None = None
    approved: bool = False
    covered: bool = False
    controller: int | None = None
    struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFact:
    """When a criterion is checked, and the lines of the plan that it covers (48)."""

    on: date | None
    covers: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCaseFact:
    """A case as its plan sees it; ``present`` unless the case has gone on to a later cycle."""

    id: int
    number: str
    state: CaseState
    present: bool = True
    potential: bool = False
    confidential: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JoiningFact:
    """A case that is to be planned: whether it waits, of whose unit it is (43)."""

    number: str
    waits: bool
    of_the_unit: bool = True
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedFact:
    """Whom somebody wants as controller: who of them is concerned, which lines stay their own."""

    concerned: tuple[str, ...] = ()
    own_lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """A plan, as of a day; ``joining`` and ``proposed`` are nothing until it is chosen.

    ``minutes_count``: the minutes chosen to be struck count for the revision under way.
    ``unanswered``: it is sent again as it was returned, and nothing is said to the remarks.
    """

    on: date
    edition: Edition
    state: PlanState | None
    unit: int | None = None
    author: int | None = None
    submitted_by: int | None = None
    cases: tuple[PlanCaseFact, ...] = ()
    lines: tuple[LineFact, ...] = ()
    criteria: int = 0
    criteria_complete: int = 0
    checks: tuple[CheckFact, ...] = ()
    meetings: int = 0
    meeting_after_revision: bool = False
    controller: int | None = None
    controller_substitute: int | None = None
    revised_on: date | None = None
    analysis_ended_on: date | None = None
    concerned: frozenset[int] = frozenset()
    answering_units: frozenset[int] = frozenset()
    releasing: PlanCaseFact | None = None
    joining: JoiningFact | None = None
    proposed: ProposedFact | None = None
    minutes_count: bool = True
    unanswered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """A line on its way, as of a day; perhaps handed to whoever would control it."""

    on: date
    edition: Edition
    state: ActionState | None
    plan_state: PlanState
    case_state: CaseState
    executor: int | None = None
    co_executors: frozenset[int] = frozenset()
    controller: int | None = None
    due_on: date | None = None
    handed_to_its_controller: bool = False
    concerned: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostponementFacts:
    """A request for a later deadline, as of a day; before it is asked, ``state`` is nothing."""

    on: date
    edition: Edition
    state: PostponementState | None
    action_state: ActionState
    plan_state: PlanState
    due_on: date | None = None
    another_open: bool = False
    asked_by: int | None = None
    asked_until: date | None = None
    concerned: frozenset[int] = frozenset()
    answering_units: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionChangeFacts:
    """A proposal to change a criterion, which may be rewritten since, as of a day."""

    on: date
    edition: Edition
    state: CriterionChangeState | None
    plan_state: PlanState
    rewritten: bool = False
    approved_on: date | None = None
    first_due_on: date | None = None
    last_day: date | None = None
    another_open: bool = False
    lines_open: bool = True
    proposed_by: int | None = None
    proposed_on: date | None = None
    concerned: frozenset[int] = frozenset()
    answering_units: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldFacts:
    """A hold, as of a day; ``by_order`` once something is chosen that only an order stops."""

    on: date
    edition: Edition
    state: HoldState | None
    case_state: CaseState
    by_order: bool = False
    ordered: bool = False
    concerned: frozenset[int] = frozenset()
    answering_units: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionFacts:
    """A correction, as of a day; it ``answers`` unless its case has opened anew since."""

    on: date
    edition: Edition
    state: CorrectionState | None
    case_state: CaseState
    executor: int | None = None
    due_on: date | None = None
    owning_unit: int | None = None
    answers: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurrenceFacts:
    """A link between a later case and an earlier cycle, as of a day."""

    on: date
    edition: Edition
    state: RecurrenceState | None
    later_state: CaseState
    later_potential: bool = False
    same_case: bool = False
    linked_already: bool = False
    detected_on: date | None = None
    remedied_on: date | None = None
    concerned: frozenset[int] = frozenset()
    answering_units: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """A letter, as of a day."""

    on: date
    edition: Edition
    state: LetterState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedCopyFacts:
    """A signed copy, as of a day."""

    on: date
    edition: Edition
    state: SignedCopyState | None
