"""How the procedure answers "may this step be taken now?": rows, rules and all reasons against."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.wording import Phrase, _

One = TypeVar("One", Part, str)
Values = Mapping[str, object]
NO_VALUES: Values = MappingProxyType({})


def _no_values() -> Values:
    return NO_VALUES


class Word(str):
    """A word inside a sentence that the door translates before putting it in."""

    __slots__ = ()


class State(Enum):
    """A state of a thing that lives; the value is its name in words."""

    @property
    def code(self) -> str:
        """The state's name in lower case, as stored."""
        return self.name.lower()


class Facts(Protocol):
    """What every flow's facts offer to the rulebook."""

    @property
    def on(self) -> date:
        """The day as of which they are the facts."""

    @property
    def state(self) -> State | None:
        """The state now; nothing for what does not exist yet."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason against a step.

    ``says`` is a sentence with the named places of ``values``; ``who`` can meet the
    condition, by one of the steps ``mends`` where there are any.
    """

    clause: str
    says: str
    values: Values = field(default_factory=_no_values)
    who: frozenset[Part] = frozenset()
    mends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition of the procedure: a sentence with a clause, and its test on the facts.

    ``says`` tells what is wrong; ``asks``, where it is told, what is asked for.
    """

    name: str
    clause: str
    says: str
    holds: Callable[..., bool]
    who: frozenset[Part]
    mends: tuple[str, ...]
    details: Callable[..., Values] | None
    asks: str = ""
    of_the_doer: bool = False
    """Asked of those alone whose part the step is."""
    after: "Rule | None" = None
    """The condition without which this one has nothing to look at."""

    def has_its_matter(self, facts: Facts, by: Actor) -> bool:
        """Whether there is anything that the condition could look at."""
        return self.after is None or self.after.holds(facts, by)

    def asked_of(self, by: Actor, step: "Step") -> bool:
        """Whether the condition says anything to this person."""
        return not self.of_the_doer or by.plays(*step.done_by)

    def unmet(self, facts: Facts, by: Actor) -> Refusal | None:
        """The reason against, or nothing when the rule holds."""
        if self.holds(facts, by):
            return None
        values = self.details(facts, by) if self.details else NO_VALUES
        return Refusal(self.clause, self.says, values, self.who, self.mends)


def rule(
    clause: str,
    says: str,
    *,
    who: Part | tuple[Part, ...] = (),
    mend: str | tuple[str, ...] = (),
    details: Callable[..., Values] | None = None,
) -> Callable[[Callable[..., bool]], Rule]:
    """Turn a test on facts into a rule of the procedure; any step of ``mend`` meets it."""
    parts, mends = frozenset(_each(who)), _each(mend)

    def make(holds: Callable[..., bool]) -> Rule:
        return Rule(holds.__name__, clause, says, holds, parts, mends, details)

    return make


def _each(told: One | tuple[One, ...]) -> tuple[One, ...]:
    return told if isinstance(told, tuple) else (told,)


def asks_for(sentence: str) -> Callable[[Rule], Rule]:
    """What the condition asks for, blaming nobody: told where it is met, or not asked yet."""
    return lambda condition: replace(condition, asks=sentence)


def asked_of_the_doer(condition: Rule) -> Rule:
    """The condition looks at who the person is: nobody else is told that it stands in the way."""
    return replace(condition, of_the_doer=True)


def asked_after(first: Rule) -> Callable[[Rule], Rule]:
    """The condition has nothing to look at before the first one is met, and is not told as met."""
    return lambda condition: replace(condition, after=first)


SAME = None
"""In the column *to*: the step leaves the state as it is."""

NEW: frozenset[Any] = frozenset()
"""In the column *from*: the step brings the thing into being."""


class Step(Enum):
    """A row of a flow: from, to, done by, only if, clause."""

    def __init__(
        self,
        source: State | frozenset[Any],
        target: State | None,
        done_by: Part | tuple[Part, ...],
        only_if: tuple[Rule, ...],
        clause: str,
    ) -> None:
        self.sources: frozenset[State] = (
            source if isinstance(source, frozenset) else frozenset({source})
        )
        self.target = target
        self.done_by = (done_by,) if isinstance(done_by, Part) else done_by
        self.only_if = only_if
        self.clause = clause

    @property
    def code(self) -> str:
        """The step's one name: function, form, address and journal code."""
        return self.name.lower()

    @property
    def opens(self) -> bool:
        """Whether the step brings the thing into being."""
        return not self.sources


def is_open(step: Step, facts: Facts) -> bool:
    """Whether the step belongs to the stage at which the thing is."""
    return facts.state is None if step.opens else facts.state in step.sources


