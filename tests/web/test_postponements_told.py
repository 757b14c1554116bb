"""What a postponement tells: the decision at its line, the check dates that it leaves behind."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import translation

from tests import given
from tests.clauses.test_43_45_plan import discussed, goal, row
from tests.given import MONDAY, House, day
from tests.journeys import clock
from tests.web.scenes import address
from tests.web.visiting import Come, read, text_of
from tuzetu.dossier.plan import Line
from tuzetu.dossier.request import Postponement
from tuzetu.people.person import Person
from tuzetu.procedure.names import STEP_NAMES
from tuzetu.stages.execution.requests import (
    advise_postponement,
    ask_postponement,
    grant_postponement,
    refuse_postponement,
)
from tuzetu.stages.planning.steps import approve_plan, draft_plan, revise_plan, submit_plan
from tuzetu.stages.planning.writing import write_plan
from tuzetu.web.postponements_shown import request_shown

WARNED = "check date 13 April 2026 is before the new deadline 23 April 2026"
WHOSE = "The head of the unit can propose another check date until"


def advised(home: House, line: Line, until: int = 80) -> Postponement:
    """A request with the controller's advice."""
    told = {"asked_until": day(until).date(), "reason": "Жеткізуші кешікті"}
    request = ask_postponement(line, by=home.bauyrzhan, at=day(4), **told)
    advise_postponement(request, by=home.timur, at=day(5), advised_for=True, advice="Дұрыс")
    request.refresh_from_db()
    return request


def pages_of(line: Line) -> tuple[str, str]:
    """Where the line is read: on its plan and on its case."""
    case = line.plan_case.cycle.nc_id
    return reverse("plan", args=(line.plan_id,)), reverse("case", args=(case,))


@pytest.mark.clause("44")
@pytest.mark.parametrize("word", ["granted", "refused"])
def test_the_decision_stands_at_the_line_for_whoever_asked(
    home: House, come: Come, word: str
) -> None:
    line = given.only_line(given.approved(home))
    request = advised(home, line, until=65)
    act = {"granted": grant_postponement, "refused": refuse_postponement}[word]
    act(request, by=home.maira, at=day(6), decision="Мерзім жеткілікті")
    clock.set_to(day(7))
    visitor = come(home.bauyrzhan)

    says = (
        f"Postponement until 8 April 2026: {word} by {home.maira} on 8 February 2026. "
        "Мерзім жеткілікті"
    )
    for page in pages_of(line):
        assert says in text_of(visitor.get(page))


@pytest.mark.clause("45")
def test_only_the_last_decision_stands_there_beside_what_waits(home: House, come: Come) -> None:
    line = given.only_line(given.approved(home))
    refuse_postponement(advised(home, line, 65), by=home.maira, at=day(6), decision="Ерте")
    grant_postponement(advised(home, line, 66), by=home.maira, at=day(7), decision="Жарайды")
    line.refresh_from_db()
    advised(home, line, 69)
    clock.set_to(day(8))

    shown = text_of(come(home.dauren).get(pages_of(line)[0]))

    assert "refused by" not in shown
    assert "granted by" in shown
    assert "A deadline of 12 April 2026 is asked: Жеткізуші кешікті" in shown


@pytest.mark.clause("49")
def test_a_check_date_before_the_new_deadline_is_told_before_the_decision(
    home: House, come: Come
) -> None:
    line = given.only_line(given.approved(home))
    request = advised(home, line)
    clock.set_to(day(6))
    visitor = come(home.maira)

    for page in ("/postponements/", address("grant_postponement", request)):
        shown = visitor.get(page)
        assert WARNED in text_of(shown)
        change = address("propose_criterion_change", line.criteria.get())
        assert not read(shown).xpath(f"//a[@href='{change}']")
        assert WHOSE in text_of(shown)


@pytest.mark.clause("49")
@pytest.mark.parametrize(("after", "offered"), [(7, 1), (40, 0)])
def test_the_plan_tells_it_afterwards_with_the_way_to_a_change_until_half_of_the_period(
    home: House, come: Come, after: int, offered: int
) -> None:
    line = given.only_line(given.approved(home))
    grant_postponement(advised(home, line), by=home.maira, at=day(6))
    clock.set_to(day(after))

    shown = come(home.dauren).get(pages_of(line)[0])
    beside = text_of(come(home.timur).get(pages_of(line)[0]))

    assert WARNED in text_of(shown)
    assert WARNED in beside
    assert (WHOSE in beside) == bool(offered)
    change = address("propose_criterion_change", line.criteria.get())
    assert (
        len(read(shown).xpath(f"//section[contains(@class, 'panel')]//a[@href='{change}']"))
        == offered
    )


