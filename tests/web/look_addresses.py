"""The addresses of the house and the gallery, and doors that fail on purpose."""

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import path

from tuzetu import urls as house
from tuzetu.web import errors
from tuzetu.web.pages import gallery


def taken(request: HttpRequest) -> HttpResponse:
    """A door that takes what is sent and says so."""
    return HttpResponse(f"taken: {request.POST.get('says', '')}")


def fails(request: HttpRequest, how: str) -> HttpResponse:
    """A door that fails in the way asked for."""
    if how == "expired":
        return errors.session_expired(request, sign_in_href="/sign-in/")
    if how == "locked":
        return errors.locked_out(request, None, {"username": "a"})
    raise {
        "bad": SuspiciousOperation,
        "large": RequestDataTooBig,
        "forbidden": PermissionDenied,
        "fault": RuntimeError,
    }[how]


urlpatterns = [
    *house.urlpatterns,
    path("design/", gallery.gallery),
    path("design/<name>/", gallery.example_page),
    path("taken/", taken),
    path("fails/<how>/", fails),
]

handler400 = house.handler400
handler403 = house.handler403
handler404 = house.handler404
handler500 = house.handler500
