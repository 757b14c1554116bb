"""``tuzetu serve``: real use; the first start makes the first administrator."""

import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from tuzetu.management.preparing import prepare
from tuzetu.management.running import run_together
from tuzetu.people.person import Person


class Command(BaseCommand):
    """Prepare, make sure there is an administrator, serve."""

    help = "Starts the server and the worker."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401
        """Run until interrupted."""
        prepare()
        if not Person.objects.exists():
            call_command("user", "first")
        address = f"http://{settings.ENVIRONMENT.bind}:{settings.ENVIRONMENT.port}/"
        self.stdout.write(f"Түзету: {address}  (Ctrl-C: тоқтату · остановить · stop)")
        sys.exit(run_together())
