"""What keeps ``tuzetu serve`` and ``tuzetu demo`` from starting, and who may enter first."""

import os
import pty
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from tests.given import House
from tuzetu.clock import now
from tuzetu.journal.models import Entry
from tuzetu.management.door import keep_demonstration_apart, operators_language
from tuzetu.management.first_administrator import ensure_administrator
from tuzetu.management.in_use import in_use, out_of_use
from tuzetu.management.running import need_free_port
from tuzetu.management.welcome import welcome
from tuzetu.people.appointment import holders
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.offices import Office

PASSWORD = "Тамшы-тамшы-көл-болар-7"


@pytest.fixture(autouse=True)
def _elsewhere(settings: Settings, tmp_path: Path) -> None:
    """An installation of the test's own, on a port that nobody uses; English is read."""
    with closing(socket.create_server(("127.0.0.1", 0))) as tried:
        port = tried.getsockname()[1]
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, var=tmp_path, port=port, bind="127.0.0.1")
    settings.STATIC_ROOT = tmp_path / "static"
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def told_in_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Who the first administrator is, as a service tells it; the file with the password."""
    kept = tmp_path / "password"
    kept.write_text(f"{PASSWORD}\n", encoding="utf-8")
    monkeypatch.setenv("TUZETU_ADMIN", "marat Оспанов Марат")
    monkeypatch.setenv("TUZETU_ADMIN_PASSWORD_FILE", str(kept))
    return kept


@contextmanager
def terminal(monkeypatch: pytest.MonkeyPatch, *typed: str) -> Iterator[None]:
    """A terminal at which these lines are typed."""
    ours, theirs = pty.openpty()
    with open(theirs, encoding="utf-8") as keyboard:  # noqa: PTH123  (a terminal, no path)
        monkeypatch.setattr("sys.stdin", keyboard)
        os.write(ours, "".join(f"{line}\n" for line in typed).encode())
        yield
    os.close(ours)


def administrators() -> list[str]:
    return [person.login for person in holders(Office.ADMINISTRATOR, local_day(now()))]


def test_real_use_never_signs_in_without_a_password(settings: Settings) -> None:
    settings.DEMO = True

    with pytest.raises(CommandError, match="take TUZETU_DEMO away"):
        call_command("serve")


def test_the_demonstration_is_not_served_for_real(home: House) -> None:
    Person.objects.filter(pk=home.saule.pk).update(demo_role="officer")

    with pytest.raises(CommandError, match="holds the demonstration"):
        call_command("serve")


def test_records_of_real_use_are_never_played_with(home: House) -> None:
    before = Person.objects.count(), Entry.objects.count()

    with pytest.raises(CommandError, match="in real use"):
        call_command("demo")

    assert (Person.objects.count(), Entry.objects.count()) == before


@pytest.mark.parametrize("bind", ["127.0.0.1", "::1"])
def test_a_port_in_use_is_told_before_anything_else(bind: str, settings: Settings) -> None:
    family = socket.AF_INET6 if bind == "::1" else socket.AF_INET
    with closing(socket.create_server((bind, 0), family=family)) as other:
        port = other.getsockname()[1]
        settings.ENVIRONMENT = replace(settings.ENVIRONMENT, bind=bind, port=port)

        with pytest.raises(CommandError, match=f"{bind}:{port} .*Choose another PORT"):
            call_command("serve")

    need_free_port()


def test_nothing_starts_while_the_installation_is_being_restored() -> None:
    with (
        out_of_use(),
        pytest.raises(CommandError, match="being restored"),
        in_use(),
    ):
        pytest.fail("it was used")


def test_programs_run_side_by_side() -> None:
    with in_use(), in_use(), pytest.raises(CommandError, match="stop it first"), out_of_use():
        pytest.fail("it was taken out of use")


@pytest.mark.parametrize(
    ("bind", "shown"), [("127.0.0.1", "http://127.0.0.1:8100/"), ("::1", "http://[::1]:8100/")]
)
def test_the_welcome_names_an_address_that_a_browser_takes(
    bind: str, shown: str, settings: Settings
) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, bind=bind, port=8100)

    assert welcome().count(shown) == 3


def test_static_files_are_collected_anew_only_when_they_changed(
    home: House, settings: Settings, tmp_path: Path
) -> None:
    settings.STATICFILES_DIRS = [tmp_path / "sheets"]
    sheet, stray = tmp_path / "sheets" / "one.css", tmp_path / "static" / "stray.css"
    sheet.parent.mkdir()
    (sheet.parent / "folder").mkdir()
    sheet.write_text("a{}", "utf-8")

    def start() -> None:
        with pytest.raises(CommandError, match="in real use"):
            call_command("demo")

    start()
    stray.write_text("", "utf-8")
    start()
    assert stray.exists()
    sheet.write_text("b{}", "utf-8")
    start()
    assert not stray.exists()
    assert (tmp_path / "static" / "one.css").read_text("utf-8") == "b{}"


@pytest.mark.django_db
@pytest.mark.usefixtures("told_in_surroundings")
def test_a_service_is_told_its_first_administrator() -> None:
    ensure_administrator(at=now())

    assert administrators() == ["marat"]
    person = Person.objects.get()
    assert check_password(PASSWORD, person.password)
    assert (person.surname, person.given_name) == ("Оспанов", "Марат")


@pytest.mark.usefixtures("told_in_surroundings")
def test_where_somebody_is_entered_nobody_is_made(home: House) -> None:
    ensure_administrator(at=now())

    assert administrators() == []


@pytest.mark.django_db
@pytest.mark.parametrize("told", ["marat", "marat Оспанов", "marat Оспанов Марат Ерланұлы"])
def test_an_administrator_told_by_halves_is_refused(
    told: str, told_in_surroundings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUZETU_ADMIN", told)

    with pytest.raises(CommandError, match="login, surname and given name"):
        ensure_administrator(at=now())


@pytest.mark.django_db
def test_a_password_that_cannot_be_read_is_named(told_in_surroundings: Path) -> None:
    told_in_surroundings.unlink()

    with pytest.raises(CommandError, match=f"{told_in_surroundings} cannot be read"):
        ensure_administrator(at=now())


@pytest.mark.django_db
def test_a_password_too_weak_leaves_nobody_behind(told_in_surroundings: Path) -> None:
    told_in_surroundings.write_text("12345", encoding="utf-8")

    with pytest.raises(CommandError, match="TUZETU_ADMIN: "):
        ensure_administrator(at=now())

    assert not Person.objects.exists()


@pytest.mark.django_db
def test_without_terminal_and_surroundings_the_start_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        monkeypatch.setattr("sys.stdin", nothing)

        with pytest.raises(CommandError, match="TUZETU_ADMIN, TUZETU_ADMIN_PASSWORD_FILE"):
            ensure_administrator(at=now())


@pytest.mark.django_db
def test_at_a_terminal_the_administrator_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with terminal(monkeypatch, "marat", "Оспанов", "Марат"):
        ensure_administrator(at=now())

    assert administrators() == ["marat"]
    assert Person.objects.get().full_name == "Оспанов Марат"
    assert "marat: password " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ({}, "kk"),
        ({"LANG": "kk_KZ.UTF-8"}, "kk"),
        ({"LANG": "C.UTF-8"}, "kk"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LC_MESSAGES": "en_GB", "LANG": "ru_RU"}, "en"),
        ({"LC_ALL": "ru_KZ", "LC_MESSAGES": "en_GB"}, "ru"),
    ],
)
def test_the_operator_is_spoken_to_in_the_terminals_language(
    told: dict[str, str], language: str
) -> None:
    assert operators_language(told) == language


def test_the_demonstration_keeps_its_files_apart(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TUZETU_DEMO", "0")
    monkeypatch.setenv("TUZETU_VAR", "asked")
    keep_demonstration_apart()
    assert (os.environ["TUZETU_DEMO"], os.environ["TUZETU_VAR"]) == ("1", "asked")

    monkeypatch.delenv("TUZETU_VAR")
    monkeypatch.chdir(tmp_path)
    keep_demonstration_apart()
    assert os.environ["TUZETU_VAR"] == str(tmp_path / "var" / "demo")
