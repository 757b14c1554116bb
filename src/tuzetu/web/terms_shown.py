"""Terms of a case on its page: counted, how much of each is used up, how it was counted."""

from dataclasses import replace
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tuzetu.people.working_calendar import effective_calendar
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.terms import Counted, Term, Used, due, used_of
from tuzetu.web.case_file import CaseFile
from tuzetu.web.wording import sentence


def counted(file: CaseFile, term: Term, start: date) -> Counted:
    """A term of the case under the edition of its cycle."""
    calendar = effective_calendar(file.facts.on)
    return due(term, start, edition=file.facts.edition, calendar=calendar)


def carried_over(file: CaseFile) -> bool:
    """Whether decision and causes came from an earlier round, whose terms this one does not run.

    The office may well decide on a day off, before the day from which its own term is counted.
    """
    held = file.decision
    return held is not None and local_day(held.decided_at) < file.cycle.received_on


def used(file: CaseFile, told: Counted, until: date) -> Used:
    """How much of a term was used up by a day: today, or the day on which it was kept.

    The analysis has no more days than the decision of the office gave it (39).
    """
    spent = used_of(told, on=until, calendar=effective_calendar(until))
    if told.term is not Term.ANALYSIS or file.decision is None:
        return spent
    given, late = (file.decision.due_on - told.start).days, until > file.decision.due_on
    return replace(spent, allowed=min(given, spent.allowed), late=late)


def shortened(file: CaseFile, told: Counted) -> tuple[str, ...]:
    """That the office set the analysis a shorter term, and why (39)."""
    held = file.decision
    if told.term is not Term.ANALYSIS or held is None or held.due_on >= told.due_on:
        return ()
    says = _("The project office set a shorter term; the last day is {due}: {reason}")
    return (sentence(says, {"due": held.due_on, "reason": held.term_reason}),)


def tally(told: Used) -> str:
    """Days used of days allowed, in words."""
    values = {"used": told.used, "allowed": told.allowed}
    if told.working:
        return _("%(used)s of %(allowed)s working days") % values
    return _("%(used)s of %(allowed)s days") % values


def explained(told: Counted) -> tuple[str, ...]:
    """How a term was counted, in the reader's language."""
    language = (get_language() or "kk")[:2]
    sentences = []
    for says, values in told.explanation():
        plain = {
            name: value.get(language, "") if isinstance(value, dict) else value
            for name, value in values.items()
        }
        sentences.append(sentence(says, plain))
    return tuple(sentences)
