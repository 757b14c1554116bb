"""The page of a step as looks: the form, or the refusal with all reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from django.db.models import Model
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tuzetu.conduct.asking import StepForm
from tuzetu.conduct.offering import Standing
from tuzetu.conduct.performing import Overtaken
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.evidence import Draft
from tuzetu.dossier.plan import Plan
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.flows.every import DRAFTS
from tuzetu.procedure.flows.plan import PlanStep
from tuzetu.procedure.rulebook import (
    OVER,
    PASSED,
    WRONG_PART,
    WRONG_STAGE,
    Refusal,
    Step,
)
from tuzetu.procedure.rules import (
    containment,
    criterion_change,
    effectiveness,
    execution,
    planning,
)
from tuzetu.procedure.states import FINAL
from tuzetu.web import looks
from tuzetu.web.addresses import address, step_href, why_href
from tuzetu.web.instead_told import Instead, who_decides
from tuzetu.web.mending import Theirs, led_on
from tuzetu.web.reaching import around, home_of, shown_with
from tuzetu.web.saved_meanwhile import as_saved, differences, with_what_was_left_blank
from tuzetu.web.sent_back_told import with_what_came_back
from tuzetu.web.showing import Page
from tuzetu.web.turn_told import who_stands_in, who_takes_it, whose_turn
from tuzetu.web.way_back import crumbs
from tuzetu.web.why_shown import asked_then
from tuzetu.web.wording import (
    clause_href,
    reason,
    sentence,
    step_name,
)

UNFINISHED = noop(
    "Save it unfinished as often as you like. The step after it asks for everything that is not "
    "marked as optional."
)
EFFECTS = {
    "complete_analysis": noop(
        "The analysis is handed over as it stands here and cannot be changed after that. "
        "The head of the owning unit then plans the corrective actions."
    ),
    "propose_no_action": noop(
        "The analysis is handed over as it stands here and cannot be changed after that. "
        "The project office agrees that no corrective action is needed, or requires one."
    ),
    "draft_plan": noop(
        "A plan of the unit is begun with this case in it. You write its lines and criteria next; "
        "other cases of the unit can join it."
    ),
    "submit_plan": noop(
        "The plan goes to the vice-rector as it stands here. "
        "While it waits for approval it cannot be changed."
    ),
}
"""What a press does where the form asks for nothing."""

OF_THE_STAGE = frozenset(
    {
        WRONG_STAGE,
        PASSED,
        OVER,
        planning.the_case_waits_for_a_plan.says,
        planning.the_case_is_not_at_its_end.says,
        containment.the_case_is_open.says,
        containment.its_case_is_open.says,
        containment.its_case_still_records.says,
    }
)
"""Beside these it is told whose turn it is."""

TOLD_ON_ITS_PAGE = OF_THE_STAGE | {effectiveness.the_later_case_stands.says}
"""What follows from these stands on the page of the record."""

IRREVERSIBLE = frozenset(
    {"void_case", "reject_case", "merge_case", "approve_plan", "withdraw_for_good"}
)
"""Asked twice: the second press acts."""


def asked(
    step: Step,
    record: Model | None,
    form: StepForm,
    *,
    theirs: Theirs,
    reasons: tuple[Refusal, ...] = (),
    overtaken: Overtaken | None = None,
    closed: bool = False,
    returned: Draft | None = None,
    context: tuple[object, ...] = (),
    about: tuple[object, ...] = (),
) -> Page:
    """The form of a step; above it what stood in the way when it was sent.

    ``closed``: whoever was first has taken the case past this step, or it is taken already.
    ``returned``: what the visitor had typed before and not sent.
    """
    name = step_name(step.code)
    above: list[object] = []
    if reasons:
        title = _("The procedure does not allow this step yet.")
        if any(reason.says in {WRONG_PART, WRONG_STAGE, PASSED, OVER} for reason in reasons):
            title = _("This step is not open to you now.")
        kept = _("Everything you typed is still below.")
        against = refusal_list(step, reasons, record, theirs, on=form.on, title=title)
        above.append(replace(against, kept=kept))
    if overtaken:
        if step.code in DRAFTS and not closed:
            now = as_saved(form, overtaken.record)
            above += [_saved_elsewhere(overtaken), *differences(form, now)]
            form = with_what_was_left_blank(form, now)
        else:
            above.append(_overtaken(overtaken, form, closed=closed))
        form = _with_version(form, overtaken)
    shown = looks.StepForm(
        form=form,
        href=step_href(step.code, record),
        send=_("Save") if step.code in DRAFTS else name,
        rows=rows_of(form),
        groups=tuple(
            looks.FieldGroup(title=str(title), names=names) for title, names in form.groups
        ),
        says=_says(step),
        cancel=looks.Link(label=_("Cancel"), href=home_of(record)),
        draft_href=_draft_href(step, record),
        returned=_returned(returned) if returned else "",
        confirm=_("This cannot be undone. Are you sure?") if step.code in IRREVERSIBLE else "",
    )
    return Page(
        title=name,
        crumbs=crumbs(record),
        main=(*above, *context, shown),
        aside=(*about, *_beside(step)),
    )


def _returned(draft: Draft) -> str:
    """Whose words stand in the form: the visitor's own, of an earlier day or hour."""
    told = _("What you typed on %(when)s was not sent; it stands below.")
    return told % {"when": date_format(localtime(draft.saved_at), "DATETIME_FORMAT")}


