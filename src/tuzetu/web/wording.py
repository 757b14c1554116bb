"""The rulebook's English sentences in the reader's language, with dates and names put in."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.procedure.names import STEP_NAMES
from tuzetu.procedure.rulebook import Refusal, Word
from tuzetu.web.looks import Link, Reason


def sentence(says: str, values: Mapping[str, object]) -> str:
    """A whole sentence with its named places filled."""
    shown = {name: shown_value(value) for name, value in values.items()}
    return _(says).format(**shown) if shown else _(says)


def shown_value(value: object) -> str:
    """A value as a reader writes it."""
    if isinstance(value, Word):
        return _(str(value))
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, tuple):
        return ", ".join(shown_value(part) for part in value)
    return "" if value is None else str(value)


def word(member: Enum) -> str:
    """The word of a state or a part."""
    return _(str(member.value))


def words(members: Iterable[Enum]) -> str:
    """Several words, with commas."""
    return ", ".join(sorted(word(member) for member in members))


def step_name(code: str) -> str:
    """The act on the button."""
    return _(STEP_NAMES[code])


def clause_href(clause: str) -> str:
    """Where the clause is told."""
    return f"{reverse('procedure')}#c-{clause}"


def reason(refusal: Refusal, mend: Link | None) -> Reason:
    """A refusal as the page shows it."""
    return Reason(
        says=sentence(refusal.says, refusal.values),
        clause=refusal.clause,
        clause_href=clause_href(refusal.clause),
        who=words(refusal.who) if refusal.who else "",
        mend=mend,
    )
