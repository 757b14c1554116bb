"""Records: gap-free numbers, a whole history, three forms, confidentiality, two at once (18)."""

import re
import zipfile
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from tests import given
from tests.given import FOUND, MONDAY, ROOT, House, day
from tuzetu.access.sight import visible_cases, visible_plans
from tuzetu.conduct.performing import Overtaken, performing
from tuzetu.dossier.case import Nonconformity
from tuzetu.journal.chain import verify
from tuzetu.journal.history import history_of
from tuzetu.journal.models import Entry
from tuzetu.paperwork.docx import render
from tuzetu.paperwork.gather_annex1 import annex1
from tuzetu.paperwork.gather_annex2 import annex2
from tuzetu.paperwork.gather_annex3 import annex3
from tuzetu.paperwork.labels import ANNEX1_COLUMNS
from tuzetu.paperwork.sheets import Form
from tuzetu.paperwork.words import FormLanguage
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.rulebook import Refused
from tuzetu.procedure.states import CaseState
from tuzetu.stages.causes.steps import complete_analysis, write_analysis
from tuzetu.stages.decision.steps import pass_to_unit, void_case
from tuzetu.stages.execution.steps import confirm_action, mark_done
from tuzetu.stages.intake.forms import SubmitReport
from tuzetu.stages.intake.steps import hand_over_letter, submit_report
from tuzetu.stages.planning.steps import draft_plan, submit_plan
from tuzetu.stages.registration.steps import identify_case, restrict_case, take_note

PEOPLE = (
    "aigerim",
    "dauren",
    "saule",
    "timur",
    "maira",
    "erlan",
    "gulnar",
    "zhanar",
    "bauyrzhan",
    "asel",
)


def words_of(form: Form) -> str:
    """Everything printed on a form, in Kazakh."""
    with zipfile.ZipFile(BytesIO(render(form, language=FormLanguage.KAZAKH))) as packed:
        marked = packed.read("word/document.xml").decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", marked))


@pytest.mark.clause("30")
@pytest.mark.clause("27.1")
@pytest.mark.parametrize("kind", ["actual", "potential"])
def test_established_and_potential_deviations_are_registered_alike(home: House, kind: str) -> None:
    nc = given.registered(home, kind=kind)

    assert (nc.phase, nc.kind, nc.number) == (CaseState.REGISTERED, kind, "СЕ-2026-0001")
    assert nc.item.number == "КЖ-2026-0001"


@pytest.mark.clause("30")
@pytest.mark.clause("27.1")
@pytest.mark.parametrize("field", ["kind", "description", "unit", "detected_on", "evidence"])
def test_a_report_says_what_where_when_and_shows_evidence(home: House, field: str) -> None:
    told = {
        "kind": "actual",
        "description": "Тақырыптар сай емес",
        "unit": home.department.pk,
        "detected_on": "2026-02-02",
        "evidence": "Журнал",
    }

    whole = SubmitReport(told, record=None, by=home.aigerim, on=MONDAY.date())
    lacking = SubmitReport({**told, field: ""}, record=None, by=home.aigerim, on=MONDAY.date())

    assert whole.is_valid(), whole.errors
    assert list(lacking.errors) == [field]


@pytest.mark.clause("30")
def test_a_report_of_a_day_to_come_is_not_taken(home: House) -> None:
    told = {
        "kind": "actual",
        "description": "Тақырыптар сай емес",
        "unit": home.department.pk,
        "detected_on": "2026-02-03",
        "evidence": "Журнал",
    }

    form = SubmitReport(told, record=None, by=home.aigerim, on=MONDAY.date())

    assert list(form.errors) == ["detected_on"]


@pytest.mark.clause("18")
def test_numbers_have_no_gap_and_none_is_lost_when_a_step_fails(home: House) -> None:
    first = given.registered(home)
    item = given.letter(home)
    with pytest.raises(Refused):
        hand_over_letter(item, by=home.aigerim, at=MONDAY, report=given.report(home.department))
    with pytest.raises(IntegrityError), transaction.atomic():
        submit_report(given.report(None), by=home.aigerim, at=MONDAY)  # type: ignore[arg-type]

    second = given.registered(home)

    assert [first.number, second.number] == ["СЕ-2026-0001", "СЕ-2026-0002"]


@pytest.mark.clause("18")
def test_numbers_begin_anew_with_the_year(home: House) -> None:
    given.registered(home)

    nc = given.registered(home, day(400), detected_on=day(399).date())

    assert nc.number == "СЕ-2027-0001"


@pytest.mark.clause("18")
def test_a_plan_that_is_refused_takes_no_number(home: House) -> None:
    nc = given.analysed(home)
    empty = draft_plan(nc, by=home.dauren, at=MONDAY)
    with pytest.raises(Refused):
        submit_plan(empty, by=home.dauren, at=MONDAY)

    assert given.submitted(home).number == "ТӘЖ-2026-0001"


@pytest.mark.clause("18")
def test_nothing_is_deleted_a_voided_case_stays_with_its_reason(home: House) -> None:
    nc = given.registered(home)

    void_case(nc, by=home.saule, at=day(1), reason="Екі рет енгізілген")

    entry = history_of(nc.pk).entries[0]
    assert (entry.code, entry.reason, entry.by) == (
        "void_case",
        "Екі рет енгізілген",
        "Сәулеов Сәуле",
    )
    assert Nonconformity.objects.count() == 1


