"""A plan's page as looks: the plan as it prints, remarks, meetings, changes since the return."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tuzetu.access.parts import actor_in_plan
from tuzetu.catalogue import CATALOGUE
from tuzetu.conduct.offering import offers_on
from tuzetu.dossier.containment import SERVED_NOW, Hold
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.evaluation import Measurement
from tuzetu.dossier.plan import Criterion, Line, Plan, PlanCase
from tuzetu.dossier.plan_facts import controller_of, last_day_of_change
from tuzetu.dossier.plan_text import stands_as_submitted
from tuzetu.people.written import written_once
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.flows.criterion_change import CriterionChangeStep
from tuzetu.procedure.flows.plan import PlanStep
from tuzetu.procedure.flows.signed_copy import SignedCopyStep
from tuzetu.procedure.parts import Part
from tuzetu.procedure.rulebook import Step
from tuzetu.procedure.states import HoldState, PlanState
from tuzetu.stages.planning.planned import cases_that_may_join
from tuzetu.web import looks
from tuzetu.web.addresses import step_href, why_href
from tuzetu.web.case_file import COPIES
from tuzetu.web.case_plan import criteria_table, plan_line, wording
from tuzetu.web.copies_shown import signed_copies
from tuzetu.web.criterion_changes_shown import Changes, waiting_changes, with_changes
from tuzetu.web.evidence_shown import tile
from tuzetu.web.line_acts import RUN, line_acts
from tuzetu.web.papers_shown import paper, prints
from tuzetu.web.plan_changes import (
    amendments_shown,
    changes_shown,
    remark_shown,
    revision_shown,
    revision_told,
)
from tuzetu.web.postponements_shown import warnings_in_plan
from tuzetu.web.showing import Page
from tuzetu.web.states_shown import hold_tag, tag_of
from tuzetu.web.struck_told import struck_told
from tuzetu.web.visit import Visit
from tuzetu.web.wording import step_name, word

MAIN_ACTS = ("approve_plan", "submit_plan", "write_plan")
BESIDE = frozenset({PlanStep.STRIKE_MEETING})
"""Steps that stand at what they are about, not among those of the plan."""

TURNS = {
    PlanState.DRAFT: noop("The author drafts the plan"),
    PlanState.RETURNED: noop("The author revises the returned plan"),
    PlanState.SUBMITTED: noop("The vice-rector approves or returns the plan"),
    PlanState.APPROVED: noop("The plan is carried out"),
    PlanState.CARRIED_OUT: noop("The plan is carried out in full"),
    PlanState.ABANDONED: noop("The plan was abandoned"),
}
"""Whose turn it is, state by state."""

CONTROLLER_FIRST = Owed.NAME_CONTROLLER.code
REVISING = noop("The author revises the approved plan")
UNCONTROLLED = noop(
    "The project office proposes who controls the plan; then the vice-rector approves it"
)


def plan_page(plan: Plan, seen: Visit) -> Page:
    """The whole page."""
    lines = _read_lines(plan)
    criteria = list(plan.criteria.prefetch_related("lines").select_related("plan_case"))
    waiting, holds = waiting_changes(criteria), _holds(plan)
    number = plan.number or _("without a number yet")
    return Page(
        title=_("Plan of %(unit)s") % {"unit": plan.unit.name},
        crumbs=(looks.Link(label=_("Plans"), href=reverse("plans")),),
        number=number,
        tags=(tag_of(plan.phase), *((hold_tag(),) if holds else ())),
        main=(
            _next(plan, seen),
            *holds,
            *(revision_shown(plan) if plan.phase != PlanState.DRAFT else ()),
            *(warnings_in_plan(lines, criteria, seen) if plan.phase in RUN else ()),
            *changes_shown(plan, plan.lines.numbers()),
            _table(plan, lines, criteria, seen),
            *_criteria(plan, criteria, waiting, seen),
            *_criterion_acts(plan, [one for one in criteria if one.pk not in waiting], seen),
            *_meetings(plan, seen),
            *amendments_shown(plan, plan.lines.numbers()),
        ),
        aside=tuple(_beside(plan, seen)),
    )


def plan_as_it_stands(plan: Plan, seen: Visit) -> tuple[object, ...]:
    """Changes since the last submission, lines, criteria and meetings."""
    lines = _read_lines(plan)
    criteria = list(plan.criteria.prefetch_related("lines").select_related("plan_case"))
    return (
        *_holds(plan),
        *revision_shown(plan),
        *changes_shown(plan, plan.lines.numbers()),
        _table(plan, lines, criteria, seen),
        *((criteria_table(criteria, {}),) if criteria else ()),
        *_meetings(plan, seen),
    )


def _holds(plan: Plan) -> tuple[looks.Panel, ...]:
    """What is stopped in the cases that the plan serves (32)."""
    served = Hold.objects.filter(nc__cycles__planned__plan=plan, **SERVED_NOW)
    held = served.filter(state=HoldState.IN_FORCE.code)
    rows = held.select_related("nc").order_by("since_on", "pk")
    says = "; ".join(f"{hold.nc.number}: {hold.what}" for hold in rows)
    return (looks.Panel(title=word(HoldState.IN_FORCE), says=says),) if says else ()


def _criteria(
    plan: Plan, criteria: list[Criterion], waiting: Changes, seen: Visit
) -> tuple[looks.CriteriaTable, ...]:
    """The criteria with what was measured, and with the changes that wait for a decision."""
    if not criteria:
        return ()
    table = criteria_table(criteria, _measured(plan))
    return (with_changes(table, criteria, waiting, seen),)


def _measured(plan: Plan) -> dict[int, Measurement]:
    """What the evaluations found, by criterion; without it the table would say: not yet."""
    rows = Measurement.objects.filter(criterion__plan=plan).order_by("pk")
    return {row.criterion_id: row for row in rows}


def _read_lines(plan: Plan) -> list[Line]:
    lines = _lines_of(plan.pk)
    for line in lines:
        line.plan = plan
    return lines


@written_once
def _lines_of(plan: int) -> QuerySet[Line]:
    related = ("executor", "implementing_unit", "plan_case__cycle__nc", "cause")
    return (
        Line.objects.filter(plan=plan)
        .select_related(*related)
        .prefetch_related(
            "co_executors",
            "remarks__made_by",
            "postponements__decided_by",
            "files__file",
            "files__added_by",
            "plan_case__cycle__nc__concerned",
        )
    )


def _next(plan: Plan, seen: Visit) -> looks.NextAct:
    every = offers_on(plan, by=seen.person, on=seen.on)
    offers = [one for one in every if one.step.code in CATALOGUE and _is_offered(one.step, plan)]
    free = [one for one in offers if one.free]
    codes = [one.step.code for one in free]
    came_back = plan.phase == PlanState.RETURNED and stands_as_submitted(plan)
    wanted = ("write_plan", *MAIN_ACTS) if came_back else MAIN_ACTS
    first = next((code for code in wanted if code in codes), "")
    barred = tuple(
        looks.Barred(
            says=_("%(act)s: conditions not met: %(count)s")
            % {"act": step_name(one.step.code), "count": len(one.reasons)},
            clause=one.step.clause,
            why_href=why_href(one.step.code, plan),
        )
        for one in offers
        if not one.free
    )
    primary = None
    if first:
        primary = looks.Act(label=step_name(first), href=step_href(first, plan), primary=True)
    others = tuple(
        looks.Act(label=step_name(code), href=step_href(code, plan))
        for code in codes
        if code != first
    )
    return looks.NextAct(
        title=_turn(plan),
        says=_situation(plan),
        primary=primary,
        others=others,
        barred=barred,
    )


def _is_offered(step: Step, plan: Plan) -> bool:
    """Not where the step stands elsewhere, nor a joining where no case waits for it (43)."""
    if step is PlanStep.JOIN_CASE and not cases_that_may_join(plan).exists():
        return False
    return step not in BESIDE


def _turn(plan: Plan) -> str:
    """Whose turn it is; before the approval a controller is proposed (46)."""
    first = Duty.objects.filter(subject_kind="plan", subject_id=plan.pk, owed=CONTROLLER_FIRST)
    if plan.phase == PlanState.SUBMITTED and first.exists():
        return _(UNCONTROLLED)
    if plan.phase == PlanState.DRAFT and plan.revised_on:
        return _(REVISING)
    return _(TURNS[plan.phase])


def _situation(plan: Plan) -> str:
    if plan.approved_at:
        approved = _("Approved on %(day)s by %(who)s; the text is frozen.") % {
            "day": date_format(local_day(plan.approved_at), "DATE_FORMAT"),
            "who": plan.approved_by,
        }
        return f"{approved} {revision_told(plan)}".strip()
    back = plan.remarks.order_by("pk").last() if plan.phase == PlanState.RETURNED else None
    if back:
        return _("Returned on %(day)s by %(who)s.") % {
            "day": date_format(local_day(back.made_at), "DATE_FORMAT"),
            "who": back.made_by,
        }
    if plan.phase == PlanState.DRAFT and plan.revised_on:
        return revision_told(plan)
    if plan.submitted_at:
        return _("Submitted on %(day)s by %(who)s.") % {
            "day": date_format(local_day(plan.submitted_at), "DATE_FORMAT"),
            "who": plan.submitted_by,
        }
    return _("Lines, criteria and the unit meeting come before submission.")


def _table(plan: Plan, lines: list[Line], criteria: list[Criterion], seen: Visit) -> looks.Section:
    said: dict[int, list[str]] = {}
    for criterion in criteria:
        for covered in criterion.lines.all():
            said.setdefault(covered.pk, []).append(wording(criterion))
    acting = _parts_at_lines(plan, seen)
    rows = tuple(
        _with_more(
            plan_line(line, number, "; ".join(said.get(line.pk, ()))), line, plan, acting, seen
        )
        for number, line in enumerate(lines, 1)
    )
    table = looks.PlanTable(caption=_("Lines of the plan"), lines=rows, shows_case=True)
    head = looks.SectionHead(title=_("The plan as it prints"), byline=_("Annex 1"), anchor="lines")
    return looks.Section(head=head, looks=(table if lines else _("The plan has no lines yet."),))


def _parts_at_lines(plan: Plan, seen: Visit) -> frozenset[Part]:
    """The visitor's parts towards the plan; executor and controller are those of a line."""
    return actor_in_plan(seen.person, plan, on=seen.on).parts - {Part.CONTROLLER}


