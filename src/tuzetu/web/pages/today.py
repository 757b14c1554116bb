"""Today: what the visitor owes, late first; what others owe beside it."""

from collections.abc import Iterable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.dossier.duty import Duty
from tuzetu.dossier.plan import Line
from tuzetu.registers.duties import Desk, desk_of
from tuzetu.registers.figures import figures_of_year
from tuzetu.web import looks
from tuzetu.web.duties_shown import act_name, duty_href, holder_words, owed_of, record_href
from tuzetu.web.mail_trouble import mail_trouble
from tuzetu.web.showing import Page, show
from tuzetu.web.visit import Visit, visit
from tuzetu.web.worker_trouble import worker_trouble

WEEK = timedelta(days=7)
LINE = "action"


def today(request: HttpRequest) -> HttpResponse:
    """The first page after sign-in."""
    seen = visit(request)
    desk = desk_of(seen.person, on=seen.on)
    title = _("Today, %(day)s") % {"day": date_format(seen.on, "DATE_FORMAT")}
    page = Page(
        title=title, lead=_lead(desk, seen), main=_groups(desk, seen), aside=_beside(desk, seen)
    )
    return show(request, page)


def _lead(desk: Desk, seen: Visit) -> str:
    late = sum(_is_late(duty, seen) or duty.due_on == seen.on for duty in desk.mine)
    if not desk.mine:
        return _("Nothing is waited for from you.")
    return _("Acts waited for from you: %(count)s; late or due today: %(late)s.") % {
        "count": len(desk.mine),
        "late": late,
    }


def _groups(desk: Desk, seen: Visit) -> tuple[object, ...]:
    lines = _lines(desk)
    late = [one for one in desk.mine if _is_late(one, seen)]
    now = [one for one in desk.mine if one.due_on == seen.on]
    week = [one for one in desk.mine if one.due_on and seen.on < one.due_on <= seen.on + WEEK]
    rest = [one for one in desk.mine if one not in (*late, *now, *week)]
    groups = (
        _group(_("Overdue"), late, lines, seen, late=True),
        _group(_("Today"), now, lines, seen),
        _group(_("Within seven days"), week, lines, seen),
        _group(_("Later or without a term"), rest, lines, seen),
    )
    shown = tuple(group for group in groups if group.duties)
    return shown or (_nothing(),)


def _lines(desk: Desk) -> dict[int, Line]:
    """The lines of plans that something is owed about: two of one case look alike without them."""
    return Line.objects.in_bulk([one.subject_id for one in desk.mine if one.subject_kind == LINE])


def _nothing() -> looks.Empty:
    act = looks.Act(
        label=_("Report a nonconformity"), href=reverse("open", args=("submit_report",))
    )
    return looks.Empty(
        title=_("You owe nothing today."),
        says=_("What is waited for from you will stand here, the most pressing first."),
        act=act,
    )


def _group(
    title: str, duties: Iterable[Duty], lines: dict[int, Line], seen: Visit, *, late: bool = False
) -> looks.Duties:
    shown = tuple(_duty(one, lines, seen) for one in duties)
    return looks.Duties(title=title, duties=shown, late=late)


def _duty(duty: Duty, lines: dict[int, Line], seen: Visit) -> looks.Duty:
    owed = owed_of(duty)
    about = lines.get(duty.subject_id) if duty.subject_kind == LINE else None
    title = duty.nc.title if duty.nc else ""
    return looks.Duty(
        when=_when(duty, seen),
        title=_(owed.says),
        href=record_href(duty),
        number=_number(duty),
        what=about.what if about else title,
        clause=owed.clause,
        act=looks.Act(label=act_name(duty), href=duty_href(duty), primary=_is_late(duty, seen)),
        late=_is_late(duty, seen),
    )


def _number(duty: Duty) -> str:
    if duty.nc:
        return duty.nc.number
    return (duty.plan.number or duty.plan.unit.short_name) if duty.plan else ""


def _is_late(duty: Duty, seen: Visit) -> bool:
    return duty.due_on is not None and duty.due_on < seen.on


def _when(duty: Duty, seen: Visit) -> str:
    if duty.due_on is None:
        return _("no term")
    days = (duty.due_on - seen.on).days
    if days < 0:
        return _("%(days)s days ago") % {"days": -days}
    return _("today") if days == 0 else date_format(duty.due_on, "MONTH_DAY_FORMAT")


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
    holds = looks.Link(label=_("Holds in force"), href=reverse("holds"))
    on_hold = looks.Panel(title=_("Suspension and isolation"), looks=(holds,))
    return (*worker_trouble(seen), *mail_trouble(seen), *((waiting,) if items else ()), on_hold, year)


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else "—"
