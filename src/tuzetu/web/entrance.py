"""Whom the door lets try: guessing is slowed by account and by address, leavers stay outside.

The settings name these: ``StaffBackend`` among the backends, ``Patience`` as the attempts'
keeper, ``network_of`` as the client's address.
"""

from datetime import datetime
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from axes.handlers.database import AxesDatabaseHandler
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest

from tuzetu.clock import now
from tuzetu.people.passwords import still_holds
from tuzetu.people.person import Person
from tuzetu.people.written import written_once
from tuzetu.procedure.calendar import local_day

TRIES_PER_ACCOUNT = 6
TRIES_PER_ADDRESS = 60
"""Wrong attempts within the resting time of a quarter of an hour. A campus shares an address."""

HOUSEHOLD = 64
NOBODY = IPv4Address(0)
FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP")


class StaffBackend(ModelBackend):
    """Password sign-in for people who work here, with an open account and a password that holds."""

    def user_can_authenticate(self, user: Person | AnonymousUser | None) -> bool:
        """Whether the person may come in now."""
        return isinstance(user, Person) and may_enter(user, at=now())

    def get_user(self, user_id: int) -> Person | None:
        """Who has signed in, if the person may still come in."""
        found = _person(user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None


@written_once
def _person(pk: int) -> QuerySet[Person]:
    return Person.objects.filter(pk=pk)


def may_enter(person: Person, *, at: datetime) -> bool:
    """Whether the account is open, the person still works here, the password still holds."""
    return person.works_on(local_day(at)) and still_holds(person, at=at)


class Patience(AxesDatabaseHandler):  # type: ignore[misc]  # the package is untyped
    """Few wrong attempts per account from anywhere, more per address over all accounts."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, str] | None = None) -> int:
        """Wrong attempts, those of the address weighed so that both share one limit."""
        by_account, by_address = (
            sum(attempts.values_list("failures_since_start", flat=True))
            for attempts in self.get_user_attempts(request, credentials)
        )
        weighed: int = by_address * TRIES_PER_ACCOUNT // TRIES_PER_ADDRESS
        return max(int(by_account), weighed)

    def reset_user_attempts(
        self,
        request: HttpRequest,  # noqa: ARG002  (the package passes it)
        credentials: dict[str, str] | None = None,
    ) -> int:
        """Coming in forgives the account's wrong attempts, never those of the address."""
        login = (credentials or {}).get("login", "")
        return int(self.reset_attempts(username=login)) if login else 0


def network_of(request: HttpRequest) -> str:
    """The client's address; of IPv6 the network that one household holds (/64).

    Behind a proxy on this very machine the address is the last one that the proxy was told of.
    """
    address = _address(request.META.get("REMOTE_ADDR", ""))
    told = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if told and address is not None and address.is_loopback:
        address = _address(told.rpartition(",")[2].strip()) or address
    if address is None:
        return str(NOBODY)
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, HOUSEHOLD), strict=False).network_address)
    return str(address)


def from_this_machine(request: HttpRequest) -> bool:
    """Whether the request comes from the machine itself and through nobody's hands."""
    address = _address(request.META.get("REMOTE_ADDR", ""))
    through = any(name in request.META for name in FORWARDED)
    return address is not None and address.is_loopback and not through


def _address(told: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(told)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
