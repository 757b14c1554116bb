"""Who has the ball, until when, and what the visitor can do about it."""

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.catalogue import CATALOGUE
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Plan
from tuzetu.dossier.plan_facts import facts_of_plan
from tuzetu.dossier.request import WAITING
from tuzetu.people.reading import asked_once
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.facts import PlanFacts
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.flows.every import STEPS
from tuzetu.procedure.flows.hold import HoldStep
from tuzetu.procedure.flows.plan import PlanStep
from tuzetu.procedure.parts import Part
from tuzetu.procedure.rulebook import Offer, Step, offers
from tuzetu.procedure.states import ALIVE, CaseState
from tuzetu.web import looks
from tuzetu.web.addresses import address, step_href
from tuzetu.web.case_file import CaseFile
from tuzetu.web.case_links import missing, offers_of_link
from tuzetu.web.case_unsettled import unsettled
from tuzetu.web.criterion_changes_shown import offers_of_change
from tuzetu.web.duties_shown import (
    act_name,
    acted_on,
    duty_href,
    holder_words,
    is_mine,
    owed_of,
)
from tuzetu.web.measuring_told import too_early_to_measure
from tuzetu.web.turn_told import HEADING
from tuzetu.web.wording import sentence, step_name, word

ALWAYS_OFFERED = frozenset(
    {"name_concerned", "name_substitute", "restrict_case", "bind_to_rectorate"}
)
"""Rare acts: kept apart from the everyday ones."""

CORRECTION, PLAN = "correction", "plan"


def next_act(file: CaseFile) -> looks.NextAct:
    """The box above the fold."""
    duty = _first_told(file)
    if duty is None:
        return _nobodys_turn(file)
    owed = Owed[duty.owed.upper()]
    title = _("%(who)s: %(act)s") % {"who": holder_words(duty), "act": _(owed.says)}
    mine = _owes(duty, file)
    either = _either(duty, file) if mine else ()
    first = _first_step(duty, file) if mine and not either else ""
    return looks.NextAct(
        title=title,
        says=until(duty, file),
        primary=_primary(duty, first, file) if first else None,
        either=tuple(_act(step, file) for step in either),
        others=(
            *(_instead(duty, first, file) if first else ()),
            *_other_requests(duty, file),
            *_other_links(duty, file),
            *_others(file, but={first, *(step.code for step in either)}),
        ),
        barred=_unfinished(duty, file) if mine else _barred(duty, file),
        late=duty.due_on is not None and duty.due_on < file.facts.on,
        still=unsettled(file),
    )


def _owes(duty: Duty, file: CaseFile) -> bool:
    """Whether the visitor owes it; not where others of the office see the earlier case (17)."""
    return is_mine(duty, file.who) and not _of_a_hidden_case(duty, file)


def _of_a_hidden_case(duty: Duty, file: CaseFile) -> bool:
    """Whether it is a decision on an earlier case that others see and the visitor does not."""
    if owed_of(duty) is not Owed.DECIDE_RECURRENCE:
        return False
    known = {link.pk for link in file.links if link.earlier_seen}  # type: ignore[attr-defined]
    return duty.subject_id not in known | file.unseen


def _first_told(file: CaseFile) -> Duty | None:
    """The visitor's own by name; else the stage's, beside which a correction goes on.

    Where nobody may decide before the rector has named somebody, that comes before the decision.
    What is owed on the plan itself comes before what is asked of a line or criterion of it.
    The head of the unit takes note while others have the turn (27.2).
    """
    own = [duty for duty in file.duties if duty.person_id == file.who.person]
    rectors = [duty for duty in file.duties if owed_of(duty).names_a_decider]
    of_plan = [duty for duty in file.duties if duty.subject_kind == PLAN]
    of_stage = [duty for duty in file.duties if duty.subject_kind != CORRECTION]
    first = next(iter((*own, *rectors, *of_plan, *of_stage, *file.duties)), None)
    if first is None or _owes(first, file):
        return first
    beside = (one for one in file.duties if owed_of(one) in BESIDE_ANOTHERS and _owes(one, file))
    return next(beside, first)


