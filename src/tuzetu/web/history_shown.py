"""The journal of a record as looks: readable differences, latest first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from tuzetu.access.sight import OutOfSight
from tuzetu.dossier.plan import Line
from tuzetu.dossier.request import CriterionChange, Postponement
from tuzetu.journal.history import Change, Told, history_of
from tuzetu.procedure.names import STEP_NAMES
from tuzetu.web import journal_words, looks
from tuzetu.web.case_parts import Names, list_names
from tuzetu.web.field_names import field_name
from tuzetu.web.showing import Page
from tuzetu.web.wording import clause_href, step_name

SHOWN = 200
"""So many entries are told on a page."""


def history_page(
    title: str, crumb: looks.Link, case_id: int, hidden: OutOfSight, before: int | None
) -> Page:
    """The history of a case, without what it tells of linked cases that stay ``hidden``.

    ``before`` is the entry up to which a former page has told it.
    """
    page = history_of(case_id, before=before, limit=SHOWN)
    names = list_names()
    places = _places(page.entries)
    entries = tuple(_entry(_in_sight(told, hidden), names, places) for told in page.entries)
    more = (
        looks.Act(label=_("Earlier entries"), href=f"?before={page.older}") if page.older else None
    )
    return Page(title=title, crumbs=(crumb,), main=(looks.History(entries=entries, more=more),))


Place = tuple[str, int]
LINE, REQUEST, CHANGE = "action", "postponement", "criterion_change"


def _places(entries: Sequence[Told]) -> dict[Place, str]:
    """Which line or criterion of its plan an entry is about, by the record of the entry."""
    about = {
        kind: [one.subject_id for one in entries if one.subject_kind == kind]
        for kind in (LINE, REQUEST, CHANGE)
    }
    lines: dict[Place, int] = {(LINE, pk): pk for pk in about[LINE]}
    asked = Postponement.objects.filter(pk__in=about[REQUEST]).values_list("pk", "line")
    lines |= {(REQUEST, pk): line for pk, line in asked}
    plans = Line.objects.filter(pk__in=lines.values()).values("plan")
    numbers = Line.objects.filter(plan__in=plans).numbers() if lines else {}
    changed = CriterionChange.objects.filter(pk__in=about[CHANGE])
    return {
        place: _("Line %(number)s") % {"number": numbers[pk]}
        for place, pk in lines.items()
        if pk in numbers
    } | {
        (CHANGE, pk): _("Criterion %(number)s") % {"number": number}
        for pk, number in changed.values_list("pk", "criterion__position")
    }


def _in_sight(told: Told, hidden: OutOfSight) -> Told:
    """An entry as the reader may see it: of a hidden case neither number, reason nor remark."""
    of_link = told.subject_kind == "recurrence" and told.subject_id in hidden.links
    remarks = {f"remark_{line}" for line in hidden.lines}
    changes = tuple(
        Change(one.field, _seen(one.before, hidden), _seen(one.after, hidden))
        for one in told.changes
        if one.field not in remarks
    )
    about = of_link or told.reason in hidden.words or changes != told.changes
    return replace(told, reason="" if about else told.reason, changes=changes)


def _seen(value: object, hidden: OutOfSight) -> object:
    """A value of the journal; the number of a hidden case is not told."""
    is_hidden = isinstance(value, str) and value in hidden.numbers
    return _("A case that you do not see.") if is_hidden else value


def act_name(code: str) -> str:
    """What an entry tells, in words."""
    if code in STEP_NAMES:
        return step_name(code)
    if code == "recount_deadline":
        return _("The deadline was recounted after a change of the calendar")
    return _("Edit of settings")


def _entry(told: Told, names: Names, places: Mapping[Place, str]) -> looks.Entry:
    place = places.get((told.subject_kind, told.subject_id), "")
    behalf = _("on behalf of %(who)s") % {"who": told.on_behalf_of} if told.on_behalf_of else ""
    return looks.Entry(
        title=" · ".join(filter(None, (act_name(told.code), place))),
        by=looks.PersonChip(name=told.by or _("The clock"), on_behalf_of=behalf),
        at=told.at,
        clause=told.clause,
        clause_href=clause_href(told.clause) if told.clause else "",
        reason=told.reason,
        changes=tuple(_difference(change, names) for change in told.changes),
        digest=f"№ {told.seq}",
    )


def _difference(change: Change, names: Names) -> looks.Difference:
    return looks.Difference(
        label=field_name(change.field),
        old=journal_words.told(change.field, change.before, names),
        new=journal_words.told(change.field, change.after, names),
    )
