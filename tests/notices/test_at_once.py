"""What is told at once: upon which step to whom, at most once per case and person in four hours."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection

from tests import given
from tests.given import MONDAY, House, day
from tests.notices.mornings import got, mornings
from tests.remembering import remembered
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Criterion, Line, Plan
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.dossier.request import CriterionChange, Postponement
from tuzetu.journal.models import Entry
from tuzetu.notices.composing import compose_at_once
from tuzetu.notices.models import Letter, Mention, ReaderPosition
from tuzetu.people.person import Person
from tuzetu.stages.causes.steps import propose_no_action, require_action, write_analysis
from tuzetu.stages.closure.steps import close_case
from tuzetu.stages.containment.steps import (
    finish_correction,
    record_correction,
    strike_correction,
)
from tuzetu.stages.decision.steps import (
    convene_group,
    merge_case,
    pass_to_unit,
    reject_case,
    void_case,
)
from tuzetu.stages.effectiveness.recurring import confirm_recurrence, link_recurrence
from tuzetu.stages.effectiveness.steps import order_further_actions, order_new_analysis
from tuzetu.stages.execution.requests import (
    accept_criterion_change,
    advise_postponement,
    ask_postponement,
    grant_postponement,
    propose_criterion_change,
    refuse_postponement,
    reject_criterion_change,
)
from tuzetu.stages.execution.steps import (
    change_executor,
    confirm_action,
    mark_done,
    send_back_action,
)
from tuzetu.stages.intake.steps import submit_report
from tuzetu.stages.planning.steps import (
    approve_plan,
    change_controller,
    propose_controller,
    record_meeting,
    return_plan,
    submit_plan,
)

LATER = timedelta(hours=5)


@pytest.fixture(autouse=True)
def _reading_from_the_beginning(db: None) -> None:
    _nothing_read()


@remembered
def _nothing_read() -> ReaderPosition:
    return ReaderPosition.objects.create(reader="notices", seq=0)


def silently() -> None:
    """Pass over everything written so far."""
    last = Entry.objects.order_by("-seq").values_list("seq", flat=True).first()
    ReaderPosition.objects.update_or_create(reader="notices", defaults={"seq": last or 0})


def heard(at: object = MONDAY + LATER) -> dict[str, list[str]]:
    """Who had which letter at once, by login: the first words of the keys."""
    compose_at_once(at=at)  # type: ignore[arg-type]
    told: dict[str, list[str]] = {}
    for letter in Letter.objects.order_by("pk").select_related("person"):
        told.setdefault(letter.person.login, []).append(letter.key.partition(":")[0])
    return told


def test_approval_is_asked_of_the_vice_rector(house: House) -> None:
    plan = given.planned(house)
    given.propose_controller(plan, by=house.saule, at=MONDAY, controller=house.timur)
    silently()

    submit_plan(plan, by=house.dauren, at=MONDAY)

    assert heard() == {"maira": ["approval_asked"]}
    plan.refresh_from_db()
    letter = Letter.objects.get()
    assert letter.subject == (
        f"{plan.number}: Approve the plan or return it; until 16 February 2026"
    )
    body = letter.text.splitlines()
    assert body[2:5] == [
        "What: Approve the plan or return it.",
        body[3],
        "Until: 16 February 2026.",
    ]
    assert body[3].startswith("Why: A plan was sent to you for approval. Clause 44: ")
    assert body[6] == f"https://tuzetu.example/plans/{plan.pk}/"
    assert f'href="https://tuzetu.example/plans/{plan.pk}/"' in letter.html
    assert letter.nc == plan.joined.get().cycle.nc


@pytest.mark.clause("46")
def test_before_its_controller_is_proposed_a_submitted_plan_is_told_to_the_office(
    house: House,
) -> None:
    plan = given.planned(house)
    silently()

    submit_plan(plan, by=house.dauren, at=MONDAY)
    assert heard() == {"saule": ["controller_asked"]}
    silently()

    told = {"controller": house.timur}
    propose_controller(given.plan_again(plan), by=house.saule, at=day(1), **told)
    told_once = {"saule": ["controller_asked"], "maira": ["controller_named"]}
    assert heard(day(1) + LATER) == told_once
    silently()

    other = {"controller": house.asel}
    propose_controller(given.plan_again(plan), by=house.saule, at=day(2), **other)
    assert heard(day(2) + LATER) == told_once
    assert not Mention.objects.exists()


@pytest.mark.clause("44")
def test_whoever_approves_hears_once_of_a_plan_whose_controller_was_proposed_before(
    house: House,
) -> None:
    plan = given.planned(house)
    silently()

    propose_controller(plan, by=house.saule, at=MONDAY, controller=house.timur)
    submit_plan(given.plan_again(plan), by=house.dauren, at=day(1))

    assert heard(day(1) + LATER) == {"maira": ["approval_asked"]}
    assert not Mention.objects.exists()


def test_a_returned_plan_is_told_to_its_author(house: House) -> None:
    plan = given.submitted(house)
    silently()

    return_plan(plan, by=house.maira, at=MONDAY, remark="Критерий жоқ")

    assert heard() == {"dauren": ["plan_returned"]}
    assert "Критерий жоқ" not in Letter.objects.get().text


def test_a_correction_is_told_to_who_carries_it_out(house: House) -> None:
    nc = given.decided(house)
    told = {"what": "Журнал түзетіледі", "due_on": day(5).date()}
    record_correction(nc, by=house.dauren, at=MONDAY, executor=house.timur, **told)
    silently()

    record_correction(nc, by=house.dauren, at=day(1), executor=house.bauyrzhan, **told)

    assert heard(day(1) + LATER) == {"bauyrzhan": ["correction_given"]}
    assert Letter.objects.get().subject == (
        f"{nc.number}: Finish the correction; until 7 February 2026"
    )


@pytest.mark.clause("38")
@pytest.mark.parametrize(
    ("end", "notice"),
    [
        (reject_case, "report_rejected"),
        (void_case, "report_voided"),
        (merge_case, "report_merged"),
    ],
)
def test_whoever_reported_hears_that_the_case_ended_without_an_analysis(
    house: House, end: Callable[..., None], notice: str
) -> None:
    going_on, nc = given.decided(house), given.identified(house)
    silently()
    more = {"into": going_on} if end is merge_case else {}

    end(nc, by=house.saule, at=day(1), reason="Негізі жоқ", **more)

    assert heard(day(1) + LATER) == {nc.reporter.login: [notice]}
    letter = Letter.objects.get()
    assert letter.subject == f"{nc.number}: See why it was decided so"
    assert "Негізі жоқ" not in letter.text


@pytest.mark.clause("27.6")
def test_whoever_reported_hears_in_the_morning_that_the_case_was_closed(house: House) -> None:
    nc = given.closable(house)
    silently()

    close_case(nc, by=house.saule, at=day(262))

    assert heard(day(262) + LATER) == {}
    told = Mention.objects.get()
    assert (told.person, told.notice, told.nc) == (nc.reporter, "report_closed", nc)


def test_who_ended_their_own_report_needs_no_letter(house: House) -> None:
    report = given.report(house.department)
    nc = submit_report(report, by=house.saule, at=MONDAY)
    silently()

    void_case(nc, by=house.saule, at=day(1), reason="Қате жазба")

    assert heard(day(1) + LATER) == {}


@pytest.mark.parametrize("done", [False, True])
def test_whoever_was_to_carry_it_out_hears_that_it_was_struck(house: House, *, done: bool) -> None:
    nc = given.decided(house)
    told = {"what": "Журнал түзетіледі", "due_on": day(5).date()}
    record_correction(nc, by=house.dauren, at=MONDAY, executor=house.bauyrzhan, **told)
    correction = nc.corrections.get()
    if done:
        finish_correction(correction, by=house.bauyrzhan, at=day(1), done_on=day(1).date())
    silently()

    correction.refresh_from_db()
    strike_correction(correction, by=house.saule, at=day(2), reason="Басқа картаға арналған")

    assert heard(day(2) + LATER) == ({} if done else {"bauyrzhan": ["correction_struck"]})


def test_a_correction_without_an_executor_is_struck_in_silence(house: House) -> None:
    nc = given.decided(house)
    record_correction(nc, by=house.dauren, at=MONDAY, what="Журнал түзетіледі")
    silently()

    strike_correction(nc.corrections.get(), by=house.saule, at=day(1), reason="Қате жазба")

    assert heard(day(1) + LATER) == {}


def test_approval_assigns_lines_and_control(house: House) -> None:
    plan = given.submitted(house)
    silently()

    approve_plan(plan, by=house.maira, at=MONDAY)

    assert heard() == {"bauyrzhan": ["action_assigned"], "timur": ["control_assigned"]}


def test_a_group_is_told_to_its_leader_and_members(house: House) -> None:
    nc = given.identified(house)
    silently()

    convene_group(
        nc, by=house.saule, at=MONDAY, leader=house.asel,
        members=[house.asel, house.gulnar, house.timur], owning_unit=house.department,
        reason="Күрделі",
    )  # fmt: skip

    assert heard() == {"asel": ["group_led"], "gulnar": ["group_joined"], "timur": ["group_joined"]}


def test_a_case_passed_to_a_unit_is_told_to_who_leads_the_analysis(house: House) -> None:
    nc = given.identified(house)
    silently()

    pass_to_unit(nc, by=house.saule, at=MONDAY, unit=house.department, reason="Ішкі мәселе")

    assert heard() == {"dauren": ["case_passed"]}


def test_action_after_all_is_told_to_the_head(house: House) -> None:
    nc = given.decided(house)
    found = {**given.FOUND, "action_needed": False, "need_reason": "Бір рет болды"}
    write_analysis(nc, by=house.dauren, at=MONDAY, causes=[given.ROOT], **found)  # type: ignore[arg-type]
    propose_no_action(nc, by=house.dauren, at=MONDAY)
    silently()

    require_action(given.fresh(nc), by=house.saule, at=MONDAY, reason="Қайталануы мүмкін")

    assert heard() == {"dauren": ["action_required"]}


def test_sent_back_and_reassigned_actions_are_told_to_the_executor(house: House) -> None:
    line = given.approved(house).lines.get()
    mark_done(line, by=house.bauyrzhan, at=day(1), done_note="Бітті")
    silently()

    send_back_action(fresh(line), by=house.timur, at=day(1), reason="Дәлел жоқ")
    assert heard(day(1)) == {"bauyrzhan": ["action_sent_back"]}

    change_executor(
        fresh(line), by=house.dauren, at=day(2), executor=house.aigerim, reason="Демалыс"
    )
    assert heard(day(2)) == {
        "bauyrzhan": ["action_sent_back"],
        "aigerim": ["executor_changed"],
    }


def fresh(line: Line) -> Line:
    return Line.objects.get(pk=line.pk)


def test_another_controller_is_told(house: House) -> None:
    plan = given.approved(house)
    silently()

    change_controller(plan, by=house.maira, at=MONDAY, controller=house.gulnar, reason="Ауысты")

    assert heard() == {"gulnar": ["controller_changed"]}


def test_a_postponement_goes_round(house: House) -> None:
    line = given.approved(house).lines.get()
    silently()
    ask_postponement(
        line, by=house.bauyrzhan, at=day(1), asked_until=date(2026, 5, 4), reason="Жеткізілмеді"
    )
    request = Postponement.objects.get()
    assert heard(day(1)) == {}
    assert Mention.objects.get().person == house.timur

    advise_postponement(request, by=house.timur, at=day(2), advised_for=True, advice="Иә")
    assert heard(day(2)) == {"maira": ["postponement_ready"]}

    request.refresh_from_db()
    refuse_postponement(request, by=house.maira, at=day(3), decision="Мерзім жеткілікті")
    assert heard(day(3)) == {"maira": ["postponement_ready"], "bauyrzhan": ["postponement_over"]}


@pytest.mark.parametrize("decided", ["grant", "refuse"])
def test_whoever_asked_hears_the_decision_also_when_the_action_has_another_executor(
    house: House, decided: str
) -> None:
    line = given.approved(house).lines.get()
    told = {"asked_until": date(2026, 5, 4), "reason": "Жеткізілмеді"}
    request = ask_postponement(line, by=house.bauyrzhan, at=day(1), **told)
    advise_postponement(request, by=house.timur, at=day(2), advised_for=True, advice="Иә")
    line.refresh_from_db()
    change_executor(line, by=house.dauren, at=day(2), executor=house.asel, reason="Ауысты")
    silently()
    request.refresh_from_db()

    act = {"grant": grant_postponement, "refuse": refuse_postponement}[decided]
    act(request, by=house.maira, at=day(3), decision="Шешім")

    told_as = [{"grant": "postponement_given", "refuse": "postponement_over"}[decided]]
    assert heard(day(3)) == {"bauyrzhan": told_as, "asel": told_as}
    letter = Letter.objects.get(person=house.bauyrzhan)
    assert f"Action: {line.what}" in letter.text
    until = {"grant": "4 May 2026", "refuse": "3 April 2026"}[decided]
    assert f"Deadline of the action: {until}." in letter.text


@pytest.mark.clause("18")
def test_the_action_of_a_confidential_case_is_in_no_letter(house: House) -> None:
    line = given.approved(house).lines.get()
    Nonconformity.objects.update(confidential=True)
    told = {"asked_until": date(2026, 5, 4), "reason": "Жеткізілмеді"}
    request = ask_postponement(line, by=house.bauyrzhan, at=day(1), **told)
    advise_postponement(request, by=house.timur, at=day(2), advised_for=True, advice="Иә")
    silently()

    request.refresh_from_db()
    grant_postponement(request, by=house.maira, at=day(3), decision="Шешім")

    assert heard(day(3)) == {"bauyrzhan": ["postponement_given"]}
    letter = Letter.objects.get(person=house.bauyrzhan)
    assert line.what not in letter.text + letter.html
    assert "Deadline of the action: 4 May 2026." in letter.text


def test_a_rejected_change_is_told_to_the_author(house: House) -> None:
    criterion = given.approved(house).criteria.get()
    silently()
    propose(house, criterion)
    change = CriterionChange.objects.get()
    assert heard(day(1)) == {}
    assert Mention.objects.get().person == house.saule

    reject_criterion_change(change, by=house.saule, at=day(2), decision="Негізсіз")

    assert heard(day(2)) == {"dauren": ["change_rejected"]}


@pytest.mark.clause("50")
def test_the_author_hears_of_an_accepted_change_as_well(house: House) -> None:
    criterion = given.approved(house).criteria.get()
    silently()
    propose(house, criterion)
    change = CriterionChange.objects.get()
    assert heard(day(1)) == {}

    accept_criterion_change(change, by=house.saule, at=day(2))

    assert heard(day(2)) == {"dauren": ["change_accepted"]}


def propose(house: House, criterion: Criterion) -> None:
    propose_criterion_change(
        criterion, by=house.dauren, at=day(1), measure=criterion.measure, target="90 %",
        value_now=criterion.value_now, data_source=criterion.data_source,
        check_on=criterion.check_on, reason="Өзгерді",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("order", "more", "told"),
    [
        (order_further_actions, {}, "further_ordered"),
        (order_new_analysis, {"verdict": "not_effective"}, "analysis_ordered"),
    ],
)
def test_a_turned_verdict_is_told_to_the_head(
    house: House, order: Callable[..., None], more: dict[str, str], told: str
) -> None:
    nc = given.carried_out(house)
    given.measure(house, nc, at=day(75), met="no")
    silently()

    order(given.fresh(nc), by=house.saule, at=day(76), reason="Орындалмады", **more)

    assert heard(day(76)) == {"dauren": [told]}


def test_what_is_done_is_told_in_the_next_letter_of_the_day(house: House) -> None:
    line = given.approved(house).lines.get()
    silently()

    mark_done(line, by=house.bauyrzhan, at=day(1), done_note="Бітті")

    assert heard(day(1)) == {}
    mornings(date(2026, 2, 4), date(2026, 2, 6))
    assert got(house.timur) == [("2026-02-04", "digest")]
    assert "An action was marked as done." in Letter.objects.get(person=house.timur).text


def test_what_was_settled_meanwhile_is_passed_over(house: House) -> None:
    line = given.approved(house).lines.get()
    silently()
    mark_done(line, by=house.bauyrzhan, at=day(1), done_note="Бітті")
    heard(day(1))
    confirm_action(fresh(line), by=house.timur, at=day(1))

    mornings(date(2026, 2, 4), date(2026, 2, 4))

    assert got(house.timur) == []
    assert Mention.objects.get().told_at is not None


def test_a_second_letter_on_the_case_joins_the_letter_of_the_day(house: House) -> None:
    plan = given.submitted(house)
    silently()
    return_plan(plan, by=house.maira, at=MONDAY, remark="Бір")
    assert heard(MONDAY) == {"dauren": ["plan_returned"]}
    again = Plan.objects.get()
    record_meeting(again, by=house.dauren, at=MONDAY, minutes_number="4", held_on=MONDAY.date())
    sent = MONDAY + timedelta(hours=1)
    submit_plan(again, by=house.dauren, at=sent, answer="Қосылды")
    return_plan(again, by=house.maira, at=MONDAY + timedelta(hours=2), remark="Екі")

    told = heard(MONDAY + timedelta(hours=2))

    assert told == {"dauren": ["plan_returned"]}
    mornings(date(2026, 2, 3), date(2026, 2, 3))
    assert got(house.dauren) == [("2026-02-02", "at_once"), ("2026-02-03", "digest")]
    assert "The plan was returned for revision." in Letter.objects.latest("pk").text


def test_after_four_hours_a_letter_comes_at_once_again(house: House) -> None:
    plan = given.submitted(house)
    silently()
    return_plan(plan, by=house.maira, at=MONDAY, remark="Бір")
    heard(MONDAY)
    again = Plan.objects.get()
    record_meeting(again, by=house.dauren, at=MONDAY, minutes_number="4", held_on=MONDAY.date())
    submit_plan(again, by=house.dauren, at=MONDAY + LATER, answer="Қосылды")
    return_plan(again, by=house.maira, at=MONDAY + LATER, remark="Екі")

    assert heard(MONDAY + LATER)["dauren"] == ["plan_returned", "plan_returned"]


def test_reading_twice_changes_nothing(house: House) -> None:
    given.approved(house)
    before = heard()

    assert compose_at_once(at=MONDAY + LATER) == 0
    ReaderPosition.objects.update(seq=0)
    assert heard(MONDAY + timedelta(hours=12)) == before


def test_nobody_is_told_of_their_own_act(house: House) -> None:
    line = given.approved(house).lines.get()
    silently()

    change_executor(line, by=house.dauren, at=day(1), executor=house.dauren, reason="Өзім")

    assert line.executor_id != house.dauren.pk
    assert heard(day(1)) == {}


def test_a_confidential_case_is_told_without_its_words(house: House) -> None:
    nc = given.identified(house)
    Nonconformity.objects.filter(pk=nc.pk).update(confidential=True)
    silently()

    convene_group(
        given.fresh(nc), by=house.saule, at=MONDAY, leader=house.asel, members=[house.gulnar],
        owning_unit=house.department, reason="Құпия",
    )  # fmt: skip

    assert heard() == {"asel": ["group_led"], "gulnar": ["group_joined"]}
    for letter in Letter.objects.all():
        assert nc.number in letter.subject
        assert nc.title not in letter.text + letter.html + letter.subject


def test_who_may_not_see_a_confidential_case_hears_nothing_of_its_plan(house: House) -> None:
    plan = given.planned(house)
    given.propose_controller(plan, by=house.saule, at=MONDAY, controller=house.timur)
    Nonconformity.objects.update(confidential=True)
    silently()

    submit_plan(plan, by=house.dauren, at=MONDAY)

    assert heard() == {}


def test_a_reader_who_begins_late_does_not_tell_old_things(house: House) -> None:
    ReaderPosition.objects.all().delete()
    given.approved(house)

    assert heard(day(3)) == {}
    assert ReaderPosition.objects.get().seq == Entry.objects.latest("seq").seq


def test_without_a_mail_server_letters_are_kept_for_reading(house: House, settings: object) -> None:
    settings.KEEP_MAILS = True  # type: ignore[attr-defined]
    given.submitted(house)

    heard()

    assert set(Letter.objects.values_list("state", flat=True)) == {"kept"}


@pytest.mark.parametrize("after", range(14))
def test_killed_while_composing_it_goes_on_without_loss_or_repetition(
    house: House, after: int
) -> None:
    plan = given.submitted(house)
    silently()
    approve_plan(plan, by=house.maira, at=MONDAY)

    with connection.execute_wrapper(_killing(after)), pytest.raises(KeyboardInterrupt):
        compose_at_once(at=MONDAY)
        raise KeyboardInterrupt

    assert heard() == {"bauyrzhan": ["action_assigned"], "timur": ["control_assigned"]}


def _killing(after: int) -> Callable[..., object]:
    written = 0

    def wrapper(execute: Callable[..., object], sql: str, *rest: object) -> object:
        nonlocal written
        if sql.startswith(("INSERT", "UPDATE", "SAVEPOINT")):
            written += 1
            if written > after:
                raise KeyboardInterrupt
        return execute(sql, *rest)

    return wrapper


def test_a_reopened_case_is_told_to_the_head(house: House) -> None:
    earlier = given.observed(house)
    later = given.decided(house, at=day(80), detected_on=day(79).date())
    link_recurrence(later, by=house.saule, at=day(81), earlier=earlier, reason="Сол себеп")
    silently()

    confirm_recurrence(Recurrence.objects.get(), by=house.saule, at=day(82), decision="Қайталанды")

    assert heard(day(82))["dauren"] == ["case_reopened"]
    assert Person.objects.get(login="dauren").letters.get().nc == earlier