BESIDE_ANOTHERS = frozenset({Owed.TAKE_NOTE, Owed.DECIDE_CHANGE})
"""What somebody owes while others have the turn."""


def until(duty: Duty, file: CaseFile) -> str:
    """The last day in words."""
    if duty.due_on is None:
        return _("No term is set for this act.")
    left = (duty.due_on - file.facts.on).days
    day = date_format(duty.due_on, "DATE_FORMAT")
    if left < 0:
        return _("The last day was %(day)s: overdue by %(days)s days.") % {
            "day": day,
            "days": -left,
        }
    return _("Last day: %(day)s. Days left: %(days)s.") % {"day": day, "days": left}


def _nobodys_turn(file: CaseFile) -> looks.NextAct:
    others, still = _others(file), unsettled(file)
    observed = file.facts.evaluation
    if observed.observed_from and observed.observed_until and file.nc.phase in ALIVE:
        says = _("Recurrence is watched for from %(first)s to %(last)s.") % {
            "first": date_format(observed.observed_from, "DATE_FORMAT"),
            "last": date_format(observed.observed_until, "DATE_FORMAT"),
        }
        title = word(file.nc.phase) if still else _("Nobody's turn: observation")
        return looks.NextAct(title=title, says=says, others=others, still=still)
    says = file.nc.ended_reason or _("Nothing is waited for.")
    return looks.NextAct(
        title=word(file.nc.phase),
        says=says,
        primary=_onward(file),
        others=others,
        still=still,
    )


def _onward(file: CaseFile) -> looks.Act | None:
    """The way from a merged case to the one that goes on for both (19)."""
    onward = file.goes_on_in
    if onward is None:
        return None
    label = _("It goes on in case %(number)s") % {"number": onward.number}
    href = address("case", onward.pk)
    return looks.Act(label=label, href=href, primary=True, key="KeyN", about=onward.title)


FINISHES = {Owed.ANALYSE: "complete_analysis", Owed.SUBMIT: "submit_plan"}
"""What is written in several sittings, and the step that ends it."""


def _first_step(duty: Duty, file: CaseFile) -> str:
    """What to press first: the ending step once it is open; what is missing before the act owed."""
    owed = Owed[duty.owed.upper()]
    found = {offer.step.code: offer for offer in _offers(duty, file)}
    free = {code for code, offer in found.items() if offer.free}
    if owed is Owed.DECIDE_RECURRENCE and owed.step not in free:
        return INSTEAD[owed]
    if FINISHES.get(owed) in free:
        return FINISHES[owed]
    wanting = found[owed.step].reasons if owed.step in found else ()
    return next((mend for one in wanting for mend in one.mends if mend in free), owed.step)


def _either(duty: Duty, file: CaseFile) -> tuple[Step, ...]:
    """What answers first what the act owed waits for, where several acts do: none leads (27.3)."""
    offered = case_offers(file)
    found = next((one for one in offered if one.step.code == owed_of(duty).step), None)
    free = {one.step.code: one.step for one in offered if one.free}
    free |= {step.code: step for step in _hold_nearby(file)}
    for reason in found.reasons if found else ():
        mine = tuple(free[mend] for mend in reason.mends if mend in free)
        if mine:
            return mine if len(mine) > 1 else ()
    return ()


def _offers(duty: Duty, file: CaseFile) -> tuple[Offer, ...]:
    """The visitor's open steps on what the duty is about: a link, a change, or the case."""
    if owed_of(duty) is Owed.DECIDE_CHANGE:
        return offers_of_change(duty.subject_id, file)
    if owed_of(duty) in OF_PLAN and file.planned:
        return offers(PlanStep, _facts_of_plan(file.planned.plan, file.facts.on), file.who)
    if owed_of(duty) is not Owed.DECIDE_RECURRENCE:
        return case_offers(file)
    links = (link for link in file.links if link.pk == duty.subject_id)
    return tuple(offer for link in links for offer in offers_of_link(file, link))


@asked_once
def _facts_of_plan(plan: Plan, on: date) -> PlanFacts:
    return facts_of_plan(plan, on=on)


