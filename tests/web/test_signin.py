"""Coming in, going out, guessing, sessions: every secret is asked for at one door."""

import re
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import pytest
from axes.models import AccessAttempt
from django.conf import LazySettings
from django.contrib.auth.hashers import make_password
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.given import House
from tuzetu import settings as product
from tuzetu.people.demonstration_roles import COLLEAGUE
from tuzetu.people.person import Person
from tuzetu.people.sessions import Session
from tuzetu.people.staffing import choose_password, disable_account, give_password, leave
from tuzetu.procedure.calendar import local_day
from tuzetu.web.entrance import TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS

PASSWORD = "көктем қобыз теңіз"
NOW = datetime.now(tz=UTC)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SIGN_IN = "/sign-in/"


@pytest.fixture
def aigerim(home: House) -> Person:
    """She has a password of her own."""
    choose_password(home.aigerim, PASSWORD, at=NOW)
    return home.aigerim


def enter(
    client: Client, login: str = "aigerim", password: str = PASSWORD, **told: str
) -> HttpResponse:
    more = {name: told.pop(name) for name in ("REMOTE_ADDR",) if name in told}
    return client.post(SIGN_IN, {"login": login, "password": password, **told}, **more)  # type: ignore[return-value]


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == HTTPStatus.OK


def test_the_right_words_open_the_door(aigerim: Person, client: Client) -> None:
    answer = enter(client, " AIGERIM ")

    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, "/")
    assert is_in(client)


