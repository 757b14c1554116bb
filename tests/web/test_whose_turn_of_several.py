"""Of several who could meet a condition the page names whose turn it is."""

from collections.abc import Callable
from datetime import date

import pytest

from tests import given
from tests.clauses.test_49_50_criterion_change import proposed
from tests.given import House, day
from tests.journeys import clock
from tests.web.scenes import address
from tests.web.test_who_decides_instead import both_pages
from tests.web.visiting import Come, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Line
from tuzetu.procedure.flows.action import ActionStep
from tuzetu.procedure.offices import Office
from tuzetu.procedure.parts import Part
from tuzetu.procedure.rulebook import Refusal
from tuzetu.stages.effectiveness.recurring import link_recurrence
from tuzetu.stages.execution.requests import advise_postponement, ask_postponement
from tuzetu.stages.planning.steps import approve_plan, propose_controller, revise_plan, submit_plan
from tuzetu.stages.registration.steps import name_concerned, restrict_case
from tuzetu.web.instead_told import who_decides

Scene = Callable[[House], Line]


def of_a_draft(home: House) -> Line:
    return given.only_line(given.planned(home))


def of_a_submitted(home: House) -> Line:
    return given.only_line(given.submitted(home))


def of_one_revised(home: House) -> Line:
    plan = given.approved(home)
    revise_plan(plan, by=home.dauren, at=day(1), reason="Әрекет өзгереді")
    return given.only_line(given.plan_again(plan))


def asked(home: House) -> Line:
    line = given.only_line(given.approved(home))
    told = {"asked_until": day(70).date(), "reason": "Кешігеді"}
    ask_postponement(line, by=home.bauyrzhan, at=day(1), **told)
    return line


def approved(home: House) -> Line:
    return given.only_line(given.approved(home))


def advised(home: House) -> Line:
    line = asked(home)
    told = {"advised_for": True, "advice": "Дұрыс"}
    advise_postponement(line.postponements.get(), by=home.timur, at=day(1), **told)
    return line


VICE_RECTOR = "vice-rector for academic affairs"
WRITES, DECIDES = "Its author writes it now.", "It was submitted: the vice-rector approves it"
WAITS = "A postponement of this line already waits for a decision."


@pytest.mark.clause("45")
@pytest.mark.parametrize(
    ("scene", "whose", "why"),
    [
        (of_a_draft, "plan author", WRITES),
        (of_one_revised, "plan author", WRITES),
        (of_a_submitted, VICE_RECTOR, DECIDES),
        (asked, "{home.timur} (controller)", WAITS),
        (advised, VICE_RECTOR, WAITS),
    ],
)
def test_whose_turn_it_is_can_meet_it(
    home: House, come: Come, scene: Scene, whose: str, why: str
) -> None:
    line = scene(home)
    clock.set_to(day(2))

    for told in both_pages(come, home.bauyrzhan, "ask_postponement", line):
        assert f"who can meet it: {whose.format(home=home)}<" in told
        assert why in told


@pytest.mark.clause("38")
def test_where_the_rector_is_asked_who_grants_the_rector_can_meet_it(
    home: House, come: Come
) -> None:
    line = advised(home)
    told = {"concerned": [home.maira], "reason": "Тексеруде көрінді"}
    name_concerned(line.plan_case.cycle.nc, by=home.saule, at=day(1), **told)
    clock.set_to(day(2))

    for page in both_pages(come, home.bauyrzhan, "ask_postponement", line):
        assert "who can meet it: rector<" in page
        assert "The rector is asked to name who decides." in page


