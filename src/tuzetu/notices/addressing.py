"""Who is to hear of a duty: its holders, the heads above them, the project office.

A person who may not see a confidential case does not hear of it either.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from tuzetu.access.parts import PART_OF_OFFICE
from tuzetu.access.sight import visible_cases
from tuzetu.dossier.case import CaseSubstitute, Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.notices.lines import cases_of
from tuzetu.people.appointment import acting
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.procedure.parts import Part

OF_UNITS = (Part.HEAD.code, Part.AUTHOR.code)
OFFICE = Part.OFFICE.code
LINK = "recurrence"


def sees_all(person: Person, cases: Sequence[Nonconformity], *, on: date) -> bool:
    """Whether the person may see every one of the cases."""
    wanted = {nc.pk for nc in cases}
    return visible_cases(person, on=on).filter(pk__in=wanted).count() == len(wanted)


def _earlier_cases(duties: Sequence[Duty]) -> dict[int, Nonconformity]:
    """The confidential earlier case of each link on which a decision is owed."""
    links = [duty.subject_id for duty in duties if duty.subject_kind == LINK]
    if not links:
        return {}
    rows = Recurrence.objects.filter(earlier__nc__confidential=True).select_related("earlier__nc")
    return {row.pk: row.earlier.nc for row in rows.filter(pk__in=links)}


class Addressees:
    """Who plays which part on a day: read in a handful of queries, however many duties."""

    def __init__(self, duties: Sequence[Duty], *, on: date) -> None:
        self.on = on
        self._heads: dict[int, Person] = {}
        self._offices: dict[str, list[Person]] = defaultdict(list)
        self._substitutes: dict[tuple[int, str], list[CaseSubstitute]] = defaultdict(list)
        self._seen: dict[int, set[int]] = {}
        self._read_offices()
        self._earlier = _earlier_cases(duties)
        told = [nc for duty in duties for nc in cases_of(duty)]
        self._read_substitutes({nc.pk for nc in (*told, *self._earlier.values())})

    def holders(self, duty: Duty) -> list[Person]:
        """Whoever owes the duty: by name, by office, or as head of the unit.

        Whether a trouble came back is decided by those who see the earlier case, too (17).
        """
        owing = self._told(self._owing(duty), cases_of(duty))
        earlier = self._earlier.get(duty.subject_id) if duty.subject_kind == LINK else None
        return self._deciding(owing, earlier) if earlier else owing

    def head_above(self, duty: Duty, holder: Person) -> list[Person]:
        """The head of the holder's unit; above a head, the next one."""
        unit = duty.unit or holder.unit
        head = self._head(unit, other_than=holder)
        return self._told([head] if head else [], cases_of(duty))

    def office(self, duty: Duty) -> list[Person]:
        """The project office."""
        return self._told(self._offices[OFFICE], cases_of(duty))

    def head(self, unit: Unit) -> Person | None:
        """The head who answers for a unit."""
        return self._head(unit)

    def may_hear(self, persons: Iterable[Person], cases: list[Nonconformity]) -> list[Person]:
        """Those of the persons who work here and may see the cases."""
        return self._told(persons, cases)

    def in_sight(self, persons: Iterable[Person], cases: list[Nonconformity]) -> list[Person]:
        """Those of the persons who work here and see every one of the cases, open ones too."""
        once = {one.pk: one for one in persons if self._works(one)}.values()
        return [one for one in once if sees_all(one, cases, on=self.on)]

    def _deciding(self, owing: list[Person], earlier: Nonconformity) -> list[Person]:
        """Those who see the earlier case, once one of them acts for the office there, too."""
        named = [row.person for row in self._substitutes[earlier.pk, OFFICE]]
        known = self._told(owing, [earlier])
        acts_there = {one.pk for one in (*self._offices[OFFICE], *named)}
        return known if any(one.pk in acts_there for one in known) else owing

    def _read_offices(self) -> None:
        rows = acting(self.on).select_related("person__unit").order_by("pk")
        for row in rows:
            if row.unit_id:
                self._heads[row.unit_id] = row.person
            else:
                self._offices[PART_OF_OFFICE[row.held_office].code].append(row.person)

    def _read_substitutes(self, cases: set[int]) -> None:
        for row in CaseSubstitute.objects.select_related("person__unit"):
            if row.nc_id in cases:
                self._substitutes[row.nc_id, row.part].append(row)

    def _owing(self, duty: Duty) -> list[Person]:
        if duty.waits:
            return []
        if duty.part in OF_UNITS:
            head = self._head(duty.unit)
            return [head] if head else []
        if duty.person:
            return [duty.person]
        return self._with_substitutes(self._offices[duty.part], duty)

    def _with_substitutes(self, persons: list[Person], duty: Duty) -> list[Person]:
        named = [row for nc in cases_of(duty) for row in self._substitutes[nc.pk, duty.part]]
        replaced = {row.instead_of_id for row in named}
        return [one for one in persons if one.pk not in replaced] + [row.person for row in named]

    def _head(self, unit: Unit | None, *, other_than: Person | None = None) -> Person | None:
        above = reversed(unit.lineage) if unit else ()
        heads = (self._heads[pk] for pk in above if pk in self._heads)
        return next((head for head in heads if head != other_than), None)

    def _told(self, persons: Iterable[Person], cases: list[Nonconformity]) -> list[Person]:
        hidden = {nc.pk for nc in cases if nc.confidential}
        once = {person.pk: person for person in persons}.values()
        return [one for one in once if self._works(one) and hidden <= self._sees(one, hidden)]

    def _works(self, person: Person) -> bool:
        return person.works_on(self.on)

    def _sees(self, person: Person, hidden: set[int]) -> set[int]:
        """The confidential cases that the person may see, read once, when first asked."""
        if not hidden:
            return set()
        if person.pk not in self._seen:
            secret = visible_cases(person, on=self.on).filter(confidential=True)
            self._seen[person.pk] = set(secret.values_list("pk", flat=True))
        return self._seen[person.pk]