@pytest.mark.parametrize(
    ("asked", "onward"),
    [
        ("/people/?words=%D0%B0", "/people/?words=%D0%B0"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("sign_out", "/"),
        ("case", "/"),
        ("?", "/"),
        (SIGN_IN, "/"),
        ("", "/"),
    ],
)
def test_one_goes_on_where_one_was_going_and_nowhere_else(
    aigerim: Person, client: Client, asked: str, onward: str
) -> None:
    answer = enter(client, next=asked)

    assert answer["Location"] == onward


def test_a_page_asked_for_leads_through_sign_in_back_to_it(aigerim: Person, client: Client) -> None:
    turned = client.get("/people/?words=a")
    page = client.get(turned["Location"])
    form = page.content.decode().partition('action="/sign-in/"')[2]
    kept = re.search(r'name="next" value="([^"]+)"', form)

    assert kept is not None
    assert enter(client, next=kept.group(1))["Location"] == "/people/?words=a"


def test_what_is_posted_after_the_session_ended_comes_back_to_be_sent(home: House) -> None:
    client = Client(headers={"origin": "http://testserver"})
    answer = client.post("/me/", {"language": "ru", "note": "Ұзақ мәтін"})

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "Ұзақ мәтін" in answer.content.decode()


def without_token(answer: HttpResponse) -> str:
    text = answer.content.decode()
    return re.sub(r'(csrfmiddlewaretoken" value=)"[^"]+"', r"\1", text)


def test_unknown_wrong_closed_and_left_get_the_same_answer(home: House, client: Client) -> None:
    people = (home.aigerim, home.asel, home.timur, home.bauyrzhan)
    for person in people[1:]:
        choose_password(person, PASSWORD, at=NOW)
    disable_account(home.asel, by=None, at=NOW)
    leave(home.timur, left_on=local_day(NOW), by=None, at=NOW)
    give_password(home.bauyrzhan, PASSWORD, by=None, at=NOW - timedelta(days=4))

    answers = [enter(Client(), login) for login in ("nobody", *(one.login for one in people))]
    bodies = [without_token(answer).replace(login, "") for answer, login in zip(
        answers, ("nobody", "aigerim", "asel", "timur", "bauyrzhan"), strict=True
    )]  # fmt: skip

    assert {answer.status_code for answer in answers} == {HTTPStatus.UNPROCESSABLE_ENTITY}
    assert len(set(bodies)) == 1
    assert len({tuple(sorted(answer.headers)) for answer in answers}) == 1


def test_the_typed_password_never_comes_back(aigerim: Person, client: Client) -> None:
    answer = enter(client, password="менің құпиям")

    assert "менің құпиям" not in answer.content.decode()


def test_an_account_rests_after_few_wrong_attempts_from_anywhere(aigerim: Person) -> None:
    tries = [
        enter(Client(), password=f"қате {number}", REMOTE_ADDR=f"198.51.100.{number}")
        for number in range(20)
    ]
    refused = [answer.status_code for answer in tries]

    assert refused[: TRIES_PER_ACCOUNT - 1] == [HTTPStatus.UNPROCESSABLE_ENTITY] * 5
    assert set(refused[TRIES_PER_ACCOUNT - 1 :]) == {HTTPStatus.TOO_MANY_REQUESTS}
    assert enter(Client()).status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert sum(AccessAttempt.objects.values_list("failures_since_start", flat=True)) == 6


def test_an_unknown_account_rests_just_the_same(home: House) -> None:
    tries = [enter(Client(), "nobody").status_code for _number in range(TRIES_PER_ACCOUNT)]

    assert tries[-1] == HTTPStatus.TOO_MANY_REQUESTS
    assert tries[-2] == HTTPStatus.UNPROCESSABLE_ENTITY


def test_an_open_session_goes_on_while_the_account_rests(aigerim: Person, client: Client) -> None:
    enter(client)
    for _number in range(TRIES_PER_ACCOUNT + 2):
        enter(Client(), password="қате")

    assert is_in(client)


def test_a_household_of_addresses_counts_as_one(home: House) -> None:
    answers = [
        enter(Client(), f"guess{number}", REMOTE_ADDR=f"2001:db8:1:2::{number:x}").status_code
        for number in range(TRIES_PER_ADDRESS + 1)
    ]
    neighbour = enter(Client(), "guess", REMOTE_ADDR="2001:db8:1:3::1")

    assert answers[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answers[-1] == HTTPStatus.TOO_MANY_REQUESTS
    assert neighbour.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_coming_in_forgives_the_account_but_not_the_address(aigerim: Person) -> None:
    for number in range(TRIES_PER_ADDRESS - 1):
        enter(Client(), f"guess{number}", REMOTE_ADDR="203.0.113.9")
    enter(Client(), password="қате", REMOTE_ADDR="203.0.113.8")

    assert enter(Client(), REMOTE_ADDR="203.0.113.9").status_code == HTTPStatus.FOUND
    assert not AccessAttempt.objects.filter(username="aigerim").exists()
    last = enter(Client(), "guess", REMOTE_ADDR="203.0.113.9")
    assert last.status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_the_key_of_the_session_changes_with_sign_in(aigerim: Person, client: Client) -> None:
    session = client.session
    session["planted"] = "yes"
    session.save()
    before = session.session_key

    enter(client)

    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_the_key_of_the_session_changes_with_rights(
    aigerim: Person, client: Client, home: House
) -> None:
    enter(client)
    before = client.session.session_key
    soon = datetime.now(tz=UTC) + timedelta(minutes=5)  # later than the session, however long a run
    Person.objects.filter(pk=aigerim.pk).update(rights_changed_at=soon)

    assert is_in(client)

    after = client.session.session_key
    assert after != before
    assert not Session.objects.filter(pk=before).exists()


def test_going_out_ends_the_session_on_the_server(aigerim: Person, client: Client) -> None:
    enter(client)
    key = client.session.session_key

    answer = client.post("/sign-out/")

    assert answer["Location"] == SIGN_IN
    assert not Session.objects.filter(pk=key).exists()
    assert client.get("/sign-out/").status_code == HTTPStatus.FOUND  # not signed in any more


def test_a_closed_account_is_out_with_the_next_request(aigerim: Person, client: Client) -> None:
    enter(client)
    Person.objects.filter(pk=aigerim.pk).update(is_active=False)

    assert not is_in(client)


def test_who_left_is_out_with_the_next_request(aigerim: Person, client: Client) -> None:
    enter(client)
    Person.objects.filter(pk=aigerim.pk).update(left_on=local_day(NOW))

    assert not is_in(client)


def test_sessions_are_shown_by_program_without_their_keys(aigerim: Person) -> None:
    here, there = Client(headers={"user-agent": FIREFOX}), Client()
    enter(here)
    enter(there)

    page = here.get("/me/").content.decode()

    assert "Firefox, Windows" in page
    assert there.session.session_key not in page
    assert here.session.session_key not in page


def test_one_session_or_all_others_can_be_ended(aigerim: Person, home: House) -> None:
    choose_password(home.asel, PASSWORD, at=NOW)
    here, there, third, stranger = Client(), Client(), Client(), Client()
    for client in (here, there, third):
        enter(client)
    enter(stranger, "asel")
    handle = Session.objects.get(pk=there.session.session_key).handle
    foreign = Session.objects.get(pk=stranger.session.session_key).handle

    assert here.post(reverse("close_session", args=(foreign,))).status_code == HTTPStatus.NOT_FOUND
    here.post(reverse("close_session", args=(handle,)))
    assert [is_in(client) for client in (here, there, third)] == [True, False, True]

    here.post(reverse("close_sessions"))
    assert [is_in(client) for client in (here, third, stranger)] == [True, False, True]


def change(client: Client, old: str, new: str, again: str = "") -> HttpResponse:
    told = {"old": old, "password": new, "again": again or new}
    return client.post("/me/password/", told)  # type: ignore[return-value]


def test_a_new_password_ends_the_other_sessions_and_goes_on_here(aigerim: Person) -> None:
    here, there = Client(), Client()
    enter(here)
    enter(there)
    before = here.session.session_key

    answer = change(here, PASSWORD, "шағала толқын жел")

    assert answer.status_code == HTTPStatus.FOUND
    assert (is_in(here), is_in(there)) == (True, False)
    assert here.session.session_key != before
    assert enter(Client()).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert enter(Client(), password="шағала толқын жел").status_code == HTTPStatus.FOUND


def test_what_keeps_the_passwords_finds_the_user_name_beside_the_new_one(
    aigerim: Person, client: Client
) -> None:
    enter(client)

    page = client.get("/me/password/").content.decode()

    name = next(tag for tag in page.split("<input")[1:] if 'autocomplete="username"' in tag)
    assert 'value="aigerim"' in name
    assert " readonly" in name


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("қате", "шағала толқын жел", ""),
        (PASSWORD, "шағала толқын жел", "басқа"),
        (PASSWORD, "aigerim", ""),
        (PASSWORD, "passwordpassword", ""),
    ],
)
def test_a_bad_change_of_password_changes_nothing(
    aigerim: Person, client: Client, old: str, new: str, again: str
) -> None:
    enter(client)

    assert change(client, old, new, again).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert enter(Client()).status_code == HTTPStatus.FOUND


