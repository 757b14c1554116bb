"""What a case's page tells: the day it was found, the evidence, the check for recurrence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.formats import date_format

from tests import given
from tests.given import House, day
from tests.web.scenes import SCENES, address
from tests.web.visiting import Come, text_of
from tuzetu.dossier.evidence import Attachment
from tuzetu.dossier.plan import Plan
from tuzetu.stages.containment.steps import record_correction


@pytest.mark.clause("27.1")
def test_the_day_of_detection_is_told(home: House, come: Come) -> None:
    nc = given.registered(home, detected_on=day(-3).date())

    page = text_of(come(home.saule).get(reverse("case", args=(nc.pk,))))

    assert "Date detected" in page
    assert "30 January 2026" in page


@pytest.mark.clause("41")
@pytest.mark.clause("46")
def test_the_evidence_of_a_line_lies_at_the_line(home: House, come: Come) -> None:
    who, line = SCENES["mark_done"].set(home)
    executor = come(who)
    scan = SimpleUploadedFile("хаттама.pdf", b"%PDF-1.7\n")
    typed = {**SCENES["mark_done"].typed(home, line), "files": scan}
    assert executor.post(address("mark_done", line), typed).status_code == 302
    proof = Attachment.objects.get(line=line)

    nc = Plan.objects.get(pk=line.plan_id).joined.get().cycle.nc_id
    for page in (reverse("case", args=(nc,)), reverse("plan", args=(line.plan_id,))):
        told = text_of(executor.get(page))
        assert f'href="{reverse("file", args=(proof.pk,))}">{proof.name}</a>' in told


@pytest.mark.clause("17")
def test_the_period_in_which_recurrence_was_looked_for_is_told(home: House, come: Come) -> None:
    nc = given.measured(home)
    held = nc.cycles.get().evaluation

    page = text_of(come(home.saule).get(reverse("case", args=(nc.pk,))))

    assert "Recurrence was looked for" in page
    assert date_format(held.recurrence_from, "DATE_FORMAT") in page
    assert date_format(held.recurrence_until, "DATE_FORMAT") in page


def test_a_plan_without_lines_says_so(home: House, come: Come) -> None:
    who, plan = SCENES["write_plan"].set(home)

    page = text_of(come(who).get(reverse("plan", args=(plan.pk,))))

    assert "The plan has no lines yet." in page
    assert "<th" not in page


def test_a_number_and_its_sign_stay_on_one_line(home: House, come: Come) -> None:
    plan = given.submitted(home)

    page = text_of(come(home.maira).get(reverse("plan", args=(plan.pk,))))

    assert "0\u00a0% → 100\u00a0%" in page


@pytest.mark.clause("37")
def test_a_case_of_a_letter_names_nobody_who_reported_it(home: House, come: Come) -> None:
    nc = given.handed_over(home, given.letter(home))

    page = text_of(come(home.saule).get(reverse("case", args=(nc.pk,))))

    assert "Annex 2, part I · 2 February 2026" in page


@pytest.mark.clause("5.8")
@pytest.mark.parametrize(
    ("executor", "told"),
    [("", "Done on 3 February 2026"), ("timur", "Т. Тимуров, done on 3 February 2026")],
)
def test_when_a_correction_was_done_is_a_sentence(
    home: House, come: Come, executor: str, told: str
) -> None:
    nc = given.decided(home)
    record_correction(
        nc, by=home.dauren, at=day(1), what="Кесте ілінді.", done_on=day(1).date(),
        executor=getattr(home, executor, None),
    )  # fmt: skip

    page = text_of(come(home.saule).get(reverse("case", args=(nc.pk,))))

    assert f'<small class="quiet">{told}</small>' in page
