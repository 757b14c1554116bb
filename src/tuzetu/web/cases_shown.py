"""The table of cases as looks."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.dossier.case import Nonconformity
from tuzetu.people.lists import items
from tuzetu.people.unit import names_of_units
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.states import CaseState
from tuzetu.registers.cases import (
    NEWEST,
    ORDERS,
    PAGE,
    REPORTED,
    Found,
    Wanted,
    find_cases,
    years_with_cases,
)
from tuzetu.web import looks
from tuzetu.web.addresses import address
from tuzetu.web.showing import Page
from tuzetu.web.states_shown import hold_tag, late_tag, restricted_tag, tag_of
from tuzetu.web.visit import Visit, told_in
from tuzetu.web.wording import word

LONGEST_NUMBER = 9
FIELDS = ("words", "state", "unit", "source", "kind", "year", "view", "order", "page")


def cases_page(seen: Visit) -> Page:
    """The page."""
    wanted = wanted_in(seen.request.GET)
    found = find_cases(wanted, by=seen.person, on=seen.on)
    table = looks.Table(
        caption=_("Nonconformities"),
        columns=tuple(_columns(wanted)),
        rows=tuple(_row(nc, seen) for nc in found.rows),
        empty=_empty(),
        filters=_filters(wanted),
        pager=_pager(wanted, found),
    )
    return Page(title=_("Nonconformities"), main=(table,))


def wanted_in(asked: QueryDict) -> Wanted:
    """What the address asks for; what makes no sense is left out."""
    return Wanted(
        words=told_in(asked, "words"),
        state=told_in(asked, "state", most=40),
        unit=_number(asked.get("unit")),
        source=told_in(asked, "source", most=40),
        kind=told_in(asked, "kind", most=40),
        year=_number(asked.get("year")),
        view=told_in(asked, "view", most=20),
        order=_known(asked.get("order")),
        page=min(_number(asked.get("page")) or 1, 10_000),
    )


def _known(order: str | None) -> str:
    return order if order and order in ORDERS else NEWEST


def _number(told: str | None) -> int | None:
    return int(told) if told and told.isdecimal() and len(told) <= LONGEST_NUMBER else None


def _href(wanted: Wanted, **other: object) -> str:
    asked = {name: getattr(wanted, name) for name in FIELDS} | {"page": 1} | other
    plain = {name: value for name, value in asked.items() if value and (name, value) != ("page", 1)}
    query = urlencode(plain)
    return f"{address('cases')}?{query}" if query else address("cases")


def _columns(wanted: Wanted) -> list[looks.Column]:
    def sorted_column(title: str, name: str) -> looks.Column:
        now = {name: "ascending", f"-{name}": "descending"}.get(wanted.order, "")
        turn = f"-{name}" if wanted.order == name else name
        return looks.Column(title=title, href=_href(wanted, order=turn), sorted_as=now)

    return [
        sorted_column(_("Number"), "number"),
        replace(sorted_column(_("Nonconformity"), "title"), main=True),
        looks.Column(title=_("Unit")),
        looks.Column(title=_("State")),
        looks.Column(title=_("What is waited for")),
        sorted_column(_("Deadline"), "due"),
    ]


def _row(nc: Nonconformity, seen: Visit) -> looks.Row:
    late = nc.due_on is not None and nc.due_on < seen.on
    tags = [tag_of(nc.phase), *([late_tag()] if late else [])]
    tags += [hold_tag()] if nc.stopped else []  # type: ignore[attr-defined]
    tags += [restricted_tag()] if nc.confidential else []
    owed = _(Owed[nc.owed.upper()].says) if nc.owed else ""
    return looks.Row(
        late=late,
        cells=(
            looks.Cell(says=nc.number, href=address("case", nc.pk)),
            looks.Cell(says=nc.title, note=_("potential") if nc.potential else ""),
            looks.Cell(says=nc.owning_unit.short_name),
            looks.Cell(looks=tuple(tags)),
            looks.Cell(says=owed),
            looks.Cell(says=date_format(nc.due_on, "SHORT_DATE_FORMAT") if nc.due_on else ""),
        ),
    )


def _empty() -> looks.Empty:
    act = looks.Act(label=_("Report a nonconformity"), href=address("open", "submit_report"))
    return looks.Empty(
        title=_("Nothing was found."),
        says=_("Change the filters, or report a nonconformity."),
        act=act,
    )


def _filters(wanted: Wanted) -> looks.Filters:
    views = (
        ("", _("All")),
        ("open", _("Open")),
        ("late", _("Overdue")),
        ("hold", _("On hold")),
        ("closed", _("Closed")),
        (REPORTED, _("Reported by me")),
    )
    chips = tuple(
        looks.Chip(label=label, href=_href(wanted, view=view), on=wanted.view == view)
        for view, label in views
    )
    return looks.Filters(
        href=address("cases"),
        chips=chips,
        choices=(_states(wanted), _units(wanted), _sources(wanted), _years(wanted)),
        search_name="words",
        search_words=wanted.words,
        clear_href=address("cases"),
        kept=tuple(
            (name, getattr(wanted, name)) for name in ("order", "view") if getattr(wanted, name)
        ),
    )


def _choice(name: str, label: str, rows: list[tuple[str, str]], now: str) -> looks.Choice:
    options = tuple(looks.Option(code=code, label=said, chosen=code == now) for code, said in rows)
    return looks.Choice(name=name, label=label, options=options)


def _states(wanted: Wanted) -> looks.Choice:
    rows = [(state.code, word(state)) for state in CaseState]
    return _choice("state", _("State"), rows, wanted.state)


def _units(wanted: Wanted) -> looks.Choice:
    rows = [(str(pk), name) for pk, name in names_of_units()]
    return _choice("unit", _("Unit"), rows, str(wanted.unit or ""))


def _sources(wanted: Wanted) -> looks.Choice:
    rows = [(item.code, item.name) for item in items("sources")]
    return _choice("source", _("Source"), rows, wanted.source)


def _years(wanted: Wanted) -> looks.Choice:
    rows = [(str(year), str(year)) for year in years_with_cases()]
    return _choice("year", _("Year"), rows, str(wanted.year or ""))


def _pager(wanted: Wanted, found: Found) -> looks.Pager | None:
    first = (wanted.page - 1) * PAGE + 1
    last = first + len(found.rows) - 1
    if not found.rows:
        return None
    total = _("more than %(total)s") % {"total": found.total} if found.more else str(found.total)
    says = _("%(first)s–%(last)s of %(total)s") % {"first": first, "last": last, "total": total}
    following = last < found.total or (found.more and len(found.rows) == PAGE)
    return looks.Pager(
        says=says,
        previous_href=_href(wanted, page=wanted.page - 1) if wanted.page > 1 else "",
        next_href=_href(wanted, page=wanted.page + 1) if following else "",
    )
