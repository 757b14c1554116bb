"""Where a condition is met: the links beside a refusal and in the answer to "why can't I?"."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from tuzetu.catalogue import CATALOGUE
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.dossier.plan import Plan
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.flows.every import STEPS
from tuzetu.procedure.parts import Actor
from tuzetu.procedure.states import CorrectionState, HoldState
from tuzetu.web import looks
from tuzetu.web.addresses import step_href
from tuzetu.web.duties_shown import RECURRENCE
from tuzetu.web.reaching import around, home_of, shown_with
from tuzetu.web.wording import step_name


def mend_links(
    codes: Sequence[str], record: Model | None, who: Actor | None = None
) -> tuple[looks.Link, ...]:
    """The steps any of which meets a condition, or the page on which they are taken.

    Whose part no such step is, is not led into another refusal but to the record itself.
    """
    if record is None:
        return ()
    near = around(record)
    known = [code for code in codes if code in CATALOGUE]
    mine = [code for code in known if who is None or who.plays(*STEPS[code].done_by)]
    if known and not mine:
        return (_the_record(known[0], record, near),)
    return tuple(dict.fromkeys(link for code in mine for link in _ways(code, record, near)))


def _the_record(code: str, record: Model, near: Sequence[Model]) -> looks.Link:
    target = CATALOGUE[code].record
    meant = next((one for one in near if isinstance(one, target or ())), record)
    shown = shown_with(meant)
    label = (shown and shown.number) or _("Open the record")
    return looks.Link(label=label, href=home_of(meant))


def _ways(code: str, record: Model, near: Sequence[Model]) -> Iterator[looks.Link]:
    target, label = CATALOGUE[code].record, step_name(code)
    if target is Recurrence:
        yield _to_both_answers(near, record)
        return
    found = next((one for one in near if isinstance(one, target or ())), None)
    if found is not None:
        yield looks.Link(label=label, href=step_href(code, found))
        return
    waiting = _waiting(target, near)
    for one in waiting:
        note = one.what if len(waiting) > 1 else ""
        yield looks.Link(label=label, href=step_href(code, one), note=note)
    if not waiting:
        shown_on = Nonconformity if target in BESIDE_A_CASE else Plan
        page = next((one for one in near if isinstance(one, shown_on)), record)
        yield looks.Link(label=label, href=home_of(page))


BESIDE_A_CASE: dict[object, tuple[str, str]] = {
    Hold: ("holds", HoldState.IN_FORCE.code),
    Correction: ("corrections", CorrectionState.UNDER_WAY.code),
}
"""What a case may have several of: where it stands, and in which state it still waits."""


def _waiting(target: object, near: Sequence[Model]) -> list[Any]:
    """The suspensions in force or the corrections under way of a case nearby."""
    case = next((one for one in near if isinstance(one, Nonconformity)), None)
    if case is None or target not in BESIDE_A_CASE:
        return []
    name, state = BESIDE_A_CASE[target]
    return list(getattr(case, name).filter(state=state).order_by("pk"))


def _to_both_answers(near: Sequence[Model], record: Model) -> looks.Link:
    """Where the links of a case stand, each with both answers."""
    page = next((one for one in near if isinstance(one, Nonconformity)), record)
    label = _(Owed.DECIDE_RECURRENCE.says)
    return looks.Link(label=label, href=f"{home_of(page)}#{RECURRENCE}")
