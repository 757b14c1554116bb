"""The procedure told in our words: clauses, limits in force, readings."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tuzetu.dossier.edition import edition_in_force
from tuzetu.procedure.clauses import Clause, Mark, chapters, clauses
from tuzetu.procedure.edition import Edition, Limits
from tuzetu.procedure.readings import Reading, readings
from tuzetu.procedure.terms import Days, Term
from tuzetu.web import looks
from tuzetu.web.showing import Page, show
from tuzetu.web.visit import visit
from tuzetu.web.wording import clause_number

MARKS = {
    Mark.ENFORCED: noop("enforced by the program"),
    Mark.SUPPORTED: noop("supported by the program"),
    Mark.DEFINED: noop("fixes a word"),
    Mark.INFORMATIVE: noop("for information"),
    Mark.SCHEDULED: noop("comes later"),
}


def procedure(request: HttpRequest) -> HttpResponse:
    """Clauses with what the program makes of them, limits in force, readings (7)."""
    seen = visit(request)
    edition = edition_in_force(seen.on).rules()
    page = Page(
        title=_("Procedure"),
        lead=_(
            "The clauses in our own words, what the program makes of each, "
            "and how doubts were read."
        ),
        main=(*_chapters(), _readings()),
        aside=(_limits(edition),),
    )
    return show(request, page)


def _chapters() -> tuple[looks.Section, ...]:
    language = get_language() or "kk"
    every = clauses().values()
    sections = [
        _section(
            f"{one.number}. {one.title.text(language)}", [c for c in every if c.chapter == one]
        )
        for one in chapters()
    ]
    rest = [clause for clause in every if clause.chapter is None]
    return (*sections, _section(_("Annexes and the standard"), rest))


def _section(title: str, told: list[Clause]) -> looks.Section:
    facts = tuple(_fact(clause) for clause in told)
    shown = looks.Facts(facts=facts, numbered=True)
    return looks.Section(head=looks.SectionHead(title=title), looks=(shown,))


def _fact(clause: Clause) -> looks.Fact:
    language = get_language() or "kk"
    summary = clause.summary.text(language) if clause.summary else ""
    brings = clause.brings.text(language) if clause.brings else ""
    note = _(MARKS[clause.mark])
    title = clause.title.text(language)
    says = f"{title}. {summary}" if summary else title
    return looks.Fact(
        term=clause_number(clause.number),
        says=says,
        note=f"{note}: {brings}" if brings else note,
        anchor=f"c-{clause.number}",
    )


def _readings() -> looks.Section:
    facts = tuple(_reading(one) for one in readings())
    head = looks.SectionHead(title=_("How the procedure was read"), anchor="readings")
    return looks.Section(head=head, looks=(looks.Facts(facts=facts, numbered=True),))


def _reading(reading: Reading) -> looks.Fact:
    language = get_language() or "kk"
    changed = _("Changed by: %(setting)s") % {"setting": reading.setting.called.text(language)}
    return looks.Fact(
        term=", ".join(map(clause_number, reading.clauses)),
        says=f"{reading.doubt.text(language)} {reading.answer.text(language)}",
        note=changed,
    )


def _limits(edition: Edition) -> looks.Panel:
    rows = [(_(term.says), _limit(term, edition.limits)) for term in Term]
    allowed = _("Yes") if edition.limits.executor_may_control else _("No")
    rows.append((_("The executor may control the own action"), allowed))
    facts = looks.Facts(facts=tuple(looks.Fact(term=term, says=says) for term, says in rows))
    title = _("Limits in force, edition %(code)s") % {"code": edition.code}
    return looks.Panel(title=title, looks=(facts,))


def _limit(term: Term, limits: Limits) -> str:
    held = getattr(limits, term.limit)
    if term.days is Days.YEARLY:
        month, day = held
        return _("no later than %(day)s") % {"day": date_format(date(2001, month, day), "j F")}
    says = {
        Days.WORKING: _("%(days)s working days"),
        Days.WEEKS: _("%(days)s weeks"),
        Days.MONTHS: _("%(days)s months"),
        Days.SHARE: _("until %(days)s of the period"),
    }
    return says[term.days] % {"days": held}