def _with_more(
    row: looks.PlanLine, line: Line, plan: Plan, parts: frozenset[Part], seen: Visit
) -> looks.PlanLine:
    nc = line.plan_case.cycle.nc
    link = looks.Link(label=nc.number, href=reverse("case", args=(nc.pk,)), note=nc.title)
    at_line = {Part.EXECUTOR: line.executor_id, Part.CONTROLLER: controller_of(line, plan)}
    here = parts | {part for part, person in at_line.items() if person == seen.person.pk}
    acts = line_acts(line, plan, here, seen)
    remarks = tuple(remark_shown(one) for one in line.remarks.all())
    values = {name: getattr(row, name) for name in row.__slots__}
    evidence = tuple(tile(one) for one in line.files.all())
    more = {"nonconformity": link, "acts": acts, "remarks": remarks, "evidence": evidence}
    return looks.PlanLine(**values | more)


def _criterion_acts(plan: Plan, criteria: list[Criterion], seen: Visit) -> tuple[object, ...]:
    """The author may propose other criteria while the plan runs (49)."""
    step = CriterionChangeStep.PROPOSE_CRITERION_CHANGE
    mine = not _parts_at_lines(plan, seen).isdisjoint(step.done_by)
    if plan.phase != PlanState.APPROVED or not mine:
        return ()
    return tuple(_criterion_act(step, one, seen) for one in criteria)


