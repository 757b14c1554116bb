"""A question written down once answers as Django would each time, whatever it is told."""

from contextlib import suppress
from datetime import date, timedelta
from gc import collect
from threading import Thread
from weakref import ReferenceType, ref

import pytest
from django.db import DatabaseError, connection, connections
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from tests.given import MONDAY, House, unit
from tuzetu.people.appointment import Appointment, in_force
from tuzetu.people.unit import Unit
from tuzetu.people.written import written_once

TODAY = MONDAY.date()


def appointments(person: int, on: date, units: tuple[int, ...], held: str) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(in_force(on), person=person, unit__in=units, office=held)
    return rows.select_related("person__unit", "unit").order_by("pk")


def test_it_answers_as_if_it_were_asked_anew_for_each_value(home: House) -> None:
    ask, faculty = written_once(appointments), Unit.objects.get(code="faculty")
    kobyz = unit("kobyz", Unit.Kind.DEPARTMENT, faculty)
    head = Appointment.objects.get(unit=home.department)
    before, lone = head.from_on - timedelta(days=1), (home.department.pk,)
    several = (kobyz.pk, faculty.pk, home.department.pk)
    told = [
        (person, on, units, held)
        for person in (head.person_id, home.erlan.pk, 0)
        for on in (TODAY, before, head.from_on)
        for units in (lone, several, (kobyz.pk,), ())
        for held in (head.office, "auditor")
    ]

    found = [ask(*one) for one in told]

    assert found == [list(appointments(*one)) for one in told]
    assert [head] in found
    assert [] in found


def test_what_was_read_with_the_rows_is_not_asked_again(home: House) -> None:
    ask = written_once(appointments)
    head = Appointment.objects.get(unit=home.department)
    ask(home.erlan.pk, TODAY, (0,), head.office)

    with CaptureQueriesContext(connection) as asked:
        (found,) = ask(head.person_id, TODAY, (home.department.pk,), head.office)
        assert found.person.unit_id == found.person.unit.pk
        assert found.unit == home.department

    assert len(asked) == 1


def test_it_is_written_once_for_each_kind_of_what_it_is_told(home: House) -> None:
    writings = []

    @written_once
    def ask(units: tuple[int, ...], kind: str) -> QuerySet[Unit]:
        writings.append((len(units), kind))
        return Unit.objects.filter(pk__in=units, kind=kind).prefetch_related("appointments")

    for pk in Unit.objects.values_list("pk", flat=True):
        ask((pk,), "department")
        ask((pk, 0), "department")
        ask((pk,), "office")

    assert writings == [(1, "department"), (2, "department"), (1, "office")]


def test_lists_of_the_rows_are_read_with_them(home: House) -> None:
    @written_once
    def ask(pk: int) -> QuerySet[Unit]:
        return Unit.objects.filter(pk=pk).prefetch_related("appointments")

    (found,), nobody = ask(home.department.pk), ask(0)

    assert nobody == []
    with CaptureQueriesContext(connection) as asked:
        assert [one.unit_id for one in found.appointments.all()] == [home.department.pk]
    assert not asked.captured_queries


def test_a_value_that_decides_what_is_asked_is_found_out(home: House) -> None:
    @written_once
    def ask(pk: int) -> QuerySet[Unit]:
        return Unit.objects.filter(pk=pk) if pk == home.department.pk else Unit.objects.all()

    with pytest.raises(TypeError, match="never reach the SQL"):
        ask(home.department.pk)


def test_its_values_are_told_in_their_order(home: House) -> None:
    with pytest.raises(TypeError, match="in their order"):
        written_once(appointments)(home.erlan.pk, TODAY, (), held="auditor")


def test_a_moment_is_no_day(home: House) -> None:
    with pytest.raises(TypeError, match="not moments"):
        written_once(appointments)(home.erlan.pk, MONDAY, (), "auditor")


def test_what_is_kept_holds_no_connection_of_a_thread_that_ended(home: House) -> None:
    held = list[ReferenceType[object]]()

    @written_once
    def kept(pk: int) -> QuerySet[Unit]:
        return Unit.objects.filter(pk=pk)

    def visit() -> None:
        with suppress(DatabaseError):  # written before it is asked, also where nothing answers
            kept(0)
        held.append(ref(connections["default"]))
        connections["default"].close()

    thread = Thread(target=visit)
    thread.start()
    thread.join()
    collect()

    assert held[0]() is None
