"""What forms check of what was typed, beyond that it was typed: each told at its field."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from tests import given
from tests.given import MONDAY, House
from tuzetu.catalogue import CATALOGUE
from tuzetu.conduct.asking import (
    Day,
    PersonsChoice,
    not_after_today,
    not_before_detection,
    not_before_today,
    people,
)
from tuzetu.conduct.check_dates import checked_too_early
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Criterion, Plan
from tuzetu.dossier.request import WORDING
from tuzetu.stages.planning.grid import CriterionForm
from tuzetu.stages.planning.steps import draft_plan

TODAY, TOMORROW, YESTERDAY = "2026-02-02", "2026-02-03", "2026-02-01"


def wrong(
    home: House, code: str, record: Model | None, *, by: str = "dauren", **typed: object
) -> set[str]:
    """The fields of a step's form that are wrong as typed."""
    asks = CATALOGUE[code].asks
    told: MultiValueDict[str, Any] = MultiValueDict({name: [one] for name, one in typed.items()})
    return set(asks(told, record=record, by=getattr(home, by), on=MONDAY.date()).errors)


@pytest.mark.clause("5.12")
def test_submit_report_has_its_evidence_told_or_attached(home: House) -> None:
    told = {"kind": "actual", "description": "Кесте", "unit": home.department.pk}
    told |= {"detected_on": TODAY}
    kept = CATALOGUE["submit_report"].asks(
        told, record=None, by=home.aigerim, on=MONDAY.date(), kept_files=(1,)
    )

    assert wrong(home, "submit_report", None, by="aigerim", **told) == {"evidence"}
    assert wrong(home, "submit_report", None, by="aigerim", evidence="Хат", **told) == set()
    assert kept.is_valid()


@pytest.mark.clause("5.8")
@pytest.mark.clause("10.2")
def test_record_correction_says_what_was_done_or_who_does_it_until_when(home: House) -> None:
    nc = given.registered(home)
    told = {"what": "Түзету"}

    assert wrong(home, "record_correction", nc) == {"what"}
    assert wrong(home, "record_correction", nc, correction_waiver="Болған жоқ") == set()
    assert wrong(home, "record_correction", nc, **told) == {"executor", "due_on"}
    both = told | {"done_on": TODAY, "correction_waiver": "Болған жоқ"}
    assert wrong(home, "record_correction", nc, **both) == {"correction_waiver"}
    assert wrong(home, "record_correction", nc, done_on=TODAY, **told) == set()
    whole = {"executor": home.timur.pk, "due_on": TOMORROW}
    assert wrong(home, "record_correction", nc, **told, **whole) == set()


@pytest.mark.clause("38")
def test_name_concerned_changes_who_is_named(home: House) -> None:
    nc = given.registered(home)
    named = {"reason": "Тексеруде көрінді", "concerned": home.timur.pk}

    assert wrong(home, "name_concerned", nc, reason="Ешкім") == {"concerned"}
    assert wrong(home, "name_concerned", nc, **named) == set()
    nc.concerned.add(home.timur)
    assert wrong(home, "name_concerned", nc, **named) == {"concerned"}


@pytest.mark.clause("10.3")
def test_record_consequences_describes_them_or_says_why_there_are_none(home: House) -> None:
    nc = given.registered(home)

    assert wrong(home, "record_consequences", nc) == {"consequences"}
    assert wrong(home, "record_consequences", nc, consequences="Сабақ кешікті") == set()
    assert wrong(home, "record_consequences", nc, consequences_waiver="Болған жоқ") == set()


@pytest.mark.clause("20")
@pytest.mark.parametrize("code", ["20.2", "20.3", "26.4"])
def test_record_disposition_refers_to_the_order_of_a_sanction(home: House, code: str) -> None:
    nc = given.registered(home)

    assert wrong(home, "record_disposition", nc, disposition=code) == {"disposition_order"}
    told = {"disposition": code, "disposition_order": "№ 5"}
    assert wrong(home, "record_disposition", nc, **told) == set()