def _criterion_act(step: Step, criterion: Criterion, seen: Visit) -> looks.Act | looks.Barred:
    """The act; from the day after half of the period, until when it was one, and why (49)."""
    until = last_day_of_change(criterion)
    named = _("Propose a change of the criterion: %(measure)s") % {"measure": criterion.measure}
    if until is None or seen.on <= until:
        return looks.Act(label=named, href=step_href(step.code, criterion))
    day = date_format(until, "DATE_FORMAT")
    return looks.Barred(
        says=_("%(act)s. The last day was %(day)s.") % {"act": named, "day": day},
        clause=step.clause,
        why_href=why_href(step.code, criterion),
    )


def _meetings(plan: Plan, seen: Visit) -> tuple[object, ...]:
    """Minutes, those struck as well; the author strikes what discussed the revision under way."""
    step = PlanStep.STRIKE_MEETING
    mine = not _parts_at_lines(plan, seen).isdisjoint(step.done_by) and plan.phase in step.sources
    href = step_href(step.code, plan)
    rows = tuple(
        looks.Meeting(
            number=one.minutes_number,
            on=one.held_on,
            body=plan.unit.name,
            decided=one.outcome,
            struck=struck_told(one),
            act=looks.Act(label=step_name(step.code), href=href, about=one.minutes_number)
            if mine and one.struck_at is None and one.revision == plan.revision
            else None,
        )
        for one in plan.meetings.select_related("struck_by")
    )
    if not rows:
        return ()
    head = looks.SectionHead(title=_("Meetings"), anchor="meetings")
    return (looks.Section(head=head, looks=(looks.Meetings(meetings=rows),)),)


def _beside(plan: Plan, seen: Visit) -> Iterator[looks.Panel]:
    joined = plan.joined.select_related("cycle__nc")
    links = tuple(_case_link(entry) for entry in joined)
    yield looks.Panel(title=_("Cases in the plan"), looks=(looks.Waiting(items=links),))
    chips = [looks.PersonChip(name=str(plan.author), office=_("plan author"))]
    if plan.controller:
        role = _("controller") if plan.approved_at else _("proposed as controller")
        chips.append(looks.PersonChip(name=str(plan.controller), office=role))
    yield looks.Panel(title=_("People"), looks=(looks.People(people=tuple(chips)),))
    yield prints(paper(_("Annex 1. Plan"), "annex1", plan.pk))
    pages = plan.files.select_related("file", *COPIES)
    keep = SignedCopyStep.KEEP_SIGNED_PLAN
    yield from signed_copies(pages, plan, keep, _parts_at_lines(plan, seen))
    if plan.frozen_hash:
        yield looks.Panel(title=_("Frozen text"), says=plan.frozen_hash[:12])


def _case_link(entry: PlanCase) -> looks.Link:
    nc = entry.cycle.nc
    note = _("released: %(reason)s") % {"reason": entry.left_because} if entry.left_at else nc.title
    return looks.Link(label=nc.number, href=reverse("case", args=(nc.pk,)), note=note)