OF_PLAN = frozenset({Owed.SUBMIT, Owed.APPROVE})
BESIDE_THE_CASE = OF_PLAN | {Owed.DECIDE_RECURRENCE, Owed.DECIDE_CHANGE}
"""What is done on that which the duty is about."""


def _barred_itself(duty: Duty, file: CaseFile) -> Offer | None:
    """The act owed, while the rulebook would refuse it."""
    wanted = owed_of(duty).step
    every = (offer for offer in _offers(duty, file) if offer.step.code == wanted)
    return next((offer for offer in every if not offer.free), None)


def _is_free(code: str, duty: Duty, file: CaseFile) -> bool:
    return any(offer.step.code == code and offer.free for offer in _offers(duty, file))


def _primary(duty: Duty, first: str, file: CaseFile) -> looks.Act | None:
    """What to press first; nothing where all that is owed has still to wait."""
    owed = Owed[duty.owed.upper()]
    if owed in ASKED_FOR:
        return _of_request(duty, file, primary=True)
    if (first == owed.step and _barred_itself(duty, file)) or _too_early(duty, file):
        return None
    on_case = first != owed.step and owed not in BESIDE_THE_CASE
    href = step_href(first, file.nc) if on_case else address("step", first, acted_on(duty))
    return looks.Act(label=step_name(first), href=href, primary=True, key="KeyN")


def _unfinished(duty: Duty, file: CaseFile) -> tuple[looks.Barred, ...]:
    """What is owed, or the step that ends it, while something of it is still missing."""
    ending, itself = FINISHES.get(owed_of(duty)), _barred_itself(duty, file)
    waiting = [one for one in _offers(duty, file) if one.step.code == ending and not one.free]
    return (
        *_too_early(duty, file),
        *(
            looks.Barred(
                says=missing(offer),
                clause=offer.step.clause,
                why_href=address("why", offer.step.code, acted_on(duty)),
            )
            for offer in (*waiting, *((itself,) if itself else ()))
        ),
    )


def _too_early(duty: Duty, file: CaseFile) -> tuple[looks.Barred, ...]:
    """Why no result is taken today, before any is typed."""
    reasons = too_early_to_measure(file) if owed_of(duty) is Owed.MEASURE else ()
    return tuple(
        looks.Barred(says=sentence(one.says, one.values), clause=one.clause) for one in reasons
    )


INSTEAD = {
    Owed.APPROVE: "return_plan",
    Owed.CARRY_OUT: "ask_postponement",
    Owed.CONFIRM: "send_back_action",
    Owed.DECIDE_CHANGE: "reject_criterion_change",
    Owed.DECIDE_RECURRENCE: "deny_recurrence",
}
"""The other answer that somebody may owe at a line, a request, a criterion or a link."""


def _is_asked(duty: Duty, file: CaseFile) -> bool:
    """Whether a later deadline of the line waits for a decision: one request at a time (45)."""
    line = next((one for one in file.lines if one.pk == duty.subject_id), None)
    return line is not None and any(one.state in WAITING for one in line.postponements.all())


def _instead(duty: Duty, first: str, file: CaseFile) -> tuple[looks.Act, ...]:
    """The other answer, or the act owed itself where something else has to come before it.

    Before its time it is no act; results are too early, what else is asked with them is not.
    """
    owed = Owed[duty.owed.upper()]
    early = bool(_too_early(duty, file))
    code = INSTEAD.get(owed) if first == owed.step and not early else owed.step
    if code is None or owed in FINISHES or owed in ASKED_FOR:
        return ()
    if code == "ask_postponement" and _is_asked(duty, file):
        return ()
    if code == owed.step and _barred_itself(duty, file):
        return ()
    if owed in BESIDE_THE_CASE and not _is_free(code, duty, file):
        return ()
    href = address("step", code, acted_on(duty))
    return (looks.Act(label=step_name(code), href=href),)


ASKED_FOR = frozenset({Owed.ADVISE, Owed.DECIDE_POSTPONEMENT})
"""What is owed on requests for a later deadline: one case may have several."""


def _other_requests(first: Duty, file: CaseFile) -> tuple[looks.Act, ...]:
    """The requests beyond the first that the visitor owes a word on."""
    mine = (one for one in file.duties if _owes(one, file) and one.pk != first.pk)
    return tuple(_of_request(one, file) for one in mine if owed_of(one) in ASKED_FOR)


