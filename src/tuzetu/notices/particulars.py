"""What an entry adds to its line of a letter: which action, until when now, and why so.

Words of a confidential case are in no letter; why it was decided so is told to those alone who
see all that it is about.
"""

from dataclasses import replace
from datetime import date

from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Line as Action
from tuzetu.dossier.request import Postponement
from tuzetu.journal.models import Entry
from tuzetu.notices.lines import Line
from tuzetu.notices.recurred import link_of, reason_for
from tuzetu.people.person import Person


def with_particulars(
    line: Line, entry: Entry, person: Person, *, on: date, duty: Duty | None = None
) -> Line:
    """The line as it is told to a person on a day, who may owe something upon it (10.9, 45, 46)."""
    link = link_of(entry)
    if link:
        return replace(line, reason=reason_for(person, link, on=on))
    action = _action_of(entry, duty)
    if action is None:
        return line
    decided = entry.subject_kind == "postponement" and entry.code in DECIDED
    open_to_letters = not action.plan_case.cycle.nc.confidential
    return replace(
        line,
        action=action.what if open_to_letters else "",
        deadline_on=action.due_on if decided else None,
    )


DECIDED = frozenset({"grant_postponement", "refuse_postponement"})
"""After these whoever asked wants to know which day holds."""


def _action_of(entry: Entry, duty: Duty | None) -> Action | None:
    """The action that the entry is about, else the one that is owed upon it."""
    actions = Action.objects.select_related("plan_case__cycle__nc")
    if entry.subject_kind == "action":
        return actions.get(pk=entry.subject_id)
    if entry.subject_kind == "postponement":
        asked = Postponement.objects.filter(pk=entry.subject_id)
        return actions.get(pk__in=asked.values("line"))
    if duty is not None and duty.subject_kind == "action":
        return actions.get(pk=duty.subject_id)
    return None
