"""What stands beside a case: terms, people, holds, prints, rare acts."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Model
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.dossier.containment import Hold
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.flows.hold import HoldStep
from tuzetu.procedure.flows.recurrence import RecurrenceStep
from tuzetu.procedure.flows.signed_copy import SignedCopyStep
from tuzetu.procedure.rulebook import State, Step
from tuzetu.procedure.states import ALIVE, CaseState, HoldState
from tuzetu.procedure.terms import Counted, Term
from tuzetu.web import looks
from tuzetu.web.addresses import step_href
from tuzetu.web.case_file import CaseFile
from tuzetu.web.case_next import hold_is_near, rare_acts
from tuzetu.web.case_people import people_shown
from tuzetu.web.case_unsettled import HOLD_ENDS
from tuzetu.web.copies_shown import signed_copies
from tuzetu.web.papers_shown import paper, prints
from tuzetu.web.states_shown import tag_of
from tuzetu.web.terms_shown import (
    carried_over,
    counted,
    explained,
    shortened,
    tally,
    used,
)
from tuzetu.web.wording import step_name

OPENED_ON_A_CASE: tuple[Step, ...] = (HoldStep.SET_HOLD, RecurrenceStep.LINK_RECURRENCE)


def beside(file: CaseFile) -> tuple[object, ...]:
    """The side column."""
    papers = (_prints(file), *_copies(file))
    panels = (_terms(file), people_shown(file), *_holds(file), *papers, _more(file))
    return tuple(panel for panel in panels if panel)


def _terms(file: CaseFile) -> looks.Panel | None:
    """The terms of the case; those of a merged case run on in the case that took it up."""
    if file.nc.phase == CaseState.MERGED:
        return None
    terms = list(_counted(file))
    clocks = tuple(_clock(file, one, ended) for one, ended in terms)
    sentences = tuple(
        told
        for one, _ended in terms
        for told in (_(one.term.says) + ":", *explained(one), *shortened(file, one))
    )
    shown = looks.Clocks(clocks=clocks, sentences=sentences)
    return looks.Panel(title=_("Terms"), looks=(shown,))


def _counted(file: CaseFile) -> Iterator[tuple[Counted, date | None]]:
    """The terms that run or ran in this cycle, with the day on which each was kept."""
    held, analysis = file.decision, file.analysis
    decided = local_day(held.decided_at) if held else None
    done = local_day(analysis.completed_at) if analysis and analysis.completed_at else None
    ended = local_day(file.cycle.ended_at) if file.cycle.ended_at else None
    earlier = carried_over(file)
    if not earlier:
        yield counted(file, Term.DECISION, file.cycle.office_received_on), decided or ended
    if (held or not ended) and not earlier:
        yield counted(file, Term.ANALYSIS, file.cycle.received_on), done or ended
    if done and file.facts.analysis.action_needed:
        plan = file.planned.plan if file.planned else None
        approved = local_day(plan.approved_at) if plan and plan.approved_at else None
        begun = max(done, plan.revised_on) if plan and plan.revised_on else done  # anew (44)
        yield counted(file, Term.APPROVAL, begun), approved
    if file.cycle.evaluate_from:
        held_now = file.evaluation
        judged = local_day(held_now.verdict_at) if held_now and held_now.verdict_at else None
        yield counted(file, Term.EVALUATION, file.cycle.evaluate_from), judged


def _clock(file: CaseFile, term: Counted, ended: date | None) -> looks.Clock:
    told = used(file, term, ended or file.facts.on)
    return looks.Clock(
        name=_(term.term.says),
        used=told.used,
        allowed=told.allowed,
        tally=tally(told),
        running=ended is None,
    )


def _holds(file: CaseFile) -> Iterator[looks.Panel]:
    for hold in file.holds:
        state: State = HoldState[hold.state.upper()]
        acts = _hold_acts(file, hold)
        yield looks.Panel(
            title=_("Suspension and isolation"), looks=(tag_of(state), hold_words(hold), *acts)
        )


def hold_words(hold: Hold) -> str:
    """What is stopped, since when, by what order, what goes on instead."""
    since = _("since %(day)s") % {"day": date_format(hold.since_on, "DATE_FORMAT")}
    number = hold.order_number.removeprefix("№").strip()
    order = _("order No. %(number)s") % {"number": number} if number else ""
    instead = _("Instead: %(what)s.") % {"what": hold.replaced_by} if hold.replaced_by else ""
    told = ", ".join(filter(None, (hold.what, since, order)))
    return " ".join(filter(None, (f"{told}.", instead, hold.end_reason)))


def _hold_acts(file: CaseFile, hold: Hold) -> tuple[looks.Act, ...]:
    mine = (step for step in HOLD_ENDS if hold.in_force and file.who.plays(*step.done_by))
    return tuple(_act(step, hold) for step in mine)


def _act(step: Step, record: Model) -> looks.Act:
    return looks.Act(label=step_name(step.code), href=step_href(step.code, record))


def _prints(file: CaseFile) -> looks.Panel:
    report = paper(_("Annex 2. Report"), "annex2", file.nc.pk)
    if file.planned and file.planned.plan.number:
        return prints(paper(_("Annex 1. Plan"), "annex1", file.planned.plan_id), report)
    return prints(report)


def _copies(file: CaseFile) -> tuple[looks.Panel, ...]:
    keep = SignedCopyStep.KEEP_SIGNED_COPY
    return signed_copies(file.files, file.nc, keep, file.who.parts)


def _more(file: CaseFile) -> looks.Panel:
    acts: list[object] = [
        looks.Act(label=_("Change history"), href=reverse("case_history", args=(file.nc.pk,)))
    ]
    acts += [
        _act(step, file.nc)
        for step in OPENED_ON_A_CASE
        if not (step is HoldStep.SET_HOLD and hold_is_near(file))
        and file.nc.phase in ALIVE
        and file.who.plays(*step.done_by)
        and not (step is RecurrenceStep.LINK_RECURRENCE and file.nc.potential)
    ]
    return looks.Panel(title=_("Also"), looks=(*acts, *rare_acts(file)))
