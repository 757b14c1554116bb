"""What the first response came to is told where somebody looks for it, until it is settled."""

from http import HTTPStatus
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml.html import HtmlElement

from tests import given
from tests.given import MONDAY, House, day, fresh
from tests.web.scenes import SCENES, address
from tests.web.visiting import Come, read, text_of
from tuzetu.access.sight import visible_cases
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Correction
from tuzetu.dossier.evidence import Attachment
from tuzetu.paperwork.annex2_containment import containment
from tuzetu.paperwork.gather_annex2 import annex2
from tuzetu.paperwork.gather_annex3 import annex3
from tuzetu.paperwork.voice import Voice
from tuzetu.paperwork.words import FormLanguage
from tuzetu.people.person import Person
from tuzetu.registers.log import log_rows
from tuzetu.stages.containment.steps import (
    confirm_correction,
    finish_correction,
    record_consequences,
    record_correction,
    resume_use,
    set_hold,
)
from tuzetu.stages.effectiveness.steps import confirm_effective

WRITTEN = "Журнал бойынша тақырыптар қайта жазылды"
HOLD = {"kind": "service", "what": "Емтихан", "since_on": MONDAY.date()}


@pytest.fixture
def finished(home: House, come: Come) -> Correction:
    """A correction that its executor finished on the page, with a photo of what was done."""
    who, correction = SCENES["finish_correction"].set(home)
    typed = SCENES["finish_correction"].typed(home, correction) | {"note": WRITTEN}
    photo = SimpleUploadedFile("журнал.pdf", b"%PDF-1.7\n")
    answer = come(who).post(address("finish_correction", correction), {**typed, "files": photo})
    assert answer.status_code == HTTPStatus.FOUND
    return Correction.objects.select_related("nc").get(pk=correction.pk)


def box(come: Come, who: Person, nc: Nonconformity) -> HtmlElement:
    """Whose turn it is, with what is still open."""
    (shown,) = read(come(who).get(reverse("case", args=(nc.pk,)))).find_class("next-act")
    return shown


def still_open(come: Come, who: Person, nc: Nonconformity) -> dict[str, list[str]]:
    """What is still open, each with the addresses of the steps that settle it."""
    return {
        row.findtext("dt"): row.xpath(".//a/@href") for row in box(come, who, nc).find_class("fact")
    }


@pytest.mark.clause("5.8")
@pytest.mark.clause("10.2")
@pytest.mark.parametrize("page", ["case", "confirm_correction"])
def test_what_was_written_on_finishing_stands_by_the_correction(
    home: House, come: Come, finished: Correction, page: str
) -> None:
    proof = Attachment.objects.get()
    where = {
        "case": reverse("case", args=(finished.nc_id,)),
        "confirm_correction": address("confirm_correction", finished.nc),
    }

    told = text_of(come(home.saule).get(where[page]))

    for words in (finished.what, WRITTEN, proof.name, reverse("file", args=(proof.pk,))):
        assert words in told
    assert f"{home.aigerim}, done on 2 February 2026" in told


@pytest.mark.clause("5.8")
def test_the_correction_to_be_finished_stands_beside_the_form(home: House, come: Come) -> None:
    who, correction = SCENES["finish_correction"].set(home)

    assert correction.what in text_of(come(who).get(address("finish_correction", correction)))


@pytest.mark.clause("51")
@pytest.mark.clause("10.2")
def test_the_report_tells_it_at_the_correction_and_not_at_the_evidence(
    finished: Correction,
) -> None:
    report = annex2(fresh(finished.nc), at=MONDAY)
    printed = containment(report.response, Voice(FormLanguage.KAZAKH))["correction"]

    assert report.identification.files == ()
    assert "Орындаушы: Айгерімов А." in printed
    assert f"Не істелді: {WRITTEN}" in printed
    assert "Қоса берілген файлдар: журнал.pdf" in printed
    assert Attachment.objects.get().purpose == Attachment.Purpose.COMPLETION


@pytest.mark.clause("18")
def test_whoever_may_not_see_the_case_does_not_get_its_file(
    home: House, come: Come, finished: Correction
) -> None:
    where = reverse("file", args=(finished.files.get().pk,))

    assert come(home.aigerim).get(where).status_code == HTTPStatus.OK
    assert come(home.timur).get(where).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.clause("5.8")
