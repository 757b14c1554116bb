"""Offices and substitutions: who holds what now, then, and before; appointing and handing over."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuzetu.conduct import asking
from tuzetu.people.appointing import (
    MAY_NAME_ANY_SUBSTITUTE,
    appoint,
    end_appointment,
    may_end,
    may_name_substitute,
    name_substitute,
)
from tuzetu.people.appointment import OFFICES, Appointment, in_force, offices_of
from tuzetu.people.person import Person
from tuzetu.procedure.offices import Office, office_of
from tuzetu.web import looks
from tuzetu.web.editing import Edit, answer, posted
from tuzetu.web.offices_shown import appointments_table, office_words, term_words
from tuzetu.web.settings_menu import edit_acts, may, settings_panel
from tuzetu.web.showing import Page, show
from tuzetu.web.visit import Visit, visit

PAST_SHOWN = 100
ORDER_LIMIT = 80


class Appoint(forms.Form):
    """Whom to which office, from when, by which order."""

    person = asking.person(gettext_lazy("Person"))
    office = forms.ChoiceField(
        label=gettext_lazy("Office"),
        choices=lambda: [("", "—"), *((code, _(words)) for code, words in OFFICES)],
    )
    unit = asking.unit(
        gettext_lazy("Unit"), required=False, hint=gettext_lazy("Only for the head of a unit.")
    )
    from_on = asking.day(gettext_lazy("First day"))
    until_on = asking.day(gettext_lazy("Last day"), required=False)
    order_number = asking.line(gettext_lazy("Order number"), required=False, limit=ORDER_LIMIT)
    needed: Mapping[str, asking.Told] = {"unit": asking.SOMETIMES}


class HandOver(forms.Form):
    """Who acts instead, from when until when."""

    person = asking.person(gettext_lazy("Substitute"))
    from_on = asking.day(gettext_lazy("First day"))
    until_on = asking.day(gettext_lazy("Last day"))
    order_number = asking.line(gettext_lazy("Order number"), required=False, limit=ORDER_LIMIT)


class End(forms.Form):
    """The last day, and why."""

    until_on = asking.day(gettext_lazy("Last day"))
    reason = asking.line(gettext_lazy("Reason"), required=False)


def offices(request: HttpRequest) -> HttpResponse:
    """All offices on one page: now, coming, past (who acts in the procedure)."""
    seen = visit(request)
    rows = Appointment.objects.select_related("person", "unit", "acting_for__person")
    page = Page(
        title=_("Offices and substitutions"),
        lead=_("While a substitution runs the substitute acts; the holder keeps sight only."),
        main=_groups(rows, seen),
        aside=_beside(seen),
    )
    return show(request, page)


def _groups(rows: QuerySet[Appointment], seen: Visit) -> tuple[object, ...]:
    now = rows.filter(in_force(seen.on)).order_by("office", "unit__name_sort", "pk")
    coming = rows.filter(from_on__gt=seen.on).order_by("from_on", "pk")
    past = rows.filter(until_on__lt=seen.on).order_by("-until_on", "-pk")[:PAST_SHOWN]
    return (
        _group(_("Now"), now, seen, empty=_("Nobody holds an office yet.")),
        _group(_("Coming"), coming, seen, empty=_("Nothing is coming.")),
        _group(_("Past"), past, seen, empty=_("Nothing is past yet.")),
    )


def _group(title: str, rows: QuerySet[Appointment], seen: Visit, *, empty: str) -> looks.Section:
    table = appointments_table(list(rows), seen, caption=title, empty=empty)
    return looks.Section(head=looks.SectionHead(title=title), looks=(table,))


def _beside(seen: Visit) -> tuple[object, ...]:
    if may(seen, Office.ADMINISTRATOR):
        acts = edit_acts((_("Appoint to an office"), reverse("appoint")))
        return (acts, settings_panel("offices"))
    return (settings_panel("offices"),)


def appoint_person(request: HttpRequest) -> HttpResponse:
    """The administrator appoints a person to an office."""
    seen = visit(request)
    first: Mapping[str, Any] = {"person": request.GET.get("person"), "from_on": seen.on}
    edit = _edit(_("Appoint to an office"), posted(request, Appoint, initial=first), _("Appoint"))

    def act(person: Person, office: str, **told: Any) -> None:  # noqa: ANN401
        appoint(person, office=office_of(office), by=seen.person, at=seen.at, **told)

    return answer(request, edit, act=act, done=_("The appointment is entered."))


def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """The holder, the head of the project office or the administrator names a substitute."""
    seen = visit(request)
    row = _row(pk)
    if not may_name_substitute(seen.person, row, held=offices_of(seen.person, seen.on)):
        raise PermissionDenied(*MAY_NAME_ANY_SUBSTITUTE)
    form = posted(request, HandOver, initial={"from_on": max(seen.on, row.from_on)})
    form.fields["person"].queryset = asking.people().exclude(pk=row.person_id)
    title = _("Hand over: {office}").format(office=office_words(row))
    says = _(
        "The duties go to the substitute on the first day and come back by themselves afterwards."
    )
    own = row.person_id == seen.person.pk
    edit = _edit(title, form, _("Hand over"), says=says, home="account" if own else "offices")

    def act(**told: Any) -> None:  # noqa: ANN401
        name_substitute(row, by=seen.person, at=seen.at, **told)

    return answer(request, edit, act=act, done=_("The substitute is named."))


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an appointment or a substitution; what never began is struck."""
    seen = visit(request)
    row = _row(pk)
    if not may_end(seen.person, row, held=offices_of(seen.person, seen.on)):
        raise PermissionDenied(Office.ADMINISTRATOR)
    title = _("End: {office}, {name}").format(office=office_words(row), name=row.person.short_name)
    says = _("It runs {term}. Take a day before the first one to strike it altogether.")
    form = posted(request, End, initial={"until_on": seen.on})
    edit = _edit(title, form, _("End"), says=says.format(term=term_words(row)))

    def act(**told: Any) -> None:  # noqa: ANN401
        end_appointment(row, by=seen.person, at=seen.at, **told)

    return answer(request, edit, act=act, done=_("The end is entered."))


def _row(pk: int) -> Appointment:
    rows = Appointment.objects.select_related("person", "unit", "acting_for__person")
    return get_object_or_404(rows, pk=pk)


def _edit(
    title: str, form: forms.Form, send: str, *, says: str = "", home: str = "offices"
) -> Edit:
    crumbs = (looks.Link(label=_("Offices and substitutions"), href=reverse("offices")),)
    return Edit(title=title, form=form, send=send, home=reverse(home), says=says, crumbs=crumbs)
