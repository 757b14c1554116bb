"""Suspension and isolation: answered before the decision, ended by the office (27.3, 32)."""

import pytest

from tests import given
from tests.given import MONDAY, House, day
from tests.refusing import not_now, not_theirs, refused
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Hold
from tuzetu.procedure.rules import containment
from tuzetu.procedure.states import CaseState, HoldState
from tuzetu.registers.holds import holds_in_force
from tuzetu.stages.closure.steps import close_case
from tuzetu.stages.containment.forms import SetHold
from tuzetu.stages.containment.steps import (
    release_by_concession,
    resume_use,
    set_hold,
    waive_hold,
    withdraw_for_good,
)
from tuzetu.stages.decision.steps import (
    convene_group,
    merge_case,
    pass_to_unit,
    reject_case,
    void_case,
)


def held(home: House, nc: Nonconformity, *, by: str = "dauren") -> Hold:
    return set_hold(
        nc,
        by=getattr(home, by),
        at=MONDAY,
        kind=Hold.Object.PROGRAMME,
        what="6B02101 бағдарламасының силлабусы",
        since_on=MONDAY.date(),
        order_number="12-б",
    )


@pytest.mark.clause("27.3")
@pytest.mark.clause("27")
def test_stage_three_is_never_skipped(home: House) -> None:
    nc = given.identified(home)
    Nonconformity.objects.filter(pk=nc.pk).update(hold_waiver="")

    with refused(containment.the_hold_is_answered):
        pass_to_unit(nc, by=home.saule, at=MONDAY, unit=home.department, reason="Себебі")
    with refused(containment.the_hold_is_answered):
        convene_group(
            nc,
            by=home.saule,
            at=MONDAY,
            leader=home.asel,
            members=[],
            owning_unit=home.department,
            reason="Себебі",
        )

    held(home, nc)
    pass_to_unit(nc, by=home.saule, at=MONDAY, unit=home.department, reason="Себебі")


@pytest.mark.clause("32")
@pytest.mark.parametrize("who", ["dauren", "saule"])
def test_the_head_and_the_office_set_a_hold_with_object_and_start(home: House, who: str) -> None:
    nc = given.registered(home)

    hold = held(home, nc, by=who)

    assert (hold.state, hold.since_on, hold.set_by) == (
        HoldState.IN_FORCE.code,
        MONDAY.date(),
        getattr(home, who),
    )


@pytest.mark.clause("32")
@pytest.mark.parametrize("who", ["aigerim", "maira", "timur", "zhanar"])
def test_nobody_else_sets_a_hold(home: House, who: str) -> None:
    nc = given.registered(home)

    with not_theirs():
        held(home, nc, by=who)


@pytest.mark.clause("32")
@pytest.mark.parametrize("field", ["kind", "what", "since_on"])
def test_a_hold_says_what_is_stopped_and_since_when(home: House, field: str) -> None:
    nc = given.registered(home)
    told = {"kind": "service", "what": "Сабақ", "since_on": "2026-02-02"}

    whole = SetHold(told, record=nc, by=home.dauren, on=MONDAY.date())
    lacking = SetHold({**told, field: ""}, record=nc, by=home.dauren, on=MONDAY.date())

    assert whole.is_valid(), whole.errors
    assert field in lacking.errors


@pytest.mark.clause("32")
@pytest.mark.parametrize("kind", [Hold.Object.PROGRAMME, Hold.Object.BUILDING])
def test_a_programme_or_a_building_is_stopped_by_an_order(home: House, kind: str) -> None:
    nc, since = given.registered(home), MONDAY.date()

    with refused(containment.an_order_stops_it):
        set_hold(nc, by=home.dauren, at=MONDAY, kind=kind, what="Оқу корпусы", since_on=since)
    set_hold(nc, by=home.dauren, at=MONDAY, kind="service", what="Сабақ", since_on=since)


@pytest.mark.clause("32")
def test_a_hold_contradicts_the_answer_not_applicable(home: House) -> None:
    nc = given.identified(home)
    held(home, nc)

    with refused(containment.nothing_is_on_hold):
        waive_hold(nc, by=home.saule, at=MONDAY, hold_waiver="Керек емес")

    assert given.fresh(nc).hold_waiver == ""


@pytest.mark.clause("32")
def test_nothing_is_stopped_by_a_case_that_has_ended(home: House) -> None:
    nc = given.identified(home)
    reject_case(nc, by=home.saule, at=MONDAY, reason="Факт расталмады")

    with refused(containment.the_case_is_open):
        held(home, nc, by="saule")


@pytest.mark.clause("32")
def test_a_hold_in_force_bars_rejection_merge_and_voiding(home: House) -> None:
    nc, other = given.identified(home), given.decided(home)
    held(home, nc)

    with refused(containment.no_hold_is_in_force):
        reject_case(nc, by=home.saule, at=MONDAY, reason="Расталмады")
    with refused(containment.no_hold_is_in_force):
        merge_case(nc, by=home.saule, at=MONDAY, into=other, reason="Бір мәселе")
    with refused(containment.no_hold_is_in_force):
        void_case(nc, by=home.saule, at=MONDAY, reason="Қате енгізілді")


@pytest.mark.clause("32")
def test_a_hold_in_force_bars_closing(home: House) -> None:
    nc = given.closable(home)
    hold = held(home, nc)

    with refused(containment.no_hold_is_in_force):
        close_case(nc, by=home.saule, at=day(300))

    resume_use(hold, by=home.saule, at=day(300), end_reason="Талапқа сай болды")
    close_case(nc, by=home.saule, at=day(300))
    assert given.fresh(nc).phase == CaseState.CLOSED


@pytest.mark.clause("32")
@pytest.mark.clause("7")
def test_only_the_office_ends_a_hold_in_one_of_three_ways(home: House) -> None:
    nc = given.registered(home)
    resumed, conceded, withdrawn = held(home, nc), held(home, nc), held(home, nc)
    assert len(holds_in_force(home.saule, on=MONDAY.date())) == 3

    with not_theirs():
        resume_use(resumed, by=home.dauren, at=MONDAY, end_reason="Түзетілді")
    with not_theirs():
        release_by_concession(
            conceded, by=home.dauren, at=MONDAY, authorised_by="Проректор", end_reason="Шартпен"
        )
    with not_theirs():
        withdraw_for_good(withdrawn, by=home.dauren, at=MONDAY, end_reason="Ескірді")

    resume_use(resumed, by=home.saule, at=MONDAY, end_reason="Түзетілді")
    release_by_concession(
        conceded, by=home.saule, at=MONDAY, authorised_by="Проректор", end_reason="Шартпен"
    )
    withdraw_for_good(withdrawn, by=home.saule, at=MONDAY, end_reason="Ескірді")

    ended = Hold.objects.order_by("pk").values_list("state", "ended_by", "end_reason")
    assert list(ended) == [
        ("resumed", home.saule.pk, "Түзетілді"),
        ("concession", home.saule.pk, "Шартпен"),
        ("withdrawn", home.saule.pk, "Ескірді"),
    ]
    assert Hold.objects.get(state="concession").authorised_by == "Проректор"
    with not_now():
        resume_use(resumed, by=home.saule, at=MONDAY, end_reason="Тағы")
