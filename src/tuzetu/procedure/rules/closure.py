"""Closing asks what was learnt (10.9, ISO 9001 10.2.1 f)."""

from tuzetu.procedure.facts import CaseFacts
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import asks_for, rule
from tuzetu.procedure.rules.containment import told_anew
from tuzetu.procedure.wording import _


@asks_for(_("It is said whether risks and opportunities were updated."))
@rule(
    "10.9",
    _("Say whether risks and opportunities were updated: what, or why not. {anew}"),
    who=Part.OFFICE,
    mend="record_lessons",
    details=told_anew,
)
def risks_are_answered(nc: CaseFacts, _by: Actor) -> bool:
    """Risks and opportunities are updated where necessary."""
    return nc.lessons.risks_answered


@asks_for(_("It is said whether the management system was changed."))
@rule(
    "iso.10.2.1f",
    _("Say whether the management system was changed: what, or why not. {anew}"),
    who=Part.OFFICE,
    mend="record_lessons",
    details=told_anew,
)
def changes_are_answered(nc: CaseFacts, _by: Actor) -> bool:
    """The management system is changed where necessary."""
    return nc.lessons.changes_answered
