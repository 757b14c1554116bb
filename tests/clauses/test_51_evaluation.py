"""The evaluation criterion by criterion, and whose the verdict is (10.8, 16, 17, 51)."""

from contextlib import nullcontext
from datetime import date

import pytest
from django.db.models import Model

from tests import given
from tests.clauses.test_43_45_plan import discussed, goal, row
from tests.given import MONDAY, House, day
from tests.refusing import not_theirs, refused
from tuzetu.conduct.offering import standing
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.evaluation import Evaluation
from tuzetu.dossier.plan import Plan
from tuzetu.people.appointment import Appointment
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.offices import Office
from tuzetu.procedure.rulebook import Rule
from tuzetu.procedure.rules import effectiveness, execution
from tuzetu.procedure.states import CaseState
from tuzetu.procedure.wording import NAMED_AT_MOST
from tuzetu.stages.effectiveness.forms import RecordMeasurements
from tuzetu.stages.effectiveness.steps import (
    confirm_effective,
    find_effective,
    order_further_actions,
    order_new_analysis,
    record_measurements,
)
from tuzetu.stages.execution.steps import follow_up
from tuzetu.stages.planning.steps import draft_plan, propose_controller, submit_plan
from tuzetu.stages.registration.steps import identify_case, name_substitute

LATER = day(80)


def effective(home: House, nc: Nonconformity, by: Model) -> None:
    find_effective(nc, by=by, at=LATER, reason="Критерий орындалды")


def further(home: House, nc: Nonconformity, by: Model) -> None:
    order_further_actions(nc, by=by, at=LATER, reason="Тағы бір кафедра қалды")


def anew(home: House, nc: Nonconformity, by: Model) -> None:
    order_new_analysis(nc, by=by, at=LATER, verdict="not_effective", reason="Себеп басқа")


def finally_effective(home: House, nc: Nonconformity, by: Model) -> None:
    confirm_effective(nc, by=by, at=day(300), reason="Қайталанбады")


VERDICTS = [effective, further, anew]


def entered(home: House, **told: object) -> Nonconformity:
    """A case that is measured, but for what the test leaves out."""
    nc = given.carried_out(home)
    criterion = given.criteria_of(nc).get()
    whole = {
        "measured": {criterion.pk: ("100 %", "yes")},
        "recurrence_from": MONDAY.date(),
        "recurrence_until": day(75).date(),
        "recurrence_found": "Қайталанбады",
        "head_view": "Нәтижелі деп санаймын",
        "followed": {row.pk: "Қайталанбады" for row in given.lines_of(nc)},
    }
    record_measurements(nc, by=home.dauren, at=day(75), **{**whole, **told})
    return given.fresh(nc)


LACKING = [
    pytest.param({"measured": {}}, (effectiveness.every_criterion_is_measured,), id="results 51"),
    pytest.param(
        {"recurrence_found": ""}, (effectiveness.recurrence_was_looked_for,), id="recurrence 17"
    ),
    pytest.param({"head_view": ""}, (effectiveness.the_head_gave_a_view,), id="view 16"),
    pytest.param({"followed": {}}, (effectiveness.every_action_is_followed_up,), id="actions 16"),
]


@pytest.mark.clause("51")
@pytest.mark.clause("17")
@pytest.mark.clause("16")
@pytest.mark.clause("10.8")
@pytest.mark.parametrize("judge", VERDICTS)
@pytest.mark.parametrize(("told", "rules"), LACKING)
def test_no_verdict_on_an_evaluation_that_lacks_something(
    home: House, told: dict[str, object], rules: tuple[Rule, ...], judge: object
) -> None:
    nc = entered(home, **told)
    assert Duty.objects.get(nc=nc).owed == Owed.MEASURE.code

    with refused(*rules):
        judge(home, nc, home.saule)  # type: ignore[operator]


@pytest.mark.clause("16")
@pytest.mark.clause("51")
def test_the_head_of_the_unit_measures_and_nobody_else(home: House) -> None:
    nc = given.carried_out(home)

    for who in (home.aigerim, home.saule, home.timur, home.maira):
        with not_theirs():
            record_measurements(nc, by=who, at=day(75), measured={})


@pytest.mark.clause("48")
@pytest.mark.clause("51")
@pytest.mark.parametrize("met", ["yes", "partly", "no"])
def test_no_result_is_entered_before_the_check_date_of_its_criterion(home: House, met: str) -> None:
    """Also where the actions ended sooner: the day was approved with the criterion."""
    nc = given.carried_out(home)
    criterion = given.criteria_of(nc).get()
    assert criterion.check_on == day(70).date()
    told = {"recurrence_until": day(69).date(), "head_view": "Ерте"}

    with refused(effectiveness.no_result_precedes_its_check_date):
        record_measurements(
            nc, by=home.dauren, at=day(69), measured={criterion.pk: ("100 %", met)}, **told
        )
    record_measurements(nc, by=home.dauren, at=day(69), measured={}, **told)
    assert not Evaluation.objects.get().measurements.exists()

    record_measurements(nc, by=home.dauren, at=day(70), measured={criterion.pk: ("100 %", met)})
    assert Evaluation.objects.get().measurements.get().met == met


