"""The web server: ``python -m tuzetu.management.serving``, started beside the worker."""

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from tuzetu.management.attached import end_with_parent

WORKERS = 2
THREADS = 4
"""Of each worker: as many pages are made at once."""


def main() -> None:
    """Serve until asked to stop; a worker that fails is started anew."""
    end_with_parent()
    Granian(
        "tuzetu.wsgi:application",
        address=settings.ENVIRONMENT.bind,
        port=settings.ENVIRONMENT.port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve()


if __name__ == "__main__":
    main()
