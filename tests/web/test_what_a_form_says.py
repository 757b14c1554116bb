"""What a form says of itself and of what was typed: at the field, once, in words that fit it."""

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from tests import given
from tests.given import MONDAY, House, day
from tests.journeys import clock
from tests.web.scenes import SCENES, address
from tests.web.visiting import Come, read, standing_in, text_of
from tuzetu.stages.decision.forms import ConveneGroup
from tuzetu.stages.decision.steps import convene_group
from tuzetu.stages.planning.pasting import COLUMNS, COLUMNS_SAY, Reading
from tuzetu.stages.planning.steps import draft_plan, join_case
from tuzetu.stages.planning.writing import LineRow, write_plan

NO_EVIDENCE = "Describe the evidence or attach a file."


@pytest.mark.clause("49")
def test_a_criterion_change_that_changes_nothing_is_refused(home: House, come: Come) -> None:
    who, criterion = SCENES["propose_criterion_change"].set(home)
    visitor, to = come(who), address("propose_criterion_change", criterion)
    typed = standing_in(visitor.get(to)) | {"reason": "Жай ғана"}

    answer = visitor.post(to, {name: value for name, value in typed.items() if value is not None})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Nothing differs from the criterion in force." in text_of(answer)


@pytest.mark.clause("37")
@pytest.mark.parametrize("code", ["hand_over_letter", "open_case"])
def test_whoever_reads_the_letter_chooses_the_unit(home: House, come: Come, code: str) -> None:
    who, record = SCENES[code].set(home)
    visitor, to = come(who), address(code, record)

    assert standing_in(visitor.get(to))["unit"] in {None, ""}

    answer = visitor.post(to, SCENES[code].typed(home, record) | {"unit": ""})
    assert "Choose one." in text_of(answer)


def test_an_employee_reports_of_the_own_unit_first(home: House, come: Come) -> None:
    shown = standing_in(come(home.aigerim).get("/do/submit_report/"))

    assert shown["unit"] == str(home.department.pk)


@pytest.mark.clause("5.12")
@pytest.mark.parametrize("refused", [True, False])
def test_a_refused_file_is_told_without_asking_for_evidence_beside(
    home: House, come: Come, *, refused: bool
) -> None:
    typed = SCENES["submit_report"].typed(home, None) | {"evidence": ""}
    file = SimpleUploadedFile("virus.exe", b"MZ" * 99)

    page = text_of(
        come(home.aigerim).post("/do/submit_report/", typed | ({"files": file} if refused else {}))
    )

    assert ("virus.exe" in page) is refused
    assert (NO_EVIDENCE in page) is not refused


@pytest.mark.clause("5.12")
def test_of_evidence_and_file_it_is_said_that_one_of_the_two_is_needed(
    home: House, come: Come
) -> None:
    page = read(come(home.aigerim).get("/do/submit_report/"))

    marks = [label.text_content() for label in page.find_class("field__label")]

    assert sum("(one of the two)" in mark for mark in marks) == 2
    assert not any("evidence" in mark and "(optional)" in mark for mark in marks)


@pytest.mark.clause("10.6")
def test_an_earlier_case_is_found_by_its_number_in_either_script(home: House, come: Come) -> None:
    earlier = given.observed(home)
    later = given.decided(home, day(100), detected_on=day(99).date())
    clock.set_to(day(101))
    latin = earlier.number.replace("СЕ", "CE")
    assert latin.isascii()

    come(home.saule).post(
        f"/do/link_recurrence/{later.pk}/",
        {"earlier": f" {latin} ", "reason": "Сол", "version": later.version},
    )

    assert later.recurrence_of.get().earlier.nc == earlier


@pytest.mark.clause("10.6")
@pytest.mark.parametrize("typed", ["СЕ-2026-9999", "XX-2026-0001", "жоқ"])
def test_a_number_of_no_case_that_is_seen_is_told_as_such(
    home: House, come: Come, typed: str
) -> None:
    later = given.decided(home)

    page = text_of(
        come(home.saule).post(
            f"/do/link_recurrence/{later.pk}/", {"earlier": typed, "reason": "Сол"}
        )
    )

    assert "No case with this number was found among those that you see." in page


def test_a_question_is_followed_by_no_colon_and_a_choice_is_asked_for_as_one(
    home: House, come: Come
) -> None:
    who, change = SCENES["advise_postponement"].set(home)

    answer = come(who).post(address("advise_postponement", change), {})

    summary = read(answer).find_class("error-summary")[0].text_content()
    assert "Do you recommend the postponement? Choose one." in summary
    assert "Reason: " in summary


@pytest.mark.clause("45")
@pytest.mark.parametrize("shown", ["kk", "ru", "en"])
@pytest.mark.parametrize("tongue", ["kk", "ru", "en"])
def test_a_pasted_heading_is_left_out_whatever_its_language_and_the_page_s(
    home: House, tongue: str, shown: str
) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    with translation.override(tongue):
        heading = translation.gettext(COLUMNS_SAY).partition(": ")[2].rstrip(".").split(", ")
    rows = ["\t".join(heading), f"{nc.number}\tТексеру\t01.06.2026"]
    rows[1] += "\t\t\t\tҮлесі\t0\t1\tЖурнал\t02.06.2026"

    with translation.override(shown):
        found = Reading(plan).read("\n".join(rows), after=1)

    assert found.faults == ()
    assert len(heading) == len(COLUMNS)
    assert [line.what for line in found.lines] == ["Тексеру"]
    assert [criterion.covers for criterion in found.criteria] == [(2,)]


