"""What every test may ask for."""

import os
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection

from tests import given
from tests.given import House
from tuzetu.journal import triggers

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver runs a loop


@pytest.fixture
def home(db: None) -> House:
    """The small institution of ``given``."""
    return given.house()


@pytest.fixture(autouse=True)
def _quiet(settings: pytest.FixtureRequest) -> None:
    """Static files are served as they are; passwords are hashed quickly."""
    settings.STORAGES = {  # type: ignore[attr-defined]
        **settings.STORAGES,  # type: ignore[attr-defined]
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    cache.clear()


SEEN_BY_MANY = frozenset({"transactional_db", "live_server"})


@pytest.fixture(autouse=True)
def _emptied_in_the_end(request: pytest.FixtureRequest) -> Iterator[None]:
    """The journal's guards refuse to be emptied: where a test is not rolled back they go last."""
    marker = request.node.get_closest_marker("django_db")
    by_many = bool(marker and marker.kwargs.get("transaction"))
    if not by_many and SEEN_BY_MANY.isdisjoint(request.fixturenames):
        if "db" in request.fixturenames:
            request.getfixturevalue("db")
            triggers.install(connection)
        yield
        return
    request.getfixturevalue("transactional_db")
    triggers.install(connection)
    yield
    triggers.remove(connection)


def pytest_report_header() -> str:
    """Which database the run is about."""
    return f"database: {connection.vendor}"
