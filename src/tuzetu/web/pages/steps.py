"""One page for every step: what is asked, why it is refused, who was first."""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.forms.utils import ErrorDict, ErrorList
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tuzetu.catalogue import CATALOGUE, Performance
from tuzetu.conduct.asking import StepForm
from tuzetu.conduct.offering import Standing, standing
from tuzetu.conduct.performing import Overtaken
from tuzetu.conduct.registering import SentAlready
from tuzetu.dossier.evidence import Draft
from tuzetu.procedure.rulebook import Refusal, Refused, Step, is_open
from tuzetu.web import steps_shown, why_shown
from tuzetu.web.case_not_yet import is_past
from tuzetu.web.days_off_told import days_off
from tuzetu.web.drafting import (
    add_refused,
    draft_of,
    drop_draft,
    drop_files,
    kept_files,
    returning,
    take_files,
)
from tuzetu.web.looks import asks_for_row, with_row
from tuzetu.web.mending import theirs, to_the_named
from tuzetu.web.reaching import home_of, reach
from tuzetu.web.sent_already import lead_on, marked, told_above, with_new_mark
from tuzetu.web.showing import Page, show
from tuzetu.web.similar_shown import similar_beside
from tuzetu.web.step_context import above_form, beside_form
from tuzetu.web.visit import Visit, visit
from tuzetu.web.wording import sentence, step_name


def take_step(request: HttpRequest, code: str, pk: int = 0) -> HttpResponse:
    """The page of a step; a POST takes it (every clause that is a step)."""
    seen = visit(request)
    performance = CATALOGUE.get(code)
    if performance is None:
        raise Http404(code)
    record = reach(performance.record, pk, seen) if performance.record else None
    if request.method == "POST":
        return _answered(seen, performance, record)
    stand = standing(performance.step, record, by=seen.person, on=seen.on)
    return _asked(seen, performance, record, stand)


def _page(
    seen: Visit,
    step: Step,
    record: Model | None,
    form: StepForm,
    *,
    reasons: tuple[Refusal, ...] = (),
    overtaken: Overtaken | None = None,
    sent: SentAlready | None = None,
    returned: Draft | None = None,
) -> Page:
    closed = overtaken is not None and not _still_open(seen, step, record)
    similar = similar_beside(step.code, record, form, seen)
    return steps_shown.asked(
        step,
        record,
        form,
        theirs=theirs(seen),
        reasons=reasons,
        overtaken=overtaken,
        closed=closed,
        returned=returned,
        context=(*((told_above(sent),) if sent else ()), *above_form(step.code, record, seen)),
        about=(*beside_form(record), *similar),
    )


def _still_open(seen: Visit, step: Step, record: Model | None) -> bool:
    """Whether sending again could pass, on the record as somebody else left it."""
    if record is None:
        return True
    now = type(record)._default_manager.get(pk=record.pk)  # noqa: SLF001
    stand = standing(step, now, by=seen.person, on=seen.on)
    return is_open(step, stand.facts) and not is_past(step, stand.facts, stand.who)


def _with_more_rows(posted: QueryDict) -> QueryDict | None:
    """What was posted with a row more, if that is what the person asked for."""
    for prefix in ("cause", "line", "criterion"):
        if asks_for_row(posted, prefix):
            return with_row(posted, prefix)
    return None


def _unjudged(form: StepForm) -> StepForm:
    """A form that was not sent yet: a row more was asked for, nothing in it is wrong so far."""
    rows = [told.rows for told in steps_shown.rows_of(form)]
    for one in (form, *(row for some in rows for row in some.forms)):
        vars(one)["_errors"] = ErrorDict()  # what Django keeps of a form that was judged
    for some in rows:
        vars(some).update(_errors=[{} for _row in some.forms], _non_form_errors=ErrorList())
    return form


def _form(
    seen: Visit, asks: type[StepForm], record: Model | None, grown: QueryDict | None = None
) -> StepForm:
    request = seen.request
    kept = kept_files(seen, asks, record)
    make = partial(asks, record=record, by=seen.person, on=seen.on, kept_files=kept)
    if request.method == "POST":
        return make(grown or request.POST, request.FILES)
    draft = draft_of(seen, asks, record)
    version = getattr(record, "version", None)
    return make(initial={"version": version, **marked(asks), **draft})


def _asked(
    seen: Visit, performance: Performance, record: Model | None, stand: Standing
) -> HttpResponse:
    if stand.reasons:
        return show(seen.request, steps_shown.refused(stand, record, theirs(seen)))
    form = _form(seen, performance.asks, record)
    draft = returning(seen, performance.asks, record)
    return show(seen.request, _page(seen, stand.step, record, form, returned=draft))


