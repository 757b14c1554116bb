"""Papers signed by hand: kept with what they are a copy of, struck but never lost (18)."""

from datetime import timedelta
from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from tests import given
from tests.given import MONDAY, House, day, fresh, plan_again
from tests.journeys import clock
from tests.web.scenes import address, on_day
from tests.web.visiting import Come, text_of
from tuzetu.conduct.offering import offers_on, standing
from tuzetu.conduct.performing import Overtaken
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.evidence import Attachment
from tuzetu.dossier.plan import Plan
from tuzetu.dossier.signed_copy import SignedCopy
from tuzetu.journal.chain import verify
from tuzetu.journal.history import history_of
from tuzetu.paperwork.gather_annex2 import annex2
from tuzetu.procedure.flows.signed_copy import SignedCopyStep
from tuzetu.procedure.rulebook import Refused
from tuzetu.stages.planning.steps import approve_plan, revise_plan
from tuzetu.stages.records.steps import keep_signed_copy, keep_signed_plan, strike_signed_copy

PDF = b"%PDF-1.7\n%scan"
SIGNED = {"signed_by": "Дәуренов Дәурен, кафедра меңгерушісі", "signed_on": MONDAY.date()}
WHY = "Басқа картаның қағазы"


def picture(form: str) -> bytes:
    """A small scanned page."""
    page = BytesIO()
    Image.new("L", (8, 8), 255).save(page, form)
    return page.getvalue()


def send(visitor: Client, step: str, record: object, *scans: SimpleUploadedFile) -> HttpResponse:
    """Somebody sends scans with what stands on the paper."""
    typed = {"signed_by": SIGNED["signed_by"], "signed_on": on_day(0), "files": list(scans)}
    return visitor.post(address(step, record), typed)


def kept(home: House, nc: Nonconformity, **told: object) -> SignedCopy:
    """A copy of the report of a case, without its scan."""
    return keep_signed_copy(nc, by=home.saule, at=MONDAY, files=(), **(SIGNED | told))


@pytest.mark.clause("18")
@pytest.mark.clause("18.2")
def test_the_signed_report_is_kept_with_its_round_and_edition(home: House, come: Come) -> None:
    nc = given.registered(home)
    pages = [
        SimpleUploadedFile("1-бет.pdf", PDF),
        SimpleUploadedFile("2.jpg", picture("JPEG")),
        SimpleUploadedFile("3.png", picture("PNG")),
    ]

    answer = send(come(home.dauren), "keep_signed_copy", nc, *pages)

    copy = SignedCopy.objects.get()
    assert (answer.status_code, answer.url) == (HTTPStatus.FOUND, reverse("case", args=(nc.pk,)))
    assert (copy.nc, copy.cycle.ordinal, copy.edition.code) == (nc, 1, "2025")
    assert (copy.kept_by, copy.kept_at, copy.text_hash) == (home.dauren, MONDAY, "")
    assert [one.name for one in copy.files.all()] == ["1-бет.pdf", "2.jpg", "3.png"]
    told = {change.field: change.after for change in history_of(nc.pk).entries[0].changes}
    assert told["signed_by"] == SIGNED["signed_by"]
    assert [page.split(" ")[0] for page in told["pages"]] == ["1-бет.pdf", "2.jpg", "3.png"]
    assert verify() == []


@pytest.mark.clause("18.1")
def test_a_signed_plan_is_kept_with_its_revision_and_the_hash_of_its_text(home: House) -> None:
    plan = given.submitted(home)
    keep = {"by": home.dauren, "at": MONDAY, "files": (), **SIGNED}
    waiting = keep_signed_plan(plan, **keep)
    approve_plan(plan_again(plan), by=home.maira, at=MONDAY)
    approved = keep_signed_plan(plan_again(plan), **keep)
    frozen = plan_again(plan).frozen_hash
    revise_plan(plan_again(plan), by=home.dauren, at=day(1), reason="Әрекет өзгереді")
    draft = keep_signed_plan(plan_again(plan), **keep)
    earlier = keep_signed_plan(plan_again(plan), revision=1, **keep)

    assert waiting.text_hash == plan.submissions.get().digest
    assert (approved.text_hash, approved.revision) == (frozen, 1)
    assert (draft.text_hash, draft.revision) == ("", 2)
    assert (earlier.text_hash, earlier.revision) == ("", 1)


