"""Every address is guarded: who may come in is said where the address is, the default is nobody."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from tuzetu.people.appointment import offices_of
from tuzetu.people.person import Person
from tuzetu.procedure.offices import Office
from tuzetu.web.visit import visit

View = Callable[..., HttpResponse]
Who = Callable[[HttpRequest], bool]


def anyone(_request: HttpRequest) -> bool:
    """Open to whoever comes."""
    return True


def signed_in(request: HttpRequest) -> bool:
    """Open to people who have signed in; what they see is the record's affair."""
    return isinstance(request.user, Person) and request.user.is_active


def holders_of(*offices: Office) -> Who:
    """Open to people who hold one of the offices today."""

    def hold(request: HttpRequest) -> bool:
        if not signed_in(request):
            return False
        seen = visit(request)
        return any(held.office in offices for held in offices_of(seen.person, seen.on))

    return hold


def guarded(route: str, view: View, *, who: Who, name: str) -> URLPattern:
    """An address with its guard; the guard can be read from the view."""

    @wraps(view)
    def guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        if who(request):
            return view(request, *args, **kwargs)
        if not signed_in(request):
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied

    guard.guarded_by = who  # type: ignore[attr-defined]
    return path(route, guard, name=name)
