"""What of the first response is still open beside the stage at hand, and who may settle it.

Nobody owes it until a day, and yet the case cannot close without it (10.2, 10.3, 32).
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.flows.correction import CorrectionStep
from tuzetu.procedure.flows.hold import HoldStep
from tuzetu.procedure.rulebook import Rule, Step, offers
from tuzetu.procedure.rules import containment
from tuzetu.procedure.states import ALIVE, CaseState, HoldState
from tuzetu.web import looks
from tuzetu.web.addresses import step_href
from tuzetu.web.case_file import CaseFile
from tuzetu.web.wording import sentence, step_name

HOLD_ENDS = tuple(step for step in HoldStep if HoldState.IN_FORCE in step.sources)
CORRECTED = (
    containment.a_correction_is_recorded,
    containment.corrections_are_finished,
    containment.the_correction_is_confirmed,
)
"""One after the other: only the first that is open is told."""


def unsettled(file: CaseFile) -> tuple[looks.Fact, ...]:
    """The rows “still open” of a case that is decided on and has not ended."""
    if file.nc.phase not in ALIVE - {CaseState.REGISTERED}:
        return ()
    return (*_holds(file), *_correction(file), *_consequences(file))


def _holds(file: CaseFile) -> Iterator[looks.Fact]:
    says = _told(containment.no_hold_is_in_force, file)
    mine = [step for step in HOLD_ENDS if file.who.plays(*step.done_by)]
    stopped = [hold for hold in file.holds if hold.in_force]
    if says:
        links = tuple(
            looks.Link(
                label=step_name(step.code),
                href=step_href(step.code, hold),
                note=hold.what if len(stopped) > 1 else "",
            )
            for hold in stopped
            for step in mine
        )
        yield looks.Fact(term=_("Suspension and isolation"), says=says, links=links)


def _correction(file: CaseFile) -> Iterator[looks.Fact]:
    for rule in CORRECTED:
        says = _told(rule, file)
        if says:
            links = (*_free(rule, file), *_finishing(rule, file))
            yield looks.Fact(term=_("Correction"), says=says, links=links)
            return


def _finishing(rule: Rule, file: CaseFile) -> Iterator[looks.Link]:
    """The corrections under way that the visitor may finish."""
    step: Step = CorrectionStep.FINISH_CORRECTION
    if rule is not containment.corrections_are_finished:
        return
    for one in file.corrections:
        mine = file.who.person == one.executor_id or file.who.plays(*step.done_by)
        if one.under_way and mine:
            href = step_href(step.code, one)
            yield looks.Link(label=step_name(step.code), href=href, note=one.what)


def _consequences(file: CaseFile) -> Iterator[looks.Fact]:
    rule = containment.the_consequences_are_answered
    says = _told(rule, file)
    if says:
        yield looks.Fact(term=_("Consequences"), says=says, links=_free(rule, file))


def _told(rule: Rule, file: CaseFile) -> str:
    """The sentence of a condition that is not met."""
    found = rule.unmet(file.facts, file.who)
    return sentence(found.says, found.values) if found else ""


def _free(rule: Rule, file: CaseFile) -> tuple[looks.Link, ...]:
    """The step on the case that settles it, for those who may take it now."""
    return tuple(
        looks.Link(label=step_name(offer.step.code), href=step_href(offer.step.code, file.nc))
        for offer in offers(CaseStep, file.facts, file.who)
        if offer.free and offer.step.code in rule.mends
    )
