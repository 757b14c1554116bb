"""Today: what each part finds there of its own work."""

import pytest
from django.urls import reverse

from tests import given
from tests.given import MONDAY, House, day
from tests.journeys import clock
from tests.web.visiting import Come, read, text_of
from tuzetu.dossier.plan import Line
from tuzetu.procedure.offices import Office
from tuzetu.procedure.states import ActionState
from tuzetu.stages.registration.steps import restrict_case


@pytest.mark.clause("44")
def test_the_vice_rector_reads_whose_plan_it_is_how_much_and_how_soon(
    home: House, come: Come
) -> None:
    plan = given.submitted(home)
    line = given.only_line(plan)
    line.pk, line.position, line.due_on = None, 2, day(40).date()
    line.save()
    other = given.submitted(home, description="Кесте жарияланбаған.")
    Line.objects.filter(plan=other).update(state=ActionState.STRUCK.code)
    clock.set_to(MONDAY)

    duties = read(come(home.maira).get("/")).find_class("duty__words")

    assert {tuple(one.xpath("./p/span/text()")[:2]) for one in duties} == {
        (plan.number, "dombyra · lines: 2 · cases: 1 · first deadline: 14 March"),
        (other.number, "dombyra"),
    }


@pytest.mark.clause("18")
def test_what_an_office_owes_in_a_confidential_case_is_told_to_those_whom_it_names(
    home: House, come: Come
) -> None:
    nc = given.registered(home)
    other = given.person("nurlan", "Нұрлан", home.office, Office.OFFICE_OFFICER)
    clock.set_to(MONDAY)
    assert nc.title in text_of(come(other).get("/"))
    restrict_case(nc, by=home.saule, at=MONDAY, confidential=True, readers=[], reason="Жеке дерек")

    shown = text_of(come(other).get("/"))

    assert nc.number not in shown
    assert nc.title not in shown
    assert 'class="count"' not in shown
    assert nc.title in text_of(come(home.saule).get("/"))


@pytest.mark.parametrize(
    ("who", "begins"), [("zhanar", "register_letter"), ("aigerim", "submit_report")]
)
def test_an_empty_day_offers_what_the_part_begins_with(
    home: House, come: Come, who: str, begins: str
) -> None:
    (empty,) = read(come(getattr(home, who)).get("/")).find_class("empty")

    assert empty.xpath(".//a/@href") == [reverse("open", args=(begins,))]


@pytest.mark.clause("30")
def test_whoever_reported_is_led_to_what_became_of_it(home: House, come: Come) -> None:
    nc = given.registered(home)
    visitor = come(nc.reporter)
    (where,) = read(visitor.get("/")).xpath("//a[contains(., 'What became of what I reported')]")

    told = text_of(visitor.get(where.get("href")))

    assert nc.number in told
