"""Language and appearance: changed by a POST, the page and what was typed stay."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from tuzetu.people.person import Person
from tuzetu.web.looks import Density, Theme

YEAR = 365 * 24 * 3600


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The language of the screen; remembered for the person and in the browser."""
    chosen = request.POST.get("language", "")
    answer = _back(request)
    if check_for_language(chosen) and chosen in dict(settings.LANGUAGES):
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=YEAR, samesite="Lax")
        _remember(request, language=chosen)
    return answer


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Light or dark, comfortable or compact, shortcuts on or off."""
    answer = _back(request)
    theme, density = request.POST.get("theme"), request.POST.get("density")
    if theme in set(Theme):
        answer.set_cookie("theme", theme or "", max_age=YEAR, samesite="Lax")
        _remember(request, theme=theme)
    if density in set(Density):
        _remember(request, density=density)
    if "shortcuts" in request.POST:
        _remember(request, shortcuts=request.POST["shortcuts"] == "on")
    return answer


def _remember(request: HttpRequest, **chosen: object) -> None:
    if isinstance(request.user, Person):
        Person.objects.filter(pk=request.user.pk).update(**chosen)


def _back(request: HttpRequest) -> HttpResponseRedirect:
    told = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        told, {request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(told if safe and told.startswith("/") else reverse("today"))
