"""The forms are found where their record stands, each language and format one press away (18)."""

import zipfile
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from lxml.html import HtmlElement

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.visiting import Come, read
from tuzetu.dossier.plan import Plan

pytestmark = [pytest.mark.django_db, pytest.mark.clause("18")]

SIX = [
    f"{ending} – {{name}}, {language}"
    for language in ("In Kazakh", "In Russian", "In both languages")
    for ending in ("PDF", "DOCX")
]
NINE = [
    f"{ending} – {{name}}, {language}"
    for language in ("In Kazakh", "In Russian", "In both languages")
    for ending in ("XLSX", "PDF", "DOCX")
]


def ways(page: HtmlElement) -> dict[str, str]:
    """The addresses of the printed forms by the words of their links."""
    links = page.xpath("//ul[@class='paper']//a")
    return {" ".join(one.text_content().split()): one.get("href") for one in links}


def named(expected: list[str], *names: str) -> list[str]:
    return [one.format(name=name) for name in names for one in expected]


def test_a_case_offers_both_its_forms_in_each_language(come: Come, home: House) -> None:
    nc = given.approved(home).joined.get().cycle.nc

    found = ways(read(come(home.saule).get(reverse("case", args=(nc.pk,)))))

    assert list(found) == named(SIX, "Annex 1. Plan", "Annex 2. Report")


def test_a_plan_offers_its_form_in_each_language(come: Come, home: House) -> None:
    found = ways(read(come(home.saule).get(reverse("plan", args=(given.approved(home).pk,)))))

    assert list(found) == named(SIX, "Annex 1. Plan")


@pytest.mark.parametrize(
    ("page", "name"), [("log", "Annex 3. Log"), ("plans", "Register of plans")]
)
def test_a_register_offers_itself_before_its_rows(
    come: Come, home: House, page: str, name: str
) -> None:
    given.approved(home)

    shown = read(come(home.saule).get(reverse(page)))

    assert list(ways(shown)) == named(NINE, name)
    assert shown.xpath("//ul[@class='paper']/following::table")
    assert not shown.xpath("//table/following::ul[@class='paper']")


@pytest.mark.parametrize("page", ["log", "plans"])
def test_each_way_leads_to_a_file_in_the_language_that_it_names(
    come: Come, home: House, page: str
) -> None:
    given.approved(home)
    visitor = come(home.saule)

    found = ways(read(visitor.get(reverse(page))))

    for words, href in found.items():
        answer = visitor.get(href)
        assert answer.status_code == 200, words
        assert answer["Content-Disposition"].startswith("attachment")
        language = {"In Kazakh": "=kk", "In Russian": "=ru", "In both languages": "=kk%2Bru"}
        assert href.endswith(language[words.split(", ")[1]])


def saved_as(answer: HttpResponse) -> tuple[str, str]:
    """The name of a file for old browsers, and the whole one."""
    plain, whole = answer["Content-Disposition"].removeprefix("attachment; ").split("; ")
    return plain, unquote(whole.removeprefix("filename*=UTF-8''"))


def test_files_are_named_by_the_number_of_their_record(come: Come, home: House) -> None:
    plan = given.approved(home)
    nc = plan.joined.get().cycle.nc
    visitor = come(home.saule)

    names = [
        saved_as(visitor.get(f"/print/{path}"))
        for path in (
            f"annex1/{plan.pk}.pdf",
            f"annex2/{nc.pk}.docx",
            "annex3/2026.xlsx",
            "plans/2026.pdf?language=ru",
        )
    ]

    assert names == [
        ('filename="annex1-2026-0001.pdf"', "ТӘЖ-2026-0001.pdf"),
        ('filename="annex2-2026-0001.docx"', "СЕ-2026-0001.docx"),
        ('filename="annex3-2026.xlsx"', "Журнал-2026.xlsx"),
        ('filename="plans-2026.pdf"', "Реестр планов 2026.pdf"),
    ]


def test_a_draft_without_number_is_named_by_its_form(come: Come, home: House) -> None:
    plan = given.approved(home)
    Plan.objects.filter(pk=plan.pk).update(number=None)

    answer = come(home.saule).get(f"/print/annex1/{plan.pk}.docx")

    assert answer["Content-Disposition"] == f'attachment; filename="annex1-{plan.pk}.docx"'


@pytest.mark.parametrize(("reads", "words"), [("ru", "Журнал"), ("kk", "журналы")])
def test_a_form_is_printed_in_the_readers_language_unless_another_is_asked(
    home: House, come: Come, reads: str, words: str
) -> None:
    given.registered(home)
    clock.set_to(day(1))
    visitor = come(home.saule)
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = reads

    def printed(asked: str) -> str:
        answer = visitor.get(reverse("print", args=("annex3", 2026, "docx")) + asked)
        with zipfile.ZipFile(BytesIO(answer.getvalue())) as packed:
            return packed.read("word/document.xml").decode()

    other = {"ru": "kk", "kk": "ru"}[reads]
    assert printed("") == printed(f"?language={reads}") != printed(f"?language={other}")
    assert words in printed("")
