"""What scripts add to a page: nothing typed is lost; and the pages stand without them."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.web.look_window import ground, window
from tuzetu.web.pages.gallery import PAGES

pytest_plugins = ["tests.web.look_window"]
pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.web.look_addresses"),
]


def test_the_summary_of_errors_has_the_focus_and_leads_into_the_field(page: Page) -> None:
    page.goto("/design/step/")

    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name=re.compile("^Сипаты")).click()

    assert page.evaluate("document.activeElement.name") == "says"
    assert page.title().startswith("Әлі қабылданған жоқ")


def test_an_error_in_a_group_leads_to_its_first_choice(page: Page) -> None:
    page.goto("/design/step/")

    page.get_by_role("link", name=re.compile("^Түрі")).click()

    assert page.evaluate("document.activeElement.value") == "actual"


def test_appearance_changes_at_once_and_lasts(page: Page) -> None:
    page.goto("/design/case/")
    page.locator(".own > summary").click()

    with page.expect_response("**/appearance/"):
        page.locator(".own").get_by_role("button", name="Күңгірт").click()

    assert ground(page) == "rgb(15, 22, 29)"
    page.reload()
    assert ground(page) == "rgb(15, 22, 29)"


def test_a_change_of_language_keeps_page_and_text(page: Page) -> None:
    page.goto("/design/step/?from=today")
    page.locator("[name=title]").fill("Ноталардың есебі жоқ")
    page.locator("[value=potential]").check()

    page.get_by_role("button", name="РУС").click()
    page.wait_for_url("**/design/step/?from=today")

    assert page.locator("html").get_attribute("lang") == "ru"
    assert page.locator("[name=title]").input_value() == "Ноталардың есебі жоқ"
    assert page.locator("[value=potential]").is_checked()


def test_a_change_of_language_keeps_rows_that_were_added(page: Page) -> None:
    page.goto("/design/step/")
    rows = page.locator("tz-rows").first
    rows.locator("button[name$='-add']").click()
    added = rows.locator("[name$='-says']").last
    name = added.get_attribute("name")
    added.fill("Қосылған жол")

    page.get_by_role("button", name="РУС").click()
    expect(page.locator("html[lang=ru]")).to_be_visible()

    expect(page.locator(f"[name='{name}']")).to_have_value("Қосылған жол")


def test_text_that_could_not_be_sent_is_offered_again(page: Page) -> None:
    page.goto("/design/fresh/")
    page.locator("[name=says]").fill("Үш топта ноталар жоқ")
    page.context.set_offline(offline=True)
    with page.expect_event("requestfailed"):
        page.locator(".step-form__bar .act--primary").click()
    page.context.set_offline(offline=False)

    page.goto("/design/fresh/")
    page.locator(".flash").get_by_role("button").first.click()

    assert page.locator("[name=says]").input_value() == "Үш топта ноталар жоқ"


def test_text_that_was_taken_is_not_offered_again(page: Page) -> None:
    page.goto("/design/fresh/")
    page.locator("[name=says]").fill("Үш топта ноталар жоқ")
    page.evaluate("document.querySelector('.step-form').action = '/taken/'")

    page.locator(".step-form__bar .act--primary").click()
    page.wait_for_url("**/taken/")
    page.goto("/design/today/")
    page.goto("/design/fresh/")

    assert page.locator(".flash").count() == 0


def test_an_unfinished_form_is_saved_while_it_is_typed(page: Page) -> None:
    page.goto("/design/fresh/")
    page.evaluate("document.querySelector('tz-draft').setAttribute('url', '/taken/')")

    with page.expect_request("**/taken/") as saved:
        page.locator("[name=says]").fill("Үш топта ноталар жоқ")

    assert "Үш топта ноталар жоқ" in (saved.value.post_data_buffer or b"").decode()
    page.wait_for_function(
        "() => document.querySelector('.step-form__draft').textContent.includes(':')"
    )


def test_rows_grow_at_once_and_a_pasted_table_can_be_taken_back(page: Page) -> None:
    page.goto("/design/step/")
    rows = page.locator(".form-row")

    page.locator("[name=lines-add]").click()
    assert rows.count() == 3
    assert page.evaluate("document.activeElement.name") == "lines-2-says"

    page.locator(".paste summary").click()
    page.locator("[name=lines-paste]").fill("Бір\tА. Сейіт\t1.12.2026\nЕкі\tБ. Әлі\t15.12.2026\n")
    page.locator("[name=lines-fill]").click()
    assert rows.count() == 4
    assert page.locator("[name=lines-3-due_on]").input_value() == "2026-12-15"

    page.get_by_role("button", name="Қойылған жолдарды кері қайтару").click()
    assert rows.count() == 3
    assert page.locator("[name=lines-2-says]").input_value() == ""


def test_chosen_files_are_named(page: Page) -> None:
    page.goto("/design/step/")

    page.locator("[name=evidence]").last.set_input_files(
        {"name": "журнал.pdf", "mimeType": "application/pdf", "buffer": b"%PDF" * 600}
    )

    assert page.locator(".files__chosen").inner_text() == "журнал.pdf, 2,4 КБ"


def test_a_change_of_language_tells_which_files_to_choose_again(page: Page) -> None:
    page.goto("/design/step/")
    scan = {"name": "журнал.pdf", "mimeType": "application/pdf", "buffer": b"%PDF" * 600}
    page.locator("[name=evidence]").last.set_input_files(scan)

    page.locator(".languages [value=ru]").click()
    told = page.locator(".files__chosen").inner_text()
    page.reload()

    assert told.endswith("журнал.pdf")
    assert "КБ" not in told
    assert page.locator(".files__chosen").inner_text() == ""


def test_shortcuts_go_by_the_place_of_the_key_and_can_be_turned_off(page: Page) -> None:
    page.goto("/design/case/")

    page.keyboard.press("Shift+Slash")
    assert page.locator("dialog[open] kbd").all_inner_texts()[0] == "/"
    page.locator("dialog [name=on]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("Slash")

    assert page.evaluate("document.activeElement.id") != "search"


def test_an_act_that_cannot_be_undone_asks_first_without_scripts(
    chromium: Browser, live_server: LiveServer
) -> None:
    context = window(chromium, live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/design/reopened/")

    assert not page.get_by_role("button", name="Иә: Күшін жою").is_visible()
    page.locator(".confirm summary").click()

    assert page.get_by_role("button", name="Иә: Күшін жою").is_visible()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_stands_without_scripts(
    chromium: Browser, live_server: LiveServer, name: str
) -> None:
    context = window(chromium, live_server.url, java_script_enabled=False)
    page = context.new_page()

    answer = page.goto(f"/design/{name}/")

    assert answer is not None
    assert answer.ok
    assert page.locator("h1").count() == 1
    assert page.locator("tz-keys:not([hidden])").count() == 0
    context.close()
