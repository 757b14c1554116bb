"""What comes to the door before any page: foreign letters, too much at once, no way back."""

from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.given import House
from tests.web.visiting import Come, text_of
from tuzetu import web

BOUNDED = "multipart/form-data; boundary=q"
PART = b'--q\r\nContent-Disposition: form-data; name="login"\r\n\r\nsaule\r\n--q--\r\n'


@pytest.mark.parametrize("told", ["abc", "case", "sign_out", "?x", "#", "//elsewhere.example/"])
def test_a_choice_leads_back_to_an_address_of_the_house(db: None, told: str) -> None:
    answer = Client().post("/language/", {"language": "ru", "next": told})

    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, "/")


@pytest.mark.parametrize("letters", ["hex", "base64", "rot13", "utf-16", "idna", "koi8-r"])
def test_a_form_in_letters_that_cannot_be_read_is_refused(db: None, letters: str) -> None:
    visitor = Client(raise_request_exception=False)

    answer = visitor.generic("POST", "/sign-in/", PART, f"{BOUNDED}; charset={letters}")

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "<h1" in text_of(answer)


@pytest.mark.parametrize("letters", ["utf-8", "UTF8", "no-such-letters"])
def test_a_form_in_unicode_is_read(db: None, letters: str) -> None:
    answer = Client().generic("POST", "/sign-in/", PART, f"{BOUNDED}; charset={letters}")

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def told_to_be(size: int) -> dict[str, str]:
    """A request that says how long it is; nothing of it need arrive to be refused."""
    return {"CONTENT_LENGTH": str(size)}


def test_files_of_a_visitor_are_refused_before_they_arrive(db: None) -> None:
    answer = Client().post("/sign-in/", PART, content_type=BOUNDED, **told_to_be(30_000_000))

    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_more_than_all_files_of_a_form_is_refused_before_it_arrives(
    home: House, come: Come, settings: LazySettings
) -> None:
    settings.MAX_UPLOAD_MB = 1
    visitor = come(home.aigerim)

    taken = visitor.post("/report/", {"files": SimpleUploadedFile("a.txt", b"a" * 9_000_000)})
    refused = visitor.post("/report/", PART, content_type=BOUNDED, **told_to_be(30_000_000))

    assert taken.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert refused.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_an_error_page_is_kept_by_no_browser(home: House, come: Come) -> None:
    answer = come(home.aigerim).get("/cases/999/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("where", ["/sign-in/", "/cases/999/", "/static/look/mark.svg"])
def test_every_answer_says_what_a_page_may_load(
    db: None, settings: LazySettings, where: str
) -> None:
    settings.STATIC_ROOT = Path(web.__file__).parent / "static"
    settings.WHITENOISE_AUTOREFRESH = True

    assert "default-src 'self'" in Client().get(where)["Content-Security-Policy"]
