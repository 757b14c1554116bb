"""The environment: read once, every fault named at once."""

import stat
from pathlib import Path

import pytest

from tuzetu.environment import FaultyEnvironment, read_environment


def faults(told: dict[str, str]) -> list[str]:
    with pytest.raises(FaultyEnvironment) as refused:
        read_environment(told)
    return sorted(one.partition(":")[0] for one in refused.value.faults)


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    read = read_environment({"TUZETU_VAR": str(tmp_path)})

    assert read.database_url == f"sqlite:///{tmp_path / 'tuzetu.sqlite3'}"
    assert (read.bind, read.port, read.demo, read.https) == ("127.0.0.1", 8000, False, False)
    assert read.public_address == "http://127.0.0.1:8000"


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    told = {
        "TUZETU_VAR": str(tmp_path),
        "DATABASE_URL": "mysql://somewhere",
        "PORT": "none",
        "TUZETU_EDITION": str(tmp_path / "nowhere.toml"),
        "TUZETU_MAX_UPLOAD_MB": "0",
        "TUZETU_HTTPS": "perhaps",
        "TUZETU_SECRET_KEY": "short",
        "TUZETU_MAIL_FROM": "nobody",
        "TUZETU_PUBLIC_ADDRESS": "tuzetu",
        "TUZETU_HOST": "misspelt.example",
    }

    assert faults(told) == [
        "DATABASE_URL",
        "PORT",
        "TUZETU_EDITION",
        "TUZETU_HOST",
        "TUZETU_HTTPS",
        "TUZETU_MAIL_FROM",
        "TUZETU_MAX_UPLOAD_MB",
        "TUZETU_PUBLIC_ADDRESS",
        "TUZETU_SECRET_KEY",
    ]


@pytest.mark.parametrize(
    "reach",
    [
        {"TUZETU_BIND": "0.0.0.0", "TUZETU_HOSTS": "localhost"},  # noqa: S104  (to be refused)
        {"TUZETU_HOSTS": "tuzetu.example.kz"},
        {"TUZETU_HTTPS": "1"},
    ],
)
def test_the_demonstration_serves_this_machine_alone(tmp_path: Path, reach: dict[str, str]) -> None:
    assert faults({"TUZETU_VAR": str(tmp_path), "TUZETU_DEMO": "1", **reach}) == ["TUZETU_DEMO"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("TUZETU_PUBLIC_ADDRESS", "http://["),
        ("TUZETU_PUBLIC_ADDRESS", "https://tuzetu.example.kz:x"),
        ("DATABASE_URL", "postgresql://[half"),
        ("DATABASE_URL", "postgresql://tuzetu@localhost:far/tuzetu"),
        ("PORT", "9" * 5000),
        ("TUZETU_MAX_UPLOAD_MB", "-1"),
        ("TUZETU_MAIL_FROM", "a@b.kz\nBcc: c@d.kz"),
    ],
)
def test_rubbish_is_named_and_nothing_else_happens(tmp_path: Path, name: str, told: str) -> None:
    assert faults({"TUZETU_VAR": str(tmp_path), name: told}) == [name]


def test_an_address_with_colons_stands_in_brackets(tmp_path: Path) -> None:
    read = read_environment({"TUZETU_VAR": str(tmp_path), "TUZETU_BIND": "::1"})

    assert read.public_address == "http://[::1]:8000"


def test_who_listens_to_others_names_the_hosts(tmp_path: Path) -> None:
    assert faults({"TUZETU_VAR": str(tmp_path), "TUZETU_BIND": "192.0.2.1"}) == ["TUZETU_HOSTS"]


def test_the_secret_is_made_once_and_kept_to_the_operator(tmp_path: Path) -> None:
    first = read_environment({"TUZETU_VAR": str(tmp_path)}).secret_key
    again = read_environment({"TUZETU_VAR": str(tmp_path)}).secret_key

    assert first == again
    assert len(first) > 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["secret_key"]


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("құпия\n", encoding="utf-8")
    told = {"TUZETU_VAR": str(tmp_path), "TUZETU_MAIL_PASSWORD_FILE": str(tmp_path / "password")}

    assert read_environment(told).mail_password == "құпия"


def test_a_secret_in_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(b"\xff\xd8\xff")

    for place in ("picture", "nowhere"):
        told = {"TUZETU_VAR": str(tmp_path), "DATABASE_URL_FILE": str(tmp_path / place)}
        assert faults(told) == ["DATABASE_URL_FILE"]


def test_a_folder_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    assert "TUZETU_VAR" in faults({"TUZETU_VAR": str(tmp_path / "file" / "var")})
