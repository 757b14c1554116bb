"""The first words on the operator's screen, in the three languages of the product."""

from django.conf import settings

WELCOME = """
Түзету жұмыс істеп тұр:  {address}   (тоқтату: Ctrl-C)
Түзету работает:         {address}   (остановить: Ctrl-C)
Tuzetu is running:       {address}   (stop: Ctrl-C)
"""
PLAYING = (
    """Көрсетілім дайындалуда …  ·  Готовится демонстрация …  ·  Preparing the demonstration …"""
)


def welcome() -> str:
    """Where the pages are, to be opened in a browser of this machine."""
    place = settings.ENVIRONMENT
    host = f"[{place.bind}]" if ":" in place.bind else place.bind
    return WELCOME.format(address=f"http://{host}:{place.port}/")
