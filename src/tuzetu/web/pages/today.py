"""Today: what the visitor owes, late first; what others owe beside it."""

from collections.abc import Iterable, Sized
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.dossier.containment import Correction
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Line
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.offices import Office
from tuzetu.registers.cases import REPORTED
from tuzetu.registers.duties import Desk, desk_of
from tuzetu.registers.figures import figures_of_year
from tuzetu.registers.group_work import shared_analyses
from tuzetu.web import looks
from tuzetu.web.addresses import address
from tuzetu.web.duties_shown import act_name, duty_href, holder_words, owed_of, record_href
from tuzetu.web.mail_trouble import mail_trouble
from tuzetu.web.measuring_told import next_checks
from tuzetu.web.postponements_shown import lines_of_requests
from tuzetu.web.sent_back_told import sent_back_told
from tuzetu.web.settings_menu import may
from tuzetu.web.showing import Page, show
from tuzetu.web.states_shown import hold_tag
from tuzetu.web.visit import Visit, visit
from tuzetu.web.wording import day_near, step_name
from tuzetu.web.worker_trouble import worker_trouble

WEEK = timedelta(days=7)
SEVERAL = 2
LINE, CORRECTION, POSTPONEMENT = "action", "correction", "postponement"


def today(request: HttpRequest) -> HttpResponse:
    """The first page after sign-in."""
    seen = visit(request)
    desk = desk_of(seen.person, on=seen.on)
    title = _("Today, %(day)s") % {"day": date_format(seen.on, "DATE_FORMAT")}
    shared = shared_analyses(seen.person, on=seen.on)
    main = (*_groups(desk, seen), *_shared(shared, seen)) or (_nothing(seen),)
    desk = replace(desk, others=[one for one in desk.others if one not in shared])
    page = Page(title=title, lead=_lead(desk, shared, seen), main=main, aside=_beside(desk, seen))
    return show(request, page)


def _lead(desk: Desk, shared: Sized, seen: Visit) -> str:
    """How much is waited for; what a group works on together is not nothing (38.1)."""
    late = sum(_is_late(duty, seen) or duty.due_on == seen.on for duty in desk.mine)
    if not desk.mine and shared:
        return _("You work on an analysis together with your group: %(count)s.") % {
            "count": len(shared)
        }
    if not desk.mine:
        return _("Nothing is waited for from you.")
    return _("Acts waited for from you: %(count)s; late or due today: %(late)s.") % {
        "count": len(desk.mine),
        "late": late,
    }


def _groups(desk: Desk, seen: Visit) -> tuple[object, ...]:
    about = _about(desk, seen.on)
    late = [one for one in desk.mine if _is_late(one, seen)]
    now = [one for one in desk.mine if one.due_on == seen.on]
    week = [one for one in desk.mine if one.due_on and seen.on < one.due_on <= seen.on + WEEK]
    rest = [one for one in desk.mine if one not in (*late, *now, *week)]
    groups = (
        _group(_("Overdue"), late, about, seen, late=True),
        _group(_("Today"), now, about, seen),
        _group(_("Within seven days"), week, about, seen),
        _group(_("Later or without a term"), rest, about, seen),
    )
    return tuple(group for group in groups if group.duties)


@dataclass(frozen=True, slots=True)
class About:
    """What is owed about, beyond the case: lines of plans, and whole plans in some words."""

    lines: dict[int, Line]
    corrections: dict[int, Correction]
    plans: dict[int, str]
    requests: dict[int, str]
    sent_back: dict[int, str]
    checks: dict[int, date]


def _about(desk: Desk, on: date) -> About:
    """Two lines, corrections or requests of one case, two plans of a unit look alike without it."""
    lines = [one.subject_id for one in desk.mine if one.subject_kind == LINE]
    fixes = [one.subject_id for one in desk.mine if one.subject_kind == CORRECTION]
    plans = {one.plan_id for one in desk.mine if one.plan_id and not one.nc_id}
    measured = {one.nc_id for one in desk.mine if owed_of(one) is Owed.MEASURE and one.nc_id}
    known = Line.objects.in_bulk(lines)
    return About(
        known,
        Correction.objects.in_bulk(fixes),
        _plans(plans, on) if plans else {},
        lines_of_requests(one.subject_id for one in desk.mine if one.subject_kind == POSTPONEMENT),
        sent_back_told(known.values()),
        next_checks(measured, on=on) if measured else {},
    )


def _plans(wanted: set[int], on: date) -> dict[int, str]:
    """How much a plan is and how soon its first line is due."""
    rows = Line.objects.filter(plan__in=wanted).standing()
    told = (
        rows.order_by()
        .values_list("plan")
        .annotate(Count("pk"), Count("plan_case", distinct=True), Min("due_on"))
    )
    return {plan: _much(lines, cases, first, on) for plan, lines, cases, first in told}


def _much(lines: int, cases: int, first: date | None, on: date) -> str:
    much = _("lines: %(lines)s · cases: %(cases)s") % {"lines": lines, "cases": cases}
    if first is None:
        return much
    soonest = _("first deadline: %(day)s") % {"day": day_near(first, on)}
    return f"{much} · {soonest}"


def _nothing(seen: Visit) -> looks.Empty:
    """What the visitor begins with: letters at the chancellery (37), else a report (30)."""
    if may(seen, Office.CHANCELLERY_OFFICER):
        begins, label = "register_letter", step_name("register_letter")
    else:
        begins, label = "submit_report", _("Report a nonconformity")
    return looks.Empty(
        title=_("You owe nothing today."),
        says=_("What is waited for from you will stand here, the most pressing first."),
        act=looks.Act(label=label, href=address("open", begins)),
    )


