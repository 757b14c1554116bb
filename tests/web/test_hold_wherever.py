"""Something on hold is visible wherever its case is: tables, log, Today, plan, approval (32)."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests import given
from tests.clauses.test_43_45_plan import shared
from tests.given import MONDAY, House, day
from tests.journeys import clock
from tests.web.scenes import address
from tests.web.visiting import Come, read, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Hold, stopped_in_plan
from tuzetu.dossier.plan import Plan
from tuzetu.stages.containment.steps import resume_use, set_hold
from tuzetu.stages.effectiveness.recurring import reopen_case
from tuzetu.stages.planning.steps import release_case, return_plan, submit_plan

pytestmark = pytest.mark.clause("32")

Address = Callable[[Plan], str]
WHERE: dict[str, tuple[str, Address]] = {
    "cases": ("maira", lambda _plan: reverse("cases")),
    "words": ("maira", lambda _plan: f"{reverse('cases')}?words=силлабус"),
    "log": ("maira", lambda _plan: reverse("log")),
    "plans": ("maira", lambda _plan: reverse("plans")),
    "today": ("maira", lambda _plan: reverse("today")),
    "today of the head": ("dauren", lambda _plan: reverse("today")),
    "plan": ("dauren", lambda plan: reverse("plan", args=(plan.pk,))),
    "approval": ("maira", lambda plan: address("approve_plan", plan)),
}


def stopped(home: House, nc: Nonconformity) -> Hold:
    """A lesson is stopped in the case."""
    return set_hold(
        given.fresh(nc),
        by=home.dauren,
        at=MONDAY,
        kind=Hold.Object.SERVICE,
        what="Жеке сабақ",
        since_on=MONDAY.date(),
    )


def on_hold(answer: HttpResponse) -> int:
    """How often the page says so, but for what its filters offer."""
    (main,) = read(answer).xpath("//main")
    chips = "//*[contains(@class, 'pick')]"
    words = main.text_content().count("On hold")
    options = "".join(one.text_content() for one in main.xpath(f".{chips} | .//option"))
    return words - options.count("On hold")


@pytest.mark.parametrize("where", WHERE)
def test_a_hold_is_visible_where_its_case_is(home: House, come: Come, where: str) -> None:
    plan = given.submitted(home)
    other = given.registered(home, description="Силлабус туралы басқа мәселе")
    nc = plan.joined.get().cycle.nc
    who, to = WHERE[where]
    clock.set_to(day(1))
    visitor = come(getattr(home, who))

    def told() -> int:
        return on_hold(visitor.get(to(plan)))

    before = told()
    hold = stopped(home, nc if where != "today of the head" else other)
    assert told() > before

    resume_use(hold, by=home.saule, at=day(1), end_reason="Сай")
    assert told() == before


@pytest.mark.clause("17")
def test_a_hold_of_a_later_round_is_none_of_the_plan_that_was_carried_out(
    home: House, come: Come
) -> None:
    nc = given.closed(home)
    plan = Plan.objects.get()
    reopen_case(nc, by=home.saule, at=day(200), reason="Қайталанды")
    told = {"kind": "activity", "what": "Ансамбль сабағы", "since_on": day(200).date()}
    set_hold(given.fresh(nc), by=home.saule, at=day(200), **told)
    clock.set_to(day(201))

    assert not Plan.objects.annotate(held=stopped_in_plan()).get().held
    assert told["what"] not in text_of(come(home.saule).get(f"/plans/{plan.pk}/"))


@pytest.mark.clause("43")
@pytest.mark.parametrize("where", ["plans", "today", "plan", "approval"])
def test_a_hold_of_a_case_that_left_the_plan_is_none_of_the_plan(
    home: House, come: Come, where: str
) -> None:
    plan, _first, second = shared(home)
    stopped(home, second)
    submit_plan(given.plan_again(plan), by=home.dauren, at=MONDAY)
    who, to = WHERE[where]
    clock.set_to(day(1))
    visitor = come(getattr(home, who))
    assert on_hold(visitor.get(to(plan))) > 0

    return_plan(given.plan_again(plan), by=home.maira, at=MONDAY, remark="Бөлек қаралсын")
    told = {"case": second, "reason": "Басқа жоспарда қаралады"}
    release_case(given.plan_again(plan), by=home.dauren, at=MONDAY, **told)
    given.discuss(home, given.plan_again(plan), at=MONDAY)
    submit_plan(given.plan_again(plan), by=home.dauren, at=MONDAY, answer="Бөлінді")

    assert on_hold(visitor.get(to(plan))) == 0
