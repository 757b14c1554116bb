"""Postponements that wait for the visitor, decided together (44)."""

from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from tuzetu.conduct.offering import offers_on
from tuzetu.dossier.request import Postponement
from tuzetu.procedure.flows.postponement import PostponementStep
from tuzetu.procedure.rulebook import Step
from tuzetu.procedure.states import PostponementState
from tuzetu.stages.execution.deciding import (
    DecidePostponements,
    SomeRefused,
    answered,
    decide_postponements,
)
from tuzetu.web import looks
from tuzetu.web.postponements_shown import request_shown
from tuzetu.web.reaching import waiting_postponements
from tuzetu.web.showing import Page, show
from tuzetu.web.steps_shown import who_was_first
from tuzetu.web.visit import Visit, visit
from tuzetu.web.wording import sentence


def postponements(request: HttpRequest) -> HttpResponse:
    """Every request that waits for the visitor; a POST decides on those answered."""
    seen = visit(request)
    waiting = _waiting(seen)
    if request.method != "POST":
        form = DecidePostponements(waiting=waiting, ungranted=_ungranted(waiting, seen))
        return show(request, _page(form, waiting, seen))
    ungranted = _ungranted(waiting, seen)
    form = DecidePostponements(request.POST, waiting=waiting, ungranted=ungranted)
    if not form.is_valid():
        return show(request, _page(form, waiting, seen), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    answers = form.answers()
    try:
        decide_postponements(answers, by=seen.person, at=seen.at)
    except SomeRefused as told:
        _tell(form, told)
        return show(request, _page(form, waiting, seen), status=HTTPStatus.CONFLICT)
    messages.success(request, _("Requests decided: %(count)s.") % {"count": len(answers)})
    return HttpResponseRedirect(reverse("today"))


def _waiting(seen: Visit) -> list[Postponement]:
    """Requests with the controller's advice that this visitor decides on.

    Those that were answered count too, whatever became of them: no answer is dropped in silence.
    """
    rows = waiting_postponements(seen)
    advised = rows.filter(state=PostponementState.ADVISED.code)
    waits = [one for one in advised if _may_answer(one, seen)]
    told = rows.filter(pk__in=answered(seen.request.POST), advised_at__isnull=False)
    return sorted({*waits, *told}, key=lambda one: one.pk)


def _may_answer(one: Postponement, seen: Visit) -> bool:
    """Whether either answer is the visitor's to give: nobody decides on their own request."""
    return bool(_free(one, seen))


def _ungranted(waiting: list[Postponement], seen: Visit) -> frozenset[int]:
    """The requests that can be refused alone, as while their plan is revised (45)."""
    return frozenset(
        one.pk for one in waiting if _free(one, seen) == {PostponementStep.REFUSE_POSTPONEMENT}
    )


def _free(one: Postponement, seen: Visit) -> set[Step]:
    return {offer.step for offer in offers_on(one, by=seen.person, on=seen.on) if offer.free}


def _tell(form: DecidePostponements, told: SomeRefused) -> None:
    """At each request everything that stands in its way."""
    for pk, reasons in told.refused.items():
        for one in reasons:
            form.add_error(f"answer_{pk}", sentence(one.says, one.values))
    data = cast("QueryDict", form.data).copy()
    for pk, overtaken in told.overtaken.items():
        form.add_error(f"answer_{pk}", who_was_first(overtaken))
        data[f"version_{pk}"] = str(getattr(overtaken.record, "version", ""))
    form.data = data  # sent again, it is decided on the requests as they now are


def _page(form: DecidePostponements, waiting: list[Postponement], seen: Visit) -> Page:
    crumb = looks.Link(label=_("Today"), href=reverse("today"))
    title = _("Postponements that wait for your decision")
    if not waiting:
        nothing = looks.Empty(title=_("No postponement waits for your decision."), says="")
        return Page(title=title, crumbs=(crumb,), main=(nothing,))
    shown = looks.StepForm(
        form=form,
        href=reverse("postponements"),
        send=_("Decide"),
        groups=tuple(_group(one, seen) for one in waiting),
        cancel=looks.Link(label=_("Cancel"), href=reverse("today")),
        says=_("What you leave for later keeps waiting. Each decision gets its own entry."),
    )
    return Page(title=title, crumbs=(crumb,), main=(shown,))


def _group(one: Postponement, seen: Visit) -> looks.FieldGroup:
    """The line, what is asked and said about it, and the two answers."""
    number = one.line.plan_case.cycle.nc.number
    names = (f"answer_{one.pk}", f"decision_{one.pk}")
    title = f"{number} · {one.line.what}"
    return looks.FieldGroup(title=title, names=names, about=request_shown(one, seen))
