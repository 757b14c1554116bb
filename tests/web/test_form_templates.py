"""Templates of the forms are replaced on a page: good ones print at once, bad ones are refused."""

from http import HTTPStatus
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests import given
from tests.given import MONDAY, House, appoint, day
from tests.journeys import clock
from tests.paperwork.templates import repacked, replaced, saying, tagged
from tests.web.visiting import Come, text_of
from tuzetu.conduct.filing import path_of
from tuzetu.conduct.replacing_templates import replace_template
from tuzetu.dossier.form_template import FormTemplate, template_of
from tuzetu.dossier.plan import Plan
from tuzetu.journal.chain import verify
from tuzetu.journal.models import Entry, EntryContents
from tuzetu.paperwork.docx import standard_template
from tuzetu.procedure.offices import Office

MARK = "КАФЕДРА ҮЛГІСІ"


@pytest.fixture
def office_head(home: House, come: Come) -> Client:
    """The head of the project office has come in."""
    appoint(home.saule, Office.OFFICE_HEAD)
    return come(home.saule)


def send(visitor: Client, form: str, content: bytes, name: str = "үлгі.docx") -> HttpResponse:
    """A template is uploaded for a form."""
    upload = SimpleUploadedFile(name, content)
    return visitor.post(reverse("replace_template", args=(form,)), {"file": upload})


def printed(visitor: Client, plan: Plan, query: str = "", ending: str = "docx") -> HttpResponse:
    """Annex 1 of a plan as a file."""
    return visitor.get(reverse("print", args=("annex1", plan.pk, ending)) + query)


def words(document: bytes) -> str:
    """The text of a DOCX file."""
    with ZipFile(BytesIO(document)) as packed:
        return packed.read("word/document.xml").decode()


def test_a_good_template_prints_at_once_and_is_journaled(home: House, office_head: Client) -> None:
    plan = given.approved(home)
    assert MARK not in words(printed(office_head, plan).content)

    answer = send(office_head, "annex1", tagged(MARK))

    assert (answer.status_code, answer.url) == (HTTPStatus.FOUND, reverse("templates"))
    assert MARK in words(printed(office_head, plan, "?language=ru").content)
    held = FormTemplate.objects.get()
    assert (held.form, held.name, held.set_by, held.set_at) == (
        "annex1",
        "үлгі.docx",
        home.saule,
        MONDAY,
    )
    entry = Entry.objects.latest("seq")
    assert (entry.code, entry.subject_id, entry.by) == ("edit:form_template", held.pk, home.saule)
    assert "үлгі.docx" in EntryContents.objects.get(entry=entry).text
    assert verify() == []


def test_pdf_and_other_forms_stay_as_they_were(home: House, office_head: Client) -> None:
    plan = given.approved(home)
    nc = plan.joined.get().cycle.nc
    send(office_head, "annex1", tagged(MARK))

    report = office_head.get(reverse("print", args=("annex2", nc.pk, "docx")))

    assert MARK not in words(report.content)
    assert printed(office_head, plan, ending="pdf").content.startswith(b"%PDF")


def test_all_faults_of_a_template_are_told_at_once(home: House, office_head: Client) -> None:
    answer = send(office_head, "annex1", saying("{{ heading }}"))

    page = text_of(answer)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert page.count("The template leaves out what the form must show") > 10
    assert "The table lacks the row of column numbers from 1 to 6" in page
    assert not FormTemplate.objects.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7", "not a sound DOCX document"),
        (bytes(5_000_001), "larger than 5 MB"),
        (repacked(more={"word/vbaProject.bin": b"\xd0\xcf"}), "a program or an embedded object"),
        (repacked(more={"word/big.xml": b"<a>" + b" " * 4_000_000 + b"</a>"}), "unpacks to far"),
        (tagged("{{ rows.append(1) }}"), "A tag cannot be understood"),
        (tagged("{{ ''.__class__ }}"), "The form holds nothing named"),
        (tagged("{% for a in rows %}" * 9 + "{% endfor %}" * 9), "repeats more than there is"),
        (standard_template("annex3"), "The form holds nothing named"),
        (replaced("word/document.xml", "<w:body>", "<w:tbl>"), "not a sound DOCX document"),
    ],
    ids=["pdf", "large", "macro", "bomb", "call", "class", "loops", "other form", "unsound"],
)
def test_a_hostile_or_unsound_template_is_refused_with_its_fault(
    home: House, office_head: Client, content: bytes, says: str
) -> None:
    answer = send(office_head, "annex1", content)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert says in text_of(answer)
    assert not FormTemplate.objects.exists()


