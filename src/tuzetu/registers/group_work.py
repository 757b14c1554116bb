"""Analyses that a person shares as a member of the group: the leader owes them (38.1)."""

from datetime import date

from django.db.models import F

from tuzetu.access.sight import visible_cases
from tuzetu.dossier.duty import Duty
from tuzetu.people.person import Person
from tuzetu.procedure.duties import Owed
from tuzetu.registers.duties import MOST_OF_OTHERS, SHOWN


def shared_analyses(person: Person, *, on: date) -> list[Duty]:
    """What the leaders of the person's groups owe, the most pressing first."""
    mine = visible_cases(person, on=on).filter(
        cycles__ordinal=F("ordinal"), cycles__decision__members=person
    )
    owed = Duty.objects.filter(owed=Owed.ANALYSE.code, nc__in=mine.values("pk"))
    rows = owed.exclude(person=person).select_related("person", "nc", "plan__unit").only(*SHOWN)
    return list(rows.order_by("due_on", "pk")[:MOST_OF_OTHERS])
