"""What was typed and not sent comes back under its own name, with its files, and can be dropped."""

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.given import House
from tests.web.scenes import SCENES, address
from tests.web.visiting import Come, read, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.evidence import Attachment, Draft

pytestmark = [pytest.mark.django_db, pytest.mark.clause("30")]

REPORT = "/do/submit_report/"
RETURNED = "was not sent; it stands below."


def proof(name: str = "дәлел.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "Он екі тақырып".encode())


def typed(home: House, **more: object) -> dict[str, object]:
    return SCENES["submit_report"].typed(home, None) | more


def kept_in(answer: object) -> dict[str, str]:
    """The boxes of files that were received before: name and value."""
    boxes = read(answer).xpath("//input[@name='drop_file']")
    return {box.getparent().text_content().strip(): box.get("value") for box in boxes}


def test_a_form_that_came_back_names_the_files_that_it_has(home: House, come: Come) -> None:
    visitor = come(home.aigerim)

    back = visitor.post(REPORT, typed(home, files=proof(), description=""))

    assert back.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert list(kept_in(back)) == ["дәлел.txt"]


def test_a_file_that_was_taken_out_does_not_go_along(home: House, come: Come) -> None:
    visitor = come(home.aigerim)
    back = visitor.post(REPORT, typed(home, files=proof("артық.txt"), description=""))
    out = kept_in(back)["артық.txt"]

    visitor.post(REPORT, typed(home, files=proof("керек.txt"), drop_file=out))

    nc = Nonconformity.objects.get()
    assert [one.name for one in nc.files.all()] == ["керек.txt"]


def test_nobody_takes_out_what_another_received(home: House, come: Come) -> None:
    come(home.asel).post(REPORT, typed(home, files=proof(), description=""))
    theirs = Attachment.objects.get()

    come(home.aigerim).post(REPORT, typed(home, drop_file=theirs.pk, description=""))

    assert Attachment.objects.get() == theirs


@pytest.mark.parametrize("odd", ["", "x", "9" * 30, "-1"])
def test_odd_keys_take_nothing_out(home: House, come: Come, odd: str) -> None:
    visitor = come(home.aigerim)
    visitor.post(REPORT, typed(home, files=proof(), description=""))

    back = visitor.post(REPORT, typed(home, drop_file=odd, description=""))

    assert list(kept_in(back)) == ["дәлел.txt"]


def test_what_comes_back_is_told_and_can_be_begun_anew(home: House, come: Come) -> None:
    visitor = come(home.aigerim)
    assert RETURNED not in text_of(visitor.get(REPORT))
    visitor.post("/drafts/submit_report/0/", {"description": "Ескі мәтін"})
    visitor.post(REPORT, typed(home, files=proof(), description=""))

    again = visitor.get(REPORT)
    page = text_of(again)
    assert RETURNED in page
    assert list(kept_in(again)) == ["дәлел.txt"]

    dropped = visitor.post("/drafts/submit_report/0/", {"anew": "1"})

    assert dropped.headers["Location"] == REPORT
    assert not Draft.objects.exists()
    assert not Attachment.objects.exists()
    fresh = visitor.get(REPORT)
    assert RETURNED not in text_of(fresh)
    assert kept_in(fresh) == {}


@pytest.mark.clause("36")
def test_a_draft_on_a_record_is_dropped_from_its_own_page(home: House, come: Come) -> None:
    who, nc = SCENES["write_analysis"].set(home)
    visitor, where = come(who), address("write_analysis", nc)
    visitor.post(f"/drafts/write_analysis/{nc.pk}/", {"significance": "Ескі"})

    assert RETURNED in text_of(visitor.get(where))
    dropped = visitor.post(f"/drafts/write_analysis/{nc.pk}/", {"anew": "1"})

    assert dropped.headers["Location"] == where
    assert RETURNED not in text_of(visitor.get(where))


def test_the_same_file_chosen_again_is_attached_once(home: House, come: Come) -> None:
    visitor = come(home.aigerim)
    visitor.post(REPORT, typed(home, files=proof(), description=""))

    visitor.post(REPORT, typed(home, files=proof()))

    assert [one.name for one in Nonconformity.objects.get().files.all()] == ["дәлел.txt"]


def test_a_file_that_was_refused_leaves_nothing_that_comes_back(home: House, come: Come) -> None:
    visitor = come(home.aigerim)
    bad = SimpleUploadedFile("вирус.exe", b"MZ")

    visitor.post(REPORT, typed(home, files=bad))

    assert RETURNED not in text_of(visitor.get(REPORT))
