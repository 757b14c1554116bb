"""Pages of people, units, offices, lists, calendar: who sees what, who changes what, all faults."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from http import HTTPStatus

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import check_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.given import MONDAY, House, appoint, person, unit
from tuzetu.dossier.duty import Duty
from tuzetu.people.appointment import Appointment, head_of, holders, offices_of
from tuzetu.people.lists import ListItem, items
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.people.working_calendar import CalendarDay, effective_calendar
from tuzetu.procedure.offices import Office
from tuzetu.web.pages.people_urls import urlpatterns

TODAY = MONDAY.date()


def monday() -> object:
    """The clock of these tests."""
    return MONDAY


@pytest.fixture(autouse=True)
def _clock(settings: LazySettings) -> None:
    settings.CLOCK = "tests.web.test_people_pages.monday"
    settings.LANGUAGE_CODE = "en"


Come = Callable[[Person], Client]


@pytest.fixture
def come() -> Come:
    def enter(who: Person) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(who)
        return client

    return enter


@pytest.fixture
def administrator(home: House, come: Come) -> Client:
    appoint(home.timur, Office.ADMINISTRATOR)
    return come(home.timur)


@pytest.fixture
def office_head(home: House, come: Come) -> Client:
    appoint(home.saule, Office.OFFICE_HEAD)
    return come(home.saule)


def text_of(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def sent(client: Client, name: str, *args: object, **told: object) -> HttpResponse:
    return client.post(reverse(name, args=args), told)  # type: ignore[return-value]


def test_staff_see_names_posts_units_and_nothing_more(home: House, come: Come) -> None:
    Person.objects.filter(pk=home.asel.pk).update(post="Доцент", email="asel@example.kz")
    client = come(home.aigerim)

    shown = text_of(client.get("/people/")) + text_of(client.get(f"/people/{home.asel.pk}/"))

    assert "Әселов Әсел" in shown
    assert "Доцент" in shown
    assert "asel@example.kz" not in shown
    assert "dauren" not in shown


def test_the_administrator_sees_login_and_address(home: House, administrator: Client) -> None:
    Person.objects.filter(pk=home.asel.pk).update(email="asel@example.kz")

    for address in ("/people/", f"/people/{home.asel.pk}/"):
        shown = text_of(administrator.get(address))
        assert "asel@example.kz" in shown
        assert "asel" in shown


def test_people_are_found_by_name_and_by_unit(home: House, come: Come) -> None:
    client = come(home.aigerim)

    by_name = text_of(client.get("/people/", {"words": "асел"}))
    by_unit = text_of(client.get("/people/", {"unit": "faculty"}))

    assert "Әселов" in by_name
    assert "Бауыржанов" not in by_name
    assert "Бауыржанов" in by_unit
    assert "Жанаров" not in by_unit


def test_the_list_goes_on_over_pages(home: House, come: Come) -> None:
    for number in range(60):
        person(f"p{number}", f"Я{number:02}", home.office)
    client = come(home.aigerim)

    first, second = client.get("/people/"), client.get("/people/", {"page": "2"})

    assert "1–50 of 70" in text_of(first)
    assert "51–70 of 70" in text_of(second)
    assert "page=2" in text_of(first)


ONLY_ADMINISTRATOR = (
    "add_person", "import_people", "change_person", "move_person", "leave", "rejoin", "disable",
    "enable", "give_password", "add_unit", "import_units", "change_unit", "move_unit",
    "close_unit", "appoint",
)  # fmt: skip
ONLY_OFFICE_HEAD = ("add_entry", "reword_entry", "retire_entry", "set_day", "strike_day")


def address(name: str) -> str:
    route = next(one for one in urlpatterns if one.name == name)
    values = {"pk": 1, "name": "sources"}
    return reverse(name, kwargs={key: values[key] for key in route.pattern.converters})


@pytest.mark.parametrize("name", [*ONLY_ADMINISTRATOR, *ONLY_OFFICE_HEAD])
@pytest.mark.parametrize("who", ["aigerim", "saule", "maira", "dauren"])
def test_others_change_nothing(home: House, come: Come, name: str, who: str) -> None:
    client = come(getattr(home, who))

    closed = client.get(address(name))
    assert closed.status_code == HTTPStatus.FORBIDDEN
    whose = "system administrator" if name in ONLY_ADMINISTRATOR else "head of the project office"
    assert f"It is the work of: {whose}" in closed.content.decode()
    assert client.post(address(name), {}).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("name", ONLY_OFFICE_HEAD)
def test_lists_and_calendar_are_not_the_administrators(administrator: Client, name: str) -> None:
    assert administrator.post(address(name), {}).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("name", ONLY_ADMINISTRATOR)
def test_people_are_not_the_office_heads(office_head: Client, name: str) -> None:
    assert office_head.post(address(name), {}).status_code == HTTPStatus.FORBIDDEN


def test_only_those_who_may_are_offered_changes(
    home: House, come: Come, administrator: Client
) -> None:
    change = reverse("change_unit", args=(home.department.pk,))
    shown = reverse("unit", args=(home.department.pk,))

    assert change in text_of(administrator.get(shown))
    assert change not in text_of(come(home.aigerim).get(shown))


PAGES = ("/people/", "/units/", "/offices/", "/lists/sources/", "/calendar/", "/me/")


@pytest.mark.parametrize("here", PAGES)
def test_more_rows_ask_no_more_questions(
    home: House,
    administrator: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    here: str,
) -> None:
    with django_assert_max_num_queries(60) as few:
        administrator.get(here)
    count = len(few.captured_queries)
    for number in range(5):
        made = unit(f"u{number}", Unit.Kind.DEPARTMENT, home.department)
        who = person(f"p{number}", f"Я{number}", made, Office.HEAD_OF_UNIT, made)
        appoint(who, Office.AUDITOR)
        ListItem.objects.create(
            list="sources", code=f"c{number}", position=99, kk="к", ru="р", en="e", from_on=TODAY
        )

    with django_assert_max_num_queries(count):
        administrator.get(here)


def test_a_person_is_added_corrected_moved(home: House, administrator: Client) -> None:
    told = {"surname": "Оспанов", "given_name": "Ерлан", "login": "Ospanov", "language": "ru"}
    sent(administrator, "add_person", **told, unit=home.department.pk)
    made = Person.objects.get(login="ospanov")

    sent(administrator, "change_person", made.pk, **(told | {"post": "Доцент"}))
    sent(administrator, "move_person", made.pk, unit=home.office.pk, post="Маман")

    made.refresh_from_db()
    assert (made.unit, made.post, made.language) == (home.office, "Маман", "ru")


def test_faults_come_back_beside_their_fields_with_what_was_typed(
    home: House, administrator: Client
) -> None:
    told = {"surname": "Оспанов", "given_name": "Ерлан", "login": "aigerim", "language": "ru"}

    answer = sent(administrator, "add_person", **told, unit=home.department.pk)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Somebody else already has this login." in text_of(answer)
    assert 'value="Оспанов"' in text_of(answer)


def test_who_leaves_is_shown_with_what_is_still_owed(home: House, administrator: Client) -> None:
    Duty.objects.create(
        owed="execute", part="executor", person=home.bauyrzhan, subject_kind="action",
        subject_id=1, since_on=TODAY,
    )  # fmt: skip
    asked = administrator.get(reverse("leave", args=(home.bauyrzhan.pk,)))
    assert "Still owed by this person by name: 1" in text_of(asked)

    sent(administrator, "leave", home.bauyrzhan.pk, left_on="2026-02-02", reason="12-ж")
    assert "Бауыржанов" not in text_of(administrator.get("/people/"))
    assert "Works here again" in text_of(administrator.get(f"/people/{home.bauyrzhan.pk}/"))

    sent(administrator, "rejoin", home.bauyrzhan.pk)
    assert "Бауыржанов" in text_of(administrator.get("/people/"))


def test_a_given_password_is_shown_once(home: House, administrator: Client) -> None:
    answer = sent(administrator, "give_password", home.aigerim.pk)

    given = re.search(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", text_of(answer))
    assert given is not None
    kept = Person.objects.get(pk=home.aigerim.pk)
    assert check_password(given.group(), kept.password)
    assert given.group() not in text_of(administrator.get(f"/people/{home.aigerim.pk}/"))
    assert "given password" in text_of(administrator.get(f"/people/{home.aigerim.pk}/"))


def test_an_account_is_closed_and_opened_but_never_the_own_one(
    home: House, administrator: Client
) -> None:
    for login in ("aigerim", "timur"):
        sent(administrator, "disable", Person.objects.get(login=login).pk)
    assert not Person.objects.get(login="aigerim").is_active
    assert Person.objects.get(login="timur").is_active

    sent(administrator, "enable", home.aigerim.pk)
    assert Person.objects.get(login="aigerim").is_active


def outline(code: str, **told: str) -> dict[str, str]:
    names = {"name_kk": code, "name_ru": code, "name_en": code}
    return {"code": code, "kind": "department", **names, **told}


def test_a_unit_is_added_renamed_moved_closed(home: House, administrator: Client) -> None:
    faculty = Unit.objects.get(code="faculty")
    sent(administrator, "add_unit", **outline("kobyz"), parent=faculty.pk)
    made = Unit.objects.get(code="kobyz")
    sent(
        administrator, "change_unit", made.pk, **outline("kobyz", name_en="Kobyz", graduating="on")
    )
    sent(administrator, "move_unit", made.pk, parent=home.office.pk)
    shown = text_of(administrator.get("/units/"))
    assert "Kobyz" in shown

    sent(administrator, "close_unit", made.pk, closed_on="2026-02-02", reason="Біріктірілді")

    made.refresh_from_db()
    assert (made.parent, made.graduating, made.closed_on) == (home.office, True, TODAY)
    assert "Closed units" in text_of(administrator.get("/units/"))
    assert "Closed from" in text_of(administrator.get(f"/units/{made.pk}/"))


def test_a_unit_that_is_in_use_is_not_closed(home: House, administrator: Client) -> None:
    answer = sent(administrator, "close_unit", home.department.pk, closed_on="2026-02-02")

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "People still belong to this unit" in text_of(answer)


def test_the_tree_names_own_heads_and_counts_people(home: House, come: Come) -> None:
    shown = text_of(come(home.aigerim).get("/units/"))

    assert re.search(
        r"dombyra</a>\s*<small[^>]*>department \(chair\) · Д. Дәуренов · 3 people", shown
    )


def test_somebody_is_appointed_and_released(home: House, administrator: Client) -> None:
    asked = text_of(administrator.get("/offices/appoint/", {"person": home.asel.pk}))
    assert f'<option value="{home.asel.pk}" selected' in asked

    sent(administrator, "appoint", person=home.asel.pk, office="auditor", from_on="2026-02-02")
    assert holders(Office.AUDITOR, TODAY) == [home.asel]

    row = Appointment.objects.get(office="auditor")
    sent(administrator, "end_appointment", row.pk, until_on="2026-02-02", reason="12-ж")
    assert holders(Office.AUDITOR, date(2026, 2, 3)) == []


def test_a_second_head_is_refused_in_words(home: House, administrator: Client) -> None:
    answer = sent(
        administrator, "appoint", person=home.asel.pk, office="head_of_unit",
        unit=home.department.pk, from_on="2026-02-02",
    )  # fmt: skip

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Д. Дәуренов is in the office, from" in text_of(answer)


def test_offices_are_shown_now_coming_past(home: House, come: Come) -> None:
    appoint(home.asel, Office.AUDITOR)
    Appointment.objects.filter(person=home.asel).update(until_on=date(2025, 6, 1))
    coming = appoint(home.timur, Office.AUDITOR)
    Appointment.objects.filter(pk=coming.pk).update(from_on=date(2026, 9, 1))

    shown = text_of(come(home.aigerim).get("/offices/"))

    now, coming_part, past = re.split(r"<h2>(?:Coming|Past)</h2>", shown)
    assert "Дәуренов" in now
    assert "Тимуров" in coming_part
    assert "Әселов" in past


def test_a_leave_is_handed_over_in_three_presses(home: House, come: Come) -> None:
    client = come(home.dauren)
    own = text_of(client.get("/me/"))  # first press: the own page
    way = re.search(r'href="(/offices/\d+/substitute/)"', own)
    assert way is not None
    asked = text_of(client.get(way.group(1)))  # second press: hand over
    assert 'value="2026-02-02"' in asked

    told = {"person": home.asel.pk, "from_on": "2026-02-02", "until_on": "2026-02-16"}
    answer = client.post(way.group(1), told)  # third press: send

    assert answer["Location"] == "/me/"
    assert head_of(home.department, TODAY) == home.asel
    assert offices_of(home.dauren, TODAY) == ()
    assert "Ә. Әселов stands in" in text_of(client.get("/me/"))
    assert "on behalf of: Д. Дәуренов" in text_of(client.get("/offices/"))


@pytest.mark.parametrize("name", ["substitute", "end_appointment"])
def test_nobody_hands_over_what_is_not_theirs(home: House, come: Come, name: str) -> None:
    row = Appointment.objects.get(person=home.dauren)

    answer = come(home.aigerim).get(reverse(name, args=(row.pk,)))

    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_units_are_looked_at_first_and_then_taken_in(home: House, administrator: Client) -> None:
    table = "code,name_kk,name_ru,name_en,kind,parent\nkobyz,Қобыз,Кобыз,Kobyz,кафедра,faculty\n"
    table = table.replace("кафедра", "department")

    looked = sent(administrator, "import_units", text=table)
    assert not Unit.objects.filter(code="kobyz").exists()
    kept = re.search(r'name="kept" value="([^"]+)"', looked.content.decode())
    assert kept is not None
    answer = sent(administrator, "import_units", kept=unescape(kept.group(1)))

    assert answer.status_code == HTTPStatus.FOUND
    assert Unit.objects.get(code="kobyz").name_kk == "Қобыз"


def test_faults_of_an_import_stand_at_their_cells(home: House, administrator: Client) -> None:
    table = b"login;surname;given_name;unit\nx;;X;nowhere\n"
    file = SimpleUploadedFile("people.csv", table)

    answer = sent(administrator, "import_people", file=file)

    shown = text_of(answer)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "This cell must be filled in." in shown
    assert "There is no open unit with this code." in shown
    assert "Take all rows in" not in shown
    assert "x\t\tX\tnowhere" in shown


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"text": "code\nx\n"},
        {"text": "colour,code\nred,x\n"},
        {"kept": "code\tkind\nx\ty\n"},
        {"kept": ""},
    ],
)
def test_a_table_that_does_not_fit_is_not_taken(
    home: House, administrator: Client, told: dict[str, str]
) -> None:
    before = Unit.objects.count()

    answer = sent(administrator, "import_units", **told)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Unit.objects.count() == before


def test_an_entry_is_added_reworded_retired(home: House, office_head: Client) -> None:
    words = {"kk": "Сахна", "ru": "Сцена", "en": "Stage"}
    sent(office_head, "add_entry", "processes", code="stage", **words)
    item = items("processes").get(code="stage")
    sent(office_head, "reword_entry", item.pk, **(words | {"en": "The stage"}))
    again = items("processes").get(code="stage")
    assert again.en == "The stage"

    sent(office_head, "retire_entry", again.pk, reason="Артық")

    assert not items("processes").filter(code="stage").exists()
    assert "No longer offered" in text_of(office_head.get("/lists/processes/"))


def test_a_list_that_does_not_exist_is_not_found(office_head: Client) -> None:
    assert office_head.get("/lists/nothing/").status_code == HTTPStatus.NOT_FOUND
    assert office_head.get("/lists/nothing/add/").status_code == HTTPStatus.NOT_FOUND


def test_a_day_is_set_shown_and_struck(home: House, office_head: Client) -> None:
    sent(office_head, "set_day", on="2026-02-04", works="no", reason="Карантин", order_number="3")
    shown = text_of(office_head.get("/calendar/"))
    assert "Карантин" in shown
    assert 'class="year__day year__day--holiday year__day--own" title="Карантин (№ 3)"' in shown
    assert not effective_calendar(TODAY).is_working(date(2026, 2, 4))

    sent(office_head, "strike_day", CalendarDay.objects.get().pk, reason="Қате")

    assert effective_calendar(TODAY).is_working(date(2026, 2, 4))


def test_the_calendar_of_a_year_names_its_holidays(home: House, come: Come) -> None:
    client = come(home.aigerim)

    shown = text_of(client.get("/calendar/2026/"))

    assert "International Women's Day" in shown
    assert client.get("/calendar/1999/").status_code == HTTPStatus.NOT_FOUND
    assert "Set a day otherwise" not in shown


def test_preferences_are_kept_and_shown_at_once(home: House, come: Come) -> None:
    client = come(home.aigerim)

    answer = sent(client, "account", language="ru", theme="dark", density="compact")

    kept = Person.objects.get(pk=home.aigerim.pk)
    assert (kept.language, kept.theme, kept.density, kept.shortcuts) == (
        "ru", "dark", "compact", False,
    )  # fmt: skip
    assert answer.cookies["language"].value == "ru"
    assert answer.cookies["theme"].value == "dark"


def test_preferences_that_make_no_sense_are_refused(home: House, come: Come) -> None:
    answer = sent(come(home.aigerim), "account", language="xx", density="compact")

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Person.objects.get(pk=home.aigerim.pk).language == "kk"


def test_who_holds_no_office_is_told_what_is_open(home: House, come: Come) -> None:
    assert "You hold no office." in text_of(come(home.aigerim).get("/me/"))


def test_the_lists_are_shown_with_their_clauses(home: House, come: Come) -> None:
    shown = text_of(come(home.aigerim).get("/lists/"))

    assert "Detection methods" in shown
    assert 'href="/procedure/#c-29"' in shown


def test_how_an_account_stands_is_told_in_words(home: House, administrator: Client) -> None:
    home.asel.set_unusable_password()
    home.asel.save()
    Person.objects.filter(pk=home.zhanar.pk).update(is_active=False, left_on=date(2026, 5, 1))

    asel = text_of(administrator.get(f"/people/{home.asel.pk}/"))
    zhanar = text_of(administrator.get(f"/people/{home.zhanar.pk}/"))

    assert "no password yet" in asel
    assert "closed" in zhanar
    assert "Leaves on" in zhanar
    assert "Open the account" in zhanar


def test_a_substitute_is_shown_with_whom_they_stand_in_for(home: House, come: Come) -> None:
    row = Appointment.objects.get(person=home.dauren)
    told = {"person": home.asel.pk, "from_on": "2026-02-02", "until_on": "2026-02-16"}
    sent(come(home.dauren), "substitute", row.pk, **told)

    shown = text_of(come(home.aigerim).get(f"/people/{home.asel.pk}/"))

    assert "head of unit: dombyra" in shown
    assert "on behalf of: Д. Дәуренов" in shown


def test_a_file_that_cannot_be_read_is_told_at_its_field(
    home: House, administrator: Client
) -> None:
    answer = sent(administrator, "import_units", file=SimpleUploadedFile("x.xlsx", b"PK\3\4x"))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "The workbook is damaged." in text_of(answer)


def test_an_office_without_an_end_says_since_when_it_is_held(home: House, come: Come) -> None:
    row = Appointment.objects.get(person=home.dauren)

    page = text_of(come(home.saule).get(reverse("person", args=(home.dauren.pk,))))

    assert f"since {row.from_on:%d.%m.%Y}" in page