def _says(step: Step) -> str:
    if step.code in DRAFTS:
        return _(UNFINISHED)
    return _(EFFECTS[step.code]) if step.code in EFFECTS else ""


def _with_version(form: StepForm, overtaken: Overtaken) -> StepForm:
    """The text stays; sending again acts on the record as it now is."""
    told = cast("QueryDict", form.data).copy()
    told["version"] = str(getattr(overtaken.record, "version", ""))
    form.data = told
    return form


ROWS = {
    "causes": (
        noop("Chain of causes"),
        noop("cause"),
        noop(
            "Begin with what led to the nonconformity itself. Beneath each cause ask “why?” and "
            "write the answer one level deeper, until the root cause is reached; mark it."
        ),
    ),
    "lines": (noop("Lines of the plan"), noop("line"), noop("To take a line out, clear it.")),
    "criteria": (
        noop("Evaluation criteria"),
        noop("criterion"),
        noop("To take a criterion out, clear it."),
    ),
}
"""Sets of rows that a step's form may carry: their legend, what one row is, how to fill them."""


def rows_of(form: StepForm) -> tuple[looks.FormRows, ...]:
    """The rows of a form that has some."""
    return tuple(
        looks.FormRows(
            rows=getattr(form, name),
            legend=_(legend),
            row_name=_(row),
            says=_(says) if says else "",
            behind=str(form.rows_behind.get(name, "")),
        )
        for name, (legend, row, says) in ROWS.items()
        if hasattr(form, name) and hasattr(getattr(form, name), "management_form")
    )


def _draft_href(step: Step, record: Model | None) -> str:
    pk = record.pk if record else 0
    return address("draft", step.code, pk)


def who_was_first(overtaken: Overtaken) -> str:
    """Who did what while the visitor was typing."""
    entry = overtaken.entry
    if entry is None:
        return _("Somebody changed this record while you were typing. Look at it, then send again.")
    return _("%(who)s took the step “%(act)s” on %(when)s, while you were typing.") % {
        "who": entry.by or _("The clock"),
        "act": step_name(entry.code),
        "when": date_format(localtime(entry.at), "DATETIME_FORMAT"),
    }


def _overtaken(overtaken: Overtaken, form: StepForm, *, closed: bool) -> looks.RefusalList:
    """Who was first: somebody else, or the visitor in another window."""
    entry, says = overtaken.entry, who_was_first(overtaken)
    kept = _("Your text is kept below. Look at the record, then send again if it still fits.")
    if closed:
        kept = _("This step is no longer open: open the record. Your text stands below to copy.")
    look_at = looks.Link(label=_("Open the record"), href=home_of(overtaken.record))
    shown = looks.Reason(says=says, clause=entry.clause if entry else "", mends=(look_at,))
    own = entry is not None and entry.by_id == form.by.pk
    title = _("Your own step in another window came first.") if own else _("Somebody was first.")
    return looks.RefusalList(title=title, reasons=(shown,), kept=kept)


def _saved_elsewhere(overtaken: Overtaken) -> looks.RefusalList:
    """Saving leaves no entry in the journal: it is not told who did it."""
    says = _(
        "You in another window, or somebody who writes with you, saved it after you opened it here."
    )
    look_at = looks.Link(label=_("Open the record"), href=home_of(overtaken.record))
    return looks.RefusalList(
        title=_("This was saved meanwhile."),
        reasons=(looks.Reason(says=says, clause="", mends=(look_at,)),),
        kept=_(
            "Your text is kept below; what you left blank stands as it was saved. "
            "Look at what would change, then send again if it still fits."
        ),
    )


def refused(stand: Standing, record: Model | None, theirs: Theirs) -> Page:
    """A step that is not open to the visitor: all reasons, who can meet them, where."""
    title = _("This step is not open to you now.")
    on = stand.facts.on
    shown = refusal_list(stand.step, stand.reasons, record, theirs, on=on, title=title)
    shown = _with_who_stands_in(shown, stand, record)
    return Page(
        title=step_name(stand.step.code),
        crumbs=crumbs(record),
        main=(shown, *asked_then(stand, record, theirs), _why_link(stand.step, record)),
        aside=_beside(stand.step),
    )


def _why_link(step: Step, record: Model | None) -> looks.Act:
    return looks.Act(label=_("Why can't I?"), href=why_href(step.code, record))