@pytest.mark.clause("39")
@pytest.mark.parametrize(("due", "found"), [("2026-02-20", {"term_reason"}), ("2026-03-02", set())])
def test_pass_to_unit_within_a_shorter_term_says_why(
    home: House, due: str, found: set[str]
) -> None:
    nc, unit = given.identified(home), home.department.pk
    told = {"unit": unit, "owning_unit": unit, "reason": "Кафедра", "due_on": due}

    assert wrong(home, "pass_to_unit", nc, by="saule", **told) == found


@pytest.mark.clause("37")
@pytest.mark.parametrize(
    ("source", "document", "found"),
    [
        ("21.1", "", {"source_document"}),
        ("21.5", "  ", {"source_document"}),
        ("21.1", "№ 12, 01.02.2026", set()),
        ("21.5", "x" * 501, {"source_document"}),
        ("21.3", "", set()),
    ],
)
def test_identify_case_names_the_document_of_a_source_that_has_one(
    home: House, source: str, document: str, found: set[str]
) -> None:
    told = {"title": "Силлабус", "kind": "actual", "requirement": "8.5.1", "method": "29.1"}
    told |= {"process": "Оқу", "source": source, "source_document": document}

    assert wrong(home, "identify_case", given.registered(home), by="saule", **told) == found


@pytest.mark.clause("37")
@pytest.mark.parametrize(("written", "found"), [(TODAY, False), (TOMORROW, True)])
def test_register_letter_is_dated_no_later_than_it_was_received(
    home: House, written: str, *, found: bool
) -> None:
    told = {"letter_date": written, "received_on": TODAY}

    assert ("letter_date" in wrong(home, "register_letter", None, by="zhanar", **told)) is found


@pytest.mark.clause("44")
@pytest.mark.parametrize(("held", "found"), [(TODAY, set()), (YESTERDAY, {"held_on"})])
def test_record_meeting_was_held_after_the_causes_were_found(
    home: House, held: str, found: set[str]
) -> None:
    plan = draft_plan(given.analysed(home), by=home.dauren, at=MONDAY)

    assert wrong(home, "record_meeting", plan, minutes_number="3", held_on=held) == found


@pytest.mark.clause("49")
def test_propose_criterion_change_changes_something(home: House) -> None:
    criterion = Criterion.objects.get(plan=given.approved(home))
    told = {name: getattr(criterion, name) for name in WORDING} | {"reason": "Өлшенбейді"}

    assert wrong(home, "propose_criterion_change", criterion, **told) == {"measure"}
    other = told | {"target": "1 күн"}
    assert wrong(home, "propose_criterion_change", criterion, **other) == set()


@pytest.mark.clause("49")
def test_propose_criterion_change_checks_when_what_it_covers_is_done(home: House) -> None:
    plan = given.approved(home)
    criterion, due = Criterion.objects.get(plan=plan), given.only_line(plan).due_on
    told = {name: getattr(criterion, name) for name in WORDING} | {"reason": "Өлшенбейді"}
    on_the_day, before = told | {"check_on": due}, told | {"check_on": due - timedelta(days=1)}

    assert wrong(home, "propose_criterion_change", criterion, **on_the_day) == set()
    assert wrong(home, "propose_criterion_change", criterion, **before) == {"check_on"}


@pytest.mark.clause("44")
def test_return_plan_says_at_least_once_what_has_to_be_changed(home: House) -> None:
    plan = given.submitted(home)
    at_a_line = {f"line_{given.only_line(plan).pk}": "Кеш"}

    assert wrong(home, "return_plan", plan, by="maira") == {"remark"}
    assert wrong(home, "return_plan", plan, by="maira", remark="Толықтырыңыз") == set()
    assert wrong(home, "return_plan", plan, by="maira", **at_a_line) == set()


