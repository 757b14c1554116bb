"""Why a step is not open: each condition with what it found, and what it will ask for later."""

from dataclasses import replace

from django.db.models import Model
from django.utils.translation import gettext as _

from tuzetu.catalogue import CATALOGUE
from tuzetu.conduct.offering import Standing
from tuzetu.procedure.flows.every import STEPS
from tuzetu.procedure.parts import Part
from tuzetu.procedure.rulebook import WRONG_PART, Rule, is_open, lies_ahead
from tuzetu.web import looks
from tuzetu.web.addresses import step_href
from tuzetu.web.instead_told import Instead, judge_of, who_decides
from tuzetu.web.mending import Theirs, led_on, mend_links
from tuzetu.web.sent_back_told import with_what_came_back
from tuzetu.web.showing import Page
from tuzetu.web.states_shown import tag_of
from tuzetu.web.turn_told import who_stands_in, whose_turn
from tuzetu.web.way_back import crumbs
from tuzetu.web.wording import clause_href, sentence, step_name, word, words


def explained(stand: Standing, record: Model | None, theirs: Theirs) -> Page:
    """Each rule of the step with what it found."""
    step = stand.step
    open_now = is_open(step, stand.facts)
    at_its_stage = looks.Verdict(
        rule=_("The step is open at this stage"),
        clause=step.clause,
        holds=open_now,
        found=_found(stand, record),
        clause_href=clause_href(step.clause),
    )
    verdicts = [
        *(() if step.opens and open_now else (at_its_stage,)),  # what is still to be has no stage
        looks.Verdict(
            rule=_("The step is yours"),
            clause=step.clause,
            holds=_is_theirs(stand, record),
            found=_parts_found(stand, record),
            clause_href=clause_href(step.clause),
        ),
        *(
            _verdict(
                stand, condition, record, theirs, asked=open_now and _is_judged(stand, condition)
            )
            for condition in step.only_if
            if condition.asked_of(stand.who, step)
        ),
    ]
    table = looks.WhyTable(
        step=step_name(step.code),
        state=_state(stand, record),
        parts=tuple(sorted(word(part) for part in stand.who.parts)),
        verdicts=tuple(dict.fromkeys(verdicts)),
        done_by=words(_done_by(stand, record)),
    )
    if stand.reasons:
        return Page(title=_("Why can't I?"), crumbs=crumbs(record), main=(table,))
    way = looks.Act(label=table.step, href=step_href(step.code, record), primary=True)
    unasked = any(one.holds is None for one in table.verdicts)
    lead = _("Nothing stands in the way of this step.")
    if unasked:
        lead = _("Nothing stands in the way so far; the rest is asked when the form is sent.")
    return Page(title=table.step, lead=lead, crumbs=crumbs(record), main=(way, table))


def _state(stand: Standing, record: Model | None) -> looks.Tag | None:
    """The stage as a tag; of an action that came back, that it did."""
    if stand.facts.state is None:
        return None
    tag = tag_of(stand.facts.state)
    return replace(tag, says=str(with_what_came_back({"now": tag.says}, record)["now"]))


def _done_by(stand: Standing, record: Model | None) -> tuple[Part, ...]:
    """Whose the step is; of a verdict the one of two judges whose it is in the case (51)."""
    judge = judge_of(stand.step, record, on=stand.facts.on)
    return (judge,) if judge else stand.step.done_by


def _is_theirs(stand: Standing, record: Model | None) -> bool:
    return stand.who.plays(*_done_by(stand, record))


def _parts_found(stand: Standing, record: Model | None) -> str:
    """The visitor's parts, and whose the step is; who decides or stands in instead."""
    step, on = stand.step, stand.facts.on
    wrong = next((one for one in stand.reasons if one.says == WRONG_PART), None)
    decides = who_decides(wrong, step, record, on=on) if wrong else None
    others = (decides and not decides.says and decides.who) or words(_done_by(stand, record))
    told = {"parts": words(stand.who.parts), "others": others}
    says = _("you are: %(parts)s; it is taken by: %(others)s")
    if _is_theirs(stand, record):
        says = "%(parts)s"
    also = (decides and decides.says) or who_stands_in(stand.who.person, step, on=on)
    return f"{says % told}. {also}" if also else says % told