@pytest.mark.clause("17")
@pytest.mark.parametrize(("until", "found"), [(30, True), (31, True), (32, False)])
def test_recurrence_is_looked_for_after_the_actions(
    home: House, until: int, *, found: bool
) -> None:
    """The last action was confirmed on the thirty-first day."""
    nc = given.carried_out(home)
    ends = day(until).date()
    told = {"recurrence_from": MONDAY.date(), "recurrence_until": ends, "measured": {}}
    form = RecordMeasurements(
        {"recurrence_until": ends}, record=nc, by=home.dauren, on=day(75).date()
    )
    form.is_valid()
    rule = effectiveness.the_period_reaches_beyond_the_actions
    stand = standing(
        CaseStep.RECORD_MEASUREMENTS,
        nc,
        by=home.dauren,
        on=day(75).date(),
        choosing=form.choosing,
    )

    assert [one.says for one in stand.reasons] == [rule.says] * found
    assert form.told_at[rule] == "recurrence_until"
    with refused(rule) if found else nullcontext():
        record_measurements(nc, by=home.dauren, at=day(75), **told)


@pytest.mark.clause("48")
@pytest.mark.parametrize(
    ("value", "met", "found"), [("100 %", "", True), ("", "no", True), ("", "", False)]
)
def test_the_form_leaves_a_criterion_blank_until_its_check_date(
    home: House, value: str, met: str, *, found: bool
) -> None:
    nc = given.carried_out(home)
    pk = given.criteria_of(nc).get().pk
    whole = {
        "recurrence_from": day(32).date(),
        "recurrence_until": day(69).date(),
        "recurrence_found": "Жоқ",
        "head_view": "Ерте",
        **{f"follow_up_{line.pk}": "Иә" for line in given.lines_of(nc)},
    }

    form = RecordMeasurements(
        whole | {f"value_{pk}": value, f"met_{pk}": met},
        record=nc,
        by=home.dauren,
        on=day(69).date(),
    )

    assert set(form.errors) == ({f"value_{pk}"} if found else set())
    assert form.clauses[f"value_{pk}"] == "48"
    assert found or form.arguments()["measured"] == {}


@pytest.mark.clause("51")
def test_the_form_asks_for_every_criterion(home: House) -> None:
    nc = given.carried_out(home)
    criterion = given.criteria_of(nc).get()

    form = RecordMeasurements({}, record=nc, by=home.dauren, on=day(75).date())

    assert {f"value_{criterion.pk}", f"met_{criterion.pk}"} <= set(form.errors)
    assert {"recurrence_from", "recurrence_until", "recurrence_found", "head_view"} <= set(
        form.errors
    )


@pytest.mark.clause("51")
def test_the_evaluation_is_owed_ten_working_days_after_the_last_check_date(home: House) -> None:
    nc = given.carried_out(home)
    measuring = Duty.objects.get(nc=nc)
    given.measure(home, nc, at=day(75))
    verdict = Duty.objects.get(nc=nc)

    assert (measuring.owed, verdict.owed) == (Owed.MEASURE.code, Owed.GIVE_VERDICT.code)
    for duty in (measuring, verdict):
        assert (duty.counts_from, duty.due_on) == (date(2026, 4, 13), date(2026, 4, 27))


@pytest.mark.clause("16")
def test_the_head_follows_up_every_action_in_one_act(home: House) -> None:
    nc = entered(home, followed={})
    line = given.lines_of(nc).get()
    assert Duty.objects.get(nc=nc).owed == Owed.MEASURE.code
    form = RecordMeasurements({}, record=nc, by=home.dauren, on=day(75).date())
    assert f"follow_up_{line.pk}" in form.errors

    given.measure(home, nc, at=day(75))

    line.refresh_from_db()
    assert (line.follow_up, line.followed_up_by) == ("Қайталанбады", home.dauren)
    assert Duty.objects.get(nc=nc).owed == Owed.GIVE_VERDICT.code


@pytest.mark.clause("16")
def test_a_follow_up_given_at_the_line_counts(home: House) -> None:
    plan = given.approved(home)
    nc = given.confirm_lines(home, plan)
    line = given.only_line(plan)
    follow_up(line, by=home.dauren, at=day(40), note="Барысы жақсы")
    form = RecordMeasurements(record=nc, by=home.dauren, on=day(75).date())

    record_measurements(
        nc,
        by=home.dauren,
        at=day(75),
        measured={given.criteria_of(nc).get().pk: ("100 %", "yes")},
        recurrence_found="Қайталанбады",
        head_view="Нәтижелі",
    )

    assert form.initial[f"follow_up_{line.pk}"] == "Барысы жақсы"
    assert Duty.objects.get(nc=nc).owed == Owed.GIVE_VERDICT.code