@pytest.mark.clause("51")
@pytest.mark.parametrize(("begins", "found"), [(TODAY, False), (TOMORROW, True)])
def test_record_measurements_looks_at_a_period_that_begins_before_its_end(
    home: House, begins: str, *, found: bool
) -> None:
    nc = given.carried_out(home)
    told = {"recurrence_from": begins, "recurrence_until": TODAY}

    assert ("recurrence_from" in wrong(home, "record_measurements", nc, **told)) is found


@pytest.mark.clause("51")
@pytest.mark.parametrize(("days", "found"), [(0, False), (1, True)])
def test_record_measurements_enters_no_result_before_its_check_date(
    home: House, days: int, *, found: bool
) -> None:
    nc = given.carried_out(home)
    Criterion.objects.update(check_on=given.day(days).date())
    value = f"value_{Criterion.objects.get().pk}"

    assert (value in wrong(home, "record_measurements", nc, **{value: "1 күн"})) is found


@pytest.mark.clause("18.1")
@pytest.mark.clause("18.2")
@pytest.mark.parametrize("code", ["keep_signed_copy", "keep_signed_plan"])
def test_a_signed_copy_is_kept_with_its_scan(home: House, code: str) -> None:
    plan = given.submitted(home)
    record = plan if code == "keep_signed_plan" else plan.joined.get().cycle.nc
    told = {"signed_by": "Дәурен", "signed_on": TODAY}
    scanned = CATALOGUE[code].asks(
        told, record=record, by=home.dauren, on=MONDAY.date(), kept_files=(1,)
    )

    assert wrong(home, code, record, **told) == {"files"}
    assert scanned.is_valid()


@pytest.mark.clause("18.1")
@pytest.mark.clause("18.2")
@pytest.mark.parametrize(
    ("code", "field"), [("keep_signed_copy", "ordinal"), ("keep_signed_plan", "revision")]
)
def test_of_several_rounds_or_revisions_the_signed_one_is_named(
    home: House, code: str, field: str
) -> None:
    plan = given.submitted(home)
    nc = plan.joined.get().cycle.nc
    Plan.objects.filter(pk=plan.pk).update(revision=2)
    Nonconformity.objects.filter(pk=nc.pk).update(ordinal=2)
    record = given.plan_again(plan) if code == "keep_signed_plan" else given.fresh(nc)

    assert field in wrong(home, code, record, signed_by="Дәурен", signed_on=TODAY)
    told = {"signed_by": "Дәурен", "signed_on": TODAY, field: "1"}
    assert field not in wrong(home, code, record, **told)


@pytest.mark.clause("18")
def test_no_form_takes_a_day_that_no_term_can_be_counted_from() -> None:
    """Asked of the field itself, which ``record_meeting`` and all others share."""
    with pytest.raises(ValidationError):
        Day().clean("1026-02-02")
    assert Day().clean(TODAY) == MONDAY.date()


@pytest.mark.clause("18")
def test_no_form_takes_a_person_that_no_database_can_look_up(home: House) -> None:
    """Members of the group of ``convene_group``, readers of ``restrict_case``."""
    with pytest.raises(ValidationError):
        PersonsChoice(people()).clean(["9" * 30])
    assert list(PersonsChoice(people()).clean([str(home.timur.pk)])) == [home.timur]


@pytest.mark.clause("18")
def test_what_was_done_has_come_and_what_is_to_be_done_is_not_over() -> None:
    """As ``record_meeting``, ``record_correction`` and others ask of their days."""
    on = MONDAY.date()

    for day, check in ((given.day(1), not_after_today), (given.day(-1), not_before_today)):
        assert check(on, on) == on
        with pytest.raises(ValidationError):
            check(day.date(), on)


@pytest.mark.clause("18")
def test_nothing_is_corrected_before_it_was_detected(home: House) -> None:
    """As ``record_correction`` and ``finish_correction`` ask of their days."""
    nc = given.registered(home)

    assert not_before_detection(nc.detected_on, nc) == nc.detected_on
    with pytest.raises(ValidationError):
        not_before_detection(nc.detected_on - timedelta(days=1), nc)


