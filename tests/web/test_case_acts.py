"""A case's page names the acts of the day, and waits for nothing that has been done."""

import pytest
from django.urls import reverse
from lxml.html import HtmlElement

from tests import given
from tests.given import MONDAY, House, day, fresh
from tests.web.visiting import Come, read
from tuzetu.dossier.case import Nonconformity
from tuzetu.people.person import Person
from tuzetu.procedure.names import STEP_NAMES
from tuzetu.stages.containment.steps import confirm_correction, record_correction, set_hold
from tuzetu.stages.effectiveness.steps import order_new_analysis
from tuzetu.stages.registration.steps import identify_case, take_note

IDENTITY = {
    "requirement": "ISO 9001, 8.5.1",
    "source": "21.3",
    "method": "29.1",
    "process": "Оқу үдерісі",
}
HOLD = {"kind": "service", "what": "Емтихан", "since_on": MONDAY.date()}


def step(code: str, nc: Nonconformity) -> str:
    return reverse("step", args=(code, nc.pk))


def near(come: Come, who: Person, nc: Nonconformity) -> list[str]:
    """The acts in the box of the turn, the main one first."""
    (box,) = _page(come, who, nc).find_class("next-act")
    return box.xpath(".//a/@href | .//form/@action")


def beside(come: Come, who: Person, nc: Nonconformity) -> list[str]:
    """The acts of the last panel beside the case."""
    panel = _page(come, who, nc).find_class("panel")[-1]
    return panel.xpath(".//a/@href | .//form/@action")


def waited_for(come: Come, who: Person, nc: Nonconformity) -> list[str]:
    """What is told as not yet possible."""
    return [one.text_content() for one in _page(come, who, nc).find_class("reason")]


def _page(come: Come, who: Person, nc: Nonconformity) -> HtmlElement:
    return read(come(who).get(reverse("case", args=(nc.pk,))))


@pytest.mark.clause("27.3")
@pytest.mark.clause("31")
@pytest.mark.parametrize("who", ["dauren", "saule"])
def test_stopping_the_use_of_a_young_case_is_named_among_the_acts_of_the_day(
    home: House, come: Come, who: str
) -> None:
    nc = given.registered(home)

    assert step("set_hold", nc) in near(come, getattr(home, who), nc)
    assert step("set_hold", nc) not in beside(come, getattr(home, who), nc)


@pytest.mark.clause("27.3")
def test_of_stopping_and_of_saying_why_not_neither_comes_first(home: House, come: Come) -> None:
    nc = given.registered(home)
    identify_case(nc, by=home.saule, at=MONDAY, **IDENTITY)

    (box,) = _page(come, home.saule, nc).find_class("next-act")

    assert box.find_class("act--primary") == []
    assert near(come, home.saule, nc)[:2] == [step("set_hold", nc), step("waive_hold", nc)]


@pytest.mark.clause("27.2")
def test_the_heads_first_act_on_a_new_case_is_to_take_note_of_it(home: House, come: Come) -> None:
    nc = given.registered(home)

    (box,) = _page(come, home.dauren, nc).find_class("next-act")

    (main,) = box.find_class("act--primary")
    assert main.get("href") == step("take_note", nc)
    assert near(come, home.dauren, nc).count(step("take_note", nc)) == 1
    assert step("set_hold", nc) in near(come, home.dauren, nc)

    take_note(nc, by=home.dauren, at=MONDAY)

    (box,) = _page(come, home.dauren, nc).find_class("next-act")
    assert box.find_class("act--primary") == []
    assert step("take_note", nc) not in near(come, home.dauren, nc)


@pytest.mark.clause("10.2")
def test_what_is_confirmed_is_neither_offered_nor_waited_for(home: House, come: Come) -> None:
    nc = given.decided(home)
    record_correction(nc, by=home.dauren, at=MONDAY, what="Түзетілді", done_on=MONDAY.date())
    assert step("confirm_correction", nc) in near(come, home.saule, nc)

    confirm_correction(nc, by=home.saule, at=MONDAY, note="Көрдім")

    assert step("confirm_correction", nc) not in near(come, home.saule, nc)
    told = " ".join(waited_for(come, home.saule, nc))
    assert STEP_NAMES["confirm_correction"] not in told


@pytest.mark.clause("27.3")
def test_a_decision_that_waits_for_the_answer_leads_to_both(home: House, come: Come) -> None:
    nc = given.registered(home)
    identify_case(nc, by=home.saule, at=MONDAY, **IDENTITY)

    page = read(come(home.saule).get(reverse("why", args=("pass_to_unit", nc.pk))))

    (row,) = [row for row in page.find_class("verdict") if "27.3" in row.text_content()]
    links = row.xpath(".//p/a/@href")
    assert links == [step("set_hold", nc), step("waive_hold", nc)]


@pytest.mark.clause("32")
def test_what_a_suspension_bars_leads_to_every_way_of_ending_each(home: House, come: Come) -> None:
    nc = given.closable(home)
    what = ("Емтихан", "Зертхана")
    told = [{**HOLD, "what": one} for one in what]
    first, second = (set_hold(fresh(nc), by=home.saule, at=day(171), **one) for one in told)

    page = read(come(home.saule).get(reverse("why", args=("close_case", nc.pk))))

    (row,) = [row for row in page.find_class("verdict--unmet") if "still in force" in _said(row)]
    assert row.xpath(".//p/a/@href") == [
        reverse("step", args=(code, hold.pk))
        for code in ("resume_use", "release_by_concession", "withdraw_for_good")
        for hold in (first, second)
    ]
    assert all(one in _said(row) for one in what)


def _said(row: HtmlElement) -> str:
    return str(row.text_content())


def test_after_the_decision_it_stands_among_the_rare_acts(home: House, come: Come) -> None:
    nc = given.decided(home)

    assert step("set_hold", nc) not in near(come, home.dauren, nc)
    assert step("set_hold", nc) in beside(come, home.dauren, nc)


def test_whoever_only_reported_is_not_offered_it(home: House, come: Come) -> None:
    nc = given.registered(home)

    acts = near(come, home.aigerim, nc) + beside(come, home.aigerim, nc)
    assert step("set_hold", nc) not in acts


def test_what_was_done_is_not_waited_for(home: House, come: Come) -> None:
    nc = given.registered(home)
    take_note(nc, by=home.dauren, at=MONDAY)
    told = {"what": "Журнал түзетілді", "done_on": MONDAY.date()}
    record_correction(fresh(nc), by=home.saule, at=MONDAY, **told)
    set_hold(fresh(nc), by=home.saule, at=MONDAY, **HOLD)

    told_to_the_head = " ".join(waited_for(come, home.dauren, nc))
    told_to_the_office = " ".join(waited_for(come, home.saule, nc))

    for code in ("take_note", "finish_correction", "waive_hold"):
        assert STEP_NAMES[code] not in told_to_the_head
        assert STEP_NAMES[code] not in told_to_the_office


def test_what_waits_for_something_is_told(home: House, come: Come) -> None:
    nc = given.registered(home)

    assert STEP_NAMES["confirm_correction"] in " ".join(waited_for(come, home.saule, nc))


@pytest.mark.clause("18")
def test_what_only_a_first_decision_can_do_is_not_waited_for_in_a_second_round(
    home: House, come: Come
) -> None:
    nc = given.measured(home)
    order_new_analysis(nc, by=home.saule, at=day(76), verdict="partly", reason="Себебі басқа")

    told = " ".join(waited_for(come, home.saule, nc))

    for code in ("reject_case", "merge_case", "void_case"):
        assert STEP_NAMES[code] not in told