@pytest.mark.clause("18")
def test_a_refused_step_leaves_no_trace(home: House) -> None:
    nc = given.registered(home)
    before = (Entry.objects.count(), given.fresh(nc).version)

    with pytest.raises(Refused):
        pass_to_unit(nc, by=home.saule, at=MONDAY, unit=home.department, reason="Себебі")

    assert (Entry.objects.count(), given.fresh(nc).version) == before
    assert verify() == []


@pytest.mark.clause("18")
def test_two_at_once_the_second_is_told_who_was_first(home: House) -> None:
    nc = given.registered(home)
    seen = given.fresh(nc).version
    take_note(nc, by=home.dauren, at=MONDAY, version=seen)

    with pytest.raises(Overtaken) as told:
        identify_case(nc, by=home.saule, at=MONDAY, version=seen, process="Оқу")

    assert told.value.entry is not None
    assert (told.value.entry.code, told.value.entry.by) == ("take_note", home.dauren)
    assert given.fresh(nc).process == ""
    identify_case(nc, by=home.saule, at=MONDAY, version=seen + 1, process="Оқу")


@pytest.mark.clause("18")
@pytest.mark.clause("46")
def test_two_at_once_on_a_line_and_on_a_plan(home: House) -> None:
    plan = given.approved(home)
    line = given.only_line(plan)
    mark_done(line, by=home.bauyrzhan, at=day(2), done_note="Бекітілді", version=line.version)

    with pytest.raises(Overtaken):
        confirm_action(line, by=home.timur, at=day(3), version=line.version)


@pytest.mark.clause("18")
def test_a_case_changed_while_a_step_is_written_is_not_written_over(home: House) -> None:
    nc = given.registered(home)

    with (
        pytest.raises(Overtaken),
        performing(CaseStep.TAKE_NOTE, nc, by=home.dauren, at=MONDAY) as deed,
    ):
        Nonconformity.objects.filter(pk=nc.pk).update(version=F("version") + 1)
        deed.put(title="Басқа атау")

    assert given.fresh(nc).title == nc.title
    assert [told.code for told in history_of(nc.pk).entries] == ["submit_report"]


@pytest.mark.clause("18")
def test_a_confidential_case_is_seen_by_the_named_alone(home: House) -> None:
    nc = given.registered(home)
    on = MONDAY.date()

    def seeing() -> set[str]:
        return {
            name
            for name in PEOPLE
            if visible_cases(getattr(home, name), on=on).filter(pk=nc.pk).exists()
        }

    assert seeing() == {"aigerim", "dauren", "saule", "maira", "erlan"}

    restrict_case(
        nc, by=home.saule, at=MONDAY, confidential=True, readers=[home.erlan], reason="Құпия"
    )

    assert seeing() == {"aigerim", "saule", "erlan"}


@pytest.mark.clause("18")
def test_the_plan_of_a_confidential_case_is_hidden_with_it(home: House) -> None:
    plan = given.approved(home)
    nc = plan.joined.get().cycle.nc
    on = MONDAY.date()
    assert visible_plans(home.maira, on=on).filter(pk=plan.pk).exists()

    restrict_case(nc, by=home.saule, at=day(1), confidential=True, readers=[], reason="Құпия")

    seeing = {
        name
        for name in PEOPLE
        if visible_plans(getattr(home, name), on=on).filter(pk=plan.pk).exists()
    }
    assert seeing == {"aigerim", "dauren", "saule", "timur", "bauyrzhan"}


@pytest.mark.clause("18.1")
@pytest.mark.clause("annex1")
def test_the_plan_is_printed_with_its_six_columns_stamp_and_signatures(home: House) -> None:
    plan = given.approved(home)

    printed = words_of(annex1(plan, at=day(1)))

    for part in (
        "БЕКІТЕМІН",
        "ЖОСПАР",
        "ТӘЖ-2026-0001",
        "Келісу тәртібін бекіту",
        home.maira.surname,
        "Аудитор",
    ):
        assert part in printed, part
    heads = " ".join(column.kk for column in ANNEX1_COLUMNS)
    assert f"{heads} 1 2 3 4 5 6" in printed


@pytest.mark.clause("18.2")
@pytest.mark.clause("51")
def test_the_report_tells_the_case_from_the_fact_to_the_verdict(home: House) -> None:
    nc = given.closed(home)

    printed = words_of(annex2(nc, at=day(300)))

    for part in (
        nc.number,
        nc.description,
        nc.requirement,
        ROOT.text,
        str(FOUND["possible_consequences"]),
        "Келісілген силлабустар",
        "Нәтижелі деп санаймын",
    ):
        assert part in printed, part


@pytest.mark.clause("18.3")
def test_the_log_lists_every_case_of_the_year(home: House) -> None:
    cases = [given.registered(home), given.closed(home)]

    printed = words_of(annex3(visible_cases(home.saule, on=MONDAY.date()), 2026, at=day(300)))

    for nc in cases:
        assert nc.number in printed


@pytest.mark.clause("18")
def test_an_analysis_of_an_earlier_cycle_stays_as_it_was(home: House) -> None:
    nc = given.decided(home)
    write_analysis(nc, by=home.dauren, at=MONDAY, causes=[ROOT], **FOUND)
    complete_analysis(nc, by=home.dauren, at=MONDAY)

    kept = Entry.objects.get(code="complete_analysis").contents.text

    assert ROOT.text in kept
    assert verify() == []
