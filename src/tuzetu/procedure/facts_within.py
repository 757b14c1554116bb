"""What the facts of a case consist of, as ``facts`` puts them together: frozen, as of a day.

Ids are those of the records.
"""

from dataclasses import dataclass
from datetime import date

from tuzetu.procedure.states import CaseState, PlanState


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
    holds_in_force: tuple[str, ...] = ()
    corrections: int = 0
    correction_waived: bool = False
    corrections_open: tuple[str, ...] = ()
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
    """What the case has in its plan (41-46) and, of its lines, what is to be done."""

    plan: int | None = None
    authors: frozenset[int] = frozenset()
    lines: int = 0
    lines_open: tuple[str, ...] = ()
    lines_not_followed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFact:
    """A criterion of the case: what it measures, when; whether it is met, once it has a result."""

    measure: str
    met: bool | None = None
    check_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationFact:
    """What the evaluation holds so far, and who judges (17, 51, Annex 2 part II)."""

    starts_on: date | None = None
    results: tuple[ResultFact, ...] = ()
    recurrence_looked_for: bool = False
    head_view: bool = False
    internal_audit: bool = False
    auditor_judges: bool = False
    recurrences_confirmed: int = 0
    recurrences_undecided: int = 0
    observed_from: date | None = None
    observed_until: date | None = None

    @property
    def entered(self) -> bool:
        """Whether the head of the unit has entered everything."""
        return self.measured and self.recurrence_looked_for and self.head_view

    @property
    def measured(self) -> bool:
        """Whether there is a result for every criterion."""
        return bool(self.results) and all(result.met is not None for result in self.results)


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
    """What is chosen at the decision: the term, its limit, whether and who leads (38, 39)."""

    due_on: date
    limit_on: date
    led: bool = True
    leader: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergingFact:
    """The other case that is chosen to go on for both; where it went on in a third itself (19).

    ``linked``: with which others it is asked whether the trouble came back (17). Cases that
    whoever acts does not see have no number here.
    """

    state: CaseState
    same_case: bool = False
    number: str = ""
    goes_on_in: str = ""
    linked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstituteFact:
    """Who is chosen to decide in place of others: works where, holds that office already (38)."""

    person: int
    instead_of: int | None = None
    units: frozenset[int]
    holds_it: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingFact:
    """The plan that a case shares with others, once it is to be confidential (18).

    ``follows`` until the case's own actions are carried out.
    """

    plan: str
    cases: str
    state: PlanState
    follows: bool