@pytest.mark.clause("18")
@pytest.mark.clause("16")
def test_what_the_verdict_rests_on_is_followed_up_no_more(home: House) -> None:
    nc = given.measured(home)
    line = given.lines_of(nc).get()
    follow_up(line, by=home.dauren, at=day(76), note="Соңғы сөз")
    effective(home, nc, home.saule)
    line.refresh_from_db()

    with refused(execution.the_verdict_is_still_to_come):
        follow_up(line, by=home.dauren, at=day(81), note="Кейін жазылды")


@pytest.mark.clause("18")
def test_a_line_of_a_round_that_is_over_is_followed_up_no_more(home: House) -> None:
    nc = given.measured(home)
    line = given.lines_of(nc).get()
    anew(home, nc, home.saule)
    Nonconformity.objects.filter(pk=nc.pk).update(state=CaseState.EXECUTION.code)
    line.refresh_from_db()

    with refused(execution.the_verdict_is_still_to_come):
        follow_up(line, by=home.dauren, at=day(81), note="Кейін жазылды")


@pytest.mark.clause("51")
@pytest.mark.parametrize("met", ["partly", "no"])
def test_effective_is_impossible_with_an_unmet_criterion(home: House, met: str) -> None:
    nc = given.carried_out(home)
    given.measure(home, nc, at=day(75), met=met)

    with refused(effectiveness.every_criterion_is_met) as told:
        effective(home, nc, home.saule)
    assert told["criteria"] == "“Келісілген силлабустар”"

    further(home, nc, home.saule)
    assert Evaluation.objects.get().verdict == "partly"


@pytest.mark.clause("51")
def test_what_is_missing_before_a_verdict_is_named(home: House) -> None:
    long = "Келісілген силлабустар " * 20
    nc = given.carried_out(home)
    given.criteria_of(nc).update(measure=long)
    record_measurements(nc, by=home.dauren, at=day(75), measured={}, recurrence_found="Жоқ")

    with refused(
        effectiveness.every_criterion_is_measured,
        effectiveness.the_head_gave_a_view,
        effectiveness.every_action_is_followed_up,
    ) as told:
        effective(home, nc, home.saule)

    assert told["lines"] == "“Келісу тәртібін бекіту”"
    assert told["criteria"].startswith("“Келісілген силлабустар Келісілген")
    assert told["criteria"].endswith("…”")
    assert len(told["criteria"]) <= NAMED_AT_MOST + 2


@pytest.mark.clause("51")
@pytest.mark.clause("7")
@pytest.mark.parametrize("judge", VERDICTS)
def test_the_verdict_is_the_offices(home: House, judge: object) -> None:
    nc = given.measured(home)
    duty = Duty.objects.get(nc=nc)
    assert (duty.owed, duty.part) == (Owed.GIVE_VERDICT.code, "office")

    for who in (home.dauren, home.maira, home.timur, home.gulnar):
        with not_theirs():
            judge(home, nc, who)  # type: ignore[operator]


@pytest.mark.clause("51")
@pytest.mark.parametrize("judge", VERDICTS)
def test_the_verdict_is_never_the_plan_authors(home: House, judge: object) -> None:
    nc = given.measured(home)
    Plan.objects.update(submitted_by=home.saule)

    with refused(effectiveness.the_judge_is_not_the_author):
        judge(home, nc, home.saule)  # type: ignore[operator]


@pytest.mark.clause("51")
def test_the_final_verdict_is_not_the_plan_authors_either(home: House) -> None:
    nc = given.observed(home)
    Plan.objects.update(author=home.saule)

    with refused(effectiveness.the_judge_is_not_the_author):
        finally_effective(home, nc, home.saule)


@pytest.mark.clause("51")
def test_who_drafted_by_delegation_does_not_judge_what_the_head_submitted(home: House) -> None:
    nc = given.analysed(home)
    heads = Appointment.objects.get(office=Office.HEAD_OF_UNIT.code)
    heads.delete()
    given.appoint(home.saule, Office.HEAD_OF_UNIT, of=home.department)
    plan = draft_plan(nc, by=home.saule, at=MONDAY)
    Appointment.objects.filter(office=Office.HEAD_OF_UNIT.code).delete()
    given.appoint(home.dauren, Office.HEAD_OF_UNIT, of=home.department)
    discussed(home, plan, [row(home, nc)], [goal(nc, 1)], MONDAY)
    propose_controller(plan, by=home.saule, at=MONDAY, controller=home.timur)
    submit_plan(plan, by=home.dauren, at=MONDAY)
    given.goes_on_to_measured(home, plan)

    with refused(effectiveness.the_judge_is_not_the_author):
        effective(home, nc, home.saule)


