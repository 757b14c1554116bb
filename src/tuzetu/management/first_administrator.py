"""The first administrator of a new installation, who enters everybody else."""

import os
import sys
from datetime import datetime
from pathlib import Path

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from tuzetu.people.appointing import appoint
from tuzetu.people.faults import Unfit
from tuzetu.people.person import Person
from tuzetu.people.staffing import Particulars, add_person, choose_password
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.offices import Office


def ensure_administrator(*, at: datetime) -> None:
    """Where nobody is entered yet: from the environment, or asked for at the terminal.

    Raises CommandError when neither tells who it is, or what is told cannot be kept.
    """
    if Person.objects.exists():
        return
    if os.environ.get("TUZETU_ADMIN"):
        _as_told(at=at)
    elif sys.stdin.isatty():
        call_command("user", "first")
    else:
        raise CommandError(
            _("There is no administrator yet: start in a terminal, or set %(names)s.")
            % {"names": "TUZETU_ADMIN, TUZETU_ADMIN_PASSWORD_FILE"}
        )


def _as_told(*, at: datetime) -> None:
    told = os.environ["TUZETU_ADMIN"].split()
    if len(told) != len(("login", "surname", "given_name")):
        raise CommandError(
            _("TUZETU_ADMIN holds login, surname and given name, with spaces between.")
        )
    login, surname, given_name = told
    password = _password()
    particulars = Particulars(login=login, surname=surname, given_name=given_name)
    try:
        with transaction.atomic():
            person = add_person(particulars, unit=None, by=None, at=at)
            validate_password(password, person)
            choose_password(person, password, at=at)
            today = local_day(at)
            appoint(person, office=Office.ADMINISTRATOR, from_on=today, by=None, at=at)
    except (Unfit, ValidationError) as problem:
        says = "; ".join(problem.messages) if isinstance(problem, ValidationError) else str(problem)
        raise CommandError(f"TUZETU_ADMIN: {says}") from problem


def _password() -> str:
    place = os.environ.get("TUZETU_ADMIN_PASSWORD_FILE", "")
    try:
        return Path(place).read_text(encoding="utf-8").strip()
    except OSError as problem:
        told = {"place": place, "reason": problem.strerror}
        raise CommandError(
            _("TUZETU_ADMIN_PASSWORD_FILE: %(place)s cannot be read (%(reason)s).") % told
        ) from problem
