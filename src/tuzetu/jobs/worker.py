"""The worker: a round in every new quarter of an hour, letters in between, until it is stopped."""

import logging
import os
import select
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from types import FrameType

from django.db import close_old_connections

from tuzetu.dossier.round_mark import RoundMark
from tuzetu.jobs.tick import tick
from tuzetu.notices.composing import compose_at_once
from tuzetu.notices.posting import post
from tuzetu.registers.heartbeat import HEARTBEAT

PAUSE = 5.0
QUARTER = 15

logger = logging.getLogger(__name__)


class Worker:
    """Knows which quarter of an hour had its round; ``clock`` tells the moment now."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._quarter: datetime | None = None
        self._asked, self._ask = socket.socketpair()
        self._ask.setblocking(False)

    def stop(self) -> None:
        """Ask the worker to end after what it is just doing; safe in a signal's handler.

        Ctrl-C reaches worker and server, which asks again: by then it may have ended.
        """
        with suppress(OSError):
            self._ask.send(b".")

    def work(self, *, pause: float = PAUSE) -> None:
        """Work until asked to stop, then for good; trouble is logged and the work goes on."""
        asked = False
        while not asked:
            try:
                self.turn()
            except Exception:
                logger.exception("a turn of the worker failed")
            close_old_connections()
            asked = bool(select.select([self._asked], [], [], pause)[0])
        self._asked.close()
        self._ask.close()

    def turn(self) -> None:
        """One turn: the round if a new quarter began, what is told at once, the post, a beat."""
        at = self._clock()
        try:
            self._tell(at)
        finally:
            post(at=at)
            beat(at=at)

    def _tell(self, at: datetime) -> None:
        quarter = at.replace(minute=at.minute // QUARTER * QUARTER, second=0, microsecond=0)
        if quarter == self._quarter:
            compose_at_once(at=at)
        else:
            self._quarter = quarter
            tick(at=at)


def beat(*, at: datetime, by: str = "") -> None:
    """Note that the worker is alive, and which process it is."""
    who = by or str(os.getpid())
    RoundMark.objects.update_or_create(name=HEARTBEAT, defaults={"value": who, "at": at})


def stop_on_signals(worker: Worker) -> None:
    """The usual signals ask the worker to stop cleanly."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        worker.stop()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask)
