"""Complaints, claims and opinions from outside: the chancellery, then the office (37)."""

from datetime import date, timedelta

import pytest

from tests import given
from tests.given import MONDAY, House, day
from tests.refusing import not_now, not_theirs, refused_saying
from tuzetu.access.sight import visible_letters
from tuzetu.dossier.duty import Duty
from tuzetu.journal.models import Entry, EntryContents
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.states import LetterState
from tuzetu.stages.decision.choosing import analysis_limit
from tuzetu.stages.intake.forms import RegisterLetter
from tuzetu.stages.intake.steps import hand_over_letter, open_case

pytestmark = pytest.mark.clause("37")

FRIDAY = day(-3)


def test_a_letter_is_entered_with_its_numbers_and_owed_to_the_office(home: House) -> None:
    item = given.letter(home, incoming_number="К-15")

    assert (item.incoming_number, item.number) == ("К-15", "КХ-2026-0001")
    duty = Duty.objects.get(subject_kind="letter")
    assert (duty.owed, duty.due_on) == (Owed.HAND_OVER.code, date(2026, 2, 3))


@pytest.mark.parametrize(
    "field", ["letter_kind", "incoming_number", "received_on", "subject", "applicant", "content"]
)
def test_a_letter_lacks_nothing_that_the_register_asks(home: House, field: str) -> None:
    told = {
        "letter_kind": "complaint",
        "incoming_number": "15",
        "received_on": "2026-02-02",
        "subject": "Кесте",
        "applicant": "Серік Ахметов",
        "content": "Сабақ ауыстырылады",
    }

    whole = RegisterLetter(told, record=None, by=home.zhanar, on=MONDAY.date())
    lacking = RegisterLetter({**told, field: ""}, record=None, by=home.zhanar, on=MONDAY.date())

    assert whole.is_valid(), whole.errors
    assert list(lacking.errors) == [field]


def test_handing_over_opens_the_first_case_and_ends_the_duty(home: House) -> None:
    item = given.letter(home)

    nc = hand_over_letter(item, by=home.zhanar, at=day(1), report=given.report(home.department))

    item.refresh_from_db()
    assert item.state == LetterState.HANDED_OVER.code
    assert (item.handed_over_by, item.office_received_on) == (home.zhanar, day(1).date())
    assert (nc.item, nc.reporter) == (item, None)
    assert not Duty.objects.filter(subject_kind="letter").exists()
    assert list(Entry.objects.values_list("code", flat=True)) == [
        "register_letter",
        "open_case",
        "hand_over_letter",
    ]


def test_only_the_chancellery_hands_over_and_only_once(home: House) -> None:
    item = given.letter(home)

    with not_theirs():
        hand_over_letter(item, by=home.saule, at=MONDAY, report=given.report(home.department))

    given.handed_over(home, item)
    with not_now():
        hand_over_letter(item, by=home.zhanar, at=MONDAY, report=given.report(home.department))


def test_several_cases_come_from_one_letter_with_the_clocks_of_the_letter(home: House) -> None:
    item = given.letter(home, at=FRIDAY)
    first = given.handed_over(home, item, at=FRIDAY)

    second = open_case(item, by=home.saule, at=day(7), report=given.report(home.department))

    for nc in (first, second):
        cycle = nc.cycles.get()
        assert (cycle.received_on, cycle.office_received_on) == (FRIDAY.date(), FRIDAY.date())
        assert analysis_limit(cycle, on=day(7).date()) == FRIDAY.date() + timedelta(weeks=4)
    assert [first.number, second.number] == ["СЕ-2026-0001", "СЕ-2026-0002"]


def test_the_two_clocks_start_apart_when_the_chancellery_takes_its_time(home: House) -> None:
    item = given.letter(home, at=FRIDAY)

    nc = given.handed_over(home, item, at=MONDAY)

    cycle = nc.cycles.get()
    assert (cycle.received_on, cycle.office_received_on) == (FRIDAY.date(), MONDAY.date())


def test_who_complained_is_known_to_the_chancellery_and_the_office_alone(home: House) -> None:
    item = given.letter(home)
    nc = given.handed_over(home, item)
    on = MONDAY.date()

    knowing = {
        name
        for name in ("aigerim", "dauren", "saule", "timur", "maira", "erlan", "zhanar", "asel")
        if visible_letters(getattr(home, name), on=on).filter(applicant__isnull=False).exists()
    }

    assert knowing == {"saule", "zhanar"}
    assert visible_letters(home.zhanar, on=on).get() == item
    told = EntryContents.objects.values_list("text", flat=True)
    assert not any(item.applicant.name in text for text in told)
    assert item.applicant.name not in f"{nc.title} {nc.description} {nc.evidence}"


def test_no_case_is_opened_from_a_letter_that_the_office_has_not_received(home: House) -> None:
    item = given.letter(home)
    says = "The letter is not handed over yet; handing it over opens its first case."

    for who in (home.zhanar, home.saule):
        with refused_saying(says) as clauses:
            open_case(item, by=who, at=day(1), report=given.report(home.department))
        assert clauses == ["37"]

    hand_over_letter(item, by=home.zhanar, at=day(1), report=given.report(home.department))
    item.refresh_from_db()
    open_case(item, by=home.saule, at=day(2), report=given.report(home.department))
