"""What a step shows of its record: the plan as it stands, what was measured, what it is about."""

from django.db.models import Model
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.access.sight import visible_cases
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import current_cycle, evaluation_of, planned_in
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.dossier.plan import Line, Plan
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import CriterionChange, Postponement
from tuzetu.web import looks
from tuzetu.web.case_beside import hold_words
from tuzetu.web.case_causes import analysis_shown
from tuzetu.web.case_file import CaseFile, open_file
from tuzetu.web.case_outcome import period
from tuzetu.web.case_parts import list_names, present
from tuzetu.web.case_plan import criteria_table, wording
from tuzetu.web.case_shown import correction_shown
from tuzetu.web.criterion_changes_shown import (
    checked_before_the_end,
    rewritten_since,
    what_changes,
)
from tuzetu.web.measuring_told import too_early_to_measure
from tuzetu.web.plan_changes import remarks_to_meet
from tuzetu.web.plan_shown import plan_as_it_stands
from tuzetu.web.postponements_shown import request_shown
from tuzetu.web.reaching import home_of
from tuzetu.web.recurrence_told import the_other_answer, what_the_answer_does
from tuzetu.web.visit import Visit
from tuzetu.web.wording import reason

SHOWS_PLAN = frozenset(
    {"approve_plan", "return_plan", "submit_plan", "propose_controller", "record_meeting"}
)
"""Steps that nobody should take without the plan before their eyes."""

SHOWS_MEASURES = frozenset(
    {"find_effective", "order_further_actions", "order_new_analysis", "confirm_effective"}
)
"""Verdicts: nobody gives one without the measured values before their eyes."""


SHOWS_ANALYSIS = frozenset(
    {"complete_analysis", "propose_no_action", "agree_no_action", "require_action", "draft_plan"}
)
"""Steps that end, judge or build on the analysis."""


def above_form(code: str, record: Model | None, seen: Visit) -> tuple[object, ...]:
    """What stands between the heading and the form."""
    if isinstance(record, Plan) and code in SHOWS_PLAN:
        return plan_as_it_stands(record, seen)
    if isinstance(record, Plan) and code == "write_plan":
        return remarks_to_meet(record)
    if isinstance(record, Nonconformity):
        return _above_case(code, record, seen)
    if isinstance(record, Recurrence):
        return _of_link(code, record, seen)
    if isinstance(record, Postponement):
        return request_shown(record, seen)
    return _proposed(record) if isinstance(record, CriterionChange) else ()


def _above_case(code: str, nc: Nonconformity, seen: Visit) -> tuple[object, ...]:
    if code in SHOWS_MEASURES:
        return _measured(nc)
    if code == "record_measurements":
        return _too_early(open_file(nc, seen))
    if code == "confirm_correction":
        return _corrected(open_file(nc, seen))
    return analysis_shown(open_file(nc, seen), list_names()) if code in SHOWS_ANALYSIS else ()


def _too_early(file: CaseFile) -> tuple[object, ...]:
    """What would be refused of every result today is told before one is typed (17, 48)."""
    reasons = tuple(reason(one, ()) for one in too_early_to_measure(file))
    title = _("It is too early for a result today")
    return (looks.RefusalList(title=title, reasons=reasons, calm=True),) if reasons else ()


def _corrected(file: CaseFile) -> tuple[object, ...]:
    """The corrections that answer for this round, with what shows that they are done (10.2)."""
    kept = (one for one in file.corrections if not one.struck)
    answering = (one for one in kept if one.ordinal >= file.cycle.response_from)
    facts = tuple(fact for one in answering for fact in correction_shown(one, file))
    return (present(facts),) if facts else ()


def _measured(nc: Nonconformity) -> tuple[object, ...]:
    """The criteria with what was measured, and what the head of the unit thinks of it."""
    cycle = current_cycle(nc)
    planned, held = planned_in(cycle), evaluation_of(cycle)
    if planned is None or held is None:
        return ()
    found = {row.criterion_id: row for row in held.measurements.all()}
    facts = (
        looks.Fact(term=_("Recurrence"), says=held.recurrence_found),
        looks.Fact(
            term=_("Recurrence was looked for"),
            says=period(held.recurrence_from, held.recurrence_until),
        ),
        looks.Fact(term=_("View of the head of the unit"), says=held.head_view),
    )
    table = criteria_table(list(planned.criteria.all()), found)
    return (table, present(facts))


