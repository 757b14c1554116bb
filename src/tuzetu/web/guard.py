"""Every address is guarded: who may come in is said where the address is, the default is nobody."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from tuzetu.people.appointment import offices_of
from tuzetu.people.person import Person
from tuzetu.people.reading import reading
from tuzetu.people.sessions import renew
from tuzetu.procedure.offices import Office
from tuzetu.web.errors import only_sent_to, session_expired, typed_by_another
from tuzetu.web.typist import is_somebody_elses
from tuzetu.web.visit import visit

View = Callable[..., HttpResponseBase]
Who = Callable[[HttpRequest], bool]

READING = frozenset({"GET", "HEAD"})

WITH_GIVEN_PASSWORD = frozenset({"password", "sign_out"})
"""Open to people who still have to replace the password they were given."""


def anyone(_request: HttpRequest) -> bool:
    """Open to whoever comes."""
    return True


def signed_in(request: HttpRequest) -> bool:
    """Open to people who have signed in; what they see is the record's affair."""
    return isinstance(request.user, Person) and request.user.is_active


def holders_of(*offices: Office) -> Who:
    """Open to people who may act in one of the offices today."""

    def hold(request: HttpRequest) -> bool:
        if not signed_in(request):
            return False
        seen = visit(request)
        return any(held.office in offices for held in offices_of(seen.person, seen.on))

    hold.offices = offices  # type: ignore[attr-defined]
    return hold


def guarded(route: str, view: View, *, who: Who, name: str) -> URLPattern:
    """An address with its guard; the guard can be read from the view."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401
        if request.method not in READING:
            return view(request, *args, **kwargs)
        with reading():
            return view(request, *args, **kwargs)

    @wraps(view)
    def guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401
        return _explained(request, admit(request, *args, **kwargs))

    def admit(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401
        if who is anyone:
            return view(request, *args, **kwargs)
        if not signed_in(request):
            return _to_sign_in(request)
        if not who(request):
            raise PermissionDenied(*getattr(who, "offices", ()))
        if request.method not in READING and is_somebody_elses(request):
            return _private(typed_by_another(request))
        first = _password_first(request, name)
        return _private(first or answer(request, *args, **kwargs))

    guard.guarded_by = who  # type: ignore[attr-defined]
    return path(route, guard, name=name)


def _explained(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """An address that only takes forms says so to whoever opens it by hand."""
    if not isinstance(answer, HttpResponseNotAllowed) or request.method not in READING:
        return answer
    told = only_sent_to(request)
    told.headers["Allow"] = answer.headers["Allow"]
    return _private(told)


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """A page is shown after sign-in; what was sent is kept and can be sent again."""
    if request.method in READING:
        return redirect_to_login(request.get_full_path())
    return session_expired(request, sign_in_href=reverse("sign_in"))


def _password_first(request: HttpRequest, name: str) -> HttpResponseBase | None:
    """Renew the session after a change of rights; a given password is replaced before all else."""
    person = cast("Person", request.user)
    renew(request.session, person, at=visit(request).at)
    if person.password_given_at is None or name in WITH_GIVEN_PASSWORD:
        return None
    return redirect("password")


def _private(answer: HttpResponseBase) -> HttpResponseBase:
    """Nothing of a signed-in page stays in the browser or on the way to it."""
    answer.headers.setdefault("Cache-Control", "private, no-store")
    return answer