def _other_links(first: Duty, file: CaseFile) -> Iterator[looks.Act]:
    """Both answers to each link to an earlier case beside what the visitor owes first (17)."""
    mine = (one for one in file.duties if _owes(one, file) and one.pk != first.pk)
    earlier = {link.pk: link.earlier.nc.number for link in file.links}
    for duty in mine:
        if owed_of(duty) is Owed.DECIDE_RECURRENCE:
            for code in (offer.step.code for offer in _offers(duty, file) if offer.free):
                href, about = address("step", code, duty.subject_id), earlier[duty.subject_id]
                yield looks.Act(label=step_name(code), href=href, about=about)


def _of_request(duty: Duty, file: CaseFile, *, primary: bool = False) -> looks.Act:
    """The act at one request, with the number of its line."""
    asked = {one.pk: line for line in file.lines for one in line.postponements.all()}
    line = asked[duty.subject_id]
    told = {"act": act_name(duty), "number": file.numbers[line.pk]}
    return looks.Act(
        label=_("%(act)s: line %(number)s") % told,
        href=duty_href(duty),
        primary=primary,
        key="KeyN" if primary else "",
        about=line.what,
    )


def _barred(duty: Duty, file: CaseFile) -> tuple[looks.Barred, ...]:
    """Whose step it is, unless the visitor may take it beside whoever owes it (38.1)."""
    owed = Owed[duty.owed.upper()]
    step = STEPS[owed.step]
    if any(offer.step is step and offer.free for offer in case_offers(file)):
        return ()
    if duty.subject_kind == CORRECTION and file.who.plays(*step.done_by):
        return ()
    if _of_a_hidden_case(duty, file):
        says = _("Whoever of the project office sees the earlier case decides.")
        return (looks.Barred(says=says, clause=step.clause),)
    says = sentence(
        _("This step is not yours; it is taken by: {parts}."),
        {"parts": _holder(duty, file)},
    )
    why = address("why", owed.step, acted_on(duty))
    return (looks.Barred(says=says, clause=step.clause, why_href=why),)


def _holder(duty: Duty, file: CaseFile) -> str:
    """Whose it is; of what a head owes, who that is."""
    part = word(Part[duty.part.upper()])
    if duty.person:
        return holder_words(duty)
    heads = [row.person for row in file.in_office if row.unit_id] if duty.part in HEADING else []
    return f"{heads[0]} ({part})" if heads else part


def hold_is_near(file: CaseFile) -> bool:
    """Whether stopping the use stands by the acts of the day: until the case is decided on."""
    step = HoldStep.SET_HOLD
    return file.nc.phase == CaseState.REGISTERED and file.who.plays(*step.done_by)


def _hold_nearby(file: CaseFile) -> tuple[Step, ...]:
    return (HoldStep.SET_HOLD,) if hold_is_near(file) else ()


def _others(file: CaseFile, but: Collection[str] = ()) -> tuple[looks.Act, ...]:
    """The other acts of the day; first of all, on a young case, stopping its use (27.3, 31)."""
    free = (offer.step for offer in case_offers(file) if offer.free)
    steps = (*_hold_nearby(file), *free)
    apart = {*ALWAYS_OFFERED, *but}
    return tuple(_act(step, file) for step in steps if step.code not in apart)


def _act(step: Step, file: CaseFile) -> looks.Act:
    return looks.Act(label=step_name(step.code), href=step_href(step.code, file.nc))


def rare_acts(file: CaseFile) -> tuple[looks.Act, ...]:
    """Acts that are seldom needed."""
    return tuple(
        looks.Act(label=step_name(offer.step.code), href=step_href(offer.step.code, file.nc))
        for offer in case_offers(file)
        if offer.free and offer.step.code in ALWAYS_OFFERED
    )


def case_offers(file: CaseFile) -> tuple[Offer, ...]:
    """The visitor's open steps on the case."""
    every = offers(CaseStep, file.facts, file.who)
    return tuple(offer for offer in every if offer.step.code in CATALOGUE)
