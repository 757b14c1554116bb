"""``tuzetu worker``: the clock's rounds and the post, until stopped."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tuzetu.clock import now
from tuzetu.jobs.worker import Worker, stop_on_signals
from tuzetu.management.attached import end_with_parent
from tuzetu.management.in_use import in_use


class Command(BaseCommand):
    """Beside every server one worker runs; a second one does no harm."""

    help = "Sends letters and reminders, and does what is due by the clock."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether another program holds our input."""
        parser.add_argument(
            "--attached", action="store_true", help="stop when the standard input closes"
        )

    def handle(self, *_args: Any, attached: bool, **_options: Any) -> None:  # noqa: ANN401
        """Work until a signal."""
        worker = Worker(now)
        stop_on_signals(worker)
        if attached:
            end_with_parent()
        with in_use():
            worker.work()