@pytest.mark.clause("10.3")
def test_record_consequences_does_not_take_both_what_they_are_and_why_there_are_none(
    home: House,
) -> None:
    nc, waiver = given.registered(home), {"consequences_waiver": "Болған жоқ"}

    assert wrong(home, "record_consequences", nc, **waiver) == set()
    assert wrong(home, "record_consequences", nc, consequences="Сабақ болмады", **waiver) == {
        "consequences_waiver"
    }


@pytest.mark.clause("10.6")
@pytest.mark.clause("17")
def test_link_recurrence_takes_no_case_that_was_detected_later(home: House) -> None:
    first = given.decided(home)
    second = given.decided(home, given.day(20), detected_on=given.day(20).date())
    told = {"reason": "Сол себеп"}

    third = given.decided(home, given.day(20), detected_on=given.day(20).date())

    pairs = ((second, first, set()), (third, second, set()), (first, second, {"earlier"}))
    for later, earlier, found in pairs:
        typed = told | {"earlier": earlier.number}
        assert wrong(home, "link_recurrence", later, by="saule", **typed) == found


@pytest.mark.clause("48")
def test_propose_criterion_change_counts_no_deadline_of_what_is_done_already(home: House) -> None:
    plan = given.approved(home)
    criterion, line = Criterion.objects.get(plan=plan), given.only_line(plan)
    told = {name: getattr(criterion, name) for name in WORDING} | {"reason": "Өлшенбейді"}
    told["check_on"] = criterion.check_on + timedelta(days=1)
    line.pk, line.position, line.due_on = None, 2, criterion.check_on + timedelta(days=9)
    line.save()
    criterion.lines.add(line)
    assert wrong(home, "propose_criterion_change", criterion, **told) == {"check_on"}

    type(line).objects.filter(pk=line.pk).update(state="confirmed")
    assert wrong(home, "propose_criterion_change", criterion, **told) == set()


@pytest.mark.clause("45")
@pytest.mark.clause("48")
@pytest.mark.parametrize(
    ("covers", "fits"), [("1", True), (" 1; ", True), ("№ 1", True), ("бір", False), ("1-2", False)]
)
def test_write_plan_takes_numbers_alone_for_what_a_criterion_covers(
    home: House, covers: str, *, fits: bool
) -> None:
    """In a row of a criterion in the form of ``write_plan``."""
    form = CriterionForm({"covers": covers})

    assert form.is_valid() == fits
    assert set(form.errors) == (set() if fits else {"covers"})


@pytest.mark.clause("46")
@pytest.mark.parametrize("code", ["propose_controller", "change_controller"])
def test_the_controllers_substitute_is_another_person(home: House, code: str) -> None:
    plan = given.approved(home) if code == "change_controller" else given.planned(home)
    told = {"controller": home.timur.pk, "reason": "Демалыста"}

    assert wrong(home, code, plan, controller_substitute=home.asel.pk, **told) == set()
    assert wrong(home, code, plan, controller_substitute=home.timur.pk, **told) == {
        "controller_substitute"
    }


@pytest.mark.clause("46")
def test_change_controller_names_somebody_else(home: House) -> None:
    plan, told = given.approved(home), {"controller": home.timur.pk, "reason": "Демалыста"}

    assert wrong(home, "change_controller", plan, **told) == {"controller"}
    assert wrong(home, "change_controller", plan, **told | {"controller": home.asel.pk}) == set()


@pytest.mark.clause("48")
def test_a_check_that_comes_too_early_names_the_line_that_is_due_last() -> None:
    day = MONDAY.date()
    due = {1: day + timedelta(days=1), 2: day + timedelta(days=9), 3: None}

    assert checked_too_early(day, due).startswith("2-жол")
    assert checked_too_early(day + timedelta(days=9), due) == ""
    assert checked_too_early(None, due) == ""


