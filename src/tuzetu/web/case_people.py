"""Who has to do with a case: by name in its records, and who holds the offices that act now."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tuzetu.access.parts import PART_OF_OFFICE
from tuzetu.dossier.analysis import Decision
from tuzetu.dossier.kept import listed
from tuzetu.procedure.parts import Part
from tuzetu.procedure.states import ActionState
from tuzetu.web import looks
from tuzetu.web.case_file import CaseFile
from tuzetu.web.wording import word

TOLD_WHOM_IT_CONCERNS = (Part.OFFICE, Part.RECTOR)
"""Who names them, and who names others to decide; the rest learn it where it matters."""


def people_shown(file: CaseFile) -> looks.Panel | None:
    """Everybody once, with all that they are to the case; an outside letter may name nobody."""
    parts: dict[str, list[str]] = {}
    for name, part in (*_named(file), *_in_office(file)):
        told = parts.setdefault(name, [])
        if part not in told:
            told.append(part)
    chips = tuple(
        looks.PersonChip(name=name, office=", ".join(told)) for name, told in parts.items()
    )
    return looks.Panel(title=_("People"), looks=(looks.People(people=chips),)) if chips else None


def _named(file: CaseFile) -> Iterator[tuple[str, str]]:
    if file.nc.reporter:
        yield str(file.nc.reporter), _("reported")
    if file.cycle.noted_by:
        yield str(file.cycle.noted_by), _("took note as the head")
    if file.decision:
        yield str(file.decision.decided_by), _("decided on the case")
        yield from _analysts(file.decision)
    if file.planned:
        plan = file.planned.plan
        yield str(plan.author), _("drafted the plan")
        if plan.controller:
            role = _("controller") if plan.approved_at else _("proposed as controller")
            yield str(plan.controller), role
        if plan.approved_by:
            yield str(plan.approved_by), _("approved the plan")
    yield from _executors(file)
    yield from _judges(file)
    for one in file.nc.substitutes.all():
        yield str(one.person), word(Part[one.part.upper()])
    if file.who.plays(*TOLD_WHOM_IT_CONCERNS):
        yield from ((str(one), _("the case concerns them")) for one in listed(file.nc, "concerned"))


def _executors(file: CaseFile) -> Iterator[tuple[str, str]]:
    """Who carries out the actions and the corrections; not those that were struck (5.8, 45)."""
    for line in file.lines:
        if line.phase != ActionState.STRUCK:
            if line.executor:
                yield str(line.executor), word(Part.EXECUTOR)
            yield from ((str(one), word(Part.CO_EXECUTOR)) for one in line.co_executors.all())
    for correction in file.corrections:
        if correction.executor and not correction.struck:
            yield str(correction.executor), _("executor of a correction")


def _judges(file: CaseFile) -> Iterator[tuple[str, str]]:
    """Who confirmed the correction and judged the effectiveness (10.2, 51)."""
    if file.nc.correction_confirmed_by:
        yield str(file.nc.correction_confirmed_by), _("confirmed the correction")
    verdict = file.evaluation
    if verdict and verdict.verdict_by:
        yield str(verdict.verdict_by), _("gave the verdict")
    if verdict and verdict.final_by:
        yield str(verdict.final_by), _("gave the final verdict")


def _analysts(decision: Decision) -> Iterator[tuple[str, str]]:
    """The leader, and in a group its members (38.1)."""
    yield str(decision.leader), _("leads the analysis")
    if decision.way == Decision.Way.UNIT:
        return
    for name in sorted(str(one) for one in decision.members.all() if one != decision.leader):
        yield name, word(Part.ANALYST)


def _in_office(file: CaseFile) -> Iterator[tuple[str, str]]:
    """Whoever holds an office from which something is due, as head of the owning unit, too.

    Not whom the rector replaced in this case, but whoever decides instead (38).
    """
    owing = {duty.part for duty in file.duties if duty.person_id is None and not duty.waits}
    named = [one for one in file.nc.substitutes.all() if one.part in owing]
    replaced = {(one.part, one.instead_of_id) for one in named}
    for row in file.in_office:
        part = Part.HEAD if row.unit_id else PART_OF_OFFICE[row.held_office]
        if (part.code, row.person_id) not in replaced:
            yield str(row.person), word(Part.HEAD if row.unit_id else row.held_office)
