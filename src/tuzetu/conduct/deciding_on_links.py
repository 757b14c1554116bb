"""Who answers whether a trouble came back, told to those who do not see the link (17)."""

from datetime import date

from tuzetu.access.deciding import links_in_reach
from tuzetu.conduct.left_to_decide import left_of_office, matter_of_link
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.people.person import Person


def who_decides_on_link(link: Recurrence, *, on: date) -> tuple[Person, ...]:
    """Whoever may decide on a link that waits and sees it; nobody, where the rector is asked."""
    owed = Duty.objects.filter(subject_kind="recurrence", subject_id=link.pk)
    able = {pk for duty in owed for pk in _deciding(duty, link, on)}
    people = Person.objects.filter(pk__in=able)
    return tuple(one for one in people if links_in_reach(one, on=on).filter(pk=link.pk).exists())


def _deciding(duty: Duty, link: Recurrence, on: date) -> frozenset[int]:
    if duty.person_id:
        return frozenset({duty.person_id})
    return left_of_office(duty, matter_of_link(link), on)