def _of_link(code: str, link: Recurrence, seen: Visit) -> tuple[object, ...]:
    """What the answer does and both cases; of one that the visitor does not see its number."""
    if visible_cases(seen.person, on=seen.on).filter(pk=link.earlier.nc_id).exists():
        return (*what_the_answer_does(code, link), *_linked(link))
    says = _(
        "You do not see this case, so you decide by the later one. "
        "Its number is all that you are told of it."
    )
    number = link.earlier.nc.number
    hidden = looks.Panel(title=_("Earlier case"), says=f"{number} · {says}")
    return (*the_other_answer(code, link), hidden, _told_case(_("Later case"), link.later))


def _linked(link: Recurrence) -> tuple[looks.Panel, ...]:
    """Both cases in their own words, and why somebody takes them for one matter (17)."""
    why = _("Linked by: %(who)s") % {"who": link.linked_by}
    return (
        _told_case(_("Earlier case"), link.earlier.nc),
        _told_case(_("Later case"), link.later),
        looks.Panel(title=why, says=link.reason),
    )


def _told_case(title: str, nc: Nonconformity) -> looks.Panel:
    link = looks.Link(label=nc.number, href=home_of(nc), note=nc.title)
    return looks.Panel(title=title, says=nc.description, looks=(link,))


def beside_form(record: Model | None) -> tuple[looks.Panel, ...]:
    """What the step is about, in a few words."""
    if isinstance(record, Nonconformity):
        return (_case(record),)
    if isinstance(record, Hold | Correction):
        return (_answer(record), _case(record.nc))
    if isinstance(record, Plan):
        return (_plan(record),)
    if isinstance(record, Line):
        return (_line(record), *_done(record), *_case_of(record))
    if isinstance(record, Postponement):
        return (_line(record.line), *_case_of(record.line))
    nc = getattr(record, "nc", None)
    return (_case(nc),) if isinstance(nc, Nonconformity) else ()


def _answer(record: Hold | Correction) -> looks.Panel:
    """What was stopped, or what removes the nonconformity itself."""
    if isinstance(record, Hold):
        return looks.Panel(title=_("Suspension and isolation"), says=hold_words(record))
    return looks.Panel(title=_("Correction"), says=record.what)


def _plan(plan: Plan) -> looks.Panel:
    """Whose plan it is, and who controls it."""
    named = ((plan.controller, _("controller")), (plan.controller_substitute, _("substitute")))
    chips = tuple(looks.PersonChip(name=str(who), office=part) for who, part in named if who)
    people = (looks.People(people=chips),) if chips else ()
    return looks.Panel(title=plan.number or _("Plan (draft)"), says=plan.unit.name, looks=people)


def _case(nc: Nonconformity) -> looks.Panel:
    return looks.Panel(title=nc.number, says=nc.description)


def _line(line: Line) -> looks.Panel:
    until = date_format(line.due_on, "DATE_FORMAT") if line.due_on else "—"
    says = _("%(what)s. Deadline: %(until)s.") % {"what": line.what.rstrip("."), "until": until}
    return looks.Panel(title=_("Line of the plan"), says=says)


def _case_of(line: Line) -> tuple[looks.Panel, ...]:
    return (_case(line.plan_case.cycle.nc),)


def _proposed(change: CriterionChange) -> tuple[looks.Panel, ...]:
    """The criterion as it stands, as it is proposed, and why."""
    why = _("Proposed by: %(who)s") % {"who": change.proposed_by}
    return (
        *checked_before_the_end(change),
        looks.Panel(title=_("Criterion as it stands"), says=wording(change.criterion)),
        looks.Panel(title=_("Criterion as proposed"), says=wording(change)),
        looks.Panel(
            title=_("What changes"), says=rewritten_since(change), looks=what_changes(change)
        ),
        looks.Panel(title=why, says=change.reason),
    )


def _done(line: Line) -> tuple[looks.Panel, ...]:
    """What the executor says was done, with the files that show it; or why it came back."""
    if line.done_at is None:
        back = line.confirmed_note
        return (looks.Panel(title=_("Why it was sent back"), says=back),) if back else ()
    files = tuple(
        looks.Link(label=one.name, href=reverse("file", args=(one.pk,))) for one in line.files.all()
    )
    return (looks.Panel(title=_("What was done"), says=line.done_note, looks=files),)
