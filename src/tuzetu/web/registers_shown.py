"""The log, the register of plans and the holds in force as looks."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.access.sight import visible_plans
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Hold, stopped_in_plan
from tuzetu.dossier.plan import Plan
from tuzetu.procedure.calendar import local_day
from tuzetu.registers.cases import years_with_cases
from tuzetu.registers.holds import holds_in_force
from tuzetu.registers.leaf import Leaf, leaf_of
from tuzetu.registers.log import LogRow, log_rows
from tuzetu.web import looks
from tuzetu.web.addresses import address
from tuzetu.web.papers_shown import AS_A_TABLE, paper
from tuzetu.web.showing import Page
from tuzetu.web.states_shown import hold_tag, tag_of
from tuzetu.web.visit import Visit

LONGEST_NUMBER = 5
TITLE_IN_LOG = 3
"""The column of the log that a card on a phone shows in full width."""


def _page_number(seen: Visit) -> int:
    told = seen.request.GET.get("page", "1")
    return min(int(told), 10_000) if told.isdecimal() and len(told) <= LONGEST_NUMBER else 1


def _short(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def plans_page(seen: Visit) -> Page:
    """The register of plans."""
    rows = visible_plans(seen.person, on=seen.on).select_related("unit", "controller")
    rows = rows.annotate(stopped=stopped_in_plan())
    page = leaf_of(rows.order_by("-pk"), _page_number(seen))
    table = looks.Table(
        caption=_("Plans"),
        columns=tuple(
            looks.Column(title=one)
            for one in (
                _("Number"),
                _("Unit"),
                _("State"),
                _("Controller"),
                _("Approved"),
            )
        ),
        rows=tuple(_plan(plan) for plan in page.rows),
        empty=looks.Empty(title=_("There are no plans yet.")),
        pager=_pager(page, address("plans")),
        paper=paper(_("Register of plans"), "plans", seen.on.year, endings=AS_A_TABLE),
    )
    return Page(title=_("Plans"), main=(table,))


def _plan(plan: Plan) -> looks.Row:
    approved = _short(local_day(plan.approved_at)) if plan.approved_at else ""
    return looks.Row(
        cells=(
            looks.Cell(says=plan.number or _("draft"), href=address("plan", plan.pk)),
            looks.Cell(says=plan.unit.name),
            looks.Cell(looks=(tag_of(plan.phase), *((hold_tag(),) if plan.stopped else ()))),  # type: ignore[attr-defined]
            looks.Cell(says=str(plan.controller or "")),
            looks.Cell(says=approved),
        )
    )


def _pager(page: Leaf[Any], href: str, kept: str = "") -> looks.Pager | None:
    number = page.number
    if page.pages < 2:  # noqa: PLR2004  (a single page needs no pager)
        return None
    told = (
        _("Page %(number)s; there are more than %(pages)s")
        if page.more
        else _("Page %(number)s of %(pages)s")
    )
    says = told % {"number": number, "pages": page.pages}
    return looks.Pager(
        says=says,
        previous_href=f"{href}?{kept}page={number - 1}" if number > 1 else "",
        next_href=f"{href}?{kept}page={number + 1}" if page.followed else "",
    )


def log_page(seen: Visit) -> Page:
    """The log of a year, thirteen columns as printed; unasked, the last year with entries."""
    asked = seen.request.GET.get("year", "")
    filled = list(years_with_cases())
    newest = max(filled, default=seen.on.year)
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else newest  # noqa: PLR2004
    rows, page = log_rows(seen.person, year, on=seen.on, page=_page_number(seen))
    chips = tuple(
        looks.Chip(label=str(one), href=f"{address('log')}?year={one}", on=one == year)
        for one in sorted({*filled, seen.on.year}, reverse=True)
    )
    table = looks.Table(
        caption=_("Log of nonconformities and corrective actions, %(year)s") % {"year": year},
        columns=tuple(
            looks.Column(title=one, main=place == TITLE_IN_LOG)
            for place, one in enumerate(_log_heads())
        ),
        rows=tuple(_log_row(row) for row in rows),
        empty=looks.Empty(title=_("There are no entries in this year.")),
        filters=looks.Filters(href=address("log"), chips=chips),
        pager=_pager(page, address("log"), f"year={year}&"),
        paper=paper(_("Annex 3. Log"), "annex3", year, endings=AS_A_TABLE),
    )
    return Page(title=_("Log, %(year)s") % {"year": year}, main=(table,))


def _log_heads() -> tuple[str, ...]:
    return (
        _("Report No. and date"),
        _("Unit"),
        _("Source"),
        _("Nonconformity, requirement"),
        _("Root cause"),
        _("Correction"),
        _("Corrective actions, plan No."),
        _("Responsible executor"),
        _("Deadline: planned / actual"),
        _("Verdict"),
        _("State"),
        _("Note on the entry"),
    )


def _log_row(row: LogRow) -> looks.Row:
    nc = row.nc
    day = _short(local_day(nc.registered_at))
    return looks.Row(
        cells=(
            looks.Cell(says=nc.number, href=address("case", nc.pk), note=day),
            looks.Cell(says=nc.owning_unit.short_name),
            looks.Cell(says=row.source, note=nc.source_document),
            looks.Cell(says=nc.title, note=nc.requirement),
            looks.Cell(says=row.root_causes),
            looks.Cell(says=row.corrections),
            looks.Cell(says=row.actions, note=row.plan_number),
            looks.Cell(says=row.executors),
            looks.Cell(says=row.due, note=row.done),
            looks.Cell(says=row.verdict),
            looks.Cell(looks=_state_of(nc)),
            looks.Cell(says=row.remark, looks=tuple(_repeats(row))),
        )
    )


def _state_of(nc: Nonconformity) -> tuple[looks.Tag, ...]:
    return (tag_of(nc.phase), *((hold_tag(),) if nc.stopped else ()))  # type: ignore[attr-defined]


def _repeats(row: LogRow) -> Iterator[object]:
    """Which earlier report this one repeats, and in which later one it came back (17)."""
    for told, linked in (
        (_("earlier report"), row.repeats.of),
        (_("came back later"), row.repeats.later),
    ):
        for one in linked:
            yield looks.Link(label=one.number, href=address("case", one.pk), note=told)
    if row.repeats.unseen:
        yield _("Linked with a case that you do not see.")


def holds_page(seen: Visit) -> Page:
    """What is stopped now, the longest first."""
    rows = holds_in_force(seen.person, on=seen.on)
    table = looks.Table(
        caption=_("Holds in force"),
        columns=tuple(
            looks.Column(title=one)
            for one in (
                _("What exactly"),
                _("Since"),
                _("Number of the order"),
                _("Set by"),
                _("What replaces it"),
                _("Case"),
            )
        ),
        rows=tuple(_hold(hold) for hold in rows),
        empty=looks.Empty(title=_("Nothing is on hold now.")),
    )
    return Page(title=_("Holds in force"), main=(table,))


def _hold(hold: Hold) -> looks.Row:
    nc: Nonconformity = hold.nc
    return looks.Row(
        cells=(
            looks.Cell(says=hold.what),
            looks.Cell(says=_short(hold.since_on)),
            looks.Cell(says=hold.order_number),
            looks.Cell(says=str(hold.set_by)),
            looks.Cell(says=hold.replaced_by),
            looks.Cell(says=nc.number, href=address("case", nc.pk), note=nc.title),
        )
    )
