"""What the gathering of every form needs: names in two languages, people with their posts."""

from datetime import date, datetime

from tuzetu.dossier.edition import edition_in_force
from tuzetu.paperwork.marks import Decided, FormCode, Note
from tuzetu.paperwork.words import Words
from tuzetu.people.lists import ListItem
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.edition import Title

NOBODY = Words("", "")


def unit_words(unit: Unit) -> Words:
    """A unit's name."""
    return Words(unit.name_kk, unit.name_ru)


def title_words(title: Title) -> Words:
    """The title of an officer or a body."""
    return Words(title.kk, title.ru)


def form_code(code: str, on: date) -> FormCode:
    """The form's code under the edition in force."""
    return FormCode(code=code, edition=edition_in_force(on).code)


def institution(on: date) -> Words:
    """The institution: its own name from the top of the tree, else the edition's word."""
    top = Unit.objects.filter(parent=None, kind=Unit.Kind.INSTITUTION).first()
    return (
        unit_words(top) if top else title_words(edition_in_force(on).rules().titles["institution"])
    )


def named(person: Person | None) -> str:
    """A person as beside a signature."""
    return person.signature_name if person else ""


def surname_first(name: str) -> str:
    """A name kept as the screen says it, «А. Қалиева», as the forms say it, «Қалиева А.»."""
    initials, _, surname = name.rpartition(". ")
    return f"{surname} {initials}." if initials else name


def with_post(person: Person | None) -> str:
    """A person with the post held."""
    return ", ".join(filter(None, (named(person), person.post if person else "")))


def note(person: Person | None, at: datetime | None, text: str = "") -> Note | None:
    """Who noted what, once it was noted."""
    if at is None:
        return None
    return Note(by=named(person), on=local_day(at), text=text)


def decided(
    word: Words, person: Person | None, office: Words, at: datetime | None, reason: str = ""
) -> Decided | None:
    """A decision, once it was taken."""
    if at is None or person is None:
        return None
    return Decided(word=word, by=named(person), office=office, on=local_day(at), reason=reason)


class ListWords:
    """The names of list values, read once for a form."""

    def __init__(self) -> None:
        rows = ListItem.objects.order_by("from_on", "pk")
        self.rows = {(row.list, row.code): Words(row.kk, row.ru) for row in rows}

    def of(self, name: str, code: str) -> Words | None:
        """The name of one value, or nothing for none."""
        return self.rows.get((name, code)) if code else None

    def several(self, name: str, codes: list[str]) -> tuple[Words, ...]:
        """The names of several values."""
        return tuple(found for found in (self.of(name, code) for code in codes) if found)
