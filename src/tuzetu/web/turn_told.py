"""Whose turn it is on a record, in a sentence beside a refusal because of the stage."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Model, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tuzetu.access.parts import PART_OF_OFFICE
from tuzetu.clock import now
from tuzetu.conduct.left_to_decide import holders_of_part
from tuzetu.conduct.subjects import kind_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import current_cycle
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import Criterion, Line, Plan, PlanCase
from tuzetu.dossier.plan_facts import cases_in
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import CriterionChange, Postponement
from tuzetu.journal.history import last_taken
from tuzetu.people.appointment import Appointment, head_of, in_force
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.flows.criterion_change import CriterionChangeStep
from tuzetu.procedure.flows.plan import OPEN, PlanStep
from tuzetu.procedure.flows.postponement import PostponementStep
from tuzetu.procedure.parts import Part
from tuzetu.procedure.rulebook import Step
from tuzetu.procedure.states import ALIVE, ActionState, CaseState, PlanState, PostponementState
from tuzetu.web.duties_shown import RECURRENCE, holder_words, owed_of
from tuzetu.web.reaching import shown_with

CORRECTION, CASE = "correction", "case"
"""Goes on beside the stage, as links do, so it is told where nothing else is owed."""

BESIDE = frozenset({CORRECTION, RECURRENCE, "postponement", "criterion_change"})
"""What is asked goes on beside the stage, too."""

PARTS = ("action", "postponement", "criterion_change", CORRECTION)
"""Beside one part of a plan or case, what is owed on the others says nothing."""


def whose_turn(record: Model) -> str:
    """Who acts now, with what and until when; that nobody does where nothing is owed."""
    duty = next(iter(owed_around(record)), None)
    return f"{_lapsed(record)} {_told(duty) if duty else _nobodys_turn(record)}".strip()


def who_takes_it(step: Step, record: Model) -> str:
    """Who owes that very step now, and until when; nothing where nobody does."""
    wanted = {step.code, *COMES_FIRST.get(step.code, ())}
    duty = next((one for one in owed_around(record) if owed_of(one).step in wanted), None)
    return _told(duty) if duty else ""


COMES_FIRST = {PlanStep.APPROVE_PLAN.code: (Owed.NAME_CONTROLLER.step,)}
"""What has to be done before a step is owed by anybody (46)."""


OF_A_HEAD = frozenset({Part.HEAD, Part.AUTHOR})


def who_stands_in(person: int | None, step: Step, *, on: date) -> str:
    """Who holds meanwhile the office by which the step would be this person's, until when."""
    rows = Appointment.objects.filter(in_force(on), acting_for__person=person)
    for row in rows.select_related("person").order_by("pk"):
        part = PART_OF_OFFICE.get(row.held_office)
        if OF_A_HEAD.intersection(step.done_by) if part is None else part in step.done_by:
            says = _("%(who)s stands in for you and acts in your office; the last day: %(day)s.")
            last = row.until_on and date_format(row.until_on, "DATE_FORMAT")
            return says % {"who": row.person, "day": last}
    return ""


def _told(duty: Duty) -> str:
    told = {"who": _holder(duty), "act": _(owed_of(duty).says)}
    if duty.due_on is None:
        return _("It is the turn of: %(who)s. What is owed: %(act)s.") % told
    told |= {"day": date_format(duty.due_on, "DATE_FORMAT")}
    return _("It is the turn of: %(who)s. What is owed: %(act)s. Last day: %(day)s.") % told


def _holder(duty: Duty) -> str:
    """Who has the ball; where a unit's head does, or the one who holds an office, by name."""
    name = _sole_holder(duty) if duty.person is None else None
    return f"{holder_words(duty)} ({name})" if name else holder_words(duty)


def _sole_holder(duty: Duty) -> Person | None:
    on = local_day(now())
    if duty.part in HEADING:
        return head_of(duty.unit, on) if duty.unit else None
    holders = holders_of_part(duty.part, on) if duty.part in OF_ONE else ()
    return Person.objects.get(pk__in=holders) if len(holders) == 1 else None


HEADING = frozenset({Part.HEAD.code, Part.AUTHOR.code})
OF_ONE = frozenset({Part.VICE_RECTOR.code, Part.AUDITOR.code})
"""The project office acts as one, whoever of it does."""


def _nobodys_turn(record: Model) -> str:
    """That nothing is owed, and what follows from it."""
    shown = shown_with(record)
    if isinstance(record, IntakeItem):
        return _("The letter waits for nobody now: what it tells goes on in the cases on its page.")
    if isinstance(shown, Nonconformity) and shown is not record and shown.phase not in ALIVE:
        return _(NOBODYS)
    if shown is not None and shown is not record:
        return _(NOBODYS if _has_ended(record) else BESIDE_IT)
    if isinstance(shown, Plan):
        return _of_the_plan(shown)
    if isinstance(shown, Nonconformity):
        return _observed(shown) or _(AT_THE_END.get(shown.phase, NOBODYS))
    return _(NOBODYS)


LAPSED = PostponementState.LAPSED.code
LAPSES = {
    Postponement: PostponementStep.LAPSE_POSTPONEMENT,
    CriterionChange: CriterionChangeStep.LAPSE_CRITERION_CHANGE,
}


CONFIRMED: dict[type[Model], str] = {
    Postponement: noop("It lapsed on %(day)s, when the action that it was about was confirmed."),
    CriterionChange: noop(
        "It lapsed on %(day)s, when the last action under the criterion was confirmed or struck."
    ),
}


