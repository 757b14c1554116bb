"""People: who works here, one person, and the administrator's edits of persons and accounts."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tuzetu.conduct import asking
from tuzetu.dossier.duty import Duty
from tuzetu.people.faults import Unfit
from tuzetu.people.passwords import new_password
from tuzetu.people.person import Person
from tuzetu.people.staffing import (
    CHANGEABLE,
    Particulars,
    add_person,
    correct_person,
    disable_account,
    enable_account,
    give_password,
    leave,
    move_person,
    rejoin,
)
from tuzetu.people.unit import Unit
from tuzetu.web import looks
from tuzetu.web.editing import Edit, answer, posted
from tuzetu.web.people_shown import people_page, person_page
from tuzetu.web.showing import show
from tuzetu.web.visit import visit

NAME_LIMIT = 80


class PersonParticulars(forms.Form):
    """What is kept of a person; no identification number, no birthday, no address."""

    surname = asking.line(gettext_lazy("Surname"), limit=NAME_LIMIT)
    given_name = asking.line(gettext_lazy("Given name"), limit=NAME_LIMIT)
    patronymic = asking.line(gettext_lazy("Patronymic"), required=False, limit=NAME_LIMIT)
    post = asking.line(gettext_lazy("Post"), required=False, limit=160)
    login = asking.line(gettext_lazy("User name"), limit=60)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy("Letters about duties go there; only the administrator sees it."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=Person.Language.choices, widget=forms.RadioSelect
    )


class NewPerson(PersonParticulars):
    """A new person with the home unit."""

    unit = asking.unit(gettext_lazy("Unit"))


class Move(forms.Form):
    """Another unit, perhaps another post."""

    unit = asking.unit(gettext_lazy("Unit"))
    post = asking.line(gettext_lazy("Post"), required=False, limit=160)


class Leaving(forms.Form):
    """From when the person no longer works here."""

    left_on = asking.day(gettext_lazy("First day no longer at work"))
    reason = asking.line(
        gettext_lazy("Reason"),
        required=False,
        hint=gettext_lazy("For instance the order's number."),
    )


def people(request: HttpRequest) -> HttpResponse:
    """Everybody who works here, by name and by unit."""
    return show(request, people_page(visit(request)))


def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: post, unit, offices; the account only to the administrator."""
    row = get_object_or_404(Person.objects.select_related("unit"), pk=pk)
    return show(request, person_page(row, visit(request)))


def add(request: HttpRequest) -> HttpResponse:
    """The administrator enters a person."""
    seen = visit(request)
    first = {"language": Person.Language.KAZAKH, "unit": request.GET.get("unit")}
    form = posted(request, NewPerson, initial=first)
    home = looks.Link(label=_("People"), href=reverse("people"))
    edit = Edit(
        title=_("Add a person"),
        form=form,
        send=_("Add a person"),
        home=home.href,
        says=_("The person can log in once you give a password on the person's page."),
        crumbs=(home,),
    )

    def act(unit: Unit, **told: Any) -> None:  # noqa: ANN401
        add_person(Particulars(**told), unit=unit, by=seen.person, at=seen.at)

    return answer(request, edit, act=act, done=_("The person is added."))


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The administrator corrects what is kept of a person."""
    seen, row = visit(request), get_object_or_404(Person, pk=pk)
    first = {name: getattr(row, name) for name in CHANGEABLE}
    form = posted(request, PersonParticulars, initial=first)

    def act(**told: Any) -> None:  # noqa: ANN401
        correct_person(row, Particulars(**told), by=seen.person, at=seen.at)

    edit = _edit(row, form, title=_("Correct names, post, address"), send=_("Save"))
    return answer(request, edit, act=act, done=_("Changes saved."))


def move(request: HttpRequest, pk: int) -> HttpResponse:
    """The administrator moves a person to another unit."""
    seen, row = visit(request), get_object_or_404(Person, pk=pk)
    form = posted(request, Move, initial={"unit": row.unit_id, "post": row.post})

    def act(**told: Any) -> None:  # noqa: ANN401
        move_person(row, by=seen.person, at=seen.at, **told)

    says = _("Offices do not move with the person; end or give them under Offices.")
    edit = _edit(row, form, title=_("Move to another unit"), send=_("Move"), says=says)
    return answer(request, edit, act=act, done=_("The person is moved."))


def leaving(request: HttpRequest, pk: int) -> HttpResponse:
    """The person leaves: what is still owed by name is told first."""
    seen, row = visit(request), get_object_or_404(Person, pk=pk)
    form = posted(request, Leaving, initial={"left_on": seen.on})

    def act(**told: Any) -> None:  # noqa: ANN401
        leave(row, by=seen.person, at=seen.at, **told)

    edit = _edit(
        row,
        form,
        title=_("The person leaves"),
        send=_("Enter the leaving"),
        says=_("Offices and substitutions end with the last day at work, and so do the sessions."),
        confirm=_owed_by_name(row),
    )
    return answer(request, edit, act=act, done=_("The leaving is entered."))


def _owed_by_name(row: Person) -> str:
    """What nobody else will do unless it is given to somebody else."""
    count = Duty.objects.filter(person=row).count()
    if not count:
        return ""
    says = _(
        "Still owed by this person by name: {count}. Give it to others in the cases and plans."
    )
    return says.format(count=count)


@require_POST
def back(request: HttpRequest, pk: int) -> HttpResponse:
    """The person works here again."""
    seen, row = visit(request), get_object_or_404(Person, pk=pk)
    rejoin(row, by=seen.person, at=seen.at)
    messages.success(request, _("The person works here again; offices are given anew."))
    return redirect("person", pk)


@require_POST
def disable(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the account at once, on every device."""
    seen, row = visit(request), get_object_or_404(Person, pk=pk)
    try:
        disable_account(row, by=seen.person, at=seen.at)
    except Unfit as unfit:
        messages.error(request, str(unfit))
    else:
        messages.success(request, _("The account is closed on every device."))
    return redirect("person", pk)


@require_POST
def enable(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the account again."""
    seen, row = visit(request), get_object_or_404(Person, pk=pk)
    enable_account(row, by=seen.person, at=seen.at)
    messages.success(request, _("The account is open again."))
    return redirect("person", pk)


@require_POST
def password_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a password, shown once; it holds three days and is to be replaced by an own one."""
    seen, row = visit(request), get_object_or_404(Person, pk=pk)
    given = new_password()
    give_password(row, given, by=seen.person, at=seen.at)
    return show(request, person_page(row, seen, given=given))


def _edit(
    row: Person, form: forms.Form, *, title: str, send: str, says: str = "", confirm: str = ""
) -> Edit:
    home = reverse("person", args=(row.pk,))
    crumbs = (
        looks.Link(label=_("People"), href=reverse("people")),
        looks.Link(label=row.full_name, href=home),
    )
    return Edit(
        title=title, form=form, send=send, home=home, says=says, confirm=confirm, crumbs=crumbs
    )
