"""Whoever was signed out while typing signs in again and finds the form filled in."""

import json
from http import HTTPStatus

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests import given
from tests.given import House
from tests.web.scenes import SCENES, address
from tests.web.visiting import read, standing_in, text_of
from tuzetu.clock import now
from tuzetu.conduct.naming import name_again
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.evidence import Draft
from tuzetu.people.person import Person
from tuzetu.people.staffing import choose_password
from tuzetu.procedure.offices import Office
from tuzetu.web.typist import TYPED_BY, signed_name

HERE = {"HTTP_ORIGIN": "http://testserver"}
SIGN_IN = reverse("sign_in")
TODAY = reverse("today")
REPORT = reverse("open", args=("submit_report",))
DRAFT = reverse("draft", args=("submit_report", 0))
PASSWORD = "домбыра мен қобыз"
TEXT = "Силлабустағы тақырыптар өтілген сабақтарға сай емес."


@pytest.fixture
def aigerim(home: House) -> Person:
    """She has a password of her own."""
    choose_password(home.aigerim, PASSWORD, at=now())
    return home.aigerim


@pytest.fixture
def door() -> Client:
    """A browser without a session, whose forms are protected as in real use."""
    return Client(enforce_csrf_checks=False, headers={"accept-language": "en"})


def carried(answer: HttpResponse) -> dict[str, str]:
    """What the button of the page sends along."""
    return _hidden(answer, "kept")


def _hidden(answer: HttpResponse, form: str) -> dict[str, str]:
    (shown,) = read(answer).find_class(form)
    hidden = shown.xpath(".//input[@type='hidden' and @name != 'csrfmiddlewaretoken']")
    return {one.name: one.value for one in hidden}


def signs_in(door: Client, brought: dict[str, str], login: str = "aigerim") -> HttpResponse:
    return door.post(SIGN_IN, {**brought, "login": login, "password": PASSWORD}, **HERE)  # type: ignore[return-value]


def typed(home: House) -> dict[str, object]:
    """What Aigerim's form of a report sends."""
    told = dict(SCENES["submit_report"].typed(home, None))
    return told | {"description": TEXT, TYPED_BY: signed_name(home.aigerim)}


def test_the_sign_in_shows_itself_and_carries_the_form(
    home: House, aigerim: Person, door: Client
) -> None:
    late = door.post(REPORT, typed(home), **HERE)

    asked = door.post(SIGN_IN, carried(late), **HERE)

    assert late.status_code == HTTPStatus.FORBIDDEN
    assert TEXT in text_of(late)
    assert asked.status_code == HTTPStatus.OK
    assert 'id="errors-title"' not in text_of(asked)
    assert "What you typed is kept and comes back once you are in." in text_of(asked)
    assert _hidden(asked, "step-form") == carried(late)


def test_the_form_returns_filled_in_and_is_sent_by_its_own_button(
    home: House, aigerim: Person, door: Client
) -> None:
    late = door.post(REPORT, typed(home), **HERE)

    answer = signs_in(door, carried(late))
    page = text_of(door.get(answer["Location"]))

    assert answer["Location"] == REPORT
    assert f">\n{TEXT}</textarea>" in page
    assert "What you typed is kept. Read it through and press “Send the report”." in page
    assert not Nonconformity.objects.exists()
    assert door.post(REPORT, typed(home), **HERE).status_code == HTTPStatus.FOUND
    assert Nonconformity.objects.get().description == TEXT
    assert not Draft.objects.exists()


def test_a_wrong_password_loses_nothing(home: House, aigerim: Person, door: Client) -> None:
    late = door.post(REPORT, typed(home), **HERE)

    wrong = door.post(SIGN_IN, {**carried(late), "login": "aigerim", "password": "x"}, **HERE)

    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert _hidden(wrong, "step-form") == carried(late)


def test_whoever_signed_in_elsewhere_meanwhile_finds_the_form_at_once(
    home: House, aigerim: Person, door: Client
) -> None:
    late = door.post(REPORT, typed(home), **HERE)
    door.force_login(aigerim)

    answer = door.post(SIGN_IN, carried(late), **HERE)

    assert answer["Location"] == REPORT
    assert Draft.objects.get().content["description"] == [TEXT]


@pytest.mark.parametrize("name", ["", "1", "aigerim", "{pk}:x", "{theirs}x"])
def test_a_form_that_does_not_say_who_filled_it_in_comes_back_to_nobody(
    home: House, aigerim: Person, door: Client, name: str
) -> None:
    told = name.format(pk=aigerim.pk, theirs=signed_name(aigerim))
    late = door.post(REPORT, typed(home) | {TYPED_BY: told}, **HERE)

    answer = signs_in(door, carried(late))

    assert answer["Location"] == TODAY
    assert not Draft.objects.exists()


