"""Who has the ball, until when, and what the visitor can do about it."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.catalogue import CATALOGUE
from tuzetu.dossier.duty import Duty
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.flows.every import STEPS
from tuzetu.procedure.parts import Part
from tuzetu.procedure.rulebook import Offer, offers
from tuzetu.procedure.states import ALIVE
from tuzetu.web import looks
from tuzetu.web.case_file import CaseFile
from tuzetu.web.duties_shown import holder_words, is_mine, step_address
from tuzetu.web.steps_shown import step_href, why_href
from tuzetu.web.wording import clause_href, sentence, step_name, word

ALWAYS_OFFERED = frozenset({"name_substitute", "restrict_case", "bind_to_rectorate"})
"""Rare acts: kept apart from the everyday ones."""


def next_act(file: CaseFile) -> looks.NextAct:
    """The box above the fold."""
    duty = file.pressing
    if duty is None:
        return _nobodys_turn(file)
    owed = Owed[duty.owed.upper()]
    title = _("%(who)s: %(act)s") % {"who": holder_words(duty), "act": _(owed.says)}
    mine = is_mine(duty, file.who)
    return looks.NextAct(
        title=title,
        says=until(duty, file),
        primary=_primary(duty) if mine else None,
        others=_others(file, but=duty),
        barred=() if mine else (_barred(duty),),
        late=duty.due_on is not None and duty.due_on < file.facts.on,
    )


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
    if file.facts.evaluation.observed_until and file.nc.phase in ALIVE:
        day = date_format(file.facts.evaluation.observed_until, "DATE_FORMAT")
        says = _("Recurrence is watched for until %(day)s.") % {"day": day}
        return looks.NextAct(title=_("Nobody's turn: observation"), says=says, others=_others(file))
    says = file.nc.ended_reason or _("Nothing is waited for.")
    return looks.NextAct(title=word(file.nc.phase), says=says, others=_others(file))


def _primary(duty: Duty) -> looks.Act:
    owed = Owed[duty.owed.upper()]
    return looks.Act(label=step_name(owed.step), href=step_address(duty), primary=True, key="KeyN")


def _barred(duty: Duty) -> looks.Barred:
    owed = Owed[duty.owed.upper()]
    step = STEPS[owed.step]
    says = sentence(
        _("This step is not yours; it is taken by: {parts}."),
        {"parts": word(Part[duty.part.upper()])},
    )
    return looks.Barred(
        says=says, clause=step.clause, why_href=reverse("why", args=(owed.step, duty.subject_id))
    )


def _others(file: CaseFile, but: Duty | None = None) -> tuple[looks.Act, ...]:
    skip = Owed[but.owed.upper()].step if but else ""
    free = [
        offer
        for offer in case_offers(file)
        if offer.free and offer.step.code not in ALWAYS_OFFERED | {skip}
    ]
    return tuple(
        looks.Act(label=step_name(offer.step.code), href=step_href(offer.step.code, file.nc))
        for offer in free
    )


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


def not_yet(file: CaseFile) -> tuple[looks.Reason, ...]:
    """The visitor's open steps that something still stands in the way of."""
    return tuple(
        looks.Reason(
            says=_("%(act)s: conditions not met: %(count)s")
            % {
                "act": step_name(offer.step.code),
                "count": len(offer.reasons),
            },
            clause=offer.step.clause,
            clause_href=clause_href(offer.step.clause),
            mend=looks.Link(label=_("What is missing?"), href=why_href(offer.step.code, file.nc)),
        )
        for offer in case_offers(file)
        if not offer.free
    )
