"""Nobody decides about what concerns themselves or their own unit; the rector names who does."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db.models import Model

from tests import given
from tests.given import FOUND, MONDAY, ROOT, House, day
from tests.refusing import not_theirs, refused
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Hold
from tuzetu.dossier.plan import Plan
from tuzetu.journal.models import Entry
from tuzetu.people.appointment import Appointment
from tuzetu.people.person import Person
from tuzetu.procedure.offices import Office
from tuzetu.procedure.rules import independence
from tuzetu.stages.causes.steps import (
    agree_no_action,
    propose_no_action,
    require_action,
    write_analysis,
)
from tuzetu.stages.closure.steps import close_case
from tuzetu.stages.containment.steps import (
    confirm_correction,
    release_by_concession,
    resume_use,
    set_hold,
    withdraw_for_good,
)
from tuzetu.stages.decision.steps import (
    convene_group,
    merge_case,
    pass_to_unit,
    reject_case,
    void_case,
)
from tuzetu.stages.effectiveness.recurring import (
    confirm_recurrence,
    deny_recurrence,
    link_recurrence,
    reopen_case,
)
from tuzetu.stages.effectiveness.steps import (
    confirm_effective,
    find_effective,
    order_further_actions,
    order_new_analysis,
)
from tuzetu.stages.execution.requests import (
    accept_criterion_change,
    advise_postponement,
    ask_postponement,
    grant_postponement,
    propose_criterion_change,
    refuse_postponement,
    reject_criterion_change,
)
from tuzetu.stages.planning.steps import approve_plan, change_controller, return_plan
from tuzetu.stages.registration.steps import name_substitute

pytestmark = pytest.mark.clause("38")

LATER = day(300)
Scene = Callable[[House], tuple[Nonconformity, Model]]


def itself(scene: Callable[[House], Nonconformity]) -> Scene:
    """A decision on the case itself."""

    def set_scene(home: House) -> tuple[Nonconformity, Model]:
        nc = scene(home)
        return nc, nc

    return set_scene


def corrected(home: House) -> Nonconformity:
    nc = given.decided(home)
    given.answered(home, nc, at=MONDAY)
    return given.fresh(nc)


def proposed(home: House) -> Nonconformity:
    nc = given.decided(home)
    told = {**FOUND, "action_needed": False}
    write_analysis(nc, by=home.dauren, at=MONDAY, causes=[ROOT], **told)
    propose_no_action(nc, by=home.dauren, at=MONDAY)
    return given.fresh(nc)


def held(home: House) -> tuple[Nonconformity, Model]:
    nc = given.registered(home)
    hold = set_hold(
        nc,
        by=home.dauren,
        at=MONDAY,
        kind=Hold.Object.SERVICE,
        what="Сабақ",
        since_on=MONDAY.date(),
    )
    return nc, hold


def planned(scene: Callable[[House], Plan]) -> Scene:
    """A decision on a plan."""

    def set_scene(home: House) -> tuple[Nonconformity, Model]:
        plan = scene(home)
        return plan.joined.get().cycle.nc, plan

    return set_scene


def advised(home: House) -> tuple[Nonconformity, Model]:
    plan = given.approved(home)
    line = given.only_line(plan)
    asked = ask_postponement(
        line, by=home.bauyrzhan, at=day(5), asked_until=day(400).date(), reason="Кеңес кешікті"
    )
    advise_postponement(asked, by=home.timur, at=day(6), advised_for=True, advice="Дұрыс")
    return plan.joined.get().cycle.nc, asked


def change_proposed(home: House) -> tuple[Nonconformity, Model]:
    plan = given.approved(home)
    change = propose_criterion_change(
        plan.criteria.get(),
        by=home.dauren,
        at=day(5),
        reason="Дерек көзі өзгерді",
        measure="Келісілген силлабустар",
        value_now="0 %",
        target="95 %",
        data_source="Жүйе",
        check_on=day(80).date(),
    )
    return plan.joined.get().cycle.nc, change


def linked(home: House) -> tuple[Nonconformity, Model]:
    """The earlier case is still evaluated, so that confirming opens no further decision."""
    earlier = given.measured(home)
    again = given.decided(home, day(100), detected_on=day(99).date())
    link = link_recurrence(again, by=home.saule, at=day(101), earlier=earlier, reason="Сол себеп")
    return earlier, link


@dataclass(frozen=True)
class Deciding:
    """A decision: its scene, who decides, and the act."""

    scene: Scene
    who: str
    act: Callable[..., object]


def told(act: Callable[..., object], **words: object) -> Callable[..., object]:
    """An act that always says the same."""

    def say(home: House, record: Model, by: Person) -> None:
        values = {name: one(home) if callable(one) else one for name, one in words.items()}
        act(record, by=by, at=LATER, **values)

    return say


def department(home: House) -> object:
    return home.department


def with_another(home: House) -> tuple[Nonconformity, Model]:
    """A case, and the one into which it may be merged."""
    given.decided(home)
    nc = given.identified(home)
    return nc, nc


def another(_home: House) -> Nonconformity:
    return Nonconformity.objects.order_by("pk")[0]


WHY = {"reason": "Себебі бар"}
DECISIONS = {
    "convene_group": Deciding(
        itself(given.identified),
        "saule",
        told(
            convene_group,
            leader=lambda home: home.asel,
            members=[],
            owning_unit=department,
            due_on=day(28).date(),
            **WHY,
        ),
    ),
    "pass_to_unit": Deciding(
        itself(given.identified), "saule", told(pass_to_unit, unit=department, **WHY)
    ),
    "reject_case": Deciding(itself(given.identified), "saule", told(reject_case, **WHY)),
    "merge_case": Deciding(with_another, "saule", told(merge_case, into=another, **WHY)),
    "void_case": Deciding(itself(given.identified), "saule", told(void_case, **WHY)),
    "confirm_correction": Deciding(itself(corrected), "saule", told(confirm_correction)),
    "agree_no_action": Deciding(itself(proposed), "saule", told(agree_no_action, **WHY)),
    "require_action": Deciding(itself(proposed), "saule", told(require_action, **WHY)),
    "resume_use": Deciding(held, "saule", told(resume_use, end_reason="Сай")),
    "release_by_concession": Deciding(
        held, "saule", told(release_by_concession, authorised_by="Проректор", end_reason="Шартпен")
    ),
    "withdraw_for_good": Deciding(held, "saule", told(withdraw_for_good, end_reason="Ескірді")),
    "return_plan": Deciding(planned(given.submitted), "maira", told(return_plan, remark="Мерзім")),
    "change_controller": Deciding(
        planned(given.approved),
        "maira",
        told(change_controller, controller=lambda home: home.asel, **WHY),
    ),
    "grant_postponement": Deciding(advised, "maira", told(grant_postponement)),
    "refuse_postponement": Deciding(advised, "maira", told(refuse_postponement, decision="Жоқ")),
    "accept_criterion_change": Deciding(change_proposed, "saule", told(accept_criterion_change)),
    "reject_criterion_change": Deciding(
        change_proposed, "saule", told(reject_criterion_change, decision="Жоқ")
    ),
    "find_effective": Deciding(itself(given.measured), "saule", told(find_effective, **WHY)),
    "order_further_actions": Deciding(
        itself(given.measured), "saule", told(order_further_actions, **WHY)
    ),
    "order_new_analysis": Deciding(
        itself(given.measured), "saule", told(order_new_analysis, verdict="partly", **WHY)
    ),
    "confirm_effective": Deciding(itself(given.observed), "saule", told(confirm_effective)),
    "reopen_case": Deciding(itself(given.observed), "saule", told(reopen_case, **WHY)),
    "confirm_recurrence": Deciding(linked, "saule", told(confirm_recurrence, decision="Иә")),
    "deny_recurrence": Deciding(linked, "saule", told(deny_recurrence, decision="Жоқ")),
    "close_case": Deciding(itself(given.closable), "saule", told(close_case)),
}


def standing_in_for(principal: Person, home: House) -> Person:
    """Somebody of the office acts in the principal's place while the decisions are taken."""
    office = Appointment.objects.get(person=principal, acting_for=None)
    person = given.person("orynbasar", "Орынбасар", home.office)
    told = {"from_on": day(0).date(), "until_on": day(400).date(), "entered_at": MONDAY}
    Appointment.objects.create(
        person=person, office=office.office, unit=office.unit, acting_for=office, **told
    )
    return person