@pytest.mark.clause("18")
def test_a_copy_moves_nothing_and_bars_nothing(home: House) -> None:
    plan = given.submitted(home)
    nc = plan.joined.get().cycle.nc
    duties = set(Duty.objects.values_list("owed", "due_on"))
    offered = [offer.step for offer in offers_on(plan, by=home.maira, on=MONDAY.date())]

    kept(home, fresh(nc))
    keep_signed_plan(plan, by=home.saule, at=MONDAY, files=(), **SIGNED)

    assert fresh(nc).state == nc.state
    assert plan_again(plan).state == plan.state
    assert set(Duty.objects.values_list("owed", "due_on")) == duties
    now = offers_on(plan_again(plan), by=home.maira, on=MONDAY.date())
    assert [offer.step for offer in now] == offered


@pytest.mark.clause("18")
@pytest.mark.parametrize("state", [given.registered, given.decided, given.closed])
def test_a_copy_is_kept_at_any_stage(home: House, state: object) -> None:
    nc = state(home)  # type: ignore[operator]

    assert keep_signed_copy(nc, by=home.dauren, at=day(400), files=(), **SIGNED).nc == nc


@pytest.mark.clause("18")
def test_office_and_head_keep_copies_of_a_case_others_do_not(home: House) -> None:
    nc, plan = given.registered(home), given.approved(home)
    keepers = {"saule", "dauren"}
    people = ("aigerim", "dauren", "saule", "timur", "maira", "erlan", "zhanar", "bauyrzhan")
    for step, record in (
        (SignedCopyStep.KEEP_SIGNED_COPY, nc),
        (SignedCopyStep.KEEP_SIGNED_PLAN, plan),
        (SignedCopyStep.STRIKE_SIGNED_COPY, kept(home, nc)),
    ):
        may = {
            who
            for who in people
            if not standing(step, record, by=getattr(home, who), on=MONDAY.date()).reasons
        }
        assert may == keepers, step


@pytest.mark.clause("18")
def test_a_mistaken_copy_is_struck_once_and_stays_visible(home: House, come: Come) -> None:
    nc = given.registered(home)
    visitor = come(home.saule)
    send(visitor, "keep_signed_copy", nc, SimpleUploadedFile("scan.pdf", PDF))
    copy = SignedCopy.objects.get()

    strike_signed_copy(copy, by=home.saule, at=MONDAY, reason=WHY)

    with pytest.raises(Refused):
        strike_signed_copy(copy, by=home.saule, at=MONDAY, reason=WHY)
    struck = SignedCopy.objects.get()
    assert (struck.state, struck.struck_by, struck.struck_because) == ("struck", home.saule, WHY)
    page = text_of(visitor.get(reverse("case", args=(nc.pk,))))
    assert WHY in page
    assert "Signed copy struck" in page
    assert reverse("file", args=(struck.files.get().pk,)) in page
    assert reverse("step", args=("strike_signed_copy", copy.pk)) not in page
    assert history_of(nc.pk).entries[0].reason == WHY


@pytest.mark.clause("18")
@pytest.mark.parametrize("who", ["saule", "dauren", "aigerim"])
def test_a_copy_is_told_on_the_page_with_who_signed_and_who_kept_it(
    home: House, come: Come, who: str
) -> None:
    plan = given.approved(home)
    nc = plan.joined.get().cycle.nc
    office = come(home.saule)
    send(office, "keep_signed_copy", nc, SimpleUploadedFile("report.pdf", PDF))
    send(office, "keep_signed_plan", plan, SimpleUploadedFile("plan.pdf", PDF))

    visitor = come(getattr(home, who))
    shown = (("case", nc, "keep_signed_copy"), ("plan", plan, "keep_signed_plan"))
    for name, record, step in shown:
        page = text_of(visitor.get(reverse(name, args=(record.pk,))))
        assert "Signed by Дәуренов Дәурен, кафедра меңгерушісі on" in page
        assert f"kept by {home.saule}" in page
        assert (address(step, record) in page) is (who != "aigerim")
    assert plan.frozen_hash[:12] in text_of(visitor.get(reverse("plan", args=(plan.pk,))))


