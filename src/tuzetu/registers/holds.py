"""What is stopped now (32)."""

from datetime import date

from tuzetu.access.sight import visible_cases
from tuzetu.dossier.containment import Hold
from tuzetu.people.person import Person
from tuzetu.procedure.states import HoldState

MOST = 200


def holds_in_force(person: Person, *, on: date) -> list[Hold]:
    """Holds of the cases that the person may see, the longest first."""
    cases = visible_cases(person, on=on).values("pk")
    rows = Hold.objects.filter(state=HoldState.IN_FORCE.code, nc__in=cases)
    return list(rows.select_related("nc", "set_by").order_by("since_on", "pk")[:MOST])