@pytest.mark.clause("44")
@pytest.mark.clause("51")
@pytest.mark.parametrize("code", DECISIONS)
def test_nobody_decides_about_what_concerns_themselves_or_their_unit(
    home: House, code: str
) -> None:
    decision = DECISIONS[code]
    nc, record = decision.scene(home)
    decider, home_unit = getattr(home, decision.who), getattr(home, decision.who).unit

    nc.concerned.add(decider)
    with refused(independence.the_decider_is_not_concerned):
        decision.act(home, record, decider)

    with refused(independence.the_decider_stands_in_for_nobody_concerned):
        decision.act(home, record, standing_in_for(decider, home))
    Appointment.objects.exclude(acting_for=None).delete()

    nc.concerned.clear()
    given.moves_to(decider, home.department)
    with refused(independence.the_deciders_unit_does_not_answer):
        decision.act(home, record, decider)

    given.moves_to(decider, home_unit)
    decision.act(home, record, decider)
    assert Entry.objects.filter(code=code, by=decider).exists()


@pytest.mark.clause("44")
def test_the_vice_rector_approves_nothing_that_concerns_herself(home: House) -> None:
    plan = given.submitted(home)
    nc = plan.joined.get().cycle.nc

    nc.concerned.add(home.maira)
    with refused(independence.the_decider_is_not_concerned):
        approve_plan(plan, by=home.maira, at=day(1))

    nc.concerned.clear()
    given.moves_to(home.maira, home.department)
    with refused(independence.the_deciders_unit_does_not_answer):
        approve_plan(plan, by=home.maira, at=day(1))