def test_what_another_person_typed_is_neither_shown_nor_saved(
    home: House, aigerim: Person, door: Client
) -> None:
    """At a shared computer Dauren signs in where Aigerim's session had ended."""
    choose_password(home.dauren, PASSWORD, at=now())
    own = Client(headers={"accept-language": "en"})
    own.force_login(home.dauren)
    own.post(DRAFT, {"description": "Өз сөзім"})
    late = door.post(REPORT, typed(home), **HERE)

    answer = signs_in(door, carried(late), "dauren")
    page, form = text_of(door.get(answer["Location"])), text_of(door.get(REPORT))

    assert answer["Location"] == TODAY
    assert "nothing says that it was you who filled it in." in page
    assert TEXT not in page + form
    assert "Өз сөзім" in form
    assert Draft.objects.get().content == {"description": ["Өз сөзім"]}


@pytest.mark.parametrize("protection", ["checked", "unchecked"])
def test_a_form_left_open_by_another_is_not_taken_from_whoever_signed_in(
    home: House, protection: str
) -> None:
    """With the protection that the sign-in renewed, and without it."""
    browser = Client(enforce_csrf_checks=protection == "checked", headers={"accept-language": "en"})
    browser.force_login(home.aigerim)
    left = standing_in(browser.get(REPORT))  # type: ignore[arg-type]
    browser.force_login(home.dauren)
    sent = {name: says for name, says in left.items() if says} | {"description": TEXT}

    answer = browser.post(REPORT, sent, **HERE)
    saved = browser.post(DRAFT, sent, **HERE)

    assert [answer.status_code, saved.status_code] == [HTTPStatus.FORBIDDEN] * 2
    assert "This form was opened by somebody else" in text_of(answer)  # type: ignore[arg-type]
    assert TEXT not in text_of(answer)  # type: ignore[arg-type]
    assert not Nonconformity.objects.exists()
    assert not Draft.objects.exists()


def test_a_form_without_a_draft_is_read_and_sent_with_one_press(home: House, door: Client) -> None:
    keeper = given.person("olzhas", "Олжас", home.office, Office.ADMINISTRATOR)
    choose_password(keeper, PASSWORD, at=now())
    where = reverse("add_unit")
    sent = {"name_kk": "Ән салу бөлімі", TYPED_BY: signed_name(keeper)}
    late = door.post(where, sent, **HERE)

    page = signs_in(door, carried(late), "olzhas")

    assert page.status_code == HTTPStatus.OK
    assert "You are logged in again" in text_of(page)
    assert f'action="{where}"' in text_of(page)
    assert carried(page) == sent


def test_a_record_that_the_person_does_not_see_takes_no_draft(
    home: House, aigerim: Person, door: Client
) -> None:
    who, nc = SCENES["restrict_case"].set(home)
    assert who != aigerim
    Nonconformity.objects.filter(pk=nc.pk).update(reporter=home.zhanar, confidential=True)
    name_again(given.fresh(nc))
    sent = {"reason": "Жеке деректер бар", TYPED_BY: signed_name(aigerim)}
    late = door.post(address("restrict_case", nc), sent, **HERE)

    page = signs_in(door, carried(late))

    assert page.status_code == HTTPStatus.OK
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "kept",
    [
        "{",
        "[]",
        "null",
        json.dumps({"pairs": [["says", 1]], "files": []}),
        json.dumps({"pairs": "says", "files": []}),
        json.dumps({"pairs": [], "files": []}),
        json.dumps({"pairs": [["says", "а"]] * 601, "files": []}),
        json.dumps({"pairs": [["says", "а" * 200_001]], "files": []}),
        json.dumps({"pairs": [["says", "\ud800 екі"]], "files": []}),
        "[" * 100_000,
    ],
)
def test_what_cannot_be_read_keeps_nobody_outside(aigerim: Person, door: Client, kept: str) -> None:
    answer = signs_in(door, {"kept": kept, "next": REPORT})

    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, REPORT)
    assert not Draft.objects.exists()


def test_one_comes_back_to_no_other_house(aigerim: Person, door: Client) -> None:
    kept = json.dumps({"pairs": [["says", "бір екі"]], "files": []})

    page = signs_in(door, {"kept": kept, "next": "https://elsewhere.example/"})

    assert 'action="https://elsewhere' not in text_of(page)


def test_no_password_travels_along(home: House, door: Client) -> None:
    late = door.post(reverse("password"), {"old": "бір екі", "password": "құпия"}, **HERE)

    (kept,) = read(late).find_class("kept")
    assert kept.xpath(".//button") == []
    assert "құпия" not in text_of(late)
