"""Wrong, missing, huge and hostile input in every field: told at its place, never a failure."""

from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from tests import given
from tests.given import House
from tests.web.scenes import SCENES, address
from tests.web.visiting import Come, text_of
from tuzetu.catalogue import CATALOGUE
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.evidence import Draft
from tuzetu.journal.chain import verify
from tuzetu.journal.models import Entry

pytestmark = pytest.mark.unmeasured  # goes where others go: they are measured

FAILURE = 500
RUBBISH = {
    "nothing": "",
    "a byte of zero": "\x00",
    "a long text": "Ұ" * 20_000,
    "a negative number": "-1",
    "a number without end": "9" * 40,
    "the year zero": "0000-01-01",
    "the year that is too far": "9999999-12-31",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "a list": ["1", "2", "\x00", "ә"],
    "markup": "<script>alert(1)</script>{{ 7|add:7 }}%(name)s",
}


@pytest.mark.parametrize("code", SCENES)
def test_rubbish_never_fails_and_changes_nothing_it_should_not(
    home: House, come: Come, code: str
) -> None:
    who, record = SCENES[code].set(home)
    visitor = come(who)
    typed = SCENES[code].typed(home, record)
    where = address(code, record)
    sent = [dict.fromkeys([*typed, "version"], RUBBISH[kind]) for kind in _everywhere()]
    sent += [typed | _each_of_its_kind([*typed, "version"], day) for day in IMPOSSIBLE_DAYS]
    alone = [*typed, "version"] if code in ONE_OF_EACH_RECORD.values() else [*typed]
    sent += [typed | {name: rubbish} for name, rubbish in _apart(alone)]

    failed = [one for one in sent if _answer(visitor, where, one) >= FAILURE]

    assert failed == []
    assert verify() == []


ZERO = "a byte of zero"
EVERYWHERE = (ZERO, "nothing", "a list", "markup")
"""Sent to all fields at once. What no database is asked about is sent beside SQLite alone."""

IMPOSSIBLE_DAYS = ("the year zero", "the year that is too far")
"""Sent with numbers without end and with texts that are too long, each to fields of its kind."""

DAYS = ("the first day", "the last day")
NUMBERS = ("a negative number", "a number without end")
"""What looks right but for its size is sent to one field at a time, among right answers."""


ONE_OF_EACH_RECORD = {CATALOGUE[code].record: code for code in SCENES}
"""The version is asked of the record, by whatever step: it is sent alone to a step of each."""


def _everywhere() -> tuple[str, ...]:
    return EVERYWHERE if connection.vendor == "sqlite" else (ZERO,)


def _each_of_its_kind(names: list[str], day: str) -> dict[str, str]:
    """How many rows there are is told apart: a thousand rows of long texts tell nothing more."""
    cells = [name for name in names if not name.endswith("_FORMS")]
    numbers = dict.fromkeys(filter(_is_number, cells), RUBBISH["a number without end"])
    days = dict.fromkeys(filter(_is_day, cells), RUBBISH[day])
    return dict.fromkeys(cells, RUBBISH["a long text"]) | numbers | days


def _apart(names: list[str]) -> list[tuple[str, str]]:
    """Days and numbers that look right but for their size, one at a time among right answers."""
    return [
        *((name, RUBBISH[kind]) for name in filter(_is_day, names) for kind in DAYS),
        *((name, RUBBISH[kind]) for name in filter(_is_number, names) for kind in NUMBERS),
    ]


def _is_day(name: str) -> bool:
    return name.endswith(("_on", "_from", "_until"))


def _is_number(name: str) -> bool:
    return name.endswith(("_FORMS", "rank", "level", "cost", "line", "version"))


def _answer(visitor: Client, where: str, sent: dict[str, Any]) -> int:
    """The answer's code; whatever it did is undone, so that the scene stands for the next."""
    with transaction.atomic():
        answer = visitor.post(where, sent)
        if answer.status_code == HTTPStatus.FOUND:
            answer = visitor.get(answer.url)
        transaction.set_rollback(True)
    return answer.status_code


@pytest.mark.parametrize("code", ["write_analysis", "write_plan"])
def test_rows_without_their_count_come_back(home: House, come: Come, code: str) -> None:
    who, record = SCENES[code].set(home)
    typed = SCENES[code].typed(home, record)
    bare = {name: value for name, value in typed.items() if not name.endswith("_FORMS")}

    answer = come(who).post(address(code, record), bare)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