@pytest.mark.clause("44")
def test_the_rector_names_a_substitute_who_then_decides(home: House) -> None:
    plan = given.submitted(home)
    nc = given.fresh(plan.joined.get().cycle.nc)
    nc.concerned.add(home.maira)

    with not_theirs():
        name_substitute(
            nc, by=home.maira, at=day(1), part="vice_rector", person=home.asel, reason="Қатысы бар"
        )
    with not_theirs():
        approve_plan(plan, by=home.asel, at=day(1))
    name_substitute(
        nc,
        by=home.erlan,
        at=day(1),
        part="vice_rector",
        person=home.asel,
        instead_of=home.maira,
        reason="Проректордың өзіне қатысты",
    )
    approve_plan(plan, by=home.asel, at=day(1))

    assert given.plan_again(plan).approved_by == home.asel
    assert Entry.objects.get(code="name_substitute").by == home.erlan


def test_a_substitute_for_the_office_decides_in_that_case_alone(home: House) -> None:
    nc, other = given.identified(home), given.identified(home)
    name_substitute(
        nc, by=home.erlan, at=MONDAY, part="office", person=home.asel, reason="Кеңсеге қатысты"
    )

    pass_to_unit(nc, by=home.asel, at=day(1), unit=home.department, reason="Кафедра")

    with not_theirs():
        pass_to_unit(other, by=home.asel, at=day(1), unit=home.department, reason="Кафедра")


def test_a_substitute_who_is_concerned_decides_no_more_than_anybody(home: House) -> None:
    nc = given.identified(home)
    name_substitute(
        nc, by=home.erlan, at=MONDAY, part="office", person=home.asel, reason="Кеңсеге қатысты"
    )
    given.moves_to(home.asel, home.department)

    with refused(independence.the_deciders_unit_does_not_answer):
        pass_to_unit(nc, by=home.asel, at=day(1), unit=home.department, reason="Кафедра")


@pytest.mark.clause("44")
def test_who_heads_a_unit_from_above_decides_nothing_about_it(home: House) -> None:
    """While a unit has no head, the head above answers for it, whatever else the person acts as."""
    plan = given.submitted(home)
    faculty = home.department.parent
    assert faculty is not None
    dean = given.person("dean", "Декан", faculty, Office.HEAD_OF_UNIT, faculty)
    gone = Appointment.objects.filter(person__in=(home.dauren, home.maira))
    gone.update(until_on=MONDAY.date())
    given.appoint(dean, Office.VICE_RECTOR)

    with refused(independence.the_deciders_unit_does_not_answer):
        approve_plan(plan, by=dean, at=day(1))
