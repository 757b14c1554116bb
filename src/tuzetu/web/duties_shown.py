"""A duty in words: whose it is, the act, the address of the page where it is done."""

from django.utils.translation import gettext as _

from tuzetu.conduct.left_to_decide import DECIDING
from tuzetu.dossier.duty import Duty
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.parts import Actor, Part
from tuzetu.web.addresses import address
from tuzetu.web.wording import step_name, word

CHOICES = frozenset(
    {
        Owed.DECIDE,
        Owed.AGREE,
        Owed.APPROVE,
        Owed.CONFIRM,
        Owed.DECIDE_POSTPONEMENT,
        Owed.DECIDE_CHANGE,
        Owed.GIVE_VERDICT,
        Owed.CONFIRM_VERDICT,
        Owed.DECIDE_RECURRENCE,
    }
)
"""Acts with several answers: the record is opened, the answers stand there."""

RECURRENCE = "recurrence"
"""The section of a case where its links stand, each with both answers."""

NOT_YET = frozenset({Owed.DEVELOP, Owed.CLOSE, Owed.SUBMIT})
"""Owed before its step is free: the record says what comes first (27.6, 35, 44)."""


def owed_of(duty: Duty) -> Owed:
    """The act that is owed."""
    return Owed[duty.owed.upper()]


def holder_words(duty: Duty) -> str:
    """Who has the ball: the person where one is named, else the part."""
    part = word(Part[duty.part.upper()])
    if duty.person and duty.part in DECIDING:
        return _("%(who)s (named by the rector)") % {"who": duty.person}
    return f"{duty.person} ({part})" if duty.person else part[:1].upper() + part[1:]


def is_mine(duty: Duty, who: Actor) -> bool:
    """Whether the actor owes it; a named person's is nobody else's, what waits for one nobody's."""
    if duty.waits:
        return False
    if duty.person_id is not None:
        return duty.person_id == who.person
    return who.plays(Part[duty.part.upper()])


def step_address(duty: Duty) -> str:
    """The page of the step that the duty opens."""
    return address("step", owed_of(duty).step, acted_on(duty))


def acted_on(duty: Duty) -> int:
    """The record on which the act is taken; a decider is named in a case, also for a link of it."""
    named_in = duty.nc_id if owed_of(duty).names_a_decider else None
    return named_in or duty.subject_id


def duty_href(duty: Duty) -> str:
    """Where the act is done: where there are several answers, on the page that has them all."""
    if owed_of(duty) is Owed.DECIDE_POSTPONEMENT:
        return address("postponements")
    if owed_of(duty) not in CHOICES | NOT_YET:
        return step_address(duty)
    if owed_of(duty) is Owed.DECIDE_RECURRENCE:
        return f"{record_href(duty)}#{RECURRENCE}"
    if duty.plan_id:
        return address("plan", duty.plan_id)
    return record_href(duty)


def act_name(duty: Duty) -> str:
    """What the button says: the act, or that a decision is asked for."""
    owed = owed_of(duty)
    if owed is Owed.SUBMIT:
        return _("Open the plan")
    return _("Decide") if owed in CHOICES else step_name(owed.step)


def record_href(duty: Duty) -> str:
    """The page of the case or the plan that the duty belongs to."""
    if duty.nc_id:
        return address("case", duty.nc_id)
    if duty.plan_id:
        return address("plan", duty.plan_id)
    return address("letter", duty.subject_id)