def _lapsed(request: Model) -> str:
    """Of a request that nobody answered in time, since when and for what reason (46)."""
    if not isinstance(request, Postponement | CriterionChange) or request.state != LAPSED:
        return ""
    step = LAPSES[type(request)].code
    found = last_taken(step, kind=kind_of(request), subjects=(request.pk,))
    says = _("It lapsed on %(day)s, when what it was about left the plan.")
    if ActionState.CONFIRMED in _states_of_lines(request):
        says = _(CONFIRMED[type(request)])
    return says % {"day": date_format(local_day(found[request.pk].at), "DATE_FORMAT")}


def _states_of_lines(request: Postponement | CriterionChange) -> set[ActionState]:
    """How the actions stand for which a later deadline or another criterion was asked."""
    if isinstance(request, Postponement):
        return {request.line.phase}
    return {line.phase for line in request.criterion.lines.all()}


def _of_the_plan(plan: Plan) -> str:
    """Who acts on a plan of which nothing is owed: its author, where no case stands in it."""
    if plan.phase in OPEN:
        says = _("No case stands in the plan: its author, %(who)s, takes one in or abandons it.")
        return says % {"who": plan.author}
    if plan.phase == PlanState.CARRIED_OUT and _goes_on(plan):
        return _("The plan is carried out: what follows is done in its cases.")
    return _(NOBODYS)


def _goes_on(plan: Plan) -> bool:
    """Whether something is still to be done in a case of the plan."""
    return any(entry.cycle.nc.phase in ALIVE for entry in cases_in(plan))


def _has_ended(part: Model) -> bool:
    """Whether the case of a line, a criterion or a request is at its end."""
    case = _case_of_part(part)
    return case is not None and case.phase not in ALIVE


NOBODYS = noop("Nobody has to act on it now.")
BESIDE_IT = noop("Nobody has to act on this now; what goes on beside it stands on the page.")
ANEW = noop("Nobody has to act on it now. If it is seen again, report it anew.")
AT_THE_END: Mapping[CaseState, str] = {
    CaseState.CLOSED: noop(
        "Nobody has to act on it now. If the trouble has come back, report it: the project "
        "office links the report to this case."
    ),
    CaseState.MERGED: noop(
        "Nobody has to act on it now: it goes on in another case; "
        "its page tells whoever may see it in which."
    ),
    CaseState.NOT_CONFIRMED: ANEW,
    CaseState.VOIDED: ANEW,
}


def _observed(nc: Nonconformity) -> str:
    """While a case is observed, until when (17)."""
    until = nc.phase == CaseState.OBSERVATION and current_cycle(nc).observed_until
    if not until:
        return ""
    says = _("No verdict is waited for now: the case is observed until %(day)s.")
    if until < local_day(now()):  # before the clock has made it somebody's duty
        says = _("The observation ended on %(day)s: the final verdict can be given.")
    return says % {"day": date_format(until, "DATE_FORMAT")}


def owed_around(record: Model, *, linked: bool = False) -> list[Duty]:
    """What is owed on the record itself, then on the case or plan that shows it, by its term.

    ``linked``: also on the links that put the case in question.
    """
    own, kind = shown_with(record) is not record, kind_of(record)
    of_it, around = Q(subject_kind=kind, subject_id=record.pk), _around(record)
    if linked:
        around |= _linked(record)
    if own:
        around &= ~Q(subject_kind__in=PARTS)
    found = Duty.objects.filter(of_it | around).select_related("person")

    def pressing(duty: Duty) -> tuple[bool, bool, bool, date, int]:
        on_it = own and (duty.subject_kind, duty.subject_id) == (kind, record.pk)
        beside = duty.subject_kind in BESIDE
        waits = owed_of(duty).names_a_decider  # before that nobody may decide
        return not (on_it or waits), beside, not waits, duty.due_on or date.max, duty.pk

    return sorted(found, key=pressing)


def _around(record: Model) -> Q:
    """What is owed on the case with its plan, or on the plan with its lines.

    A part of a plan may be seen for the sake of its case alone, so of the other cases of the plan
    nothing is told beside it.
    """
    shown, case = shown_with(record), _case_of_part(record)
    if isinstance(shown, Nonconformity):
        planned = PlanCase.objects.current().filter(cycle__nc=shown).values("plan")
        of_case = Q(nc=shown) if shown.phase in ALIVE else Q(nc=shown) & ~Q(subject_kind=RECURRENCE)
        return of_case | Q(nc=None, plan__in=planned)
    if case is not None:
        return Q(plan=shown) & (Q(nc=case) | Q(nc=None)) | Q(nc=case, plan=None)
    return Q(plan=shown) if isinstance(shown, Plan) else Q(pk__in=())


def _linked(record: Model) -> Q:
    open_ones = Recurrence.objects.filter(later__confidential=False)
    links = open_ones.filter(earlier__nc=record.pk).values("pk")
    return Q(subject_kind=RECURRENCE, subject_id__in=links if kind_of(record) == CASE else ())


def _case_of_part(record: Model) -> Nonconformity | None:
    """The case that a line, a criterion or a request about one of them belongs to."""
    part = record.line if isinstance(record, Postponement) else record
    part = part.criterion if isinstance(part, CriterionChange) else part
    return part.plan_case.cycle.nc if isinstance(part, Line | Criterion) else None
