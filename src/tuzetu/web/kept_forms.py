"""What was typed into a form that could not be taken: shown, sent again, or carried past the door.

Whoever was signed out meanwhile signs in, and finds the form as it was filled in; it is sent by
the person, never by itself. At a shared computer somebody else may have signed in: they are told
that there was a form, and neither see it nor get it.
"""

import json
from dataclasses import dataclass
from typing import Any, TypeGuard
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.urls import is_valid_path, resolve, reverse
from django.utils.translation import gettext as _

from tuzetu.catalogue import CATALOGUE
from tuzetu.web.drafting import TooMuch, code_of, keep_draft, subject_key
from tuzetu.web.reaching import reach
from tuzetu.web.typist import TYPED_BY, is_by
from tuzetu.web.visit import visit
from tuzetu.web.wording import step_name

KEPT_CHARACTERS = 200_000
KEPT_FIELDS = 600
SECRET = ("password", "secret", "code", "csrfmiddlewaretoken")

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptForm:
    """What was typed into a form that could not be taken; hidden pairs go back as they came.

    `texts` are shown to be read or copied; without `href` the form cannot be sent from here.
    `send` is what the button says.
    """

    href: str
    pairs: Pairs
    files: tuple[str, ...] = ()
    send: str = ""
    carried: Pairs = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """What a person would miss: words, not codes and numbers."""
        return tuple(says for _name, says in self.readable)

    @property
    def readable(self) -> Pairs:
        """The fields with words in them."""
        return tuple((name, says) for name, says in self.pairs if " " in says.strip())

    @property
    def hidden(self) -> Pairs:
        """What the button sends along."""
        return self.carried or self.pairs


def kept_of(request: HttpRequest) -> KeptForm | None:
    """The posted fields without secrets, unless nothing or too much was posted.

    A form with a password, or one that did not come from our own page, cannot be sent from here.
    """
    pairs = tuple(
        (name, says)
        for name, all_says in request.POST.lists()
        for says in all_says
        if not any(word in name.lower() for word in SECRET)
    )
    if not pairs or not _little(pairs):
        return None
    files = tuple(file.name or "" for all_files in request.FILES.lists() for file in all_files[1])
    whole = not any("password" in name.lower() for name in request.POST)
    href = request.get_full_path() if whole and _own_page(request) else ""
    return KeptForm(href=href, pairs=pairs, files=files, send=_("Send again"))


def past_the_door(kept: KeptForm, *, sign_in_href: str) -> KeptForm:
    """The same form, carried through the sign-in and back to where it was filled in."""
    text = json.dumps({"pairs": kept.pairs, "files": kept.files}, ensure_ascii=False)
    return KeptForm(
        href=sign_in_href,
        pairs=kept.pairs,
        files=kept.files,
        send=_("Log in and go on"),
        carried=(("next", kept.href), ("kept", text)),
    )


def come_back(request: HttpRequest, carried: str, onward: str) -> HttpResponse | KeptForm | None:
    """Where somebody who has signed in finds the form: on its page, else to be sent as it was.

    Nothing where nothing was carried, or what was carried cannot be read.
    """
    kept = _unpacked(carried, onward)
    if kept is None:
        return None
    if not is_by(dict(kept.pairs).get(TYPED_BY, ""), request.user):
        told = _(
            "A form came along with the sign-in, and nothing says that it was you who filled it "
            "in. It is not shown to you, and nothing of it was saved."
        )
        messages.info(request, told)
        return HttpResponseRedirect(reverse("today"))
    return _on_its_page(request, kept) or kept


def _on_its_page(request: HttpRequest, kept: KeptForm) -> HttpResponse | None:
    """A step's form returns as a draft; other forms have none."""
    code, pk = _step_at(urlsplit(kept.href).path)
    performance = CATALOGUE.get(code)
    if performance is None:
        return None
    seen = visit(request)
    try:
        record = reach(performance.record, pk, seen) if performance.record else None
        keep_draft(seen, code_of(performance.asks), subject_key(record), _posted(kept.pairs))
    except (Http404, TooMuch):
        return None
    told = _("What you typed is kept. Read it through and press “%(act)s”.")
    messages.info(request, told % {"act": step_name(code)})
    if kept.files:
        again = _("Files could not be kept; choose them again: %(names)s.")
        messages.info(request, again % {"names": ", ".join(kept.files)})
    return HttpResponseRedirect(kept.href)


def _step_at(path: str) -> tuple[str, int]:
    """The step that is taken at an address, and on which record; no step's code elsewhere."""
    found = resolve(path) if is_valid_path(path) else None
    if found is None or found.url_name not in {"open", "step", "report"}:
        return "", 0
    return found.kwargs.get("code", "submit_report"), found.kwargs.get("pk", 0)


def _unpacked(carried: str, onward: str) -> KeptForm | None:
    try:
        told = json.loads(carried) if carried else None
        json.dumps(told, ensure_ascii=False).encode()  # half a sign cannot be written on a page
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    pairs, files = told.get("pairs"), told.get("files")
    if not _are_pairs(pairs) or not isinstance(files, list):
        return None
    kept = tuple((name, says) for name, says in pairs)
    names = tuple(str(name) for name in files)
    if not kept or not _little(kept):
        return None
    return KeptForm(href=onward, pairs=kept, files=names, send=_("Send"))


def _are_pairs(told: Any) -> TypeGuard[list[list[str]]]:  # noqa: ANN401  (whatever was sent)
    return isinstance(told, list) and all(
        isinstance(pair, list) and [type(part) for part in pair] == [str, str] for pair in told
    )


def _little(pairs: Pairs) -> bool:
    """Whether it is no more than a page can give back."""
    return len(pairs) <= KEPT_FIELDS and sum(len(says) for _n, says in pairs) <= KEPT_CHARACTERS


def _posted(pairs: Pairs) -> QueryDict:
    """The pairs as if they had just been sent."""
    posted = QueryDict(mutable=True)
    for name, says in pairs:
        posted.appendlist(name, says)
    return posted


def _own_page(request: HttpRequest) -> bool:
    """Whether the request says that it came from a page of this very server."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.get_host()
