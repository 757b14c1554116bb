"""Analyses that a person shares as a member of the group: the leader owes them (38.1)."""

from datetime import date

from django.db.models import F, QuerySet

from tuzetu.access.sight import Eyes, cases_before, eyes_of
from tuzetu.dossier.containment import stopped
from tuzetu.dossier.duty import Duty
from tuzetu.people.person import Person
from tuzetu.people.written import written_once
from tuzetu.procedure.duties import Owed
from tuzetu.registers.duties import MOST_OF_OTHERS, SHOWN


def shared_analyses(person: Person, *, on: date) -> list[Duty]:
    """What the leaders of the person's groups owe, the most pressing first."""
    return _shared(eyes_of(person, on=on))


@written_once
def _shared(eyes: Eyes) -> QuerySet[Duty]:
    mine = cases_before(eyes).filter(
        cycles__ordinal=F("ordinal"), cycles__decision__members=eyes.person
    )
    owed = Duty.objects.filter(owed=Owed.ANALYSE.code, nc__in=mine.values("pk"))
    rows = owed.exclude(person=eyes.person).annotate(nc_stopped=stopped("nc"))
    rows = rows.select_related("person", "nc", "plan__unit")
    return rows.only(*SHOWN).order_by("due_on", "pk")[:MOST_OF_OTHERS]
