"""The letter of the day: what came nearer or became late since the last one, told once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Prefetch, Q
from django.utils import translation
from django.utils.translation import gettext as _

from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import PlanCase
from tuzetu.journal.models import Entry
from tuzetu.notices.addressing import Addressees
from tuzetu.notices.lines import (
    Line,
    by_due_date,
    joined_cases,
    line_of,
    line_upon,
    name_of,
    part_words,
)
from tuzetu.notices.models import Letter, Mention, ReaderPosition, Told
from tuzetu.notices.outbox import lately_told, put
from tuzetu.notices.particulars import with_particulars
from tuzetu.notices.writing import Section, write_digest, write_overdue
from tuzetu.people.person import Person
from tuzetu.people.working_calendar import effective_calendar
from tuzetu.procedure.calendar import ALMATY, WorkingCalendar, local_day
from tuzetu.procedure.notices import EVENING, LEAD, MORNING, Notice, Rung, To, reached

READER = "morning"
CHUNK = 400


@dataclass
class News:
    """What one person has to be told this morning, and the marks to be set when it is told."""

    person: Person
    lines: dict[Rung, list[Line]] = field(default_factory=lambda: defaultdict(list))
    mentioned: list[Line] = field(default_factory=list)
    marks: list[Told] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def compose_morning(*, at: datetime) -> int:
    """Write the letters of the day, once on each working day; the number of letters written.

    Days that were missed are told together: each duty on the highest rung it has reached.
    """
    on = local_day(at)
    calendar = effective_calendar(on)
    if not is_time(at, calendar=calendar) or _done(on):
        return 0
    news = _gather(on, calendar, at)
    lately = lately_told(at=at)
    written = sum(_write(one, on=on, at=at, lately=lately) for one in news)
    ReaderPosition.objects.update_or_create(reader=READER, defaults={"seq": on.toordinal()})
    return written


def is_time(at: datetime, *, calendar: WorkingCalendar) -> bool:
    """Whether letters of the day may be written now: in working hours of a working day."""
    now: time = at.astimezone(ALMATY).time()
    return MORNING <= now < EVENING and calendar.is_working(local_day(at))


def _done(on: date) -> bool:
    return ReaderPosition.objects.filter(reader=READER, seq__gte=on.toordinal()).exists()


def _gather(on: date, calendar: WorkingCalendar, at: datetime) -> Iterable[News]:
    horizon = calendar.next_working(on) + LEAD
    joined = Prefetch("plan__joined", PlanCase.objects.select_related("cycle__nc"))
    rows = Duty.objects.filter(Q(due_on=None) | Q(due_on__lt=horizon)).prefetch_related(joined)
    duties = list(rows.select_related("person__unit", "unit", "nc", "plan").order_by("pk"))
    told = _told_before(duties)
    news: dict[int, News] = {}
    for duty, person, rung in _rungs(duties, on, calendar):
        if (_marked(duty), person.pk, rung.code) not in told:
            _add(news.setdefault(person.pk, News(person)), duty, rung, at)
    _mention(news, on)
    return news.values()


def _rungs(
    duties: Sequence[Duty], on: date, calendar: WorkingCalendar
) -> Iterator[tuple[Duty, Person, Rung]]:
    """Every duty with everybody who is to hear of it, each person once."""
    who = Addressees(duties, on=on)
    for duty in duties:
        rungs = {to: reached(to, duty.due_on, on=on, calendar=calendar) for to in To}
        holders = who.holders(duty)
        above = [head for one in holders for head in who.head_above(duty, one)]
        heard: set[int] = set()
        for to, persons in ((To.HOLDER, holders), (To.HEAD_ABOVE, above),
                            (To.OFFICE, who.office(duty))):  # fmt: skip
            rung = rungs[to]
            for person in persons:
                if rung and person.pk not in heard:
                    heard.add(person.pk)
                    yield duty, person, rung


def _marked(duty: Duty) -> str:
    return f"{name_of(duty)}:{duty.due_on or ''}"


def _told_before(duties: Sequence[Duty]) -> set[tuple[str, int, str]]:
    names = [_marked(duty) for duty in duties]
    told: set[tuple[str, int, str]] = set()
    for start in range(0, len(names), CHUNK):
        rows = Told.objects.filter(duty__in=names[start : start + CHUNK])
        told.update(rows.values_list("duty", "person", "rung"))
    return told


def _add(news: News, duty: Duty, rung: Rung, at: datetime) -> None:
    others = "" if rung.to is To.HOLDER else part_words(duty)
    news.lines[rung].append(line_of(duty, late_with=others))
    mark = Told(person=news.person, duty=_marked(duty), rung=rung.code, told_at=at)
    news.marks.append(mark)


def _mention(news: dict[int, News], on: date) -> None:
    """What was put off until this letter; what is no longer waited for is passed over."""
    joined = Prefetch("plan__joined", PlanCase.objects.select_related("cycle__nc"))
    rows = Mention.objects.filter(told_at=None).select_related("person__unit", "nc", "plan")
    waiting = list(rows.prefetch_related(joined).order_by("pk"))
    still_owed = {name_of(duty) for duty in Duty.objects.iterator()} if waiting else set()
    entries = Entry.objects.in_bulk([mention.entry for mention in waiting])
    who = Addressees((), on=on)
    for mention in waiting:
        one = news.setdefault(mention.person_id, News(mention.person))
        one.mentions.append(mention)
        line = line_upon(
            Notice[mention.notice.upper()],
            nc=mention.nc, plan=mention.plan, due_on=mention.due_on,
        )  # fmt: skip
        plan = mention.plan
        cases = [mention.nc] if mention.nc else joined_cases(plan) if plan else []
        heard = who.may_hear([mention.person], cases)
        if heard and (not mention.duty or mention.duty in still_owed):
            entry = entries[mention.entry]
            one.mentioned.append(with_particulars(line, entry, mention.person, on=on))


def _write(news: News, *, on: date, at: datetime, lately: set[tuple[int, int | None]]) -> int:
    """One person's letters with their marks, all or nothing."""
    person = news.person
    overdue = [one for one in news.lines[Rung.OVERDUE] if (person.pk, one.nc) not in lately]
    with transaction.atomic(), translation.override(person.language):
        written = 0
        if overdue:
            written += _put_overdue(person, by_due_date(overdue), on, at)
        written += _put_digest(news, overdue, on, at)
        if written or not (news.marks or news.mentioned):
            Told.objects.bulk_create(news.marks, ignore_conflicts=True)
            told = [mention.pk for mention in news.mentions]
            Mention.objects.filter(pk__in=told).update(told_at=at)
    return written


