"""The visitor's steps on a case that wait for something, and those that wait for nothing."""

from django.utils.translation import gettext as _

from tuzetu.procedure.parts import Actor
from tuzetu.procedure.rulebook import Facts, Offer, Step
from tuzetu.procedure.rules import containment, effectiveness, registration
from tuzetu.web import looks
from tuzetu.web.addresses import why_href
from tuzetu.web.case_file import CaseFile
from tuzetu.web.case_links import missing
from tuzetu.web.case_next import case_offers
from tuzetu.web.wording import clause_href


def not_yet(file: CaseFile) -> tuple[looks.Reason, ...]:
    """The visitor's steps that wait for something; what is taken or past waits for nothing."""
    return tuple(
        looks.Reason(
            says=missing(offer),
            clause=offer.step.clause,
            clause_href=clause_href(offer.step.clause),
            mends=(_what_is_missing(offer, file),),
        )
        for offer in case_offers(file)
        if not offer.free
        and not is_past(offer.step, file.facts, file.who)
        and not _is_anothers(offer.step, file)
    )


def _is_anothers(step: Step, file: CaseFile) -> bool:
    """Whether the verdict is the other judge's: it does not come to the visitor later (51)."""
    judges = (rule for rule in step.only_if if rule in effectiveness.RIGHT_JUDGE)
    return not all(rule.holds(file.facts, file.who) for rule in judges)


def _what_is_missing(offer: Offer, file: CaseFile) -> looks.Link:
    return looks.Link(label=_("What is missing?"), href=why_href(offer.step.code, file.nc))


PAST = (
    registration.note_is_not_taken_yet,
    registration.it_is_the_first_decision,
    containment.nothing_is_on_hold,
    containment.the_correction_is_not_confirmed_yet,
)
"""Conditions that fail because the step was taken, has nothing to act on, or can come no more."""


def is_past(step: Step, facts: Facts, who: Actor) -> bool:
    """Whether a step was taken already, or can come no more."""
    return any(one in PAST and one.unmet(facts, who) for one in step.only_if)
