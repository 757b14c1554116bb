"""Who decides on the return of a confidential case: whoever of the office sees it (17, 18)."""

from datetime import date
from http import HTTPStatus

import pytest

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.visiting import Come, standing_in, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.notices.addressing import Addressees
from tuzetu.people.appointment import Appointment
from tuzetu.people.person import Person
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.offices import Office
from tuzetu.stages.effectiveness.recurring import deny_recurrence, link_recurrence
from tuzetu.stages.registration.steps import name_substitute, restrict_case

SECRET = "Құпия істің мәтіні"
WHY = "Сол адам туралы"
OWED = 'href="/cases/{}/#recurrence"'


def linked(home: House) -> Recurrence:
    """A confidential case, seen by Saule of the office alone, that may have come back."""
    earlier = given.observed(home, description=SECRET)
    later = given.decided(home, day(100), detected_on=day(99).date())
    link = link_recurrence(later, by=home.saule, at=day(101), earlier=earlier, reason=WHY)
    told = {"confidential": True, "readers": [], "reason": "Иә"}
    restrict_case(given.fresh(earlier), by=home.saule, at=day(101), **told)
    clock.set_to(day(102))
    return link


def officer(person: Person) -> Person:
    """The person works in the project office, too."""
    Appointment.objects.create(
        person=person,
        office=Office.OFFICE_OFFICER.code,
        from_on=date(2026, 1, 1),
        entered_at=day(0),
    )
    return person


def leaves(person: Person) -> None:
    """The person is in no office any more."""
    Appointment.objects.filter(person=person).update(until_on=day(101).date())


def answers(link: Recurrence) -> set[str]:
    """The addresses of both answers."""
    return {f"/do/{code}_recurrence/{link.pk}/" for code in ("confirm", "deny")}


def told_to(link: Recurrence) -> set[Person]:
    """Who hears by letter that the decision is owed."""
    duty = Duty.objects.select_related("nc").get(owed=Owed.DECIDE_RECURRENCE.code)
    return set(Addressees([duty], on=day(102).date()).holders(duty))


@pytest.mark.clause("17")
def test_the_decision_is_owed_by_those_of_the_office_who_see_both_cases(
    home: House, come: Come
) -> None:
    link = linked(home)
    other = officer(home.gulnar)

    mine, not_mine = (text_of(come(who).get("/")) for who in (home.saule, other))

    assert OWED.format(link.later_id) in mine
    assert OWED.format(link.later_id) not in not_mine
    assert told_to(link) == {home.saule}


@pytest.mark.clause("17")
@pytest.mark.clause("18")
def test_another_of_the_office_is_told_on_the_later_case_who_decides(
    home: House, come: Come
) -> None:
    link = linked(home)
    visitor = come(officer(home.gulnar))

    shown = text_of(visitor.get(f"/cases/{link.later_id}/"))

    assert "Whoever of the project office sees the earlier case decides." in shown
    assert not any(one in shown for one in (*answers(link), link.earlier.nc.number, WHY))
    assert f"/why/confirm_recurrence/{link.pk}/" not in shown
    assert {visitor.get(one).status_code for one in answers(link)} == {404}


@pytest.mark.clause("17")
@pytest.mark.clause("18")
def test_where_nobody_of_the_office_sees_the_earlier_case_it_is_decided_by_its_number(
    home: House, come: Come
) -> None:
    link = linked(home)
    other = officer(home.gulnar)
    leaves(home.saule)
    visitor = come(other)

    today, case = text_of(visitor.get("/")), text_of(visitor.get(f"/cases/{link.later_id}/"))
    asked = [text_of(visitor.get(one)) for one in sorted(answers(link))]

    assert OWED.format(link.later_id) in today
    assert all(one in case for one in answers(link))
    for shown in (case, *asked):
        assert link.earlier.nc.number in shown
        assert not any(told in shown for told in (SECRET, WHY, f"/cases/{link.earlier.nc_id}/"))
    assert told_to(link) == {other}


