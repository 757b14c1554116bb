"""What the operator sets: read once from the environment, every fault named at once."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
OWN_HOSTS = ("127.0.0.1", "localhost", "[::1]")
DATABASES = frozenset({"sqlite", "postgres", "postgresql"})
PORT = 8000
SMTP_PORT = 587
LARGEST_PORT = 65_535
MAX_UPLOAD_MB = 20
MOST_UPLOAD_MB = 200
SHORTEST_SECRET = 32
LONGEST_NUMBER = 9
YES, NO = frozenset({"1", "yes", "true"}), frozenset({"", "0", "no", "false"})


class FaultyEnvironment(SystemExit):
    """The environment cannot be used; told on the screen before anything starts."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(["Tuzetu cannot start:", *(f"  - {one}" for one in faults)]))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Every setting that is not code; ``docs/configuration.md`` tells each."""

    var: Path
    edition: Path | None
    database_url: str
    secret_key: str
    demo: bool
    hosts: tuple[str, ...]
    bind: str
    port: int
    https: bool
    public_address: str
    max_upload_mb: int
    mail_host: str
    mail_port: int
    mail_user: str
    mail_password: str
    mail_from: str
    mail_tls: bool


NAMES = {one.name: f"TUZETU_{one.name.upper()}" for one in fields(Environment)} | {
    "database_url": "DATABASE_URL",
    "port": "PORT",
}
"""Setting → environment variable."""

SECRETS = ("database_url", "secret_key", "mail_password")
"""Settings that may stand in a file, named by the variable with ``_FILE`` after it."""


def read_environment(told: Mapping[str, str] = os.environ) -> Environment:
    """The settings. Raises FaultyEnvironment with everything that is wrong."""
    reading = _Reading(told)
    var = reading.folder("var", "var")
    bind = reading.text("bind", "127.0.0.1")
    port = reading.whole("port", PORT, LARGEST_PORT)
    demo, https = reading.flag("demo"), reading.flag("https")
    hosts = tuple(filter(None, (one.strip() for one in reading.text("hosts").split(","))))
    if demo and (bind not in LOOPBACK or https or not set(hosts) <= set(OWN_HOSTS)):
        reading.fault("demo", "signs in without a password, so it serves this machine alone")
    if bind not in LOOPBACK and not hosts:
        reading.fault("hosts", f"name the hosts by which {bind} is reached")
    environment = Environment(
        var=var,
        edition=reading.file("edition"),
        database_url=reading.database(f"sqlite:///{var / 'tuzetu.sqlite3'}"),
        secret_key=reading.secret_key(var),
        demo=demo,
        hosts=hosts or OWN_HOSTS,
        bind=bind,
        port=port,
        https=https,
        public_address=reading.address("public_address", f"http://{_host_of(bind)}:{port}"),
        max_upload_mb=reading.whole("max_upload_mb", MAX_UPLOAD_MB, MOST_UPLOAD_MB),
        mail_host=reading.text("mail_host"),
        mail_port=reading.whole("mail_port", SMTP_PORT, LARGEST_PORT),
        mail_user=reading.text("mail_user"),
        mail_password=reading.text("mail_password"),
        mail_from=reading.sender("tuzetu@localhost"),
        mail_tls=reading.flag("mail_tls"),
    )
    reading.refuse_unknown()
    if reading.faults:
        raise FaultyEnvironment(reading.faults)
    return environment


