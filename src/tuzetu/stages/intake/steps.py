"""The acts of the intake."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Manager

from tuzetu.conduct.filing import attach
from tuzetu.conduct.locking import lock
from tuzetu.conduct.performing import Deed, opening, performing
from tuzetu.conduct.registering import Report, SentAlready, new_item, register
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.evidence import Attachment
from tuzetu.dossier.letter import Applicant, IntakeItem
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.flows.letter import LetterStep
from tuzetu.procedure.states import ALIVE, LetterState

SAID = ("kind", "description", "place", "detected_on", "evidence")
WRITTEN = ("letter_kind", "incoming_number", "letter_date", "received_on", "subject", "content")
"""What makes a report, and a letter, the very same."""


def submit_report(report: Report, *, by: Person, at: datetime) -> Nonconformity:
    """Any employee reports; the report becomes a registered case at once (2, 15, 30).

    Raises ``SentAlready``.
    """
    on, kind, sent_as = local_day(at), IntakeItem.Kind.REPORT, report.sent_as
    with opening(CaseStep.SUBMIT_REPORT, None, by=by, at=at) as deed:
        item = new_item(kind=kind, by=by, at=at, received_on=on, sent_as=sent_as)
        _first_time(report, by=by)  # the number just taken makes whoever sends it twice wait here
        item.office_received_on = on
        item.state = LetterState.HANDED_OVER.code
        item.subject = report.title
        item.save()
        _register(deed, report, item=item, by=by, at=at, reporter=by)
    made: Nonconformity = deed.record
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What the chancellery enters: the letter, its numbers and dates, who wrote it."""

    letter_kind: str
    incoming_number: str
    subject: str
    received_on: date
    applicant: str
    content: str = ""
    letter_date: date | None = None
    organisation: str = ""
    contact: str = ""
    files: tuple[int, ...] = ()
    sent_as: UUID | None = None


def register_letter(letter: Letter, *, by: Person, at: datetime) -> IntakeItem:
    """The chancellery enters a complaint, claim or opinion (37). Raises ``SentAlready``."""
    kind, received_on, sent_as = IntakeItem.Kind.LETTER, letter.received_on, letter.sent_as
    with opening(LetterStep.REGISTER_LETTER, None, by=by, at=at) as deed:
        item = new_item(kind=kind, by=by, at=at, received_on=received_on, sent_as=sent_as)
        _letter_for_the_first_time(letter, by=by)
        item.letter_kind = letter.letter_kind
        item.incoming_number = letter.incoming_number
        item.letter_date = letter.letter_date
        item.subject, item.content = letter.subject, letter.content
        item.save()
        _keep_applicant(item, letter)
        attach(letter.files, by=by, item=item)
        deed.record = item
        deed.note("incoming_number", "", letter.incoming_number)
    return item


def _first_time(report: Report, *, by: Person) -> None:
    """A form makes one case, and so do the same words while their case is worked on.

    Raises ``SentAlready``.
    """
    if report.sent_as is None:
        return
    own = Nonconformity.objects.filter(reporter=by)
    said = {name: getattr(report, name) for name in SAID} | {"found_unit": report.unit}
    alike = own.filter(**said, state__in=[state.code for state in ALIVE])
    made = own.filter(item__sent_as=report.sent_as).first()
    found = made or alike.first()
    if found:
        same = own.filter(**said, pk=found.pk).exists()
        raise SentAlready(found, same=same and not _new_among(report.files, found.files))


def _letter_for_the_first_time(letter: Letter, *, by: Person) -> None:
    """A form enters one letter, and so do the same words. Raises ``SentAlready``."""
    if letter.sent_as is None:
        return
    own = IntakeItem.objects.filter(kind=IntakeItem.Kind.LETTER, entered_by=by)
    written = {name: getattr(letter, name) for name in WRITTEN}
    alike = own.filter(**written, applicant__name=letter.applicant)
    found = own.filter(sent_as=letter.sent_as).first() or alike.first()
    if found:
        same = alike.filter(pk=found.pk).exists()
        raise SentAlready(found, same=same and not _new_among(letter.files, found.files))


def _new_among(files: Sequence[int], kept: "Manager[Attachment]") -> bool:
    """Whether a file came with the form that the record does not have."""
    brought = Attachment.objects.filter(pk__in=files)
    return brought.exclude(file__in=kept.values("file")).exists()


def _keep_applicant(item: IntakeItem, letter: Letter) -> None:
    """The name stays out of the journal: few may know it."""
    Applicant.objects.create(
        item=item,
        name=letter.applicant,
        organisation=letter.organisation,
        contact=letter.contact,
    )


def hand_over_letter(
    item: IntakeItem, *, by: Person, at: datetime, version: int | None = None, report: Report
) -> Nonconformity:
    """The chancellery hands the letter over; its first case is registered at once (37)."""
    with performing(LetterStep.HAND_OVER_LETTER, item, by=by, at=at, version=version) as deed:
        deed.put(office_received_on=local_day(at), handed_over_by=by)
        deed.record.save()
        return _open(deed.record, None, by=by, at=at, report=report)


def open_case(
    item: IntakeItem, *, by: Person, at: datetime, version: int | None = None, report: Report
) -> Nonconformity:
    """One letter may open several cases; both clocks run from the letter's receipt (37)."""
    return _open(item, item, by=by, at=at, report=report, version=version)


def _open(
    item: IntakeItem,
    parent: IntakeItem | None,
    *,
    by: Person,
    at: datetime,
    report: Report,
    version: int | None = None,
) -> Nonconformity:
    """The case of a letter; while the letter is being handed over it is locked already."""
    with opening(CaseStep.OPEN_CASE, parent, by=by, at=at, version=version) as deed:
        held = lock(item)
        _register(deed, report, item=held, by=by, at=at, reporter=None)
    made: Nonconformity = deed.record
    return made


def _register(
    deed: Deed[Nonconformity],
    report: Report,
    *,
    item: IntakeItem,
    by: Person,
    at: datetime,
    reporter: Person | None,
) -> None:
    deed.record = register(report, item=item, by=by, at=at, reporter=reporter)
    deed.note("number", None, deed.record.number)
    deed.note("title", None, deed.record.title)
    deed.note("unit", None, str(report.unit))
    for name in ("description", "place", "evidence", "detected_by"):
        deed.note(name, "", getattr(report, name))
    deed.note("detected_on", None, report.detected_on)
    deed.note("files", [], attach(report.files, by=by, nc=deed.record))
