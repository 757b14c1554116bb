"""Addresses of pages, each written once in a process: a table has a hundred of them."""

from functools import lru_cache

from django.urls import reverse

MOST_KEPT = 8192


@lru_cache(maxsize=MOST_KEPT)
def address(name: str, *args: object) -> str:
    """The address of a page, by the name that it has in ``urls``."""
    return reverse(name, args=args)
