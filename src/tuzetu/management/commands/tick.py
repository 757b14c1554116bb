"""``tuzetu tick``: one round of the clock and of the post, for those who run no worker."""

from typing import Any

from django.core.management.base import BaseCommand

from tuzetu.clock import now
from tuzetu.jobs.tick import tick
from tuzetu.jobs.worker import beat
from tuzetu.notices.posting import post
from tuzetu.registers.heartbeat import BY_HAND


class Command(BaseCommand):
    """To be called every quarter of an hour; calling it more often changes nothing."""

    help = "Does what is due by now: reminders, ended observations, moved deadlines, mail."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401
        """One round, told in a line."""
        at = now()
        done, posted = tick(at=at), post(at=at)
        beat(at=at, by=BY_HAND)
        self.stdout.write(
            f"verdicts owed {done.verdicts_owed}, deadlines moved {done.deadlines_moved}, "
            f"cases handed to whoever decides now {done.cases_handed}, "
            f"entries read {done.entries_read}, letters written {done.letters_written}, "
            f"sent {posted.sent}, failed {posted.failed}, given up {posted.given_up}"
        )
