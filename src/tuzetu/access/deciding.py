"""Who decides whether a trouble came back: whoever of the office sees both cases (17).

Where nobody of the office sees both, those decide who see the later one: of the earlier they are
told its number.
"""

from datetime import date
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import RawSQL

from tuzetu.access.parts import PART_OF_OFFICE
from tuzetu.access.sight import visible_cases
from tuzetu.dossier.case import CaseSubstitute, Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.naming import Naming
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.people.appointment import acting, offices_of
from tuzetu.people.person import Person
from tuzetu.procedure.parts import Part
from tuzetu.procedure.states import RecurrenceState

OFFICERS = tuple(sorted(one.code for one, part in PART_OF_OFFICE.items() if part is Part.OFFICE))

WAITING = Q(state=RecurrenceState.LINKED.code)


def links_in_reach(person: Person, *, on: date) -> QuerySet[Recurrence]:
    """The links whose cases the person sees, or which wait for somebody who sees the later one."""
    cases = visible_cases(person, on=on).values("pk")
    links, both = Recurrence.objects.filter(later__in=cases), Q(earlier__nc__in=cases)
    theirs = Duty.objects.filter(subject_kind="recurrence", person=person).values("subject_id")
    unseen = _named_for_office(person, on) & WAITING & ~_of_others(on)
    return links.filter(both | Q(pk__in=theirs) | unseen)


def left_to_others(person: int, *, on: date) -> Q:
    """Duties, owed by the office, to decide on a case that others see and the person does not."""
    sql, told = _left(connection.vendor)
    day = DateField().get_db_prep_value(on, connection)
    filled = tuple({WHO: person, WHEN: day}.get(one, one) for one in told)
    hidden = RawSQL(sql, filled)  # noqa: S611  (Django wrote it itself)
    return Q(subject_kind="recurrence", subject_id__in=hidden)


def decided_unseen(person: Person, links: list[int], *, on: date) -> frozenset[int]:
    """Those of some links that the person decides on without seeing the earlier case."""
    found = links_in_reach(person, on=on).filter(pk__in=links)
    return frozenset(found.values_list("pk", flat=True))


def _named_for_office(person: Person, on: date) -> Q:
    """Whether the person acts for the office in the later case, be it named by the rector."""
    if any(PART_OF_OFFICE.get(held.office) is Part.OFFICE for held in offices_of(person, on)):
        return Q()
    named = CaseSubstitute.objects.filter(part=Part.OFFICE.code, person=person)
    return Q(Exists(named.filter(nc=OuterRef("later"))))


def _of_others(on: date) -> Q:
    """Whether somebody of the office, whom the rector did not replace, sees both cases.

    So does whoever the rector named for the office in both.
    """
    named = CaseSubstitute.objects.filter(part=Part.OFFICE.code)
    replaced = named.filter(nc=OuterRef(OuterRef("later")), instead_of=OuterRef("person"))
    holders = acting(on).filter(office__in=OFFICERS, person__is_active=True)
    holders = holders.exclude(Exists(replaced)).filter(_sees("earlier__nc"), _sees("later"))
    in_both = named.filter(nc=OuterRef(OuterRef("earlier__nc")), person=OuterRef("person"))
    standing_in = named.filter(Exists(in_both), nc=OuterRef("later"), person__is_active=True)
    return Q(Exists(holders)) | Q(Exists(standing_in))


def _sees(nc: str) -> Q:
    """Whether the holder of an office sees a case of the link: it is open, or names the holder."""
    case = Nonconformity.objects.filter(pk=OuterRef(OuterRef(nc)), confidential=False)
    naming = Naming.objects.filter(nc=OuterRef(OuterRef(nc)), person=OuterRef("person"))
    return Q(Exists(case)) | Q(Exists(naming))


WHO, WHEN = -1, "0001-01-01"


@cache
def _left(_vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Written down once, with ``WHO`` and ``WHEN`` as blanks: every page counts what is owed."""
    named = Naming.objects.filter(nc=OuterRef("earlier__nc"), person=Value(WHO))
    links = Recurrence.objects.filter(WAITING, earlier__nc__confidential=True)
    left = links.exclude(Exists(named)).filter(_of_others(date.min))
    sql, told = left.values("pk").query.sql_with_params()
    return sql, tuple(WHEN if str(one) == WHEN else one for one in told)
