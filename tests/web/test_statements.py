"""How often a page asks the database: within its ceiling, and no oftener for more rows."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import given
from tests.given import MONDAY, House, day, fresh
from tests.journeys import clock
from tests.web.visiting import Come, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Plan
from tuzetu.dossier.request import Postponement
from tuzetu.people.appointment import Appointment
from tuzetu.people.unit import Unit
from tuzetu.procedure.offices import Office
from tuzetu.procedure.states import PostponementState
from tuzetu.stages.containment.steps import record_correction, set_hold, strike_correction
from tuzetu.stages.effectiveness.recurring import link_recurrence
from tuzetu.stages.execution.requests import advise_postponement, ask_postponement
from tuzetu.stages.registration.steps import name_substitute, restrict_case

pytestmark = pytest.mark.unmeasured  # goes where others go: they are measured

OF_A_TABLE, OF_A_CASE = 12, 25
MANY = 15
TABLES = (
    *("cases/", "cases/?order=title&view=open", "cases/?words=силлабус", "log/", "", "plans/"),
    "postponements/",
)


def asked(visitor: Client, address: str) -> int:
    """Statements of the second visit: what a process keeps has been read by the first."""
    visitor.get(address)
    with CaptureQueriesContext(connection) as statements:
        answer = visitor.get(address)
    assert answer.status_code == 200
    return len(statements)


def far(home: House, number: int) -> Nonconformity:
    """A case on its way, each at another place."""
    ways: tuple[Callable[..., object], ...] = (given.registered, given.decided, later_asked)
    ways[number % len(ways)](home, description=f"Силлабус {number} журналға сай емес.")
    return Nonconformity.objects.latest("pk")


def later_asked(home: House, **told: object) -> Plan:
    """A plan whose line is asked to be due after the check date of its criterion."""
    plan = given.approved(home, **told)
    line, until = given.only_line(plan), day(80).date()
    request = ask_postponement(
        line, by=home.bauyrzhan, at=MONDAY, asked_until=until, reason="Жеткізуші кешікті"
    )
    advise_postponement(request, by=home.timur, at=MONDAY, advised_for=True, advice="Дұрыс")
    return plan


def test_a_table_asks_no_oftener_for_five_times_the_rows(home: House, come: Come) -> None:
    top = Unit.objects.get(code="institution")
    given.appoint(home.maira, Office.HEAD_OF_UNIT, of=top)  # a head further up is looked for
    people = ("saule", "dauren", "aigerim", "maira")
    visitors = {who: come(getattr(home, who)) for who in people}

    def tables() -> dict[tuple[str, str], int]:
        pages = [(who, address) for who in visitors for address in TABLES]
        return {(who, to): asked(visitors[who], f"/{to}") for who, to in pages}

    for number in range(3):
        far(home, number)
    few = tables()
    for number in range(3, MANY):
        far(home, number)

    assert tables() == few
    assert text_of(visitors["maira"].get("/postponements/")).count("Check date before") == MANY // 3
    assert {page: count for page, count in few.items() if count > OF_A_TABLE} == {}


def everything(home: House) -> Nonconformity:
    """A closed case with every kind of record, and a later one that puts it in question."""
    earlier = given.closed(home)
    put_off(home, earlier)
    later = given.registered(home, day(300), description="Силлабус тағы сай емес.")
    link_recurrence(later, by=home.saule, at=day(300), earlier=earlier, reason="Қайта шықты")
    return fresh(earlier)


def put_off(home: House, nc: Nonconformity) -> None:
    """The line of the case was once due earlier."""
    Postponement.objects.create(
        line=given.lines_of(nc).get(),
        state=PostponementState.GRANTED.code,
        due_before=day(50).date(),
        asked_until=day(60).date(),
        reason="Жеткізуші кешікті",
        asked_by=home.bauyrzhan,
        asked_at=day(3),
        advised_by=home.timur,
        decided_by=home.maira,
        decided_at=day(5),
    )


@pytest.mark.parametrize("who", ["saule", "dauren"])
def test_a_case_with_everything_asks_within_its_ceiling(home: House, come: Come, who: str) -> None:
    nc = everything(home)
    visitor = come(getattr(home, who))
    clock.set_to(day(301))

    assert asked(visitor, reverse("case", args=(nc.pk,))) <= OF_A_CASE


def alive(home: House) -> Nonconformity:
    """A case before its closing with every kind of record and duty, linked with a hidden one."""
    hidden = given.observed(home, description="Құпия істің мәтіні")
    nc = given.closable(home)
    Nonconformity.objects.filter(pk=nc.pk).update(detected_on=day(99).date())
    put_off(home, nc)
    link_recurrence(fresh(nc), by=home.saule, at=day(261), earlier=hidden, reason="Сол адам")
    told = {"confidential": True, "readers": [], "reason": "Иә"}
    restrict_case(fresh(hidden), by=home.saule, at=day(261), **told)
    stopped = {"what": "Емтихан", "kind": "service", "since_on": day(262).date()}
    set_hold(fresh(nc), by=home.saule, at=day(262), **stopped)
    for what in ("Силлабус түзетілді", "Қате"):
        carried = {"what": what, "executor": home.bauyrzhan}
        record_correction(fresh(nc), by=home.dauren, at=day(262), **carried)
    mistaken = fresh(nc).corrections.latest("pk")
    strike_correction(mistaken, by=home.saule, at=day(262), reason="Басқа карта")
    named = {"part": "office", "person": home.timur, "reason": "Кеңсеге қатысты"}
    name_substitute(fresh(nc), by=home.erlan, at=day(263), **named)
    later = given.registered(home, day(263), description="Силлабус тағы сай емес.")
    link_recurrence(later, by=home.saule, at=day(263), earlier=fresh(nc), reason="Қайта шықты")
    same = given.registered(home, day(263), description="Сол силлабус.")
    Nonconformity.objects.filter(pk=same.pk).update(merged_into=nc, state="merged")
    return fresh(nc)


@pytest.mark.parametrize("who", ["gulnar", "saule", "dauren"])
def test_a_live_case_with_everything_asks_within_its_ceiling(
    home: House, come: Come, who: str
) -> None:
    nc = alive(home)
    Appointment.objects.create(
        person=home.gulnar,
        office=Office.OFFICE_OFFICER.code,
        acting_for=Appointment.objects.get(person=home.saule),
        from_on=day(70).date(),
        until_on=day(400).date(),
        entered_at=MONDAY,
    )
    visitor = come(getattr(home, who))
    clock.set_to(day(264))

    assert asked(visitor, reverse("case", args=(nc.pk,))) <= OF_A_CASE


WITH_ITS_PLAN = 30
"""Whoever has to send or approve the plan is told from its conditions what to press: above the
ceiling of other readers, as docs/left.md tells."""


@pytest.mark.parametrize(("scene", "who"), [(given.planned, "dauren"), (given.submitted, "maira")])
def test_a_case_whose_plan_waits_for_the_reader_asks_each_question_once(
    home: House, come: Come, scene: Callable[[House], Plan], who: str
) -> None:
    plan = scene(home)
    clock.set_to(day(2))
    visitor = come(getattr(home, who))
    case = reverse("case", args=(plan.joined.get().cycle.nc_id,))
    once = asked(visitor, case)
    line = given.only_line(plan)
    for position in range(2, MANY):
        line.pk, line.position = None, position
        line.save()
        line.criteria.set(plan.criteria.all())

    assert asked(visitor, case) == once <= WITH_ITS_PLAN


def test_a_case_asks_no_oftener_for_more_corrections(home: House, come: Come) -> None:
    nc = given.registered(home)
    told = {"what": "Емтихан", "kind": "service", "since_on": MONDAY.date()}
    set_hold(nc, by=home.saule, at=MONDAY, **told)
    visitor, address = come(home.saule), reverse("case", args=(nc.pk,))
    few = asked(visitor, address)
    for number in range(MANY):
        done = {"what": f"Түзетілді {number}", "done_on": MONDAY.date()}
        record_correction(fresh(nc), by=home.saule, at=MONDAY, **done)

    assert asked(visitor, address) == few