@pytest.mark.clause("17")
@pytest.mark.clause("38")
def test_whom_the_rector_named_for_both_cases_decides_before_those_who_see_the_later_alone(
    home: House, come: Come
) -> None:
    link = linked(home)
    other = officer(home.gulnar)
    named = {"part": "office", "person": home.timur, "instead_of": home.saule, "reason": "Қатысы"}
    name_substitute(link.later, by=home.erlan, at=day(101), **named)
    assert told_to(link) == {other, home.timur}
    assert OWED.format(link.later_id) in text_of(come(other).get("/"))
    name_substitute(given.fresh(link.earlier.nc), by=home.erlan, at=day(101), **named)

    visitor = come(other)
    assert OWED.format(link.later_id) not in text_of(visitor.get("/"))
    assert link.earlier.nc.number not in text_of(visitor.get(f"/cases/{link.later_id}/"))
    assert {visitor.get(one).status_code for one in answers(link)} == {404}
    assert {come(home.timur).get(one).status_code for one in answers(link)} == {200}
    assert told_to(link) == {home.timur}


@pytest.mark.clause("17")
def test_the_answer_is_taken_from_whoever_decides_by_the_number(home: House, come: Come) -> None:
    link = linked(home)
    visitor = come(officer(home.gulnar))
    leaves(home.saule)

    sent = {"decision": "Басқа", "version": link.version}
    answer = visitor.post(f"/do/deny_recurrence/{link.pk}/", sent)

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/cases/{link.later_id}/"
    assert Recurrence.objects.get().state == "denied"
    assert not Duty.objects.filter(owed=Owed.DECIDE_RECURRENCE.code).exists()


@pytest.mark.clause("18")
def test_once_it_is_answered_the_number_is_told_to_nobody_any_more(home: House, come: Come) -> None:
    link = linked(home)
    visitor = come(officer(home.gulnar))
    leaves(home.saule)
    deny_recurrence(link, by=home.gulnar, at=day(102), decision="Басқа")

    case = text_of(visitor.get(f"/cases/{link.later_id}/"))

    assert link.earlier.nc.number not in case
    assert {visitor.get(one).status_code for one in answers(link)} == {404}


@pytest.mark.clause("17")
def test_whoever_answers_second_keeps_the_text_and_learns_nothing(home: House, come: Come) -> None:
    link = linked(home)
    second = come(officer(home.gulnar))
    leaves(home.saule)
    where = max(answers(link))
    typed = standing_in(second.get(where)) | {"decision": "Себебі басқа екен"}
    deny_recurrence(link, by=officer(home.asel), at=day(102), decision="Қайталану емес екен")

    lost = second.post(where, typed)

    told = text_of(lost)
    assert lost.status_code == HTTPStatus.NOT_FOUND
    assert "Себебі басқа екен" in told
    assert "its question answered, while you were typing" in told
    assert link.earlier.nc.number not in told
    assert "Қайталану емес екен" not in told
    another = come(home.asel).post(where, typed)
    assert "Себебі басқа екен" not in text_of(another)


@pytest.mark.clause("17")
def test_who_sees_the_earlier_case_alone_or_cannot_enter_any_more_keeps_nobody_from_deciding(
    home: House, come: Come
) -> None:
    link = linked(home)
    other = officer(home.gulnar)
    Person.objects.filter(pk=home.saule.pk).update(is_active=False)
    assert OWED.format(link.later_id) in text_of(come(other).get("/"))
    Person.objects.filter(pk=home.saule.pk).update(is_active=True)
    assert OWED.format(link.later_id) not in text_of(come(other).get("/"))

    told = {"confidential": True, "readers": [other], "reason": "Иә"}
    restrict_case(given.fresh(link.later), by=home.saule, at=day(101), **told)
    link.later.namings.filter(person=home.saule).delete()

    assert OWED.format(link.later_id) in text_of(come(other).get("/"))


@pytest.mark.clause("18")
def test_who_is_not_of_the_office_reaches_no_link_to_a_hidden_case(home: House, come: Come) -> None:
    link = linked(home)
    Nonconformity.objects.filter(pk=link.earlier.nc_id).get().namings.filter(
        person=home.dauren
    ).delete()
    leaves(home.saule)

    assert {come(home.dauren).get(one).status_code for one in answers(link)} == {404}
