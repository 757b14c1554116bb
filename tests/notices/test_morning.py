"""The letter of the day: on working days, only when something is owed, nothing twice."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection

from tests import given
from tests.given import House
from tests.notices.mornings import days, got, half_past_eight, mornings
from tuzetu.conduct.naming import name_again
from tuzetu.dossier.case import CaseSubstitute, Nonconformity
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import Line
from tuzetu.jobs.tick import tick
from tuzetu.notices.models import Letter, Mention, ReaderPosition, Told
from tuzetu.notices.morning import compose_morning
from tuzetu.people.appointment import Appointment
from tuzetu.people.person import Person
from tuzetu.people.working_calendar import effective_calendar
from tuzetu.procedure.offices import Office
from tuzetu.procedure.parts import Part
from tuzetu.stages.intake import steps as intake
from tuzetu.stages.registration.steps import take_note

TUESDAY = date(2026, 2, 3)
DUE = date(2026, 4, 3)
"""The due date of the line in ``given``: a Friday."""


def texts(person: Person) -> list[str]:
    return [letter.text for letter in Letter.objects.filter(person=person).order_by("pk")]


def test_a_duty_is_told_on_each_rung_once(house: House) -> None:
    given.registered(house)

    mornings(TUESDAY, date(2026, 3, 6))

    assert got(house.saule) == [
        ("2026-02-03", "digest"),
        ("2026-02-06", "digest"),
        ("2026-02-09", "digest"),
        ("2026-02-10", "overdue"),
    ]


def test_what_has_no_term_is_told_once(house: House) -> None:
    nc = given.registered(house)

    mornings(TUESDAY, date(2026, 3, 6))

    assert got(house.dauren) == [("2026-02-03", "digest")]
    letter = Letter.objects.get(person=house.dauren)
    assert letter.subject == f"{nc.number}: Take note of the case"
    assert f"https://tuzetu.example/cases/{nc.pk}/" in letter.text


def test_nobody_else_hears_anything(house: House) -> None:
    given.registered(house)

    mornings(TUESDAY, date(2026, 2, 10))

    told = set(Letter.objects.values_list("person__login", flat=True))
    assert told == {"saule", "dauren"}


def test_nothing_is_written_when_nothing_is_owed(house: House) -> None:
    nc = given.registered(house)
    take_note(nc, by=house.dauren, at=given.MONDAY)

    mornings(TUESDAY, TUESDAY)

    assert got(house.dauren) == []


def test_the_same_morning_twice_changes_nothing(house: House) -> None:
    given.registered(house)
    at = half_past_eight(TUESDAY)
    assert compose_morning(at=at) == 2
    before = (Letter.objects.count(), Told.objects.count())

    for minutes in (0, 5, 60, 300):
        assert compose_morning(at=at + timedelta(minutes=minutes)) == 0

    assert (Letter.objects.count(), Told.objects.count()) == before


def test_a_missed_week_is_caught_up_in_one_letter(house: House) -> None:
    given.registered(house)

    mornings(date(2026, 2, 16), date(2026, 2, 20))

    assert got(house.saule) == [("2026-02-16", "overdue")]


@pytest.mark.parametrize(
    ("on", "hour", "written"),
    [
        (TUESDAY, -1, 0),
        (TUESDAY, 0, 2),
        (TUESDAY, 9, 2),
        (TUESDAY, 10, 0),
        (date(2026, 2, 7), 0, 0),
        (date(2026, 2, 8), 0, 0),
        (date(2026, 3, 9), 0, 0),
    ],
    ids=["early", "half past eight", "late", "evening", "Saturday", "Sunday", "moved holiday"],
)
def test_letters_of_the_day_keep_working_hours(
    house: House, on: date, hour: int, written: int
) -> None:
    given.registered(house)

    assert compose_morning(at=half_past_eight(on) + timedelta(hours=hour)) == written


def test_lateness_is_told_to_the_head_and_then_to_the_office(house: House) -> None:
    given.approved(house)

    mornings(DUE - timedelta(days=1), DUE + timedelta(days=40))

    assert got(house.bauyrzhan) == [
        ("2026-04-02", "digest"),
        ("2026-04-03", "digest"),
        ("2026-04-06", "overdue"),
    ]
    assert got(house.dauren) == [("2026-04-06", "digest")]
    assert got(house.saule) == [("2026-04-08", "digest")]
    (to_head,) = texts(house.dauren)
    assert "Overdue with others" in to_head
    assert "responsible executor" in to_head
    assert house.bauyrzhan.surname not in to_head
    assert Letter.objects.get(person=house.dauren).subject == "Overdue with others: 1"


def test_above_a_head_stands_the_next_head(house: House) -> None:
    given.analysed(house)
    faculty = house.department.parent
    assert faculty is not None
    dean = given.person("dean", "Декан", faculty, Office.HEAD_OF_UNIT, faculty)

    mornings(date(2026, 2, 17), date(2026, 2, 20))

    assert [kind for _on, kind in got(house.dauren)] == ["overdue"]
    assert [kind for _on, kind in got(dean)] == ["digest"]


def test_a_moved_due_date_is_told_anew(house: House) -> None:
    given.approved(house)
    mornings(date(2026, 3, 27), date(2026, 3, 27))
    line = Line.objects.get()
    later = DUE + timedelta(days=30)
    house.bauyrzhan.duties.filter(subject_id=line.pk).update(due_on=later)

    mornings(date(2026, 3, 30), DUE + timedelta(days=28))

    assert [on for on, _kind in got(house.bauyrzhan)] == ["2026-03-27", "2026-04-24", "2026-04-30"]


def test_lines_stand_by_due_date_with_one_link_each(house: House) -> None:
    later = given.registered(house, at=given.day(1))
    sooner = given.registered(house)

    mornings(date(2026, 2, 4), date(2026, 2, 4))

    (told,) = texts(house.saule)
    assert told.index(sooner.number) < told.index(later.number)
    assert told.count("https://tuzetu.example/cases/") == 2
    assert told.count("https://tuzetu.example/\n") == 1
    letter = Letter.objects.get(person=house.saule)
    assert letter.subject == "Acts waited for from you: 2; the nearest until 9 February 2026"


def test_overdue_acts_of_a_day_share_one_letter(house: House) -> None:
    given.registered(house)
    given.registered(house)

    mornings(date(2026, 2, 12), date(2026, 2, 12))

    assert got(house.saule) == [("2026-02-12", "overdue")]
    letter = Letter.objects.get(person=house.saule)
    assert letter.subject == "Overdue acts: 2"
    assert letter.nc is None


def test_one_overdue_act_is_named_in_the_subject(house: House) -> None:
    nc = given.registered(house)

    mornings(date(2026, 2, 12), date(2026, 2, 12))

    letter = Letter.objects.get(person=house.saule)
    assert letter.subject == (
        f"{nc.number}: Set up a group or pass the case to a unit; until 9 February 2026"
    )
    assert letter.nc == nc
    assert "Why: The term has passed. Clause 38:" in letter.text


def test_a_confidential_case_is_told_without_its_words_to_those_who_may_see_it(
    house: House,
) -> None:
    nc = given.registered(house, title="Құпия тақырып")
    second = given.person("second", "Екінші", house.office, Office.OFFICE_OFFICER)
    Nonconformity.objects.filter(pk=nc.pk).update(confidential=True)
    nc.readers.add(house.saule)
    name_again(nc)

    mornings(TUESDAY, TUESDAY)

    assert got(second) == []
    (told,) = texts(house.saule)
    assert nc.number in told
    assert "Құпия тақырып" not in told
    assert "Құпия тақырып" not in Letter.objects.get(person=house.saule).html


def test_an_open_case_is_told_with_its_title(house: House) -> None:
    given.registered(house, title="Кесте <сай> емес")

    mornings(TUESDAY, TUESDAY)

    assert "Кесте <сай> емес" in texts(house.saule)[0]
    assert "Кесте &lt;сай&gt; емес" in Letter.objects.get(person=house.saule).html


def test_a_substitute_hears_instead_of_the_principal(house: House) -> None:
    given.registered(house)
    held = Appointment.objects.get(person=house.saule)
    Appointment.objects.create(
        person=house.asel, office=held.office, acting_for=held, from_on=date(2026, 2, 1),
        until_on=date(2026, 2, 28), entered_at=given.MONDAY,
    )  # fmt: skip

    mornings(TUESDAY, TUESDAY)

    assert got(house.saule) == []
    assert got(house.asel) == [("2026-02-03", "digest")]


def test_a_person_named_to_decide_instead_hears_of_the_case(house: House) -> None:
    nc = given.registered(house)
    CaseSubstitute.objects.create(
        nc=nc, part=Part.OFFICE.code, person=house.asel, instead_of=house.saule,
        named_by=house.erlan, named_at=given.MONDAY, reason="Мүдделі",
    )  # fmt: skip

    mornings(TUESDAY, TUESDAY)

    assert got(house.saule) == []
    assert got(house.asel) == [("2026-02-03", "digest")]


@pytest.mark.parametrize("gone", [{"is_active": False}, {"left_on": TUESDAY}])
def test_who_left_hears_nothing(house: House, gone: dict[str, object]) -> None:
    given.registered(house)
    Person.objects.filter(pk=house.saule.pk).update(**gone)

    mornings(TUESDAY, TUESDAY)

    assert got(house.saule) == []


def test_everybody_reads_their_own_language(house: House) -> None:
    given.registered(house)
    Person.objects.filter(pk=house.saule.pk).update(language="ru")
    Person.objects.filter(pk=house.dauren.pk).update(language="kk")

    mornings(TUESDAY, TUESDAY)

    languages = dict(Letter.objects.values_list("person__login", "language"))
    assert languages == {"saule": "ru", "dauren": "kk"}
    assert "9 февраля 2026" in texts(house.saule)[0]
    assert '<html lang="kk">' in Letter.objects.get(person=house.dauren).html


def test_a_letter_of_the_chancellery_is_told_by_its_number(house: House) -> None:
    item = given_letter(house)

    mornings(TUESDAY, TUESDAY)

    (told,) = texts(house.zhanar)
    assert item.number in told
    assert f"https://tuzetu.example/letters/{item.pk}/" in told


def given_letter(house: House) -> IntakeItem:
    letter = intake.Letter(
        letter_kind="complaint", incoming_number="17", subject="Шағым", applicant="Жазушы",
        received_on=date(2026, 2, 2),
    )  # fmt: skip
    return intake.register_letter(letter, by=house.zhanar, at=given.MONDAY)


def test_what_another_worker_writes_at_the_same_time_is_left_to_it(house: House) -> None:
    given.registered(house)
    at = half_past_eight(TUESDAY)
    compose_morning(at=at)
    given.registered(house)
    Told.objects.all().delete()
    ReaderPosition.objects.filter(reader="morning").delete()

    assert compose_morning(at=at) == 0

    assert not Told.objects.exists()
    assert Letter.objects.count() == 2


def test_a_term_of_cases_leaves_days_off_quiet_and_no_day_loud(house: House) -> None:
    cases = [given.registered(house, at=given.day(number)) for number in (0, 1, 2, 3, 4, 7, 8)]

    for on in days(TUESDAY, date(2026, 3, 31)):
        for hours in (0, 6):
            tick(at=half_past_eight(on) + timedelta(hours=hours))

    told = [(login, *one) for login in ("saule", "dauren") for one in got(person_of(login))]
    loudest = Counter((login, on) for login, on, _kind in told).most_common(1)[0][1]
    assert loudest <= 2
    calendar = effective_calendar(TUESDAY)
    assert all(calendar.is_working(date.fromisoformat(on)) for _login, on, _kind in told)
    for nc in cases:
        assert any(nc.number in text for text in texts(house.saule))


def person_of(login: str) -> Person:
    return Person.objects.get(login=login)


@pytest.mark.parametrize("after", range(12))
def test_killed_between_two_writes_it_goes_on_without_loss_or_repetition(
    house: House, after: int
) -> None:
    given.registered(house)
    given.registered(house)
    at = half_past_eight(date(2026, 2, 12))

    with connection.execute_wrapper(_killing(after)), pytest.raises(KeyboardInterrupt):
        compose_morning(at=at)
        raise KeyboardInterrupt
    compose_morning(at=at)

    assert got(house.saule) == [("2026-02-12", "overdue")]
    assert got(house.dauren) == [("2026-02-12", "digest")]
    assert Told.objects.count() == 4
    assert not Mention.objects.exists()


def _killing(after: int) -> Callable[..., object]:
    """The process ends before the write of that number."""
    written = 0

    def wrapper(execute: Callable[..., object], sql: str, *rest: object) -> object:
        nonlocal written
        if sql.startswith(("INSERT", "UPDATE", "RELEASE", "SAVEPOINT")):
            written += 1
            if written > after:
                raise KeyboardInterrupt
        return execute(sql, *rest)

    return wrapper
