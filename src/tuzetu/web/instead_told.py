"""Who acts where the reader does not: a substitute, others of the office, or nobody yet.

Told beside a refusal because the matter is the reader's own (38, 44, 45, 50, 51), because the step
is another's, or because somebody else has to act first.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tuzetu.catalogue import CATALOGUE
from tuzetu.conduct.left_to_decide import (
    DECIDING,
    Matter,
    holders_of_part,
    left_of_office,
    matter_of,
    matter_of_link,
    named_instead,
)
from tuzetu.conduct.offering import stands_open
from tuzetu.conduct.replacing_deciders import handed_to_deciders
from tuzetu.conduct.subjects import SUBJECTS, kind_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import facts_of_case
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Plan
from tuzetu.dossier.plan_facts import cases_in
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.people.person import Person
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.flows.every import STEPS
from tuzetu.procedure.parts import Part
from tuzetu.procedure.rulebook import WRONG_PART, Refusal, Step
from tuzetu.web.duties_shown import holder_words, owed_of
from tuzetu.web.mending import on_which
from tuzetu.web.parts_held import held_by
from tuzetu.web.reaching import around
from tuzetu.web.turn_told import COMES_FIRST, owed_around
from tuzetu.web.wording import word, words

NAME = CaseStep.NAME_SUBSTITUTE.code


@dataclass(frozen=True, slots=True)
class Instead:
    """Who decides: what is said of it beside the refusal, who that is, by which acts.

    Without ``who`` it is as the refusal says; ``mends`` lead the reader on.
    """

    says: str
    who: str = ""
    mends: tuple[str, ...] = ()


def who_decides(one: Refusal, step: Step, record: Model | None, *, on: date) -> Instead | None:
    """Who decides or acts first, where not all whom the refusal names; else nothing."""
    if record is None:
        return None
    if NAME in one.mends:
        return _of_the_readers_own(one, step, record, on)
    if one.says == WRONG_PART:
        return _of_anothers(step, record, on) or _by_name(step, record, on)
    found = _of_what_comes_first(one, record) or _of_the_judge(one, record)
    return found or _of_several(one, record, on)


def _of_several(one: Refusal, record: Model, on: date) -> Instead | None:
    """Of several who could meet it those whose turn it is, where the ways there tell it."""
    if len(one.who) <= 1:
        return None
    near = around(record)
    steps = [STEPS[code] for code in one.mends if code in CATALOGUE]
    ways = [(step, found) for step in steps for found in on_which(step.code, near)]
    open_now = [(step, found) for step, found in ways if stands_open(step, found, on=on)]
    having_a_way = {part for step, _found in ways for part in step.done_by}
    able_now = {part for step, _found in open_now for part in step.done_by}
    left = one.who - (having_a_way - able_now)  # whoever has no way of their own is not left out
    if not left or left == one.who:
        return None
    owed = (_owed_by_step(step, found) for step, found in open_now if left & {*step.done_by})
    duty = next(filter(None, owed), None) if len(left) == 1 else None
    mends = one.mends
    if duty is not None and duty.waits:
        return Instead(_(ASKED), word(Part.RECTOR), mends=(NAME,))
    if duty is not None and owed_of(duty) is Owed.NAME_CONTROLLER:
        left, mends = frozenset({owed_of(duty).part}), (owed_of(duty).step,)
    told = holder_words(duty) if duty is not None and duty.person else words(left)
    return Instead("", told, mends=mends)


def _owed_by_step(step: Step, record: Model) -> Duty | None:
    """Who owes the step; of an approval whoever owes the proposal of a controller first (46)."""
    owed = Duty.objects.filter(subject_kind=kind_of(record), subject_id=record.pk)
    rows = owed.select_related("person").order_by("pk")
    wanted = {step.code, *COMES_FIRST.get(step.code, ())}
    return next((duty for duty in rows if owed_of(duty).step in wanted), None)


def _of_the_readers_own(one: Refusal, step: Step, record: Model, on: date) -> Instead | None:
    """The rector is asked only as long as nobody else may decide."""
    duty = _decision(step, record, on)
    if duty is None:
        return None
    if duty.waits:
        return Instead(_(ASKED if duty.pk else NOT_ASKED), mends=one.mends)
    return _named(duty) or _others(duty, on)


ASKED = noop("The rector is asked to name who decides.")
NOT_ASKED = noop(
    "Nobody has asked the rector yet: tell the rector, who names somebody on the page of the case."
)


def _of_anothers(step: Step, record: Model, on: date) -> Instead | None:
    """Where the office itself may not decide, who does in its place, or that nobody may yet."""
    parts = {part.code for part in step.done_by} & DECIDING
    duty = _owed_by(parts, record)
    if duty is None:  # whom of the office it concerns would show where nothing is asked yet
        return _will_judge(step, record, on)
    if duty.waits:
        says = _("Nobody of the office may decide here: the rector is asked to name who does.")
        return Instead(says, word(Part.RECTOR), mends=(NAME,))
    barred = holders_of_part(duty.part, on) - left_of_office(duty, _matter_of(duty), on)
    alone = all(part.code in DECIDING for part in step.done_by)  # else others may take it as well
    found = _named(duty) or (_others(duty, on) if barred and alone else None)
    return found or _of_either(duty, step)


def _of_either(duty: Duty, step: Step) -> Instead | None:
    """Where one of two offices decides, the one of which it is owed: office or auditor (51)."""
    either = {part.code for part in step.done_by} & DECIDING
    return Instead("", word(Part[duty.part.upper()])) if len(either) > 1 else None


JUDGES = frozenset({Part.OFFICE, Part.AUDITOR})


def _will_judge(step: Step, record: Model, on: date) -> Instead | None:
    judge = judge_of(step, record, on=on)
    return Instead("", word(judge)) if judge else None


def judge_of(step: Step, record: Model | None, *, on: date) -> Part | None:
    """Of office and auditor the one that judges, once it is known what found the case (51)."""
    if {*step.done_by} != JUDGES or not isinstance(record, Nonconformity) or not record.source:
        return None
    audited = facts_of_case(record, on=on).evaluation.auditor_judges
    return Part.AUDITOR if audited else Part.OFFICE


def _by_name(step: Step, record: Model, on: date) -> Instead:
    """Who plays the parts of the step, also before it is owed."""
    return Instead("", held_by(step.done_by, record, on=on))


def _of_what_comes_first(one: Refusal, record: Model) -> Instead | None:
    """Whoever owes what has to come first is told by name, where somebody does."""
    owed = (duty for duty in owed_around(record, linked=True) if owed_of(duty).step in one.mends)
    duty = next(owed, None)
    if duty is None:
        return None
    if duty.waits:
        return Instead(_(ASKED), word(Part.RECTOR), mends=(NAME,))
    by_name = duty.person and len(one.who) == 1  # several parts: others may do it as well
    return Instead("", holder_words(duty), mends=one.mends) if by_name else None


def _of_the_judge(one: Refusal, record: Model) -> Instead | None:
    """Where a part has to act that may not in this case, who does for it."""
    parts = {part.code for part in one.who} & DECIDING
    duty = _owed_by(parts, record) if len(one.who) == 1 and parts else None
    if duty is not None and duty.waits:
        return Instead(_(ASKED), word(Part.RECTOR), mends=(NAME,))
    named = _named(duty) if duty is not None else None
    return replace(named, mends=one.mends) if named else None


def _named(duty: Duty) -> Instead | None:
    if duty.person is None:
        return None
    says = _("The rector has named who decides: %(who)s.") % {"who": duty.person}
    return Instead(says, str(duty.person))


def _others(duty: Duty, on: date) -> Instead | None:
    """Whoever of the office is left to decide, and whom the rector named beside them."""
    matter = _matter_of(duty)
    named = {row.person_id for row in named_instead(duty, matter)}
    people = Person.objects.filter(pk__in=left_of_office(duty, matter, on) | named)
    told = ", ".join(sorted(map(str, people)))
    says = _("Of the office these may decide: %(who)s.") % {"who": told}
    return Instead(says, told) if told else None


def _decision(step: Step, record: Model, on: date) -> Duty | None:
    """What an office owes here by a part of the step; where it owes nothing, what it would owe."""
    parts = {part.code for part in step.done_by} & DECIDING
    found = _owed_by(parts, record)
    if found is not None or not parts:
        return found
    would = _as_if_owed(record, min(parts, key=lambda part: (part != Part.OFFICE.code, part)))
    if would is not None:
        handed_to_deciders([would], _matter_of(would), on=on)
    return would


def _owed_by(parts: Collection[str], record: Model) -> Duty | None:
    """What an office owes on the very record."""
    about = (kind_of(record), record.pk)
    owed = (duty for duty in owed_around(record) if duty.part in parts)
    return next((duty for duty in owed if (duty.subject_kind, duty.subject_id) == about), None)


def _as_if_owed(record: Model, part: str) -> Duty | None:
    subject = next((one for one in SUBJECTS if one.model is type(record)), None)
    keys = subject.cases(record) if subject else []
    nc = Nonconformity.objects.filter(pk__in=keys).order_by("pk").first()
    if subject is None or nc is None:
        return None
    plan = record if isinstance(record, Plan) else None
    duty = Duty(part=part, subject_kind=subject.kind, subject_id=record.pk, plan=plan)
    duty.nc = None if plan else nc
    return duty


def _matter_of(duty: Duty) -> Matter:
    if duty.subject_kind == "recurrence":
        links = Recurrence.objects.select_related("later", "earlier__nc")
        return matter_of_link(links.get(pk=duty.subject_id))
    if duty.subject_kind == "plan" and duty.plan:
        return matter_of([entry.cycle.nc for entry in cases_in(duty.plan)])
    return matter_of([duty.nc] if duty.nc else [])
