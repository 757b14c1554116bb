"""The person's choice of appearance: light or dark, row height; kept in a cookie of a year."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from tuzetu.web.looks_page import Density, Theme

THEME_COOKIE = "tuzetu_theme"
DENSITY_COOKIE = "tuzetu_density"
A_YEAR = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> Theme:
    """The chosen theme; as the device says while nothing is chosen."""
    said = request.COOKIES.get(THEME_COOKIE, "")
    return Theme(said) if said in set(Theme) else Theme.SYSTEM


def density_of(request: HttpRequest) -> Density:
    """The chosen row height."""
    said = request.COOKIES.get(DENSITY_COOKIE, "")
    return Density(said) if said in set(Density) else Density.COMFORTABLE


@require_POST
def choose_appearance(request: HttpRequest) -> HttpResponse:
    """Keeps the choice and goes back to the page it was made on."""
    back = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(
        back, {request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(back if here else "/")
    for name, cookie, known in (
        ("theme", THEME_COOKIE, set(Theme)),
        ("density", DENSITY_COOKIE, set(Density)),
    ):
        if request.POST.get(name) in known:
            response.set_cookie(
                cookie, request.POST[name], A_YEAR, secure=request.is_secure(), samesite="Lax"
            )
    return response
