"""What is told of a case to whom it is hidden: nothing, by duties, histories, prints, files."""

import zipfile
from collections.abc import Callable
from http import HTTPStatus
from io import BytesIO
from typing import NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.urls import reverse

from tests import given
from tests.clauses.test_43_45_plan import goal, row
from tests.given import MONDAY, House, day
from tests.journeys import clock
from tests.web.visiting import Come, read, text_of
from tuzetu.access.sight import visible_plans
from tuzetu.conduct.filing import attach, path_of, receive
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Hold
from tuzetu.dossier.evidence import Attachment, Draft
from tuzetu.dossier.naming import Naming
from tuzetu.dossier.plan import Plan
from tuzetu.people.appointment import Appointment, offices_of
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.procedure.offices import Office
from tuzetu.registers.duties import count_owed, desk_of
from tuzetu.registers.group_work import shared_analyses
from tuzetu.registers.holds import holds_in_force
from tuzetu.stages.containment.steps import set_hold
from tuzetu.stages.decision.steps import convene_group
from tuzetu.stages.planning.steps import (
    draft_plan,
    join_case,
    release_case,
    return_plan,
    submit_plan,
)
from tuzetu.stages.planning.writing import write_plan
from tuzetu.stages.registration.steps import restrict_case

REMARK = "Екінші картаның мерзімі тым ұзақ"
WHY = "Басқа жоспарда қаралады"


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


@pytest.mark.clause("18")
def test_why_a_hidden_case_left_the_plan_is_told_to_those_who_see_that_case(
    home: House, come: Come
) -> None:
    plan = shared_and_returned(home)
    first, second = (one.cycle.nc for one in plan.joined.order_by("position"))
    release_case(plan, by=home.dauren, at=MONDAY, case=second, reason=WHY)
    clock.set_to(day(1))
    history = reverse("case_history", args=(first.pk,))

    told, all_of_it = (text_of(come(who).get(history)) for who in (home.bauyrzhan, home.dauren))

    assert (WHY in told, second.number in told) == (False, False)
    assert "A case that you do not see." in told
    assert (WHY in all_of_it, second.number in all_of_it) == (True, True)


def test_the_log_as_a_workbook_holds_the_cases_in_sight_alone(home: House, come: Come) -> None:
    mine, other = given.registered(home), given.registered(home, description="Басқа мәселе")
    restrict_case(other, by=home.saule, at=MONDAY, confidential=True, readers=[], reason="Құпия")
    clock.set_to(day(1))
    address = reverse("print", args=("annex3", 2026, "xlsx"))

    def numbers(page: bytes) -> set[str]:
        with zipfile.ZipFile(BytesIO(page)) as packed:
            words = "".join(packed.read(part).decode() for part in packed.namelist())
        return {number for number in (mine.number, other.number) if number in words}

    answer = come(home.maira).get(address)
    assert numbers(answer.getvalue()) == {mine.number}


def test_a_file_whose_bytes_are_lost_is_not_found(home: House, come: Come) -> None:
    kept = uploaded(home)
    address = reverse("file", args=(kept.pk,))
    assert come(home.aigerim).get(address).status_code == HTTPStatus.OK

    path_of(kept.file).unlink()

    assert come(home.aigerim).get(address).status_code == HTTPStatus.NOT_FOUND


def test_a_plan_one_of_whose_cases_is_hidden_is_shown_to_whom_it_names_alone(
    home: House, come: Come
) -> None:
    plan = shared_and_returned(home)
    clock.set_to(day(1))

    def answer(who: str) -> int:
        return come(getattr(home, who)).get(reverse("plan", args=(plan.pk,))).status_code

    assert [answer(who) for who in ("dauren", "maira")] == [HTTPStatus.OK, HTTPStatus.OK]
    assert answer("bauyrzhan") == HTTPStatus.FOUND  # to the case where the own line stands
    assert answer("zhanar") == HTTPStatus.NOT_FOUND
    assert not visible_plans(home.bauyrzhan, on=day(1).date()).exists()


@pytest.mark.clause("18")
def test_who_wrote_a_plan_sees_it_by_that_as_long_as_its_unit_is_theirs(home: House) -> None:
    plan = shared_and_returned(home)
    Nonconformity.objects.update(confidential=True)
    Naming.objects.filter(person=home.dauren).delete()
    other = given.unit("qobyz", Unit.Kind.DEPARTMENT, home.department.parent)

    def seen() -> list[Plan]:
        return list(visible_plans(home.dauren, on=day(1).date()))

    assert seen() == [plan]
    Appointment.objects.filter(person=home.dauren).update(unit=other)
    assert seen() == []


