"""Where a condition is met: the links beside a refusal and in the answer to "why can't I?"."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from tuzetu.catalogue import CATALOGUE
from tuzetu.conduct.offering import is_theirs, standing
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.dossier.plan import Criterion, Line, Plan
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import PROPOSED, WAITING, CriterionChange, Postponement
from tuzetu.people.person import Person
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.flows.every import STEPS
from tuzetu.procedure.rulebook import NO_VALUES, Refusal, Step, Values
from tuzetu.procedure.states import CorrectionState, HoldState
from tuzetu.web import looks
from tuzetu.web.addresses import step_href
from tuzetu.web.duties_shown import RECURRENCE
from tuzetu.web.reaching import around, home_of, shown_with
from tuzetu.web.visit import Visit
from tuzetu.web.wording import sentence, step_name


@dataclass(frozen=True, slots=True)
class Theirs:
    """Which steps are the reader's, by the part that the reader plays towards each record."""

    by: Person
    on: date

    def __call__(self, step: Step, record: Model) -> bool:
        """Whether the step is the reader's, whatever else stands in its way."""
        return is_theirs(step, record, by=self.by, on=self.on)

    def against(self, step: Step, record: Model) -> tuple[Refusal, ...]:
        """All that stands in its way before anything is chosen or typed."""
        return standing(step, record, by=self.by, on=self.on).reasons


def theirs(seen: Visit) -> Theirs:
    """The steps that are the visitor's."""
    return Theirs(seen.person, seen.on)


def mend_links(
    codes: Sequence[str],
    record: Model | None,
    theirs: Theirs,
    *,
    says: str = "",
    values: Values = NO_VALUES,
) -> tuple[looks.Link, ...]:
    """The steps any of which meets a condition, or the page on which they are taken.

    What a condition ``says``, with its ``values``, leads to the field of the form that meets it.

    Whose part no such step is, is not led into another refusal but to the record itself.
    """
    known = [code for code in codes if code in CATALOGUE]
    if record is None or not known:
        return ()
    near = around(record)
    found = {code: on_which(code, near) for code in known}
    field_on = partial(_field_of, says=says, values=values)
    ways = (
        link for code in known for link in _ways(code, found[code], record, near, theirs, field_on)
    )
    return tuple(dict.fromkeys(ways)) or (_the_record(found[known[0]], record),)


def led_on(
    one: Refusal, codes: Sequence[str], record: Model | None, theirs: Theirs
) -> tuple[looks.Link, ...]:
    """The ways by which a refusal is met, each to the very field."""
    return mend_links(codes, record, theirs, says=one.says, values=one.values)


def _field_of(code: str, record: Model, *, says: str, values: Values) -> str:
    name = CATALOGUE[code].asks.answered_in(says, values, record)
    return f"#id_{name}" if name else ""


def on_which(code: str, near: Sequence[Model]) -> Sequence[Any]:
    """The records nearby on which a step may be taken."""
    target = CATALOGUE[code].record
    found = next((one for one in near if isinstance(one, target or ())), None)
    return (found,) if found is not None else _waiting(target, near)


def _ways(
    code: str,
    found: Sequence[Any],
    record: Model,
    near: Sequence[Model],
    theirs: Theirs,
    field_on: Callable[[str, Model], str],
) -> Iterator[looks.Link]:
    target, label = CATALOGUE[code].record, step_name(code)
    if target is Recurrence:
        yield _to_both_answers(near, record)
        return
    for one in found:
        if not theirs(STEPS[code], one):
            continue
        against = theirs.against(STEPS[code], one)
        if against:
            yield from _what_comes_first(against, one, theirs)
            continue
        note = one.what if len(found) > 1 else ""
        href = f"{step_href(code, one)}{field_on(code, one)}"
        yield looks.Link(label=label, href=href, note=note)
    if not found:
        shown_on = Nonconformity if target in BESIDE_A_CASE else Plan
        page = next((one for one in near if isinstance(one, shown_on)), record)
        yield _the_record((page,), record)


def _what_comes_first(
    against: Sequence[Refusal], record: Model, theirs: Theirs
) -> Iterator[looks.Link]:
    """What the reader can do now of that which a step waits for: nobody is led into a refusal."""
    near = around(record)
    for one in against:
        for code in (code for code in one.mends if code in CATALOGUE):
            for found in on_which(code, near):
                if theirs(STEPS[code], found) and not theirs.against(STEPS[code], found):
                    field = _field_of(code, found, says=one.says, values=one.values)
                    href = step_href(code, found) + field
                    note = sentence(one.says, one.values)
                    yield looks.Link(label=step_name(code), href=href, note=note)
                    return


def to_the_named(values: Values) -> looks.Link | None:
    """The way to the case that a refusal names by its number: there the matter goes on."""
    for number in filter(None, (values.get("onward"), values.get("number"))):
        for case in Nonconformity.objects.filter(number=number):
            return looks.Link(label=case.number, href=home_of(case))
    return None


def _the_record(found: Sequence[Any], record: Model) -> looks.Link:
    meant = found[0] if found else record
    shown = shown_with(meant)
    label = (shown and shown.number) or _("Open the record")
    return looks.Link(label=label, href=home_of(meant))


BESIDE_A_CASE: dict[object, tuple[str, str]] = {
    Hold: ("holds", HoldState.IN_FORCE.code),
    Correction: ("corrections", CorrectionState.UNDER_WAY.code),
}
"""What a case may have several of: where it stands, and in which state it still waits."""


ASKED_OF: dict[object, tuple[type[Model], str, tuple[str, ...]]] = {
    Postponement: (Line, "postponements", WAITING),
    CriterionChange: (Criterion, "changes", (PROPOSED,)),
}
"""What is asked of a part of a plan: where it stands, and in which states it still waits."""


def _waiting(target: object, near: Sequence[Model]) -> list[Any]:
    """The suspensions in force, the corrections under way or the requests that wait nearby."""
    if target in ASKED_OF:
        kind, name, states = ASKED_OF[target]
        part = next((one for one in near if isinstance(one, kind)), None)
        return list(getattr(part, name).filter(state__in=states)) if part else []
    case = next((one for one in near if isinstance(one, Nonconformity)), None)
    if case is None or target not in BESIDE_A_CASE:
        return []
    name, state = BESIDE_A_CASE[target]
    return list(getattr(case, name).filter(state=state).order_by("pk"))


def _to_both_answers(near: Sequence[Model], record: Model) -> looks.Link:
    """Where the links of a case stand, each with both answers."""
    page = next((one for one in near if isinstance(one, Nonconformity)), record)
    label = _(Owed.DECIDE_RECURRENCE.says)
    return looks.Link(label=label, href=f"{home_of(page)}#{RECURRENCE}")