def test_without_a_file_nothing_is_taken(home: House, office_head: Client) -> None:
    answer = office_head.post(reverse("replace_template", args=("annex1",)), {})
    empty = send(office_head, "annex1", b"")

    assert answer.status_code == empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not FormTemplate.objects.exists()


def test_earlier_templates_stay_and_the_built_in_one_comes_back(
    home: House, office_head: Client
) -> None:
    plan = given.approved(home)
    first, second = tagged(MARK), tagged("ЕКІНШІ")
    send(office_head, "annex1", first, "бірінші.docx")
    clock.set_to(day(1))
    send(office_head, "annex1", second, "екінші.docx")

    back = office_head.post(reverse("restore_template", args=("annex1",)))

    assert back.status_code == HTTPStatus.FOUND
    assert template_of("annex1") is None
    text = words(printed(office_head, plan).content)
    assert MARK not in text
    assert "ЕКІНШІ" not in text
    page = text_of(office_head.get(reverse("templates")))
    for content, name in ((first, "бірінші.docx"), (second, "екінші.docx")):
        held = FormTemplate.objects.get(name=name)
        where = reverse("kept_template", args=(held.pk,))
        assert name in page
        assert where in page
        fetched = office_head.get(where)
        assert fetched.content == content
        assert fetched["Content-Disposition"].startswith("attachment")
    assert Entry.objects.filter(code="edit:form_template").count() == 3
    again = office_head.post(reverse("restore_template", args=("annex1",)))
    assert again.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("form", ["annex1", "annex2", "annex3", "plans_register"])
def test_the_built_in_template_can_be_fetched_and_sent_back(
    home: House, office_head: Client, form: str
) -> None:
    fetched = office_head.get(reverse("built_in", args=(form,)))

    assert send(office_head, form, fetched.content).status_code == HTTPStatus.FOUND
    assert template_of(form) is not None


def test_a_template_that_fits_the_sample_and_not_the_record_is_told_with_ways_out(
    home: House, office_head: Client, come: Come
) -> None:
    plan = given.approved(home)
    of_two_lines = tagged("{{ rows[1].action }}")
    assert send(office_head, "annex1", of_two_lines).status_code == HTTPStatus.FOUND

    for visitor, keeps in ((office_head, True), (come(home.dauren), False)):
        answer = printed(visitor, plan, "?language=ru")
        page = text_of(answer)
        assert answer.status_code == HTTPStatus.CONFLICT
        assert "The office's template cannot be filled with this record." in page
        way = reverse("print", args=("annex1", plan.pk, "docx")) + "?template=built-in"
        assert way in page
        assert reverse("print", args=("annex1", plan.pk, "pdf")) in page
        assert (f'href="{reverse("templates")}"' in page) is keeps
        assert visitor.get(way).status_code == HTTPStatus.OK


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", saying("{{ '' }"), tagged("{% if %}")])
def test_whatever_lies_there_is_no_fault_of_the_server(
    home: House, office_head: Client, content: bytes
) -> None:
    plan = given.approved(home)
    replace_template("annex1", content, name="x.docx", by=home.saule, at=MONDAY)

    assert printed(office_head, plan).status_code == HTTPStatus.CONFLICT


def test_a_lost_file_is_no_fault_of_the_server(home: House, office_head: Client) -> None:
    plan = given.approved(home)
    send(office_head, "annex1", tagged("ЖОҒАЛАДЫ"))
    held = template_of("annex1")
    assert held is not None
    assert held.file is not None
    path_of(held.file).unlink()

    assert printed(office_head, plan).status_code == HTTPStatus.CONFLICT
    lost = office_head.get(reverse("kept_template", args=(held.pk,)))
    assert lost.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("who", ["aigerim", "dauren", "maira", "saule"])
def test_others_look_and_fetch_but_replace_nothing(home: House, come: Come, who: str) -> None:
    visitor = come(getattr(home, who))
    page = text_of(visitor.get(reverse("templates")))

    assert visitor.get(reverse("built_in", args=("annex1",))).status_code == HTTPStatus.OK
    for name in ("replace_template", "restore_template"):
        where = reverse(name, args=("annex1",))
        assert where not in page
        assert visitor.get(where).status_code == HTTPStatus.FORBIDDEN
        assert visitor.post(where).status_code == HTTPStatus.FORBIDDEN


def test_forms_that_do_not_exist_are_not_found(home: House, office_head: Client) -> None:
    answers = [
        office_head.get(reverse(name, args=("annex9",)))
        for name in ("built_in", "replace_template", "restore_template")
    ]

    assert [one.status_code for one in answers] == [HTTPStatus.NOT_FOUND] * 3
    missing = office_head.get(reverse("kept_template", args=(99,)))
    assert missing.status_code == HTTPStatus.NOT_FOUND
