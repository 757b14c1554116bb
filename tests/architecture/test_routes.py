"""Every address says who may come in; what is open to anyone stands on a short list."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.given import House
from tuzetu.web.guard import anyone

OPEN_TO_ANYONE = {
    "sign_in",  # the door itself
    "demonstrate",  # the demonstration's door, from this machine alone
    "language",  # chosen before signing in
    "appearance",  # chosen before signing in
}


def routes(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns)
        else:
            yield pattern


EVERY = list(routes(get_resolver().url_patterns))


@pytest.mark.parametrize("route", EVERY, ids=lambda route: str(route.pattern) or "home")
def test_every_address_is_guarded_and_named(route: URLPattern) -> None:
    assert hasattr(route.callback, "guarded_by"), f"{route.pattern} is declared without guarded()"
    assert route.name


def test_few_addresses_are_open_to_anyone() -> None:
    found = {route.name for route in EVERY if route.callback.guarded_by is anyone}

    assert found == OPEN_TO_ANYONE


def test_names_of_addresses_are_used_once() -> None:
    names = [route.name for route in EVERY]

    assert len(names) == len(set(names))


VALUES = {"int": "1", "slug": "x", "str": "x", "path": "x"}


def address(route: URLPattern) -> str:
    told = str(route.pattern)
    for name, converter in route.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").replace("String", "str").lower()
        told = told.replace(f"<{kind}:{name}>", VALUES[kind])
    return f"/{told}"


@pytest.mark.parametrize(
    "route",
    [route for route in EVERY if route.name not in OPEN_TO_ANYONE],
    ids=lambda route: str(route.pattern) or "home",
)
def test_a_stranger_is_sent_to_sign_in_everywhere_else(home: House, route: URLPattern) -> None:
    stranger, here = Client(), address(route)

    asked, sent = stranger.get(here), stranger.post(here, {"word": "x"})

    assert (asked.status_code, asked.headers["Location"].split("?")[0]) == (302, "/sign-in/")
    assert sent.status_code == 403
