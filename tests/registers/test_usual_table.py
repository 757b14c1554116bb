"""The table asked for all the time shows the same as the table asked for otherwise."""

from datetime import timedelta

from tests import given
from tests.given import MONDAY, House
from tuzetu.dossier.case import Nonconformity
from tuzetu.people.person import Person
from tuzetu.registers.cases import ORDERS, REPORTED, VIEWS, Wanted, find_cases
from tuzetu.stages.intake.steps import submit_report
from tuzetu.stages.registration.steps import restrict_case

LATER = MONDAY.date() + timedelta(days=60)


def test_views_and_orders_are_the_same_as_with_a_year_that_leaves_nothing_out(home: House) -> None:
    given.registered(home)
    given.closed(home)
    given.carried_out(home)
    secret = given.registered(home)
    told = {"confidential": True, "reason": "Жеке деректер"}
    restrict_case(secret, by=home.saule, at=MONDAY, readers=[home.asel], **told)
    seen = set[int]()

    for who in (home.saule, home.dauren, home.asel, home.bauyrzhan):
        for view in sorted(VIEWS):
            for order in ORDERS:
                usual = Wanted(view=view, order=order)
                unusual = Wanted(view=view, order=order, year=MONDAY.year)
                assert usual.usual
                assert not unusual.usual

                found = find_cases(usual, by=who, on=LATER)

                assert found == find_cases(unusual, by=who, on=LATER), (who, usual)
                seen.add(found.total)

    assert seen >= {0, 1, 3}


def test_whoever_reported_finds_what_became_of_it(home: House) -> None:
    own = given.closed(home)
    others = submit_report(given.report(home.department), by=home.asel, at=MONDAY)

    def found(who: Person) -> list[Nonconformity]:
        return find_cases(Wanted(view=REPORTED), by=who, on=LATER).rows

    assert found(own.reporter) == [own]
    assert found(home.asel) == [others]
    assert found(home.saule) == []
