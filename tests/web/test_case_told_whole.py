"""A case's page tells what was decided and found in words of its own, each value with its name."""

import pytest
from django.urls import reverse

from tests import given
from tests.given import FOUND, MONDAY, ROOT, House, day
from tests.journeys import clock
from tests.web.visiting import Come, read, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.people.lists import ListItem
from tuzetu.people.person import Person
from tuzetu.stages.causes.steps import complete_analysis, write_analysis
from tuzetu.stages.containment.steps import record_consequences
from tuzetu.stages.decision.steps import convene_group


def facts(come: Come, who: Person, nc: Nonconformity, language: str = "en") -> dict[str, str]:
    """What stands beside each term of the case's page; of equal terms, the last."""
    page = read(come(who, language).get(reverse("case", args=(nc.pk,))))
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

    russian = facts(come, home.saule, nc, "ru")["Окончательный вывод"]

    assert russian == "Результативно, С. Сәулеов, 20 октября 2026 г. Қайталанбады"


@pytest.mark.clause("23")
def test_a_cause_without_evidence_waits_for_it_only_until_the_analysis_is_complete(
    home: House, come: Come
) -> None:
    nc = given.decided(home)
    where = reverse("case", args=(nc.pk,))
    write_analysis(nc, by=home.dauren, at=MONDAY, causes=[ROOT], **FOUND)
    assert "not yet supported by evidence" in text_of(come(home.saule).get(where))

    complete_analysis(given.fresh(nc), by=home.dauren, at=MONDAY)

    page = text_of(come(home.saule).get(where))
    assert "no evidence was given" in page
    assert "not yet supported by evidence" not in page


@pytest.mark.clause("10.2")
def test_who_confirmed_the_correction_when_and_what_was_seen(home: House, come: Come) -> None:
    nc = given.closable(home)

    told = facts(come, home.saule, nc)["Correction confirmed"]

    assert told == "С. Сәулеов, 21 October 2026. Силлабустар түзетілген"


@pytest.mark.clause("10.3")
@pytest.mark.clause("34")
def test_a_second_value_stands_under_a_name_of_its_own(home: House, come: Come) -> None:
    nc = given.analysed(home)
    record_consequences(
        nc, by=home.dauren, at=day(1), consequences="Сабақ өтпеді", consequences_told="Деканат"
    )

    told = facts(come, home.saule, nc)

    assert told["Consequences"] == "Сабақ өтпеді Who was told: Деканат"
    weighs = "Оқу нәтижесіне әсер етеді Degree of influence on quality: Middle"
    assert told["Significance"] == weighs
    assert told["Corrective action needed"] == "Yes Reason: Себеп жойылмаса қайталанады"


@pytest.mark.clause("22")
@pytest.mark.clause("38")
@pytest.mark.clause("39")
def test_the_decision_the_information_and_who_finished_the_analysis_are_told(
    home: House, come: Come
) -> None:
    nc = given.analysed(home)

    told = facts(come, home.saule, nc)

    assert told["Decision"] == "Passed to the unit Reason: Кафедра ішіндегі мәселе"
    (used,) = ListItem.objects.filter(list="analysis_information", code="22.1")
    assert told["Information used"] == used.en
    assert told["Analysis completed"] == "Д. Дәуренов, 2 February 2026"


@pytest.mark.clause("38.1")
def test_that_a_group_was_convened_is_told(home: House, come: Come) -> None:
    nc = given.identified(home)
    convene_group(
        nc, by=home.saule, at=day(1), leader=home.asel, members=[home.timur],
        owning_unit=home.department, reason="Бірнеше бөлімшеге қатысты",
    )  # fmt: skip

    told = facts(come, home.saule, nc)["Decision"]

    assert told == "A group was convened Reason: Бірнеше бөлімшеге қатысты"
