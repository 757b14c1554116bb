"""The answer to a possible recurrence is told to those whom it concerns, with its reason (17)."""

from datetime import timedelta

import pytest

from tests import given
from tests.given import House, day
from tests.notices.mornings import mornings
from tests.notices.test_at_once import _reading_from_the_beginning, heard, silently
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Plan
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.notices.composing import compose_at_once
from tuzetu.notices.models import Letter
from tuzetu.notices.outbox import put
from tuzetu.notices.writing import Written
from tuzetu.stages.effectiveness.recurring import (
    confirm_recurrence,
    deny_recurrence,
    link_recurrence,
)
from tuzetu.stages.registration.steps import restrict_case

__all__ = ["_reading_from_the_beginning"]

WHY = "Себебі басқа"
ANSWERED = day(82)


def linked(house: House, earlier: Nonconformity) -> Recurrence:
    """Dauren thinks that the trouble came back; nobody has answered, and nothing is untold."""
    later = given.decided(house, day(80), detected_on=day(79).date())
    link = link_recurrence(later, by=house.dauren, at=day(81), earlier=earlier, reason="Сол")
    silently()
    return link


def told() -> dict[str, list[str]]:
    """Who heard what, after the answer."""
    return heard(ANSWERED + timedelta(hours=5))


@pytest.mark.clause("17")
def test_a_denial_is_told_to_whoever_linked_the_cases_with_its_reason(house: House) -> None:
    link = linked(house, given.observed(house))

    deny_recurrence(link, by=house.saule, at=ANSWERED, decision=WHY)

    assert told() == {"dauren": ["recurrence_denied"]}
    letter = Letter.objects.get()
    assert letter.nc == link.later
    assert f"Reason: {WHY}" in letter.text


@pytest.mark.clause("17")
def test_a_denial_that_joins_the_letter_of_the_day_keeps_its_reason(house: House) -> None:
    link = linked(house, given.observed(house))
    told = {"to": house.dauren, "kind": Letter.Kind.AT_ONCE, "nc": link.later.pk}
    words = Written(subject="Бір нәрсе", text="Бір нәрсе", html="Бір нәрсе")
    put(words, key="before", at=ANSWERED, **told)

    deny_recurrence(link, by=house.saule, at=ANSWERED, decision=WHY)
    compose_at_once(at=ANSWERED)
    mornings(ANSWERED.date(), ANSWERED.date() + timedelta(days=3))

    digest = Letter.objects.filter(person=house.dauren, kind=Letter.Kind.DIGEST).latest("pk")
    assert f"Reason: {WHY}" in digest.text


@pytest.mark.clause("17")
def test_a_denial_is_told_to_the_head_of_the_later_case_also_where_another_linked_it(
    house: House,
) -> None:
    later = given.decided(house, day(80), detected_on=day(79).date())
    earlier = given.observed(house)
    link = link_recurrence(later, by=house.saule, at=day(81), earlier=earlier, reason="Сол")
    silently()

    deny_recurrence(link, by=house.saule, at=ANSWERED, decision=WHY)

    assert told() == {"dauren": ["recurrence_denied"]}


@pytest.mark.clause("18")
def test_the_reason_of_a_denial_is_kept_from_those_who_do_not_see_the_earlier_case(
    house: House,
) -> None:
    earlier = given.observed(house)
    link = linked(house, earlier)

    deny_recurrence(link, by=house.saule, at=ANSWERED, decision=WHY)
    of_others = {"owning_unit": house.office, "found_unit": house.office}
    Nonconformity.objects.filter(pk=earlier.pk).update(**of_others)
    earlier.namings.filter(person=house.dauren).delete()

    assert told() == {"dauren": ["recurrence_denied"]}
    letter = Letter.objects.get()
    assert WHY not in letter.text
    assert earlier.number not in letter.text + letter.subject


@pytest.mark.clause("18")
def test_the_reason_of_an_answer_about_a_confidential_case_is_in_no_letter(house: House) -> None:
    earlier = given.observed(house)
    link = linked(house, earlier)
    restrict_case(
        given.fresh(earlier), by=house.saule, at=day(81), confidential=True,
        readers=[house.dauren], reason="Иә",
    )  # fmt: skip
    silently()

    deny_recurrence(link, by=house.saule, at=ANSWERED, decision=WHY)

    assert told() == {"dauren": ["recurrence_denied"]}
    assert WHY not in Letter.objects.get().text


@pytest.mark.clause("10.9")
def test_a_confirmed_recurrence_is_told_to_all_who_worked_on_the_earlier_round(
    house: House,
) -> None:
    earlier = given.observed(house)
    link = linked(house, earlier)

    confirm_recurrence(link, by=house.saule, at=ANSWERED, decision=WHY)

    assert told() == {
        "dauren": ["case_reopened"],
        "bauyrzhan": ["round_reopened"],
        "timur": ["round_reopened"],
    }
    assert {letter.nc for letter in Letter.objects.all()} == {earlier}
    assert WHY in Letter.objects.get(person=house.dauren).text
    assert WHY not in Letter.objects.get(person=house.timur).text


@pytest.mark.clause("10.9")
def test_a_recurrence_that_reopens_nothing_is_told_to_the_same_people(house: House) -> None:
    link = linked(house, given.measured(house))

    confirm_recurrence(link, by=house.saule, at=ANSWERED, decision=WHY)

    assert told() == {one: ["recurrence_kept"] for one in ("dauren", "bauyrzhan", "timur")}


@pytest.mark.clause("18")
def test_who_no_longer_sees_the_earlier_case_hears_nothing_of_its_return(house: House) -> None:
    earlier = given.observed(house)
    link = linked(house, earlier)
    Plan.objects.filter(joined__cycle__nc=earlier).update(controller=house.asel)

    confirm_recurrence(link, by=house.saule, at=ANSWERED, decision=WHY)
    earlier.namings.filter(person=house.asel).delete()

    assert "asel" not in told()
