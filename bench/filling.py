"""Fills an empty installation: ``python bench/filling.py 10000``; prints who may come in."""

import json
import sys
from datetime import timedelta
from importlib import import_module
from random import Random

import django

if __name__ == "__main__":
    django.setup()

from cases import Filling
from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction
from institution import Institution, found
from storing import know_the_sizes

from tuzetu.clock import now
from tuzetu.dossier.case import Nonconformity
from tuzetu.journal import triggers
from tuzetu.management.preparing import prepare
from tuzetu.people.person import Person
from tuzetu.people.sessions import begin
from tuzetu.procedure.calendar import local_day

SEED = 20260101
NAMED = import_module("tuzetu.migrations.0011_the_cases_that_name_a_person")
"""Names in the cases whom their records name."""


def fill(count: int) -> dict[str, object]:
    """Institution, cases, sessions; what the measuring side has to know."""
    at = now()
    today, chance = local_day(at), Random(SEED)
    prepare()
    with transaction.atomic():
        _hurry()
        triggers.remove(connection)
        home = found(since=today - timedelta(days=4000), at=at, chance=chance)
        Filling(home, today=today, chance=chance).fill(count)
        NAMED.name(apps, None)
        triggers.install(connection)
        _bare_rows()
        told = _told(home)
    know_the_sizes()
    return told


def _hurry() -> None:
    """More memory for SQLite; PostgreSQL need not look for what every row points at."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            cursor.execute("PRAGMA cache_size=-400000")


def _bare_rows() -> None:
    """The bare page's own table for what it inserts and updates."""
    key = "bigserial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bare_note (id {key} PRIMARY KEY, text varchar(500) NOT NULL)")
        cursor.execute(
            "CREATE TABLE bare_count (id integer PRIMARY KEY, notes integer NOT NULL)",
        )
        cursor.execute("INSERT INTO bare_count VALUES (1, 0)")


def _told(home: Institution) -> dict[str, object]:
    cases = Nonconformity.objects.filter(confidential=False)
    unit = home.units[1]
    own = cases.filter(owning_unit=unit)
    return {
        "sessions": {
            "officer": _session(home.office),
            "head": _session(home.head(unit)),
            "executor": _session(home.staff[unit.pk][2]),
        },
        "unit": unit.pk,
        "year": cases.order_by("-year").values_list("year", flat=True)[0],
        "closed": _some(cases.filter(state="closed")),
        "running": _some(cases.filter(state="execution")),
        "own": _some(own.filter(state="execution")) or _some(own),
        "correctable": _some(cases.filter(state__in=("analysis", "planning", "execution")), 60),
    }


def _some(cases, most: int = 10) -> list[int]:
    return list(cases.order_by("-pk").values_list("pk", flat=True)[:most])


def _session(person: Person) -> str:
    """The key of a session in which the person has come in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    begin(session, program="bench", at=now())
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    print(json.dumps(fill(int(sys.argv[1]))))
