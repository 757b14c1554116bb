"""A session lasts twelve hours from the last visit, not from the first."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tuzetu.clock import now

STEP = 900
"""Seconds between two prolongings: reading a page seldom writes."""

PROLONGED = "prolonged"


def sliding_session(
    answer: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware after Django's own for sessions, which saves what was changed here."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        session, moment = request.session, int(now().timestamp())
        if not session.is_empty() and moment - session.get(PROLONGED, 0) >= STEP:
            session[PROLONGED] = moment
        return answer(request)

    return answered
