"""A form that was sent before: after the browser's *Back*, or by a second press.

Each form that brings something into being carries a mark of its own. What it made stands; nothing
is made twice, and nothing that was typed since is lost.
"""

from typing import cast
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _

from tuzetu.conduct.asking import StepForm
from tuzetu.conduct.registering import SentAlready
from tuzetu.web import looks
from tuzetu.web.drafting import forget_draft
from tuzetu.web.reaching import home_of
from tuzetu.web.visit import Visit

MARK = "sent_as"
"""The field of the mark."""


def marked(asks: type[StepForm]) -> dict[str, object]:
    """A new mark for a form that has a place for it."""
    return {MARK: uuid4()} if MARK in asks.base_fields else {}


def lead_on(seen: Visit, asks: type[StepForm], sent: SentAlready) -> HttpResponseRedirect:
    """To what the same words made the first time."""
    forget_draft(seen, asks, None)
    told = _("You had sent this already: it is %(number)s. Nothing was made a second time.")
    messages.info(seen.request, told % {"number": sent.record})
    return HttpResponseRedirect(home_of(sent.record))


def told_above(sent: SentAlready) -> looks.RefusalList:
    """That the form made something already, with the way there; the other words are still below."""
    number = {"number": sent.record}
    return looks.RefusalList(
        title=_("This form was sent already."),
        kept=_("What you typed is still below. If it is another matter, send it once more."),
        reasons=(
            looks.Reason(
                says=_("It made %(number)s. What you have changed since is not entered there.")
                % number,
                clause="27.2",
                mends=(looks.Link(label=_("Open %(number)s") % number, href=home_of(sent.record)),),
            ),
        ),
    )


def with_new_mark(form: StepForm) -> StepForm:
    """The text stays; sent once more it is a form of its own."""
    told = cast("QueryDict", form.data).copy()
    told[MARK] = str(uuid4())
    form.data = told
    return form
