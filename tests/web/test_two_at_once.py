"""Two people act at once on one case: one wins, the other learns who was first and keeps the text.

Both have connections of their own and have read the record before either of them sends.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from html import escape
from http import HTTPStatus
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse

from tests import given
from tests.given import MONDAY, House, report
from tests.web.scenes import SCENES, address
from tests.web.visiting import Come, read, standing_in, text_of
from tuzetu.conduct.locking import lock_case
from tuzetu.dossier.analysis import Analysis, Cause
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Correction
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import Plan, PlanCase
from tuzetu.journal.chain import verify
from tuzetu.journal.models import Entry
from tuzetu.people.person import Person
from tuzetu.procedure.flows.every import DRAFTS
from tuzetu.procedure.names import STEP_NAMES
from tuzetu.procedure.offices import Office
from tuzetu.procedure.rulebook import Refused
from tuzetu.procedure.rules import planning
from tuzetu.procedure.rules.registration import the_other_case_takes_it_up
from tuzetu.procedure.states import CaseState
from tuzetu.stages.containment.steps import record_consequences, record_correction
from tuzetu.stages.decision.steps import merge_case, void_case
from tuzetu.stages.effectiveness.recurring import link_recurrence
from tuzetu.stages.intake.steps import submit_report
from tuzetu.stages.planning.steps import draft_plan, join_case

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 5
EACH = 6
ROUNDS = 8
"""How often two meet who could wait for each other."""
TEXT = "Менің <жазғаным> & сақталсын"
MARKED = dict.fromkeys(("reason", "requirement", "what", "consequences"), TEXT)
"""Typed by both, whichever of it the step asks."""


def together(*acts: Callable[[], Any]) -> list[Any]:
    """All acts begin at the same moment, each on a connection of its own."""
    start = Barrier(len(acts))

    def one(act: Callable[[], Any]) -> object:
        start.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def colleague(home: House) -> Person:
    """A second officer of the project office."""
    return given.person("nurlan", "Нұрлан", home.office, Office.OFFICE_OFFICER)


@pytest.mark.clause("18")
@pytest.mark.parametrize(
    "steps",
    [
        ("pass_to_unit", "pass_to_unit"),
        ("pass_to_unit", "reject_case"),
        ("identify_case", "void_case"),
        ("set_hold", "set_hold"),
        ("record_consequences", "convene_group"),
    ],
)
def test_one_of_two_wins_and_the_other_is_told_by_whom(
    home: House, come: Come, steps: tuple[str, str]
) -> None:
    nc = given.identified(home)
    people, entries = (home.saule, colleague(home)), Entry.objects.count()
    seen = {"version": nc.version} | MARKED
    acts = [
        partial(come(who).post, address(code, nc), SCENES[code].typed(home, nc) | seen)
        for who, code in zip(people, steps, strict=True)
    ]

    answers = together(*acts)

    codes = [answer.status_code for answer in answers]
    assert sorted(codes) == [HTTPStatus.FOUND, HTTPStatus.CONFLICT]
    won = codes.index(HTTPStatus.FOUND)
    assert_told(answers[1 - won], people[won], steps[won])
    assert Entry.objects.count() == entries + 1
    assert verify() == []


def assert_told(lost: HttpResponse, winner: Person, step: str) -> None:
    """Who was first with what stands there, and the text that was typed."""
    page = text_of(lost)
    assert "Somebody was first." in page
    assert f"{winner} took the step “{STEP_NAMES[step]}”" in page
    assert escape(TEXT) in lost.content.decode()


@pytest.mark.clause("18")
def test_whoever_was_second_has_looked_and_sends_again(home: House, come: Come) -> None:
    nc = given.identified(home)
    given.answered(home, nc, at=MONDAY)
    visitor, where = come(home.saule), address("record_consequences", nc)
    typed = SCENES["record_consequences"].typed(home, nc)

    lost = visitor.post(where, typed | {"version": nc.version})
    seen = standing_in(lost)["version"]
    won = visitor.post(where, typed | {"version": seen})

    assert (lost.status_code, won.status_code) == (HTTPStatus.CONFLICT, HTTPStatus.FOUND)
    assert "then send again if it still fits" in text_of(lost)


@pytest.mark.parametrize("code", sorted(DRAFTS))
def test_what_was_saved_in_another_window_is_told_as_such(
    home: House, come: Come, code: str
) -> None:
    who, record = SCENES[code].set(home)
    visitor, where = come(who), address(code, record)
    typed = SCENES[code].typed(home, record) | {"version": record.version}

    first, second = visitor.post(where, typed), visitor.post(where, typed)

    assert (first.status_code, second.status_code) == (HTTPStatus.FOUND, HTTPStatus.CONFLICT)
    page = text_of(second)
    assert "You in another window, or somebody who writes with you, saved it" in page
    assert "took the step" not in page


@pytest.mark.clause("36")
def test_what_somebody_saved_meanwhile_is_shown_and_not_taken_away_by_a_blank(
    home: House, come: Come
) -> None:
    who, nc = SCENES["write_analysis"].set(home)
    visitor, where = come(who), address("write_analysis", nc)
    opened = {name: value for name, value in standing_in(visitor.get(where)).items() if value}
    cause = {"cause-0-text": "Келісу тәртібі жоқ", "cause-0-level": "0"}
    saved = opened | cause | {"significance": "Оқу нәтижесіне әсер етеді", "need_reason": "Бірі"}
    visitor.post(where, saved)

    lost = visitor.post(where, opened | {"need_reason": "Екіншісі", "cause-0-text": ""})
    assert Cause.objects.get().text == "Келісу тәртібі жоқ"

    told = text_of(lost)
    (shown,) = read(lost).xpath("//section[.//*[@id='saved']] | //section[@id='saved']")
    changed = shown.text_content()
    assert "what you left blank stands as it was saved" in told
    assert ("Бірі" in changed, "Екіншісі" in changed) == (True, True)
    assert "Оқу нәтижесіне" not in changed
    assert "Келісу тәртібі жоқ" not in changed
    kept = standing_in(lost)
    assert kept["cause-0-text"] == "Келісу тәртібі жоқ"
    assert (kept["significance"], kept["need_reason"]) == ("Оқу нәтижесіне әсер етеді", "Екіншісі")

    visitor.post(where, {name: value for name, value in kept.items() if value})
    held = Analysis.objects.get()
    assert (held.significance, held.need_reason) == ("Оқу нәтижесіне әсер етеді", "Екіншісі")
    assert Cause.objects.get().text == "Келісу тәртібі жоқ"


@pytest.mark.parametrize("total", ["1.0", "0.0", "1.", "abc", "9" * 20])
def test_an_odd_count_of_rows_does_no_harm_when_somebody_saved_meanwhile(
    home: House, come: Come, total: str
) -> None:
    who, nc = SCENES["write_analysis"].set(home)
    visitor, where = come(who), address("write_analysis", nc)
    opened = {name: value for name, value in standing_in(visitor.get(where)).items() if value}
    cause = {"cause-0-text": "Келісу тәртібі жоқ", "cause-0-level": "0"}
    visitor.post(where, opened | cause)

    lost = visitor.post(where, opened | {"cause-0-text": "", "cause-TOTAL_FORMS": total})

    assert lost.status_code in {HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}


@pytest.mark.clause("18")
@pytest.mark.parametrize(
    ("first", "second"), [("take_note", "take_note"), ("reject_case", "pass_to_unit")]
)
def test_whoever_can_never_send_again_is_told_to_open_the_record(
    home: House, come: Come, first: str, second: str
) -> None:
    nc = given.identified(home)
    who = {"take_note": home.dauren}.get(first, home.saule)
    typed = {
        code: SCENES[code].typed(home, nc) | {"version": nc.version} for code in (first, second)
    }
    assert come(who).post(address(first, nc), typed[first]).status_code == HTTPStatus.FOUND

    lost = come(who).post(address(second, nc), typed[second])

    assert lost.status_code == HTTPStatus.CONFLICT
    assert "This step is no longer open: open the record." in text_of(lost)
    assert "send again" not in text_of(lost)
    assert "on 2 February 2026, 10:00, while you were typing." in text_of(lost)


def corrected(home: House) -> tuple[Nonconformity, Correction]:
    """A case with two corrections that were done, one of them by mistake."""
    nc = given.decided(home)
    for what in ("Силлабус түзетілді", "Қате"):
        done = {"what": what, "done_on": MONDAY.date()}
        record_correction(given.fresh(nc), by=home.dauren, at=MONDAY, **done)
    return given.fresh(nc), nc.corrections.latest("pk")


@pytest.mark.clause("10.2")
def test_nobody_confirms_what_was_struck_while_they_looked(home: House, come: Come) -> None:
    nc, mistaken = corrected(home)
    seen, reason = {"version": nc.version}, {"reason": TEXT, "version": mistaken.version}
    assert come(home.dauren).post(address("strike_correction", mistaken), reason).status_code == 302

    lost = come(home.saule).post(address("confirm_correction", nc), seen | {"note": TEXT})

    assert lost.status_code == HTTPStatus.CONFLICT
    assert_told(lost, home.dauren, "strike_correction")
    assert given.fresh(nc).correction_confirmed_at is None


@pytest.mark.clause("10.2")
def test_what_is_struck_while_the_office_confirms_is_not_confirmed(home: House, come: Come) -> None:
    nc, mistaken = corrected(home)
    reason = {"reason": TEXT, "version": mistaken.version}
    strikes = partial(come(home.dauren).post, address("strike_correction", mistaken), reason)
    seen = {"version": nc.version, "note": TEXT}
    confirms = partial(come(home.saule).post, address("confirm_correction", nc), seen)

    struck, confirmed = together(strikes, confirms)

    assert struck.status_code == HTTPStatus.FOUND
    assert confirmed.status_code in {HTTPStatus.FOUND, HTTPStatus.CONFLICT}
    assert given.fresh(nc).correction_confirmed_at is None
    assert verify() == []


@pytest.mark.clause("44")
def test_minutes_are_not_struck_from_a_plan_that_is_being_submitted(
    home: House, come: Come
) -> None:
    plan = given.planned(home)
    meeting, seen = plan.meetings.get(), {"version": given.plan_again(plan).version}
    struck = {"meeting": meeting.pk, "reason": TEXT} | seen
    strikes = partial(come(home.dauren).post, address("strike_meeting", plan), struck)
    submits = partial(come(home.dauren).post, address("submit_plan", plan), seen)

    answers = [one.status_code for one in together(strikes, submits)]

    assert sorted(answers) == [HTTPStatus.FOUND, HTTPStatus.CONFLICT]
    meeting.refresh_from_db()
    assert (meeting.struck_at is None) == (given.plan_again(plan).state == "submitted")
    assert verify() == []


@pytest.mark.clause("43")
def test_two_who_join_what_stands_in_each_others_plan_both_get_an_answer(home: House) -> None:
    """Each waits for a case of the other's plan, and neither for ever: both are refused."""
    first, second = given.analysed(home), given.analysed(home)
    plans = [draft_plan(nc, by=home.dauren, at=MONDAY) for nc in (first, second)]

    def join(plan: Plan, nc: Nonconformity) -> str:
        try:
            join_case(plan, by=home.dauren, at=MONDAY, case=nc)
        except Refused as told:
            return told.reasons[0].says
        return "joined"

    acts = (partial(join, plans[0], second), partial(join, plans[1], first))
    answers = [one for _round in range(ROUNDS) for one in together(*acts)]

    assert set(answers) == {planning.the_case_stands_in_no_plan.says}
    assert verify() == []


