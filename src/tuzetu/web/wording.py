"""The rulebook's English sentences in the reader's language, with dates and names put in."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tuzetu.procedure.clauses import clauses
from tuzetu.procedure.names import STEP_NAMES
from tuzetu.procedure.rulebook import Refusal, Word
from tuzetu.procedure.wording import Phrase
from tuzetu.web.addresses import address
from tuzetu.web.looks import Link, Reason

ANNEX = "annex"
STANDARD = "iso."


def sentence(says: str, values: Mapping[str, object]) -> str:
    """A whole sentence with its named places filled."""
    shown = {name: shown_value(value) for name, value in values.items()}
    return _(says).format(**shown).strip() if shown else _(says)


def shown_value(value: object) -> str:
    """A value as a reader writes it."""
    if isinstance(value, Word):
        return _(str(value))
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, Phrase):
        return sentence(*value)
    if isinstance(value, tuple):
        told = [shown_value(part) for part in value]
        return ("; " if any(", " in part for part in told) else ", ").join(told)
    return "" if value is None else str(value)


def day_near(day: date, on: date) -> str:
    """A day as told on another: its year is said where it is not the same one."""
    return date_format(day, "MONTH_DAY_FORMAT" if day.year == on.year else "DATE_FORMAT")


def word(member: Enum) -> str:
    """The word of a state or a part."""
    return _(str(member.value))


def words(members: Iterable[Enum]) -> str:
    """Several words, with commas."""
    return ", ".join(sorted(word(member) for member in members))


def step_name(code: str) -> str:
    """The act on the button."""
    return _(STEP_NAMES[code])


def clause_number(clause: str) -> str:
    """A clause as a list cites it: 44, Annex 1, ISO 9001, 10.2.1 f."""
    if clause.startswith(ANNEX):
        return _("Annex %(number)s") % {"number": clause.removeprefix(ANNEX)}
    if clause.startswith(STANDARD):
        return "ISO 9001, " + re.sub(r"(?<=\d)(?=[a-z])", " ", clause.removeprefix(STANDARD))
    return clause


def clause_cited(clause: str) -> str:
    """A clause as a sentence cites it: clause 44, Annex 1, ISO 9001, 10.2.1 f."""
    number = clause_number(clause)
    return _("clause %(number)s") % {"number": number} if number == clause else number


def clause_title(clause: str) -> str:
    """What a clause is about, in the reader's language."""
    return clauses()[clause].title.text(get_language() or "kk")


def clause_href(clause: str) -> str:
    """Where the clause is told."""
    return f"{address('procedure')}#c-{clause}"


def reason(refusal: Refusal, mends: tuple[Link, ...]) -> Reason:
    """A refusal as the page shows it."""
    return Reason(
        says=sentence(refusal.says, refusal.values),
        clause=refusal.clause,
        clause_href=clause_href(refusal.clause),
        who=words(refusal.who) if refusal.who else "",
        mends=mends,
    )
