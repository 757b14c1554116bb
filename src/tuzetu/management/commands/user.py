"""``tuzetu user``: the operator's door to accounts."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from tuzetu.clock import now
from tuzetu.people.appointing import appoint
from tuzetu.people.appointment import holders
from tuzetu.people.faults import Unfit
from tuzetu.people.passwords import new_password
from tuzetu.people.person import Person, as_login
from tuzetu.people.staffing import (
    Particulars,
    add_person,
    disable_account,
    enable_account,
    give_password,
)
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.offices import Office

FIRST_LOGIN = "admin"


class Command(BaseCommand):
    """Accounts from the machine itself; every change is journaled as the operator's."""

    help = "Lists and changes accounts."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One verb each."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="all people with their accounts")
        first = verbs.add_parser("first", help="the first administrator")
        first.add_argument("login", nargs="?", default="")
        create = verbs.add_parser("create", help="a person with a given password")
        for name in ("login", "surname", "given_name"):
            create.add_argument(name)
        for verb, about in (
            ("password", "give a new password"),
            ("disable", "close the account on every device"),
            ("enable", "open the account again"),
            ("administrator", "appoint to system administrator"),
        ):
            verbs.add_parser(verb, help=about).add_argument("login")

    def handle(self, *_args: Any, **told: Any) -> None:  # noqa: ANN401
        """Do what the verb says; the operator reads English."""
        with override("en"):
            try:
                getattr(self, f"_{told['verb']}")(**told)
            except Unfit as unfit:
                raise CommandError(str(unfit)) from unfit

    def _list(self, **_told: Any) -> None:  # noqa: ANN401
        administrators = set(holders(Office.ADMINISTRATOR, local_day(now())))
        for person in Person.objects.order_by("login"):
            account = "open" if person.is_active else "closed"
            office = "administrator" if person in administrators else ""
            self.stdout.write(f"{person.login:<20} {account:<8} {office:<14} {person.full_name}")

    def _first(self, *, login: str, **_told: Any) -> None:  # noqa: ANN401
        """The one who enters everybody else; asked for by name where somebody sits there."""
        asked = sys.stdin.isatty()
        login = login or (input("User name of the administrator [admin]: ") if asked else "")
        surname = input("Surname: ") if asked else "Әкімші"
        given_name = input("Given name: ") if asked else "Жүйе"
        login = as_login(login or FIRST_LOGIN)
        self._create(login=login, surname=surname, given_name=given_name)
        self._administrator(login=login)

    def _create(self, *, login: str, surname: str, given_name: str, **_told: Any) -> None:  # noqa: ANN401
        at = now()
        particulars = Particulars(login=login, surname=surname, given_name=given_name)
        person = add_person(particulars, unit=None, by=None, at=at)
        self._give(person)

    def _password(self, *, login: str, **_told: Any) -> None:  # noqa: ANN401
        self._give(self._person(login))

    def _disable(self, *, login: str, **_told: Any) -> None:  # noqa: ANN401
        disable_account(self._person(login), by=None, at=now())
        self.stdout.write(f"{login}: the account is closed.")

    def _enable(self, *, login: str, **_told: Any) -> None:  # noqa: ANN401
        enable_account(self._person(login), by=None, at=now())
        self.stdout.write(f"{login}: the account is open.")

    def _administrator(self, *, login: str, **_told: Any) -> None:  # noqa: ANN401
        at = now()
        person = self._person(login)
        appoint(person, office=Office.ADMINISTRATOR, from_on=local_day(at), by=None, at=at)
        self.stdout.write(f"{login}: system administrator from today.")

    def _give(self, person: Person) -> None:
        given = new_password()
        give_password(person, given, by=None, at=now())
        self.stdout.write(f"{person.login}: password {given}  (holds for three days)")

    def _person(self, login: str) -> Person:
        person = Person.objects.filter(login=as_login(login)).first()
        if person is None:
            raise CommandError(f"There is no account {login!r}.")
        return person
