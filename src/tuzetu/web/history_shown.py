"""The journal of a record as looks: readable differences, latest first."""

from dataclasses import replace

from django.utils.translation import gettext as _

from tuzetu.access.sight import OutOfSight
from tuzetu.journal.history import Change, Told, history_of
from tuzetu.procedure.names import STEP_NAMES
from tuzetu.web import journal_words, looks
from tuzetu.web.case_shown import Names, list_names
from tuzetu.web.field_names import field_name
from tuzetu.web.showing import Page
from tuzetu.web.wording import clause_href, step_name


def history_page(title: str, crumb: looks.Link, case_id: int, hidden: OutOfSight) -> Page:
    """The history of a case, without what it tells of linked cases that stay ``hidden``."""
    page = history_of(case_id, limit=200)
    names = list_names()
    entries = tuple(_entry(_in_sight(told, hidden), names) for told in page.entries)
    return Page(title=title, crumbs=(crumb,), main=(looks.History(entries=entries),))


def _in_sight(told: Told, hidden: OutOfSight) -> Told:
    """An entry as the reader may see it: of a hidden case neither number nor reason."""
    of_link = told.subject_kind == "recurrence" and told.subject_id in hidden.links
    about = of_link or told.reason in hidden.words
    changes = tuple(
        Change(one.field, _seen(one.before, hidden), _seen(one.after, hidden))
        for one in told.changes
    )
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


def _entry(told: Told, names: Names) -> looks.Entry:
    behalf = _("on behalf of %(who)s") % {"who": told.on_behalf_of} if told.on_behalf_of else ""
    return looks.Entry(
        title=act_name(told.code),
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
