"""Who sees what: one table of parts, one filter for every list, page, file and print."""

from dataclasses import dataclass
from datetime import date
from functools import cache, reduce
from operator import or_
from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import RawSQL

from tuzetu.dossier.case import CaseSubstitute, Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.naming import Naming
from tuzetu.dossier.plan import Line, Plan, PlanCase
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.people.appointment import offices_in_sight, units_below, units_headed
from tuzetu.people.person import Person
from tuzetu.procedure.offices import Office
from tuzetu.procedure.parts import Part

EVERY_CASE = frozenset(
    {Office.OFFICE_OFFICER, Office.OFFICE_HEAD, Office.AUDITOR, Office.VICE_RECTOR, Office.RECTOR}
)
"""See every case that is not confidential."""

EVERY_LETTER = frozenset({Office.CHANCELLERY_OFFICER, Office.OFFICE_OFFICER, Office.OFFICE_HEAD})
"""See letters, and who wrote them: the applicant's identity is told to nobody else."""


class Eyes(NamedTuple):
    """With what somebody looks on a day: by name, by an office that sees all, by units headed.

    ``every`` is every case that is not confidential; whoever sees those needs no units. The rector
    sees the confidential ones, too, in which somebody has to be named or was named to decide (38).
    """

    person: int
    every: bool
    units: tuple[int, ...]
    letters: bool
    rector: bool = False


def eyes_of(person: Person, *, on: date) -> Eyes:
    """With what a person looks on a day."""
    offices = offices_in_sight(person, on)
    held = {one.office for one in offices}
    every, headed = not held.isdisjoint(EVERY_CASE), units_headed(offices)
    units = tuple(units_below(headed, on)) if headed and not every else ()
    letters = not held.isdisjoint(EVERY_LETTER)
    return Eyes(person.pk, every, units, letters=letters, rector=Office.RECTOR in held)


def visible_cases(person: Person, *, on: date) -> QuerySet[Nonconformity]:
    """The cases a person may see; a confidential one only if it names the person."""
    return cases_before(eyes_of(person, on=on))


def cases_before(eyes: Eyes) -> QuerySet[Nonconformity]:
    """The cases that these eyes may see."""
    return Nonconformity.objects.filter(seen_by(eyes))


def cases_by_name(eyes: Eyes) -> QuerySet[Nonconformity] | None:
    """The same for somebody who sees a case only where it names the person; nothing for others.

    They are led to by their namings, which lie in the order of numbers.
    """
    if eyes.every or eyes.units:
        return None
    return Nonconformity.objects.filter(namings__person=eyes.person)


def sees(person: Person, *, on: date, of: str = "") -> Q:
    """Whether the person may see the case; ``of`` leads to it from rows of something else."""
    return seen_by(eyes_of(person, on=on), of=of)


def seen_by(eyes: Eyes, *, of: str = "") -> Q:
    """Whether these eyes may see the case; ``of`` leads to it from rows of something else."""
    return reduce(or_, ways_of_seeing(eyes, of=of))


def ways_of_seeing(eyes: Eyes, *, of: str = "") -> tuple[Q, ...]:
    """By its name in the case, by an office that sees all, by units headed: each has its index."""
    named = _named(eyes.person, of)
    is_open = Q(**{f"{of}confidential": False})
    if eyes.rector:
        asked = Duty.objects.filter(part=Part.RECTOR.code).values("nc")
        substituted = CaseSubstitute.objects.values("nc")
        named |= Q(**{f"{of}pk__in": asked}) | Q(**{f"{of}pk__in": substituted})
    if eyes.every:
        return (is_open | named,)
    units = eyes.units
    owned, found = Q(**{f"{of}owning_unit__in": units}), Q(**{f"{of}found_unit__in": units})
    return (is_open & owned, is_open & found, named) if units else (named,)


@dataclass(frozen=True, slots=True)
class OutOfSight:
    """Cases beside a case that its reader may not see: their numbers, the links to them.

    ``words`` were written of the links by the office, and stand again where the case went round.
    ``lines`` are those of hidden cases in a plan that serves the case as well.
    """

    numbers: frozenset[str]
    links: frozenset[int]
    words: frozenset[str]
    lines: frozenset[int]


def out_of_sight(nc: Nonconformity, person: Person, *, on: date) -> OutOfSight:
    """What of the cases linked or planned with a case stays hidden from a person who reads it.

    A case that took others up tells of them on its page alone, and there of those in sight.
    """
    both = Recurrence.objects.filter(Q(later=nc) | Q(earlier__nc=nc))
    links = {
        pk: later if earlier == nc.pk else earlier
        for pk, later, earlier in both.values_list("pk", "later", "earlier__nc")
    }
    told = [pk for pk in (*links.values(), nc.merged_into_id) if pk]
    plans = PlanCase.objects.filter(cycle__nc=nc).values("plan")
    beside = PlanCase.objects.filter(plan__in=plans).values("cycle__nc")
    linked = Nonconformity.objects.filter(Q(pk__in=told) | Q(pk__in=beside))
    hidden = dict(linked.exclude(sees(person, on=on)).values_list("pk", "number"))
    unseen = frozenset(pk for pk, other in links.items() if other in hidden)
    words = both.filter(pk__in=unseen).exclude(decision="").values_list("decision", flat=True)
    lines = Line.objects.filter(plan__in=plans, plan_case__cycle__nc__in=list(hidden))
    kept = lines.values_list("pk", flat=True) if hidden else ()
    return OutOfSight(frozenset(hidden.values()), unseen, frozenset(words), frozenset(kept))


def _named(person: int, of: str = "") -> Q:
    """The case names the person: as reporter, reader, analyst, executor, controller, substitute."""
    sql = _naming(connection.vendor)
    return Q(**{f"{of}pk__in": RawSQL(sql, (person,))})  # noqa: S611  (Django wrote it itself)


@cache
def _naming(_vendor: str) -> str:
    """The cases that name somebody, as SQL with a blank for the person.

    Every page asks this, and Django needs longer to write it down than the database to answer it,
    so it is written once.
    """
    return Naming.objects.filter(person=Value(0)).values("nc").query.sql_with_params()[0]


def visible_plans(person: Person, *, on: date) -> QuerySet[Plan]:
    """The plans a person may see: those of whose cases none is hidden from the person."""
    return plans_before(eyes_of(person, on=on))


def plans_before(eyes: Eyes) -> QuerySet[Plan]:
    """The plans that these eyes may see."""
    cases = cases_before(eyes).values("pk")
    joined = PlanCase.objects.filter(plan=OuterRef("pk"))
    hidden = joined.exclude(cycle__nc__in=cases)
    mine = Q(controller=eyes.person) | Q(controller_substitute=eyes.person)
    if eyes.units:  # who wrote it sees it as long as the unit is led
        mine |= Q(author=eyes.person, unit__in=eyes.units)
    seen = Exists(joined.filter(cycle__nc__in=cases)) | mine
    return Plan.objects.filter(seen).exclude(Exists(hidden) & ~mine)


def visible_letters(person: Person, *, on: date) -> QuerySet[IntakeItem]:
    """Letters are seen by the chancellery and the project office alone."""
    return letters_before(eyes_of(person, on=on))


def letters_before(eyes: Eyes) -> QuerySet[IntakeItem]:
    """The letters that these eyes may see."""
    letters = IntakeItem.objects.filter(kind=IntakeItem.Kind.LETTER)
    return letters if eyes.letters else letters.none()
