"""Installations beside the one that the tests run in."""

import secrets
from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.management.installation import Founding, Installation
from tuzetu.management.snapshot import address


@pytest.fixture(scope="module")
def founding(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Founding]:
    """Founds empty installations, on the kind of database that the run is about."""
    databases: list[str] = []

    def found() -> Installation:
        var = tmp_path_factory.mktemp("installation")
        if connection.vendor == "sqlite":
            return Installation(var, f"sqlite:///{var / 'tuzetu.sqlite3'}")
        databases.append(f"beside_{secrets.token_hex(4)}")
        with django_db_blocker.unblock():
            _on_the_server(f'CREATE DATABASE "{databases[-1]}"')
            return Installation(var, address(databases[-1]))

    yield found
    with django_db_blocker.unblock():
        for database in databases:
            _on_the_server(f'DROP DATABASE IF EXISTS "{database}"')


def _on_the_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
