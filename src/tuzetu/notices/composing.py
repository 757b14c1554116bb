"""What is told at once: letters upon steps, made from the journal's entries, each read once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Prefetch, Q
from django.utils import translation

from tuzetu.dossier.analysis import Decision
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Correction
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Plan, PlanCase
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import CriterionChange, Postponement
from tuzetu.journal.models import Entry
from tuzetu.notices.addressing import Addressees
from tuzetu.notices.lines import joined_cases, line_upon, name_of
from tuzetu.notices.models import Letter, Mention, ReaderPosition
from tuzetu.notices.outbox import had_a_letter, put
from tuzetu.notices.particulars import with_particulars
from tuzetu.notices.recurred import link_of, told_of, told_on
from tuzetu.notices.writing import write_one
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.notices import Manner, Notice, notices_upon
from tuzetu.procedure.parts import Part

READER = "notices"
AT_ONCE = 50
TOO_OLD = timedelta(days=1)
"""A reader who begins late does not tell what lies further back."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An entry with the records that it is about."""

    entry: Entry
    nc: Nonconformity | None
    plan: Plan | None
    link: Recurrence | None = None

    @property
    def cases(self) -> list[Nonconformity]:
        """The cases concerned."""
        return [self.nc] if self.nc else joined_cases(self.plan) if self.plan else []


def compose_at_once(*, at: datetime) -> int:
    """Read what the journal tells since the last reading; the number of entries read.

    Interrupted at any point, it goes on after the last entry whose letters are in the outbox.
    """
    read = 0
    while _something_new(at):
        with transaction.atomic():
            place = ReaderPosition.objects.select_for_update().get(reader=READER)
            entries = list(Entry.objects.filter(seq__gt=place.seq).order_by("seq")[:AT_ONCE])
            for entry in entries:
                for notice in notices_upon(entry.code):
                    _tell(notice, _happening(entry), at=at)
                place.seq = entry.seq
            place.save()
        read += len(entries)
    return read


def _something_new(at: datetime) -> bool:
    place, _begun = ReaderPosition.objects.get_or_create(
        reader=READER, defaults={"seq": _last_before(at - TOO_OLD)}
    )
    return Entry.objects.filter(seq__gt=place.seq).exists()


def _last_before(at: datetime) -> int:
    earlier = Entry.objects.filter(at__lt=at).order_by("-seq").values_list("seq", flat=True)
    return earlier.first() or 0


def _happening(entry: Entry) -> Happening:
    told_in = list(entry.told_in.order_by("case_id").values_list("case_id", flat=True))
    if entry.subject_kind == "plan":
        joined = Prefetch("joined", PlanCase.objects.select_related("cycle__nc"))
        plan = Plan.objects.prefetch_related(joined).select_related("unit")
        return Happening(entry, None, plan.get(pk=entry.subject_id))
    link = link_of(entry)
    if link and entry.subject_kind == "recurrence":
        return Happening(entry, told_on(link, entry), None, link)
    cases = Nonconformity.objects.select_related("owning_unit", "reporter__unit")
    nc = cases.filter(pk__in=told_in).first()
    return Happening(entry, nc, None, link)


def _tell(notice: Notice, what: Happening, *, at: datetime) -> None:
    told = _by_duty(notice, what, at) if notice.owed else _by_part(notice, what, at)
    for person, duty in told.values():
        if person.pk != what.entry.by_id:
            _deliver(notice, what, person, duty, at=at)


Owing = Mapping[int, tuple[Person, Duty | None]]


def _by_duty(notice: Notice, what: Happening, at: datetime) -> Owing:
    """Whoever owes what the notice is about, with the most pressing duty of it."""
    duties = _duties(notice, what.entry)
    who = Addressees(duties, on=local_day(at))
    pressing = sorted(duties, key=lambda duty: duty.due_on or date.max, reverse=True)
    return {one.pk: (one, duty) for duty in pressing for one in who.holders(duty)}