@pytest.mark.clause("32")
def test_set_hold_does_not_begin_before_the_detection(home: House) -> None:
    nc = given.registered(home)
    told = {"kind": "document", "what": "Кесте"}

    assert wrong(home, "set_hold", nc, since_on=YESTERDAY, **told) == {"since_on"}
    assert wrong(home, "set_hold", nc, since_on=TODAY, **told) == set()


@pytest.mark.clause("45")
def test_change_executor_names_somebody_else(home: House) -> None:
    line, told = given.only_line(given.approved(home)), {"reason": "Ауысты"}

    assert wrong(home, "change_executor", line, executor=home.bauyrzhan.pk, **told) == {"executor"}
    assert wrong(home, "change_executor", line, executor=home.asel.pk, **told) == set()


@pytest.mark.clause("43")
def test_join_case_says_where_no_case_waits(home: House) -> None:
    asks, nobody = CATALOGUE["join_case"].asks, "No other case of the unit waits for a plan now."
    plan = given.planned(home)

    def hint() -> str:
        form = asks(record=plan, by=home.dauren, on=MONDAY.date())
        with translation.override("en"):
            return str(form.fields["case"].help_text)

    assert hint() == nobody
    given.analysed(home)
    assert hint() == ""


CAUSE = {"cause-TOTAL_FORMS": "3", "cause-INITIAL_FORMS": "0"}


def causes_wrong(home: House, *rows: dict[str, str]) -> list[set[str]]:
    """The fields of each row of the chain that are wrong as typed."""
    typed = dict(CAUSE)
    for number, row in enumerate({"level": "0"} | row for row in rows):
        typed |= {f"cause-{number}-{name}": value for name, value in row.items()}
    asks = CATALOGUE["write_analysis"].asks
    form = asks(typed, record=given.decided(home), by=home.dauren, on=MONDAY.date())
    form.is_valid()
    return [set(row.errors) for row in form.causes]


@pytest.mark.clause("10.4")
@pytest.mark.clause("36")
@pytest.mark.parametrize(
    "beside", [{"kind": "23.3"}, {"root": "on"}, {"rank": "1"}, {"proof": "Х"}]
)
def test_what_stands_beside_a_cause_is_not_lost_for_want_of_its_words(
    home: House, beside: dict[str, str]
) -> None:
    whole = {"text": "Себеп"}

    assert causes_wrong(home, whole, beside, {}) == [set(), {"text"}, set()]
    assert causes_wrong(home, whole, beside | whole, {}) == [set(), set(), set()]


@pytest.mark.clause("36")
@pytest.mark.parametrize(
    ("levels", "wrong_in"),
    [("000", ""), ("012", ""), ("010", ""), ("020", "1"), ("100", "0"), ("013", "2"), ("0-1", "")],
)
def test_a_cause_stands_at_most_one_level_below_the_one_before(
    home: House, levels: str, wrong_in: str
) -> None:
    rows = [{"text": "Себеп", "level": one} if one != "-" else {} for one in levels]

    told = causes_wrong(home, *rows)

    assert told == [{"level"} if str(number) in wrong_in else set() for number in range(3)]


@pytest.mark.clause("38.1")
def test_a_group_has_a_member_besides_its_leader(home: House) -> None:
    nc = given.identified(home)
    told = {"leader": home.asel.pk, "owning_unit": home.department.pk, "reason": "Күрделі"}
    told |= {"due_on": "2026-03-02"}

    def wrong_with(*members: int) -> set[str]:
        sent: MultiValueDict[str, Any] = MultiValueDict({name: [one] for name, one in told.items()})
        sent.setlist("members", list(members))
        asks = CATALOGUE["convene_group"].asks
        return set(asks(sent, record=nc, by=home.saule, on=MONDAY.date()).errors)

    assert wrong_with(home.asel.pk) == {"members"}
    assert wrong_with(home.asel.pk, home.timur.pk) == set()
    assert wrong_with(home.timur.pk) == set()
