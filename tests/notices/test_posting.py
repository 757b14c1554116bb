"""Letters are sent at least once, tried again with patience, and given up visibly."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from pytest_django.fixtures import Settings

from tests import given
from tests.given import MONDAY, House
from tests.notices.mail_server import MailServer
from tuzetu.jobs.tick import tick
from tuzetu.notices.models import Letter
from tuzetu.notices.outbox import letters_of, put, troubled_letters
from tuzetu.notices.posting import LEASE, WAITS, Posted, post
from tuzetu.notices.writing import Written
from tuzetu.people.person import Person

WRITTEN = Written("Жоспарды бекіту", "Мәтін\nекінші жол\n", "<p>Мәтін</p>")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """A server that answers, and Django told of it."""
    made = MailServer()
    made.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", made.port
    settings.EMAIL_USE_TLS = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.DEFAULT_FROM_EMAIL = "Түзету <tuzetu@univer.example>"
    yield made
    if made.port:
        made.stop()


def down(server: MailServer) -> int:
    """The server stops; the port on which it was."""
    port, server.port = server.port, 0
    server.stop()
    return port


def letter_to(person: Person, key: str = "k", at: datetime = MONDAY) -> Letter:
    """A letter in the outbox."""
    put(WRITTEN, to=person, kind=Letter.Kind.AT_ONCE, key=key, at=at)
    return Letter.objects.get(key=key)


def test_a_letter_arrives_as_text_and_html(house: House, server: MailServer) -> None:
    letter = letter_to(house.saule)

    assert post(at=MONDAY) == Posted(sent=1)

    (mail,) = server.letters
    assert mail["Subject"] == "Жоспарды бекіту"
    assert mail["To"] == house_address(house.saule)
    assert mail["From"] == "Түзету <tuzetu@univer.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert str(mail["Message-ID"]).endswith("@univer.example>")
    plain, html = mail.iter_parts()
    assert plain.get_content().splitlines() == ["Мәтін", "екінші жол"]
    assert html.get_content_type() == "text/html"
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at, letter.tries) == ("sent", MONDAY, 1)
    assert str(letter) == "Жоспарды бекіту"


def house_address(person: Person) -> str:
    return f"{person.login}@tuzetu.example"


def test_what_was_sent_is_not_sent_again(house: House, server: MailServer) -> None:
    letter_to(house.saule)
    post(at=MONDAY)

    assert post(at=MONDAY + timedelta(days=3)) == Posted()
    assert len(server.letters) == 1


def test_a_letter_is_put_once_under_its_key(house: House) -> None:
    letter_to(house.saule)
    letter_to(house.saule)

    assert Letter.objects.count() == 1


def test_letters_wait_while_the_server_is_down_and_go_when_it_is_up(
    house: House, server: MailServer
) -> None:
    letter_to(house.saule, "a")
    letter_to(house.dauren, "b")
    port = down(server)

    assert post(at=MONDAY) == Posted(failed=2)
    assert post(at=MONDAY + WAITS[0] / 2) == Posted()
    assert [letter.tries for letter in troubled_letters()] == [1, 1]
    assert "ConnectionRefusedError" in troubled_letters()[0].last_error

    server.start(port)
    assert post(at=MONDAY + WAITS[0]) == Posted(sent=2)
    assert len(server.letters) == 2
    assert not troubled_letters().exists()


def test_after_the_last_wait_a_letter_is_given_up_visibly(house: House, server: MailServer) -> None:
    letter = letter_to(house.saule)
    down(server)
    at = MONDAY

    for wait in WAITS:
        assert post(at=at) == Posted(failed=1)
        at += wait

    assert post(at=at) == Posted(given_up=1)
    letter.refresh_from_db()
    assert letter.state == "given_up"
    assert list(troubled_letters()) == [letter]
    assert post(at=at + timedelta(days=9)) == Posted()


def test_an_address_that_does_not_exist_is_given_up_at_once(
    house: House, server: MailServer
) -> None:
    server.answers[house_address(house.saule)] = b"550 no such person\r\n"
    letter_to(house.saule, "a")
    letter_to(house.dauren, "b")

    assert post(at=MONDAY) == Posted(sent=1, given_up=1)
    assert "550" in Letter.objects.get(key="a").last_error


@pytest.mark.parametrize("command", [b"EHLO", b"MAIL", b"RCPT", b"DATA", b"BODY"])
def test_a_server_that_hangs_up_is_tried_again_and_loses_nothing(
    house: House, server: MailServer, command: bytes
) -> None:
    letter_to(house.saule, "a")
    letter_to(house.dauren, "b")
    server.drops_at = command

    assert post(at=MONDAY) == Posted(failed=2)
    assert all(letter.last_error for letter in troubled_letters())

    server.drops_at = b""
    assert post(at=MONDAY + WAITS[0]) == Posted(sent=2)
    assert len(server.letters) == 2
    assert not troubled_letters().exists()


def test_a_step_is_taken_whole_while_the_server_is_down(house: House, server: MailServer) -> None:
    port = down(server)

    given.submitted(house)
    tick(at=MONDAY + MINUTE)
    assert post(at=MONDAY + MINUTE).sent == 0
    waiting = Letter.objects.filter(state=Letter.State.WAITING).count()
    server.start(port)

    assert waiting
    assert post(at=MONDAY + timedelta(hours=1)) == Posted(sent=waiting)
    assert len(server.letters) == waiting


def test_an_address_that_is_busy_is_tried_again(house: House, server: MailServer) -> None:
    server.answers[house_address(house.saule)] = b"450 later\r\n"
    letter_to(house.saule)

    assert post(at=MONDAY) == Posted(failed=1)
    server.answers.clear()
    assert post(at=MONDAY + MINUTE) == Posted(sent=1)


@pytest.mark.parametrize(
    ("answer", "posted"),
    [(b"554 spam\r\n", Posted(given_up=1)), (b"451 later\r\n", Posted(failed=1))],
)
def test_a_refused_text_is_given_up_or_tried_again(
    house: House, server: MailServer, answer: bytes, posted: Posted
) -> None:
    server.at_data = answer
    letter_to(house.saule)

    assert post(at=MONDAY) == posted


def test_a_letter_that_cannot_be_made_does_not_hold_up_the_others(
    house: House, server: MailServer
) -> None:
    letter_to(house.saule, "a")
    Letter.objects.filter(key="a").update(subject="бір\nекі")
    letter_to(house.dauren, "b")

    assert post(at=MONDAY) == Posted(sent=1, failed=1)
    assert "BadHeaderError" in Letter.objects.get(key="a").last_error


def test_a_person_without_an_address_is_told_nothing(house: House, server: MailServer) -> None:
    letter_to(house.saule)
    Person.objects.filter(pk=house.saule.pk).update(email="")

    assert post(at=MONDAY) == Posted(given_up=1)
    assert server.letters == []


def test_what_a_killed_worker_held_is_sent_when_its_lease_ends(
    house: House, server: MailServer
) -> None:
    letter_to(house.saule)
    Letter.objects.update(leased_until=MONDAY + LEASE)

    assert post(at=MONDAY + LEASE - MINUTE) == Posted()
    assert post(at=MONDAY + LEASE) == Posted(sent=1)


def test_a_letter_sent_twice_after_a_kill_bears_the_same_identity(
    house: House, server: MailServer
) -> None:
    letter_to(house.saule)
    post(at=MONDAY)
    Letter.objects.update(state="waiting", sent_at=None)
    post(at=MONDAY + LEASE)

    first, second = server.letters
    assert first["Message-ID"] == second["Message-ID"]


def test_a_letter_waits_for_its_hour(house: House, server: MailServer) -> None:
    letter_to(house.saule, at=MONDAY + MINUTE)

    assert post(at=MONDAY) == Posted()
    assert post(at=MONDAY + MINUTE) == Posted(sent=1)


def test_a_demonstration_keeps_its_letters(
    house: House, server: MailServer, settings: Settings
) -> None:
    waiting = letter_to(house.saule, "a")
    settings.KEEP_MAILS = True
    kept = letter_to(house.saule, "b")

    assert post(at=MONDAY) == Posted()

    assert server.letters == []
    assert list(letters_of(house.saule)) == [kept, waiting]
    assert {letter.state for letter in letters_of(house.saule)} == {"kept"}
    settings.KEEP_MAILS = False
    assert post(at=MONDAY + timedelta(days=1)) == Posted()
