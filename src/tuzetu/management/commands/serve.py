"""``tuzetu serve``: real use; the first start makes the first administrator."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tuzetu.clock import now
from tuzetu.management.edition_told import edition_told, need_founded
from tuzetu.management.first_administrator import ensure_administrator
from tuzetu.management.in_use import in_use
from tuzetu.management.preparing import prepare
from tuzetu.management.running import need_free_port, run_together
from tuzetu.management.welcome import welcome
from tuzetu.people.person import Person


class Command(BaseCommand):
    """Prepare, make sure there is an administrator, serve."""

    help = "Starts the server and the worker."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401
        """Run until interrupted."""
        if settings.DEMO:
            raise CommandError(
                _("Real use never signs in without a password: take TUZETU_DEMO away.")
            )
        need_free_port()
        edition = edition_told()
        with in_use():
            prepare(edition)
            if edition:
                need_founded(edition)
            if Person.objects.exclude(demo_role="").exists():
                raise CommandError(_("This database holds the demonstration; choose another one."))
            ensure_administrator(at=now())
            sys.exit(run_together(ready=lambda: self.stdout.write(welcome())))