def test_what_is_stopped_is_listed_of_the_cases_in_sight_alone(home: House) -> None:
    for nc in (given.registered(home), given.registered(home, description="Құпия мәселе")):
        set_hold(
            nc,
            by=home.dauren,
            at=MONDAY,
            kind=Hold.Object.SERVICE,
            what="Сабақ",
            since_on=MONDAY.date(),
        )
    restrict_case(
        given.fresh(nc), by=home.saule, at=MONDAY, confidential=True, readers=[], reason="Құпия"
    )

    assert len(holds_in_force(home.maira, on=MONDAY.date())) == 1
    assert len(holds_in_force(home.aigerim, on=MONDAY.date())) == 2  # she reported both
    assert holds_in_force(home.zhanar, on=MONDAY.date()) == []


class Kept(NamedTuple):
    """A file, and who may open it and who may not."""

    file: Attachment
    opens: Person
    does_not: Person


def of_a_line(home: House) -> Kept:
    line = given.only_line(given.approved(home))
    return Kept(uploaded(home, line=line), home.bauyrzhan, home.zhanar)


def of_a_letter(home: House) -> Kept:
    return Kept(uploaded(home, item=given.letter(home)), home.zhanar, home.maira)


def of_a_draft(home: House) -> Kept:
    return Kept(uploaded(home), home.aigerim, home.saule)


def of_a_correction(home: House) -> Kept:
    nc = given.decided(home)
    given.answered(home, nc, at=MONDAY)
    return Kept(uploaded(home, correction=nc.corrections.get()), home.dauren, home.zhanar)


def uploaded(home: House, **place: Model) -> Attachment:
    """A file in a draft, perhaps handed over to something."""
    draft = Draft.objects.create(
        owner=home.aigerim, step="x", subject="", opened_at=MONDAY, saved_at=MONDAY, content={}
    )
    upload = SimpleUploadedFile("a.txt", b"hello")
    kept = receive(upload, draft=draft, purpose="evidence", by=home.aigerim, at=MONDAY)
    if place:
        attach([kept.pk], by=home.aigerim, **place)
    return Attachment.objects.get(pk=kept.pk)


@pytest.mark.clause("18")
@pytest.mark.parametrize("kept_at", [of_a_line, of_a_letter, of_a_draft, of_a_correction])
def test_a_file_is_opened_by_who_sees_what_it_proves(
    home: House, come: Come, kept_at: Callable[[House], Kept]
) -> None:
    kept = kept_at(home)
    address = reverse("file", args=(kept.file.pk,))

    assert come(kept.opens).get(address).status_code == HTTPStatus.OK
    assert come(kept.does_not).get(address).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.clause("38")
def test_a_shared_analysis_is_told_to_a_member_who_sees_the_case(home: House) -> None:
    nc = given.identified(home)
    convene_group(
        nc,
        by=home.saule,
        at=MONDAY,
        leader=home.dauren,
        members=[home.asel],
        owning_unit=home.department,
        reason="Топ керек",
    )
    assert len(shared_analyses(home.asel, on=MONDAY.date())) == 1

    Naming.objects.filter(person=home.asel).delete()

    assert shared_analyses(home.asel, on=MONDAY.date()) == []


def test_nobody_hands_over_a_file_that_somebody_else_uploaded(home: House) -> None:
    kept = uploaded(home)

    names = attach([kept.pk], by=home.saule, nc=given.registered(home))

    kept.refresh_from_db()
    assert (names, kept.nc_id, kept.draft is not None) == ([], None, True)


def test_the_register_of_plans_as_a_workbook_holds_the_plans_in_sight_alone(
    home: House, come: Come
) -> None:
    plan = given.approved(home)
    clock.set_to(day(1))
    address = reverse("print", args=("plans", 2026, "xlsx"))

    def holds(who: Person) -> bool:
        with zipfile.ZipFile(BytesIO(come(who).get(address).getvalue())) as packed:
            words = "".join(packed.read(part).decode() for part in packed.namelist())
        return str(plan.number) in words

    assert (holds(home.maira), holds(home.zhanar)) == (True, False)


def test_a_case_of_a_letter_that_is_hidden_is_no_link(home: House, come: Come) -> None:
    item = given.letter(home)
    nc = given.handed_over(home, item)
    clock.set_to(day(1))
    page, case = reverse("letter", args=(item.pk,)), reverse("case", args=(nc.pk,))

    def linked() -> bool:
        return case in read(come(home.saule).get(page)).xpath("//main//a/@href")

    assert linked()
    Nonconformity.objects.filter(pk=nc.pk).update(confidential=True)
    assert not linked()
