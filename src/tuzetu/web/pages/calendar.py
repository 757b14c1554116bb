"""The working calendar of a year: days off by name, moved days, the office's own entries."""

from calendar import Calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dates import MONTHS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tuzetu.conduct import asking
from tuzetu.people.calendar_keeping import set_day, strike_day
from tuzetu.people.working_calendar import FIRST_YEAR, LAST_YEAR, CalendarDay, effective_calendar
from tuzetu.procedure.calendar import Names, WorkingCalendar
from tuzetu.procedure.offices import Office
from tuzetu.web import looks
from tuzetu.web.editing import Edit, answer, posted
from tuzetu.web.frame import framed
from tuzetu.web.settings_menu import edit_acts, may, settings_panel
from tuzetu.web.showing import Page
from tuzetu.web.visit import Visit, visit

WEEKS = Calendar()
MONTHS_OF_A_YEAR = range(1, 13)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the picture: its number, how it counts, and why when it is not as usual."""

    on: date
    works: bool
    why: str = ""
    own: bool = False
    today: bool = False

    @property
    def kind(self) -> str:
        """The class of its cell."""
        if self.works:
            return "moved" if self.why else "works"
        return "holiday" if self.why else "weekend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month: its name, its weeks from Monday, how many working days it has."""

    name: str
    weeks: tuple[tuple[Day | None, ...], ...]
    working: int


class SetDay(forms.Form):
    """A day that counts otherwise, why, and by which order."""

    on = asking.day(gettext_lazy("Day"))
    works = asking.yes_or_no(gettext_lazy("Is it a working day?"))
    reason = asking.line(gettext_lazy("Reason"), limit=200)
    order_number = asking.line(gettext_lazy("Order number"), required=False, limit=200)


class Strike(forms.Form):
    """Why the entry is struck."""

    reason = asking.line(gettext_lazy("Reason"), required=False)


def calendar(request: HttpRequest, year: int = 0) -> HttpResponse:
    """The year as a picture and as a table: what deadlines are counted by (38)."""
    seen = visit(request)
    year = year or seen.on.year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(year)
    own = {row.on: row for row in CalendarDay.objects.filter(on__year=year)}
    days = effective_calendar(seen.on)
    months = tuple(_month(year, month, days, own, seen) for month in MONTHS_OF_A_YEAR)
    keeps = may(seen, Office.OFFICE_HEAD)
    acts = edit_acts((_("Set a day otherwise"), reverse("set_day")))
    page = Page(
        title=_("Working calendar, {year}").format(year=year),
        lead=_(
            "Deadlines in working days are counted by it. Working days of the year: {count}."
        ).format(count=sum(month.working for month in months)),
        aside=(*((acts,) if keeps else ()), _years(year), settings_panel("calendar")),
    )
    table = _unusual(months, own, keeps=keeps)
    shown = {"page": page, "months": months, "weekdays": WEEKDAYS_ABBR.values(), "table": table}
    return framed(request, "calendar/year.html", shown)


def _month(
    year: int, month: int, days: WorkingCalendar, own: dict[date, CalendarDay], seen: Visit
) -> Month:
    weeks = tuple(
        tuple(_day(on, days, own, seen) if on.month == month else None for on in week)
        for week in WEEKS.monthdatescalendar(year, month)
    )
    working = sum(day.works for week in weeks for day in week if day)
    return Month(name=str(MONTHS[month]), weeks=weeks, working=working)


def _day(on: date, days: WorkingCalendar, own: dict[date, CalendarDay], seen: Visit) -> Day:
    works = days.is_working(on)
    told = days.worked.get(on) if works else days.days_off.get(on)
    return Day(on=on, works=works, why=_words(told), own=on in own, today=on == seen.on)


def _words(names: Names | None) -> str:
    return names.get((get_language() or "kk")[:2], names["kk"]) if names else ""


def _years(year: int) -> looks.Panel:
    near = (one for one in (year - 1, year + 1) if FIRST_YEAR <= one <= LAST_YEAR)
    links = tuple(
        looks.Link(label=str(one), href=reverse("calendar_year", args=(one,))) for one in near
    )
    return looks.Panel(title=_("Other years"), looks=(looks.Waiting(items=links),))


def _unusual(
    months: tuple[Month, ...], own: dict[date, CalendarDay], *, keeps: bool
) -> looks.Table:
    """The twin of the picture in words: every day that is not as the week says."""
    titles = [_("Day"), _("Counts as"), _("Why"), _("Order")]
    titles += [_("Change")] if keeps else []
    rows = (
        looks.Row(cells=tuple(_cells(day, own.get(day.on), keeps=keeps))) for day in _told(months)
    )
    return looks.Table(
        caption=_("Days that are not as the week says"),
        columns=tuple(looks.Column(title=title) for title in titles),
        rows=tuple(rows),
        empty=looks.Empty(title=_("Every day is as the week says.")),
    )


def _told(months: tuple[Month, ...]) -> Iterator[Day]:
    days = (day for month in months for week in month.weeks for day in week if day)
    return (day for day in days if day.why or day.own)


def _cells(day: Day, row: CalendarDay | None, *, keeps: bool) -> Iterator[looks.Cell]:
    yield looks.Cell(says=date_format(day.on, "DATE_FORMAT"), note=str(_weekday(day.on)))
    yield looks.Cell(says=_("working day") if day.works else _("day off"))
    yield looks.Cell(
        says=row.reason if row else day.why, note=_("entered by the project office") if row else ""
    )
    yield looks.Cell(says=(row.order_number if row else "") or "—")
    if keeps:
        strike = reverse("strike_day", args=(row.pk,)) if row else ""
        act = looks.Link(label=_("Strike"), href=strike)
        yield looks.Cell(looks=(act,) if row else ())


def _weekday(on: date) -> object:
    return WEEKDAYS_ABBR[on.weekday()]


def set_a_day(request: HttpRequest) -> HttpResponse:
    """The head of the project office makes a day count otherwise."""
    seen = visit(request)
    form = posted(request, SetDay)
    edit = _edit(_("Set a day otherwise"), form, _("Set the day"))

    def act(on: date, **told: Any) -> None:  # noqa: ANN401
        set_day(on, by=seen.person, at=seen.at, **told)

    done = _("The day is set; open deadlines will be counted anew.")
    return answer(request, edit, act=act, done=done)


def strike(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of the project office strikes an entry of the calendar."""
    seen, row = visit(request), get_object_or_404(CalendarDay, pk=pk)
    title = _("Strike: {day}, {reason}").format(
        day=date_format(row.on, "DATE_FORMAT"), reason=row.reason
    )
    edit = _edit(title, posted(request, Strike), _("Strike"))

    def act(reason: str) -> None:
        strike_day(row, by=seen.person, at=seen.at, reason=reason)

    done = _("The entry is struck; open deadlines will be counted anew.")
    return answer(request, edit, act=act, done=done)


def _edit(title: str, form: forms.Form, send: str) -> Edit:
    home = reverse("calendar")
    crumbs = (looks.Link(label=_("Working calendar"), href=home),)
    return Edit(title=title, form=form, send=send, home=home, crumbs=crumbs)
