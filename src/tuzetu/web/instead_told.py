"""Who decides where the reader may not: the substitute, others of the office, or the rector's turn.

Beside a refusal because the matter is the reader's own (38, 44, 45, 50, 51).
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Model
from django.utils.translation import gettext as _

from tuzetu.conduct.left_to_decide import (
    DECIDING,
    Matter,
    left_of_office,
    matter_of,
    matter_of_link,
    named_instead,
)
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan_facts import cases_in
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.people.person import Person
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.rulebook import Refusal, Step
from tuzetu.web.turn_told import owed_around


@dataclass(frozen=True, slots=True)
class Instead:
    """Who decides: what is said of it beside the refusal, and who that is; none yet is no one."""

    says: str
    who: str = ""


def who_decides(one: Refusal, step: Step, record: Model | None, *, on: date) -> Instead | None:
    """Of a decision that may not be the reader's, who takes it; nothing where nobody owes it.

    The rector is asked only as long as nobody else may decide.
    """
    asks_the_rector = CaseStep.NAME_SUBSTITUTE.code in one.mends
    duty = _decision(step, record) if asks_the_rector and record is not None else None
    if duty is None:
        return None
    if duty.waits:
        return Instead(_("The rector is asked to name who decides."))
    if duty.person:
        named = str(duty.person)
        return Instead(_("The rector has named who decides: %(who)s.") % {"who": named}, named)
    others = _others(duty, on)
    told = _("Of the office these may decide: %(who)s.") % {"who": others}
    return Instead(told, others) if others else None


def _decision(step: Step, record: Model) -> Duty | None:
    """What an office owes here by a part of the step."""
    parts = {part.code for part in step.done_by} & DECIDING
    return next((duty for duty in owed_around(record) if duty.part in parts), None)


def _others(duty: Duty, on: date) -> str:
    """Whoever of the office is left to decide, and whom the rector named beside them."""
    matter = _matter_of(duty)
    named = {row.person_id for row in named_instead(duty, matter)}
    people = Person.objects.filter(pk__in=left_of_office(duty, matter, on) | named)
    return ", ".join(sorted(map(str, people)))


def _matter_of(duty: Duty) -> Matter:
    if duty.subject_kind == "recurrence":
        links = Recurrence.objects.select_related("later", "earlier__nc")
        return matter_of_link(links.get(pk=duty.subject_id))
    if duty.nc:
        return matter_of([duty.nc])
    return matter_of([entry.cycle.nc for entry in cases_in(duty.plan)] if duty.plan else [])
