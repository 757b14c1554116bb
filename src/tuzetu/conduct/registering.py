"""A case comes into being: gap-free number, first cycle, words for search (27.2, 30)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from tuzetu.conduct.finding import write_words
from tuzetu.dossier.case import Cycle, Nonconformity
from tuzetu.dossier.edition import edition_in_force
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.number import next_number, printed
from tuzetu.language.alphabet import sort_key
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.people.working_calendar import effective_calendar
from tuzetu.procedure.calendar import local_day

TITLE_LENGTH = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the person who reports tells: what, where, when, with which evidence."""

    description: str
    unit: Unit
    detected_on: date
    kind: str = Nonconformity.Kind.ACTUAL
    place: str = ""
    evidence: str = ""
    detected_by: str = ""
    title: str = ""
    source: str = ""
    source_document: str = ""
    files: tuple[int, ...] = field(default=())
    sent_as: UUID | None = None


class SentAlready(Exception):  # noqa: N818  (an answer, no error: it is there already)
    """The form, or the very same words, came before; carries what they made, and which it was."""

    def __init__(self, record: Nonconformity | IntakeItem, *, same: bool) -> None:
        super().__init__(f"{record} is there already")
        self.record = record
        self.same = same


def title_of(description: str) -> str:
    """The title makes itself: the first sentence, cut between words."""
    first = " ".join(description.split()).split(". ", 1)[0].rstrip(".")
    if len(first) <= TITLE_LENGTH:
        return first
    return first[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


def new_item(
    *, kind: str, by: Person, at: datetime, received_on: date, sent_as: UUID | None = None
) -> IntakeItem:
    """An intake item with the next number of its year, not yet saved."""
    year = local_day(at).year
    prefixes = edition_in_force(local_day(at)).rules().prefixes
    prefix = prefixes.letter if kind == IntakeItem.Kind.LETTER else prefixes.item
    number = printed(prefix, year, next_number(f"item.{kind}", year))
    return IntakeItem(
        kind=kind,
        number=number,
        received_on=received_on,
        entered_by=by,
        entered_at=at,
        sent_as=sent_as,
    )


def register(
    report: Report, *, item: IntakeItem, by: Person, at: datetime, reporter: Person | None
) -> Nonconformity:
    """The registered case with its number and first cycle; inside the step's transaction."""
    on = local_day(at)
    edition = edition_in_force(on)
    sequence = next_number("case", on.year)
    title = report.title or title_of(report.description)
    nc = Nonconformity.objects.create(
        number=printed(edition.rules().prefixes.case, on.year, sequence),
        year=on.year,
        sequence=sequence,
        item=item,
        kind=report.kind,
        title=title,
        title_sort=sort_key(title),
        description=report.description,
        place=report.place,
        evidence=report.evidence,
        detected_on=report.detected_on,
        detected_by=report.detected_by,
        found_unit=report.unit,
        owning_unit=report.unit,
        reporter=reporter,
        registered_by=by,
        registered_at=at,
        source=report.source,
        source_document=report.source_document,
    )
    open_cycle(nc, item.received_on, item.office_received_on or on, on=on)
    write_words(nc)
    return nc


def open_cycle(
    nc: Nonconformity,
    received_on: date,
    office_received_on: date,
    *,
    on: date,
    because: str = "",
    response_from: int = 1,
) -> Cycle:
    """A round of the case under the edition now in force.

    What the office receives on a day off counts as received on the next working day.
    """
    counted = effective_calendar(on).counts_as_received(office_received_on)
    return Cycle.objects.create(
        nc=nc,
        ordinal=nc.ordinal,
        edition=edition_in_force(on),
        received_on=received_on,
        office_received_on=counted,
        opened_because=because,
        response_from=response_from,
    )