@pytest.mark.clause("18")
def test_a_scan_is_given_out_as_an_attachment_to_whoever_sees_its_record(
    home: House, come: Come
) -> None:
    plan = given.approved(home)
    nc = plan.joined.get().cycle.nc
    office = come(home.saule)
    send(office, "keep_signed_copy", nc, SimpleUploadedFile("report.pdf", PDF))
    send(office, "keep_signed_plan", plan, SimpleUploadedFile("plan.pdf", PDF))

    for held in Attachment.objects.filter(signed_copy__isnull=False):
        answer = office.get(reverse("file", args=(held.pk,)))
        assert answer["Content-Disposition"].startswith("attachment")
        assert b"".join(answer) == PDF
        stranger = come(home.zhanar).get(reverse("file", args=(held.pk,)))
        assert stranger.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.clause("18")
@pytest.mark.parametrize(
    "scan",
    [
        SimpleUploadedFile("scan.docx", b"PK\x03\x04"),
        SimpleUploadedFile("scan.txt", "қол қойылды".encode()),
        SimpleUploadedFile("scan.webp", picture("WEBP")),
        SimpleUploadedFile("scan.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        SimpleUploadedFile("scan.pdf", b"<html><script>alert(1)</script></html>"),
        SimpleUploadedFile("scan.png", PDF),
        SimpleUploadedFile("scan.jpg", b"\xff\xd8\xff\xe0 broken"),
        SimpleUploadedFile("scan.pdf", b""),
    ],
    ids=lambda scan: f"{scan.name}-{scan.size}",
)
def test_only_what_a_scanner_makes_is_taken(
    home: House, come: Come, scan: SimpleUploadedFile
) -> None:
    nc = given.registered(home)
    scan.seek(0)

    answer = send(come(home.saule), "keep_signed_copy", nc, scan)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f"{scan.name}: " in text_of(answer)
    assert "Attach the scan of the signed paper." not in text_of(answer), "one was attached"
    assert SIGNED["signed_by"] in text_of(answer)
    assert not SignedCopy.objects.exists()


@pytest.mark.clause("18")
def test_a_scan_that_is_too_large_is_refused(home: House, come: Come, settings: object) -> None:
    settings.MAX_UPLOAD_MB = 1  # type: ignore[attr-defined]
    nc = given.registered(home)
    large = SimpleUploadedFile("scan.pdf", PDF + bytes(1024 * 1024))

    answer = send(come(home.saule), "keep_signed_copy", nc, large)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "The file must not exceed 1 MB." in text_of(answer)


@pytest.mark.clause("18")
def test_a_copy_needs_its_scan_and_a_day_that_has_come(home: House, come: Come) -> None:
    nc = given.registered(home)
    visitor = come(home.saule)

    bare = send(visitor, "keep_signed_copy", nc)
    ahead = {"signed_by": "Д", "signed_on": on_day(1)}
    ahead["files"] = SimpleUploadedFile("scan.pdf", PDF)  # type: ignore[assignment]
    early = visitor.post(address("keep_signed_copy", nc), ahead)
    again = send(visitor, "keep_signed_copy", nc)

    assert "Attach the scan of the signed paper." in text_of(bare)
    assert "This day has not come; today is" in text_of(early)
    assert "Kept already: scan.pdf." in text_of(early)
    assert again.status_code == HTTPStatus.FOUND, "the scan sent with the refused form is kept"
    assert SignedCopy.objects.get().files.get().name == "scan.pdf"


@pytest.mark.clause("18")
def test_the_round_is_asked_only_where_there_are_several(home: House, come: Come) -> None:
    nc = given.registered(home)
    visitor = come(home.saule)
    first = text_of(visitor.get(address("keep_signed_copy", nc)))
    later = _second_round(nc)
    asked = text_of(visitor.get(address("keep_signed_copy", later)))
    typed = {"signed_by": "Д", "signed_on": on_day(0), "ordinal": "1"}
    scan = SimpleUploadedFile("scan.pdf", PDF)

    answer = visitor.post(address("keep_signed_copy", later), typed | {"files": scan})

    assert 'name="ordinal"' not in first
    assert 'name="ordinal"' in asked
    assert answer.status_code == HTTPStatus.FOUND
    assert SignedCopy.objects.get().cycle.ordinal == 1


def _second_round(nc: Nonconformity) -> Nonconformity:
    """The case as it stands after it was opened again."""
    cycle = nc.cycles.get()
    cycle.pk, cycle.ordinal = None, 2
    cycle.save()
    Nonconformity.objects.filter(pk=nc.pk).update(ordinal=2)
    return fresh(nc)


@pytest.mark.clause("18")
def test_somebody_elses_upload_is_not_taken_along(home: House, come: Come) -> None:
    nc = given.registered(home)
    visitor = come(home.dauren)
    typed = {"signed_by": "", "files": SimpleUploadedFile("scan.pdf", PDF)}
    visitor.post(address("keep_signed_copy", nc), typed)
    foreign = Attachment.objects.get()

    keep_signed_copy(nc, by=home.saule, at=MONDAY, files=(foreign.pk,), **SIGNED)

    assert Attachment.objects.get().signed_copy is None


@pytest.mark.clause("18")
def test_a_signed_copy_is_no_evidence_on_the_printed_report(home: House, come: Come) -> None:
    nc = given.registered(home)
    send(come(home.saule), "keep_signed_copy", nc, SimpleUploadedFile("scan.pdf", PDF))

    assert annex2(fresh(nc), at=MONDAY).identification.files == ()


@pytest.mark.clause("18")
def test_whoever_opened_the_record_before_sees_that_a_copy_came(home: House) -> None:
    plan, nc = given.submitted(home), given.registered(home)
    keep_signed_plan(plan, by=home.saule, at=MONDAY, files=(), version=plan.version, **SIGNED)
    kept(home, nc)

    with pytest.raises(Overtaken) as plan_first:
        approve_plan(plan, by=home.maira, at=MONDAY, version=plan.version)
    with pytest.raises(Overtaken) as case_first:
        kept(home, nc, version=nc.version)

    assert plan_first.value.entry.code == "keep_signed_plan"
    assert case_first.value.entry.code == "keep_signed_copy"


def test_the_database_knows_no_copy_of_nothing(home: House) -> None:
    copy = kept(home, given.registered(home))

    with pytest.raises(IntegrityError), transaction.atomic():
        SignedCopy.objects.filter(pk=copy.pk).update(cycle=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignedCopy.objects.filter(pk=copy.pk).update(revision=1)


def test_pages_and_copies_do_not_cost_a_statement_each(home: House, come: Come) -> None:
    clock.set_to(MONDAY + timedelta(days=1))
    plan: Plan = given.approved(home)
    visitor = come(home.saule)
    pages = {"case": plan.joined.get().cycle.nc, "plan": plan}
    steps = {"case": "keep_signed_copy", "plan": "keep_signed_plan"}
    for name, record in pages.items():
        where = reverse(name, args=(record.pk,))
        send(visitor, steps[name], record, SimpleUploadedFile("scan.pdf", PDF))
        few = _asked(visitor, where)
        for number in range(5):
            send(visitor, steps[name], record, SimpleUploadedFile(f"{number}.pdf", PDF))
        assert _asked(visitor, where) == few


def _asked(visitor: Client, where: str) -> int:
    visitor.get(where)
    with CaptureQueriesContext(connection) as statements:
        assert visitor.get(where).status_code == HTTPStatus.OK
    return len(statements)