PASTED = (
    "СЕ-9\t\t31.02.2026\tЖоқ адам\tЕшкім\tЕш бөлім\tӨлшем\t\t\t\tx",
    "\t".join(["", "Ә" * 20_000, "01.01.0001", *[""] * 3, *["Ө" * 9_000] * 4, "31.12.9999"]),
    "\t" * 400,
    "\n".join(["\tбір"] * 300),
    '"=HYPERLINK(1)"\t"',
)


@pytest.mark.parametrize("pasted", PASTED)
def test_pasted_cells_that_do_not_fit_are_named_by_their_place(
    home: House, come: Come, pasted: str
) -> None:
    who, plan = SCENES["write_plan"].set(home)
    typed = SCENES["write_plan"].typed(home, plan) | {"pasted": pasted}

    answer = come(who).post(address("write_plan", plan), typed)

    assert answer.status_code in {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.FOUND}
    if answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
        assert "Row " in text_of(answer)


@pytest.mark.parametrize("code", ["write_analysis", "write_plan"])
def test_a_row_more_is_asked_for_with_rubbish(home: House, come: Come, code: str) -> None:
    who, record = SCENES[code].set(home)
    prefix = {"write_analysis": "cause", "write_plan": "line"}[code]
    typed = SCENES[code].typed(home, record)

    for count in ("", "-4", "x", "9" * 30, "\x00", "²"):
        grown = typed | {f"{prefix}-add": "1", f"{prefix}-TOTAL_FORMS": count}
        assert come(who).post(address(code, record), grown).status_code < FAILURE


@pytest.mark.parametrize("code", ["submit_report", "restrict_case", "write_analysis", "write_plan"])
def test_a_draft_of_rubbish_is_kept_or_refused(home: House, come: Come, code: str) -> None:
    who, record = SCENES[code].set(home)
    visitor, where = come(who), address(code, record)
    there = where.replace("/do/", "/drafts/") + ("0/" if record is None else "")
    names = SCENES[code].typed(home, record)

    for rubbish in RUBBISH.values():
        kept = visitor.post(there, dict.fromkeys(names, rubbish))
        assert kept.status_code < FAILURE
        assert visitor.get(where).status_code == HTTPStatus.OK


def test_a_megabyte_in_one_field_is_named_at_the_field(home: House, come: Come) -> None:
    typed = SCENES["submit_report"].typed(home, None) | {"description": "б" * 500_000}

    answer = come(home.aigerim).post("/report/", typed)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="id_description_error"' in text_of(answer)
    assert Nonconformity.objects.count() == 0


def test_more_than_a_form_may_carry_is_refused_in_words(home: House, come: Come) -> None:
    typed = SCENES["submit_report"].typed(home, None) | {"description": "a" * 6_000_000}

    answer = come(home.aigerim).post("/report/", typed)

    assert HTTPStatus.BAD_REQUEST <= answer.status_code < FAILURE
    assert "<h1" in text_of(answer)
    assert Entry.objects.count() == 0


ADDRESSES = (
    "/cases/?words={}&state={}&unit={}&source={}&kind={}&year={}&view={}&order={}&page={}",
    "/search/?q={}",
    "/log/?year={}&page={}",
    "/plans/?page={}&state={}&year={}",
    "/holds/?page={}",
    "/letters/?page={}",
    "/mails/?page={}",
    "/procedure/?q={}",
    "/report/?kind={}",
    "/people/?words={}&unit={}&page={}",
    "/print/annex3/{}.pdf",
    "/print/plans/1.xlsx?language={}",
)
IN_ADDRESSES = ("%00", "-1", "9" * 30, "0", "ә", "%FF", "1' OR '1'='1", "[]", "")


@pytest.mark.parametrize("asked", ADDRESSES)
def test_rubbish_in_an_address_never_fails(home: House, come: Come, asked: str) -> None:
    given.registered(home)
    visitor = come(home.saule)

    for rubbish in IN_ADDRESSES:
        answer = visitor.get(asked.replace("{}", rubbish), follow=True)
        assert answer.status_code < FAILURE, rubbish


def test_a_draft_that_is_too_long_does_not_wipe_the_one_before(home: House, come: Come) -> None:
    visitor = come(home.aigerim)
    visitor.post("/drafts/submit_report/0/", {"description": "Бірінші жазба"})

    refused = visitor.post("/drafts/submit_report/0/", {"description": "б" * 500_000})

    assert refused.status_code >= HTTPStatus.BAD_REQUEST
    assert Draft.objects.get().content == {"description": ["Бірінші жазба"]}