@pytest.mark.clause("46")
def test_of_the_controllers_own_request_the_substitute_gives_the_opinion(
    home: House, come: Come
) -> None:
    plan = given.planned(home)
    Line.objects.filter(plan=plan).update(executor=home.timur)
    chosen = {"controller": home.timur, "controller_substitute": home.asel}
    propose_controller(plan, by=home.saule, at=day(0), **chosen)
    submit_plan(given.plan_again(plan), by=home.dauren, at=day(0))
    approve_plan(given.plan_again(plan), by=home.maira, at=day(0))
    line = given.only_line(plan)
    told = {"asked_until": day(70).date(), "reason": "Кешігеді"}
    request = ask_postponement(line, by=home.timur, at=day(1), **told)
    clock.set_to(day(2))

    for page in both_pages(come, home.timur, "ask_postponement", line):
        assert f"who can meet it: {home.asel} (controller)<" in page
    refused, why = both_pages(come, home.timur, "advise_postponement", request)
    assert f"It is the turn of: {home.asel} (controller)" in refused
    assert "another controller does" not in refused + why


@pytest.mark.clause("45")
def test_while_the_plan_is_revised_the_vice_rector_is_led_to_refuse(
    home: House, come: Come
) -> None:
    line = advised(home)
    request = line.postponements.get()
    revise_plan(given.plan_again(line.plan), by=home.dauren, at=day(2), reason="Әрекет өзгереді")
    clock.set_to(day(3))

    for page in both_pages(come, home.maira, "grant_postponement", request):
        assert f"/do/refuse_postponement/{request.pk}/" in page
    asked_of_her = text_of(come(home.maira).get(f"/do/refuse_postponement/{request.pk}/"))
    assert "Until it is approved anew the postponement can be refused, not granted" in asked_of_her
    assert "The head of the unit can propose another check date" not in asked_of_her


@pytest.mark.clause("49")
def test_of_a_criterion_that_was_rewritten_it_is_told_that_it_can_only_be_rejected(
    home: House, come: Come
) -> None:
    plan = given.approved(home)
    criterion = plan.criteria.get()
    change = proposed(home, criterion, day(1))
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(2), reason="Әрекет өзгереді")
    clock.set_to(day(3))
    rejecting, again = f"/do/reject_criterion_change/{change.pk}/", "The criterion was rewritten"
    assert again not in text_of(come(home.saule).get(rejecting))
    criterion.target = "2026-13-45"
    criterion.save()

    for page in (rejecting, f"/plans/{plan.pk}/"):
        shown = text_of(come(home.saule).get(page))
        assert again in shown
        assert "2026-13-45" not in shown.partition("What changes")[2].partition("</section>")[0]


@pytest.mark.clause("43")
def test_on_the_page_of_the_case_the_head_goes_on_with_the_plan(home: House, come: Come) -> None:
    plan = given.planned(home)
    case = f"/cases/{plan.joined.get().cycle.nc_id}/"
    write, submit = (f"/do/{one}_plan/{plan.pk}/" for one in ("write", "submit"))

    finished = text_of(come(home.dauren).get(case))
    assert (write in finished, submit in finished) == (False, True)
    plan.meetings.all().delete()
    unfinished = text_of(come(home.dauren).get(case))
    assert (write in unfinished, submit in unfinished) == (True, False)
    assert f'href="/why/submit_plan/{plan.pk}/"' in unfinished
    others = text_of(come(home.saule).get(case))
    assert (write in others, submit in others) == (False, False)
    assert f"it is taken by: {home.dauren} (plan author)." in others
    today = text_of(come(home.dauren).get("/"))
    assert f'href="/plans/{plan.pk}/"' in today
    assert write not in today


@pytest.mark.clause("51")
def test_to_another_verdict_only_whoever_judges_is_led(home: House, come: Come) -> None:
    nc = given.carried_out(home)
    given.measure(home, nc, at=day(75), met="no")
    given.appoint(home.gulnar, Office.AUDITOR)
    clock.set_to(given.at_noon(date(2026, 9, 1)))
    another = f"/do/order_new_analysis/{nc.pk}/"

    office, auditor = (
        both_pages(come, who, "find_effective", nc) for who in (home.saule, home.gulnar)
    )

    assert all(another in page for page in office)
    assert not any(another in page for page in auditor)


