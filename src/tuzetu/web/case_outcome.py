"""The end of a case: evaluation, verdict, recurrences, lessons."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tuzetu.dossier.evaluation import Evaluation
from tuzetu.procedure.calendar import local_day
from tuzetu.web import looks
from tuzetu.web.case_file import CaseFile
from tuzetu.web.case_links import recurrences_shown, way_to
from tuzetu.web.case_parts import followed

VERDICTS = {
    Evaluation.Verdict.EFFECTIVE: noop("Effective"),
    Evaluation.Verdict.PARTLY: noop("Partially effective"),
    Evaluation.Verdict.NOT_EFFECTIVE: noop("Not effective"),
}


def outcome_sections(file: CaseFile) -> tuple[object, ...]:
    """What there is of the end, in order."""
    parts = (_evaluation(file), recurrences_shown(file), _merged(file), _lessons(file))
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
    told = _("%(verdict)s, %(who)s, %(day)s") % {
        "verdict": _(VERDICTS[Evaluation.Verdict(held.verdict)]),
        "who": held.final_by,
        "day": date_format(local_day(held.final_at), "DATE_FORMAT"),
    }
    return followed(told, held.final_reason)


def _merged(file: CaseFile) -> looks.Section | None:
    """The case in which the same matter goes on, or those that this one took up (19)."""
    facts = [looks.Fact(term=_("Taken up"), says="", links=(way_to(nc),)) for nc in file.took_up]
    if file.goes_on_in:
        facts.append(looks.Fact(term=_("Goes on in"), says="", links=(way_to(file.goes_on_in),)))
    elif file.nc.merged_into_id:
        facts.append(looks.Fact(term=_("Goes on in"), says=_("A case that you do not see.")))
    if not facts:
        return None
    return _section(_("The same matter"), (looks.Facts(facts=tuple(facts)),), "merged")


def _lessons(file: CaseFile) -> looks.Section | None:
    held = file.lessons
    if held is None:
        return None
    rows = ((_("Risks and opportunities"), held.risks), (_("Management system"), held.changes))
    return _section(_("Lessons"), (_facts(*rows),), "lessons")