def lies_ahead(step: Step, state: State) -> bool:
    """Whether the stages of a step come after this one, in the order in which a thing lives."""
    order = list(type(state))
    return bool(step.sources) and order.index(state) < min(map(order.index, step.sources))


def lies_behind(step: Step, state: State) -> bool:
    """Whether the thing has gone past every stage of a step, and does not come back to one next.

    A new beginning, such as the next round of a case, is no coming back; from the very next stage
    it is, as when an action is sent back.
    """
    order = list(type(state))
    anew = set() if order.index(state) == 1 else {order[0]}
    onwards = {other.target for other in type(step) if state in other.sources} - anew
    if not step.sources or onwards & step.sources:
        return False
    return order.index(state) > max(map(order.index, step.sources))


def refusals(step: Step, facts: Facts, by: Actor) -> tuple[Refusal, ...]:
    """Every reason the procedure gives against taking the step now; none means go."""
    if not is_open(step, facts):
        stage = _wrong_stage(step, facts)
        return (stage,) if stage.says in FOR_GOOD else (stage, *_wrong_part(step, by))
    asked = (condition for condition in step.only_if if condition.asked_of(by, step))
    doer = by.acting_in(step.done_by) if by.on_behalf_of else by
    unmet = (condition.unmet(facts, doer) for condition in asked)
    return (*_wrong_part(step, by), *(reason for reason in unmet if reason))


WRONG_STAGE = _("This step is open at: {stages}. The stage now is “{now}”.")
PASSED = _("The stage of this step has passed; it was open at: {stages}. The stage now is “{now}”.")
OVER = _("This step is taken at: {stages}. The stage now is “{now}”; it is the end of the way.")
"""The doors add whose turn it is at that stage."""

FOR_GOOD = frozenset({PASSED, OVER})
"""Whose the step was says nothing once it cannot be taken any more."""


def _wrong_stage(step: Step, facts: Facts) -> Refusal:
    if facts.state is None:
        return Refusal(step.clause, _("There is nothing yet that this step could be taken on."))
    now = Word(facts.state.value)
    stages = _stages(step, list(type(facts.state)))
    says = PASSED if lies_behind(step, facts.state) else WRONG_STAGE
    if says == PASSED and _ended_before(step, facts.state):
        says = OVER
    return Refusal(step.clause, says, {"stages": stages, "now": now})


def _ended_before(step: Step, state: State) -> bool:
    """Whether a thing at this stage ended before it came to any stage of a step.

    A stage to which no step of its own leads, as a case follows its plan, is no end.
    """
    order = list(type(state))
    first = min(map(order.index, step.sources))
    before = [one.sources for one in type(step) if one.target == state]
    return bool(before) and all(
        max(map(order.index, sources), default=first) < first for sources in before
    )


MANY = 3
"""More stages one after the other are told by the first and the last."""


def _stages(step: Step, order: list[State]) -> tuple[object, ...]:
    among = [number for number, state in enumerate(order) if state in step.sources]
    words = tuple(Word(order[number].value) for number in among)
    if len(words) <= MANY or among[-1] - among[0] >= len(words):
        return words
    return (
        Phrase(_("every stage from “{first}” to “{last}”"), {"first": words[0], "last": words[-1]}),
    )


WRONG_PART = _("This step is not yours; it is taken by: {parts}.")
"""The doors add who it is, where it is somebody's turn."""


def _wrong_part(step: Step, by: Actor) -> tuple[Refusal, ...]:
    if by.plays(*step.done_by):
        return ()
    parts = tuple(Word(part.value) for part in step.done_by)
    return (Refusal(step.clause, WRONG_PART, {"parts": parts}, frozenset(step.done_by)),)


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that is open now, with everything that still stands in its way."""

    step: Step
    reasons: tuple[Refusal, ...] = field(default=())

    @property
    def free(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.reasons


def offers(flow: type[Step], facts: Facts, by: Actor) -> tuple[Offer, ...]:
    """The steps of a flow that are open at this stage and belong to this person."""
    mine = (s for s in flow if is_open(s, facts) and by.plays(*s.done_by))
    return tuple(Offer(step, refusals(step, facts, by)) for step in mine)


class Refused(Exception):  # noqa: N818  (a refusal is an answer of the procedure, not an error)
    """The procedure refuses a step; carries the reasons as data."""

    def __init__(self, step: Step, reasons: tuple[Refusal, ...]) -> None:
        super().__init__(f"{step.code}: {', '.join(reason.clause for reason in reasons)}")
        self.step = step
        self.reasons = reasons
