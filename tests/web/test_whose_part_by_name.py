"""Whose step it is not learns by name whose it is, also before anybody owes it."""

import re
from collections.abc import Callable

import pytest
from django.db.models import Model
from django.utils import translation

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.scenes import address
from tests.web.test_who_decides_instead import both_pages
from tests.web.visiting import Come, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Line
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.people.staffing import leave
from tuzetu.procedure.offices import Office
from tuzetu.procedure.parts import Part
from tuzetu.stages.containment.steps import record_correction
from tuzetu.stages.decision.steps import convene_group
from tuzetu.stages.effectiveness.recurring import link_recurrence
from tuzetu.stages.execution.steps import mark_done
from tuzetu.stages.registration.steps import name_concerned
from tuzetu.web.parts_held import held_by

Scene = Callable[[House], Model]


def case(home: House) -> Model:
    return given.decided(home, day(0))


def plan(home: House) -> Model:
    return given.approved(home)


def line(home: House) -> Model:
    return given.only_line(given.approved(home))


def line_of_the_controller(home: House) -> Model:
    found = given.only_line(given.approved(home))
    Line.objects.filter(pk=found.pk).update(executor=home.timur)
    found.plan.controller_substitute = home.asel
    found.plan.save()
    return Line.objects.get(pk=found.pk)


def correction(home: House) -> Model:
    nc = given.decided(home, day(0))
    told = {"what": "Қате түзетіледі", "executor": home.bauyrzhan, "due_on": day(9).date()}
    record_correction(nc, by=home.saule, at=day(1), **told)
    return nc.corrections.get()


def told(parts: list[Part], record: Model) -> str:
    """In English."""
    with translation.override("en"):
        return held_by(parts, record, on=day(2).date())


@pytest.mark.parametrize(
    ("scene", "part", "who"),
    [
        (case, Part.HEAD, "dauren"),
        (case, Part.REPORTER, ""),
        (case, Part.LEADER, "dauren"),
        (case, Part.VICE_RECTOR, ""),
        (case, Part.AUDITOR, ""),
        (case, Part.OFFICE, ""),
        (case, Part.CONTROLLER, ""),
        (plan, Part.HEAD, "dauren"),
        (plan, Part.AUTHOR, "dauren"),
        (plan, Part.CONTROLLER, "timur"),
        (line, Part.EXECUTOR, "bauyrzhan"),
        (line, Part.AUTHOR, "dauren"),
        (line, Part.CONTROLLER, "timur"),
        (line_of_the_controller, Part.CONTROLLER, "asel"),
        (correction, Part.EXECUTOR, "bauyrzhan"),
        (correction, Part.RECORDER, "saule"),
    ],
)
def test_a_part_is_told_with_the_one_person_who_plays_it(
    home: House, scene: Scene, part: Part, who: str
) -> None:
    said = f"{getattr(home, who)} ({part.value})" if who else part.value
    record = scene(home)

    assert told([part], record) == said


@pytest.mark.clause("38.2")
def test_where_a_unit_analyses_nobody_is_told_to_be_of_a_group(home: House) -> None:
    nc = case(home)
    assert told([Part.LEADER, Part.ANALYST], nc) == f"{home.dauren} (leader of the analysis)"
    assert told([Part.ANALYST], given.registered(home)) == Part.ANALYST.value
    group = {"leader": home.asel, "members": [home.asel, home.timur], "reason": "Топ"}
    convene_group(given.fresh(nc), by=home.saule, at=day(1), owning_unit=home.department, **group)

    assert told([Part.ANALYST], given.fresh(nc)) == f"{home.timur} ({Part.ANALYST.value})"


def test_whoever_works_here_no_more_is_not_named(home: House) -> None:
    record = line(home)
    leave(home.bauyrzhan, left_on=day(2).date(), by=home.saule, at=day(1), reason="Кетті")

    again = Line.objects.get(pk=record.pk)
    assert told([Part.EXECUTOR], again) == Part.EXECUTOR.value
    with translation.override("en"):
        said = held_by([Part.EXECUTOR], again, on=day(1).date())
    assert said == f"{home.bauyrzhan} (responsible executor)"