def _duties(notice: Notice, entry: Entry) -> list[Duty]:
    about = Q(subject_kind=entry.subject_kind, subject_id=entry.subject_id)
    if entry.subject_kind == "plan":
        about |= Q(plan=entry.subject_id)
    if entry.subject_kind == "case":
        planned = PlanCase.objects.current().filter(cycle__nc=entry.subject_id)
        about |= Q(subject_kind="plan", plan__in=planned.values("plan"))
    if notice.owed is Owed.NAME_FOR_RECURRENCE:
        cases = Q(later=entry.subject_id) | Q(earlier__nc=entry.subject_id)
        links = Recurrence.objects.filter(cases).values("pk")
        about = Q(subject_kind="recurrence", subject_id__in=links)
    if notice.owed is Owed.FINISH_CORRECTION:
        begun = Correction.objects.filter(nc=entry.subject_id, recorded_at=entry.at)
        about = Q(subject_kind="correction", subject_id__in=begun.values("pk"))
    if notice is Notice.CONTROLLER_NAMED and not _first_named(entry):
        return []  # with the submission it is told by that, and once
    owed = notice.owed.code if notice.owed else ""
    joined = Prefetch("plan__joined", PlanCase.objects.select_related("cycle__nc"))
    rows = Duty.objects.filter(about, owed=owed).select_related("person__unit", "unit", "nc")
    return list(rows.select_related("plan").prefetch_related(joined))


def _first_named(entry: Entry) -> bool:
    """Whether it names a controller for a plan that was sent without one."""
    sent = Plan.objects.values_list("submitted_at", flat=True).get(pk=entry.subject_id)
    if sent is None or sent >= entry.at:
        return False
    same = {"subject_kind": entry.subject_kind, "subject_id": entry.subject_id}
    before = Entry.objects.filter(code=entry.code, seq__lt=entry.seq, at__gt=sent, **same)
    return not before.exists()


def _by_part(notice: Notice, what: Happening, at: datetime) -> Owing:
    """Whoever plays the part that the notice is for."""
    who = Addressees((), on=local_day(at))
    if what.link:
        heard = who.in_sight(told_of(what.link, notice, what.entry, who), what.cases)
        return {one.pk: (one, None) for one in heard}
    persons = [one for one in _players(notice.tell, what, who) if one]
    return {one.pk: (one, None) for one in who.may_hear(persons, what.cases)}


def _players(part: Part, what: Happening, who: Addressees) -> Iterable[Person | None]:
    if part is Part.CONTROLLER and what.plan:
        return [what.plan.controller, what.plan.controller_substitute]
    if what.entry.subject_kind == "correction":
        corrections = Correction.objects.select_related("executor__unit")
        struck = corrections.get(pk=what.entry.subject_id)
        return [] if struck.done_on else [struck.executor]
    if part is Part.EXECUTOR:
        request = Postponement.objects.select_related("asked_by__unit", "line__executor__unit")
        asked = request.get(pk=what.entry.subject_id)
        return [asked.asked_by, asked.line.executor]
    if part is Part.AUTHOR:
        change = CriterionChange.objects.select_related("criterion__plan__unit")
        plan = change.get(pk=what.entry.subject_id).criterion.plan
        return [who.head(plan.unit)]
    return _players_in_case(part, what.nc, what.entry, who) if what.nc else []


def _players_in_case(
    part: Part, nc: Nonconformity, entry: Entry, who: Addressees
) -> Iterable[Person | None]:
    """Whom the rector named, whoever reported, the members of the group, else the head."""
    if entry.code == CaseStep.NAME_SUBSTITUTE.code:
        named = nc.substitutes.filter(named_at=entry.at).select_related("person__unit")
        return [row.person for row in named]
    if part is Part.EMPLOYEE:
        return [nc.reporter]
    if part is Part.ANALYST:
        return _members(nc)
    return [who.head(nc.owning_unit)]


def _members(nc: Nonconformity) -> list[Person]:
    decision = Decision.objects.get(cycle__nc=nc, cycle__ordinal=nc.ordinal)
    return list(decision.members.exclude(pk=decision.leader_id).select_related("unit"))


def _deliver(
    notice: Notice, what: Happening, person: Person, duty: Duty | None, *, at: datetime
) -> None:
    """A letter of its own, or a line of the next letter of the day."""
    nc, plan, due_on = what.nc, what.plan, duty.due_on if duty else None
    line = line_upon(notice, nc=nc, plan=plan, due_on=due_on)
    if notice.manner is Manner.DIGEST or had_a_letter(person, nc=line.nc, at=at):
        Mention.objects.get_or_create(
            person=person, entry=what.entry.seq, notice=notice.code,
            defaults={"nc": nc, "plan": plan, "due_on": due_on,
                      "duty": name_of(duty) if duty else ""},
        )  # fmt: skip
        return
    key = f"{notice.code}:{what.entry.seq}:{person.pk}"
    line = with_particulars(line, what.entry, person, on=local_day(at), duty=duty)
    with translation.override(person.language):
        put(write_one(line), to=person, kind=Letter.Kind.AT_ONCE, key=key, at=at, nc=line.nc)
