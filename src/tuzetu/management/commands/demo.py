"""``tuzetu demo``: the demonstration conservatory, played at the first start."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from tuzetu import demonstration
from tuzetu.clock import now
from tuzetu.management.preparing import prepare
from tuzetu.management.running import run_together


class Command(BaseCommand):
    """Prepare, play the stories if nothing is there yet, serve."""

    help = "Starts the demonstration."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401
        """Run until interrupted."""
        prepare()
        if demonstration.is_empty():
            self.stdout.write("Көрсетілім дайындалуда · Готовится демонстрация · Preparing …")
            demonstration.play(at=now())
        address = f"http://{settings.ENVIRONMENT.bind}:{settings.ENVIRONMENT.port}/"
        self.stdout.write(f"Түзету: {address}  (Ctrl-C: тоқтату · остановить · stop)")
        sys.exit(run_together())
