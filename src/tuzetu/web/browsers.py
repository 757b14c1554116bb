"""What program a request came from, in two words that its owner recognises."""

from django.http import HttpRequest

PROGRAMS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("YaBrowser/", "Yandex"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def program_of(request: HttpRequest) -> str:
    """Browser and system: «Firefox, Windows»; nothing where neither is known."""
    told = request.headers.get("User-Agent", "")
    return ", ".join(filter(None, (_first(PROGRAMS, told), _first(SYSTEMS, told))))


def _first(known: tuple[tuple[str, str], ...], told: str) -> str:
    return next((name for mark, name in known if mark in told), "")
