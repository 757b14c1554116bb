"""Who sees what: one table of parts, one filter for every list, page, file and print."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from tuzetu.dossier.analysis import Decision
from tuzetu.dossier.case import CaseSubstitute, Nonconformity
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import Line, Plan, PlanCase
from tuzetu.people.appointment import offices_in_sight
from tuzetu.people.person import Person
from tuzetu.people.unit import subtree_ids
from tuzetu.procedure.offices import Office

EVERY_CASE = frozenset(
    {Office.OFFICE_OFFICER, Office.OFFICE_HEAD, Office.AUDITOR, Office.VICE_RECTOR, Office.RECTOR}
)
"""See every case that is not confidential."""

EVERY_LETTER = frozenset({Office.CHANCELLERY_OFFICER, Office.OFFICE_OFFICER, Office.OFFICE_HEAD})
"""See letters, and who wrote them."""

SEES_APPLICANT = EVERY_LETTER
"""The applicant's identity: the chancellery and the project office alone."""


def visible_cases(person: Person, *, on: date) -> QuerySet[Nonconformity]:
    """The cases a person may see; a confidential one only if it names the person."""
    offices = offices_in_sight(person, on)
    named = _named(person)
    if any(held.office in EVERY_CASE for held in offices):
        return Nonconformity.objects.filter(Q(confidential=False) | named)
    headed = [held.unit_id for held in offices if held.office == Office.HEAD_OF_UNIT]
    units = subtree_ids([unit for unit in headed if unit])
    own = Q(confidential=False) & (Q(owning_unit__in=units) | Q(found_unit__in=units))
    return Nonconformity.objects.filter(own | named if units else named)


def _named(person: Person) -> Q:
    """The case names the person: as reporter, reader, analyst, executor, controller, substitute."""
    me = person.pk
    reads = Nonconformity.readers.through.objects.filter(nonconformity=OuterRef("pk"), person=me)
    decides = Decision.objects.filter(cycle__nc=OuterRef("pk"))
    analyses = decides.filter(Q(leader=me) | Q(members=me))
    lines = Line.objects.filter(plan_case__cycle__nc=OuterRef("pk"))
    executes = lines.filter(Q(executor=me) | Q(co_executors=me))
    plans = PlanCase.objects.filter(cycle__nc=OuterRef("pk"))
    controls = plans.filter(Q(plan__controller=me) | Q(plan__controller_substitute=me))
    substitutes = CaseSubstitute.objects.filter(nc=OuterRef("pk"), person=me)
    linked = (reads, analyses, executes, controls, substitutes)
    seen = Q(reporter=me)
    for rows in linked:
        seen |= Q(Exists(rows))
    return seen


def visible_plans(person: Person, *, on: date) -> QuerySet[Plan]:
    """The plans a person may see: those of whose cases none is hidden from the person."""
    cases = visible_cases(person, on=on).values("pk")
    joined = PlanCase.objects.filter(plan=OuterRef("pk"))
    hidden = joined.exclude(cycle__nc__in=cases)
    mine = Q(author=person) | Q(controller=person)
    seen = Exists(joined.filter(cycle__nc__in=cases)) | mine
    return Plan.objects.filter(seen).exclude(Exists(hidden) & ~mine)


def visible_letters(person: Person, *, on: date) -> QuerySet[IntakeItem]:
    """Letters are seen by the chancellery and the project office alone."""
    letters = IntakeItem.objects.filter(kind=IntakeItem.Kind.LETTER)
    return letters if sees_applicants(person, on=on) else letters.none()


def sees_applicants(person: Person, *, on: date) -> bool:
    """Whether the person may know who complained."""
    return any(held.office in SEES_APPLICANT for held in offices_in_sight(person, on))
