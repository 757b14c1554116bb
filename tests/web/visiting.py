"""What visitors of the pages do and read."""

from collections.abc import Callable
from html import unescape

from django.http import HttpResponse
from django.test import Client

Come = Callable[..., Client]
"""Somebody comes in and has a browser."""


def text_of(answer: HttpResponse) -> str:
    """The page as somebody reads its source, without escapes."""
    return unescape(b"".join(answer).decode() if answer.streaming else answer.content.decode())
