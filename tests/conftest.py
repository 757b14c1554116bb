"""What every test may ask for."""

import os

import pytest
from django.core.cache import cache
from django.db import connection

from tests import given
from tests.given import House

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


def pytest_report_header() -> str:
    """Which database the run is about."""
    return f"database: {connection.vendor}"
