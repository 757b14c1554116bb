"""What every test may ask for."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import coverage
import hypothesis
import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.db import connection, connections
from django.test import TransactionTestCase
from django.utils import translation

from tests import given
from tests.given import House
from tests.remembering import keys_begin_anew
from tuzetu.journal import triggers
from tuzetu.language.catalogues import compile_catalogues
from tuzetu.similarity.earlier import keeper

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver runs a loop
DATABASE = {"db", "transactional_db", "live_server"}

GO_WHERE_OTHERS_GO = frozenset(
    {
        "tests/architecture/test_clauses_proved.py",
        "tests/architecture/test_code.py",
        "tests/architecture/test_guides.py",
        "tests/architecture/test_names.py",
        "tests/architecture/test_records.py",
        "tests/architecture/test_routes.py",
        "tests/architecture/test_translations.py",
        "tests/clauses/test_17_next_rounds.py",
        "tests/clauses/test_18_struck.py",
        "tests/clauses/test_18_told_on_paper.py",
        "tests/clauses/test_20_26_dispositions.py",
        "tests/clauses/test_21_29_identification.py",
        "tests/clauses/test_27_by_its_own_year.py",
        "tests/clauses/test_27_on_whose_behalf.py",
        "tests/clauses/test_32_hold.py",
        "tests/clauses/test_34_36_analysis.py",
        "tests/clauses/test_35_rectorate.py",
        "tests/clauses/test_37_letters.py",
        "tests/clauses/test_38_decision.py",
        "tests/clauses/test_38_impartial.py",
        "tests/clauses/test_38_unconcerned.py",
        "tests/clauses/test_39_terms.py",
        "tests/clauses/test_43_what_stays.py",
        "tests/clauses/test_44_frozen.py",
        "tests/clauses/test_45_revision.py",
        "tests/clauses/test_46_nobody_their_own.py",
        "tests/clauses/test_49_50_criterion_change.py",
        "tests/clauses/test_any_order.py",
        "tests/demonstration/test_playing.py",
        "tests/drill/test_a_few_kills.py",
        "tests/drill/test_scenes_without_a_condition.py",
        "tests/notices/test_ladder.py",
        "tests/notices/test_morning.py",
        "tests/notices/test_recurrence_told.py",
        "tests/notices/test_told_no_further.py",
        "tests/paperwork/test_annex1_layout.py",
        "tests/paperwork/test_annex2.py",
        "tests/paperwork/test_annex3_layout.py",
        "tests/paperwork/test_golden.py",
        "tests/paperwork/test_pdf.py",
        "tests/procedure/test_edition.py",
        "tests/procedure/test_flows.py",
        "tests/procedure/test_truth_table.py",
        "tests/registers/test_named_cases.py",
        "tests/similarity/test_index.py",
        "tests/similarity/test_recall.py",
        "tests/web/test_analysis_form.py",
        "tests/web/test_days_that_cannot_be.py",
        "tests/web/test_decided_with_open_eyes.py",
        "tests/web/test_earlier_rounds.py",
        "tests/web/test_history_told.py",
        "tests/web/test_jinja.py",
        "tests/web/test_look_storage.py",
        "tests/web/test_named_people.py",
        "tests/web/test_needed_in_some_cases.py",
        "tests/web/test_papers.py",
        "tests/web/test_people_of_a_case.py",
        "tests/web/test_returned_drafts.py",
        "tests/web/test_returned_plan.py",
        "tests/web/test_rubbish.py",
        "tests/web/test_similar.py",
        "tests/web/test_statements.py",
        "tests/web/test_struck_told.py",
        "tests/web/test_today.py",
        "tests/web/test_two_beside_each_other.py",
        "tests/web/test_who_sees.py",
        "tests/web/test_why_not.py",
        "tests/web/test_years_told.py",
    }
)
"""Files of tests that reach hardly a line beyond the others, and the one that plays the stories of
the demonstration: all of them together reached 850 of 41 300 branches alone, 670 of them the
stories', 26 in the rooms that are proved whole. What they reach is not measured, which takes a
third of a test's time; it counts as not reached."""

hypothesis.settings.register_profile("house", deadline=None)  # a busy machine is no fault
hypothesis.settings.load_profile("house")


def pytest_configure() -> None:
    """Translations are read compiled."""
    compile_catalogues(Path(configured.LOCALE_PATHS[0]))


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """A worker is measured by one measurement alone, so that what is not to be measured is not.

    The plugin begins one with the process and another with the session; while it pauses the
    second for a sweep, the first would go on.
    """
    plugin = session.config.pluginmanager.getplugin("_cov")
    measuring = getattr(plugin, "cov_controller", None)  # none with --no-cov
    if measuring is None or not hasattr(session.config, "workerinput"):
        return
    measuring.pause()
    of_the_process = coverage.Coverage.current()
    if of_the_process:
        of_the_process.stop()
        of_the_process.save()
    measuring.resume()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks for no database is the same on both, and runs beside SQLite alone."""
    for item in items:
        if item.location[0] in GO_WHERE_OTHERS_GO:
            item.add_marker(pytest.mark.no_cover)
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
