"""Coming in and going out: by password, or in the demonstration by one press."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tuzetu.clock import now
from tuzetu.people.demonstration_roles import ROLES, demonstration_people
from tuzetu.people.person import Person, as_login
from tuzetu.people.sessions import begin
from tuzetu.web import looks
from tuzetu.web.browsers import program_of
from tuzetu.web.entrance import from_this_machine
from tuzetu.web.errors import sent_once_more
from tuzetu.web.frame import framed
from tuzetu.web.guard import signed_in
from tuzetu.web.kept_forms import KeptForm, come_back

LANGUAGE_KEPT = 365 * 24 * 3600


class SignIn(forms.Form):
    """Login and password; whatever is wrong, the answer is the same."""

    login = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.request = request
        self.person: Person | None = None

    def clean(self) -> dict[str, Any]:
        """Find the person whom both words open the door to."""
        told = super().clean() or {}
        if "login" in told and "password" in told:
            found = authenticate(
                self.request, login=as_login(told["login"]), password=told["password"]
            )
            if not isinstance(found, Person):
                raise forms.ValidationError(_("Wrong user name or password."))
            self.person = found
        return told


@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """The first page: a form, and in the demonstration its roles."""
    onward = onward_of(request)
    if signed_in(request):
        return _onward(request, onward)
    if request.method != "POST" or _only_carries(request):
        return _asked(request, SignIn(request=request), onward)
    form = SignIn(request.POST, request=request)
    if form.is_valid() and form.person is not None:
        return enter(request, form.person, onward=onward)
    return _asked(request, form, onward, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_POST
def demonstrate(request: HttpRequest) -> HttpResponse:
    """Come in as one of the demonstration's roles, from this very machine only."""
    if not demonstrating(request):
        raise PermissionDenied
    person = get_object_or_404(demonstration_people(), login=request.POST.get("login", ""))
    return enter(request, person, onward=onward_of(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Go out; the session is gone on the server too."""
    logout(request)
    messages.success(request, _("You have logged out."))
    return redirect("sign_in")


def enter(request: HttpRequest, person: Person, *, onward: str) -> HttpResponse:
    """Open a session under a new key, remember with what program, go where one was going."""
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    begin(request.session, program=program_of(request), at=now())
    answer = _onward(request, onward)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, person.language, max_age=LANGUAGE_KEPT, samesite="Lax"
        )
    return answer


def _only_carries(request: HttpRequest) -> bool:
    """Whether a form that was sent too late is brought along, and nobody signs in yet."""
    return "kept" in request.POST and "login" not in request.POST


def _onward(request: HttpRequest, onward: str) -> HttpResponse:
    """Where one was going; with a form that was sent too late, back to it."""
    found = come_back(request, request.POST.get("kept", ""), onward)
    if isinstance(found, KeptForm):
        return sent_once_more(request, found)
    return found or redirect(onward)


def onward_of(request: HttpRequest) -> str:
    """Where the person was going, if that is an address of this house; else home."""
    told = request.POST.get("next") or request.GET.get("next", "")
    host = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(told, host, require_https=request.is_secure())
    onward = told.startswith("/") and not told.startswith(reverse("sign_in"))
    return told if safe and onward else reverse("today")


def demonstrating(request: HttpRequest) -> bool:
    """Whether one press may sign in here and now."""
    return bool(settings.DEMO) and from_this_machine(request)


def _asked(
    request: HttpRequest, form: SignIn, onward: str, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    kept = request.POST.get("kept", "")
    carried = (("next", onward), *((("kept", kept),) if kept else ()))
    asked = looks.StepForm(
        form=form,
        href=reverse("sign_in"),
        send=_("Log in"),
        hidden=carried,
        says=_("What you typed is kept and comes back once you are in.") if kept else "",
    )
    roles = _roles(carried) if demonstrating(request) else None
    shown = {"asked": asked, "roles": roles}
    return framed(request, "signin/sign_in.html", shown, status=status)


def _roles(carried: tuple[tuple[str, str], ...]) -> looks.DemoSignIn:
    people = list(demonstration_people())
    rank = {role: place for place, role in enumerate(ROLES)}
    roles = [one for one in people if one.demo_role in rank]
    roles.sort(key=lambda one: rank[one.demo_role])
    others = [one for one in people if one.demo_role not in rank]
    return looks.DemoSignIn(
        href=reverse("demonstrate"),
        cards=tuple(_card(one, str(ROLES[one.demo_role])) for one in roles),
        others=tuple(_card(one, str(one.unit or "")) for one in others),
        hidden=carried,
    )


def _card(person: Person, says: str) -> looks.DemoCard:
    chip = looks.PersonChip(name=person.short_name, office=person.post)
    return looks.DemoCard(person=chip, says=says, login=person.login)
