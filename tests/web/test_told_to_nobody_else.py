"""What is told of a case to whom it is hidden: nothing, by duties, histories, prints, files."""

import zipfile
from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import given
from tests.clauses.test_43_45_plan import goal, row
from tests.given import MONDAY, House, day
from tests.journeys import clock
from tests.web.visiting import Come, text_of
from tuzetu.conduct.filing import path_of, receive
from tuzetu.dossier.evidence import Draft
from tuzetu.dossier.plan import Plan
from tuzetu.people.appointment import offices_of
from tuzetu.procedure.offices import Office
from tuzetu.registers.duties import count_owed, desk_of
from tuzetu.stages.planning.steps import draft_plan, join_case, return_plan, submit_plan
from tuzetu.stages.planning.writing import write_plan
from tuzetu.stages.registration.steps import restrict_case

REMARK = "Екінші картаның мерзімі тым ұзақ"


@pytest.mark.clause("18")
@pytest.mark.parametrize("confidential", ["open", "confidential"])
def test_what_is_owed_on_the_plan_of_a_confidential_case_is_told_to_whom_it_names(
    home: House, confidential: str
) -> None:
    other = given.person("raushan", "Раушан", home.office, Office.OFFICE_OFFICER)
    nc = given.analysed(home)
    if confidential == "confidential":
        readers = [home.dauren, home.maira, home.saule]
        restrict_case(
            nc, by=home.saule, at=MONDAY, confidential=True, readers=readers, reason="Құпия"
        )
    plan = draft_plan(given.fresh(nc), by=home.dauren, at=MONDAY)
    write_plan(plan, by=home.dauren, at=MONDAY, lines=[row(home, nc)], criteria=[goal(nc, 1)])
    given.discuss(home, plan, at=MONDAY)
    Plan.objects.filter(pk=plan.pk).update(controller=None)
    submit_plan(given.plan_again(plan), by=home.dauren, at=MONDAY)
    on = day(1).date()

    def on_the_desk(of: object) -> bool:
        mine = desk_of(of, on=on).mine  # type: ignore[arg-type]
        return any(duty.owed == "name_controller" for duty in mine)

    told = confidential == "open"
    assert (on_the_desk(other), on_the_desk(home.saule)) == (told, True)
    counted = count_owed(other, offices_of(other, on), on=on)
    assert counted == len(desk_of(other, on=on).mine)


def shared_and_returned(home: House) -> Plan:
    """A plan of two cases that came back with a remark at the line of the second."""
    first = given.analysed(home)
    second = given.analysed(home, description="Екінші мәселе")
    plan = draft_plan(first, by=home.dauren, at=MONDAY)
    join_case(plan, by=home.dauren, at=MONDAY, case=second)
    rows = [
        row(home, first, executor=home.bauyrzhan),
        row(home, second, what="Екінші әрекет", executor=home.asel),
    ]
    goals = [goal(first, 1), goal(second, 2)]
    write_plan(given.plan_again(plan), by=home.dauren, at=MONDAY, lines=rows, criteria=goals)
    given.discuss(home, given.plan_again(plan), at=MONDAY)
    submit_plan(given.plan_again(plan), by=home.dauren, at=MONDAY)
    line = plan.lines.get(what="Екінші әрекет")
    return_plan(
        given.plan_again(plan),
        by=home.maira,
        at=MONDAY,
        remark="Жалпы түсініктеме",
        line_remarks={line.pk: REMARK},
    )
    return given.plan_again(plan)


@pytest.mark.clause("18")
def test_the_history_of_a_case_tells_nothing_of_a_hidden_one_in_the_same_plan(
    home: House, come: Come
) -> None:
    plan = shared_and_returned(home)
    first, second = (one.cycle.nc for one in plan.joined.order_by("position"))
    clock.set_to(day(1))
    history = reverse("case_history", args=(first.pk,))
    executor = come(home.bauyrzhan)
    assert executor.get(reverse("case", args=(second.pk,))).status_code == HTTPStatus.NOT_FOUND

    told, all_of_it = text_of(executor.get(history)), text_of(come(home.dauren).get(history))

    assert (REMARK in told, second.number in told) == (False, False)
    assert (REMARK in all_of_it, second.number in all_of_it) == (True, True)
    assert "Жалпы түсініктеме" in told


def test_the_log_as_a_workbook_holds_the_cases_in_sight_alone(home: House, come: Come) -> None:
    mine, other = given.registered(home), given.registered(home, description="Басқа мәселе")
    restrict_case(other, by=home.saule, at=MONDAY, confidential=True, readers=[], reason="Құпия")
    clock.set_to(day(1))
    address = reverse("print", args=("annex3", 2026, "xlsx"))

    def numbers(page: bytes) -> set[str]:
        with zipfile.ZipFile(BytesIO(page)) as packed:
            words = packed.read("xl/sharedStrings.xml").decode()
        return {number for number in (mine.number, other.number) if number in words}

    answer = come(home.maira).get(address)
    assert numbers(answer.getvalue()) == {mine.number}


def test_a_file_whose_bytes_are_lost_is_not_found(home: House, come: Come) -> None:
    draft = Draft.objects.create(
        owner=home.aigerim, step="x", subject="", opened_at=MONDAY, saved_at=MONDAY, content={}
    )
    kept = receive(
        SimpleUploadedFile("a.txt", b"hello"),
        draft=draft,
        purpose="evidence",
        by=home.aigerim,
        at=MONDAY,
    )
    address = reverse("file", args=(kept.pk,))
    assert come(home.aigerim).get(address).status_code == HTTPStatus.OK

    path_of(kept.file).unlink()

    assert come(home.aigerim).get(address).status_code == HTTPStatus.NOT_FOUND