@pytest.mark.clause("51")
@pytest.mark.parametrize(("audit", "whose"), [(False, "project office"), (True, "auditor")])
def test_whoever_owes_the_verdict_is_told_to_others(
    home: House,
    come: Come,
    audit: bool,  # noqa: FBT001
    whose: str,
) -> None:
    given.appoint(home.gulnar, Office.AUDITOR)
    nc = given.carried_out(home)
    Nonconformity.objects.filter(pk=nc.pk).update(internal_audit=audit)
    given.measure(home, given.fresh(nc), at=day(75))
    clock.set_to(given.at_noon(date(2026, 9, 1)))

    told = text_of(come(home.dauren).get(address("find_effective", nc)))

    assert f"who can meet it: {whose}<" in told


@pytest.mark.clause("49")
@pytest.mark.parametrize(
    ("scene", "whose", "why"),
    [(of_a_draft, "plan author", WRITES), (of_a_submitted, VICE_RECTOR, DECIDES)],
)
def test_before_the_approval_a_criterion_is_whose_the_plan_is(
    home: House, come: Come, scene: Scene, whose: str, why: str
) -> None:
    plan = scene(home).plan
    clock.set_to(day(2))

    for who in (home.dauren, home.maira):
        for told in both_pages(come, who, "propose_criterion_change", plan.criteria.get()):
            assert f"who can meet it: {whose}<" in told
            assert why in told
    code = "propose_criterion_change"
    led = {
        who: both_pages(come, who, code, plan.criteria.get()) for who in (home.dauren, home.maira)
    }
    writes, approves = (f"/do/{step}_plan/{plan.pk}/" for step in ("write", "approve"))
    drafted = scene is of_a_draft
    assert all((writes in told) is drafted for told in led[home.dauren])
    assert all((approves in told) is not drafted for told in led[home.maira])


BOTH = frozenset({Part.AUTHOR, Part.VICE_RECTOR})


@pytest.mark.parametrize(
    ("scene", "who", "mends"),
    [
        (approved, BOTH, ("write_plan", "approve_plan")),  # neither is open: both stay
        (of_a_draft, BOTH, ("advise_postponement",)),  # nothing is asked: it says nothing
        (of_a_draft, frozenset({Part.AUTHOR, Part.EXECUTOR}), ("write_plan",)),  # no way of theirs
    ],
)
def test_where_no_way_tells_whose_turn_it_is_all_are_named(
    home: House, scene: Scene, who: frozenset[Part], mends: tuple[str, ...]
) -> None:
    told = Refusal("45", "The plan is approved.", who=who, mends=mends)
    line = scene(home)

    assert who_decides(told, ActionStep.MARK_DONE, line, on=day(2).date()) is None


@pytest.mark.clause("17")
@pytest.mark.clause("19")
def test_of_a_hidden_link_it_is_told_who_decides_and_nobody_is_named(
    home: House, come: Come
) -> None:
    raushan = given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)
    nc, earlier = given.identified(home, day(1)), given.registered(home, day(1))
    link_recurrence(earlier, by=raushan, at=day(1), earlier=nc, reason="Сол себеп")
    clock.set_to(day(2))
    seen = refused_merging(home, come, nc)
    assert f"Of this case and of {earlier.number} it is still to be decided" in seen
    assert str(raushan) not in seen

    told = {"confidential": True, "readers": [], "reason": "Құпия"}
    restrict_case(given.fresh(earlier), by=raushan, at=day(2), **told)

    hidden = refused_merging(home, come, given.fresh(nc))
    assert earlier.number not in hidden
    assert "somebody of the project office who sees that case can" in hidden
    assert str(raushan) not in hidden


def refused_merging(home: House, come: Come, nc: Nonconformity) -> str:
    """What the office reads that merges this case into another."""
    into = given.decided(home, day(1))
    typed = {"into": into.number, "reason": "Бір мәселе", "version": nc.version}
    return text_of(come(home.saule).post(address("merge_case", nc), typed))