@pytest.mark.clause("43")
def test_of_two_who_join_one_case_to_different_plans_one_wins(home: House, come: Come) -> None:
    plans = [draft_plan(given.analysed(home), by=home.dauren, at=MONDAY) for _number in range(2)]
    wanted = given.analysed(home)
    visitor = come(home.dauren)
    acts = [
        partial(visitor.post, address("join_case", one), {"case": wanted.pk, "version": 0})
        for one in plans
    ]

    answers = together(*acts)

    codes = sorted(answer.status_code for answer in answers)
    assert codes[0] == HTTPStatus.FOUND
    assert codes[1] in {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT}
    assert PlanCase.objects.current().filter(cycle__nc=wanted).count() == 1


@pytest.mark.clause("19")
def test_a_case_that_goes_on_to_its_evaluation_meanwhile_takes_no_other_up(home: House) -> None:
    going_on, nc = given.decided(home), given.identified(home)

    def merge() -> str:
        try:
            merge_case(nc, by=home.saule, at=MONDAY, into=going_on, reason=TEXT)
        except Refused as told:
            return told.reasons[0].says
        finally:
            connection.close()
        return "merged"

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            lock_case(going_on.pk)
            Nonconformity.objects.filter(pk=going_on.pk).update(state=CaseState.EVALUATION.code)
            answer = pool.submit(merge)
            until_it_waits(answer)
        told = answer.result()

    assert told == the_other_case_takes_it_up.says
    assert given.fresh(nc).merged_into is None


