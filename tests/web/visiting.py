"""What visitors of the pages do and read."""

from collections.abc import Callable
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client
from lxml import html

Come = Callable[..., Client]
"""Somebody comes in and has a browser."""


def text_of(answer: HttpResponse) -> str:
    """The page as somebody reads its source, without escapes."""
    return unescape(b"".join(answer).decode() if answer.streaming else answer.content.decode())


def read(answer: HttpResponse) -> html.HtmlElement:
    """The page as a browser has read it."""
    return html.document_fromstring(answer.content.decode())


def standing_in(answer: HttpResponse) -> dict[str, Any]:
    """What stands in each field of the page's form of a step."""
    (form,) = read(answer).find_class("step-form")
    return {
        name: value.removeprefix("\n") if isinstance(value, str) else value
        for name, value in form.fields.items()
    }
