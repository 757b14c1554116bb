"""The page of every step: shown to whom it belongs, taken, sent back, refused, not found."""

import json
from html import escape
from http import HTTPStatus

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from tests import given
from tests.given import FOUND, MONDAY, House, day
from tests.journeys import clock
from tests.web.scenes import SCENES, address
from tests.web.visiting import Come, read, standing_in, text_of
from tuzetu.catalogue import CATALOGUE
from tuzetu.journal.models import Entry
from tuzetu.procedure.flows.every import DRAFTS
from tuzetu.stages.causes.steps import write_analysis
from tuzetu.web.wording import clause_href

OF_LETTERS = frozenset({"hand_over_letter", "open_case"})
TONGUES = ("kk", "ru", "en") if connection.vendor == "sqlite" else ("kk",)
"""Words are the same beside every database."""
TYPED = frozenset({"text", "number", "date", "email"})
"""Inputs in which something is typed."""

ASKING = sorted(code for code, scene in SCENES.items() if scene.wrong)


def test_every_step_has_its_scene() -> None:
    assert SCENES.keys() == CATALOGUE.keys()


@pytest.mark.parametrize("code", SCENES)
def test_a_step_is_shown_to_whom_it_belongs_and_taken(home: House, come: Come, code: str) -> None:
    scene = SCENES[code]
    who, record = scene.set(home)
    visitor = come(who)

    if record is not None:
        stranger = come(home.aigerim if code in OF_LETTERS else home.zhanar)
        assert _answers(stranger, address(code, record)) == [HTTPStatus.NOT_FOUND] * 4
    explained = visitor.get(address(code, record).replace("/do/", "/why/"))
    asked = {tongue: _asked(visitor, address(code, record), tongue) for tongue in TONGUES}
    typed = scene.typed(home, record)
    taken = visitor.post(address(code, record), typed)

    assert explained.status_code == HTTPStatus.OK
    for tongue, page in asked.items():
        assert f'<html lang="{tongue}"' in page
        assert f'action="{address(code, record)}"' in page
        assert " object (" not in page
    assert taken.status_code == HTTPStatus.FOUND, text_of(taken)
    assert visitor.get(taken.url).status_code == HTTPStatus.OK
    if code not in DRAFTS:
        last = Entry.objects.filter(code=code).latest("seq")
        assert (last.by, last.at) == (who, clock.now())
        if "reason" in CATALOGUE[code].asks.base_fields:
            assert json.loads(last.contents.text)["reason"] == typed["reason"]


def _answers(visitor: Client, where: str) -> list[int]:
    """What the step's page, its sending, its explanation and its draft answer."""
    explained, drafted = where.replace("/do/", "/why/"), where.replace("/do/", "/drafts/")
    answers = (
        visitor.get(where),
        visitor.post(where, {"reason": "x"}),
        visitor.get(explained),
        visitor.post(drafted, {"reason": "x"}),
    )
    return [one.status_code for one in answers]


def _asked(visitor: Client, where: str, tongue: str) -> str:
    answer = visitor.get(where, headers={"accept-language": tongue})
    assert answer.status_code == HTTPStatus.OK
    return text_of(answer)


@pytest.mark.parametrize("code", ASKING)
def test_a_form_that_lacks_something_comes_back_with_all_that_was_typed(
    home: House, come: Come, code: str
) -> None:
    scene = SCENES[code]
    who, record = scene.set(home)
    before = Entry.objects.count()
    typed = scene.typed(home, record) | dict(scene.wrong)

    answer = come(who).post(address(code, record), typed)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="errors-title"' in text_of(answer)
    assert _lost(answer, typed) == {}
    assert Entry.objects.count() == before


def _lost(answer: HttpResponse, typed: dict[str, object]) -> dict[str, object]:
    """What was typed in words and does not stand on the page any more.

    A wrong choice is named in its error; what is not offered cannot be shown as chosen.
    """
    (form,) = read(answer).find_class("step-form")
    words = {
        one.name
        for one in form.iter("textarea", "input")
        if one.tag == "textarea" or one.type in TYPED
    }
    page = text_of(answer)
    said = {name: str(value)[:200] for name, value in typed.items() if name in words and value}
    return {name: value for name, value in said.items() if value not in page}


