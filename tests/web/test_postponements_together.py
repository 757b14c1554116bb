"""The vice-rector decides on several postponements in one act: each with its entry, or none."""

import re
from http import HTTPStatus

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.remembering import remembered
from tests.web.visiting import Come, read, text_of
from tuzetu.conduct.locking import lock_all
from tuzetu.dossier.request import Postponement
from tuzetu.journal.models import Entry
from tuzetu.procedure.names import STEP_NAMES
from tuzetu.procedure.rules import execution
from tuzetu.stages.execution.requests import (
    advise_postponement,
    ask_postponement,
    grant_postponement,
)
from tuzetu.stages.registration.steps import restrict_case

PAGE = "/postponements/"
LOCKED = re.compile(r'FROM "tuzetu_(plan|nonconformity|postponement)"')


@pytest.fixture
def waiting(home: House) -> list[Postponement]:
    """Three requests of three plans, each with the controller's advice."""
    clock.set_to(day(6))
    return [_asked(home) for _number in range(3)]


@remembered
def _asked(home: House) -> Postponement:
    line = given.only_line(given.approved(home))
    told = {"asked_until": day(70).date(), "reason": "Жеткізуші кешікті"}
    request = ask_postponement(line, by=home.bauyrzhan, at=day(4), **told)
    advise_postponement(request, by=home.timur, at=day(5), advised_for=True, advice="Дұрыс")
    request.refresh_from_db()
    return request


def states(requests: list[Postponement]) -> list[str]:
    """How the requests stand now."""
    return [Postponement.objects.get(pk=one.pk).state for one in requests]


def typed(waiting: list[Postponement], *answers: str, why: str = "Мерзім жетеді") -> dict[str, str]:
    """An answer for each request; refusals with a reason."""
    told: dict[str, str] = {}
    for one, answer in zip(waiting, answers, strict=True):
        told |= {f"answer_{one.pk}": answer, f"version_{one.pk}": str(one.version)}
        told[f"decision_{one.pk}"] = why if answer == "refuse" else ""
    return told


@pytest.mark.clause("44")
def test_several_are_decided_in_one_act_and_the_rest_waits(
    home: House, come: Come, waiting: list[Postponement]
) -> None:
    clock.set_to(day(6))
    visitor = come(home.maira)
    assert "Decide on them together" in text_of(visitor.get("/"))

    clock.set_to(day(6))
    answer = visitor.post(PAGE, typed(waiting, "grant", "refuse", "later"))

    assert answer.status_code == HTTPStatus.FOUND
    assert states(waiting) == ["granted", "refused", "advised"]
    lines = [Postponement.objects.get(pk=one.pk).line for one in waiting]
    assert [line.due_on for line in lines] == [day(70).date(), day(60).date(), day(60).date()]
    codes = Entry.objects.order_by("seq").values_list("code", flat=True)
    assert list(codes)[-2:] == ["grant_postponement", "refuse_postponement"]
    left = text_of(visitor.get("/"))
    assert PAGE in left
    assert "Decide on them together" not in left


@pytest.mark.clause("44")
def test_one_that_cannot_be_decided_leaves_all_undecided_and_says_why(
    home: House, come: Come, waiting: list[Postponement]
) -> None:
    Postponement.objects.filter(pk=waiting[1].pk).update(asked_by=home.maira)
    entries = Entry.objects.count()

    answer = come(home.maira).post(PAGE, typed(waiting, "grant", "grant", "later"))

    assert answer.status_code == HTTPStatus.CONFLICT
    assert execution.the_asker_does_not_decide.says in text_of(answer)
    assert states(waiting) == ["advised"] * 3
    assert Entry.objects.count() == entries


@pytest.mark.clause("44")
def test_who_was_first_is_told_and_nothing_is_decided_twice(
    home: House, come: Come, waiting: list[Postponement]
) -> None:
    told = typed(waiting, "grant", "refuse", "later")
    Postponement.objects.filter(pk=waiting[0].pk).update(version=waiting[0].version + 1)

    answer = come(home.maira).post(PAGE, told)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "while you were typing" in text_of(answer)
    assert states(waiting) == ["advised"] * 3


