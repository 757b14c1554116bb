"""What a person sees when something went wrong: what happened, what was saved, what to do next.

Nothing typed is lost: where a form was refused for want of protection or of a session, its fields
come back on the page, to be sent again.
"""

from dataclasses import dataclass, replace
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tuzetu.procedure.offices import Office
from tuzetu.web.frame import framed
from tuzetu.web.kept_forms import KeptForm, kept_of, past_the_door
from tuzetu.web.looks import Act, Frame
from tuzetu.web.typist import TYPED_BY, is_by, is_somebody_elses
from tuzetu.web.wording import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """An error page: the title, what happened, what was saved, what to do next."""

    status: HTTPStatus
    title: str
    happened: str
    saved: str
    mend: str
    act: Act | None = None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when the request was refused for its size."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return too_large(request)
    trouble = Trouble(
        status=HTTPStatus.BAD_REQUEST,
        title=_("The request could not be read"),
        happened=_("The address or the form was damaged on its way to the server."),
        saved=_("Nothing has been changed."),
        mend=_("Go back one page and try again. If it repeats, tell the project office."),
    )
    return _answer(request, trouble)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the person plays no part that may open this; whose work it is, where it is known."""
    offices = [one for one in exception.args if isinstance(one, Office)] if exception else []
    happened = _("Only those whose work it is may open it.")
    if offices:
        happened = _("It is the work of: %(who)s.") % {"who": words(offices)}
    trouble = Trouble(
        status=HTTPStatus.FORBIDDEN,
        title=_("This page is not open to you"),
        happened=happened,
        saved=_("Nothing has been changed."),
        mend=_(
            "If you need it for your work, ask the project office; about rights and appointments, "
            "the administrator."
        ),
    )
    return _with_what_was_typed(request, trouble)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404: no such address, or a record that this person does not see."""
    trouble = Trouble(
        status=HTTPStatus.NOT_FOUND,
        title=_("There is no such page"),
        happened=_("The address is mistaken, or the record is not visible to you."),
        saved=_("Nothing has been changed."),
        mend=_(
            "Check the address, or search by the number of the record. If it should be open to "
            "you, ask the project office."
        ),
    )
    return _with_what_was_typed(request, trouble)