def test_what_was_never_there_is_not_found(home: House, come: Come) -> None:
    visitor = come(home.saule)
    never = ("/do/identify_case/999999/", "/do/nothing/1/", "/do/nothing/", "/do/identify_case/")
    far = "/do/identify_case/99999999999999999999999/"

    answers = [visitor.get(one).status_code for one in (*never, far)]

    assert answers == [HTTPStatus.NOT_FOUND] * 5


@pytest.mark.parametrize(
    ("code", "who"),
    [("approve_plan", "saule"), ("identify_case", "dauren"), ("close_case", "maira")],
)
def test_a_step_of_somebody_else_shows_why_instead_of_its_form(
    home: House, come: Come, code: str, who: str
) -> None:
    _, record = SCENES[code].set(home)

    page = text_of(come(getattr(home, who)).get(address(code, record)))

    assert "This step is not yours" in page
    assert f'action="{address(code, record)}"' not in page


def test_a_refused_step_names_every_reason_and_keeps_the_text(home: House, come: Come) -> None:
    nc = given.confirmed(home)
    clock.set_to(day(261))

    answer = come(home.saule).post(address("close_case", nc), {"reason": "Бәрі <аяқталды> & бітті"})

    page = text_of(answer)
    assert answer.status_code == HTTPStatus.CONFLICT
    for says in (
        "Record the correction: what was done to remove the nonconformity itself.",
        "The project office has not yet confirmed the correction.",
        "Record the actual consequences and who was told, or why there are none.",
        "Everything you typed is still below.",
    ):
        assert says in page
    for clause in ("10.2", "10.3", "10.9", "iso.10.2.1f"):
        assert f'href="{clause_href(clause)}"' in page
    assert escape("Бәрі <аяқталды> & бітті") in answer.content.decode()


def test_the_explanation_tells_every_rule_with_its_verdict(home: House, come: Come) -> None:
    nc = given.confirmed(home)
    clock.set_to(day(261))

    answer = come(home.saule).get(f"/why/close_case/{nc.pk}/")

    page = text_of(answer)
    assert answer.status_code == HTTPStatus.OK
    assert "Record the actual consequences and who was told, or why there are none." in page
    assert "The step is yours" in page
    assert "ISO 9001, 10.2.1 f" in page
    assert ">iso.10.2.1f<" not in page


def test_a_rule_that_holds_is_not_told_as_if_it_stood_in_the_way(home: House, come: Come) -> None:
    nc = given.confirmed(home)
    clock.set_to(day(261))

    page = text_of(come(home.saule).get(f"/why/close_case/{nc.pk}/"))

    assert "The suspension of use is still in force" not in page
    assert "No suspension of use is in force." in page


def test_what_was_typed_after_the_last_saving_stands_in_the_form_and_not_what_was_saved(
    home: House, come: Come
) -> None:
    nc = given.decided(home)
    write_analysis(nc, by=home.dauren, at=MONDAY, causes=[], **FOUND)
    leader, where = come(home.dauren), address("write_analysis", nc)
    typed = {"action_needed": "no", "significance": "Аз"}
    leader.post(where.replace("/do/", "/drafts/"), typed)

    form = standing_in(leader.get(where))

    assert {name: form[name] for name in typed} == typed
    assert form["need_reason"] == FOUND["need_reason"]


@pytest.mark.parametrize(("code", "prefix"), [("write_plan", "line"), ("write_analysis", "cause")])
def test_a_row_more_is_no_reason_to_find_faults(
    home: House, come: Come, code: str, prefix: str
) -> None:
    """Nothing was sent yet: without JavaScript a row is added by the server."""
    who, record = SCENES[code].set(home)
    typed = SCENES[code].typed(home, record) | {f"{prefix}-add": "1"}
    typed |= {f"{prefix}-TOTAL_FORMS": "1", f"{prefix}-0-kind": "none such"}

    answer = come(who).post(address(code, record), typed)

    assert answer.status_code == HTTPStatus.OK
    assert f'name="{prefix}-1-kind"' in text_of(answer)
    assert "aria-invalid" not in text_of(answer)
    assert "none such is not one of" not in text_of(answer)


def test_what_is_somebody_elses_is_not_promised_for_later(home: House, come: Come) -> None:
    _who, nc = SCENES["identify_case"].set(home)
    typed = SCENES["identify_case"].typed(home, nc)

    answer = come(home.aigerim).post(address("identify_case", nc), typed)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "This step is not open to you now." in text_of(answer)
    assert "The procedure does not allow this step yet." not in text_of(answer)