def _answered(seen: Visit, performance: Performance, record: Model | None) -> HttpResponse:
    """What was sent is taken, or comes back with what stands in the way; the step itself asks."""
    step = performance.step
    grown = _with_more_rows(seen.request.POST)
    if grown is not None:
        form = _unjudged(_form(seen, performance.asks, record, grown))
        return show(seen.request, _page(seen, step, record, form))
    drop_files(seen, performance.asks, record)
    unkept = take_files(seen, performance.asks, record)
    form = _form(seen, performance.asks, record)
    if not form.is_valid() or unkept:
        add_refused(form, unkept)
        stand = standing(step, record, by=seen.person, on=seen.on, choosing=form.choosing)
        page = _page(seen, step, record, form, reasons=told_apart(form, stand.reasons))
        return show(seen.request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        result = _perform(seen, performance, record, form)
    except (Refused, Overtaken, SentAlready) as told:
        return _held_up(seen, performance, record, form, told)
    drop_draft(seen, performance.asks, record)
    told_days = days_off(form, on=seen.on)
    if told_days:
        messages.info(seen.request, told_days)
    return _onward(seen, step, record, result)


def _held_up(
    seen: Visit,
    performance: Performance,
    record: Model | None,
    form: StepForm,
    told: Refused | Overtaken | SentAlready,
) -> HttpResponse:
    """The form with all that was typed and why it was not taken, or the way to what it made."""
    status, page = HTTPStatus.CONFLICT, partial(_page, seen, performance.step, record)
    if isinstance(told, Overtaken) and told.entry is None:
        told = _what_bars_it_now(seen, performance.step, told)
    if isinstance(told, Refused):
        apart = told_apart(form, told.reasons)
        status = status if apart else HTTPStatus.UNPROCESSABLE_ENTITY
        return show(seen.request, page(form, reasons=apart), status=status)
    if isinstance(told, Overtaken):
        return show(seen.request, page(form, overtaken=told), status=status)
    if told.same:
        return lead_on(seen, performance.asks, told)
    return show(seen.request, page(with_new_mark(form), sent=told), status=status)


def _what_bars_it_now(seen: Visit, step: Step, told: Overtaken) -> Refused | Overtaken:
    """Where it is not known who was first, the procedure may know what stands in the way now.

    Asked of the record as it is stored: the one at hand may have been changed for the step.
    """
    stored = type(told.record)._default_manager.get(pk=told.record.pk)  # noqa: SLF001
    stand = standing(step, stored, by=seen.person, on=seen.on)
    return Refused(step, stand.reasons) if stand.reasons else told


def told_apart(form: StepForm, reasons: tuple[Refusal, ...]) -> tuple[Refusal, ...]:
    """What was chosen wrongly is told at its field, together with the rest above the form."""
    fields = {(rule.clause, rule.says): name for rule, name in form.told_at.items()}
    for one in reasons:
        if (one.clause, one.says) in fields:
            form.add_error(fields[one.clause, one.says], _at_its_field(one))
    return tuple(one for one in reasons if (one.clause, one.says) not in fields)


def _at_its_field(one: Refusal) -> str:
    """What is wrong with the choice; where it is a case, with the way there."""
    says, way = sentence(one.says, one.values), to_the_named(one.values)
    if way is None:
        return says
    before, number, after = says.rpartition(way.label)
    return format_html('{}<a href="{}">{}</a>{}', before, way.href, number, after)


def _perform(seen: Visit, performance: Performance, record: Model | None, form: StepForm) -> Any:  # noqa: ANN401
    arguments = form.arguments()
    if record is None:
        return performance.perform(by=seen.person, at=seen.at, **arguments)
    version = form.cleaned_data.get("version")
    return performance.perform(record, by=seen.person, at=seen.at, version=version, **arguments)


def _onward(seen: Visit, step: Step, record: Model | None, result: Model | None) -> HttpResponse:
    messages.success(seen.request, _said(step))
    shown = result if step.opens and _has_page(result) else record
    return HttpResponseRedirect(home_of(shown or result))


SAVED = {"write_analysis": "complete_analysis", "write_plan": "submit_plan"}
"""Steps that save what was written so far, and the step that ends the work."""


def _said(step: Step) -> str:
    if step.code in SAVED:
        ending = step_name(SAVED[step.code])
        return _("Saved. The work ends with the step “%(act)s”.") % {"act": ending}
    return _("Done: %(act)s.") % {"act": step_name(step.code)}


def _has_page(result: Model | None) -> bool:
    return home_of(result) != reverse("today") if result else False


def why(request: HttpRequest, code: str, pk: int = 0) -> HttpResponse:
    """Why can't I: state, parts, and every rule of the step with its verdict."""
    seen = visit(request)
    performance = CATALOGUE.get(code)
    if performance is None:
        raise Http404(code)
    record = reach(performance.record, pk, seen) if performance.record else None
    stand = standing(performance.step, record, by=seen.person, on=seen.on)
    return show(request, why_shown.explained(stand, record, theirs(seen)))


def report(request: HttpRequest) -> HttpResponse:
    """The shortest way to the report (2, 30)."""
    return take_step(request, "submit_report")