def test_corrections_finished_before_tell_what_the_journal_was_told(finished: Correction) -> None:
    kept = Correction.objects.filter(pk=finished.pk)
    kept.update(done_note="", finished_by=None)

    import_module("tuzetu.migrations.0009_finished_corrections_tell").told(apps, None)

    assert kept.filter(done_note=WRITTEN, finished_by=finished.executor).exists()


@pytest.mark.clause("32")
@pytest.mark.clause("10.2")
@pytest.mark.clause("10.3")
def test_what_is_still_open_is_told_during_observation(home: House, come: Come) -> None:
    nc = given.observed(home)
    hold = set_hold(nc, by=home.saule, at=day(90), **HOLD)
    record_correction(fresh(nc), by=home.saule, at=day(90), what="Тағы", done_on=MONDAY.date())

    told = still_open(come, home.saule, nc)

    assert set(told) == {"Suspension and isolation", "Correction", "Consequences"}
    assert reverse("step", args=("resume_use", hold.pk)) in told["Suspension and isolation"]
    assert told["Correction"] == [address("confirm_correction", nc)]
    assert told["Consequences"] == [address("record_consequences", nc)]
    said = box(come, home.saule, nc).text_content()
    assert "The project office has not yet confirmed" in said
    assert "Nobody's turn" not in said

    reader = still_open(come, home.aigerim, nc)
    assert reader == {name: [] for name in told}


@pytest.mark.clause("32")
@pytest.mark.clause("10.2")
def test_what_is_settled_is_told_no_more(home: House, come: Come) -> None:
    nc = given.observed(home)
    hold = set_hold(nc, by=home.saule, at=day(90), **HOLD)
    record_correction(fresh(nc), by=home.saule, at=day(90), what="Тағы", done_on=MONDAY.date())
    resume_use(hold, by=home.saule, at=day(91), end_reason="Сәйкес")
    confirm_correction(fresh(nc), by=home.saule, at=day(91), note="Көрдім")
    record_consequences(fresh(nc), by=home.saule, at=day(91), consequences_waiver="Жоқ")

    assert still_open(come, home.saule, nc) == {}
    assert "Nobody's turn: observation" in box(come, home.saule, nc).text_content()


@pytest.mark.clause("5.8")
def test_the_executor_finishes_what_is_still_under_way(home: House, come: Come) -> None:
    nc = given.decided(home)
    told = {"what": "Тағы", "executor": home.bauyrzhan, "due_on": day(9).date()}
    record_correction(nc, by=home.dauren, at=MONDAY, **told)
    where = address("finish_correction", nc.corrections.get())

    assert still_open(come, home.bauyrzhan, nc)["Correction"] == [where]
    finish_correction(nc.corrections.get(), by=home.bauyrzhan, at=day(1), done_on=day(1).date())
    assert still_open(come, home.bauyrzhan, nc)["Correction"] == []


@pytest.mark.clause("38")
def test_a_station_tells_the_term_of_its_own_stage(home: House, come: Come) -> None:
    nc = given.identified(home)
    told = {"what": "Тағы", "executor": home.bauyrzhan, "due_on": day(1).date()}
    record_correction(nc, by=home.dauren, at=MONDAY, **told)

    page = read(come(home.saule).get(reverse("case", args=(nc.pk,))))
    now, *_folded = page.xpath("//ol[contains(@class,'stations')]/li[@aria-current]")

    assert "Office decision" in now.text_content()
    assert "9 February" in now.text_content()


@pytest.mark.clause("17")
@pytest.mark.clause("18")
def test_a_verdict_is_provisional_in_the_log_as_long_as_the_case_is_observed(home: House) -> None:
    nc = given.observed(home)
    assert verdicts(home) == ("Нәтижелі (алдын ала)",) * 2

    confirm_effective(nc, by=home.saule, at=day(300), reason="Қайталанбады")

    assert verdicts(home) == ("Нәтижелі", "Нәтижелі")


def verdicts(home: House) -> tuple[str, str]:
    """The verdict of the only case in the log on the page and in the printed one."""
    on = day(300).date()
    (row,), _page = log_rows(home.saule, 2026, on=on, page=1)
    (entry,) = annex3(visible_cases(home.saule, on=on), 2026, at=day(300)).entries
    return row.verdict, entry.verdict.kk if entry.verdict else ""