def _put_overdue(person: Person, lines: list[Line], on: date, at: datetime) -> bool:
    cases = {line.nc for line in lines}
    return put(
        write_overdue(lines), to=person, kind=Letter.Kind.OVERDUE,
        key=f"overdue:{on.isoformat()}:{person.pk}", at=at,
        nc=cases.pop() if len(cases) == 1 else None,
    )  # fmt: skip


def _put_digest(news: News, apart: list[Line], on: date, at: datetime) -> bool:
    held_back = [line for line in news.lines[Rung.OVERDUE] if line not in apart]
    near = by_due_date(
        [*held_back, *news.lines[Rung.TODAY], *news.lines[Rung.SOON], *news.mentioned]
    )
    ahead = by_due_date(news.lines[Rung.AHEAD])
    undated = by_due_date(news.lines[Rung.ARISEN])
    late = by_due_date([*news.lines[Rung.TO_HEAD], *news.lines[Rung.TO_OFFICE]])
    if not (near or ahead or undated or late):
        return False
    sections = [
        Section(_("Now"), near),
        Section(_("Within seven days"), ahead),
        Section(_("Without a set term"), undated),
        Section(_("Overdue with others"), late),
    ]
    key = f"digest:{on.isoformat()}:{news.person.pk}"
    return put(
        write_digest(sections, [*near, *ahead, *undated]), to=news.person,
        kind=Letter.Kind.DIGEST, key=key, at=at,
    )  # fmt: skip
