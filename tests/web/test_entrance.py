"""Whose attempts are counted together, and who comes from this very machine."""

import pytest
from django.test import RequestFactory

from tuzetu.web.browsers import program_of
from tuzetu.web.entrance import from_this_machine, network_of

HOUSEHOLDS = [
    ("192.0.2.7", "", "192.0.2.7"),
    ("::ffff:192.0.2.7", "", "192.0.2.7"),
    ("2001:db8:1:2:aaaa::1", "", "2001:db8:1:2::"),
    ("2001:db8:1:2:bbbb::9", "", "2001:db8:1:2::"),
    ("127.0.0.1", "203.0.113.5, 192.0.2.7", "192.0.2.7"),
    ("127.0.0.1", "nonsense", "127.0.0.1"),
    ("203.0.113.1", "192.0.2.7", "203.0.113.1"),
    ("", "", "0.0.0.0"),  # noqa: S104  (no address at all)
]


@pytest.mark.parametrize(("remote", "forwarded", "counted"), HOUSEHOLDS)
def test_attempts_are_counted_by_household(remote: str, forwarded: str, counted: str) -> None:
    told = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=remote, **told)

    assert network_of(request) == counted


@pytest.mark.parametrize(
    ("remote", "here"),
    [("127.0.0.1", True), ("::1", True), ("::ffff:127.0.0.1", True), ("192.0.2.7", False)],
)
def test_only_loopback_is_this_machine(remote: str, *, here: bool) -> None:
    assert from_this_machine(RequestFactory().get("/", REMOTE_ADDR=remote)) is here


def test_this_machine_through_a_proxy_is_somewhere_else() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", HTTP_FORWARDED="for=192.0.2.7")

    assert not from_this_machine(request)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit Chrome/140 Safari/537 Edg/140.0",
            "Edge, Linux",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Safari/604",
            "Safari, iPhone",
        ),
        ("curl/8.9", ""),
    ],
)
def test_a_program_is_named_as_its_owner_knows_it(told: str, shown: str) -> None:
    assert program_of(RequestFactory().get("/", headers={"user-agent": told})) == shown
