"""A case's page tells what was decided and found in words of its own, each value with its name."""

import pytest
from django.urls import reverse

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.visiting import Come, read
from tuzetu.dossier.case import Nonconformity
from tuzetu.people.person import Person


def facts(come: Come, who: Person, nc: Nonconformity) -> dict[str, str]:
    """What stands beside each term of the case's page; of equal terms, the last."""
    page = read(come(who).get(reverse("case", args=(nc.pk,))))
    return {
        row.xpath("string(dt)"): " ".join(row.xpath("string(dd)").split())
        for row in page.find_class("fact")
    }


@pytest.mark.clause("17")
@pytest.mark.clause("51")
def test_the_final_verdict_is_told_with_its_word(home: House, come: Come) -> None:
    nc = given.confirmed(home)
    clock.set_to(day(261))

    told = facts(come, home.saule, nc)["Final verdict"]

    assert told == "Effective, С. Сәулеов, 20 October 2026. Қайталанбады"