@pytest.mark.clause("51")
@pytest.mark.parametrize("judge", VERDICTS)
def test_the_auditor_judges_what_an_internal_audit_found(home: House, judge: object) -> None:
    nc = given.measured(home)
    Nonconformity.objects.filter(pk=nc.pk).update(internal_audit=True)
    given.appoint(home.gulnar, Office.AUDITOR)

    with refused(effectiveness.the_auditor_judges_an_audit):
        judge(home, nc, home.saule)  # type: ignore[operator]

    judge(home, nc, home.gulnar)  # type: ignore[operator]
    assert Evaluation.objects.get().verdict_by_auditor


@pytest.mark.clause("51")
@pytest.mark.parametrize("judge", VERDICTS)
def test_an_auditor_judges_nothing_else(home: House, judge: object) -> None:
    nc = given.measured(home)
    given.appoint(home.gulnar, Office.AUDITOR)

    with refused(effectiveness.the_office_judges_other_sources):
        judge(home, nc, home.gulnar)  # type: ignore[operator]


@pytest.mark.clause("51")
def test_without_an_auditor_in_office_the_office_judges_an_audit_too(home: House) -> None:
    nc = given.identified(home)
    identify_case(nc, by=home.saule, at=MONDAY, internal_audit=True)
    assert given.fresh(nc).internal_audit
    nc = given.measured(home)
    Nonconformity.objects.filter(pk=nc.pk).update(internal_audit=True)

    effective(home, nc, home.saule)

    assert given.fresh(nc).phase == CaseState.OBSERVATION


@pytest.mark.clause("51")
def test_the_final_verdict_of_an_audit_is_the_auditors_too(home: House) -> None:
    nc = given.observed(home)
    Nonconformity.objects.filter(pk=nc.pk).update(internal_audit=True)
    given.appoint(home.gulnar, Office.AUDITOR)

    with refused(effectiveness.the_auditor_judges_an_audit):
        finally_effective(home, nc, home.saule)

    finally_effective(home, nc, home.gulnar)


@pytest.mark.clause("51")
@pytest.mark.parametrize("judge", [*VERDICTS, finally_effective])
def test_whoever_the_rector_named_for_an_auditor_who_left_judges_nothing(
    home: House, judge: object
) -> None:
    nc = given.observed(home) if judge is finally_effective else given.measured(home)
    Nonconformity.objects.filter(pk=nc.pk).update(internal_audit=True)
    told = {"part": "auditor", "person": home.gulnar, "reason": "Аудиторға қатысты"}
    name_substitute(given.fresh(nc), by=home.erlan, at=LATER, **told)

    with refused(effectiveness.the_office_judges_without_an_auditor):
        judge(home, given.fresh(nc), home.gulnar)  # type: ignore[operator]


@pytest.mark.clause("51")
def test_an_auditor_gives_no_final_verdict_elsewhere(home: House) -> None:
    nc = given.observed(home)
    given.appoint(home.gulnar, Office.AUDITOR)

    with refused(effectiveness.the_office_judges_other_sources):
        finally_effective(home, nc, home.gulnar)


@pytest.mark.clause("10.8")
@pytest.mark.clause("27.6")
def test_a_new_analysis_is_the_next_cycle_from_the_decision(home: House) -> None:
    nc = given.measured(home)

    anew(home, nc, home.saule)

    nc = given.fresh(nc)
    assert (nc.phase, nc.ordinal) == (CaseState.REGISTERED, 2)
    ended, begun = nc.cycles.order_by("ordinal")
    assert ended.evaluation.verdict == "not_effective"
    assert (begun.received_on, begun.office_received_on) == (LATER.date(), LATER.date())
    assert set(Duty.objects.filter(nc=nc).values_list("owed", flat=True)) == {
        Owed.DECIDE.code,
        Owed.TAKE_NOTE.code,
    }


@pytest.mark.clause("10.8")
@pytest.mark.clause("10.7")
def test_further_actions_are_the_next_cycle_on_the_causes_already_found(home: House) -> None:
    nc = given.measured(home)

    further(home, nc, home.saule)

    nc = given.fresh(nc)
    assert (nc.phase, nc.ordinal) == (CaseState.PLANNING, 2)
    ended, begun = nc.cycles.order_by("ordinal")
    assert [cause.text for cause in begun.analysis.causes.all()] == [
        cause.text for cause in ended.analysis.causes.all()
    ]
    assert Duty.objects.get(nc=nc).owed == Owed.PLAN.code
    assert draft_plan(nc, by=home.dauren, at=LATER).joined.get().cycle == begun