@pytest.mark.clause("49")
def test_nothing_is_warned_of_while_the_check_comes_after_the_deadline(
    home: House, come: Come
) -> None:
    line = given.only_line(given.approved(home))
    advised(home, line, until=70)
    clock.set_to(day(6))

    assert "is before the new deadline" not in text_of(come(home.maira).get("/postponements/"))


def two_lines(home: House) -> list[Line]:
    """Two lines of one case in an approved plan."""
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    rows = [row(home, nc), row(home, nc, what="Оқытушыларды хабардар ету")]
    discussed(home, plan, rows, [goal(nc, 1, 2)], MONDAY)
    given.propose_controller(plan, by=home.saule, at=MONDAY, controller=home.timur)
    submit_plan(given.plan_again(plan), by=home.dauren, at=MONDAY)
    approve_plan(given.plan_again(plan), by=home.maira, at=MONDAY)
    return list(plan.lines.all())


@pytest.mark.clause("46")
def test_today_names_the_line_of_each_request(home: House, come: Come) -> None:
    lines = two_lines(home)
    for line in lines:
        told = {"asked_until": day(66).date(), "reason": "Кешігеді"}
        ask_postponement(line, by=home.bauyrzhan, at=day(4), **told)
    named = [f"Line {number}: {line.what}" for number, line in enumerate(lines, 1)]
    clock.set_to(day(5))

    assert all(one in text_of(come(home.timur).get("/")) for one in named)
    box = read(come(home.timur).get(pages_of(lines[0])[1])).find_class("next-act")[0]
    assert [" ".join(one.text_content().split()) for one in box.xpath(".//a")[:2]] == [
        f"Advise on the postponement: line 1 – {lines[0].what}",
        f"Advise on the postponement: line 2 – {lines[1].what}",
    ]
    for request in Postponement.objects.all():
        advise_postponement(request, by=home.timur, at=day(5), advised_for=True, advice="Дұрыс")
    clock.set_to(day(6))
    assert all(one in text_of(come(home.maira).get("/")) for one in named)


@pytest.mark.clause("44")
def test_who_decides_is_asked_for_a_decision_and_not_for_a_postponement(
    home: House, come: Come
) -> None:
    lines = two_lines(home)
    for line in lines:
        advised(home, line, 66)
    clock.set_to(day(6))

    box = read(come(home.maira).get(pages_of(lines[0])[1])).find_class("next-act")[0]

    told = [(one.get("href"), " ".join(one.text_content().split())) for one in box.xpath(".//a")]
    assert told[:2] == [
        ("/postponements/", f"Decide: line 1 – {lines[0].what}"),
        ("/postponements/", f"Decide: line 2 – {lines[1].what}"),
    ]
    assert not any("postpone" in label.lower() for _href, label in told)


@pytest.mark.clause("45")
def test_history_and_changes_of_the_plan_name_line_and_field(home: House, come: Come) -> None:
    line = two_lines(home)[1]
    grant_postponement(advised(home, line, 66), by=home.maira, at=day(6))
    clock.set_to(day(7))
    plan, case = pages_of(line)
    visitor = come(home.dauren)

    (label,) = read(visitor.get(plan)).xpath("//p[@class='difference__label']")

    assert label.text_content() == "08.02.2026 · Line 2 · Deadline · Жеткізуші кешікті"
    history = text_of(visitor.get(f"{case}history/"))
    for code in ("ask_postponement", "advise_postponement", "grant_postponement"):
        assert f"{STEP_NAMES[code]} · Line 2" in history


@pytest.mark.clause("44", "46")
def test_what_is_done_with_a_request_stands_at_its_line_for_whoever_does_it(
    home: House, come: Come
) -> None:
    line = given.only_line(given.approved(home))
    told = {"asked_until": day(65).date(), "reason": "Жеткізуші кешікті"}
    request = ask_postponement(line, by=home.bauyrzhan, at=day(4), **told)
    clock.set_to(day(6))
    advice = address("advise_postponement", request)
    decisions = {address(f"{one}_postponement", request) for one in ("grant", "refuse")}

    assert address("ask_postponement", line) not in linked(come, home.bauyrzhan, line)
    assert advice in linked(come, home.timur, line)
    assert not linked(come, home.maira, line) & {advice, *decisions}

    advise_postponement(request, by=home.timur, at=day(5), advised_for=True, advice="Дұрыс")

    assert decisions <= linked(come, home.maira, line)
    assert not linked(come, home.timur, line) & {advice, *decisions}