def test_of_a_line_that_nobody_controls_yet_the_part_is_told(home: House) -> None:
    assert told([Part.CONTROLLER], given.only_line(given.planned(home))) == Part.CONTROLLER.value


def test_of_a_link_nobody_is_named(home: House) -> None:
    earlier, nc = given.decided(home, day(0)), given.registered(home, day(1))
    link_recurrence(nc, by=home.saule, at=day(1), earlier=earlier, reason="Сол себеп")

    parts = [Part.OFFICE, Part.HEAD]

    assert told(parts, Recurrence.objects.get()) == "head of the owning unit, project office"


@pytest.mark.clause("41")
def test_before_the_approval_the_executor_is_named_to_others(home: House, come: Come) -> None:
    line = given.only_line(given.submitted(home))
    clock.set_to(day(2))

    refused, why = both_pages(come, home.saule, "mark_done", line)

    named = f"{home.bauyrzhan} (responsible executor)"
    assert f"who can meet it: {named}<" in refused
    assert f"This step is not yours; it is taken by: {named}." in refused
    assert f"it is taken by: {home.bauyrzhan} (responsible executor)" in why


@pytest.mark.clause("46")
def test_whose_step_it_is_not_is_led_to_the_record(home: House, come: Come) -> None:
    line = given.only_line(given.approved(home))
    mark_done(line, by=home.bauyrzhan, at=day(1), done_note="Бітті")
    clock.set_to(day(2))

    told = text_of(come(home.saule).get(address("confirm_action", line)))

    assert f'href="/plans/{line.plan_id}/"' in told.partition("who can meet it")[2]


@pytest.mark.clause("51")
@pytest.mark.parametrize(
    ("source", "audit", "whose"),
    [
        ("student_survey", False, "project office"),
        ("audit", True, "auditor"),
        ("", False, "auditor, project office"),
    ],
)
def test_before_a_verdict_is_owed_it_is_told_who_will_judge(
    home: House,
    come: Come,
    source: str,
    audit: bool,  # noqa: FBT001
    whose: str,
) -> None:
    given.appoint(home.gulnar, Office.AUDITOR)
    nc = given.carried_out(home)
    Nonconformity.objects.filter(pk=nc.pk).update(source=source, internal_audit=audit)
    clock.set_to(day(75))

    refused, why = both_pages(come, home.dauren, "find_effective", given.fresh(nc))

    assert f"who can meet it: {whose.format(home=home)}<" in refused
    assert f"it is taken by: {whose.format(home=home)}" in why


@pytest.mark.clause("38")
def test_what_the_head_may_do_as_well_is_not_told_as_the_officers_alone(
    home: House, come: Come
) -> None:
    given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)
    nc = given.registered(home)
    told = {"concerned": [home.saule], "reason": "Тексеруде көрінді"}
    name_concerned(nc, by=home.saule, at=day(1), **told)
    clock.set_to(day(2))

    for page in both_pages(come, home.aigerim, "waive_hold", given.fresh(nc)):
        assert f"project office, {home.dauren} (head of the owning unit)" in told_parts(page)


@pytest.mark.clause("38")
@pytest.mark.parametrize("code", ["close_case", "approve_plan", "bind_to_rectorate"])
def test_before_it_is_owed_nobody_reads_whom_of_an_office_it_concerns(
    home: House, come: Come, code: str
) -> None:
    given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)
    plan = given.planned(home)
    nc = plan.joined.get().cycle.nc
    record = plan if code == "approve_plan" else nc
    clock.set_to(day(2))
    before = [told_parts(page) for page in both_pages(come, home.dauren, code, record)]
    told = {"concerned": [home.maira, home.saule], "reason": "Тексеруде көрінді"}
    name_concerned(nc, by=home.saule, at=day(1), **told)

    after = [told_parts(page) for page in both_pages(come, home.dauren, code, record)]

    assert before == after
    assert str(home.saule) not in "".join(after)


def told_parts(page: str) -> str:
    """Whose step it is, as a page tells it."""
    return " ".join(re.findall(r"(?:who can meet it|it is taken by): [^<]*", page))