@pytest.mark.clause("44")
def test_an_answer_to_what_somebody_else_decided_meanwhile_is_not_dropped(
    home: House, come: Come, waiting: list[Postponement]
) -> None:
    told = typed(waiting, "refuse", "grant", "later", why="Зал босады")
    grant_postponement(waiting[0], by=home.maira, at=day(6))

    answer = come(home.maira).post(PAGE, told)

    assert answer.status_code == HTTPStatus.CONFLICT
    page = text_of(answer)
    assert f"{home.maira} took the step “{STEP_NAMES['grant_postponement']}”" in page
    assert "Зал босады" in page
    assert states(waiting) == ["granted", "advised", "advised"]


@pytest.mark.clause("44")
def test_sent_again_it_is_decided_on_the_requests_as_they_now_are(
    home: House, come: Come, waiting: list[Postponement]
) -> None:
    Postponement.objects.filter(pk=waiting[0].pk).update(version=waiting[0].version + 1)
    visitor = come(home.maira)

    page = read(visitor.post(PAGE, typed(waiting, "grant", "refuse", "later")))
    again = dict(page.find_class("step-form")[0].form_values())
    answer = visitor.post(PAGE, again)

    assert answer.status_code == HTTPStatus.FOUND
    assert states(waiting) == ["granted", "refused", "advised"]


@pytest.mark.clause("44")
def test_all_plans_are_locked_before_the_first_case_and_all_cases_together(
    waiting: list[Postponement],
) -> None:
    """Else two who hold cases of each other's plans might wait for each other."""
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        lock_all(waiting[::-1])

    tables = (LOCKED.search(one["sql"]) for one in asked.captured_queries)
    assert [found[1] for found in tables if found] == ["plan", "nonconformity", "postponement"]


@pytest.mark.clause("44")
@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (("refuse", "grant", "later"), "Say why the deadline stays."),
        (("later", "later", "later"), "Decide on at least one request."),
    ],
)
def test_a_refusal_without_its_reason_or_no_decision_comes_back(
    home: House,
    come: Come,
    waiting: list[Postponement],
    answers: tuple[str, ...],
    says: str,
) -> None:
    answer = come(home.maira).post(PAGE, typed(waiting, *answers, why=""))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert says in text_of(answer)
    assert states(waiting) == ["advised"] * 3


@pytest.mark.clause("44")
def test_the_summary_says_at_which_request_a_reason_is_missing(
    home: House, come: Come, waiting: list[Postponement]
) -> None:
    answer = come(home.maira).post(PAGE, typed(waiting, "later", "refuse", "later", why=""))

    (told,) = read(answer).xpath("//tz-errors//li")
    line = waiting[1].line
    where = f"{line.plan_case.cycle.nc.number} · {line.what}"
    assert told.text_content().strip() == f"{where}. Reason: Say why the deadline stays."


@pytest.mark.clause("44")
@pytest.mark.parametrize("who", ["timur", "dauren", "bauyrzhan", "saule"])
def test_nobody_else_finds_anything_to_decide_there(
    home: House, come: Come, waiting: list[Postponement], who: str
) -> None:
    visitor = come(getattr(home, who))

    assert "No postponement waits for your decision." in text_of(visitor.get(PAGE))
    visitor.post(PAGE, typed(waiting, "grant", "grant", "grant"))
    assert states(waiting) == ["advised"] * 3


@pytest.mark.clause("44")
def test_a_request_of_a_case_that_is_out_of_sight_is_neither_shown_nor_decided(
    home: House, come: Come, waiting: list[Postponement]
) -> None:
    nc = waiting[0].line.plan_case.cycle.nc
    told = {"confidential": True, "readers": [], "reason": "Жеке деректер бар"}
    restrict_case(given.fresh(nc), by=home.saule, at=day(6), **told)
    visitor = come(home.maira)

    assert nc.number not in text_of(visitor.get(PAGE))
    visitor.post(PAGE, typed(waiting, "grant", "later", "later"))
    assert states(waiting) == ["advised"] * 3


@pytest.mark.clause("44")
def test_what_was_decided_meanwhile_is_no_longer_asked(
    home: House, come: Come, waiting: list[Postponement]
) -> None:
    grant_postponement(waiting[0], by=home.maira, at=day(6))

    shown = text_of(come(home.maira).get(PAGE))

    assert f"answer_{waiting[0].pk}" not in shown
    assert f"answer_{waiting[1].pk}" in shown