def linked(come: Come, person: Person, line: Line) -> set[str]:
    """Where the page of the plan leads somebody."""
    return set(read(come(person).get(pages_of(line)[0])).xpath("//a/@href"))


def struck(home: House, line: Line) -> None:
    plan = given.plan_again(line.plan)
    revise_plan(plan, by=home.dauren, at=day(6), reason="Керек емес")
    write_plan(given.plan_again(plan), by=home.dauren, at=day(6), lines=[], criteria=[])


def confirmed(home: House, line: Line) -> None:
    given.confirm_lines(home, given.plan_again(line.plan))


@pytest.mark.clause("46")
@pytest.mark.parametrize(
    ("settle", "how"),
    [
        (confirmed, "the action was confirmed before that."),
        (struck, "the action was struck before it was decided on."),
    ],
)
def test_what_was_asked_and_lapsed_stands_at_the_line(
    home: House, come: Come, settle: Callable[[House, Line], None], how: str
) -> None:
    line = given.only_line(given.approved(home))
    advised(home, line, until=65)
    clock.set_to(day(6))
    says = f"A deadline of 8 April 2026 was asked; {how}"
    assert says not in text_of(come(home.dauren).get(pages_of(line)[0]))

    settle(home, line)

    assert says in text_of(come(home.dauren).get(pages_of(line)[0]))


@pytest.mark.clause("44")
def test_what_lapsed_stands_after_what_was_decided(home: House, come: Come) -> None:
    line = given.only_line(given.approved(home))
    refuse_postponement(advised(home, line, 65), by=home.maira, at=day(6), decision="Ерте")
    advised(home, line, 69)
    given.confirm_lines(home, given.plan_again(line.plan))

    shown = text_of(come(home.bauyrzhan).get(pages_of(line)[0]))

    assert (
        0
        < shown.index("Postponement until 8 April 2026: refused")
        < shown.index("A deadline of 12 April 2026 was asked")
    )


@pytest.mark.clause("45")
@pytest.mark.parametrize("written", [day(65).date(), None])
def test_whoever_decides_reads_the_deadline_of_the_revised_plan_too(
    home: House, come: Come, written: date | None
) -> None:
    plan = given.approved(home)
    line = given.only_line(plan)
    request = advised(home, line)
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(5), reason="Мерзім өзгереді")
    clock.set_to(day(6))
    says = "The plan was revised since this was asked; the deadline in it is now 8 April 2026."
    assert says not in text_of(come(home.maira).get(address("refuse_postponement", request)))

    Line.objects.filter(pk=line.pk).update(due_on=written)

    shown = text_of(come(home.maira).get(address("refuse_postponement", request)))
    assert (says in shown) is bool(written)


@pytest.mark.clause("45")
def test_of_a_request_that_was_decided_no_later_deadline_is_told(home: House, come: Come) -> None:
    plan = given.approved(home)
    request = advised(home, given.only_line(plan))
    refuse_postponement(request, by=home.maira, at=day(5), decision="Мерзім жеткілікті")
    revise_plan(given.plan_again(plan), by=home.dauren, at=day(6), reason="Мерзім өзгереді")
    Line.objects.filter(plan=plan).update(due_on=day(65).date())
    clock.set_to(day(7))
    seen = SimpleNamespace(person=home.maira, on=day(7).date())

    with translation.override("en"):
        told = request_shown(
            Postponement.objects.get(pk=request.pk),
            seen,  # type: ignore[arg-type]
        )

    revised = {"Another deadline in the revised plan", "The plan is being revised"}
    assert not revised & {one.title for one in told}


@pytest.mark.clause("45")
def test_nobody_is_asked_to_decide_on_their_own_request(home: House, come: Come) -> None:
    line = given.only_line(given.approved(home))
    Line.objects.filter(pk=line.pk).update(executor=home.maira)
    line.refresh_from_db()
    told = {"asked_until": day(70).date(), "reason": "Кешігеді"}
    request = ask_postponement(line, by=home.maira, at=day(4), **told)
    advise_postponement(request, by=home.timur, at=day(5), advised_for=True, advice="Дұрыс")
    clock.set_to(day(6))

    shown = text_of(come(home.maira).get("/postponements/"))

    assert "No postponement waits for your decision." in shown