@pytest.mark.clause("45")
@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("31.02.2027", "There is no such day."),
        ("2027-02-31", "There is no such day."),
        ("01.01.2999", "The calendar does not reach this year."),
        ("ертең", "Enter the date as dd.mm.yyyy."),
    ],
)
def test_a_pasted_day_is_refused_for_what_is_wrong_with_it(
    home: House, cell: str, says: str
) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)

    with translation.override("en"):
        faults = Reading(plan).read(f"{nc.number}\tТексеру\t{cell}").faults

    assert [(fault.column, fault.says) for fault in faults] == [(3, says)]


@pytest.mark.clause("51")
def test_of_several_criteria_the_summary_says_which_was_not_judged(home: House, come: Come) -> None:
    who, nc = SCENES["record_measurements"].set(home)
    first = nc.cycles.get().planned.get().criteria.get()
    second = first.plan.criteria.create(
        plan_case=first.plan_case, position=2, measure="Үлгерім", check_on=first.check_on
    )
    typed = SCENES["record_measurements"].typed(home, nc) | {f"met_{second.pk}": ""}

    page = read(come(who).post(address("record_measurements", nc), typed))

    told = [one.text_content().strip() for one in page.xpath("//tz-errors//li")]
    assert told == ["Is criterion 2 met? Choose one."]
    labels = [one.text_content().strip() for one in page.find_class("field__label")]
    assert any(label.startswith("Criterion 2: Үлгерім") for label in labels)


@pytest.mark.clause("45")
def test_a_pasted_cell_is_understood_as_people_write_it(home: House) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    strings = given.unit("ішекті", "department", home.department.parent)
    strings.name_kk = "«Ішекті аспаптар» кафедрасы"
    strings.save()
    latin = nc.number.replace("СЕ", "CE")
    cells = (latin, "Тексеру", "01.06.2026", home.asel.surname, "", "Ішекті аспаптар кафедрасы")

    found = Reading(plan).read("\t".join(cells))

    assert found.faults == ()
    (line,) = found.lines
    assert (line.case, line.executor, line.unit) == (nc.pk, home.asel, strings)


@pytest.mark.clause("45")
def test_a_name_that_several_have_is_asked_for_in_full(home: House) -> None:
    nc = given.analysed(home)
    plan = draft_plan(nc, by=home.dauren, at=MONDAY)
    other = given.person("other", "Басқа", home.department)
    other.surname = home.asel.surname
    other.save()

    with translation.override("en"):
        said = [
            Reading(plan).read(f"{nc.number}\tТексеру\t01.06.2026\t{name}").faults[0].says
            for name in (home.asel.surname, "Ешкім")
        ]

    assert said == [
        "Several people are called so; write surname and given name.",
        "No such person was found; write surname and given name as the list of people does.",
    ]


@pytest.mark.clause("48")
def test_a_wrong_line_of_a_criterion_is_told_by_both_numbers(home: House, come: Come) -> None:
    who, plan = SCENES["write_plan"].set(home)
    visitor, to = come(who), address("write_plan", plan)
    typed = {name: value for name, value in standing_in(visitor.get(to)).items() if value}
    first = {"criterion-0-covers": "7", "criterion-0-measure": "Үлесі"}

    (summary,) = read(visitor.post(to, typed | first)).find_class("error-summary")

    told = " ".join(summary.text_content().split())
    assert "Covers lines, criterion 1: The plan has no line with the number 7." in told


@pytest.mark.clause("48")
def test_a_criterion_of_lines_of_two_cases_is_told_at_its_lines(home: House, come: Come) -> None:
    one, other = given.analysed(home), given.analysed(home)
    plan = draft_plan(one, by=home.dauren, at=MONDAY)
    join_case(plan, by=home.dauren, at=MONDAY, case=other)
    lines = [LineRow(case=nc.pk, what="Кестені бекіту") for nc in (one, other)]
    criteria = [given.criterion(one, at=MONDAY)]
    write_plan(plan, by=home.dauren, at=MONDAY, lines=lines, criteria=criteria)
    visitor, to = come(home.dauren), address("write_plan", plan)
    typed = {name: value for name, value in standing_in(visitor.get(to)).items() if value}

    answer = visitor.post(to, typed | {"criterion-0-covers": "1, 2"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "A criterion covers lines of one case." in text_of(answer)


@pytest.mark.clause("38.1")
def test_whoever_sets_up_a_group_anew_starts_from_the_one_that_is_there(home: House) -> None:
    nc = given.identified(home)
    told = {"owning_unit": home.department, "reason": "Топ керек"}
    convene_group(
        nc, by=home.saule, at=MONDAY, leader=home.dauren, members=[home.asel, home.timur], **told
    )

    form = ConveneGroup(record=given.fresh(nc), by=home.saule, on=day(1).date())

    assert form.initial["leader"] == home.dauren.pk
    assert set(form.initial["members"]) == {home.asel, home.timur}