def test_the_present_password_is_guarded_against_guessing_too(
    aigerim: Person, client: Client
) -> None:
    enter(client)
    tries = [change(client, f"қате {n}", "шағала толқын жел").status_code for n in range(8)]

    assert tries[-1] == HTTPStatus.TOO_MANY_REQUESTS
    assert is_in(client)


def test_a_given_password_leads_to_choosing_an_own_one(home: House, client: Client) -> None:
    give_password(home.aigerim, PASSWORD, by=None, at=NOW)
    enter(client)

    assert client.get("/people/")["Location"] == "/me/password/"
    change(client, PASSWORD, "шағала толқын жел")
    assert client.get("/people/").status_code == HTTPStatus.OK


def test_nothing_of_a_signed_in_page_is_kept_by_the_browser(
    aigerim: Person, client: Client
) -> None:
    enter(client)

    assert "no-store" in client.get("/me/")["Cache-Control"]
    assert "no-store" in Client().get(SIGN_IN)["Cache-Control"]


def test_who_is_in_already_is_sent_on(aigerim: Person, client: Client) -> None:
    enter(client)

    assert client.get(SIGN_IN, {"next": "/people/"})["Location"] == "/people/"


def test_the_language_of_the_person_is_taken_where_none_was_chosen(home: House) -> None:
    choose_password(home.aigerim, PASSWORD, at=NOW)
    Person.objects.filter(pk=home.aigerim.pk).update(language="ru")
    fresh, chosen = Client(), Client()
    chosen.cookies["language"] = "en"
    enter(fresh)
    enter(chosen)

    assert fresh.cookies["language"].value == "ru"
    assert chosen.cookies["language"].value == "en"


@pytest.fixture
def demonstration(home: House, settings: LazySettings) -> House:
    settings.DEMO = True
    Person.objects.filter(pk=home.saule.pk).update(demo_role="officer", post="Маман")
    Person.objects.filter(pk=home.aigerim.pk).update(demo_role="employee")
    return home


def press(client: Client, login: str = "saule", **told: str) -> HttpResponse:
    return client.post(reverse("demonstrate"), {"login": login, "next": "/cases/"}, **told)  # type: ignore[return-value]


def test_one_press_signs_in_as_a_role_of_the_demonstration(
    demonstration: House, client: Client
) -> None:
    page = client.get(SIGN_IN).content.decode()
    assert page.index('value="aigerim"') < page.index('value="saule"')

    assert press(client)["Location"] == "/cases/"
    assert is_in(client)


def test_whoever_else_a_case_waits_for_in_the_demonstration_is_found_below_the_roles(
    demonstration: House, client: Client
) -> None:
    Person.objects.filter(pk=demonstration.maira.pk).update(demo_role=COLLEAGUE)

    page = client.get(SIGN_IN).content.decode()

    assert page.index('value="saule"') < page.index("<details") < page.index('value="maira"')
    assert press(client, "maira")["Location"] == "/cases/"


OUTSIDE = {
    "another machine": {"REMOTE_ADDR": "203.0.113.7"},
    "through a proxy": {"HTTP_X_FORWARDED_FOR": "203.0.113.7"},
    "through a proxy that says nothing of it": {"HTTP_X_REAL_IP": "127.0.0.1"},
    "no address": {"REMOTE_ADDR": ""},
}


@pytest.mark.parametrize("told", OUTSIDE.values(), ids=list(OUTSIDE))
def test_one_press_works_from_this_machine_alone(
    demonstration: House, client: Client, told: dict[str, str]
) -> None:
    assert 'value="saule"' not in client.get(SIGN_IN, **told).content.decode()  # type: ignore[arg-type]
    assert press(client, **told).status_code == HTTPStatus.FORBIDDEN


def test_one_press_works_in_the_demonstration_alone(
    demonstration: House, client: Client, settings: LazySettings
) -> None:
    settings.DEMO = False

    assert 'value="saule"' not in client.get(SIGN_IN).content.decode()
    assert press(client).status_code == HTTPStatus.FORBIDDEN


def test_one_press_signs_in_as_roles_alone(demonstration: House, client: Client) -> None:
    assert press(client, "maira").status_code == HTTPStatus.NOT_FOUND


def test_passwords_are_kept_by_argon2(settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = product.PASSWORD_HASHERS

    assert make_password("x").startswith("argon2$argon2id$")
