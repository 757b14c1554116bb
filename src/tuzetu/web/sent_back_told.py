"""An action that the controller sent back: who did it, when and why (46)."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.dossier.plan import Line
from tuzetu.journal.history import last_taken
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.flows.action import ActionStep
from tuzetu.procedure.rulebook import Values
from tuzetu.procedure.states import ActionState

LINE = "action"


def is_sent_back(line: Line) -> bool:
    """Whether the action was done and sent back; the controller's reason stands as the note."""
    return line.phase == ActionState.PLANNED and bool(line.confirmed_note)


def with_what_came_back(values: Values, record: object) -> Values:
    """What a refusal tells of the stage: of an action that came back, that it did."""
    if "now" not in values or not isinstance(record, Line) or not is_sent_back(record):
        return values
    return {**values, "now": _("Sent back to the executor")}


def sent_back_told(lines: Iterable[Line]) -> dict[int, str]:
    """A sentence for each action that came back, by its key; nothing is read where none did."""
    back = {line.pk: line for line in lines if is_sent_back(line)}
    if not back:
        return {}
    taken = last_taken(ActionStep.SEND_BACK_ACTION.code, kind=LINE, subjects=back)
    return {
        pk: _("Sent back by %(who)s on %(day)s: %(reason)s")
        % {
            "who": entry.by,
            "day": date_format(local_day(entry.at), "DATE_FORMAT"),
            "reason": back[pk].confirmed_note,
        }
        for pk, entry in taken.items()
    }
