"""The worker: a round in each quarter of an hour, the post in between, a clean end."""

import os
import signal
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, repeat

import pytest
from django.core import mail
from django.db import DatabaseError, connection
from pytest_django.fixtures import Settings

from tests import given
from tests.given import MONDAY, House
from tuzetu.dossier.round_mark import RoundMark
from tuzetu.jobs.worker import Worker, stop_on_signals
from tuzetu.notices.models import Letter, ReaderPosition
from tuzetu.people.person import Person
from tuzetu.registers.heartbeat import last_beat

MORNING = MONDAY + timedelta(days=1) - timedelta(hours=1, minutes=30)
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture
def house(home: House, settings: Settings) -> House:
    """Mail is sent, into Django's own box."""
    settings.KEEP_MAILS = False
    Person.objects.update(email="everybody@tuzetu.example")
    return home


@pytest.fixture
def _signals_as_before() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def working(*moments: datetime) -> Worker:
    """A worker whose clock tells these moments, and the last one from then on."""
    told = chain(moments, repeat(moments[-1]))
    return Worker(lambda: next(told))


def test_a_turn_writes_sends_and_beats(house: House) -> None:
    given.registered(house)

    working(MORNING).turn()

    assert len(mail.outbox) == Letter.objects.count() == 2
    assert last_beat() == MORNING
    assert RoundMark.objects.get(name="worker").value == str(os.getpid())


def test_between_quarters_only_what_is_told_at_once_is_written(house: House) -> None:
    worker = working(MORNING - timedelta(minutes=1), MORNING - timedelta(seconds=30), MORNING)
    worker.turn()
    given.submitted(house)
    given.registered(house)
    worker.turn()
    assert {letter.kind for letter in Letter.objects.all()} == {"at_once"}

    worker.turn()

    assert "digest" in {letter.kind for letter in Letter.objects.all()}


def test_letters_go_out_even_when_the_round_fails(house: House) -> None:
    worker = working(MORNING - timedelta(hours=1), MORNING)
    given.submitted(house)
    ReaderPosition.objects.create(reader="notices", seq=0)

    def fail(execute: object, sql: str, *rest: object) -> object:
        if '"observed_until" < ' in sql:
            raise DatabaseError("trouble")
        return execute(sql, *rest)  # type: ignore[operator]

    with connection.execute_wrapper(fail), pytest.raises(ExceptionGroup):
        worker.turn()

    assert len(mail.outbox) > 0
    assert last_beat() is not None


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_signals_as_before")
@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_the_work_cleanly(house: House, number: signal.Signals) -> None:
    worker = working(MORNING)
    stop_on_signals(worker)
    os.kill(os.getpid(), number)

    worker.work(pause=60)
    os.kill(os.getpid(), number)  # the server asks again after Ctrl-C reached both

    assert last_beat() == MORNING
    assert house.saule.pk


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("house")
def test_trouble_is_logged_and_the_work_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    moments = iter([MORNING, MORNING])
    worker: Worker

    def clock() -> datetime:
        try:
            return next(moments)
        except StopIteration:
            worker.stop()
            raise ConnectionError("the clock is away") from None

    worker = Worker(clock)

    worker.work(pause=0)

    assert "a turn of the worker failed" in caplog.text
    assert last_beat() == MORNING
