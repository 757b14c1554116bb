"""Error pages say what happened, what was saved, what to do; and give back what was typed."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from tests import given
from tests.web.visiting import read
from tuzetu.procedure.offices import Office
from tuzetu.web.kept_forms import KEPT_CHARACTERS

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.look_addresses")]

HERE = {"HTTP_ORIGIN": "http://testserver"}
CASES = {
    "/fails/bad/": HTTPStatus.BAD_REQUEST,
    "/fails/forbidden/": HTTPStatus.FORBIDDEN,
    "/nowhere/": HTTPStatus.NOT_FOUND,
    "/language/": HTTPStatus.METHOD_NOT_ALLOWED,
    "/fails/large/": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "/fails/locked/": HTTPStatus.TOO_MANY_REQUESTS,
    "/fails/fault/": HTTPStatus.INTERNAL_SERVER_ERROR,
}


@pytest.fixture
def visitor(settings: Settings) -> Client:
    settings.DEBUG = False
    return Client(raise_request_exception=False)


@pytest.fixture
def stranger(settings: Settings) -> Client:
    settings.DEBUG = False
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(("address", "status"), CASES.items())
@pytest.mark.parametrize(
    ("language", "question"),
    [("kk", "Енді не істеу керек"), ("ru", "Что делать дальше"), ("en", "What to do next")],
)
def test_every_error_page_answers_in_the_language_of_the_reader(
    visitor: Client, address: str, status: HTTPStatus, language: str, question: str
) -> None:
    with override(None):
        answer = visitor.get(address, headers={"accept-language": language})

    assert answer.status_code == status
    assert question in answer.content.decode()


def test_a_form_without_protection_comes_back_with_all_that_was_typed(stranger: Client) -> None:
    typed = {"says": 'Он екі тақырып </form> "бөлек"', "password": "құпия", "lines-0-due_on": ""}

    page = stranger.post("/taken/", typed | {"password": ""}, **HERE).content.decode()

    assert "Он екі тақырып &lt;/form&gt; &#34;бөлек&#34;" in page
    assert 'name="lines-0-due_on"' in page
    assert 'name="password"' not in page


def test_the_form_that_came_back_can_be_sent_again(stranger: Client) -> None:
    back = stranger.post("/taken/", {"says": "Он екі тақырып"}, **HERE)
    token = read(back).xpath("//form[@action='/taken/']//input[@name='csrfmiddlewaretoken']/@value")

    again = stranger.post(
        "/taken/", {"says": "Он екі тақырып", "csrfmiddlewaretoken": token}, **HERE
    )

    assert 'action="/taken/"' in back.content.decode()
    assert again.content.decode() == "taken: Он екі тақырып"


@pytest.mark.parametrize("origin", [{}, {"HTTP_ORIGIN": "https://elsewhere.example"}])
def test_a_form_from_elsewhere_can_be_read_but_not_sent_from_here(
    stranger: Client, origin: dict[str, str]
) -> None:
    page = stranger.post("/taken/", {"says": "Он екі тақырып"}, **origin).content.decode()

    assert "Он екі тақырып" in page
    assert 'action="/taken/"' not in page


def test_a_form_with_a_password_is_not_sent_again(stranger: Client) -> None:
    typed = {"says": "бір екі", "password": "құпия"}

    page = stranger.post("/taken/", typed, **HERE).content.decode()

    assert "құпия" not in page
    assert 'action="/taken/"' not in page


def test_too_much_text_is_not_carried_back(stranger: Client) -> None:
    page = stranger.post("/taken/", {"says": "а " * KEPT_CHARACTERS}, **HERE).content.decode()

    assert len(page) < KEPT_CHARACTERS


def test_a_lost_session_keeps_the_text_and_carries_it_through_the_sign_in(visitor: Client) -> None:
    page = visitor.post("/fails/expired/", {"says": "Он екі тақырып"}, **HERE).content.decode()

    assert 'action="/sign-in/"' in page
    assert 'name="next" value="/fails/expired/"' in page
    assert "Он екі тақырып" in page
    assert 'target="_blank"' not in page


def test_a_form_from_elsewhere_is_not_carried_and_the_sign_in_opens_beside_it(
    visitor: Client,
) -> None:
    page = visitor.post("/fails/expired/", {"says": "Он екі тақырып"}).content.decode()

    assert 'href="/sign-in/" target="_blank"' in page
    assert 'action="/sign-in/"' not in page
    assert "Он екі тақырып" in page


def test_the_page_of_a_fault_asks_nothing_of_the_database(
    visitor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = visitor.get("/fails/fault/")

    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR


def test_an_address_behind_a_button_says_so_to_whoever_opens_it_by_hand(visitor: Client) -> None:
    home = given.house()
    given.appoint(home.gulnar, Office.ADMINISTRATOR)
    visitor.force_login(home.gulnar)

    answer = visitor.get(f"/people/{home.asel.pk}/disable/", headers={"accept-language": "en"})

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert answer.headers["Allow"] == "POST"
    assert "Only a button of another page leads here" in answer.content.decode()
