"""What was typed for a page that is closed by now is given back to be copied, and no more."""

from http import HTTPStatus

import pytest
from django.http import HttpResponse
from django.urls import reverse
from lxml import html
from pytest_django.fixtures import Settings

from tests import given
from tests.given import House
from tests.web.scenes import address
from tests.web.visiting import Come, read, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.people.person import Person
from tuzetu.procedure.offices import Office
from tuzetu.web.typist import TYPED_BY, signed_name

HERE = {"HTTP_ORIGIN": "http://testserver"}
WORDS = "Жеке деректер бар"
NOWHERE = "/nowhere/"


def typed_by(person: Person) -> dict[str, str]:
    """What a form sends that this person filled in: words, a number, a code."""
    return {"reason": WORDS, "version": "7", "kind": "actual", TYPED_BY: signed_name(person)}


def closed(home: House) -> str:
    """Where a step on a case is taken that nobody of the chancellery sees."""
    return address("restrict_case", given.registered(home))


def given_back(answer: HttpResponse) -> list[html.HtmlElement]:
    """The forms on the page with what was typed."""
    return list(read(answer).find_class("kept"))


@pytest.mark.clause("18")
def test_what_is_given_back_is_read_and_copied_and_cannot_be_sent_from_there(
    home: House, come: Come
) -> None:
    answer = come(home.zhanar).post(closed(home), typed_by(home.zhanar), **HERE)

    assert answer.status_code == HTTPStatus.NOT_FOUND
    (form,) = given_back(answer)
    assert [one.text_content() for one in form.find_class("kept__text")] == [WORDS]
    assert form.get("action") == ""
    assert form.xpath(".//button") == []


@pytest.mark.clause("18")
def test_what_a_page_that_is_open_to_an_office_alone_gives_back_cannot_be_sent_either(
    home: House, come: Come
) -> None:
    where = reverse("add_unit")
    keeper = given.person("olzhas", "Олжас", home.office, Office.ADMINISTRATOR)
    assert come(keeper).get(where).status_code == HTTPStatus.OK

    answer = come(home.zhanar).post(where, typed_by(home.zhanar), **HERE)

    assert answer.status_code == HTTPStatus.FORBIDDEN
    (form,) = given_back(answer)
    assert WORDS in form.text_content()
    assert (form.get("action"), form.xpath(".//button")) == ("", [])


def test_numbers_and_codes_of_the_form_do_not_come_along(home: House, come: Come) -> None:
    answer = come(home.zhanar).post(closed(home), typed_by(home.zhanar), **HERE)

    (form,) = given_back(answer)
    hidden = form.xpath(".//input[@type='hidden' and @name != 'csrfmiddlewaretoken']")
    assert {one.name: one.value for one in hidden} == {"reason": WORDS}


@pytest.mark.clause("18")
@pytest.mark.parametrize("says", ["", "1", "zhanar"])
def test_a_form_that_does_not_say_who_filled_it_in_is_given_back_to_nobody(
    home: House, come: Come, says: str
) -> None:
    sent = {"reason": WORDS, TYPED_BY: says} if says else {"reason": WORDS}

    answer = come(home.zhanar).post(closed(home), sent, **HERE)

    assert WORDS not in text_of(answer)
    assert given_back(answer) == []
    assert not Nonconformity.objects.get().confidential


def test_an_address_that_leads_nowhere_was_no_page_with_a_form(home: House, come: Come) -> None:
    answer = come(home.zhanar).post(NOWHERE, typed_by(home.zhanar), **HERE)

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "There is no such page" in text_of(answer)
    assert given_back(answer) == []


def test_what_is_too_large_to_be_read_is_not_read_at_an_address_that_leads_nowhere(
    home: House, come: Come, settings: Settings
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    answer = come(home.zhanar).post(NOWHERE, {"reason": WORDS * 99}, **HERE)

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "There is no such page" in text_of(answer)