def refusal_list(
    step: Step,
    reasons: Sequence[Refusal],
    record: Model | None,
    theirs: Theirs,
    *,
    on: date,
    title: str,
) -> looks.RefusalList:
    """Every reason with its clause and the way to meet it; beside the first, whose turn it is."""
    reasons = _who_it_is_first(step, _of_those_who_could(reasons))
    instead = [who_decides(one, step, record, on=on) for one in reasons]
    each = zip(reasons, instead, strict=True)
    shown = [_reason(one, record, theirs, other) for one, other in each]
    if record is not None and shown and not (instead[0] and instead[0].says):
        turn = _turn(step, reasons[0], record)
        shown[0] = replace(shown[0], says=f"{shown[0].says} {turn}".strip())
    if record is not None and shown and not shown[0].mends:
        shown[0] = replace(shown[0], mends=(_to_record(record),))
    return looks.RefusalList(title=title, reasons=tuple(shown))


def _of_those_who_could(reasons: Sequence[Refusal]) -> Sequence[Refusal]:
    """Where nobody can take the step any more it is not told whose it was."""
    over = any(one.says in ENDED for one in reasons)
    return [one for one in reasons if not (over and one.says == WRONG_PART)]


def _who_it_is_first(step: Step, reasons: Sequence[Refusal]) -> Sequence[Refusal]:
    """What the reader can never meet, being who they are, before what has still to come."""
    of_doers = {rule.says for rule in step.only_if if rule.of_the_doer}
    whose = {WRONG_PART, *OF_THE_STAGE, *of_doers}
    return sorted(reasons, key=lambda one: one.says not in whose)


ENDED = frozenset(
    one.says
    for one in (
        planning.the_case_is_not_at_its_end,
        execution.the_verdict_is_still_to_come,
        execution.the_line_is_open,
        execution.the_plan_runs,
        criterion_change.the_criterions_plan_runs,
        criterion_change.the_criterions_lines_are_open,
        containment.the_case_is_open,
        containment.its_case_is_open,
    )
)
"""What is over for everybody."""


def _turn(step: Step, first: Refusal, record: Model) -> str:
    """Whose turn it is where the stage is in the way; of another's step, whose it is now."""
    if first.says in OF_THE_STAGE:
        return whose_turn(record)
    return who_takes_it(step, record) if first.says == WRONG_PART else ""


def _with_who_stands_in(
    shown: looks.RefusalList, stand: Standing, record: Model | None
) -> looks.RefusalList:
    """Beside a step that is another's for some days, who has the visitor's office meanwhile.

    Not where the rector named who decides: neither the visitor nor the stand-in does.
    """
    step, on = stand.step, stand.facts.on
    theirs = who_stands_in(stand.who.person, step, on=on)
    wrong = next((one for one in stand.reasons if one.says == WRONG_PART), None)
    decides = who_decides(wrong, step, record, on=on) if theirs and wrong else None
    if not theirs or wrong is None or (decides and decides.says):
        return shown
    first = replace(shown.reasons[0], says=f"{theirs} {shown.reasons[0].says}")
    return replace(shown, reasons=(first, *shown.reasons[1:]))


def _reason(
    one: Refusal, record: Model | None, theirs: Theirs, instead: Instead | None
) -> looks.Reason:
    """A reason as the page shows it; where the stage is in the way, with the way to the record."""
    if one.says in TOLD_ON_ITS_PAGE and record is not None:
        told = replace(one, values=with_what_came_back(one.values, record))
        return reason(told, (_to_record(record), *_anew(record, theirs)))
    if one.says == planning.the_case_stands_in_no_plan.says and record is not None:
        return reason(one, tuple(_to_plan(record)))
    if instead is None:
        return reason(one, led_on(one, one.mends, record, theirs))
    shown = reason(one, led_on(one, instead.mends, record, theirs))
    says = f"{shown.says} {instead.says}".strip()
    if one.says == WRONG_PART and not instead.says:
        says = sentence(WRONG_PART, {"parts": instead.who})
    return replace(shown, says=says, who=instead.who or shown.who)


def _anew(record: Model, theirs: Theirs) -> Iterator[looks.Link]:
    """What begins again where a way has ended: a report of it, a revision of the plan (45)."""
    shown = shown_with(record)
    if isinstance(shown, Nonconformity) and shown.phase in FINAL:
        yield looks.Link(label=step_name(REPORT), href=step_href(REPORT, None))
    if isinstance(record, Plan) and theirs(PlanStep.REVISE_PLAN, record):
        code = PlanStep.REVISE_PLAN.code
        yield looks.Link(label=step_name(code), href=step_href(code, record))


REPORT = CaseStep.SUBMIT_REPORT.code


def _to_record(record: Model) -> looks.Link:
    return looks.Link(label=_("Open the record"), href=home_of(record))


def _to_plan(record: Model) -> Iterator[looks.Link]:
    for plan in (one for one in around(record) if isinstance(one, Plan)):
        yield looks.Link(label=plan.number or _("Plan (draft)"), href=home_of(plan))


def _beside(step: Step) -> tuple[object, ...]:
    clause = looks.Link(
        label=_("Clause %(number)s") % {"number": step.clause}, href=clause_href(step.clause)
    )
    about = looks.Panel(title=_("By the procedure"), looks=(clause,))
    return (about,)