def _found(stand: Standing, record: Model | None) -> str:
    """The stage; where it is not the step's, with whose turn it is."""
    state = word(stand.facts.state) if stand.facts.state else ""
    state = str(with_what_came_back({"now": state}, record)["now"])
    if is_open(stand.step, stand.facts) or record is None:
        return state
    return f"{state}. {whose_turn(record)}" if state else ""


def _is_judged(stand: Standing, condition: Rule) -> bool:
    """Whether it found anything: what is met for want of its matter, or of a choice, did not."""
    doer = stand.who.acting_in(stand.step.done_by)
    if not condition.holds(stand.facts, doer):
        return True
    chosen = condition in CATALOGUE[stand.step.code].asks.told_at
    return not chosen and condition.has_its_matter(stand.facts, doer)


def _verdict(
    stand: Standing, condition: Rule, record: Model | None, theirs: Theirs, *, asked: bool
) -> looks.Verdict:
    """What stands in the way, with the way there; of what holds or is not asked, what it asks."""
    doer = stand.who.acting_in(stand.step.done_by)
    unmet = condition.unmet(stand.facts, doer) if asked else None
    told = sentence(unmet.says, unmet.values) if unmet else sentence(condition.asks, {})
    shown = looks.Verdict(
        rule=told,
        clause=condition.clause,
        holds=unmet is None if asked else None,
        clause_href=clause_href(condition.clause),
        who="" if asked and unmet is None else words(condition.who) if condition.who else "",
        mends=led_on(unmet, unmet.mends, record, theirs) if unmet else (),
    )
    instead = who_decides(unmet, stand.step, record, on=stand.facts.on) if unmet else None
    if unmet is None or instead is None:
        return shown
    return _with(instead, shown, led_on(unmet, instead.mends, record, theirs))


def _with(instead: Instead, shown: looks.Verdict, mends: tuple[looks.Link, ...]) -> looks.Verdict:
    """What is not the reader's to decide, with who decides it."""
    says = f"{shown.rule} {instead.says}".strip()
    kept = mends if instead.says or instead.mends else shown.mends
    return replace(shown, rule=says, who=instead.who or shown.who, mends=kept)


def asked_then(
    stand: Standing, record: Model | None, theirs: Theirs
) -> tuple[looks.RefusalList, ...]:
    """Of a step whose stage is still to come: what it will ask for, as far as it is not met."""
    step, facts = stand.step, stand.facts
    if facts.state is None or not lies_ahead(step, facts.state):
        return ()
    doer = stand.who.acting_in(step.done_by)
    unmet = tuple(
        looks.Reason(
            says=_("Condition: %(asked)s") % {"asked": sentence(condition.asks, {})},
            clause=condition.clause,
            clause_href=clause_href(condition.clause),
            who=_who_could(condition, stand, record),
            mends=mend_links(_open_now(condition, stand), record, theirs, says=condition.says),
        )
        for condition in step.only_if
        if condition.asked_of(stand.who, step) and not condition.holds(facts, doer)
    )
    title = _("What it will ask for then")
    return (looks.RefusalList(title=title, reasons=unmet, calm=True),) if unmet else ()


def _who_could(condition: Rule, stand: Standing, record: Model | None) -> str:
    """Of several those whose turn it is already, as the refusal would tell it."""
    doer = stand.who.acting_in(stand.step.done_by)
    unmet = condition.unmet(stand.facts, doer)
    instead = who_decides(unmet, stand.step, record, on=stand.facts.on) if unmet else None
    if instead is not None and not instead.says:
        return instead.who
    return words(condition.who) if condition.who else ""


def _open_now(condition: Rule, stand: Standing) -> tuple[str, ...]:
    """The steps of the same flow by which it may be met already."""
    flow = (STEPS[code] for code in condition.mends if isinstance(STEPS[code], type(stand.step)))
    return tuple(step.code for step in flow if is_open(step, stand.facts))
