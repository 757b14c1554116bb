"""The end of a case: evaluation, verdict, recurrences, lessons."""

from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.evaluation import Evaluation
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.flows.recurrence import RecurrenceStep
from tuzetu.procedure.states import RecurrenceState
from tuzetu.web import looks
from tuzetu.web.case_file import CaseFile
from tuzetu.web.duties_shown import RECURRENCE
from tuzetu.web.states_shown import tag_of
from tuzetu.web.steps_shown import step_href
from tuzetu.web.wording import step_name

VERDICTS = {
    Evaluation.Verdict.EFFECTIVE: noop("Effective"),
    Evaluation.Verdict.PARTLY: noop("Partially effective"),
    Evaluation.Verdict.NOT_EFFECTIVE: noop("Not effective"),
}


def outcome_sections(file: CaseFile) -> tuple[object, ...]:
    """What there is of the end, in order."""
    parts = (_evaluation(file), _recurrences(file), _merged(file), _lessons(file))
    return tuple(part for part in parts if part)


def _facts(*rows: tuple[str, str]) -> looks.Facts:
    return looks.Facts(facts=tuple(looks.Fact(term=term, says=says) for term, says in rows if says))


def _section(title: str, shown: tuple[object, ...], anchor: str) -> looks.Section:
    return looks.Section(head=looks.SectionHead(title=title, anchor=anchor), looks=shown)


def _evaluation(file: CaseFile) -> looks.Section | None:
    held = file.evaluation
    if held is None:
        return None
    rows = (
        (_("View of the head of the unit"), held.head_view),
        (_("Recurrence"), held.recurrence_found),
        (_("Recurrence was looked for"), period(held.recurrence_from, held.recurrence_until)),
        (_("Verdict"), verdict_words(held)),
        (_("Reason for the verdict"), held.verdict_reason),
        (_("Observation"), period(file.cycle.observed_from, file.cycle.observed_until)),
        (_("Final verdict"), _final(held)),
    )
    return _section(_("Evaluation"), (_facts(*rows),), "evaluation")


def verdict_words(held: Evaluation) -> str:
    """The verdict with its giver, provisional until it is final."""
    if not held.verdict or held.verdict_at is None:
        return ""
    name = _(VERDICTS[Evaluation.Verdict(held.verdict)])
    day = date_format(local_day(held.verdict_at), "DATE_FORMAT")
    if held.superseded_at:
        return _("%(verdict)s (superseded by a recurrence), %(who)s, %(day)s") % {
            "verdict": name,
            "who": held.verdict_by,
            "day": day,
        }
    if held.verdict == Evaluation.Verdict.EFFECTIVE and held.final_at is None:
        return _("%(verdict)s (provisional), %(who)s, %(day)s") % {
            "verdict": name,
            "who": held.verdict_by,
            "day": day,
        }
    return _("%(verdict)s, %(who)s, %(day)s") % {
        "verdict": name,
        "who": held.verdict_by,
        "day": day,
    }


def period(start: date | None, end: date | None) -> str:
    """Two days with what lies between them."""
    if start is None or end is None:
        return ""
    return _("from %(start)s until %(end)s") % {
        "start": date_format(start, "DATE_FORMAT"),
        "end": date_format(end, "DATE_FORMAT"),
    }


def _final(held: Evaluation) -> str:
    if held.final_at is None:
        return ""
    day = date_format(local_day(held.final_at), "DATE_FORMAT")
    told = _("%(who)s, %(day)s") % {"who": held.final_by, "day": day}
    return f"{told}. {held.final_reason}"


def _recurrences(file: CaseFile) -> looks.Section | None:
    if not file.links:
        return None
    facts = tuple(fact for link in file.links for fact in (_link(file, link), *_asked(file, link)))
    return _section(_("Recurrence"), (looks.Facts(facts=facts),), RECURRENCE)


def _link(file: CaseFile, link: Recurrence) -> looks.Fact:
    earlier = link.later_id == file.nc.pk
    other = link.earlier.nc if earlier else link.later
    term = _("Earlier case") if earlier else _("Later case")
    state = tag_of(RecurrenceState[link.state.upper()])
    if not (link.earlier_seen if earlier else link.later_seen):  # type: ignore[attr-defined]
        return _hidden(file, link, looks.Fact(term=term, says="", looks=(state,)))
    return looks.Fact(
        term=term,
        says=link.reason,
        links=(_way_to(other),),
        looks=(state,),
        note=link.decision,
    )


def _hidden(file: CaseFile, link: Recurrence, told: looks.Fact) -> looks.Fact:
    """Of a case that the visitor does not see, its number to whoever has to decide on it."""
    says = _("A case that you do not see.")
    if link.pk in file.unseen:
        return replace(told, says=link.earlier.nc.number, note=says)
    waits = link.state == RecurrenceState.LINKED.code and link.later_id == file.nc.pk
    others = _("Whoever of the project office sees the earlier case decides.")
    return replace(told, says=says, note=others if waits else "")


def _asked(file: CaseFile, link: Recurrence) -> tuple[looks.Fact, ...]:
    """Both answers to a link that is not decided on, side by side, for whoever decides (17)."""
    seen = (link.earlier_seen and link.later_seen) or link.pk in file.unseen  # type: ignore[attr-defined]
    state = RecurrenceState[link.state.upper()]
    answers = tuple(
        looks.Link(label=step_name(step.code), href=step_href(step.code, link))
        for step in RecurrenceStep
        if seen and state in step.sources and file.who.plays(*step.done_by)
    )
    says = _(Owed.DECIDE_RECURRENCE.says)
    return (looks.Fact(term=_("Decide"), says=says, links=answers),) if answers else ()


def _merged(file: CaseFile) -> looks.Section | None:
    """The case in which the same matter goes on, or those that this one took up (19)."""
    facts = [looks.Fact(term=_("Taken up"), says="", links=(_way_to(nc),)) for nc in file.took_up]
    if file.goes_on_in:
        facts.append(looks.Fact(term=_("Goes on in"), says="", links=(_way_to(file.goes_on_in),)))
    elif file.nc.merged_into_id:
        facts.append(looks.Fact(term=_("Goes on in"), says=_("A case that you do not see.")))
    if not facts:
        return None
    return _section(_("The same matter"), (looks.Facts(facts=tuple(facts)),), "merged")


def _way_to(nc: Nonconformity) -> looks.Link:
    return looks.Link(label=nc.number, href=reverse("case", args=(nc.pk,)), note=nc.title)


def _lessons(file: CaseFile) -> looks.Section | None:
    held = file.lessons
    if held is None:
        return None
    rows = ((_("Risks and opportunities"), held.risks), (_("Management system"), held.changes))
    return _section(_("Lessons"), (_facts(*rows),), "lessons")
