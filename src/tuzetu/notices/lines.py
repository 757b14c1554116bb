"""What a letter says of a duty: number, act, until when, where. No names, nothing confidential.

Whether a trouble came back is told with the reason, to those who see both cases.
"""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import Plan
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.notices import Notice
from tuzetu.procedure.parts import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing told; ``act``, ``says`` and ``part`` are English sentences to be translated.

    ``path`` leads to the record and changes nothing. ``part`` is set where somebody else is late.
    ``reason`` are the words of whoever decided, for those alone who may read them in the record.
    ``action`` is the action that it is about, ``deadline_on`` the day until which that is due now.
    """

    number: str
    title: str
    act: str
    clause: str
    due_on: date | None
    path: str
    nc: int | None = None
    says: str = ""
    part: str = ""
    reason: str = ""
    action: str = ""
    deadline_on: date | None = None

    @property
    def order(self) -> tuple[bool, date, str]:
        """By due date, what has none last."""
        return (self.due_on is None, self.due_on or date.max, self.number)


def by_due_date(lines: list[Line]) -> list[Line]:
    """The lines by due date, each act on a record until a day once."""
    latest_first = sorted(lines, key=_order, reverse=True)
    once = {(line.path, line.act, line.due_on): line for line in latest_first}
    return sorted(once.values(), key=_order)


def _order(line: Line) -> tuple[bool, date, str]:
    return line.order


def name_of(duty: Duty) -> str:
    """What stays the same of a duty while it is counted anew."""
    return f"{duty.subject_kind}:{duty.subject_id}:{duty.owed}:{duty.since_on.isoformat()}"


def cases_of(duty: Duty) -> list[Nonconformity]:
    """The cases that a duty is about; those of its plan where it has none of its own."""
    if duty.nc is not None:
        return [duty.nc]
    return joined_cases(duty.plan) if duty.plan else []


def joined_cases(plan: Plan) -> list[Nonconformity]:
    """The cases of a plan, in its order; reads nothing when they were fetched with it."""
    return [joined.cycle.nc for joined in plan.joined.all() if joined.left_at is None]


def line_of(duty: Duty, *, late_with: str = "") -> Line:
    """A duty as a line; ``late_with`` names the part that is late, for those above it."""
    owed = Owed[duty.owed.upper()]
    cases = cases_of(duty)
    return Line(
        number=_number(duty, cases),
        title=title_of(cases),
        act=owed.says,
        clause=owed.clause,
        due_on=duty.due_on,
        path=path_to(duty.nc, duty.plan) or reverse("letter", args=(duty.subject_id,)),
        nc=cases[0].pk if cases else None,
        part=late_with,
    )


def line_upon(
    notice: Notice, *, nc: Nonconformity | None, plan: Plan | None, due_on: date | None
) -> Line:
    """What happened, as a line: on the plan where it is about one, else on its case."""
    cases = [nc] if nc else joined_cases(plan) if plan else []
    return Line(
        number=number_of(plan, cases),
        title=title_of(cases),
        act=notice.act,
        clause=notice.clause,
        due_on=due_on,
        path=path_to(None if plan else nc, plan),
        nc=cases[0].pk if cases else None,
        says=notice.says,
    )


def title_of(cases: list[Nonconformity]) -> str:
    """The title of the one case concerned; nothing of a confidential one."""
    open_ones = [nc.title for nc in cases if not nc.confidential]
    return open_ones[0] if len(cases) == len(open_ones) == 1 else ""


def number_of(plan: Plan | None, cases: list[Nonconformity]) -> str:
    """The number of the plan once it has one, else of its first case."""
    if plan and plan.number:
        return plan.number
    return cases[0].number if cases else ""


def path_to(nc: Nonconformity | None, plan: Plan | None) -> str:
    """Where the record is read: the case, or the plan where the duty is the plan's own."""
    if nc:
        return reverse("case", args=(nc.pk,))
    return reverse("plan", args=(plan.pk,)) if plan else ""


def part_words(duty: Duty) -> str:
    """The part that owes, in English."""
    return Part[duty.part.upper()].value


def _number(duty: Duty, cases: list[Nonconformity]) -> str:
    if duty.nc is not None:
        return duty.nc.number
    if duty.plan is not None:
        return number_of(duty.plan, cases)
    return IntakeItem.objects.values_list("number", flat=True).get(pk=duty.subject_id)
