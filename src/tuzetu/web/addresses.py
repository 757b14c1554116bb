"""Addresses of pages, each written once in a process: a table has a hundred of them."""

from functools import lru_cache

from django.db.models import Model
from django.urls import reverse

MOST_KEPT = 8192


@lru_cache(maxsize=MOST_KEPT)
def address(name: str, *args: object) -> str:
    """The address of a page, by the name that it has in ``urls``."""
    return reverse(name, args=args)


def step_href(code: str, record: Model | None) -> str:
    """The address of a step on a record."""
    if record is None:
        return address("open", code)
    return address("step", code, record.pk)


def why_href(code: str, record: Model | None) -> str:
    """The address of the explanation of a step."""
    if record is None:
        return address("why_open", code)
    return address("why", code, record.pk)
