"""Earlier similar cases beside the text: a hint, told only of what the reader may see."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from threading import Event

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import given
from tests.given import MONDAY, House
from tests.web.visiting import Come, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.people.person import Person
from tuzetu.procedure.offices import Office
from tuzetu.similarity.earlier import keeper, texts_since
from tuzetu.stages.causes.steps import write_analysis
from tuzetu.stages.decision.steps import void_case
from tuzetu.stages.intake.steps import submit_report
from tuzetu.stages.registration.steps import identify_case, restrict_case

PIANO = "Концерт залындағы рояльдің күйі келмейді."
AGAIN = "Залдағы рояль тағы да күйге келтірілмеген"
IN_RUSSIAN = "Рояль в концертном зале опять расстроен"
NONE = "Among the nonconformities that you may see, no similar one was found."
MAKING = "The list of nonconformities is being prepared;"


@pytest.fixture
def _ready(home: House) -> None:
    """The list of the process is made; what comes later is taken in by the question."""
    keeper().wake()
    assert keeper().wait(10)


ready = pytest.mark.usefixtures("_ready")


def piano(home: House, by: Person | None = None, **told: object) -> Nonconformity:
    """A case of a piano out of tune."""
    who = by or home.aigerim
    told = {"description": PIANO, "unit": home.department} | told
    return submit_report(given.report(**told), by=who, at=MONDAY)  # type: ignore[arg-type]


def asked(visitor: Client, text: str = AGAIN) -> str:
    """What is told of a text while it is typed."""
    answer = visitor.post("/similar/", {"text": text})
    assert answer.status_code == HTTPStatus.OK
    return text_of(answer)


def shown(answer: HttpResponse) -> str:
    """The box of a page."""
    return text_of(answer).partition('id="similar"')[2].partition("</section>")[0]


def numbers(page: str) -> list[str]:
    """The numbers of the cases told, in order."""
    return re.findall(r'<li><p class="similar__head"><a [^>]*>([^<]+)<', page)


@ready
@pytest.mark.parametrize("text", [AGAIN, IN_RUSSIAN])
def test_a_similar_case_is_told_with_number_title_state_unit_and_words(
    home: House, come: Come, text: str
) -> None:
    nc = piano(home)

    page = asked(come(home.saule), text)

    assert numbers(page) == [nc.number]
    for says in (nc.title, "With the project office", "dombyra", f'href="/cases/{nc.pk}/"'):
        assert says in page
    words = re.search(r"Words in common: ([^<\n]+)", page)
    assert words
    assert words[1]
    assert set(words[1].strip().split(", ")) <= set(text.lower().split())


def test_a_list_that_is_being_made_is_another_answer_than_none(
    home: House, come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, go_on = keeper(), Event()

    def read(last_id: int, most: int | None) -> Iterator[tuple[int, str]]:
        assert go_on.wait(10)
        yield from texts_since(last_id, most)

    monkeypatch.setattr(slow, "_rows_since", read)
    piano(home)
    visitor = come(home.saule)

    page, at_once = shown(visitor.get("/report/")), asked(visitor)
    go_on.set()
    assert slow.wait(10)
    later, other = asked(visitor), asked(visitor, "Мерейтой шығындары")

    assert "Write what happened" in page
    assert MAKING in at_once
    assert "data-making" in at_once
    assert len(numbers(later)) == 1
    assert NONE in other
    assert MAKING not in later + other


@ready
def test_a_case_of_somebody_else_is_told_only_to_those_who_see_it(home: House, come: Come) -> None:
    nc = piano(home)

    told = [numbers(asked(come(who))) for who in (home.aigerim, home.dauren, home.maira)]
    untold = [numbers(asked(come(who))) for who in (home.bauyrzhan, home.timur)]

    assert told == [[nc.number]] * 3
    assert untold == [[], []]


@ready
def test_a_confidential_case_is_told_to_those_whom_it_names_alone(home: House, come: Come) -> None:
    nc = piano(home)
    restrict_case(
        nc, by=home.saule, at=MONDAY, confidential=True, readers=[home.timur], reason="Жеке іс"
    )

    assert numbers(asked(come(home.timur))) == [nc.number]
    assert "Confidential" in asked(come(home.timur))
    for who in (home.dauren, home.maira, home.erlan):
        assert numbers(asked(come(who))) == []


@ready
def test_hidden_cases_leave_no_trace_in_the_answer(home: House, come: Come) -> None:
    visitor = come(home.timur)
    before = asked(visitor)
    for _ in range(7):
        piano(home)

    assert asked(visitor) == before
    assert NONE in before


@ready
def test_hidden_cases_do_not_displace_those_that_are_seen(home: House, come: Come) -> None:
    mine = piano(home, by=home.bauyrzhan, description=AGAIN)
    for _ in range(9):
        piano(home, description=AGAIN)

    assert numbers(asked(come(home.bauyrzhan))) == [mine.number]


@ready
def test_who_applied_is_no_word_to_look_for(home: House, come: Come) -> None:
    given.handed_over(home, given.letter(home, applicant="Қаршығабек Тұңғиықов"))

    for who in (home.saule, home.zhanar):
        assert numbers(asked(come(who), "Қаршығабек Тұңғиықов")) == []


@ready
def test_a_void_case_is_no_earlier_case(home: House, come: Come) -> None:
    nc = piano(home)
    void_case(nc, by=home.saule, at=MONDAY, reason="Қате тіркелген")

    assert numbers(asked(come(home.saule))) == []


@ready
def test_the_requirement_that_the_office_names_counts_from_then_on(home: House, come: Come) -> None:
    nc = piano(home)
    visitor = come(home.saule)
    assert numbers(asked(visitor, "Акустикалық паспорттағы ылғалдылық")) == []

    identify_case(
        given.fresh(nc),
        by=home.saule,
        at=MONDAY,
        requirement="Акустикалық паспорт: ылғалдылық 45 пайыз",
    )

    assert numbers(asked(visitor, "Акустикалық паспорттағы ылғалдылық")) == [nc.number]


@ready
def test_five_are_told_at_most(home: House, come: Come) -> None:
    for _ in range(8):
        piano(home)

    assert len(numbers(asked(come(home.saule)))) == 5


@ready
def test_the_questions_to_the_database_do_not_grow(home: House, come: Come) -> None:
    visitor = come(home.saule)
    asked(visitor)
    counted = []
    for _ in range(2):
        piano(home)
        with CaptureQueriesContext(connection) as caught:
            asked(visitor)
        counted.append(len(caught))
        for _ in range(12):
            piano(home)

    assert counted[0] == counted[1]


@ready
@pytest.mark.parametrize("text", ["", " ", "\x00", "?!", "'; drop table", "ә" * 60_000])
def test_any_text_is_answered(home: House, come: Come, text: str) -> None:
    piano(home)

    assert numbers(asked(come(home.saule), text)) == []


def test_a_text_never_stands_in_an_address(home: House, come: Come) -> None:
    answer = come(home.saule).get("/similar/?text=" + AGAIN)

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


@ready
def test_the_report_page_tells_while_typed_and_after_what_comes_back(
    home: House, come: Come
) -> None:
    nc = piano(home)
    visitor = come(home.saule)

    fresh = shown(visitor.get("/report/"))
    back = visitor.post("/do/submit_report/", {"description": AGAIN})
    visitor.post("/drafts/submit_report/0/", {"description": IN_RUSSIAN})
    kept = shown(visitor.get("/report/"))

    assert "Write what happened" in fresh
    assert 'data-asks="description"' in fresh
    assert back.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert numbers(shown(back)) == numbers(kept) == [nc.number]


def test_the_report_is_sent_while_the_list_is_being_made(home: House, come: Come) -> None:
    visitor = come(home.aigerim)
    typed = {
        "kind": "actual",
        "description": PIANO,
        "unit": home.department.pk,
        "detected_on": "2026-02-02",
        "evidence": "Тыңдалды",
    }

    assert visitor.post("/do/submit_report/", typed).status_code == HTTPStatus.FOUND


@ready
@pytest.mark.parametrize(
    ("code", "needed"),
    [("write_analysis", True), ("complete_analysis", True), ("propose_no_action", False)],
)
def test_similar_cases_stand_beside_the_analysis(
    home: House, come: Come, code: str, *, needed: bool
) -> None:
    earlier, nc = piano(home), given.decided(home, description=AGAIN)
    found = {**given.FOUND, "action_needed": needed}
    write_analysis(nc, by=home.dauren, at=MONDAY, causes=[given.ROOT], **found)

    page = shown(come(home.dauren).get(f"/do/{code}/{nc.pk}/"))

    assert numbers(page) == [earlier.number]
    assert "merge_case" not in page


@ready
@pytest.mark.parametrize(
    ("code", "leads"), [("convene_group", True), ("pass_to_unit", True), ("merge_case", False)]
)
def test_similar_cases_stand_beside_the_decision_and_lead_to_a_merger(
    home: House, come: Come, code: str, *, leads: bool
) -> None:
    earlier = piano(home)
    later = given.identified(home, description=AGAIN)

    page = shown(come(home.saule).get(f"/do/{code}/{later.pk}/"))

    assert numbers(page) == [earlier.number], "the case itself is not like itself"
    assert (f'href="/do/merge_case/{later.pk}/"' in page) is leads


@ready
def test_no_merger_is_offered_that_would_be_refused(home: House, come: Come) -> None:
    earlier, later = piano(home), given.decided(home, description=AGAIN)

    page = shown(come(home.saule).get(f"/do/pass_to_unit/{later.pk}/"))

    assert numbers(page) == [earlier.number]
    assert "merge_case" not in page


@ready
def test_what_is_like_a_case_is_told_to_those_who_see_the_case(home: House, come: Come) -> None:
    earlier, later = piano(home), piano(home, description=AGAIN)
    where = f"/similar/{later.pk}/"

    assert numbers(text_of(come(home.saule).get(where))) == [earlier.number]
    assert come(home.timur).get(where).status_code == HTTPStatus.NOT_FOUND


@ready
def test_who_comes_into_an_office_is_told_more(home: House, come: Come) -> None:
    nc = piano(home)
    visitor = come(home.timur)
    before = numbers(asked(visitor))

    given.appoint(home.timur, Office.AUDITOR)

    assert (before, numbers(asked(visitor))) == ([], [nc.number])