def _with_what_was_typed(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """What is closed to a person may have been open when they began to type: their words stand.

    They are to be read and copied alone, by whoever typed them; an address that leads nowhere
    was no page with a form.
    """
    if not request.resolver_match or not is_by(request.POST.get(TYPED_BY, ""), request.user):
        return _answer(request, trouble)
    kept = kept_of(request)
    if not kept or not kept.texts:
        return _answer(request, trouble)
    told = replace(
        trouble,
        saved=_("What you typed is kept below; nothing of it has been entered yet."),
        mend=_(
            "The record was closed to you, or its question answered, while you were typing. "
            "Copy your text and ask the project office."
        ),
    )
    return _answer(request, told, kept=replace(kept, href="", pairs=kept.readable))


def only_sent_to(request: HttpRequest) -> HttpResponse:
    """405: the address takes what a button sends; it was opened by hand."""
    trouble = Trouble(
        status=HTTPStatus.METHOD_NOT_ALLOWED,
        title=_("This address is not a page"),
        happened=_("Only a button of another page leads here; the address was opened by hand."),
        saved=_("Nothing has been changed."),
        mend=_("Go back to the page with the button and press it there."),
    )
    return _answer(request, trouble)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: the files or the text exceed what the server takes."""
    trouble = Trouble(
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        title=_("This is too large to send"),
        happened=_("The files or the text are larger than the server takes at once."),
        saved=_("Nothing of it has been taken. The text is still in the form: go back one page."),
        mend=_("Send the files one by one, or choose smaller ones."),
    )
    return _answer(request, trouble)


def locked_out(request: HttpRequest, *_details: object, **_more: object) -> HttpResponse:
    """429: too many wrong attempts to sign in; the name rests for a while."""
    trouble = Trouble(
        status=HTTPStatus.TOO_MANY_REQUESTS,
        title=_("Too many attempts"),
        happened=_(
            "The name or the password was wrong too often, so signing in is closed for a while."
        ),
        saved=_("Your account and your drafts are untouched."),
        mend=_("Wait and try again, or ask the system administrator for a new password."),
    )
    return _answer(request, trouble)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """500: drawn without the database and without the frame, which may be what failed."""
    trouble = Trouble(
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
        title=_("A fault on our side"),
        happened=_("The server could not finish the act. The fault has been written down."),
        saved=_(
            "Nothing is entered by halves: what was begun has been undone. "
            "What you typed is still in the form: go back one page."
        ),
        mend=_("Try again in a minute. If it repeats, tell the system administrator the time."),
    )
    return _bare(trouble)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403 with the form's fields: the page was open longer than its protection lasts.

    Signing in renews the protection: a form left open by whoever was in before arrives here too.
    """
    if hasattr(request, "user") and is_somebody_elses(request):
        return typed_by_another(request)
    trouble = Trouble(
        status=HTTPStatus.FORBIDDEN,
        title=_("The page was open too long"),
        happened=_("The protection of the form had run out, so it was not taken."),
        saved=_("What you typed is kept below; nothing of it has been entered yet."),
        mend=_("Read it through and send it again. If you did not type this, close the page."),
    )
    return _answer(request, trouble, kept=kept_of(request))


def typed_by_another(request: HttpRequest) -> HttpResponse:
    """403 without the form's fields: it was opened for another person than who is signed in now."""
    trouble = Trouble(
        status=HTTPStatus.FORBIDDEN,
        title=_("This form was opened by somebody else"),
        happened=_("Since it was opened, you have logged in in this browser in their place."),
        saved=_("Nothing of it has been entered or saved for you, and it is not shown here."),
        mend=_("Open the page again and enter there what you have to say."),
    )
    return _answer(request, trouble)


def session_expired(request: HttpRequest, *, sign_in_href: str) -> HttpResponse:
    """403 with the form's fields: the person was signed out before sending."""
    kept = kept_of(request)
    comes_back = kept is not None and bool(kept.href)
    trouble = Trouble(
        status=HTTPStatus.FORBIDDEN,
        title=_("You were signed out"),
        happened=_("The form arrived after your session had ended."),
        saved=_("What you typed is kept below; nothing of it has been entered yet."),
        mend=_("Log in: the form comes back as you filled it in, and you send it once more.")
        if comes_back
        else _("Log in in the new window, open the page again and enter it there."),
        act=None if comes_back else Act(label=_("Log in"), href=sign_in_href, primary=True),
    )
    if kept and comes_back:
        kept = past_the_door(kept, sign_in_href=sign_in_href)
    return _answer(request, trouble, kept=kept)


def sent_once_more(request: HttpRequest, kept: KeptForm) -> HttpResponse:
    """After signing in again: a form that has no draft is read through and sent as it was."""
    trouble = Trouble(
        status=HTTPStatus.OK,
        title=_("You are logged in again"),
        happened=_("The form arrived after your session had ended."),
        saved=_("What you typed is kept below; nothing of it has been entered yet."),
        mend=_("Read it through and send it. If you did not type this, close the page."),
    )
    return _answer(request, trouble, kept=kept)


def _answer(
    request: HttpRequest, trouble: Trouble, *, kept: KeptForm | None = None
) -> HttpResponse:
    """The page in its frame; without the frame where the request never got as far as a person."""
    if not hasattr(request, "user"):
        return _bare(trouble)
    shown = {"trouble": trouble, "kept": kept}
    answer = framed(request, "errors/trouble.html", shown, status=trouble.status)
    answer["Cache-Control"] = "private, no-store"  # it names the person and what was typed
    return answer


def _bare(trouble: Trouble) -> HttpResponse:
    """The page alone."""
    frame = Frame(languages=(), here="", language_href="")
    shown = {"frame": frame, "trouble": trouble, "kept": None}
    page = render_to_string("errors/trouble.html", shown)
    return HttpResponse(page, status=trouble.status)
