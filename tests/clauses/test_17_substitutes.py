"""A confirmed recurrence reopens the earlier case: who decides has a say in both (17, 38)."""

import pytest

from tests import given
from tests.given import House, day, fresh
from tests.refusing import not_theirs
from tuzetu.dossier.case import Nonconformity
from tuzetu.procedure.states import CaseState
from tuzetu.stages.effectiveness.recurring import confirm_recurrence, link_recurrence
from tuzetu.stages.registration.steps import name_substitute


def stands_in(home: House, nc: Nonconformity) -> None:
    """Timur decides for the office in a case."""
    told = {"part": "office", "person": home.timur, "reason": "Кеңсеге қатысты"}
    name_substitute(nc, by=home.erlan, at=day(302), **told)


@pytest.mark.clause("17")
@pytest.mark.clause("38")
def test_a_substitute_of_the_later_case_alone_does_not_reopen_the_earlier(home: House) -> None:
    earlier = given.observed(home)
    later = given.decided(home, day(100), detected_on=day(100).date())
    link = link_recurrence(later, by=home.saule, at=day(101), earlier=earlier, reason="Сол себеп")
    stands_in(home, later)

    with not_theirs():
        confirm_recurrence(link, by=home.timur, at=day(303), decision="Иә")

    assert fresh(earlier).phase == CaseState.OBSERVATION
    stands_in(home, earlier)
    confirm_recurrence(link, by=home.timur, at=day(304), decision="Иә")
    assert fresh(earlier).phase == CaseState.REGISTERED
