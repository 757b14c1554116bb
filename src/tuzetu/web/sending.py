"""What may be sent to the server at all: in letters it can read, no more than a form can hold."""

import codecs
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tuzetu.conduct.filing import MOST_FILES

MEGABYTE = 1024 * 1024


def within_bounds(
    answer: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware before anything reads a form: files are kept on disk while they arrive.

    A visitor who is not signed in has no files to send.
    """

    def answered(request: HttpRequest) -> HttpResponseBase:
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest
        text, sent = settings.DATA_UPLOAD_MAX_MEMORY_SIZE, _length(request)
        if sent > text and sent > text + _of_files(request):
            raise RequestDataTooBig
        return answer(request)

    return answered


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() else 0


def _of_files(request: HttpRequest) -> int:
    """How much of a request may be files."""
    signed_in = SESSION_KEY in request.session
    return MOST_FILES * settings.MAX_UPLOAD_MB * MEGABYTE if signed_in else 0
