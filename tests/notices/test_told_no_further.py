"""Letters upon steps tell no more, and nobody else, than the step is about."""

from datetime import date

import pytest

from tests import given
from tests.given import MONDAY, House, day
from tests.notices.test_at_once import heard, silently
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.naming import Naming
from tuzetu.notices.models import Letter
from tuzetu.people.appointment import Appointment
from tuzetu.people.person import Person
from tuzetu.procedure.offices import Office
from tuzetu.stages.decision.steps import reject_case
from tuzetu.stages.effectiveness.steps import order_new_analysis
from tuzetu.stages.execution.steps import mark_done, send_back_action


@pytest.mark.clause("46")
def test_a_letter_on_an_action_tells_its_deadline_where_that_was_decided_on_alone(
    house: House,
) -> None:
    line = given.approved(house).lines.get()
    mark_done(line, by=house.bauyrzhan, at=day(1), done_note="Бітті")
    silently()
    line.refresh_from_db()

    send_back_action(line, by=house.timur, at=day(1), reason="Дәлел жоқ")

    assert heard(day(1)) == {"bauyrzhan": ["action_sent_back"]}
    letter = Letter.objects.get()
    assert f"Action: {line.what}" in letter.text
    assert "Deadline of the action" not in letter.text + letter.html


@pytest.mark.clause("18")
@pytest.mark.parametrize("sight", ["open", "hidden", "named"])
def test_a_new_head_hears_of_the_verdict_on_a_confidential_case_if_it_names_them(
    house: House, sight: str
) -> None:
    nc = given.measured(house)
    head = _new_head(house)
    Nonconformity.objects.update(confidential=sight != "open")
    if sight == "named":
        nc.readers.add(head)
        Naming.objects.create(nc=nc, person=head, year=nc.year, sequence=nc.sequence)
    silently()

    order_new_analysis(
        given.fresh(nc), by=house.saule, at=day(76), verdict="not_effective", reason="Жоқ"
    )

    told = {} if sight == "hidden" else {"gulnar": ["analysis_ordered"]}
    assert heard(day(76)) == told


def _new_head(house: House) -> Person:
    """Gulnar heads the department in the place of Dauren."""
    Appointment.objects.filter(person=house.dauren).update(person=house.gulnar)
    assert house.gulnar.appointments.get().held_office is Office.HEAD_OF_UNIT
    return house.gulnar


@pytest.mark.clause("38")
@pytest.mark.parametrize(
    ("left_on", "told"),
    [
        (None, {"aigerim": ["report_rejected"]}),
        (day(1).date(), {"aigerim": ["report_rejected"]}),
        (MONDAY.date(), {}),
    ],
)
def test_who_reported_and_left_hears_nothing_of_the_end(
    house: House, left_on: date | None, told: dict[str, list[str]]
) -> None:
    nc = given.identified(house)
    Person.objects.filter(pk=house.aigerim.pk).update(left_on=left_on)
    silently()

    reject_case(nc, by=house.saule, at=MONDAY, reason="Расталмады")

    assert heard(MONDAY) == told
