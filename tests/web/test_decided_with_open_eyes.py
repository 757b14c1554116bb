"""Nobody decides on a request that they cannot read, and a box leads to what comes next."""

import pytest
from django.utils.formats import date_format

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.scenes import SCENES, address
from tests.web.visiting import Come, read, text_of
from tuzetu.dossier.plan import Line
from tuzetu.stages.execution.requests import ask_postponement
from tuzetu.stages.execution.steps import mark_done, send_back_action

ASKED_AND_ADVISED = ("Комиссия отырысы кейінге қалды", "Орынды")


def _page(come: Come, code: str, home: House) -> str:
    who, record = SCENES[code].set(home)
    return text_of(come(who).get(address(code, record)))


@pytest.mark.parametrize("code", ["grant_postponement", "refuse_postponement"])
def test_whoever_decides_on_a_postponement_reads_why_until_when_and_the_advice(
    home: House, come: Come, code: str
) -> None:
    page = _page(come, code, home)

    assert all(said in page for said in ASKED_AND_ADVISED)
    assert date_format(day(80).date(), "DATE_FORMAT") in page


def test_whoever_advises_reads_why_a_later_deadline_is_asked(home: House, come: Come) -> None:
    assert ASKED_AND_ADVISED[0] in _page(come, "advise_postponement", home)


def test_whoever_decides_on_a_criterion_reads_the_old_and_the_new_wording(
    home: House, come: Come
) -> None:
    page = _page(come, "accept_criterion_change", home)

    assert "Criterion as it stands" in page
    assert "Criterion as proposed" in page


def test_whoever_decides_on_a_criterion_reads_every_field_that_changes(
    home: House, come: Come
) -> None:
    who, change = SCENES["accept_criterion_change"].set(home)
    change.data_source = "Деканат анықтамасы"
    change.save()

    page = text_of(come(who).get(address("accept_criterion_change", change)))

    changes = page.partition("What changes")[2]
    assert "Source of data" in changes
    assert "Деканат анықтамасы" in changes


def _sent_back(home: House) -> Line:
    line = given.only_line(given.approved(home))
    mark_done(line, by=home.bauyrzhan, at=day(30), done_note="Бекітілді")
    line.refresh_from_db()
    send_back_action(line, by=home.timur, at=day(31), reason="Хаттама көшірмесі жоқ")
    return line


def test_what_was_sent_back_says_why_on_the_plan_the_case_and_the_step(
    home: House, come: Come
) -> None:
    line = _sent_back(home)
    clock.set_to(day(32))
    executor = come(home.bauyrzhan)
    pages = (f"/plans/{line.plan_id}/", f"/cases/{line.plan_case.cycle.nc_id}/")

    for where in (*pages, f"/do/mark_done/{line.pk}/"):
        assert "Хаттама көшірмесі жоқ" in text_of(executor.get(where))


def test_a_postponement_that_waits_is_shown_at_its_line(home: House, come: Come) -> None:
    line = given.only_line(given.approved(home))
    told = {"asked_until": day(80).date(), "reason": "Шебер демалыста"}
    ask_postponement(line, by=home.bauyrzhan, at=day(10), **told)
    clock.set_to(day(11))

    assert "Шебер демалыста" in text_of(come(home.bauyrzhan).get(f"/plans/{line.plan_id}/"))


def test_the_case_offers_the_executor_both_answers(home: House, come: Come) -> None:
    line = given.only_line(given.approved(home))
    page = text_of(come(home.bauyrzhan).get(f"/cases/{line.plan_case.cycle.nc_id}/"))

    for code in ("mark_done", "ask_postponement"):
        assert f'href="/do/{code}/{line.pk}/"' in page


def test_what_the_decision_lacks_comes_first_and_the_decision_when_nothing_lacks(
    home: House, come: Come
) -> None:
    raw, whole = given.registered(home), given.identified(home)
    office = come(home.saule)

    def first(pk: int) -> str:
        page = text_of(office.get(f"/cases/{pk}/"))
        return page.split('act--primary" href="', 1)[1].split('"', 1)[0]

    assert first(raw.pk) == f"/do/identify_case/{raw.pk}/"
    assert first(whole.pk) == f"/do/convene_group/{whole.pk}/"


def test_saving_the_analysis_is_not_told_as_its_end(home: House, come: Come) -> None:
    nc = given.decided(home)
    leader = come(home.dauren)
    saved = leader.post(f"/do/write_analysis/{nc.pk}/", SCENES["write_analysis"].typed(home, nc))
    page = text_of(leader.get(saved.url))

    assert "Saved. The work ends with the step “Complete the analysis”." in page


def test_what_the_office_lacks_takes_no_button_from_the_head(home: House, come: Come) -> None:
    nc = given.registered(home)

    assert f'href="/do/waive_hold/{nc.pk}/"' in text_of(come(home.dauren).get(f"/cases/{nc.pk}/"))


@pytest.mark.parametrize(
    "code", ["complete_analysis", "propose_no_action", "agree_no_action", "require_action"]
)
@pytest.mark.clause("39")
@pytest.mark.clause("10.4")
def test_whoever_ends_or_judges_an_analysis_reads_it(home: House, come: Come, code: str) -> None:
    page = _page(come, code, home)

    assert given.ROOT.text in page
    assert str(given.FOUND["need_reason"]) in page


@pytest.mark.parametrize(
    ("code", "does"),
    [
        ("complete_analysis", "The analysis is handed over as it stands here"),
        ("propose_no_action", "The analysis is handed over as it stands here"),
        ("draft_plan", "A plan of the unit is begun with this case in it."),
        ("submit_plan", "The plan goes to the vice-rector as it stands here."),
    ],
)
def test_a_press_without_a_question_says_what_it_does(
    home: House, come: Come, code: str, does: str
) -> None:
    assert does in _page(come, code, home)


@pytest.mark.clause("43")
def test_whoever_begins_a_plan_reads_the_causes(home: House, come: Come) -> None:
    assert given.ROOT.text in _page(come, "draft_plan", home)


@pytest.mark.clause("17")
@pytest.mark.parametrize("code", ["confirm_recurrence", "deny_recurrence"])
def test_whoever_decides_on_a_recurrence_reads_both_cases_and_why_they_are_linked(
    home: House, come: Come, code: str
) -> None:
    who, link = SCENES[code].set(home)
    link.earlier.nc.description = "Силлабус былтыр да журналға сай болмаған."
    link.earlier.nc.save(update_fields=["description"])

    page = text_of(come(who).get(address(code, link)))

    assert link.earlier.nc.description in page
    assert link.later.description in page
    assert "Белгілері бірдей" in page


@pytest.mark.clause("32")
@pytest.mark.parametrize("code", ["resume_use", "release_by_concession", "withdraw_for_good"])
def test_whoever_ends_a_suspension_reads_what_is_stopped(
    home: House, come: Come, code: str
) -> None:
    page = _page(come, code, home)

    assert "Емтихан, since 2 February 2026." in page


@pytest.mark.clause("46")
def test_whoever_changes_the_controller_reads_who_it_is(home: House, come: Come) -> None:
    who, plan = SCENES["change_controller"].set(home)

    shown = read(come(who).get(address("change_controller", plan))).find_class("panel")[0]

    assert shown.findtext("h2") == plan.number
    assert str(plan.controller) in shown.text_content()
