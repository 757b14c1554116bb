"""``tuzetu demo``: the demonstration conservatory, played at the first start."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from tuzetu import demonstration
from tuzetu.clock import now
from tuzetu.management.in_use import in_use
from tuzetu.management.preparing import prepare
from tuzetu.management.running import need_free_port, run_together
from tuzetu.management.welcome import PLAYING, welcome
from tuzetu.people.person import Person


class Command(BaseCommand):
    """Prepare, play the stories if nothing is there yet, serve."""

    help = "Starts the demonstration."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401
        """Run until interrupted."""
        need_free_port()
        with in_use():
            prepare()
            self._play()
            sys.exit(run_together(ready=lambda: self.stdout.write(welcome())))

    def _play(self) -> None:
        """All stories or none: an interrupted start leaves nothing half told."""
        if demonstration.is_empty():
            self.stdout.write(PLAYING)
            with transaction.atomic():
                demonstration.play(at=now())
        if not Person.objects.exclude(demo_role="").exists():
            raise CommandError(_("This database is in real use; the demonstration needs its own."))