class _Reading:
    """Reads values and gathers faults."""

    def __init__(self, told: Mapping[str, str]) -> None:
        self.told = told
        self.faults: list[str] = []

    def fault(self, name: str, says: str) -> None:
        """Keep what is wrong with a setting."""
        self.faults.append(f"{NAMES[name]}: {says}")

    def text(self, name: str, default: str = "") -> str:
        """A text, given or in a file; an empty one counts as not given."""
        kept = self.told.get(f"{NAMES[name]}_FILE") if name in SECRETS else None
        if not kept:
            return self.told.get(NAMES[name], "").strip() or default
        try:
            return Path(kept).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as problem:
            self.faults.append(f"{NAMES[name]}_FILE: {kept} cannot be read ({problem})")
            return default

    def whole(self, name: str, default: int, most: int) -> int:
        """A whole number from 1 on."""
        told = self.text(name, str(default))
        if told.isdecimal() and len(told) <= LONGEST_NUMBER and 1 <= int(told) <= most:
            return int(told)
        self.fault(name, f"a whole number from 1 to {most} is needed, not {told!r}")
        return default

    def flag(self, name: str) -> bool:
        """Yes or no."""
        told = self.text(name).lower()
        if told not in YES | NO:
            self.fault(name, f"1 or 0 is needed, not {told!r}")
        return told in YES

    def folder(self, name: str, default: str) -> Path:
        """A folder that can be written to; made when it is missing."""
        place = Path(self.text(name, default)).absolute()
        with suppress(OSError):
            place.mkdir(parents=True, exist_ok=True)
        if not os.access(place, os.W_OK | os.X_OK) or not place.is_dir():
            self.fault(name, f"{place} is no folder that can be written to")
        return place

    def file(self, name: str) -> Path | None:
        """A file that can be read, or none."""
        told = self.text(name)
        if not told:
            return None
        place = Path(told).absolute()
        if not place.is_file() or not os.access(place, os.R_OK):
            self.fault(name, f"{place} is no file that can be read")
        return place

    def database(self, default: str) -> str:
        """The address of a database of a kind that is tested."""
        told = self.text("database_url", default)
        scheme, separator, _rest = told.partition("://")
        if scheme not in DATABASES or not separator or _parts_of(told) is None:
            self.fault("database_url", "sqlite:///… or postgresql://… is needed")
            return default
        return told

    def address(self, name: str, default: str) -> str:
        """A web address without a path, as letters begin their links with it."""
        told = self.text(name, default).rstrip("/")
        parts = _parts_of(told)
        if not parts or parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
            self.fault(name, f"an address like https://tuzetu.example.kz is needed, not {told!r}")
        return told

    def sender(self, default: str) -> str:
        """The address that letters come from."""
        told = self.text("mail_from", default)
        if "@" not in told or told.splitlines() != [told]:
            self.fault("mail_from", f"a mail address is needed, not {told!r}")
        return told

    def secret_key(self, var: Path) -> str:
        """What was given, or a secret made once and kept where only the operator reads."""
        told = self.text("secret_key")
        if told and len(told) < SHORTEST_SECRET:
            self.fault("secret_key", f"at least {SHORTEST_SECRET} characters are needed")
        return told or self._kept_secret(var / "secret_key")

    def _kept_secret(self, place: Path) -> str:
        """Of two programs that start at once, both go on with the secret of the first."""
        try:
            if not place.exists():
                _keep_secret(place)
            return place.read_text(encoding="utf-8")
        except OSError as problem:
            self.fault("secret_key", f"{place} cannot be kept or read ({problem.strerror})")
            return ""

    def refuse_unknown(self) -> None:
        """A misspelt name must not go unnoticed."""
        known = {*NAMES.values(), *(f"{NAMES[name]}_FILE" for name in SECRETS), *OF_COMMANDS}
        unknown = {name for name in self.told if name.startswith("TUZETU_")} - known
        self.faults += [f"{name}: there is no such setting" for name in sorted(unknown)]


OF_COMMANDS = ("TUZETU_ADMIN", "TUZETU_ADMIN_PASSWORD_FILE")
"""Read by ``tuzetu serve`` alone, at its first start without a terminal."""


def _host_of(bind: str) -> str:
    """An address as it stands in a link."""
    return f"[{bind}]" if ":" in bind else bind


def _parts_of(address: str) -> SplitResult | None:
    """The parts of an address; nothing if it cannot be an address, as with half a bracket."""
    with suppress(ValueError):
        parts = urlsplit(address)
        return parts if parts.port != 0 else None
    return None


def _keep_secret(place: Path) -> None:
    handle, name = tempfile.mkstemp(dir=place.parent)  # readable by its owner alone
    with open(handle, "w", encoding="utf-8") as unfinished:  # noqa: PTH123  (a handle, no path)
        unfinished.write(secrets.token_urlsafe(50))
    with suppress(FileExistsError):
        place.hardlink_to(name)
    Path(name).unlink()