@pytest.mark.clause("17")
def test_whose_links_end_with_it_is_waited_for_before_anything_is_written(home: House) -> None:
    cases = [given.decided(home), given.decided(home)]
    nc = given.registered(home, MONDAY)
    for one in cases:
        link_recurrence(nc, by=home.saule, at=MONDAY, earlier=one, reason=TEXT)

    def void() -> str:
        try:
            void_case(given.fresh(nc), by=home.saule, at=MONDAY, reason=TEXT)
        finally:
            connection.close()
        return "voided"

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            lock_case(cases[1].pk)
            answer = pool.submit(void)
            until_it_waits(answer)
            told = {"by": home.dauren, "at": MONDAY, "consequences_waiver": TEXT}
            record_consequences(cases[1], **told)
        assert answer.result() == "voided"

    assert verify() == []


def until_it_waits(answer: Future[str]) -> None:
    """Where rows are locked: until the other waits for one. SQLite lets one write at a time."""
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    while connection.vendor == "postgresql" and not answer.done():
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return


@pytest.mark.clause("27.2")
def test_reports_of_many_at_once_are_numbered_without_gaps(home: House) -> None:
    def tell() -> None:
        for _number in range(EACH):
            submit_report(report(home.department), by=home.aigerim, at=MONDAY)

    together(*[tell] * PEOPLE)

    numbers = Nonconformity.objects.order_by("sequence").values_list("sequence", flat=True)
    items = IntakeItem.objects.values_list("number", flat=True)
    assert list(numbers) == list(range(1, PEOPLE * EACH + 1))
    assert len(set(items)) == PEOPLE * EACH
    assert verify() == []
