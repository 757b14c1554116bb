"""A person's own page: offices and substitutes, appearance, password, open sessions."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import authenticate, password_validation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tuzetu.people.appointment import Appointment, in_force
from tuzetu.people.person import Person, prefer
from tuzetu.people.sessions import Session, end_session, end_sessions, sessions_of
from tuzetu.people.staffing import choose_password
from tuzetu.web import looks
from tuzetu.web.editing import Edit, ask, posted
from tuzetu.web.offices_shown import office_words, term_words
from tuzetu.web.pages.signin import LANGUAGE_KEPT, enter
from tuzetu.web.showing import Page, show
from tuzetu.web.visit import Visit, visit

_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


class Preferences(forms.Form):
    """How the person likes the screen; the language also of letters."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=Person.Language.choices, widget=forms.RadioSelect
    )
    theme = forms.ChoiceField(
        label=gettext_lazy("Light or dark"),
        choices=Person.Theme.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    density = forms.ChoiceField(
        label=gettext_lazy("Rows of tables"),
        choices=Person.Density.choices,
        widget=forms.RadioSelect,
    )
    shortcuts = forms.BooleanField(
        label=gettext_lazy("Single keys act as shortcuts"), required=False
    )


class NewPassword(forms.Form):
    """The old password once, the new one twice; the browser may make, paste and keep it.

    The user name stands there to be read, by the person and by what keeps the passwords.
    """

    login = forms.CharField(
        label=gettext_lazy("User name"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "username", "readonly": True}),
    )
    old = forms.CharField(
        label=gettext_lazy("Present password"),
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=gettext_lazy("New password"),
        help_text=gettext_lazy("At least twelve characters; several unrelated words are best."),
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("New password again"),
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, seen: Visit, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.request, self.person = seen.request, seen.person
        self.initial["login"] = self.person.login

    def clean(self) -> dict[str, Any]:
        """The old one is tried at the same door as signing in, and counted with it."""
        told = super().clean() or {}
        old, new = told.get("old"), told.get("password")
        if old and authenticate(self.request, login=self.person.login, password=old) is None:
            self.add_error("old", _("This is not your present password."))
        if new and told.get("again") and new != told["again"]:
            self.add_error("again", _("The two new passwords differ."))
        if new:
            try:
                password_validation.validate_password(new, self.person)
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return told


def account(request: HttpRequest) -> HttpResponse:
    """The own page; a POST keeps the preferences."""
    seen = visit(request)
    person = seen.person
    now_preferred = {name: getattr(person, name) for name in Preferences.base_fields}
    form = posted(request, Preferences, initial=now_preferred)
    if request.method == "POST" and form.is_valid():
        return _kept(seen, form.cleaned_data)
    asked = looks.StepForm(form=form, href=reverse("account"), send=_("Save"))
    page = Page(
        title=_("My page"),
        main=(_self(person), _offices(seen), _section(_("Language and appearance"), asked)),
        aside=(_password(), _sessions(seen)),
    )
    sent = request.method == "POST"
    return show(request, page, status=_REFUSED if sent else HTTPStatus.OK)


def _kept(seen: Visit, chosen: dict[str, Any]) -> HttpResponse:
    """The preferences in force, and the answer in the new language."""
    prefer(seen.person, **chosen)
    with override(chosen["language"]):
        messages.success(seen.request, _("Changes saved."))
    kept = redirect("account")
    for cookie, value in (("language", chosen["language"]), ("theme", chosen["theme"])):
        kept.set_cookie(cookie, value, max_age=LANGUAGE_KEPT, samesite="Lax")
    return kept


@sensitive_post_parameters("old", "password", "again")
def password(request: HttpRequest) -> HttpResponse:
    """Choose a new password; every other session ends."""
    seen = visit(request)
    form = posted(request, NewPassword, seen=seen)
    if request.method == "POST" and form.is_valid():
        choose_password(seen.person, form.cleaned_data["password"], at=seen.at)
        request.session.flush()
        messages.success(request, _("Your password is changed; other devices are logged out."))
        return enter(request, seen.person, onward=reverse("account"))
    given = _("Somebody gave you this password. Choose your own before you go on.")
    edit = Edit(
        title=_("Change the password"),
        form=form,
        send=_("Change the password"),
        home=reverse("account"),
        says=given if seen.person.password_given_at else "",
        crumbs=(looks.Link(label=_("My page"), href=reverse("account")),),
    )
    bad = request.method == "POST"
    return ask(request, edit, status=_REFUSED if bad else HTTPStatus.OK)


@require_POST
def close_session(request: HttpRequest, handle: str) -> HttpResponse:
    """End one of the own sessions."""
    seen = visit(request)
    if not end_session(seen.person, handle, at=seen.at):
        raise Http404
    messages.success(request, _("That device is logged out."))
    return redirect("account")


@require_POST
def close_sessions(request: HttpRequest) -> HttpResponse:
    """End every other session."""
    seen = visit(request)
    end_sessions(seen.person, but=request.session.session_key)
    messages.success(request, _("All other devices are logged out."))
    return redirect("account")


def _self(person: Person) -> looks.Facts:
    unit = person.unit
    links = (looks.Link(label=unit.name, href=reverse("unit", args=(unit.pk,))),) if unit else ()
    rows = (
        looks.Fact(term=_("Name"), says=person.full_name),
        looks.Fact(term=_("Post"), says=person.post or "—"),
        looks.Fact(term=_("Unit"), says="" if links else "—", links=links),
        looks.Fact(term=_("User name"), says=person.login),
        looks.Fact(term=_("E-mail"), says=person.email or "—"),
    )
    return looks.Facts(facts=rows)


def _offices(seen: Visit) -> looks.Section:
    """The own offices, each with the way to hand it over."""
    held = Appointment.objects.filter(in_force(seen.on), person=seen.person, acting_for=None)
    rows = held.select_related("unit").prefetch_related("substitutes__person").order_by("pk")
    facts = looks.Facts(facts=tuple(_office(row, seen) for row in rows))
    empty = looks.Empty(
        title=_("You hold no office."),
        says=_("As an employee you may report nonconformities and carry out what is given to you."),
    )
    return _section(_("Offices and substitutes"), facts if facts.facts else empty)


def _office(row: Appointment, seen: Visit) -> looks.Fact:
    coming = [one for one in row.substitutes.all() if one.until_on and one.until_on >= seen.on]
    return looks.Fact(
        term=office_words(row),
        says="; ".join(
            _("{name} stands in {term}").format(name=one.person.short_name, term=term_words(one))
            for one in coming
        )
        or _("no substitute"),
        changes=(looks.Act(label=_("Hand over"), href=reverse("substitute", args=(row.pk,))),),
    )


def _password() -> looks.Panel:
    change = looks.Link(label=_("Change the password"), href=reverse("password"))
    return looks.Panel(title=_("Password"), looks=(change,))


def _sessions(seen: Visit) -> looks.Panel:
    """Open sessions, the present one marked; each of the others can be ended."""
    rows = list(sessions_of(seen.person, at=seen.at))
    here = seen.request.session.session_key
    facts = looks.Facts(facts=tuple(_session(row, here=row.session_key == here) for row in rows))
    everywhere = looks.Act(
        label=_("Log out everywhere else"), href=reverse("close_sessions"), post=True
    )
    shown: tuple[object, ...] = (facts, everywhere) if len(rows) > 1 else (facts,)
    return looks.Panel(title=_("Open sessions"), looks=shown)


def _session(row: Session, *, here: bool) -> looks.Fact:
    since = date_format(localtime(row.opened_at), "DATETIME_FORMAT") if row.opened_at else "—"
    away = looks.Act(
        label=_("Log out"), href=reverse("close_session", args=(row.handle,)), post=True
    )
    return looks.Fact(
        term=row.program or _("Unknown program"),
        says=_("since {when}").format(when=since),
        note=_("this session") if here else "",
        looks=() if here else (away,),
    )


def _section(title: str, *shown: object) -> looks.Section:
    return looks.Section(head=looks.SectionHead(title=title), looks=shown)
