"""What a person owes and what others owe them: read from the stored duties."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tuzetu.access.parts import PART_OF_OFFICE
from tuzetu.access.sight import sees
from tuzetu.dossier.duty import Duty
from tuzetu.people.appointment import HeldOffice, offices_of, units_below, units_headed
from tuzetu.people.person import Person
from tuzetu.procedure.parts import Part

MOST_SHOWN = 60
MOST_OF_OTHERS = 8
OF_UNITS = (Part.HEAD.code, Part.AUTHOR.code)


@dataclass(frozen=True, slots=True)
class Desk:
    """A person's duties, the most pressing first, and some that others owe."""

    mine: list[Duty]
    more: bool
    others: list[Duty]


def desk_of(person: Person, *, on: date) -> Desk:
    """What the person owes on a day, and what is waited for around it."""
    held = offices_of(person, on)
    rows = _related(Duty.objects.filter(owed_by(person, held, on=on)))
    mine = _most_pressing(rows, MOST_SHOWN + 1)
    return Desk(mine[:MOST_SHOWN], len(mine) > MOST_SHOWN, _others(person, mine, on))


def _most_pressing(rows: QuerySet[Duty], most: int) -> list[Duty]:
    """By their days; what has none comes after, wherever a database sorts what is missing."""
    dated = list(rows.filter(due_on__isnull=False).order_by("due_on", "pk")[:most])
    undated = rows.filter(due_on=None).order_by("pk")[: most - len(dated)]
    return [*dated, *undated]


def owed_by(person: Person, held: tuple[HeldOffice, ...], *, on: date) -> Q:
    """Duties of the person by name, by office, or as head of a unit.

    Those of a confidential case are told to nobody whom the case does not name.
    """
    mine = Q(person=person) & ~Q(part__in=OF_UNITS)
    offices = {PART_OF_OFFICE[one.office].code for one in held if one.office in PART_OF_OFFICE}
    if offices:
        mine |= Q(person=None, part__in=offices)
    headed = units_headed(held)
    if headed:
        mine |= Q(part__in=OF_UNITS, unit__in=_led(headed, on))
    told = Q(nc=None) | Q(nc__confidential=False) | sees(person, on=on, of="nc__")
    return (mine | Q(part=Part.AUTHOR.code, person=person)) & told


def _led(headed: tuple[int, ...], on: date) -> list[int]:
    """Units led: their own, and those below that have no head of their own."""
    below = units_below(headed, on)
    return [unit for unit, led in below.items() if unit in headed or not led]


def _others(person: Person, mine: list[Duty], on: date) -> list[Duty]:
    """What others owe next in the cases that the person may see."""
    seen = sees(person, on=on, of="nc__")
    rows = Duty.objects.filter(seen, nc__isnull=False, due_on__isnull=False)
    rows = rows.exclude(pk__in=[duty.pk for duty in mine]).exclude(person=person)
    return list(_related(rows).order_by("due_on", "pk")[:MOST_OF_OTHERS])


def _related(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    return rows.select_related("person", "unit", "nc", "plan__unit")
