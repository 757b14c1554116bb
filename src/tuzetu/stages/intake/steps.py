"""The acts of the intake."""

from dataclasses import dataclass
from datetime import date, datetime

from tuzetu.conduct.filing import attach
from tuzetu.conduct.locking import lock
from tuzetu.conduct.performing import Deed, opening, performing
from tuzetu.conduct.registering import Report, new_item, register
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.letter import Applicant, IntakeItem
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.flows.letter import LetterStep
from tuzetu.procedure.states import LetterState


def submit_report(report: Report, *, by: Person, at: datetime) -> Nonconformity:
    """Any employee reports; the report becomes a registered case at once (2, 15, 30)."""
    on = local_day(at)
    with opening(CaseStep.SUBMIT_REPORT, None, by=by, at=at) as deed:
        item = new_item(kind=IntakeItem.Kind.REPORT, by=by, at=at, received_on=on)
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


def register_letter(letter: Letter, *, by: Person, at: datetime) -> IntakeItem:
    """The chancellery enters a complaint, claim or opinion (37)."""
    with opening(LetterStep.REGISTER_LETTER, None, by=by, at=at) as deed:
        item = new_item(kind=IntakeItem.Kind.LETTER, by=by, at=at, received_on=letter.received_on)
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
    attach(report.files, by=by, nc=deed.record)
