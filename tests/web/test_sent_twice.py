"""After the browser's *Back*, or by a second press, a form is sent twice: it makes one thing."""

from functools import partial
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.given import House
from tests.web.scenes import SCENES
from tests.web.test_two_at_once import together
from tests.web.visiting import Come, standing_in, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.evidence import Draft
from tuzetu.dossier.letter import IntakeItem
from tuzetu.journal.chain import verify

pytestmark = pytest.mark.django_db

REPORT = reverse("report")
LETTER = reverse("open", args=("register_letter",))
DRAFT = reverse("draft", args=("submit_report", 0))
THERE = "You had sent this already: it is {}. Nothing was made a second time."


def filled_in(home: House, come: Come) -> dict[str, object]:
    """The form of a report as it stood opened, with everything typed."""
    opened = standing_in(come(home.aigerim).get(REPORT))  # type: ignore[arg-type]
    told = dict(SCENES["submit_report"].typed(home, None))
    return {name: says for name, says in opened.items() if says} | told


@pytest.mark.clause("27.2")
def test_a_report_sent_again_leads_to_the_case_it_made(home: House, come: Come) -> None:
    visitor, typed = come(home.aigerim), filled_in(home, come)

    first, again = (visitor.post(REPORT, typed) for _press in range(2))
    nc = Nonconformity.objects.get()

    assert first["Location"] == again["Location"] == reverse("case", args=(nc.pk,))
    assert THERE.format(nc.number) in text_of(visitor.get(again["Location"]))  # type: ignore[arg-type]
    assert IntakeItem.objects.count() == 1


@pytest.mark.clause("27.2")
def test_the_same_words_in_a_form_opened_anew_make_no_second_case(home: House, come: Come) -> None:
    """Without scripts the browser opens the form anew and puts the words back into it."""
    visitor, typed = come(home.aigerim), filled_in(home, come)
    visitor.post(REPORT, typed)

    again = visitor.post(REPORT, typed | {"sent_as": uuid4()})

    assert again["Location"] == reverse("case", args=(Nonconformity.objects.get().pk,))


@pytest.mark.clause("27.2")
def test_other_words_in_a_form_that_was_sent_are_kept_and_can_be_sent_as_another_matter(
    home: House, come: Come
) -> None:
    visitor, typed = come(home.aigerim), filled_in(home, come)
    visitor.post(REPORT, typed)
    number = Nonconformity.objects.get().number

    back = visitor.post(REPORT, typed | {"description": "Емтихан кестесі ілінбеген."})
    assert back.status_code == HTTPStatus.CONFLICT
    assert f"It made {number}." in text_of(back)  # type: ignore[arg-type]
    assert Nonconformity.objects.count() == 1

    stands = {name: says for name, says in standing_in(back).items() if says}  # type: ignore[arg-type]
    assert stands["description"] == "Емтихан кестесі ілінбеген."
    assert visitor.post(REPORT, stands).status_code == HTTPStatus.FOUND
    assert Nonconformity.objects.count() == 2


@pytest.mark.clause("27.2")
def test_a_form_opened_from_a_draft_is_the_form_that_was_begun(home: House, come: Come) -> None:
    """Begun on a phone, sent at the desk; the phone still shows it and sends it, too."""
    phone, desk, typed = come(home.aigerim), come(home.aigerim), filled_in(home, come)
    phone.post(DRAFT, typed)
    opened = standing_in(desk.get(REPORT))  # type: ignore[arg-type]

    desk.post(REPORT, {name: says for name, says in opened.items() if says})
    answer = phone.post(REPORT, typed | {"place": "2-қабат"})

    assert opened["sent_as"] == typed["sent_as"]
    assert answer.status_code == HTTPStatus.CONFLICT
    assert Nonconformity.objects.count() == 1


@pytest.mark.clause("30")
def test_the_same_words_with_another_file_are_not_taken_for_the_same(
    home: House, come: Come
) -> None:
    visitor, typed = come(home.aigerim), filled_in(home, come)

    def sent(content: bytes) -> int:
        upload = SimpleUploadedFile("журнал.txt", content, "text/plain")
        return visitor.post(REPORT, typed | {"files": upload}).status_code

    assert [sent(b"one"), sent(b"one"), sent(b"two")] == [
        HTTPStatus.FOUND,
        HTTPStatus.FOUND,
        HTTPStatus.CONFLICT,
    ]
    assert Nonconformity.objects.count() == 1
    assert Draft.objects.get().files.get().name == "журнал.txt"


@pytest.mark.clause("27.2")
def test_the_mark_of_somebody_elses_form_hinders_nobody(home: House, come: Come) -> None:
    typed = filled_in(home, come)
    come(home.aigerim).post(REPORT, typed)
    own = {"sent_as": typed["sent_as"], "typed_by": ""}

    answer = come(home.dauren).post(REPORT, typed | own)

    assert answer.status_code == HTTPStatus.FOUND
    assert Nonconformity.objects.count() == 2


@pytest.mark.clause("37")
def test_a_letter_entered_again_leads_to_the_letter(home: House, come: Come) -> None:
    visitor = come(home.zhanar)
    opened = standing_in(visitor.get(LETTER))  # type: ignore[arg-type]
    typed = {name: says for name, says in opened.items() if says}
    typed |= dict(SCENES["register_letter"].typed(home, None))

    first, again = (visitor.post(LETTER, typed) for _press in range(2))
    other = visitor.post(LETTER, typed | {"subject": "Басқа мәселе"})

    assert first["Location"] == again["Location"]
    assert other.status_code == HTTPStatus.CONFLICT
    assert IntakeItem.objects.count() == 1


@pytest.mark.clause("27.2")
@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_one_case(home: House, come: Come) -> None:
    typed = filled_in(home, come)

    answers = together(*(partial(come(home.aigerim).post, REPORT, typed) for _press in range(3)))

    home_page = reverse("case", args=(Nonconformity.objects.get().pk,))
    assert {answer["Location"] for answer in answers} == {home_page}
    assert verify() == []


@pytest.mark.clause("27.2")
@pytest.mark.parametrize("order", [1, -1])
def test_one_mark_in_a_report_and_in_a_letter_makes_either(
    home: House, come: Come, order: int
) -> None:
    visitor, mark = come(home.zhanar), {"sent_as": str(uuid4())}
    forms = {REPORT: "submit_report", LETTER: "register_letter"}

    answers = [
        visitor.post(where, dict(SCENES[code].typed(home, None)) | mark)
        for where, code in list(forms.items())[::order]
    ]

    assert [answer.status_code for answer in answers] == [HTTPStatus.FOUND] * 2
    assert IntakeItem.objects.count() == 2
