"""The tree of units: founded, renamed, moved, closed, and read as subtrees."""

from datetime import date

import pytest

from tests.given import MONDAY, House, person, unit
from tuzetu.journal.models import Entry
from tuzetu.people.faults import Unfit
from tuzetu.people.structuring import UnitOutline, add_unit, close_unit, move_unit, rename_unit
from tuzetu.people.unit import Unit, open_units, subtree_ids, units_under

TODAY = MONDAY.date()


def outline(code: str, **told: str) -> UnitOutline:
    names = {"name_kk": f"{code} кафедрасы", "name_ru": f"Кафедра {code}", "name_en": code}
    return UnitOutline(**{"code": code, "kind": "department", **names, **told})


def codes(pks: list[int]) -> set[str]:
    return set(Unit.objects.filter(pk__in=pks).values_list("code", flat=True))


def faults_of(unfit: pytest.ExceptionInfo[Unfit]) -> set[str]:
    return {fault.field for fault in unfit.value.faults}


def test_a_subtree_holds_the_unit_and_everything_below_it(home: House) -> None:
    faculty = Unit.objects.get(code="faculty")
    kobyz = unit("kobyz", Unit.Kind.DEPARTMENT, faculty)

    assert codes(subtree_ids([faculty.pk])) == {"faculty", "dombyra", "kobyz"}
    assert {one.code for one in units_under(faculty)} == {"faculty", "dombyra", "kobyz"}
    assert codes(subtree_ids([kobyz.pk])) == {"kobyz"}
    assert subtree_ids([]) == []


def test_a_moved_unit_takes_what_is_below_it_along(home: House) -> None:
    faculty, office = Unit.objects.get(code="faculty"), Unit.objects.get(code="office")

    move_unit(faculty, parent=office, by=home.saule, at=MONDAY)

    assert codes(subtree_ids([office.pk])) == {"office", "faculty", "dombyra"}
    assert Unit.objects.get(code="dombyra").depth == 3


def test_a_unit_cannot_stand_under_itself(home: House) -> None:
    faculty = Unit.objects.get(code="faculty")

    with pytest.raises(Unfit) as unfit:
        move_unit(faculty, parent=home.department, by=home.saule, at=MONDAY)

    assert faults_of(unfit) == {"parent"}
    assert codes(subtree_ids([faculty.pk])) == {"faculty", "dombyra"}


def test_a_new_unit_is_journaled_and_found_under_its_superior(home: House) -> None:
    faculty = Unit.objects.get(code="faculty")

    made = add_unit(outline("kobyz"), parent=faculty, by=home.saule, at=MONDAY)

    assert made in units_under(faculty)
    entry = Entry.objects.get(subject_kind="unit", subject_id=made.pk)
    assert (entry.code, entry.by_id) == ("edit:unit", home.saule.pk)


def test_every_fault_of_a_unit_is_told_at_once(home: House) -> None:
    wrong = outline("dombyra", name_ru=" ", name_en="", kind="orchestra")

    with pytest.raises(Unfit) as unfit:
        add_unit(wrong, parent=None, by=home.saule, at=MONDAY)

    assert faults_of(unfit) == {"code", "name_ru", "name_en", "kind"}
    assert not Entry.objects.filter(subject_kind="unit").exists()


def test_renaming_notes_only_what_changed(home: House) -> None:
    told = outline("dombyra", name_kk="dombyra", name_ru="dombyra", name_en="Dombyra")

    rename_unit(home.department, told, by=home.saule, at=MONDAY)

    entry = Entry.objects.get(subject_kind="unit", subject_id=home.department.pk)
    assert '"name_en"' in entry.contents.text
    assert '"name_kk"' not in entry.contents.text
    assert Unit.objects.get(pk=home.department.pk).name_en == "Dombyra"


def test_a_unit_with_people_a_head_and_units_below_is_not_closed(home: House) -> None:
    faculty = Unit.objects.get(code="faculty")

    with pytest.raises(Unfit) as of_faculty:
        close_unit(faculty, closed_on=TODAY, by=home.saule, at=MONDAY)
    with pytest.raises(Unfit) as of_department:
        close_unit(home.department, closed_on=TODAY, by=home.saule, at=MONDAY)

    assert len(of_faculty.value.faults) == 2  # a unit below it, and people
    assert len(of_department.value.faults) == 2  # people, and a head


def test_a_closed_unit_is_open_until_its_day(home: House) -> None:
    empty = unit("kobyz", Unit.Kind.DEPARTMENT)

    close_unit(empty, closed_on=date(2026, 3, 1), by=home.saule, at=MONDAY)

    assert empty in open_units(on=date(2026, 2, 28))
    assert empty not in open_units(on=date(2026, 3, 1))


def test_nobody_is_put_under_a_closed_unit(home: House) -> None:
    empty = unit("kobyz", Unit.Kind.DEPARTMENT)
    close_unit(empty, closed_on=TODAY, by=home.saule, at=MONDAY)

    with pytest.raises(Unfit) as unfit:
        add_unit(outline("new"), parent=Unit.objects.get(pk=empty.pk), by=home.saule, at=MONDAY)

    assert faults_of(unfit) == {"parent"}


def test_units_and_people_stand_in_the_order_of_the_kazakh_alphabet(home: House) -> None:
    for name in ("Үнді", "Унитар", "Әнші", "Актёр"):
        unit(name, Unit.Kind.SECTION, home.department)
        person(name, name, home.office)

    below = Unit.objects.filter(parent=home.department)
    assert [one.code for one in below] == ["Актёр", "Әнші", "Унитар", "Үнді"]
    named = home.office.people.filter(login__in=["үнді", "унитар", "әнші", "актёр"])
    assert [one.given_name for one in named] == ["Актёр", "Әнші", "Унитар", "Үнді"]
