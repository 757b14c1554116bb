"""What the rules may look at: frozen facts of a case, a plan, a line and the rest, as of a day.

``dossier`` makes them from the records, tests write them by hand. Ids are those of the records.
"""

from dataclasses import dataclass, field
from datetime import date

from tuzetu.procedure.edition import Edition
from tuzetu.procedure.facts_within import (
    AnalysisFact,
    ContainmentFact,
    DecidingFact,
    EvaluationFact,
    IdentificationFact,
    LessonsFact,
    MeasuringFact,
    MergingFact,
    PlannedFact,
    SharingFact,
    SubstituteFact,
)
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
    identification: IdentificationFact = field(default_factory=IdentificationFact)
    containment: ContainmentFact = field(default_factory=ContainmentFact)
    analysis: AnalysisFact = field(default_factory=AnalysisFact)
    planned: PlannedFact = field(default_factory=PlannedFact)
    evaluation: EvaluationFact = field(default_factory=EvaluationFact)
    lessons: LessonsFact = field(default_factory=LessonsFact)
    letter: LetterState | None = None
    deciding: DecidingFact | None = None
    merging: MergingFact | None = None
    measuring: MeasuringFact | None = None
    sharing: SharingFact | None = None
    substitute: SubstituteFact | None = None


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
class CriterionFact:
    """When a criterion is checked, the lines of the plan that it covers, what it lacks (48)."""

    check_on: date | None
    covers: frozenset[int]
    lacks: tuple[str, ...] = ()


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
    """A case to be planned: its stage, whether it waits or is planned, of whose unit it is (43)."""

    number: str
    stage: CaseState
    waits: bool
    planned: bool = False
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

    ``minutes_known``: the minutes to be recorded stand in the plan already.
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
    criteria: tuple[CriterionFact, ...] = ()
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
    minutes_known: bool = False
    minutes_count: bool = True
    unanswered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """A line on its way, as of a day; perhaps handed to whoever would control it.

    ``plan_revised``: the plan was approved before, whatever it is now. ``plan_controlled``: who
    controls it is proposed at least.

    ``present`` unless its case has gone on to a later round.
    """

    on: date
    edition: Edition
    state: ActionState | None
    plan_state: PlanState
    plan_revised: bool = False
    plan_controlled: bool = True
    case_state: CaseState
    executor: int | None = None
    co_executors: frozenset[int] = frozenset()
    controller: int | None = None
    done_by: int | None = None
    due_on: date | None = None
    present: bool = True
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
    plan_revised: bool = False
    plan_controlled: bool = True
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
    plan_revised: bool = False
    plan_controlled: bool = True
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
    later_number: str = ""
    earlier_number: str = ""
    earlier_state: CaseState | None = None
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
