"""What every test may ask for."""

import gc
import importlib
import os
from collections.abc import Iterator
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import coverage
import hypothesis
import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.db import connection, connections
from django.test import TransactionTestCase
from django.utils import translation

import tuzetu
from tests import given
from tests.given import House
from tests.measuring import unmeasured
from tests.remembering import keys_begin_anew
from tuzetu.journal import triggers
from tuzetu.language.catalogues import compile_catalogues
from tuzetu.similarity.earlier import keeper

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver runs a loop
DATABASE = {"db", "transactional_db", "live_server"}

hypothesis.settings.register_profile("house", deadline=None)  # a busy machine is no fault
hypothesis.settings.load_profile("house")


def pytest_configure() -> None:
    """Translations are read compiled."""
    compile_catalogues(Path(configured.LOCALE_PATHS[0]))


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """A worker is measured by one measurement alone, so that what is not to be measured is not.

    The plugin begins one with the process and another with the session. The first sees every
    module being read and ends here; the second goes on with the first test that is measured.
    """
    measuring = _measuring(session.config)
    if measuring is None or not hasattr(session.config, "workerinput"):
        return
    measuring.pause()
    for module in walk_packages(tuzetu.__path__, "tuzetu."):
        importlib.import_module(module.name)  # else the tests that are collected would do it
    of_the_process = coverage.Coverage.current()
    if of_the_process:
        of_the_process.stop()
        of_the_process.save()


def _measuring(config: pytest.Config) -> Any:  # noqa: ANN401
    """What the plugin measures with; none where it does not."""
    return getattr(config.pluginmanager.getplugin("_cov"), "cov_controller", None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> None:
    """What is not to be measured is not while it is prepared either, nor tidied up after."""
    measuring, wanted = _measuring(item.config), item.get_closest_marker("unmeasured") is None
    if measuring is not None and measuring.started != wanted:
        (measuring.resume if wanted else measuring.pause)()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks for no database is the same on both, and runs beside SQLite alone."""
    rest = unmeasured()
    for item in items:
        if rest & {item.nodeid.partition("[")[0], item.location[0]}:
            item.add_marker(pytest.mark.unmeasured)
    if connection.vendor == "sqlite":
        return
    kept = [item for item in items if _meets_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def pytest_collection_finish() -> None:
    """What was collected stays to the end: looking for garbage in it again and again is in vain."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def _meets_the_database(item: pytest.Item) -> bool:
    if issubclass(getattr(item, "cls", None) or object, TransactionTestCase):
        return True
    asked = set(getattr(item, "fixturenames", ()))
    return bool(asked & DATABASE) or item.get_closest_marker("django_db") is not None


def pytest_report_header() -> str:
    """Which database the run is about."""
    return f"database: {connection.vendor}"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """On SQLite a file of the run's own: a database in memory knows neither WAL nor waiting."""
    if connection.vendor == "sqlite":
        place = tmp_path_factory.mktemp("database") / "tests.sqlite3"
        connections.settings["default"]["TEST"]["NAME"] = str(place)
        connection.settings_dict["TEST"]["NAME"] = str(place)


@pytest.fixture(scope="session")
def files_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the run keeps uploaded files, apart from real use."""
    return tmp_path_factory.mktemp("files")


@pytest.fixture
def home(db: None) -> House:
    """The small institution of ``given``."""
    return given.house()


@pytest.fixture(autouse=True)
def _quick_and_apart(settings: Any, files_of_the_run: Path) -> None:  # noqa: ANN401
    """Static files are served as they are, passwords hashed quickly, files kept apart."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.FILES_DIR = files_of_the_run
    cache.clear()
    translation.deactivate()  # a visit of the test before may have left its language


@pytest.fixture(autouse=True)
def _remembered_apart() -> Iterator[None]:
    """Each test looks for similar cases among its own."""
    keeper.cache_clear()
    yield
    keeper().wait(10)


@pytest.fixture
def transactional_db(transactional_db: None) -> Iterator[None]:
    """The journal's guards refuse to be emptied: where a test is not rolled back they go last."""
    triggers.install(connection)
    keys_begin_anew()
    yield
    triggers.remove(connection)


@pytest.fixture(autouse=True)
def _guarded(request: pytest.FixtureRequest) -> None:
    """Every test that meets the database meets its guards."""
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        request.getfixturevalue("transactional_db")
    elif "db" in request.fixturenames and "transactional_db" not in request.fixturenames:
        request.getfixturevalue("db")
        triggers.install(connection)