def _group(
    title: str, duties: Iterable[Duty], about: About, seen: Visit, *, late: bool = False
) -> looks.Duties:
    shown = tuple(_duty(one, about, seen) for one in duties)
    return looks.Duties(title=title, duties=shown, late=late)


def _shared(duties: Iterable[Duty], seen: Visit) -> tuple[looks.Duties, ...]:
    """Analyses of the visitor's groups, with who leads each (38.1)."""
    nothing = About({}, {}, {}, {}, {}, {})
    led = _("Take part in the cause analysis. Leader: %(who)s")
    shown = tuple(
        replace(_duty(one, nothing, seen), title=led % {"who": one.person}, late=False)
        for one in duties
    )
    return (looks.Duties(title=_("Together with your group"), duties=shown),) if shown else ()


def _duty(duty: Duty, about: About, seen: Visit) -> looks.Duty:
    owed = owed_of(duty)
    return looks.Duty(
        when=_when(duty, seen),
        title=_(owed.says),
        href=record_href(duty),
        number=_number(duty),
        what=_what(duty, about),
        clause=owed.clause,
        note=_note(duty, about),
        act=looks.Act(label=act_name(duty), href=duty_href(duty), primary=_is_late(duty, seen)),
        late=_is_late(duty, seen),
        tags=(hold_tag(),) if _is_stopped(duty) else (),
    )


def _note(duty: Duty, about: About) -> str:
    """Why an action came back; from when what is to be measured can be (46, 48)."""
    if duty.subject_kind == LINE:
        return about.sent_back.get(duty.subject_id, "")
    day = about.checks.get(duty.nc_id or 0) if owed_of(duty) is Owed.MEASURE else None
    return _("Next check date: %(day)s") % {"day": date_format(day, "DATE_FORMAT")} if day else ""


def _is_stopped(duty: Duty) -> bool:
    """Whether something is on hold where the duty is owed; read with the duties of a desk."""
    return bool(getattr(duty, "nc_stopped", False) or getattr(duty, "plan_stopped", False))


def _what(duty: Duty, about: About) -> str:
    """The line or correction, else the case, else the plan: whose it is, how much, how soon."""
    if duty.subject_kind == LINE and duty.subject_id in about.lines:
        return about.lines[duty.subject_id].what
    if duty.subject_kind == CORRECTION and duty.subject_id in about.corrections:
        return about.corrections[duty.subject_id].what
    if duty.subject_kind == POSTPONEMENT and duty.subject_id in about.requests:
        return about.requests[duty.subject_id]
    if duty.nc:
        return duty.nc.title
    if duty.plan is None:
        return ""
    told = (duty.plan.unit.name, about.plans.get(duty.plan.pk, ""))
    return " · ".join(filter(None, told))


def _number(duty: Duty) -> str:
    if duty.nc:
        return duty.nc.number
    return (duty.plan.number or _("Plan (draft)")) if duty.plan else ""


def _is_late(duty: Duty, seen: Visit) -> bool:
    return duty.due_on is not None and duty.due_on < seen.on


def _when(duty: Duty, seen: Visit) -> str:
    if duty.due_on is None:
        return _("no term")
    days = (duty.due_on - seen.on).days
    if days < 0:
        return _("%(days)s days late") % {"days": -days}
    return _("today") if days == 0 else day_near(duty.due_on, seen.on)


def _beside(desk: Desk, seen: Visit) -> tuple[object, ...]:
    items = tuple(
        looks.Link(
            label=_number(one),
            href=record_href(one),
            note=_("%(who)s: %(act)s, %(when)s")
            % {
                "who": holder_words(one),
                "act": _(owed_of(one).says),
                "when": _when(one, seen),
            },
        )
        for one in desk.others
    )
    waiting = looks.Panel(title=_("Waiting for others"), looks=(looks.Waiting(items=items),))
    told = figures_of_year(seen.person, on=seen.on)
    figures = (
        looks.Figure(name=_("Recurred"), shows=f"{told.recurred} / {told.judged}"),
        looks.Figure(name=_("Proved effective"), shows=_share(told.effective, told.judged)),
        looks.Figure(name=_("Done by the first deadline"), shows=_share(told.kept, told.done)),
    )
    year = looks.Panel(
        title=_("Since the beginning of the academic year"), looks=(looks.Figures(figures=figures),)
    )
    together = _together(desk)
    holds = looks.Link(label=_("Holds in force"), href=address("holds"))
    mine = f"{address('cases')}?view={REPORTED}"
    reported = looks.Panel(
        title=_("My reports"),
        looks=(looks.Link(label=_("What became of what I reported"), href=mine),),
    )
    on_hold = looks.Panel(title=_("Suspension and isolation"), looks=(holds,))
    return (
        *worker_trouble(seen),
        *mail_trouble(seen),
        *together,
        *((waiting,) if items else ()),
        on_hold,
        reported,
        year,
    )


def _together(desk: Desk) -> tuple[looks.Panel, ...]:
    """Where several postponements are decided in one act, once there are several."""
    waiting = sum(owed_of(one) is Owed.DECIDE_POSTPONEMENT for one in desk.mine)
    if waiting < SEVERAL:
        return ()
    label = _("Decide on them together")
    link = looks.Link(label=label, href=address("postponements"), note=str(waiting))
    return (looks.Panel(title=_("Postponements"), looks=(link,)),)


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else "—"
