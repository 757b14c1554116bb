"""What the operator sets: read once from the environment, every fault named at once."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
PORT = 8000
MAX_UPLOAD_MB = 20
SMTP_PORT = 587
LARGEST_PORT = 65535


class FaultyEnvironment(SystemExit):
    """The environment cannot be used; told on the screen before anything starts."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(["Tuzetu cannot start:", *(f"  - {one}" for one in faults)]))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Environment:
    """Every setting that is not code; ``docs/configuration.md`` tells each."""

    var: Path
    database_url: str
    secret_key: str
    demo: bool
    hosts: tuple[str, ...]
    bind: str
    port: int
    https: bool
    max_upload_mb: int
    mail_host: str
    mail_port: int
    mail_user: str
    mail_password: str
    mail_from: str
    mail_tls: bool
    public_address: str


NAMES = {
    "var": "TUZETU_VAR",
    "database_url": "DATABASE_URL",
    "secret_key": "TUZETU_SECRET_KEY",
    "demo": "TUZETU_DEMO",
    "hosts": "TUZETU_HOSTS",
    "bind": "TUZETU_BIND",
    "port": "PORT",
    "https": "TUZETU_HTTPS",
    "max_upload_mb": "TUZETU_MAX_UPLOAD_MB",
    "mail_host": "TUZETU_MAIL_HOST",
    "mail_port": "TUZETU_MAIL_PORT",
    "mail_user": "TUZETU_MAIL_USER",
    "mail_password": "TUZETU_MAIL_PASSWORD",
    "mail_from": "TUZETU_MAIL_FROM",
    "mail_tls": "TUZETU_MAIL_TLS",
    "public_address": "TUZETU_PUBLIC_ADDRESS",
}
"""Setting → environment variable."""


class _Reading:
    """Reads values and gathers faults."""

    def __init__(self, told: Mapping[str, str]) -> None:
        self.told = told
        self.faults: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        """A text; ``<NAME>_FILE`` names a file that holds it."""
        kept = self.told.get(f"{NAMES[name]}_FILE")
        if not kept:
            return self.told.get(NAMES[name], default)
        try:
            return Path(kept).read_text(encoding="utf-8").strip()
        except OSError as problem:
            self.faults.append(f"{NAMES[name]}_FILE cannot be read: {problem.strerror}")
            return default

    def whole(self, name: str, default: int, most: int) -> int:
        """A whole number from 1 on."""
        told = self.text(name, str(default))
        if told.isdecimal() and 1 <= int(told) <= most:
            return int(told)
        self.faults.append(f"{NAMES[name]}: a whole number from 1 to {most} is needed, not {told!r}")
        return default

    def flag(self, name: str) -> bool:
        """Yes or no."""
        told = self.text(name, "0").lower()
        if told not in {"0", "1", "yes", "no", "true", "false", ""}:
            self.faults.append(f"{NAMES[name]}: 1 or 0 is needed, not {told!r}")
        return told in {"1", "yes", "true"}


def read_environment(told: Mapping[str, str] = os.environ) -> Environment:
    """The settings. Raises FaultyEnvironment with everything that is wrong."""
    reading = _Reading(told)
    var = Path(reading.text("var", "var")).absolute()
    bind = reading.text("bind", "127.0.0.1")
    demo, hosts = reading.flag("demo"), reading.text("hosts")
    if demo and bind not in LOOPBACK:
        reading.faults.append("TUZETU_DEMO signs in without a password: bind to 127.0.0.1 only")
    environment = Environment(
        var=var,
        database_url=reading.text("database_url") or f"sqlite:///{var / 'tuzetu.sqlite3'}",
        secret_key=reading.text("secret_key") or _kept_secret(var),
        demo=demo,
        hosts=tuple(filter(None, hosts.split(","))) or ("127.0.0.1", "localhost", "[::1]"),
        bind=bind,
        port=reading.whole("port", PORT, LARGEST_PORT),
        https=reading.flag("https"),
        max_upload_mb=reading.whole("max_upload_mb", MAX_UPLOAD_MB, 200),
        mail_host=reading.text("mail_host"),
        mail_port=reading.whole("mail_port", SMTP_PORT, LARGEST_PORT),
        mail_user=reading.text("mail_user"),
        mail_password=reading.text("mail_password"),
        mail_from=reading.text("mail_from", "tuzetu@localhost"),
        mail_tls=reading.flag("mail_tls"),
        public_address=reading.text("public_address"),
    )
    if reading.faults:
        raise FaultyEnvironment(reading.faults)
    return environment


def _kept_secret(var: Path) -> str:
    """A secret made once and kept where only the operator reads."""
    place = var / "secret_key"
    if not place.exists():
        var.mkdir(parents=True, exist_ok=True)
        with open(place, "x", encoding="utf-8", opener=_for_owner_alone) as kept:  # noqa: PTH123
            kept.write(secrets.token_urlsafe(50))
    return place.read_text(encoding="utf-8")


def _for_owner_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
