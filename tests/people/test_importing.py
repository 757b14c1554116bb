"""Units and people from a table: faults at their cells, all rows or none."""

import pytest
from django.utils.translation import override

from tests.given import MONDAY, House
from tuzetu.journal.models import Entry
from tuzetu.people.faults import Unfit
from tuzetu.people.importing import Preview, Standing
from tuzetu.people.importing_people import PEOPLE_COLUMNS, import_people, preview_people
from tuzetu.people.importing_units import import_units, preview_units
from tuzetu.people.person import Person
from tuzetu.people.tables import Table, table_of_text
from tuzetu.people.unit import Unit

TODAY = MONDAY.date()
UNITS = """\
code,name_kk,name_ru,name_en,kind,parent,graduating
kobyz,Қобыз,Кобыз,Kobyz,department,folk,иә
folk,Халық музыкасы,Народная музыка,Folk music,faculty,institution,
"""
PEOPLE = """\
login;surname;given_name;unit;email;language
Ospanov;Оспанов;Ерлан;dombyra;ospanov@example.kz;ru
aigerim;Айгерімов;Айгерім;office;;
"""


def cells(preview: Preview) -> set[tuple[int, str]]:
    return {(fault.row, fault.field) for fault in preview.faults}


def test_units_come_in_superior_first_whatever_the_order_of_rows(home: House) -> None:
    taken = import_units(table_of_text(UNITS), by=home.erlan, at=MONDAY)

    assert taken.count(Standing.NEW) == 2
    kobyz = Unit.objects.get(code="kobyz")
    assert kobyz.graduating
    assert kobyz.parent is not None
    assert kobyz.parent.code == "folk"
    assert kobyz.depth == 2
    assert Entry.objects.filter(code="edit:unit").count() == 2


def test_the_same_table_twice_changes_nothing(home: House) -> None:
    import_units(table_of_text(UNITS), by=home.erlan, at=MONDAY)
    import_people(table_of_text(PEOPLE), by=home.erlan, at=MONDAY)
    entries = Entry.objects.count()

    again = import_units(table_of_text(UNITS), by=home.erlan, at=MONDAY)
    people = import_people(table_of_text(PEOPLE), by=home.erlan, at=MONDAY)

    assert again.count(Standing.SAME) == 2
    assert people.count(Standing.SAME) == 2
    assert Entry.objects.count() == entries


def test_a_tree_may_be_turned_round_in_one_table(home: House) -> None:
    import_units(table_of_text(UNITS), by=home.erlan, at=MONDAY)
    turned = UNITS.replace("department,folk", "department,institution").replace(
        "faculty,institution", "faculty,kobyz"
    )

    taken = import_units(table_of_text(turned), by=home.erlan, at=MONDAY)

    assert taken.count(Standing.CHANGED) == 2
    folk = Unit.objects.get(code="folk")
    assert folk.parent is not None
    assert folk.parent.code == "kobyz"


def test_people_come_in_without_a_password_and_known_ones_are_moved(home: House) -> None:
    taken = import_people(table_of_text(PEOPLE), by=home.erlan, at=MONDAY)

    assert (taken.count(Standing.NEW), taken.count(Standing.CHANGED)) == (1, 1)
    made = Person.objects.get(login="ospanov")
    assert (made.unit, made.language) == (home.department, "ru")
    assert not made.has_usable_password()
    assert Person.objects.get(login="aigerim").unit == home.office


def test_an_empty_cell_leaves_what_is_known_of_a_person(home: House) -> None:
    home.aigerim.email = "aigerim@example.kz"
    home.aigerim.save()

    import_people(table_of_text(PEOPLE), by=home.erlan, at=MONDAY)

    assert Person.objects.get(login="aigerim").email == "aigerim@example.kz"


@pytest.mark.parametrize("language", ["kk", "ru", "en", ""])
def test_columns_are_known_by_field_or_by_title_in_any_language(home: House, language: str) -> None:
    needed = [column for column in PEOPLE_COLUMNS if column.needed]
    with override(language or "en"):
        heads = [str(column.title) if language else column.field.upper() for column in needed]

    preview = preview_people(Table(tuple(heads), (("x", "Х", "Х", "office"),)), on=TODAY)

    assert not preview.faults


def test_missing_and_unknown_columns_are_told_before_any_cell(home: House) -> None:
    with pytest.raises(Unfit) as unfit:
        preview_units(Table(("code", "colour"), (("x", "red"),)), on=TODAY)

    assert len(unfit.value.faults) == 2


def test_every_fault_of_units_stands_at_its_cell(home: House) -> None:
    wrong = table_of_text(
        "code,name_kk,name_ru,name_en,kind,parent,graduating\n"
        ",x,x,x,department,institution,\n"
        "a,x,x,x,orchestra,nowhere,maybe\n"
        "b,x,x,x,department,c,\n"
        "c,x,x,x,department,b,\n"
        "b,x,x,x,department,,\n"
        f"d,{'x' * 201},x,,department,,\n"
    )

    preview = preview_units(wrong, on=TODAY)

    assert cells(preview) >= {
        (1, "code"), (2, "kind"), (2, "parent"), (2, "graduating"), (5, "code"),
        (6, "name_kk"), (6, "name_en"),
    }  # fmt: skip
    assert preview.fault_at(2, "kind")
    assert not preview.fault_at(2, "code")


def test_a_circle_is_found_over_units_that_are_not_in_the_table(home: House) -> None:
    around = table_of_text(
        "code,name_kk,name_ru,name_en,kind,parent\nfaculty,f,f,f,faculty,dombyra\n"
    )

    assert cells(preview_units(around, on=TODAY)) == {(1, "parent")}


def test_every_fault_of_people_stands_at_its_cell(home: House) -> None:
    wrong = table_of_text(
        "login,surname,given_name,unit,email,language\n"
        "x,,X,nowhere,not-mail,fr\n"
        "y,Y,Y,office,,\n"
        "Y,Y,Y,office,,\n"
    )

    assert cells(preview_people(wrong, on=TODAY)) == {
        (1, "surname"), (1, "unit"), (1, "email"), (1, "language"), (3, "login"),
    }  # fmt: skip


def test_one_fault_stops_all_rows(home: House) -> None:
    with pytest.raises(Unfit):
        import_people(table_of_text(PEOPLE + "z;;З;office;;\n"), by=home.erlan, at=MONDAY)

    assert not Person.objects.filter(login="ospanov").exists()
    assert not Entry.objects.exists()
